"""A scene: a stretch of a chat in one place. Which turns are its own follows from the steps."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar, Literal

from msgspec.structs import replace

from rp_tui.core.domain.edit import ManualEdit, edited
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import nothing
from rp_tui.core.domain.markers import spoken
from rp_tui.core.domain.noun import Birth, Entrances, Event, Noun, State
from rp_tui.core.domain.text import line, passage
from rp_tui.core.domain.turn import LOWEST, Significance, Turn

Reason = Literal["by hand", "another place", "the player's words", "the guest left"]
KEYS = 3  # quotes that a summary may keep
QUOTED = ' *"“”'  # what a model puts around a quote
STRAIGHT = str.maketrans("‘’“”", "''\"\"")


class Scene(State, frozen=True):
    chat: int
    opened_at: str  # the chat's clock
    container: int | None = None
    description: str = ""
    closed_at: str = ""
    reason: str = ""
    significance: Significance = LOWEST
    summarised: bool = False

    FIXED = frozenset({"chat", "container", "opened_at", "closed_at", "reason", "summarised"})
    ENTRANCES: ClassVar[Entrances] = {"description": passage}

    @property
    def is_open(self) -> bool:
        return not self.closed_at


class SceneOpened(Event, frozen=True):
    chat: int
    opened_at: str
    container: int | None = None
    description: str = ""


class SceneClosed(Event, frozen=True):
    closed_at: str
    reason: Reason
    significance: Significance = LOWEST


class SceneSummarised(Event, frozen=True):
    """Each witness has its summary; until then the scene is marked, and tried again when idle."""


class SceneUntold(Event, frozen=True):
    """Words of it, or of a scene before it, read otherwise now: what it left is told anew."""

    remembered: bool = False  # what each remembers of it stands, and only what follows is told


class SceneIsClosed(Trouble):
    """A scene closes once."""


def fold(scene: Scene | None, event: Any) -> Scene | None:
    match event:
        case SceneOpened(chat, opened_at, container, description):
            return Scene(chat, opened_at, container, description)
        case SceneClosed(closed_at, reason, significance) if scene:
            return replace(scene, closed_at=closed_at, reason=reason, significance=significance)
        case SceneSummarised() if scene:
            return replace(scene, summarised=True)
        case SceneUntold() if scene:
            return replace(scene, summarised=False)
        case ManualEdit() if scene:
            return edited(scene, event)
    return scene


def open_scene(chat: int, at: str, container: int | None, description: str = "") -> SceneOpened:
    """A scene that begins now."""
    return SceneOpened(chat, at, container, passage(description))


def close(scene: Scene, at: str, reason: Reason, turns: Iterable[Turn]) -> SceneClosed:
    """The end of a scene, which matters as much as the most that was said in it."""
    if not scene.is_open:
        raise SceneIsClosed("This scene is closed already; the next one has begun.")
    most = max((turn.significance or LOWEST for turn in turns), default=LOWEST)
    return SceneClosed(at, reason, most)


def key_quotes(proposed: Iterable[str], turns: Iterable[Turn]) -> tuple[str, ...]:
    """The proposed quotes that were said, as they were said, at most three; never ooc."""
    said = [" ".join(spoken(turn.segments).split()) for turn in turns]
    found = (verbatim(line(quote).strip(QUOTED), said) for quote in proposed)
    return tuple(dict.fromkeys(filter(None, found)))[:KEYS]


def verbatim(quote: str, said: Iterable[str]) -> str:
    """The same words out of a text that has them, whole; blank where none has."""
    if not any(char.isalnum() for char in quote):
        return ""
    wanted = re.compile(rf"(?<!\w){re.escape(quote.translate(STRAIGHT))}(?!\w)", re.IGNORECASE)
    for text in said:
        if found := wanted.search(text.translate(STRAIGHT)):
            return text[found.start() : found.end()]
    return ""


NOUN = Noun(
    "scene",
    Scene,
    (SceneOpened, SceneClosed, SceneSummarised, SceneUntold),
    fold,
    nothing,
    Birth.SEQ,
)
