"""The cue: the last of the labelled lines, which says what is asked for."""

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.view import View
from rp_tui.core.prompts.kinds import Kind
from rp_tui.core.prompts.plain import called, flat, together

LAST_WORDS = 12  # of a turn that is gone on with


def cue(view: View, kind: Kind) -> str:
    """What is asked for."""
    return f"[Next] {wanted(view, kind, called(view, view.speaker))}"


def wanted(view: View, kind: Kind, me: str) -> str:
    match kind:
        case "continue":
            return (
                f"{me}'s last turn, just above, broke off at these words: {last_words(view)} Go on "
                "from the last of them, in mid-sentence if need be; repeat none of it."
            )
        case "interjection":
            return (
                f"This was not said to {me}, who only reacts, in one or two sentences: a look, "
                "a gesture, a few words."
            )
        case "opening":
            return f"Nobody has spoken yet. {me} speaks or acts first."
        case _:
            return answer(view, me)


def answer(view: View, me: str) -> str:
    """A turn of one's own, to whom it is said."""
    if view.lines and view.lines[-1].speaker == view.speaker:
        return f"Nobody answers {me}, who goes on alone."
    if not any(line.speaker >= YOU for line in view.lines):
        return f"{me} speaks or acts first."
    return f"{me} answers {called(view, view.addressee)}.{others_part(view)}"


def others_part(view: View) -> str:
    """With two bots there, a model is tempted to play both."""
    others = [called(view, who) for who in view.presence.bots if who != view.speaker]
    if len(view.presence.bots) == 1:
        return ""
    return f" Leave {together(others)} their own turns."


def last_words(view: View) -> str:
    """How the turn ends that is gone on with, as the model finds it before these lines."""
    words = flat(view.lines[-1].text).split()
    return f"{'… ' if len(words) > LAST_WORDS else ''}{' '.join(words[-LAST_WORDS:])} …"
