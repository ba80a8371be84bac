"""What stands on every line of the screen."""

import re

from rp_tui.widgets.transcript.found import Span, matches
from rp_tui.widgets.transcript.look import FOUND, MATCH
from rp_tui.widgets.transcript.paint import Line
from rp_tui.widgets.transcript.view import FIRST, Place, Seen, View


def screenful(
    view: View, seen: list[Seen], chosen: int, bar: int, wanted: re.Pattern[str] | None
) -> list[Line]:
    """A line for every row that is seen, and blank ones below; with the bar by the chosen turn."""
    turns, streaming = view.stretch.turns, view.stretch.streaming
    lit, thumb = lit_up(view, seen, wanted), thumb_at(view)
    lines: list[Line] = []
    for y, (place, row) in enumerate(seen):
        turn = turns[place.turn]
        last = len(view.rows(place.turn)) - 1  # it is blank
        writes = turn is streaming and place.row == turn.last_of_text
        is_chosen = place.turn == chosen
        beside = bar if is_chosen and place.row < last else 0
        hits, look = lit.get(place, ()), MATCH if is_chosen else FOUND
        fades = bool(turn.shown.fading)
        lines.append(Line(row, turn.margin, beside, writes, y == thumb, hits, look, fades))
    return lines + [Line()] * (view.height + view.air - len(lines))


def lit_up(
    view: View, seen: list[Seen], wanted: re.Pattern[str] | None
) -> dict[Place, tuple[Span, ...]]:
    """Where in the turns that are seen there is what was looked for."""
    if not wanted:
        return {}
    return {
        Place(turn, row): spans
        for turn in {place.turn for place, _ in seen}
        for row, spans in matches(view.rows(turn), wanted).items()
    }


def thumb_at(view: View) -> int:
    """The line of the thumb, which shows how far down the view is; -1 if all is seen."""
    turns, newest = view.stretch.turns, view.stretch.newest.number
    if not turns or (view.top == FIRST and view.stretch.starts and view.follows):
        return -1
    if view.follows:
        return view.height - 1
    if view.top == FIRST and view.stretch.starts:
        return 0
    number = min(newest, turns[view.top.turn].shown.number)
    return number * (view.height - 1) // max(1, newest)
