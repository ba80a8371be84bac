"""The bots that ship with the program, to play at once or to learn from."""

from pathlib import Path

from rp_tui.core.domain.names import key
from rp_tui.core.interchange.bot_file import BotFile, parse
from rp_tui.core.interchange.errors import InterchangeTrouble, quoted

FOLDER = Path(__file__).parents[2] / "samples"
SUFFIX = ".toml"


class UnknownSample(InterchangeTrouble):
    """No bot that ships is called so."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no sample {quoted(name)!r}; take {', '.join(names())}.")


def names() -> tuple[str, ...]:
    """What the samples are called, in the order of the alphabet."""
    stems = (file.name.removesuffix(SUFFIX) for file in FOLDER.iterdir() if is_sample(file.name))
    return tuple(sorted(stem.capitalize() for stem in stems))


def load(name: str) -> BotFile:
    """The sample of that name, in capitals or not."""
    found = next((known for known in names() if key(known) == key(name)), None)
    if found is None:
        raise UnknownSample(name)
    file = f"{found.lower()}{SUFFIX}"
    return parse((FOLDER / file).read_bytes(), file)


def is_sample(file: str) -> bool:
    return file.endswith(SUFFIX)
