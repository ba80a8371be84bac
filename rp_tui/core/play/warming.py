"""Warming: what a first turn needs is loaded while you still write it."""

import asyncio

from rp_tui.core.play.feed import Troubled
from rp_tui.core.play.stage import Stage

NO_CHAT = -1  # a trouble of the whole start, and of no chat


async def warm(stage: Stage) -> None:
    """Load the libraries and the tokenizer, open the clients, and ask what the plan allows."""
    await asyncio.gather(
        stage.voice.model.warm(), stage.ladder.warm(), asyncio.to_thread(stage.count_tokens, "")
    )
    if stage.voice.offline:
        return
    plan = await stage.plan()
    if plan.units:
        stage.scheduler.resize(plan.units)
    if trouble := plan.runs(stage.voice.params.model):
        stage.feed.tell(Troubled(NO_CHAT, str(trouble)))
