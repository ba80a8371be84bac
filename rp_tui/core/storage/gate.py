"""The gate: the one place that reads on behalf of a speaker.

What a speaker did not witness is never read: the condition stands in the SQL, and is search's own.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection
from typing import Any, get_args

from msgspec.structs import replace

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.chat import presence
from rp_tui.core.domain.container import Container
from rp_tui.core.domain.edge import Edge, knows
from rp_tui.core.domain.group import Group
from rp_tui.core.domain.ids import NARRATOR, YOU, compose, owned_by
from rp_tui.core.domain.item import Item
from rp_tui.core.domain.markers import spoken
from rp_tui.core.domain.memory import Memory, pins_in_force
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.turn import HIGHEST, Turn
from rp_tui.core.domain.view import Kind, Line, Pick, Recalled, View, style_of
from rp_tui.core.domain.witness import Presence
from rp_tui.core.storage import reads
from rp_tui.core.storage.errors import NotFound
from rp_tui.core.storage.search import LIVED, WITNESSED

REACH = 400  # turns of a chat that are looked at for those that somebody heard
PLACES_DEEP = 4
MOST_ITEMS = 12  # of one holder, the newest

HEARD = f"""SELECT id FROM (SELECT id, chat, mask, guest, hidden FROM turn
    WHERE id BETWEEN :first AND :last ORDER BY id DESC LIMIT {REACH}) m
  WHERE NOT hidden AND {LIVED} AND {WITNESSED} ORDER BY id DESC LIMIT :limit"""
OWN = f"SELECT id FROM memory m WHERE id BETWEEN :first AND :last AND {WITNESSED}"
PINNABLE = f"""{OWN} AND (pin = 'manual'
    OR (pin = 'auto' AND significance = {HIGHEST} AND source != 'scene'))"""
OF_SCENES = f"""{OWN} AND chat = :chat AND source = 'scene'
  ORDER BY id DESC LIMIT :limit"""
PICKED_MEMORIES = f"{OWN} AND id IN (SELECT value FROM json_each(:ids))"
PICKED_TURNS = f"""SELECT id FROM turn m WHERE id IN (SELECT value FROM json_each(:ids))
  AND NOT hidden AND {LIVED} AND {WITNESSED}"""
THINGS = f"""SELECT id FROM item m WHERE holder = :holder
    AND (holder = :who OR ({LIVED} AND {WITNESSED}))
  ORDER BY id DESC LIMIT {MOST_ITEMS}"""


def view(
    db: Connection,
    chat: int,
    speaker: int,
    *,
    turns: int,
    summaries: int,
    recalled: Sequence[Pick] = (),
) -> View:
    """All that a bot which is there may know, with so many turns and scene summaries."""
    here = reads.chat(db, chat)
    there = presence(chat, here)
    host, bot = bot_of(db, chat), bot_of(db, there.expect(speaker))
    lines, more = heard(db, chat, speaker, turns)
    pins = pinned(db, speaker)
    scenes = of_scenes(db, chat, speaker, summaries)
    known = {*pins, *scenes, *(line.id for line in lines)}
    loaded = [*pins.values(), *scenes.values()]
    back = tuple(
        one for one in picked(db, speaker, recalled, known) if not stands_in(one.what, loaded)
    )
    of_old = (found.what for found in back if isinstance(found.what, Line))
    scene, activities = reads.open_scene(db, chat), doings(db, there)
    return View(
        speaker,
        there,
        addressee(there, speaker, lines),
        names(db, (*there.everyone, *(line.speaker for line in (*lines, *of_old)))),
        bot,
        reads.mood(db, speaker),
        reads.you(db),
        here,
        style_of(host.kickoff, host.name),
        scene,
        places(db, scene, activities.values()),
        activities,
        {who: edge_to(db, speaker, who) for who in there.everyone if who != speaker},
        group(db, there),
        {who: things(db, speaker, who) for who in there.everyone},
        lines,
        more,
        tuple(pins.values()),
        tuple(scenes.values()),
        back,
    )


def your_view(db: Connection, chat: int, *, turns: int) -> View:
    """What you know without being told: what was said before you, who is there, and who you are.

    Nothing of it is a bot's own: no mood, edge, memory or thing of anybody's is read.
    """
    here, you = reads.chat(db, chat), reads.you(db)
    there = presence(chat, here)
    host = bot_of(db, chat)
    lines, more = heard(db, chat, YOU, turns)
    scene, activities = reads.open_scene(db, chat), doings(db, there)
    return View(
        YOU,
        there,
        addressee(there, YOU, lines),
        names(db, (*there.everyone, *(line.speaker for line in lines))),
        Bot(you.name, you.persona),
        Mood(),
        you,
        here,
        style_of(host.kickoff, host.name),
        scene,
        places(db, scene, activities.values()),
        activities,
        lines=lines,
        more=more,
    )


def heard(
    db: Connection, chat: int, who: int, limit: int, before: int | None = None
) -> tuple[tuple[Line, ...], bool]:
    """The newest turns of a chat that somebody heard, or those before one of them, and whether
    more were before these.
    """
    first, last = owned_by(chat)
    last = last if before is None else before - 1
    ids = found(db, HEARD, who=who, first=first, last=last, limit=limit + 1)
    turns = reads.chosen(db, Turn, ids[:limit])
    lines = (line(id, turn) for id, turn in turns.items())
    return tuple(line for line in lines if line.text), len(ids) > limit


def pinned(db: Connection, who: int) -> dict[int, Memory]:
    """The pins in force of what somebody witnessed, those set by hand first."""
    first, last = owned_by(who)
    memories = reads.chosen(db, Memory, found(db, PINNABLE, who=who, first=first, last=last))
    return {id: memories[id] for id in pins_in_force(memories)}


def of_scenes(db: Connection, chat: int, who: int, limit: int) -> dict[int, Memory]:
    """What somebody remembers of the last scenes of a chat, one of each, oldest first."""
    first, last = owned_by(who)
    ids = found(db, OF_SCENES, who=who, first=first, last=last, chat=chat, limit=limit)
    return reads.chosen(db, Memory, ids)


def picked(db: Connection, who: int, picks: Sequence[Pick], known: set[int]) -> Iterator[Recalled]:
    """What was chosen and may be recalled, in the order of the choice; not what is known anyway."""
    first, last = owned_by(who)
    ids = {kind: json.dumps([p.id for p in picks if p.kind == kind]) for kind in get_args(Kind)}
    own = found(db, PICKED_MEMORIES, who=who, first=first, last=last, ids=ids["memory"])
    memories = reads.chosen(db, Memory, own)
    turns = reads.chosen(db, Turn, found(db, PICKED_TURNS, who=who, ids=ids["turn"]))
    for pick in dict.fromkeys(picks):
        what = (memories if pick.kind == "memory" else turns).get(pick.id)
        if what is None or pick.id in known:
            continue
        told = what if isinstance(what, Memory) else line(pick.id, what)
        if told.text:
            yield Recalled(told, pick.why, what.at, what.chat)


def stands_in(what: Memory | Line, loaded: Iterable[Memory]) -> bool:
    """Whether a memory is told word for word by one that is there anyway."""
    return isinstance(what, Memory) and any(what.text in memory.text for memory in loaded)


def bot_of(db: Connection, id: int) -> Bot:
    """A bot that was authored, also one that is deleted by now."""
    bot = reads.state(db, Bot, id)
    if bot is None:
        raise NotFound(f"There is no bot {id}, so nothing can be read on its behalf.")
    return bot


def line(id: int, turn: Turn) -> Line:
    """A turn without its ooc."""
    return Line(id, turn.number, turn.speaker, spoken(turn.segments), turn.truncated)


def addressee(there: Presence, speaker: int, lines: Sequence[Line]) -> int:
    """Whom a speaker answers: who spoke last of the others who are there; else you, or the host."""
    others = {*there.everyone} - {speaker}
    nobody = YOU if speaker != YOU else there.chat
    return next((line.speaker for line in reversed(lines) if line.speaker in others), nobody)


def doings(db: Connection, there: Presence) -> dict[int, Activity]:
    """What those who are there are doing."""
    doing = reads.activities(db, there.chat)
    return {who: doing.get(who, Activity()) for who in there.everyone}


def names(db: Connection, whos: Iterable[int]) -> dict[int, str]:
    """What each is called; the narrator has no name."""
    wanted = {*whos} - {YOU, NARRATOR}
    called = {id: bot.name for id, bot in reads.chosen(db, Bot, sorted(wanted)).items()}
    return {YOU: reads.you(db).name, **called}


def edge_to(db: Connection, source: int, target: int) -> Edge:
    """What somebody holds of another, with those facts alone that it may know."""
    edge = reads.state(db, Edge, compose(source, target)) or Edge()
    facts = {id: fact for id, fact in edge.facts.items() if knows(source, fact)}
    return edge if len(facts) == len(edge.facts) else replace(edge, facts=facts)


def group(db: Connection, there: Presence) -> str:
    """What the three share, while all three are there."""
    if there.guest is None:
        return ""
    shared = reads.state(db, Group, compose(there.chat, there.guest))
    return shared.summary if shared else ""


def things(db: Connection, who: int, holder: int) -> tuple[Item, ...]:
    """What a holder has: all of it to its own eyes, to others' what they saw it gain."""
    return tuple(reads.chosen(db, Item, found(db, THINGS, who=who, holder=holder)).values())


def places(
    db: Connection, scene: Scene | None, activities: Iterable[Activity]
) -> dict[int, Container]:
    """Where the scene is and where those are who are there, with the places around each."""
    known: dict[int, Container] = {}
    wanted = {scene.container if scene else None, *(doing.container for doing in activities)}
    for _ in range(PLACES_DEEP):
        around = reads.chosen(db, Container, [id for id in wanted if id is not None])
        known |= around
        wanted = {place.parent for place in around.values()} - known.keys()
    return known


def found(db: Connection, sql: str, **values: Any) -> list[int]:
    return [id for (id,) in db.execute(sql, values)]
