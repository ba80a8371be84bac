"""Speaking: what was said goes into the log, in one deed with the end of its being on the way."""

from msgspec.structs import replace

from rp_tui.core.domain import turn
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.text import LONGEST_PASSAGE
from rp_tui.core.llm.errors import ModelTrouble
from rp_tui.core.play.feed import ChatChanged
from rp_tui.core.play.room import Held, Room
from rp_tui.core.play.run import Heard, Run
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.wish import Outcome, Wish
from rp_tui.core.prompts.stop import unrepeated
from rp_tui.core.storage import inflight
from rp_tui.core.storage import now as at
from rp_tui.core.storage.errors import StorageTrouble
from rp_tui.core.storage.log import Log, Written
from rp_tui.core.storage.now import Now


async def speak(stage: Stage, room: Room, run: Run, wish: Wish, heard: Heard | None) -> Outcome:
    """Write down your turn and the reply; what cannot be saved is held with every word."""
    try:
        written = await append(stage, room, run, wish, heard)
    except StorageTrouble as trouble:
        answered = replace(wish, speaker=run.speaker) if heard else wish
        room.held = Held(run.written, answered, str(trouble), heard=heard)
        run.enter("failed", str(trouble))
        raise
    told = broken_off(heard.trouble) if heard else ""
    run.enter("spoken", told)
    said = bool(wish.prose) + bool(heard)
    if len(written.steps) > said:  # the kickoff went before it
        stage.feed.tell(ChatChanged(room.chat, "opened"))
    stage.feed.tell(ChatChanged(room.chat, "spoken", written.steps[-1]))
    return Outcome(
        room.chat,
        "spoken" if heard else "silent",
        written.steps[-said:],
        tuple(id for kind, id in written.entities if kind == "turn")[-said:],
        run.speaker,
        heard.text if heard else "",
        bool(heard and heard.truncated),
        told,
    )


def broken_off(trouble: Trouble | None) -> str:
    """Why a reply stands as far as it came, if it broke off."""
    if trouble is None:
        return ""
    return trouble.after_words if isinstance(trouble, ModelTrouble) else str(trouble)


async def append(stage: Stage, room: Room, run: Run, wish: Wish, heard: Heard | None) -> Written:
    async with room.writing:
        now = await stage.database.ask(at.now, room.chat)
        if wish.of is not None and heard:
            steps = [[await extended(stage, wish.of, heard)]]
        else:
            kickoff = await stage.database.ask(at.unopened, now)
            opening = [narration(stage, now, kickoff)] if kickoff else []
            first = now.last + len(opening) + 1
            steps = opening + turns(stage, now, wish, run.speaker, heard, first)
        return await stage.database.do(
            Log.append,
            run.written.deed,
            now.head,
            *steps,
            beside=lambda db: inflight.drop(db, run.written.id),
        )


def turns(
    stage: Stage, now: Now, wish: Wish, speaker: int, heard: Heard | None, first: int
) -> list[list[Draft]]:
    """Your turn and the reply, a step each, numbered from the first."""
    steps: list[list[Draft]] = []
    if wish.prose:
        yours = turn.speak(
            now.presence,
            first,
            YOU,
            wish.prose,
            now.chat.clock,
            addressee=speaker or None,
            markers=stage.rules.markers,
        )
        steps.append([Draft("turn", yours)])
    if heard:
        reply = turn.speak(
            now.presence,
            first + len(steps),
            speaker,
            heard.text,
            now.chat.clock,
            addressee=None,
            truncated=heard.truncated,
            markers=stage.rules.markers,
        )
        steps.append([Draft("turn", reply)])
    return steps


async def extended(stage: Stage, id: int, heard: Heard) -> Draft:
    """A reply that goes on where it had stopped."""
    said = await stage.database.ask(at.turn, id)
    prose = joined(said.prose, unrepeated(heard.text, said.prose))
    cut = heard.truncated or len(prose) > LONGEST_PASSAGE
    made = turn.reword(
        prose[:LONGEST_PASSAGE], truncated=cut, goes_on=True, markers=stage.rules.markers
    )
    return Draft("turn", made, id)


def joined(before: str, more: str) -> str:
    """Two stretches of a reply; a model that goes on within a sentence begins it anew or not."""
    gap = "\n\n" if before.endswith((".", "!", "?", '"', "”", "*", "…")) else " "
    return f"{before}{gap}{more}"


def narration(stage: Stage, now: Now, prose: str) -> list[Draft]:
    """What nobody says and everybody hears."""
    told = turn.speak(
        now.presence, now.last + 1, NARRATOR, prose, now.chat.clock, markers=stage.rules.markers
    )
    return [Draft("turn", told)]
