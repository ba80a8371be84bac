"""Warming: what a first turn needs is loaded while you still write it."""

import asyncio
import gc

from rp_tui.core.play.feed import NO_CHAT, Troubled
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts import jobs


async def warm(stage: Stage) -> None:
    """Load the libraries and the tokenizer, open the clients, and ask what the plans allow."""
    await asyncio.gather(
        stage.voice.model.warm(),
        stage.ladder.warm(),
        asyncio.to_thread(stage.count_tokens, ""),
        asyncio.to_thread(jobs.load),
    )
    gc.freeze()  # so that no collection goes through all of it again
    for trouble in await stage.plans():
        stage.feed.tell(Troubled(NO_CHAT, trouble))
