"""Sight: what a speaker may know when it speaks, read by the gate, and the prompt made of it."""

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.domain.markers import Segment, segments, spoken
from rp_tui.core.domain.view import Line, View
from rp_tui.core.play.older import with_older
from rp_tui.core.play.room import Room
from rp_tui.core.play.rules import Rules
from rp_tui.core.play.run import Asked
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.wish import Kind
from rp_tui.core.prompts import kinds, stop
from rp_tui.core.prompts.speaker import assemble, window_start
from rp_tui.core.prompts.trim import Budget
from rp_tui.core.recall.recall import recall
from rp_tui.core.storage import gate
from rp_tui.core.storage.now import Now, unopened
from rp_tui.core.storage.now import now as now_of
from rp_tui.core.storage.reminding import reminded
from rp_tui.core.storage.search import Reader

UNSPOKEN = 0  # the id of a turn that is not in the log yet
END = (1 << 63) - 1  # behind every turn
SOMETHING = (Segment("dialogue", "…"),)  # of which nothing is known yet


async def view_of(
    stage: Stage, room: Room, now: Now, speaker: int, kind: Kind, latest: Sequence[Segment] = ()
) -> View:
    """What a bot may know, with your turn that it is to answer and what that brings to mind."""

    def seen(db: Reader) -> View:
        known, rules = stage.lookups.now(db), stage.rules
        read = partial(
            gate.view, db, now.id, speaker, turns=rules.window, summaries=rules.summaries
        )
        view = known.ask(read, "view", now.id, speaker)
        view = with_opening(db, view, now, rules)
        view = with_latest(with_older(view, room, now), now, latest)
        find = partial(first_in_window, stage, view, kind)
        room_for = (len(view.lines), budget(stage))  # which a plan may bound while you write
        first = known.ask(find, "window", now.id, speaker, kind, *room_for)
        return brought_to_mind(db, view, stage, first)

    # All of it as one question: what goes to and fro between threads costs more than it gains.
    return await stage.database.ask(seen)


def with_opening(db: Reader, view: View, now: Now, rules: Rules) -> View:
    """The view with the kickoff where that is yet to be told, which is before the next words."""
    prose = spoken(segments(unopened(db, now), rules.markers))
    return replace(view, lines=(Line(UNSPOKEN, 1, NARRATOR, prose),)) if prose else view


def with_latest(view: View, now: Now, latest: Sequence[Segment]) -> View:
    """The view with your turn, which is not in the log yet; what is ooc of it is not seen."""
    text = spoken(latest)
    if not text:
        return view
    last = max((line.number for line in view.lines[-1:]), default=0)
    line = Line(UNSPOKEN, max(now.last, last) + 1, YOU, text)
    return replace(view, lines=(*view.lines, line), addressee=YOU)


async def foresee(stage: Stage, room: Room) -> None:
    """Look up what was said so far while you write, so that only your own words are left to do."""
    at = await stage.database.ask(now_of, room.chat)
    for bot in at.presence.bots:
        await view_of(stage, room, at, bot, "turn", SOMETHING)


def first_in_window(stage: Stage, view: View, kind: Kind) -> int:
    """The first turn that the prompt has room for; behind it nothing needs to be recalled.

    It is found once for all that you may say: a word more or less seldom moves it.
    """
    start = window_start(view, budget(stage), stage.count_tokens, wanted(kind, view))
    return next((line.id for line in view.lines[start:] if line.id != UNSPOKEN), END)


def brought_to_mind(db: Reader, view: View, stage: Stage, first: int) -> View:
    """The view with memories, and lines that have left its window, by what was said last."""
    rules = stage.rules
    found = recall(
        db,
        view.speaker,
        view.presence.chat,
        view.lines,
        first,
        summaries=rules.summaries,
        k=rules.memories,
        lookups=stage.lookups,
    )
    start = sum(UNSPOKEN < line.id < first for line in view.lines)
    return reminded(db, view, found, start)


def budget(stage: Stage) -> Budget:
    """What a prompt of the narrator may hold, in tokens of ours."""
    return stage.scaled(stage.rules.budget, stage.voice.params.model)


async def your_view(stage: Stage, now: Now) -> View:
    """What you know, for a line that is proposed to you."""

    def seen(db: Reader) -> View:
        view = gate.your_view(db, now.id, turns=stage.rules.window)
        return with_opening(db, view, now, stage.rules)

    return await stage.database.ask(seen)


def asked(stage: Stage, view: View, kind: Kind, variant: int = 0) -> Asked:
    """What the model is asked, so that the view's speaker says something."""
    prompt = assemble(view, budget(stage), stage.count_tokens, wanted(kind, view))
    params = replace(stage.voice.params, stop=stop.stops(view), seed=variant or None)
    return Asked(
        prompt,
        params,
        lambda reply: stop.kept(reply, view),
        lambda reply: stop.strays(reply, view),
    )


def wanted(kind: Kind, view: View) -> kinds.Kind:
    """The kind of prompt for a kind of reply; whoever speaks before all others opens the story."""
    match kind:
        case "interjection" | "continue" | "impersonate":
            return kind
    spoken_yet = any(line.speaker >= YOU for line in view.lines)
    return "speak" if spoken_yet else "opening"
