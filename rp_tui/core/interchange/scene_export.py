"""A closed scene that mattered, as a file of its own: JSON that says all of it."""

from hashlib import blake2b
from pathlib import Path
from unicodedata import category, normalize

import msgspec
from msgspec import Struct

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.container import Container
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.turn import SIGNIFICANT
from rp_tui.core.interchange.clean_json import encoded
from rp_tui.core.interchange.errors import InterchangeTrouble
from rp_tui.core.interchange.files import keep
from rp_tui.core.interchange.story import Said

FORMAT = "rp-tui scene"
VERSION = 1
SUFFIX = ".json"
LONGEST_SLUG_BYTES = 120  # so that a name fits 255 bytes, and while it is unfinished too
MARK_BYTES = 4


class SceneGoesOn(InterchangeTrouble):
    """Only what is over can be told whole."""


class Summary(Struct, frozen=True):
    """What a scene was to one who was there."""

    witness: str
    text: str
    quotes: tuple[str, ...] = ()


class Place(Struct, frozen=True):
    """Where it was."""

    name: str
    type: str
    moving: bool
    public: bool
    audible_range: str
    slots: tuple[str, ...]


class Record(Struct, frozen=True):
    """A scene with the names of those who were there.

    The origin tells it from a scene with its number in another database that has shared the
    folder: the wall time of the batch that opened it, for one.
    """

    id: int
    origin: str
    host: str
    you: str
    scene: Scene
    turns: tuple[Said, ...]
    summaries: tuple[Summary, ...]
    container: Container | None = None


class Exported(Struct, frozen=True):
    """What the file holds."""

    format: str
    version: int
    scene: int
    origin: str
    host: str
    you: str
    opened_at: str
    closed_at: str
    reason: str
    significance: int
    description: str
    place: Place | None
    summaries: tuple[Summary, ...]
    turns: tuple[Said, ...]


def is_due(scene: Scene) -> bool:
    """Whether a scene is over and mattered enough to be written out."""
    return not scene.is_open and scene.significance >= SIGNIFICANT


def write(folder: Path, record: Record) -> Path:
    """Write the scene out; again, it replaces its own file and no other."""
    path = folder / file_name(record)
    keep(path, [content(record)])
    return path


def content(record: Record) -> bytes:
    """The scene as JSON, the same bytes for the same scene."""
    scene = record.scene
    if scene.is_open:
        raise SceneGoesOn("This scene goes on; close it, then it can be exported.")
    exported = Exported(
        FORMAT,
        VERSION,
        record.id,
        record.origin,
        record.host,
        record.you,
        scene.opened_at,
        scene.closed_at,
        scene.reason,
        scene.significance,
        scene.description,
        place(record.container),
        record.summaries,
        record.turns,
    )
    return msgspec.json.format(encoded(exported), indent=2) + b"\n"


def place(container: Container | None) -> Place | None:
    if container is None:
        return None
    return msgspec.convert(container, Place, from_attributes=True)


def file_name(record: Record) -> str:
    """As "ann-20260310T211400Z-scene-42-1f0c9a3e.json", which no two scenes share."""
    mark = blake2b(record.origin.encode("utf-8", "replace"), digest_size=MARK_BYTES).hexdigest()
    at = "".join(char for char in record.scene.opened_at if char.isascii() and char.isalnum())
    return f"{slug(record.host)}-{at}-scene-{record.id}-{mark}{SUFFIX}"


def slug(name: str) -> str:
    """A name as a part of a file's: letters, digits and dashes, in small letters."""
    folded = normalize("NFKC", clean(name, single_line=True)).casefold()
    spaced = "".join(char if category(char)[0] in "LMN" else " " for char in folded)
    dashed = "-".join(spaced.split()).encode()[:LONGEST_SLUG_BYTES]
    return dashed.decode(errors="ignore").strip("-") or "chat"
