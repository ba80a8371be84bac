"""Deeds that can be told in a line before they are done, and done again from that line alone."""

from random import Random
from typing import Literal

from msgspec import Struct

from rp_tui.core.domain import activity, edge, item, memory, mood, pair, scene, turn
from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.domain.chat import ClockSet, start
from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.noun import Draft, Event
from rp_tui.core.domain.witness import Presence
from rp_tui.core.domain.you import describe
from rp_tui.core.storage import inflight
from rp_tui.core.storage.database import Database
from rp_tui.core.storage.log import Log, Written

Verb = Literal[
    "author", "open", "speak", "chronicle", "settle", "move", "undo", "reset",
    "put", "keep", "prune", "rebuild", "checkpoint",
]  # fmt: skip

BOTS = (1, 2, 3)
NAMED = {"author", "open", "speak", "chronicle", "settle", "move", "undo", "reset"}
WRITES_STEPS = {"open", "reset", "speak", "chronicle"}
CHRONICLE_STEPS = 80
AT = "2026-03-01T20:00:00Z"
WORDS = ["lantern", "river", "promise", "knife", "orchard", "ship", "letter", "winter", "door"]


class Deed(Struct, frozen=True, omit_defaults=True):
    """What is to be done; what it writes follows from the seed."""

    number: int
    verb: Verb
    chat: int = 0
    step: int = 0  # on which it stands, late work is done, or to which the head moves
    inflight: int = 0
    seed: int = 0
    known: tuple[tuple[str, int], ...] = ()  # memories and turns that are there

    @property
    def name(self) -> str:
        return f"speak:{self.inflight}" if self.inflight else f"{self.verb}-{self.number}"

    @property
    def is_named(self) -> bool:
        return self.verb in NAMED


class Outcome(Struct, frozen=True, omit_defaults=True):
    """What a deed reported: what it wrote, or the id or the number that it gave."""

    steps: tuple[int, ...] = ()
    entities: tuple[tuple[str, int], ...] = ()
    number: int = 0


async def perform(database: Database, deed: Deed) -> Outcome:
    """Do a deed through the database's own door."""
    if deed.is_named:
        written = await write(database, deed)
        return Outcome(written.steps, written.entities)
    match deed.verb:
        case "put":
            told = (deed.chat, "turn", deed.step, deed.number, words_of(deed))
            return Outcome(number=(await database.put(inflight.put_down, *told)).id)
        case "keep":
            await database.put(inflight.keep_partial, deed.inflight, words_of(deed), 1)
        case "prune":
            return Outcome(number=await database.do(Log.prune))
        case "rebuild":
            await database.do(Log.rebuild)
        case "checkpoint":
            await database.checkpoint()
    return Outcome()


async def write(database: Database, deed: Deed) -> Written:
    name, steps = deed.name, steps_of(deed)
    match deed.verb:
        case "author":
            return await database.do(Log.author, name, *steps[0])
        case "open":
            return await database.do(Log.open, name, deed.chat, *steps[0])
        case "reset":
            return await database.do(Log.reset, name, deed.chat, *steps[0])
        case "settle":
            return await database.do(Log.settle, name, deed.step, *steps[0])
        case "move":
            return await database.do(Log.move, name, deed.step)
        case "undo":
            return await database.do(Log.undo, name, deed.chat)
    beside = (lambda db: inflight.drop(db, deed.inflight)) if deed.inflight else None
    return await database.do(Log.append, name, deed.step, *steps, beside=beside)


def steps_of(deed: Deed) -> list[list[Draft]]:
    """The events of each step that a deed writes, the same whenever it is asked."""
    chance = Random(deed.seed)
    match deed.verb:
        case "author":
            return [authored()]
        case "open" | "reset":
            opened = Draft("chat", start(AT), deed.chat)
            return [[opened, Draft("scene", scene.open_scene(deed.chat, AT, None, prose(chance)))]]
        case "settle":
            return [consequences(chance, deed)]
        case "speak":
            return exchange(chance, deed)
        case "chronicle":
            pairs = (exchange(chance, deed) for _ in range(CHRONICLE_STEPS // 2))
            return [step for pair in pairs for step in pair]
    return [[]]


def exchange(chance: Random, deed: Deed) -> list[list[Draft]]:
    """Your turn, and a reply with its consequences."""
    here = Presence(deed.chat)
    yours = turn.speak(here, deed.number, YOU, prose(chance), AT)
    reply = turn.speak(here, deed.number, deed.chat, prose(chance, 60), AT)
    return [[Draft("turn", yours)], [Draft("turn", reply), *consequences(chance, deed)]]


def consequences(chance: Random, deed: Deed) -> list[Draft]:
    bot, other = chance.sample(BOTS, 2)
    here, there = Presence(deed.chat), Presence(bot, other)
    shift = edge.shift(edge.Edge(), there, AT, chance.randint(-3, 3), 1, [prose(chance, 3)])
    remembered = memory.form(bot, there, AT, prose(chance, 12), chance.randint(0, 3))
    made = [
        Draft("edge", shift, compose(bot, other)),
        Draft("edge", edge.EdgeShifted(deed.chat, AT, 1, -1), compose(deed.chat, YOU)),
        Draft("edge", edge.summarise(deed.chat, prose(chance)), compose(bot, YOU)),
        Draft("edge", ManualEdit("affinity", 0, chance.randint(-9, 120)), compose(YOU, bot)),
        Draft("mood", mood.MoodChanged(feeling=prose(chance, 1)), compose(bot)),
        Draft("activity", activity.ActivityChanged(verb=prose(chance, 2)), compose(bot, deed.chat)),
        Draft("memory", remembered),
        Draft("item", item.gain(here, deed.chat, prose(chance, 1))),
        Draft("pair", pair.introduce(True, prose(chance, 2)), pair.pair_of(bot, other)),
        Draft("chat", ClockSet(AT), deed.chat),
    ]
    for kind, entity in deed.known:
        late = turn.TurnScored(chance.randint(0, 3)) if kind == "turn" else later(chance)
        made.append(Draft(kind, late, entity))
    return chance.sample(made, chance.randint(1, len(made)))


def later(chance: Random) -> Event:
    edit = ManualEdit("text", "", prose(chance))
    return chance.choice([memory.MemoryPinned("manual"), memory.MemoryErased(), edit])


def authored() -> list[Draft]:
    bots = [Draft("bot", BotAuthored(f"Bot {bot}", WORDS[bot])) for bot in BOTS]
    seeds = [Draft("edge", edge.seed(40, 60, "", ["new here"]), compose(bot, YOU)) for bot in BOTS]
    return [*bots, Draft("you", describe("Mo"), YOU), *seeds]


def words_of(deed: Deed) -> str:
    return f"{deed.number}: {prose(Random(deed.seed), 30)}"


def prose(chance: Random, length: int = 8) -> str:
    return " ".join(chance.choices(WORDS, k=length))
