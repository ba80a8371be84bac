"""A reply: your words are put on disk, the speaker is heard, and both are written in one deed."""

import asyncio
from typing import Any

from rp_tui.core.domain import turn
from rp_tui.core.domain.bot import BotIsGone
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.markers import Segment, ooc_only, segments
from rp_tui.core.domain.view import View
from rp_tui.core.llm.errors import ModelCold
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.play import addressing, moving, sight, speaking
from rp_tui.core.play.room import SETTLING_S, Held, Room
from rp_tui.core.play.run import Asked, NothingHeard, Run
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.wish import Outcome, Wish
from rp_tui.core.prompts import jobs
from rp_tui.core.storage import inflight
from rp_tui.core.storage.now import Now, deleted, now

Parsing = asyncio.Task[Any]
Looking = asyncio.Task[View]


async def said(stage: Stage, room: Room, wish: Wish) -> tuple[Outcome, Parsing | None]:
    """Your words, then the speaker's; and the finer reading of yours, which is under way."""
    at = await playable(stage, room.chat)
    read = segments(turn.sayable(wish.prose), stage.rules.markers) if wish.prose else ()
    looking = look_ahead(stage, room, wish, at, read)
    run = room.run = await put_down(stage, room, wish, at)
    if room.stopping:
        run.stop()
    run.enter("waiting")
    parsing = heard = None
    try:
        await take_stand(stage, room, run, wish)
        if not ooc_only(read):
            parsing = begin_parsing(stage, run, at.names[YOU], read)
            asked = prepared(stage, room, run, wish, read, looking)
            heard = await run.hear(await run.unless_stopped(asked))
    except Trouble as trouble:
        if parsing:
            parsing.cancel()
        if isinstance(trouble, NothingHeard):
            return await let_go(stage, room, run, wish), None
        await hold(stage, room, run, wish, trouble)
        raise
    return await speaking.speak(stage, room, run, wish, heard), parsing


async def playable(stage: Stage, chat: int) -> Now:
    """The chat as it stands, if all who are there can speak."""
    at: Now = await stage.database.ask(now, chat)
    for bot, name in (await stage.database.ask(deleted, at.presence.bots)).items():
        if bot == chat:
            raise BotIsGone(f"{name} was deleted; bring it back before you go on with its chat.")
        raise BotIsGone(
            f"{name} was deleted while it is a guest here; bring it back or see it off."
        )
    return at


async def put_down(stage: Stage, room: Room, wish: Wish, at: Now) -> Run:
    """What you said is on disk before anybody is asked, in place of what was held.

    A line that is only proposed to you takes no place.
    """
    head = at.head if wish.stand is None else wish.stand
    told = (room.chat, wish.kind, head, int(stage.clock()), wish.prose)
    held = room.held if wish.kind != "impersonate" else None
    before = held.written.id if held else None
    written = await stage.database.put(inflight.put_down, *told, instead_of=before)
    if held:
        room.held = None
    until = asyncio.get_running_loop().time() + SETTLING_S
    tries = held.tries + 1 if held and held.wish == wish else 1
    return Run(stage, wish.kind, room.chat, written, until=until, tries=tries)


async def take_stand(stage: Stage, room: Room, run: Run, wish: Wish) -> None:
    """Before a regenerate the old reply leaves the story: the new one must know nothing of it."""
    if wish.stand is not None:
        left = await moving.move(stage, room, wish.stand, "regenerate")
        run.back = left if left != wish.stand else None


def begin_parsing(stage: Stage, run: Run, you: str, read: tuple[Segment, ...]) -> Parsing | None:
    """Have your turn read more finely while the reply streams, and not in the way of it."""
    if not any(segment.kind == "dialogue" for segment in read):
        return None

    async def parsed() -> object:
        await run.begun.wait()
        return await stage.ladder.ask(
            jobs.turn_parse.JOB,
            jobs.turn_parse.Parsed(you, read),
            priority=Priority.SETTLING,
            run=run.name,
            chat=run.chat,
        )

    return stage.start(parsed(), "turn parse")


def look_ahead(
    stage: Stage, room: Room, wish: Wish, at: Now, read: tuple[Segment, ...]
) -> Looking | None:
    """Begin to read what the speaker knows while your words go to the disk.

    Only where it is said already who that is, and nothing is on its way that it would have to know.
    """
    speaker = wish.speaker or (room.chat if at.presence.guest is None else None)
    if speaker is None or wish.stand is not None or room.settling or ooc_only(read):
        return None
    return stage.start(sight.view_of(stage, room, at, speaker, wish.kind, read), "look ahead")


async def prepared(
    stage: Stage,
    room: Room,
    run: Run,
    wish: Wish,
    read: tuple[Segment, ...],
    looking: Looking | None,
) -> Asked:
    """Find who answers, and what they are asked."""
    if looking is None:
        at = await playable(stage, room.chat)
        # Beside each other: what stands before a reply has two seconds in all.
        run.speaker, _ = await asyncio.gather(
            who_answers(stage, at, run, wish, read), room.settled(left_s(run))
        )
        at = await stage.database.ask(now, room.chat)
        view = await sight.view_of(stage, room, at, run.speaker, wish.kind, read)
    else:
        view = await looking
        run.speaker = view.speaker
    kind = "interjection" if wish.aside else wish.kind
    return sight.asked(stage, view, kind, wish.variant)


async def who_answers(
    stage: Stage, at: Now, run: Run, wish: Wish, read: tuple[Segment, ...]
) -> int:
    if wish.speaker is not None:
        return wish.speaker
    return await addressing.answering(stage, at, read, run.name, left_s(run))


def left_s(run: Run) -> float:
    """How long something may still stand before the reply."""
    return max(0.0, run.until - asyncio.get_running_loop().time())


async def let_go(stage: Stage, room: Room, run: Run, wish: Wish) -> Outcome:
    """Nothing was heard: nothing is written, and your words are yours again."""
    await go_back(stage, room, run)
    await stage.database.put(inflight.drop, run.written.id)
    run.enter("dropped")
    return Outcome(room.chat, "dropped", prose=wish.prose)


async def hold(stage: Stage, room: Room, run: Run, wish: Wish, trouble: Trouble) -> None:
    """Nothing was heard, and it can be tried again: your words stay on disk."""
    unasked = wish.kind == "interjection"  # so nobody misses it
    if not unasked:
        is_cold = isinstance(trouble, ModelCold)
        room.held = Held(run.written, wish, str(trouble), is_cold, tries=run.tries)
    run.enter("failed", str(trouble))
    await go_back(stage, room, run)
    if unasked:
        await stage.database.put(inflight.drop, run.written.id)


async def go_back(stage: Stage, room: Room, run: Run) -> None:
    """Let the chat stand where it stood before its head was moved for this, as mended since."""
    if run.back is not None:
        back, run.back = run.back, None
        await moving.move(stage, room, back, "back")
        for edit in run.edits.values():
            await edit()
