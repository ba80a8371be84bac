"""A bot file: one bot in TOML, as a person writes it down and as it is written out again."""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from msgspec import UNSET, Struct, UnsetType, structs

from rp_tui.core.domain.bot import Bot, BotAuthored
from rp_tui.core.domain.clock import Moment
from rp_tui.core.interchange.bot_fields import IDENTITY, STAGE, Take, Unfit
from rp_tui.core.interchange.errors import (
    BadField,
    BrokenToml,
    CannotRead,
    NamelessBot,
    UnknownField,
)
from rp_tui.core.interchange.toml_keys import line_of_long_key

LARGEST_FILE_BYTES = 1_000_000
LIKE = 0.6
TABLE = "scene"

WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")


class Stage(Struct, frozen=True):
    """What its author has settled of the first scene; what is blank is read from the kickoff."""

    place: str = ""
    place_type: str = ""
    public: bool | UnsetType = UNSET
    moving: bool | UnsetType = UNSET
    spots: tuple[str, ...] = ()
    clock: Moment | str = ""  # or words, such as "Tuesday evening"
    weather: str = ""
    description: str = ""
    bot_doing: str = ""
    bot_posture: str = ""
    bot_spot: str = ""
    player_doing: str = ""
    player_posture: str = ""
    player_spot: str = ""

    @property
    def moment(self) -> Moment:
        """The clock, where it is told exactly; blank where words tell of it, or nothing does."""
        return self.clock if self.clock.endswith("Z") else ""

    def settled(self) -> dict[str, Any]:
        """What is not blank, by its field."""
        fields = structs.asdict(self).items()
        return {field: value for field, value in fields if value not in ("", (), UNSET)}

    def form(self) -> dict[str, Any]:
        """What is settled, as the kickoff form names it; an exact clock leaves its time blank."""
        form = self.settled()
        if "clock" in form:
            form["time"] = "" if self.moment else form["clock"]
            del form["clock"]
        if "description" in form:
            form["scene"] = form.pop("description")
        if "spots" in form:
            form["spots"] = list(self.spots)
        return form


class BotFile(Struct, frozen=True):
    """What stands in a bot file, cleaned."""

    name: str
    persona: str = ""
    voice: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    backstory: str = ""
    relationship: str = ""
    kickoff: str = ""
    scene: Stage = Stage()

    @property
    def draft(self) -> BotAuthored:
        """What authoring takes."""
        return BotAuthored(**{field: getattr(self, field) for field in IDENTITY})


def of(bot: Bot | BotAuthored, scene: Stage | None = None) -> BotFile:
    """The file of a bot that is there."""
    fields = {field: getattr(bot, field) for field in IDENTITY}
    return BotFile(**fields, scene=scene or Stage())


def read(path: Path) -> BotFile:
    """The bot of a file."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise CannotRead(
            str(path), f"cannot be read ({cause})", "name a bot file that can"
        ) from None
    return parse(content, str(path))


def parse(content: bytes, file: str) -> BotFile:
    """The bot that a file's content tells of; the file's name is for what is wrong with it."""
    table = parsed(content, file)
    scene = table.pop(TABLE, {})
    fields = taken(table, IDENTITY, file)
    if not isinstance(scene, dict):
        raise BadField(file, TABLE, f"must be a table; begin it with a line [{TABLE}]")
    stage = Stage(**taken(scene, STAGE, file, f"{TABLE}."))
    if "name" not in fields:
        raise NamelessBot(file)
    return BotFile(**fields, scene=stage)


def parsed(content: bytes, file: str) -> dict[str, Any]:
    """The content as TOML."""
    if len(content) > LARGEST_FILE_BYTES:
        raise CannotRead(
            file,
            f"is larger than {LARGEST_FILE_BYTES:,} bytes",
            "a bot file holds one bot, so shorten its prose",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CannotRead(file, f"is not UTF-8 at line {line}", "save it as UTF-8") from None
    if line := line_of_long_key(text):
        raise BrokenToml(file, f" at line {line}", "a key has too many parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BrokenToml(file, "", "it nests too deep") from None
    except ValueError as error:
        complaint, found = str(error), WHERE.search(str(error))
        raise BrokenToml(file, place(found), WHERE.sub("", complaint)) from None


def place(found: re.Match[str] | None) -> str:
    """Where the parser stopped, as far as it says."""
    if found is None:
        return ""
    return f" at line {found[1]}, column {found[2]}" if found[1] else " at its end"


def taken(
    table: Mapping[str, object], known: Mapping[str, Take], file: str, prefix: str = ""
) -> dict[str, Any]:
    """The fields of a table, each as its kind takes it."""
    fields: dict[str, Any] = {}
    for field, value in table.items():
        if field not in known:
            raise UnknownField(file, f"{prefix}{field}", meant(field), everything())
        try:
            fields[field] = known[field](value)
        except Unfit as unfit:
            raise BadField(file, f"{prefix}{field}", str(unfit)) from None
    return fields


def meant(field: str) -> str:
    """The field that an unknown one is nearest to; blank where it is near none."""
    names = everything()
    ends = {name.rpartition(".")[2]: name for name in reversed(names)}
    like = get_close_matches(field.lower(), ends, n=1, cutoff=LIKE)
    return ends[like[0]] if like else ""


def everything() -> list[str]:
    return [*IDENTITY, *(f"{TABLE}.{field}" for field in STAGE)]
