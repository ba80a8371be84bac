"""Where a chat now is: its head, who is there, and what was last said."""

from sqlite3 import Connection

from msgspec import Struct

from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.chat import Chat, presence
from rp_tui.core.domain.ids import NARRATOR, YOU, owned_by, part_of
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.turn import Turn
from rp_tui.core.domain.witness import Presence
from rp_tui.core.storage import reads
from rp_tui.core.storage.errors import NotFound
from rp_tui.core.storage.timeline import Timeline

OPEN = "id = (SELECT max(id) FROM scene WHERE chat = ? AND closed_at = '')"
STEP = "SELECT step FROM event WHERE seq = ? AND kind = 'turn' AND entity = ?"
IS_DONE = "SELECT 1 FROM batch WHERE deed = ?"


class Now(Struct, frozen=True):
    """A chat at this moment; a turn spoken next has the number behind the last."""

    id: int
    head: int
    chat: Chat
    last: int  # number of a turn; 0 where nothing was said yet
    names: dict[int, str]  # of everyone who is there
    scene: Scene | None = None
    scene_id: int = 0

    @property
    def presence(self) -> Presence:
        """Who is there."""
        return presence(self.id, self.chat)

    @property
    def bots(self) -> tuple[str, ...]:
        """What the bots are called that are there, the host first."""
        return tuple(self.names[bot] for bot in self.presence.bots)

    @property
    def everyone(self) -> tuple[str, ...]:
        """What those are called who are there, the player first."""
        return tuple(self.names[who] for who in self.presence.everyone)


def head(db: Connection, chat: int) -> int:
    """The step on which a chat stands."""
    return Timeline(db).head(chat)


def now(db: Connection, chat: int) -> Now:
    """The chat as it stands."""
    state = reads.chat(db, chat)
    newest = reads.last_turns(db, chat, 1)
    scene = dict(reads.rows(db, Scene, OPEN, chat))
    return Now(
        chat,
        head(db, chat),
        state,
        max((turn.number for turn in newest.values()), default=0),
        called(db, *presence(chat, state).bots),
        *next(((it, id) for id, it in scene.items()), (None, 0)),
    )


def called(db: Connection, *bots: int) -> dict[int, str]:
    """What you and some bots are called."""
    wanted = sorted({*bots} - {YOU, NARRATOR})
    found = {id: bot.name for id, bot in reads.chosen(db, Bot, wanted).items()}
    return {YOU: reads.you(db).name, **{bot: found[bot] for bot in wanted if bot in found}}


def unopened(db: Connection, now: Now) -> str:
    """The kickoff that goes before the next words: after a reset it waits for them."""
    bot = None if now.last else reads.state(db, Bot, now.id)
    return bot.kickoff if bot else ""


def deleted(db: Connection, bots: tuple[int, ...]) -> dict[int, str]:
    """Those of some bots that were deleted, by name."""
    return {id: bot.name for id, bot in reads.chosen(db, Bot, bots).items() if bot.deleted}


def is_open(db: Connection, chat: int) -> bool:
    """Whether a bot's chat has begun."""
    return db.execute("SELECT 1 FROM head WHERE chat = ?", (chat,)).fetchone() is not None


def chats(db: Connection) -> list[int]:
    """The chats that have begun."""
    return sorted(Timeline(db).heads())


def last_left(db: Connection, chat: int) -> int | None:
    """The step that a chat's head was last moved away from."""
    return Timeline(db).last_left(chat)


def turn(db: Connection, id: int) -> Turn:
    """A turn that is part of the story."""
    found = reads.state(db, Turn, id)
    if found is None:
        raise NotFound("There is no such turn in the story as it stands; look again.")
    return found


def step_of(db: Connection, turn: int) -> int:
    """The step on which a turn was spoken."""
    found = db.execute(STEP, (part_of(turn), turn)).fetchone()
    if found is None:
        raise NotFound(f"There is no turn {turn}; it was pruned, or it never was.")
    step: int = found[0]
    return step


def turns_from(db: Connection, chat: int, seq: int, until: int | None = None) -> dict[int, Turn]:
    """A chat's turns that were spoken behind one event and before another, oldest first."""
    first, last = owned_by(chat)
    end = last if until is None else first + until - 1
    return dict(reads.rows(db, Turn, "id BETWEEN ? AND ?", first + seq + 1, end))


def is_done(db: Connection, deed: str) -> bool:
    """Whether a deed of that name was done."""
    return db.execute(IS_DONE, (deed,)).fetchone() is not None


def live_among(db: Connection, steps: tuple[int, ...]) -> set[int]:
    """Those of some steps that are part of the story."""
    timeline = Timeline(db)
    return {step for step in steps if timeline.is_live(step)}
