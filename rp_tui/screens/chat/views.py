"""From what the core tells to what the widgets show; pure."""

from collections.abc import Container
from typing import TYPE_CHECKING

from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.play.under_way import UnderWay
from rp_tui.screens import modals
from rp_tui.screens.chat import listing
from rp_tui.ui import wording
from rp_tui.widgets.banner import BannerView, Tone
from rp_tui.widgets.header import HeaderView
from rp_tui.widgets.status import StatusView
from rp_tui.widgets.transcript.shown import Kind, Shown

if TYPE_CHECKING:
    from rp_tui.core.storage.history import Siblings
    from rp_tui.core.storage.lines import Line
    from rp_tui.core.storage.looks.chat import ChatLook
    from rp_tui.core.storage.looks.cost import Cost
    from rp_tui.core.storage.looks.turns import Said

KINDS: dict[int, Kind] = {YOU: "you", NARRATOR: "narration"}
QUOTED_CELLS = 40
KEPT = "the partial reply is kept."
LINE_CELLS = 100
# What a branch without a name is, by the deed that left it.
LEFT_BY = {
    "rewind": "Before a rewind", "reset": "Before a reset",
    "swipe": "Another reply", "regenerate": "Another reply", "retell": "Your other words",
}  # fmt: skip
ELSEWHERE, EDITED, SILENT = "Another branch", "Edited otherwise", "Nothing is said on it yet."
TRIED = " Tried {tries} times."
TRYING = "Asking again every minute or so, until an answer comes."


def shown(one: "Said", beside: "Siblings | None", settling: Container[int]) -> Shown:
    """A turn in the transcript."""
    turn = one.turn
    kind = KINDS.get(turn.speaker, "bot")
    # A routine turn needs no mark: of a mark on every turn nobody takes notice.
    mark = wording.mark(turn.significance) if turn.significance else ""
    return Shown(
        one.id,
        turn.number,
        turn.speaker,
        "" if kind == "narration" else one.name,
        turn.prose,
        turn.segments,
        kind,
        mark=mark,
        siblings=f"{beside.at + 1}/{len(beside.steps)}" if beside else "",
        truncated=turn.truncated,
        hidden=turn.hidden,
        settling=one.step in settling and turn.significance is None,
    )


def quoted(one: Shown) -> str:
    """Whose words a turn holds, and the first of them."""
    told = wording.elided(wording.one_line(one.prose).replace("*", ""), QUOTED_CELLS)
    who = wording.one_line(one.label)
    return f"{who}: “{told}”" if who else f"“{told}”"


def branch(line: "Line", who: str, now_s: float) -> "modals.picks.Choice":
    """A branch to go to: its name or what it is, and the words in which it ends."""
    what = EDITED if line.is_edited else LEFT_BY.get(line.left_by, ELSEWHERE)
    parts = (line.name or what, f"turn {line.number}" if line.number else "")
    left = wording.ago(line.left_s, now_s) if line.left_s else ""
    words = wording.elided(listing.plain(wording.one_line(line.prose)), LINE_CELLS)
    said = f"{who}: “{words}”" if who else f"“{words}”"
    title = " · ".join(filter(None, (*parts, left)))
    return modals.picks.Choice(line.step, title, said if words else SILENT)


def header(look: "ChatLook") -> HeaderView:
    """Who the chat is with, and when and where its story stands."""
    guest = look.chat.guest
    return HeaderView(
        look.bot.name,
        look.friendly,
        look.place.name if look.place else "",
        () if guest is None else (look.names[guest],),
    )


def status(model: str, budget: int, cost: "Cost | None") -> StatusView:
    """Which model plays; how full its last prompt was, and how long the reply took."""
    if cost is None:
        return StatusView(model, 0, budget)  # with the room that it will need
    return StatusView(model, cost.tokens_in, budget, cost.total_ms)


def banner(going: UnderWay, told: str, broken_off: str) -> BannerView | None:
    """What is the matter with the chat, if anything is."""
    if going.trying:
        words = going.waiting.prose if going.waiting else going.prose
        return BannerView(TRYING, Tone.SLOW, words, actions=("stop",))
    if going.phase in {"slow", "retrying"}:
        return BannerView(told, Tone.SLOW, actions=("stop",))
    if going.busy:
        return None
    if waiting := going.waiting:
        tone = Tone.NOTE if waiting.cut_off else Tone.ERROR
        ways = (
            "retry",
            "keep-trying" if waiting.cold else "",
            "keep-partial" if waiting.partial else "",
            "discard",
        )
        actions = tuple(filter(None, ways))
        again = TRIED.format(tries=waiting.tries) if waiting.tries > 1 else ""
        return BannerView(f"{waiting.told}{again}", tone, waiting.prose, waiting.partial, actions)
    if not broken_off:
        return None
    # A trouble says what happened; what is to be done about it is another thing here.
    happened = broken_off.rpartition(";")[0] or broken_off.rstrip(".")
    return BannerView(f"{happened}; {KEPT}", Tone.NOTE, actions=("regenerate", "continue"))
