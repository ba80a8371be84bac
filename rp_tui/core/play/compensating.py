"""Compensating: the events that make things as if an exchange had not been, pure and counted anew.

A fold cannot skip what was written, so what came of it is taken back by events of its own: each
difference between how something is and how it would be without becomes one.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import asdict

from rp_tui.core.domain.activity import Activity, ActivityChanged
from rp_tui.core.domain.edge import Edge, EdgeShifted, EdgeSummarised
from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.group import Group, GroupSummarised
from rp_tui.core.domain.ids import owner_of
from rp_tui.core.domain.item import Item, ItemGained, ItemLost
from rp_tui.core.domain.memory import Memory, MemoryErased, MemoryFormed, MemoryPinned
from rp_tui.core.domain.mood import Mood, MoodChanged
from rp_tui.core.domain.noun import Draft, Event, State
from rp_tui.core.domain.scene import SceneUntold
from rp_tui.core.domain.turn import LOWEST, Turn, TurnScored
from rp_tui.core.storage import retold
from rp_tui.core.storage.preview import Difference
from rp_tui.core.storage.search import Reader


def compensation(differences: Iterable[Difference], turns: Mapping[int, Turn]) -> Iterator[Draft]:
    """What takes back what came of some turns; their scores wait to be given anew."""
    for one in differences:
        for event in taken_back(one.entity, one.now, one.then):
            yield Draft(one.kind, event, one.entity)
    for id, turn in turns.items():
        if turn.significance:
            yield Draft("turn", TurnScored(LOWEST), id)


def taken_back(entity: int, now: State | None, then: State | None) -> Iterator[Event]:
    """From how something is to how it would be."""
    match now or then:
        case Edge():
            yield from stood(now or Edge(), then or Edge())
        case Mood():
            if new := differing(now or Mood(), then or Mood()):
                yield MoodChanged(**new)
        case Activity():
            if new := differing(now or Activity(), then or Activity()):
                yield ActivityChanged(**new)
        case Item():
            yield ItemGained(**asdict(then)) if then else ItemLost()
        case Memory():
            yield from recalled(entity, then) if isinstance(then, Memory) else [MemoryErased()]


def stood(now: Any, then: Any) -> Iterator[Event]:
    """How somebody stood to somebody; when they last met, it says as well."""
    made = EdgeShifted(
        now.last_chat if then.last_chat is None else then.last_chat,
        now.last_at if then.last_chat is None else then.last_at,
        then.affinity - now.affinity,
        then.trust - now.trust,
        {id: fact for id, fact in then.facts.items() if id not in now.facts},
        tuple(id for id in now.facts if id not in then.facts),
    )
    if made.chat is not None:
        yield made


def untold(db: Reader, chat: int, turn: int) -> Iterator[Draft]:
    """What takes back what closed scenes have made of a turn; they wait to be told anew."""
    left = retold.scenes(db, chat, turn)
    for one in left:
        yield Draft("scene", SceneUntold(one.remembered), one.scene)
        if not one.remembered:
            for id in retold.memories(db, chat, one.scene):
                yield Draft("memory", MemoryErased(), id)
    if left:
        for it in retold.differences(db, chat, left[0].step):
            for event in accounts(it.now, it.then):
                yield Draft(it.kind, event, it.entity)


def accounts(now: State | None, then: State | None) -> Iterator[Event]:
    """From what an edge or a group tells of itself to what it told."""
    if isinstance(now, Group):
        before = then.summary if isinstance(then, Group) else ""
        if before != now.summary:
            yield GroupSummarised(before)
    if isinstance(now, Edge):
        was = then if isinstance(then, Edge) else Edge()
        for chat, text in now.summaries.items():
            if chat not in was.summaries:
                yield ManualEdit(f"summaries.{chat}", text, None)
            elif was.summaries[chat] != text:
                yield EdgeSummarised(int(chat), was.summaries[chat])
        for scene, text in now.moments.items():
            if scene not in was.moments:
                yield ManualEdit(f"moments.{scene}", text, None)


def recalled(entity: int, memory: Memory) -> Iterator[Event]:
    """A memory that is there again, as it was."""
    fields = asdict(memory)
    pin = fields.pop("pin")
    yield MemoryFormed(owner_of(entity), **fields)
    if pin != "auto":
        yield MemoryPinned(pin)


def differing(now: State, then: State) -> dict[str, Any]:
    """The fields that were otherwise, as they were."""
    was = asdict(now)
    return {name: value for name, value in asdict(then).items() if value != was[name]}
