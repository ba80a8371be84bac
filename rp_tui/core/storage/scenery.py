"""Scenery: scenes as they were when they ended, who visits whom, and what a chat began with."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.container import Container
from rp_tui.core.domain.ids import compose, owned_by, part_of
from rp_tui.core.domain.markers import spoken
from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.noun import Event, State
from rp_tui.core.domain.pair import Pair, pair_of
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.turn import Turn
from rp_tui.core.domain.witness import GUEST_BIT, witnessed
from rp_tui.core.storage import gate, reads, undone
from rp_tui.core.storage.codec import CODEC
from rp_tui.core.storage.projector import LIVE, fold_events, horizons_of
from rp_tui.core.storage.tables import Row
from rp_tui.core.storage.timeline import Timeline

S = TypeVar("S", bound=State)

OPENING = ("chat", "container", "scene", "activity")  # what a chat begins with, but for its prose

CLOSED_ON = """SELECT b.chat, e.entity FROM event e JOIN branch b ON b.id = e.branch
  WHERE e.branch = (SELECT branch FROM event WHERE seq = :step) AND e.step = :step
    AND e.kind = 'scene' AND e.type = 'SceneClosed'"""
CLOSINGS = """SELECT min(e.step) FROM scene c
  JOIN event e ON e.kind = 'scene' AND e.entity = c.id AND e.type = 'SceneClosed'
  JOIN live_span s ON s.branch = e.branch AND e.step <= s.upto
  WHERE c.chat = ? AND c.closed_at != '' AND {} GROUP BY c.id ORDER BY 1"""
UNFINISHED = CLOSINGS.format("NOT c.summarised")
CLOSED_AFTER = CLOSINGS.format("c.id < ?") + " DESC LIMIT 1"
TURNS_AS_OF = f"""{LIVE} WHERE e.kind = 'turn' AND e.entity > ? AND e.entity < ? AND e.step <= ?
  ORDER BY 1, 2, 3"""
CHANGES_SINCE = """SELECT e.payload FROM event e
  JOIN live_span s ON s.branch = e.branch AND e.step <= s.upto
  WHERE e.kind = 'activity' AND e.entity = ? AND e.step >= ? AND e.type = 'ActivityChanged'"""
OF_SCENE = "id BETWEEN ? AND ? AND about = ? AND source = 'scene'"
UNTOLD = """SELECT e.step, e.payload ->> 'remembered' FROM event e
  JOIN live_span s ON s.branch = e.branch AND e.step <= s.upto
  WHERE e.kind = 'scene' AND e.entity = ? AND e.type = 'SceneUntold' ORDER BY e.step DESC LIMIT 1"""
AT_OF = "SELECT at FROM batch WHERE ? BETWEEN first AND last"
VISITS = "SELECT id FROM chat WHERE guest = ? ORDER BY id"
# The first step of the live root, as it was written at once.
BEGAN_WITH = """SELECT e.kind, e.entity, e.type, e.version, e.payload, e.seq FROM live_span s
  JOIN branch b ON b.id = s.branch AND b.parent IS NULL
  JOIN event e ON e.branch = b.id AND e.step = (SELECT min(step) FROM event WHERE branch = b.id)
  JOIN batch a ON e.step BETWEEN a.first AND a.last AND e.seq <= a.last
  WHERE s.chat = ? ORDER BY e.seq"""
LIVE_ROOT = "SELECT min(branch) FROM live_span WHERE chat = ?"  # a root is older than what it bears


class Closed(Struct, frozen=True):
    """A scene that is over, as it was on the step that ended it, less what is hidden by now."""

    step: int
    id: int
    scene: Scene
    turns: dict[int, Turn]
    place: Container | None = None
    told_on: int = 0  # the step that what it leaves is written on
    remembered: bool = False  # what each remembers of it stands
    lives: dict[int, int] = {}  # since when a guest knows of anything that was reset before that

    def heard_by(self, who: int) -> dict[int, Turn]:
        """What of it somebody was there for, and can tell."""
        born = self.lives.get(who, 0)
        return {
            id: turn
            for id, turn in self.turns.items()
            if part_of(id) > born
            and witnessed(who, turn.chat, turn.mask, turn.guest)
            and spoken(turn.segments)
        }

    @property
    def key(self) -> str:
        """What names the deeds of telling it; on one step several may be told anew."""
        return str(self.step) if self.told_on == self.step else f"{self.told_on}:{self.id}"

    @property
    def guests(self) -> tuple[int, ...]:
        """The guests who were there for any of it."""
        there = (turn.guest for turn in self.turns.values() if turn.mask & GUEST_BIT)
        return tuple(dict.fromkeys(guest for guest in there if guest is not None))


class Began(NamedTuple):
    """One thing that a chat began with."""

    kind: str
    entity: int
    event: Event


def closed(db: Connection, step: int) -> Closed | None:
    """The scene that a step closed; None where it closed none, or is no part of the story."""
    found: tuple[int, int] | None = db.execute(CLOSED_ON, {"step": step}).fetchone()
    if found is None or not Timeline(db).is_live(step):
        return None
    chat, id = found
    on, remembered = untold(db, id) or (step, False)
    scene = as_of(db, Scene, id, on)
    if scene is None:
        return None
    place = None if scene.container is None else reads.state(db, Container, scene.container)
    # Whoever was reset since is not told it anew.
    lives = {bot: since for bot, since in horizons_of(db).items() if since < on}
    turns = dict(turns_as_of(db, chat, id, step, on))
    return Closed(step, id, scene, turns, place, on, remembered, lives)


def untold(db: Connection, scene: int) -> tuple[int, bool] | None:
    """The step since which what a scene left is told anew, and whether its memories stand."""
    found = db.execute(UNTOLD, (scene,)).fetchone()
    return None if found is None else (found[0], bool(found[1]))


def turns_as_of(
    db: Connection, chat: int, scene: int, step: int, on: int
) -> Iterator[tuple[int, Turn]]:
    """The turns between a scene's beginning and its end, in the words that they had on a step."""
    span = compose(chat, scene), compose(chat, step)
    visible = {
        id for id, turn in reads.rows(db, Turn, "id > ? AND id < ?", *span) if not turn.hidden
    }
    found = groupby(db.execute(TURNS_AS_OF, (*span, on)).fetchall(), itemgetter(0))
    for id, events in found:
        turn = fold_events(("turn", id), Row(), events, {}, []).state
        if isinstance(turn, Turn) and not turn.hidden and id in visible:
            yield id, turn


def as_of(db: Connection, noun: type[S], entity: int, step: int) -> S | None:
    """An entity as the story had it up to a step, with what was written late of that."""
    found = undone.before(db, (noun.__name__.lower(), entity), step + 1)
    return found if isinstance(found, noun) else None


def unfinished(db: Connection, chat: int) -> list[int]:
    """The steps that closed scenes of which not everything is written yet, oldest first."""
    return [step for (step,) in db.execute(UNFINISHED, (chat,))]


def closed_after(db: Connection, turn: int, chat: int) -> int | None:
    """The step that closed the scene in which a turn was spoken; None while that goes on."""
    found = db.execute(CLOSED_AFTER, (chat, part_of(turn))).fetchone()
    return found[0] if found and found[0] > part_of(turn) else None


def remembered(db: Connection, who: int, scene: int) -> Memory | None:
    """What somebody remembers of a scene as a whole."""
    found = reads.rows(db, Memory, OF_SCENE, *owned_by(who), scene)
    return next((memory for _, memory in found), None)


def changed_since(db: Connection, activity: int, step: int) -> frozenset[str]:
    """What has been said of an activity on a step and after it, by its fields."""
    told = (msgspec.json.decode(text) for (text,) in db.execute(CHANGES_SINCE, (activity, step)))
    return frozenset(field for fields in told for field in fields)


def written_at(db: Connection, seq: int) -> int:
    """When the machine's clock said that an event was written."""
    at: int = db.execute(AT_OF, (seq,)).fetchone()[0]
    return at


def introduced(db: Connection, one: int, other: int) -> bool:
    """Whether it was asked if two have met."""
    pair = reads.state(db, Pair, pair_of(one, other))
    return pair is not None and pair.met is not None


def bots_of(db: Connection, *bots: int) -> tuple[Bot, ...]:
    """Some bots, all of which were authored."""
    return tuple(gate.bot_of(db, bot) for bot in bots)


def visits(db: Connection, bot: int) -> list[int]:
    """The chats in which a bot is the guest."""
    return [chat for (chat,) in db.execute(VISITS, (bot,))]


def opening(db: Connection, chat: int) -> tuple[Began, ...]:
    """What the live root of a chat began with: its clock, its place, its scene, who did what."""
    return tuple(
        Began(kind, entity, CODEC.decode(name, version, payload, seq))
        for kind, entity, name, version, payload, seq in db.execute(BEGAN_WITH, (chat,))
        if kind in OPENING
    )


def reset_from(db: Connection, chat: int) -> int | None:
    """The step on which a chat stood when it was last reset, as long as that is kept."""
    (live,) = db.execute(LIVE_ROOT, (chat,)).fetchone()
    timeline = Timeline(db)
    return next((step for step in timeline.left(chat) if min(timeline.path(step)[0]) < live), None)
