"""Why something cannot be done now, in a sentence: pure, from how the screen stands."""

from collections.abc import Iterator

from rp_tui.screens.chat.able import WRITING, Situation, able, free
from rp_tui.widgets.transcript.shown import Shown

NOT_NOW = "That cannot be done now."
NOBODY = "No chat is open."
BUSY = "A reply is on its way; wait for it, or stop it first."
EDITING = "A turn is being changed; finish that first, or leave it."
UNSELECTED = "No turn is selected."
NEWEST = "This is the newest turn; there is nothing to take back."
WAITS = "Other words still wait to be said; retry them, or discard them, first."
GUEST = "There is a guest already; see them off first."

REASONS = {
    "rewind": NEWEST,
    "branch-here": "This is the newest turn; the story goes on from here in any case.",
    "switch-branch": "This story has one branch only.",
    "swipe-left": "There is no reply before this one.",
    "swipe-right": "There is no reply after this one; only for the newest one more can be asked.",
    "regenerate": "The newest turn is no reply, so there is none to ask for anew.",
    "continue": "The newest turn is no reply, so there is none that could go on.",
    "next-hit": "Nothing is searched for.",
    "previous-hit": "Nothing is searched for.",
    "undo": "There is nothing to undo.",
    "stop": "Nothing is being written.",
    "retry": "No words are held back.",
    "discard": "No words are held back.",
    "keep-trying": "The model is not on its way; send the words again instead.",
    "keep-partial": "Nothing came of the reply that could be kept.",
    "add-guest": "There is no other bot to bring in.",
    "see-off": "There is no guest.",
    "next-chat": "There is no other chat.",
    "previous-chat": "There is no other chat.",
    "meet-sample": "You have met all that come with the program.",
    "close-notice": "Nothing is told, and nothing is searched for.",
}
# Of these it is seen why they have no effect; of the first, on the box itself.
PLAIN = frozenset((*WRITING, "close-notice", "next-region", "previous-region", "fold-rail"))
IN_PEACE = frozenset((*WRITING, *free(Situation(
    1, guest=1, turns=2, newest_is_reply=True, selected=Shown(1, 1, siblings="2/3"),
    is_branched=True, can_undo=True,
)))) | {"add-guest"}  # fmt: skip
ANSWERED = frozenset({"regenerate", "continue", "swipe-right"})  # by a reply
OF_A_TURN = frozenset({
    "edit-turn", "hide-turn", "copy-turn", "bare-view", "rewind", "branch-here", "swipe-left",
    "swipe-right",
})  # fmt: skip


def why_not(id: str, now: Situation) -> str:
    """Why an action has no effect now; nothing if it has one."""
    return "" if id in able(now) else next(reasons(id, now))


def reasons(id: str, now: Situation) -> Iterator[str]:
    """All that is in its way, and first what must be over first."""
    going = now.going
    if now.chat is None:
        yield NOBODY
    if id in IN_PEACE and (going.busy or going.trying or now.sending):
        yield BUSY
    if id in IN_PEACE and now.editing:
        yield EDITING
    if id in OF_A_TURN and now.selected is None:
        yield UNSELECTED
    if id in ANSWERED and now.words_wait and now.newest_is_reply:
        yield WAITS
    if id == "add-guest" and now.guest is not None:
        yield GUEST
    yield REASONS.get(id, NOT_NOW)
