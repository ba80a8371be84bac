"""Addressing: which of two bots your turn speaks to, and so who answers it."""

from collections.abc import Sequence

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.markers import Segment
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.play import cast
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts import jobs
from rp_tui.core.storage import reads
from rp_tui.core.storage.now import Now
from rp_tui.core.storage.standing import heard_before


async def answering(
    stage: Stage, now: Now, read: Sequence[Segment], run: str, within_s: float | None = None
) -> int:
    """Who answers: by name in code, else by a job that is given so long, else the host."""
    host, *guests = now.presence.bots
    if not guests:
        return host
    read = read or await last_of_yours(stage, now)
    if not read:
        return host
    before = await stage.database.ask(heard_before, now.id, host, cast.LINES_BEFORE)
    matter = jobs.addressee.Addressed(
        now.names[YOU], now.bots, cast.said(now.names[YOU], read), cast.lines(before)
    )
    name = jobs.addressee.by_name(matter)
    if not name:
        answered = await stage.ladder.ask(
            jobs.addressee.JOB,
            matter,
            priority=Priority.FOREGROUND,
            run=run,
            chat=now.id,
            within_s=within_s,
        )
        name = jobs.addressee.proposal(answered.answer, matter)
    return next((who for who in now.presence.bots if now.names[who] == name), host)


async def last_of_yours(stage: Stage, now: Now) -> Sequence[Segment]:
    """What you said last, if nobody has answered it yet."""
    newest = await stage.database.ask(reads.last_turns, now.id, 1)
    return next((turn.segments for turn in newest.values() if turn.speaker == YOU), ())
