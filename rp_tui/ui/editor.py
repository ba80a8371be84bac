"""The player's own editor, for a long turn: there and back, or a sentence that says why not."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import mkstemp

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.text import LONGEST_PASSAGE

VARIABLES = ("VISUAL", "EDITOR")
SUFFIX = ".md"
MOST_BYTES = 4 * LONGEST_PASSAGE  # no character of UTF-8 takes more


class EditorTrouble(Trouble):
    """The words did not come back from the editor."""


class NoEditor(EditorTrouble):
    """None is named in the environment."""

    def __init__(self) -> None:
        super().__init__("No editor is set; start rp-tui with EDITOR=nano, or the one you like.")


class NoSuchEditor(EditorTrouble):
    """What is named cannot be started."""

    def __init__(self, command: str) -> None:
        super().__init__(f"{command} cannot be started; set EDITOR to an editor that you have.")


class NoFile(EditorTrouble):
    """There is no room for the file that goes there and back."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The file for the editor cannot be written ({why}); make room, or set TMPDIR."
        )


class EditorFailed(EditorTrouble):
    """The editor ended with an error, or was broken off."""

    def __init__(self, command: str) -> None:
        super().__init__(f"{command} ended with an error; your words are as they were.")


class NotTaken(EditorTrouble):
    """What was written there cannot be a turn; it is not thrown away."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"What you wrote {why}; it is kept in {path}, so shorten or mend it there."
        )


class CannotSuspend(EditorTrouble):
    """The screen cannot step aside here."""

    def __init__(self) -> None:
        super().__init__("The screen cannot make room for an editor here; write your turn in it.")


def command(env: Mapping[str, str]) -> list[str]:
    """What starts the player's editor."""
    for name in VARIABLES:
        with suppress(ValueError):  # quotes that do not close name no editor
            if words := shlex.split(env.get(name, "")):
                return words
    raise NoEditor


def edit(text: str, env: Mapping[str, str]) -> str:
    """The text as it comes back from the editor; the file between is for its owner's eyes."""
    words = command(env)
    with ExitStack() as left:
        path = written(text)
        left.callback(path.unlink, missing_ok=True)
        run(words, path)
        try:
            return read(path)
        except NotTaken:
            left.pop_all()  # what was written there is in no other place
            raise


def written(text: str) -> Path:
    try:
        handle, name = mkstemp(SUFFIX, "rp-tui-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise NoFile(error.strerror or str(error)) from None
    return Path(name)


def run(words: list[str], path: Path) -> None:
    shown = clean(words[0], single_line=True)
    try:
        code = subprocess.run([*words, path], check=False).returncode
    except OSError:
        raise NoSuchEditor(shown) from None
    except KeyboardInterrupt:
        raise EditorFailed(shown) from None
    if code:
        raise EditorFailed(shown)


def read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        text = clean(content.decode("utf-8")).removesuffix("\n")
    except UnicodeDecodeError:
        raise NotTaken(path, "is not UTF-8") from None
    except OSError as error:
        raise NotTaken(path, f"cannot be read ({error.strerror})") from None
    if len(text) > LONGEST_PASSAGE:
        raise NotTaken(path, f"is longer than {LONGEST_PASSAGE:,} characters")
    return text
