"""`rp-tui show [BOT]`: the library, or a chat as it stands; also beside somebody who plays."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from rp_tui import paths
from rp_tui.commands.bots import meant
from rp_tui.commands.output import escaped
from rp_tui.core.domain import clock
from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.memory import PINS
from rp_tui.core.interchange.clean_json import cleaned
from rp_tui.core.storage import reads, traces
from rp_tui.core.storage.inflight import Inflight, all_inflight
from rp_tui.core.storage.looks.chat import ChatLook, chat_look
from rp_tui.core.storage.looks.library import Card, library
from rp_tui.core.storage.looks.turns import Said, newest
from rp_tui.core.storage.search import Reader

LONGEST = 60  # characters of a last line in the library
WEIGHTS = ("", "notable", "significant", "pivotal")  # by significance; most is routine
EMPTY = "The library is empty; 'rp-tui new --sample' lists bots to begin with."


def run(args: Namespace) -> int:
    """Show what was asked for."""
    with traces.beside(paths.find(args.data_dir, os.environ).database) as db:
        found, lines = shelves(db) if args.bot is None else story(db, args.bot, args.last)
    if args.json:
        tidy = cleaned(msgspec.to_builtins(found, str_keys=True))
        text = msgspec.json.format(msgspec.json.encode(tidy)).decode()
        sys.stdout.write(f"{escaped(text)}\n")
    else:
        sys.stdout.writelines(f"{clean(line)}\n" for line in lines)
    return 0


def shelves(db: Reader) -> tuple[Any, Iterable[str]]:
    """The library, for programs and for people."""
    cards = library(db)
    return cards, card_lines(cards)


def story(db: Reader, name: str, last: int) -> tuple[Any, Iterable[str]]:
    """A chat, for programs and for people."""
    bot = meant(name, reads.bots(db))
    seen, said = chat_look(db, bot), newest(db, bot, last)
    unfinished = all_inflight(db, bot)
    found = {
        "chat": seen,
        "turns": said,
        "unfinished": [
            {"kind": one.kind, "prose": one.prose, "text": one.partial} for one in unfinished
        ],
    }
    return found, chat_lines(seen, said, unfinished)


def card_lines(cards: Sequence[Card]) -> Iterator[str]:
    """A line a bot, those played last first."""
    if not cards:
        yield EMPTY
    width = max((len(card.name) for card in cards), default=0)
    for card in cards:
        yield f"{card.name:{width}}  {card_line(card)}".rstrip()


def card_line(card: Card) -> str:
    if not card.is_open:
        return "has not begun"
    played = datetime.fromtimestamp(card.played_at).astimezone()
    said = f"{card.last_speaker}: {card.last_line}" if card.last_line else ""
    said = said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"
    guest = f"with {card.guest}" if card.guest else ""
    parts = (f"played {played:%Y-%m-%d %H:%M}", card.clock, guest, said)
    return "  ".join(filter(None, parts))


def chat_lines(
    seen: ChatLook, said: Sequence[Said], unfinished: Sequence[Inflight]
) -> Iterator[str]:
    """A chat, from how it stands to its last turns."""
    day = clock.day_of(seen.chat.clock, seen.chat.anchor)
    yield f"{seen.bot.name}: Day {day}, {seen.friendly}"
    place = seen.place.name if seen.place else "no place yet"
    yield f"Scene: {', '.join(filter(None, (place, seen.chat.weather)))}"
    if seen.scene and seen.scene.description:
        yield f"  {seen.scene.description}"
    yield from here(seen)
    yield from between(seen)
    yield from remembered(seen)
    for one in said:
        yield ""
        yield f"{one.turn.number}. {one.name}{marks(one)}"
        yield one.turn.prose
    for left in unfinished:
        yield ""
        yield from of_unfinished(left)


def here(seen: ChatLook) -> Iterator[str]:
    """Who is there, what each does, how each is, and what each has."""
    yield "Here:"
    for who, doing in seen.activities.items():
        yield f"  {seen.names[who]}: {does(doing) or 'nothing in particular'}"
        mood = seen.moods.get(who)
        if mood and mood.feeling:
            yield f"    feels {mood.feeling}"
        if mood and mood.goals:
            yield f"    wants {'; '.join(mood.goals)}"
        if things := [item.name for item in seen.items[who].values()]:
            yield f"    has {', '.join(things)}"


def does(doing: Activity) -> str:
    slot = doing.slot and f"at the {doing.slot}"
    return ", ".join(filter(None, (doing.verb, doing.posture, slot)))


def between(seen: ChatLook) -> Iterator[str]:
    """What each holds of the others."""
    if seen.edges:
        yield "Between them:"
    for ends, edge in seen.edges.items():
        source, target = (seen.names[int(end)] for end in ends.split(">"))
        yield f"  {source} to {target}: affinity {edge.affinity}, trust {edge.trust}"
        yield from (f"    {line}" for line in held(edge))


def held(edge: Edge) -> Iterator[str]:
    yield from edge.summaries.values()
    yield from (f"knows: {fact.text}" for fact in edge.facts.values())
    yield from (f"shares: {moment}" for moment in edge.moments.values())


def remembered(seen: ChatLook) -> Iterator[str]:
    """What the host remembers: what is pinned, then the newest."""
    memories = seen.memories
    yield f"Memories: {memories.count:,}; pinned: {len(memories.pinned)} of {PINS}"
    for id, memory in {**memories.pinned, **memories.recent}.items():
        pinned = "pinned" if id in memories.pinned else ""
        told = ", ".join(filter(None, (pinned, WEIGHTS[memory.significance])))
        yield f"  {told and f'({told}) '}{' '.join(memory.text.split())}"


def marks(one: Said) -> str:
    turn = one.turn
    cut, hidden = "cut off" * turn.truncated, "hidden" * turn.hidden
    told = ", ".join(filter(None, (WEIGHTS[turn.significance or 0], cut, hidden)))
    return f" ({told})" if told else ""


def of_unfinished(left: Inflight) -> Iterator[str]:
    """What is on its way, or was when the program ended."""
    if left.prose:
        yield "Not answered yet:"
        yield left.prose
    if left.partial:
        yield "A reply, as far as it has come:"
        yield left.partial
