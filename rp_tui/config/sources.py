"""Where settings come from: the environment and the file."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rp_tui.config.errors import BadFile, BadSetting, EmptyKey, Spot, UnknownSetting
from rp_tui.config.kinds import Unfit, said
from rp_tui.config.settings import (
    KEY,
    PREFIX,
    SETTINGS,
    TABLES,
    in_a_table,
    meant,
    shown,
    variable,
    variables_meant,
)
from rp_tui.core.interchange.toml_keys import line_of_long_key

Values = Mapping[str, Any]  # by the settings' full names

FEATHERLESS_KEY = "FEATHERLESS_API_KEY"  # what other programs call it too
NOT_OURS = frozenset({"RP_TUI_DATA_DIR"})  # read before there are settings
LARGEST_FILE = 1_000_000  # bytes
# What a name of ours is made of; a key that stands in the wrong place has other characters too.
NAME = re.compile(r"\s*[a-z_.]{1,40}\s*")
TABLE = re.compile(r"\s*\[{1,2}[a-z_. ]{1,40}\]{0,2}")


def from_environment(env: Mapping[str, str]) -> Values:
    """What the environment sets; an empty variable says nothing, unless a key should be in it."""
    ours = {variable(name): name for name in SETTINGS}
    values: dict[str, Any] = {}
    for called, words in env.items():
        name = ours.get(called)
        if name and (words.strip() or SETTINGS[name] is KEY):
            where = f"from {called} in the environment"
            values[name] = taken(name, where, SETTINGS[name].spelt(words))
        elif not name and called.startswith(PREFIX) and called not in NOT_OURS:
            like = variables_meant(called)
            # What is like nothing of ours may be a variable of a later version.
            if like or in_a_table(called):
                raise UnknownSetting(shown(called), "in the environment", like)
    if FEATHERLESS_KEY in env:
        where = f"from {FEATHERLESS_KEY} in the environment"
        values[FEATHERLESS_KEY] = taken("api_key", where, env[FEATHERLESS_KEY])
    return values


def from_file(path: Path) -> Values:
    """What the file sets."""
    where, values = f"in {path}", {}
    for name, value in parsed(path).items():
        if name and name in TABLES:
            if not isinstance(value, dict):
                raise BadSetting(name, where, f"a table, begun by a line [{name}]", said(value))
            values.update({f"{name}.{inner}": each for inner, each in value.items()})
        else:
            values[name] = value
    for name in values:
        if name not in SETTINGS:
            raise UnknownSetting(shown(name), where, meant(name))
    return {name: taken(name, where, value, path) for name, value in values.items()}


def parsed(path: Path) -> dict[str, Any]:
    """The file as TOML; where there is none, nothing is set."""
    try:
        if not path.exists():
            return {}
        if not path.is_file():
            raise BadFile(path, "is no file")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise BadFile(path, f"cannot be read ({error.strerror})") from None
    if len(content) > LARGEST_FILE:
        raise BadFile(path, f"is larger than {LARGEST_FILE:,} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadFile(path, f"is not UTF-8 at line {line}") from None
    if line := line_of_long_key(text):
        raise BadFile(path, f"has a key of too many parts at line {line}")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BadFile(path, "nests too deep to be read") from None
    except ValueError as error:
        what = f"does not parse as TOML{place(str(error))}"
        raise BadFile(path, what, spot(str(error), text)) from None


def place(complaint: str) -> str:
    """Where a file does not parse; what stands there is not said, as it may be a key."""
    if found := re.search(r"at line (\d+)", complaint):
        return f" at line {found[1]}"
    return " at its end" if "end of document" in complaint else ""


def spot(complaint: str, text: str) -> Spot | None:
    """The line and column, and what of the line can be shown: names, and no value."""
    found = re.search(r"at line (\d+), column (\d+)", complaint)
    if not found:
        return None
    line, column = int(found[1]), int(found[2])
    told = text.split("\n")[line - 1].rstrip() if line <= text.count("\n") + 1 else ""
    name, equals, _ = told.partition("=")
    if equals:
        shown = f"{name}= …" if NAME.fullmatch(name) else ""
    else:
        shown = told if TABLE.fullmatch(told) else ""
    return Spot(line, column, shown)


def taken(name: str, where: str, value: object, file: Path | None = None) -> Any:
    setting = SETTINGS[name]
    try:
        found = setting.take(value)
    except Unfit as unfit:
        if not unfit.inner:
            raise BadSetting(name, where, setting.wanted, str(unfit)) from None
        if file and (line := line_of(name, unfit.inner, file)):
            where = f"at line {line} of {file}"
        inner = shown(f"{name}.{unfit.inner}")
        raise BadSetting(inner, where, unfit.wanted, str(unfit)) from None
    if setting is KEY and not found:
        raise EmptyKey(name, where)
    return found


def line_of(table: str, name: str, file: Path) -> int:
    """The line in which a table's setting is written, as it usually is; 0 if it is not found."""
    head = re.compile(rf"\s*\[\s*{re.escape(table)}\s*\]")
    entry = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*=""")
    is_inside = False
    for number, line in enumerate(file.read_text("utf-8-sig").splitlines(), 1):
        if line.lstrip().startswith("["):
            is_inside = head.match(line) is not None
        elif is_inside and entry.match(line):
            return number
    return 0
