"""Retold: what scenes that are over have left, so that it can be taken back and told anew."""

from collections.abc import Collection, Iterator
from functools import partial
from sqlite3 import Connection
from typing import TYPE_CHECKING, NamedTuple

from rp_tui.core.domain.ids import owner_of
from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.scene import Scene
from rp_tui.core.storage import reads, scenery, undone
from rp_tui.core.storage.now import is_done
from rp_tui.core.storage.preview import Difference, state_of
from rp_tui.core.storage.scenery import Closed

if TYPE_CHECKING:
    from rp_tui.core.storage.projector import Key, Told

CLOSED = """SELECT c.id, min(e.step) FROM scene c
  JOIN event e ON e.kind = 'scene' AND e.entity = c.id AND e.type = 'SceneClosed'
  JOIN live_span s ON s.branch = e.branch AND e.step <= s.upto
  WHERE c.chat = ? AND c.closed_at != '' GROUP BY c.id ORDER BY c.id"""
LEFT = ("EdgeSummarised", "MomentShared", "GroupSummarised")
LEFT_SINCE = f"""SELECT DISTINCT e.kind, e.entity, e.step FROM event e
  JOIN live_span s ON s.branch = e.branch AND e.step <= s.upto
  WHERE s.chat = ? AND e.step >= ? AND e.type IN ({", ".join(f"'{one}'" for one in LEFT)})"""
OF_SCENE = "chat = ? AND source = 'scene' AND about = ?"
ERASED_ON = """SELECT entity FROM event
  WHERE step = ? AND kind = 'memory' AND type = 'MemoryErased'"""
UNTOLD_ON = """SELECT DISTINCT e.step FROM event e
  JOIN live_span s ON s.branch = e.branch AND e.step <= s.upto
  WHERE e.kind = 'scene' AND e.entity = ? AND e.type = 'SceneUntold' ORDER BY e.step DESC"""


class Before(NamedTuple):
    """A memory that waits to be told anew; or somebody has taken it away by hand."""

    id: int | None = None
    memory: Memory | None = None
    is_forgotten: bool = False


class Left(NamedTuple):
    """A scene that is over, the step that closed it, and what is to be told of it anew."""

    scene: int
    step: int
    remembered: bool  # what each remembers of it stands


def scenes(db: Connection, chat: int, turn: int) -> list[Left]:
    """The scene of a turn if that is over, and those whose accounts stand on its account.

    One that was told anew before has left its account behind those of later scenes: from it on
    they are all told again, each with what the one before it has come to.
    """
    closing = scenery.closed_after(db, turn, chat)
    if closing is None:
        return []
    found: list[Left] = []
    for scene, step in db.execute(CLOSED, (chat,)).fetchall():
        if found or step == closing or scenery.untold(db, scene):
            known = reads.state(db, Scene, scene)
            stands = step != closing and known is not None and known.summarised
            found.append(Left(scene, step, stands))
    return found


def differences(db: Connection, chat: int, since: int) -> Iterator[Difference]:
    """What edges and groups hold by the accounts of a step and of later ones, and without them."""
    steps: dict[Key, set[int]] = {}
    for kind, entity, step in db.execute(LEFT_SINCE, (chat, since)).fetchall():
        steps.setdefault((kind, entity), set()).add(step)
    for key, told_on in sorted(steps.items()):
        then = undone.but_for(db, key, min(told_on), partial(is_account, told_on))
        yield Difference(*key, state_of(db, key), then)


def is_account(told_on: Collection[int], told: "Told") -> bool:
    """Whether an event is what a scene left, told on one of some steps."""
    return told[1] in told_on and told[3] in LEFT


def memories(db: Connection, chat: int, scene: int) -> list[int]:
    """What each remembers of a scene as a whole."""
    return [id for id, _ in reads.rows(db, Memory, OF_SCENE, chat, scene)]


def deed(key: str, who: int) -> str:
    """What telling a scene to somebody's memory is named."""
    return f"summary:{key}:{who}"


def before(db: Connection, closed: Closed, who: int) -> Before:
    """What somebody remembered of a scene until it was taken back, to be told anew."""
    for (on,) in db.execute(UNTOLD_ON, (closed.id,)).fetchall():
        if was := taken_back(db, on, closed.id, who):
            return Before(*was)
        if is_done(db, deed(f"{on}:{closed.id}", who)):
            return Before(is_forgotten=True)
    return Before(is_forgotten=is_done(db, deed(str(closed.step), who)))


def taken_back(db: Connection, step: int, scene: int, who: int) -> tuple[int, Memory] | None:
    for (id,) in db.execute(ERASED_ON, (step,)).fetchall():
        was = undone.before(db, ("memory", id), step)
        if owner_of(id) == who and isinstance(was, Memory) and was.about == scene:
            return id, was
    return None
