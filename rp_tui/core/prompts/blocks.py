"""What changes from turn to turn, in blocks: from what is long ago to what is asked for now."""

from collections.abc import Iterator

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.view import Recalled, View
from rp_tui.core.prompts import bonds, moment
from rp_tui.core.prompts.identity import Told
from rp_tui.core.prompts.moment import JUST_NOW, when
from rp_tui.core.prompts.plain import called, flat

FIRST_RECALLED = 2  # that matter more than old dialogue
LONGEST_QUOTE = 600  # characters of a line of old


def changing(view: View, *, brief: bool) -> Iterator[Told]:
    """The blocks of this moment, from what is long ago to what is now."""
    yield from (told for told in past(view) if told.text)
    yield from (told for told in present(view, brief=brief) if told.text)


def past(view: View) -> Iterator[Told]:
    yield Told("older turns", "should", view.older and f"[Earlier] {flat(view.older)}")
    for summary in view.scenes:
        yield Told("scene summary", "nice", f"[Past scene]{remembered(view, summary)}")
    for pin in view.pins:
        yield Told("pin", "should", f"[Never forgotten]{remembered(view, pin)}")
    for rank, found in enumerate(view.recalled):
        name = f"recalled: {found.why}" if found.why else "recalled"
        yield Told(name, "should" if rank < FIRST_RECALLED else "nice", recalled(view, found))


def present(view: View, *, brief: bool) -> Iterator[Told]:
    yield Told("group", "should", bonds.group(view))
    for who in view.edges:
        if who != view.addressee:
            yield Told(f"edge: {called(view, who)}", "should", bonds.edge(view, who))
    yield Told(f"edge: {called(view, view.addressee)}", "must", bonds.edge(view, view.addressee))
    yield Told("items", "should", moment.items(view))
    yield Told("scene", "must", moment.scene(view))
    yield Told("activities", "must", moment.activities(view))
    yield Told("mood", "must", moment.mood(view))
    yield Told("cue", "must", cue(view, brief=brief))


def remembered(view: View, memory: Memory) -> str:
    """When it was, what it was, and the words that stayed."""
    then = when(view, memory.chat, memory.at)
    known = "earlier" if then == JUST_NOW else then
    if memory.source == "told":
        known = f"{known}, second-hand" if known else "second-hand"
    quotes = "".join(f' "{flat(quote)}"' for quote in memory.quotes)
    return f"{known and f' ({known})'} {flat(memory.text)}{quotes}"


def recalled(view: View, found: Recalled) -> str:
    """A memory, or a line of old word for word."""
    if isinstance(found.what, Memory):
        return f"[Memory]{remembered(view, found.what)}"
    then = when(view, found.chat, found.at)
    known = f" ({then})" if then and then != JUST_NOW else ""
    who = called(view, found.what.speaker)
    return f"[Memory]{known} {who}, word for word: {flat(found.what.text, LONGEST_QUOTE)}"


def cue(view: View, *, brief: bool) -> str:
    """What is asked for."""
    me = called(view, view.speaker)
    if view.lines and view.lines[-1].speaker == view.speaker:
        if view.lines[-1].truncated:
            return f"[Next] {me}'s turn broke off. Go on from its last word; repeat none of it."
        return f"[Next] Nobody answers {me}, who goes on alone."
    if brief:
        return f"[Next] This was not said to {me}, who only reacts: a look, a gesture, a sentence."
    if not any(line.speaker >= YOU for line in view.lines):
        return f"[Next] {me} speaks or acts first."
    return f"[Next] {me} answers {called(view, view.addressee)}."
