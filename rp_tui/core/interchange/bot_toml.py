"""A bot file's text: TOML that reads well, and that gives back the very same bot."""

import re
from collections.abc import Iterator

from rp_tui.core.interchange.bot_fields import IDENTITY
from rp_tui.core.interchange.bot_file import TABLE, BotFile

WIDTH = 88

ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\\]")
# Three quotes would end a text, and so would fewer right before its end.
ENDING = re.compile(r'""(?=")|"\Z')
FOLD = re.compile(r" (?=[^ \t])")  # a line that goes on behind a backslash loses its leading space


def written(bot: BotFile) -> str:
    """The bot as TOML; what is blank is left out."""
    fields = ((field, getattr(bot, field)) for field in IDENTITY)
    lines = [f"{field} = {value(held)}" for field, held in fields if held or field == "name"]
    if scene := bot.scene.settled():
        lines += ["", f"[{TABLE}]", *(f"{field} = {value(held)}" for field, held in scene.items())]
    return "\n".join(lines) + "\n"


def value(held: object) -> str:
    match held:
        case bool():
            return "true" if held else "false"
        case tuple():
            return array([value(each) for each in held])
        case str():
            return text(held)
    raise TypeError(f"a bot file holds no {type(held).__name__}")


def array(items: list[str]) -> str:
    """On one line, if it fits there."""
    line = f"[{', '.join(items)}]"
    if len(line) <= WIDTH and "\n" not in line:
        return line
    return "\n".join(["[", *(f"    {item}," for item in items), "]"])


def text(prose: str) -> str:
    """A string in quotes, folded where it is long; folds are no part of it."""
    safe = ESCAPED.sub(escape, prose)
    line = '"' + safe.replace('"', r"\"") + '"'
    if "\n" not in line and len(line) <= WIDTH:
        return line
    safe = ENDING.sub(lambda quotes: quotes[0][:-1] + r"\"", safe)
    lines = ("\\\n".join(folded(line)) for line in safe.split("\n"))
    return '"""\n' + "\n".join(lines) + '"""'


def escape(char: re.Match[str]) -> str:
    return r"\\" if char[0] == "\\" else f"\\u{ord(char[0]):04x}"


def folded(line: str) -> Iterator[str]:
    """The line in pieces as wide as the page, where its spaces allow; each keeps its space."""
    start = last = 0
    for fold in FOLD.finditer(line):
        if fold.end() - start > WIDTH and last > start:
            yield line[start:last]
            start = last
        last = fold.end()
    if len(line) - start > WIDTH and last > start:
        yield line[start:last]
        start = last
    yield line[start:]
