"""Chats that were played for long, each of which ends with a letter of its own."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from rp_tui.bench.play.chats import DATABASE, playing
from rp_tui.bench.stage import staged
from rp_tui.bench.stories import Exchange, Story
from rp_tui.bench.ui.marks import CHATS
from rp_tui.core.domain import turn
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.turn import TurnSpoken
from rp_tui.core.domain.witness import Presence

RECENT = 100  # exchanges


async def built(folder: Path, *turns: int) -> None:
    """A data folder with chats of so many turns, of which nothing is left to do."""
    await asyncio.to_thread(folder.mkdir)
    async with staged(folder / DATABASE, hosts=len(turns)) as stage:
        await stage.tell(told(stage.story, turns))
    async with playing(folder):
        pass


def told(story: Story, turns: tuple[int, ...]) -> Iterator[Exchange]:
    """One chat after the other; what came of turns long past is spared, as no screen reads it."""
    for host, count in enumerate(turns, 1):
        exchanges = count // 2
        for number in range(1, exchanges):
            one = story.exchange(host)
            is_past = number < exchanges - RECENT
            yield Exchange(host, one.yours, one.reply[:1]) if is_past else one
        yield signed(story.exchange(host))


def signed(last: Exchange) -> Exchange:
    """With the chat's letter at its end."""
    (_, spoken, _), *rest = last.reply
    assert isinstance(spoken, TurnSpoken)
    prose = f"{spoken.prose}\n\n{mark(last.host).decode()}"
    signed = turn.speak(Presence(last.host), spoken.number, last.host, prose, spoken.at)
    return Exchange(last.host, last.yours, [Draft("turn", signed), *rest])


def mark(host: int) -> bytes:
    """By what a chat is known when it is shown from its end."""
    return CHATS[host - 1].encode()
