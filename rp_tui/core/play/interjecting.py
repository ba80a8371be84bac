"""Interjecting: whether the bot that was not spoken to says something all the same."""

from rp_tui.core.domain.ids import NARRATOR
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.play import cast
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts import jobs
from rp_tui.core.storage import gate, reads
from rp_tui.core.storage.now import now
from rp_tui.core.storage.standing import heard_before

LATEST = 2  # lines that may provoke it: yours and the reply


async def silent_one(stage: Stage, chat: int, spoke: int) -> int | None:
    """The other bot, if it cannot keep silent; None where it can or nobody else is there."""
    at = await stage.database.ask(now, chat)
    other = next((bot for bot in at.presence.bots if bot != spoke), None)
    if other is None or spoke == NARRATOR:
        return None
    heard = cast.lines(
        await stage.database.ask(heard_before, chat, other, cast.LINES_BEFORE + LATEST)
    )
    bot = await stage.database.ask(gate.bot_of, other)
    mood = await stage.database.ask(reads.mood, other)
    matter = jobs.interjection.Silence(
        at.names[other],
        at.everyone,
        heard[-LATEST:],
        heard[:-LATEST],
        bot.traits,
        mood.feeling,
    )
    answered = await stage.ladder.ask(
        jobs.interjection.JOB, matter, priority=Priority.FOREGROUND, step=at.head, chat=chat
    )
    return other if jobs.interjection.proposal(answered.answer) else None
