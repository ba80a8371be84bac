"""History: the steps of a chat as a person goes back among them, to turns, siblings and edits."""

from collections.abc import Iterator
from sqlite3 import Connection
from typing import NamedTuple

from msgspec import Struct

from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.ids import LOW, YOU, owned_by, part_of
from rp_tui.core.domain.markers import spoken
from rp_tui.core.domain.memory import MemoryErased, MemoryPinned
from rp_tui.core.domain.noun import Event
from rp_tui.core.domain.scene import SceneClosed
from rp_tui.core.domain.turn import Turn, TurnHidden, TurnReworded, TurnSpoken
from rp_tui.core.storage import now, reads
from rp_tui.core.storage.codec import CODEC
from rp_tui.core.storage.errors import LogTrouble, NotFound, NothingToUndo
from rp_tui.core.storage.preview import beyond
from rp_tui.core.storage.timeline import AUTHORING, Timeline

BY_HAND = (ManualEdit, TurnReworded, TurnHidden, MemoryPinned, MemoryErased)
HANDS = ", ".join(f"'{event.__name__}'" for event in BY_HAND)

OPENED = """SELECT seq, kind, entity, type, version, payload FROM event
  WHERE seq = ? AND step = seq"""
LAST_REPLY = "SELECT id FROM turn WHERE id BETWEEN ? AND ? AND speaker > 0 ORDER BY id DESC LIMIT 1"
LAST_OF_YOURS = """SELECT id FROM turn WHERE id BETWEEN ? AND ? AND speaker = 0
  ORDER BY id DESC LIMIT 1"""
EDITS = f"""SELECT e.seq, e.kind, e.entity, e.type, e.version, e.payload
  FROM event e JOIN live_span s ON s.branch = e.branch AND e.step <= s.upto
  WHERE s.chat = ? AND e.seq = e.step AND e.type IN ({HANDS}) ORDER BY e.step DESC"""
TOLD_BETWEEN = f"""SELECT seq, kind, entity, type, version, payload FROM event
  WHERE branch = ? AND step > ? AND step <= ? AND (type IN ('GuestJoined', 'GuestLeft')
    OR (seq = step AND type IN ({HANDS}))) ORDER BY seq"""
OPENED_BETWEEN = """SELECT seq, kind, entity, type, version, payload FROM event
  WHERE branch = ? AND step > ? AND step <= ? AND seq = step"""


class NotOfThisChat(LogTrouble):
    """What was named belongs to another chat."""

    def __init__(self) -> None:
        super().__init__("That is part of another chat; open that chat, and choose it there.")


class BeyondTheStart(LogTrouble):
    """A chat begins with its first step."""

    def __init__(self) -> None:
        super().__init__("Nothing comes before the start of a chat; choose one of its turns.")


class NotInTheStory(LogTrouble):
    """A rewind goes back along the line that the chat stands on."""

    def __init__(self) -> None:
        super().__init__("That is no part of the story as it stands; switch to its branch first.")


class NoEdit(LogTrouble):
    """Nothing was mended by hand."""

    def __init__(self) -> None:
        super().__init__("Nothing in this chat was edited by hand, so there is no edit to undo.")


class Told(NamedTuple):
    """An event, as it was told: the one that opened a step, unless it is said otherwise."""

    step: int
    kind: str
    entity: int
    event: Event


class Siblings(Struct, frozen=True):
    """The steps that stand on the same step, oldest first, and which of them is in the story."""

    steps: tuple[int, ...]
    at: int


class Reply(NamedTuple):
    """What a bot said last, and your turn before it; of each the step, and where that stands."""

    turn: Turn
    step: int
    stands_on: int
    variants: int  # replies that stand there
    is_aside: bool  # it follows another bot's
    unanswered: bool  # you said something after it
    yours: Turn | None = None
    yours_stands_on: int = 0
    yours_step: int = 0


def placed(db: Connection, chat: int, at: int) -> int:
    """The step of a chat that a turn, or the step itself, names."""
    timeline = Timeline(db)
    timeline.head(chat)
    step = now.step_of(db, at) if at > LOW else at
    if step <= AUTHORING:
        raise BeyondTheStart
    if timeline.place(step)[0] != chat:
        raise NotOfThisChat
    return step


def behind(db: Connection, chat: int, at: int) -> int:
    """The step of the story that a turn or a step names, to go back to."""
    step = placed(db, chat, at)
    if not Timeline(db).is_live(step):
        raise NotInTheStory
    return step


def opening(db: Connection, step: int) -> Told:
    """The event that opened a step."""
    found = db.execute(OPENED, (step,)).fetchone()
    if found is None:
        raise NotFound(f"There is no step {step}; it was pruned, or it never was.")
    return told(found)


def told(row: tuple[int, str, int, str, int, str]) -> Told:
    seq, kind, entity, name, version, payload = row
    return Told(seq, kind, entity, CODEC.decode(name, version, payload, seq))


def parent(db: Connection, step: int) -> int:
    """The step that a step stands on."""
    found = Timeline(db).parent(step)
    if found is None:
        raise BeyondTheStart
    return found


def siblings(db: Connection, chat: int, turn: int) -> Siblings:
    """Of a reply the other replies, of your turn its edits, among them itself."""
    step = placed(db, chat, turn)
    timeline = Timeline(db)
    same = tuple(alike(db, timeline, step))
    live = (at for at, one in enumerate(same) if timeline.is_live(one))
    return Siblings(same, next(live, same.index(step)))


def alike(db: Connection, timeline: Timeline, step: int) -> Iterator[int]:
    kind = voice_of(opening(db, step))
    for one in timeline.siblings(step):
        if one == step or (kind and voice_of(opening(db, one)) == kind):
            yield one


def voice_of(opened: Told) -> str:
    """Whose voice a step has: yours, or a bot's; blank where it is nobody's."""
    if not isinstance(opened.event, TurnSpoken):
        return ""
    return "yours" if opened.event.speaker == YOU else "a bot's" if opened.event.speaker > 0 else ""


def last_stand(db: Connection, chat: int, step: int) -> int:
    """Where the chat last stood on a step or behind it; on the step itself if that is forgotten."""
    timeline = Timeline(db)
    _, branch = timeline.place(step)
    if timeline.is_live(step):
        return timeline.head(chat)
    for left in timeline.left(chat):
        if timeline.path(left)[0].get(branch, -1) >= step:
            return left
    return step


def left_last(db: Connection, chat: int) -> int:
    """The step that the chat was last moved away from."""
    step = Timeline(db).last_left(chat)
    if step is None:
        raise NothingToUndo("There is nothing to undo in this chat.")
    return step


def said_since(db: Connection, chat: int, step: int) -> bool:
    """Whether more was said or done since a step's sibling in the story; by you after your turn."""
    timeline = Timeline(db)
    live = next((one for one in alike(db, timeline, step) if timeline.is_live(one)), None)
    if live is None:
        raise NotInTheStory
    after = now.turns_from(db, chat, live).values()
    yours = voice_of(opening(db, step)) == "yours"
    more = done_since(db, chat, live) is not None
    return more or any(one.speaker == YOU or not yours for one in after)


def done_since(db: Connection, chat: int, step: int) -> int | None:
    """The first step behind one of the story's that no reply has brought, if there is any."""
    timeline = Timeline(db)
    (old, _), (new, _) = timeline.path(timeline.head(chat)), timeline.path(step)
    rows = (row for stretch in beyond(old, new) for row in db.execute(OPENED_BETWEEN, stretch))
    return min((one.step for one in map(told, rows) if not is_of_replies(one.event)), default=None)


def is_of_replies(event: Event) -> bool:
    """Whether a step that begins so is a reply, what goes on with one, or what comes of one."""
    match event:
        case TurnSpoken():
            return event.speaker > YOU
        case TurnReworded():
            return event.goes_on
        case SceneClosed():
            return event.reason in {"another place", "the player's words"}
    return False


def last_reply(db: Connection, chat: int) -> Reply | None:
    """What a bot said last in a chat."""
    reply = turn_of(db, LAST_REPLY, *owned_by(chat))
    if reply is None:
        return None
    id, turn = reply
    timeline = Timeline(db)
    step = now.step_of(db, id)
    before = reads.last_turns(db, chat, 1, id).values()
    after = now.turns_from(db, chat, part_of(id)).values()
    found = Reply(
        turn,
        step,
        parent(db, step),
        len([*alike(db, timeline, step)]),
        any(one.speaker not in {YOU, turn.speaker} and one.speaker > 0 for one in before),
        any(one.speaker == YOU and spoken(one.segments) for one in after),
    )
    yours = turn_of(db, LAST_OF_YOURS, owned_by(chat)[0], id)
    if yours is None:
        return found
    step = now.step_of(db, yours[0])
    return found._replace(yours=yours[1], yours_stands_on=parent(db, step), yours_step=step)


def turn_of(db: Connection, sql: str, *values: int) -> tuple[int, Turn] | None:
    found = db.execute(sql, values).fetchone()
    return (found[0], now.turn(db, found[0])) if found else None


def last_edit(db: Connection, chat: int, step: int | None = None) -> Told:
    """The last edit of a chat's story, or the one that a step is."""
    for row in db.execute(EDITS, (chat,)):
        edit = told(row)
        if is_by_hand(edit.event) and step in {None, edit.step}:
            return edit
    raise NoEdit


def is_by_hand(event: Event) -> bool:
    """Whether a person did it, where it opens a step."""
    return isinstance(event, BY_HAND) and not (isinstance(event, TurnReworded) and event.goes_on)


def leaving(db: Connection, chat: int, step: int) -> tuple[Told, ...]:
    """The edits, and the guests' comings and goings, that a move to a step would leave behind."""
    timeline = Timeline(db)
    (old, _), (new, _) = timeline.path(timeline.head(chat)), timeline.path(step)
    rows = (row for stretch in beyond(old, new) for row in db.execute(TOLD_BETWEEN, stretch))
    return tuple(one for one in map(told, rows) if one.kind == "chat" or is_by_hand(one.event))
