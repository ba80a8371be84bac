"""What can be done now: pure, from how the screen stands."""

from collections.abc import Iterator

from msgspec import Struct

from rp_tui.core.play.under_way import UnderWay
from rp_tui.widgets.transcript.shown import Shown

ALWAYS = ("leader", "command-palette", "next-theme", "help", "quit")
CHOOSING = (
    "open-chat", "rail-up", "rail-down", "rail-first", "rail-last", "rail-page-up",
    "rail-page-down",
)  # fmt: skip
OPEN = (
    "to-transcript", "to-composer", "search", "next-turn", "previous-turn", "first-turn",
    "last-turn", "page-up", "page-down", "half-page-up", "half-page-down",
)  # fmt: skip
WRITING = ("send", "newline", "history-up", "history-down", "open-editor")


class Situation(Struct, frozen=True):
    """How the screen stands."""

    chat: int | None = None
    chats: int = 0
    bots: int = 0
    guest: int | None = None
    going: UnderWay = UnderWay()
    turns: int = 0
    newest_is_reply: bool = False
    selected: Shown | None = None
    editing: bool = False
    hits: int = 0
    is_branched: bool = False  # whether there is another branch to go to
    can_undo: bool = False
    strangers: int = 0  # samples that nobody has met
    sending: bool = False
    noticed: bool = False  # whether something is told that can be sent away

    @property
    def words_wait(self) -> bool:
        """Whether words are held of which another reply would take the place."""
        return self.going.waiting is not None and self.going.waiting.has_words


def able(now: Situation) -> frozenset[str]:
    """The ids of all that has an effect."""
    return frozenset((*ALWAYS, *CHOOSING, *among_chats(now), *in_chat(now)))


def among_chats(now: Situation) -> Iterator[str]:
    if now.strangers and now.bots:
        yield "meet-sample"
    if now.chats:
        yield from ("to-rail", "fold-rail", "search-everywhere", "next-region", "previous-region")
    if now.chats > 1:
        yield from ("next-chat", "previous-chat")


def in_chat(now: Situation) -> Iterator[str]:
    if now.chat is None:
        return
    yield from OPEN
    if now.hits:
        yield from ("next-hit", "previous-hit")
    going = now.going
    if going.busy or going.trying or now.sending:
        yield "stop"
    else:
        yield from WRITING
        yield from free(now)
    if now.selected:
        yield from ("copy-turn", "bare-view")
    if now.noticed or now.hits:
        yield "close-notice"


def free(now: Situation) -> Iterator[str]:
    """What nothing may be on its way for."""
    if now.editing:
        return
    yield from ("impersonate", "close-scene", "name-branch")
    if now.can_undo:
        yield "undo"
    if now.guest is not None:
        yield "see-off"
    elif now.bots > 1:
        yield "add-guest"
    if now.is_branched:
        yield "switch-branch"
    if now.newest_is_reply and not now.words_wait:
        yield from ("regenerate", "continue")
    if now.selected:
        yield from ("edit-turn", "hide-turn")
        yield from around(now, now.selected)
    yield from held(now)


def held(now: Situation) -> Iterator[str]:
    """What can be done with words that wait to be said."""
    if waiting := now.going.waiting:
        yield from ("retry", "discard")
        if waiting.cold:
            yield "keep-trying"
        if waiting.partial:
            yield "keep-partial"


def around(now: Situation, selected: Shown) -> Iterator[str]:
    """What can be done with a turn by where it stands."""
    is_newest = selected.number == now.turns
    if not is_newest:
        yield from ("rewind", "branch-here")
    at, _, of = selected.siblings.partition("/")
    if at and at != "1":
        yield "swipe-left"
    if (at and at != of) or (is_newest and now.newest_is_reply and not now.words_wait):
        yield "swipe-right"
