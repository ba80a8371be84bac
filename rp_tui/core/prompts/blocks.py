"""What changes from turn to turn, in blocks: from what is long ago to what is asked for now."""

from collections.abc import Iterator

from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.view import Recalled, View
from rp_tui.core.prompts import bonds, moment
from rp_tui.core.prompts.cue import cue
from rp_tui.core.prompts.identity import Told
from rp_tui.core.prompts.kinds import Kind
from rp_tui.core.prompts.moment import JUST_NOW, when
from rp_tui.core.prompts.plain import called, flat

FIRST_RECALLED = 2  # that matter more than old dialogue
LONGEST_QUOTE = 600  # characters of a line of old


def changing(view: View, kind: Kind) -> Iterator[Told]:
    """The blocks of this moment, from what is long ago to what is now."""
    yield from (told for told in past(view) if told.text)
    yield from (told for told in present(view, kind) if told.text)


def past(view: View) -> Iterator[Told]:
    yield Told("older turns", "should", view.older and f"[Earlier] {flat(view.older)}")
    for summary in view.scenes:
        yield Told("scene summary", "nice", f"[Past scene]{remembered(view, summary)}")
    for pin in view.pins:
        yield Told("pin", "should", f"[Never forgotten]{remembered(view, pin)}")
    for rank, found in enumerate(view.recalled):
        name = f"recalled: {found.why}" if found.why else "recalled"
        yield Told(name, "should" if rank < FIRST_RECALLED else "nice", recalled(view, found))


def present(view: View, kind: Kind) -> Iterator[Told]:
    yield Told("group", "should", bonds.group(view))
    for who in view.edges:
        if who != view.addressee:
            yield Told(f"edge: {called(view, who)}", "should", bonds.edge(view, who))
    if view.edges:  # the player's own are not told: who plays knows them
        name = f"edge: {called(view, view.addressee)}"
        yield Told(name, "must", bonds.edge(view, view.addressee))
    yield Told("items", "should", moment.items(view))
    yield Told("scene", "must", moment.scene(view))
    yield Told("activities", "must", moment.activities(view))
    yield Told("mood", "must", moment.mood(view))
    yield Told("cue", "must", cue(view, kind))


def remembered(view: View, memory: Memory) -> str:
    """When it was, what it was, and the words that stayed, if it does not say them itself."""
    then = when(view, memory.chat, memory.at)
    known = "earlier" if then == JUST_NOW else then
    if memory.source == "told":
        known = f"{known}, second-hand" if known else "second-hand"
    new = (quote for quote in memory.quotes if quote not in memory.text)
    quotes = "".join(f' "{flat(quote)}"' for quote in new)
    return f"{known and f' ({known})'} {flat(memory.text)}{quotes}"


def recalled(view: View, found: Recalled) -> str:
    """A memory, or a line of old word for word."""
    if isinstance(found.what, Memory):
        return f"[Memory]{remembered(view, found.what)}"
    then = when(view, found.chat, found.at)
    known = f" ({then})" if then and then != JUST_NOW else ""
    who = called(view, found.what.speaker)
    return f"[Memory]{known} {who}, word for word: {flat(found.what.text, LONGEST_QUOTE)}"
