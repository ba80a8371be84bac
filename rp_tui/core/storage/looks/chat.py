"""A chat as a person sees it: all that the player may see and mend of it."""

from collections.abc import Iterator
from sqlite3 import Connection

from msgspec import Struct

from rp_tui.core.domain import clock
from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.chat import Chat, presence
from rp_tui.core.domain.container import Container
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.item import Item
from rp_tui.core.domain.memory import Memory, pins_in_force
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.you import You
from rp_tui.core.storage import exits, gate, reads
from rp_tui.core.storage.looks.names import names
from rp_tui.core.storage.now import is_open
from rp_tui.core.storage.timeline import Timeline

RECENT = 12  # memories that are shown


class NotBegun(Trouble):
    """The bot has no chat yet."""

    def __init__(self, bot: Bot) -> None:
        wants = "confirm its kickoff" if bot.kickoff else "write its kickoff and confirm it"
        super().__init__(f"{bot.name} has not begun; {wants} first, then play.")


class Memories(Struct, frozen=True):
    """What a bot remembers: the newest, and what is pinned."""

    count: int
    recent: dict[int, Memory]
    pinned: dict[int, Memory]


class ChatLook(Struct, frozen=True):
    """A chat as it stands."""

    id: int
    head: int
    bot: Bot
    you: You
    chat: Chat
    names: dict[int, str]
    friendly: str
    day: str
    scene: Scene | None
    place: Container | None
    activities: dict[int, Activity]
    edges: dict[str, Edge]  # by "1>0": from whom to whom
    moods: dict[int, Mood]
    items: dict[int, dict[int, Item]]
    memories: Memories
    turns: int
    leaving: int | None = None  # the guest, who seems to have left; only the player says so


def chat_look(db: Connection, id: int) -> ChatLook:
    """All that is known of a bot's chat now, or the trouble that it has none."""
    bot = gate.bot_of(db, id)
    if not is_open(db, id):
        raise NotBegun(bot)
    here = reads.chat(db, id)
    there = presence(id, here)
    scene = reads.open_scene(db, id)
    doing = reads.activities(db, id)
    newest = reads.last_turns(db, id, 1)
    return ChatLook(
        id,
        Timeline(db).head(id),
        bot,
        reads.you(db),
        here,
        names(db, there.everyone),
        clock.friendly(here.clock, here.anchor),
        clock.day_and_part(here.clock, here.anchor),
        scene,
        reads.state(db, Container, scene.container) if scene and scene.container else None,
        {who: doing.get(who, Activity()) for who in there.everyone},
        dict(edges(db, there.everyone)),
        {bot: reads.mood(db, bot) for bot in there.bots},
        {who: reads.items(db, who) for who in there.everyone},
        memories(db, id),
        max((turn.number for turn in newest.values()), default=0),
        exits.leaving(db, id),
    )


def edges(db: Connection, everyone: tuple[int, ...]) -> Iterator[tuple[str, Edge]]:
    for source in everyone:
        known = reads.edges_from(db, source)
        for target in everyone:
            if target in known and target != source:
                yield f"{source}>{target}", known[target]


def memories(db: Connection, owner: int) -> Memories:
    found = reads.memories(db, owner)
    pinned = pins_in_force(found)
    recent = dict(list(found.items())[-RECENT:])
    return Memories(len(found), recent, {one: found[one] for one in pinned})
