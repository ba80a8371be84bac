"""A reply: your words are put on disk, the speaker is heard, and both are written in one deed."""

import asyncio
from typing import Any

from rp_tui.core.domain import turn
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.markers import Segment, ooc_only, segments
from rp_tui.core.llm.errors import ModelCold
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.play import addressing, moving, sight, speaking
from rp_tui.core.play.room import SETTLING_S, Held, Room
from rp_tui.core.play.run import Heard, NothingHeard, Run
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.wish import Outcome, Wish
from rp_tui.core.prompts.jobs import turn_parse
from rp_tui.core.storage import inflight
from rp_tui.core.storage.now import Now, now

Parsing = asyncio.Task[Any]


async def said(stage: Stage, room: Room, wish: Wish) -> tuple[Outcome, Parsing | None]:
    """Your words, then the speaker's; and the finer reading of yours, which is under way."""
    await forget_held(stage, room)
    await speaking.open_with_kickoff(stage, room)
    run = room.run = await put_down(stage, room, wish)
    run.enter("waiting")
    read = segments(turn.sayable(wish.prose), stage.rules.markers) if wish.prose else ()
    await take_stand(stage, room, run, wish)
    if ooc_only(read):
        return await speaking.speak(stage, room, run, wish, None), None
    parsing = await begin_parsing(stage, room, run, read)
    await room.settled(SETTLING_S)
    try:
        heard = await hear(stage, room, run, wish, read)
    except NothingHeard:
        return await let_go(stage, room, run, wish), None
    except Trouble as trouble:
        await hold(stage, room, run, wish, trouble)
        raise
    return await speaking.speak(stage, room, run, wish, heard), parsing


async def put_down(stage: Stage, room: Room, wish: Wish) -> Run:
    """What you said is on disk before anything else is done with it."""
    at = await stage.database.ask(now, room.chat)
    head = at.head if wish.stand is None else wish.stand
    told = (room.chat, wish.kind, head, int(stage.clock()), wish.prose)
    written = await stage.database.put(inflight.put_down, *told)
    back = None if wish.stand in {None, at.head} else at.head
    return Run(stage, wish.kind, room.chat, written, back=back)


async def take_stand(stage: Stage, room: Room, run: Run, wish: Wish) -> None:
    """Before a regenerate the old reply leaves the story: the new one must know nothing of it."""
    if wish.stand is not None and run.back is not None:
        await moving.move(stage, room, wish.stand, "regenerate")


async def begin_parsing(
    stage: Stage, room: Room, run: Run, read: tuple[Segment, ...]
) -> Parsing | None:
    """Have your turn read more finely while the reply streams."""
    if not any(segment.kind == "dialogue" for segment in read):
        return None
    at = await stage.database.ask(now, room.chat)
    asked = stage.ladder.ask(
        turn_parse.JOB,
        turn_parse.Parsed(at.names[YOU], read),
        priority=Priority.SETTLING,
        run=run.name,
        chat=room.chat,
    )
    return stage.start(asked, "turn parse")


async def hear(stage: Stage, room: Room, run: Run, wish: Wish, read: tuple[Segment, ...]) -> Heard:
    """Find who answers, and let them."""
    at: Now = await stage.database.ask(now, room.chat)
    run.speaker = wish.speaker or await addressing.answering(stage, at, read, run.name)
    view = await sight.view_of(stage, room, at, run.speaker, read)
    return await run.hear(sight.asked(stage, view, wish.kind, wish.variant))


async def let_go(stage: Stage, room: Room, run: Run, wish: Wish) -> Outcome:
    """Nothing was heard: nothing is written, and your words are yours again."""
    await stage.database.put(inflight.drop, run.written.id)
    await go_back(stage, room, run)
    run.enter("dropped")
    return Outcome(room.chat, "dropped", prose=wish.prose)


async def hold(stage: Stage, room: Room, run: Run, wish: Wish, trouble: Trouble) -> None:
    """Nothing was heard, and it can be tried again: your words stay on disk."""
    await go_back(stage, room, run)
    if wish.kind == "interjection":  # nobody asked for it, so nobody misses it
        await stage.database.put(inflight.drop, run.written.id)
    else:
        room.held = Held(run.written, wish, str(trouble), isinstance(trouble, ModelCold))
    run.enter("failed", str(trouble))


async def go_back(stage: Stage, room: Room, run: Run) -> None:
    """Let the chat stand where it stood before its head was moved for this."""
    if run.back is not None:
        await moving.move(stage, room, run.back, "back")


async def forget_held(stage: Stage, room: Room) -> None:
    """What could not be said before is said now, or something else is."""
    if room.held:
        held, room.held = room.held, None
        await stage.database.put(inflight.drop, held.written.id)
