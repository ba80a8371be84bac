"""What can be wrong with a file that comes in or goes out, in one sentence each."""

from collections.abc import Iterable
from pathlib import Path

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.errors import Trouble

LONGEST_QUOTE = 60


class InterchangeTrouble(Trouble):
    """A file cannot be taken in or written out; nothing was changed."""


class CannotWrite(InterchangeTrouble):
    """The operating system refuses the file."""

    def __init__(self, path: Path, cause: str) -> None:
        self.path = path
        super().__init__(
            f"{quoted(path, None)} cannot be written ({cause}); make room for it or allow it,"
            " then try again."
        )


class BotFileTrouble(InterchangeTrouble):
    """A bot file cannot be understood."""


class CannotRead(BotFileTrouble):
    """The file is not there, is too large, or is no text."""

    def __init__(self, file: str, what: str, instead: str) -> None:
        super().__init__(f"{quoted(file, None)} {what}; {instead}.")


class BrokenToml(BotFileTrouble):
    """The file does not parse."""

    def __init__(self, file: str, where: str, what: str) -> None:
        super().__init__(
            f"{quoted(file, None)} does not parse as TOML{where} ({quoted(what)}); mend it there."
        )


class NamelessBot(BotFileTrouble):
    """A bot needs a name, and so does its file."""

    def __init__(self, file: str) -> None:
        super().__init__(f'{quoted(file, None)} gives no name; add a line such as name = "Ann".')


class UnknownField(BotFileTrouble):
    """Nothing of a bot is called so."""

    def __init__(self, file: str, field: str, meant: str, known: Iterable[str]) -> None:
        advice = f"did you mean {meant}?" if meant else f"there are {', '.join(known)}."
        super().__init__(f"{quoted(file, None)} sets {quoted(field)}, which no bot has; {advice}")


class BadField(BotFileTrouble):
    """A field holds what it cannot hold."""

    def __init__(self, file: str, field: str, what: str) -> None:
        super().__init__(f"{field} in {quoted(file, None)} {what}.")


def quoted(text: object, longest: int | None = LONGEST_QUOTE) -> str:
    """A name or a complaint from outside, as it may stand in a sentence of ours."""
    return clean(str(text), single_line=True)[:longest]
