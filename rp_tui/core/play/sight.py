"""Sight: what a speaker may know when it speaks, read by the gate, and the prompt made of it."""

from collections.abc import Sequence

from msgspec.structs import replace

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.markers import Segment, spoken
from rp_tui.core.domain.view import Line, View
from rp_tui.core.play.room import Room
from rp_tui.core.play.run import Asked
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts import stop
from rp_tui.core.prompts.speaker import assemble
from rp_tui.core.storage import gate
from rp_tui.core.storage.now import Now

UNSPOKEN = 0  # the id of a turn that is not in the log yet


async def view_of(
    stage: Stage, room: Room, now: Now, speaker: int, latest: Sequence[Segment] = ()
) -> View:
    """What a bot may know, with your turn that it is to answer."""
    rules = stage.rules
    view = await stage.database.ask(
        gate.view, now.id, speaker, turns=rules.window, summaries=rules.summaries
    )
    text = spoken(latest)
    if text:
        line = Line(UNSPOKEN, now.last + 1, YOU, text)
        view = replace(view, lines=(*view.lines, line), addressee=YOU)
    return view


def asked(stage: Stage, view: View, kind: str, variant: int = 0) -> Asked:
    """What the model is asked, so that the view's speaker says something."""
    prompt = assemble(view, stage.rules.budget, stage.count_tokens, brief=kind == "interjection")
    params = replace(stage.voice.params, stop=stop.stops(view))
    return Asked(
        prompt,
        params,
        lambda reply: stop.kept(reply, view),
        lambda reply: stop.strays(reply, view),
    )
