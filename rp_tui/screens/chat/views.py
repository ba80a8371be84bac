"""From what the core tells to what the widgets show; pure."""

from collections.abc import Container, Mapping, Sequence

from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.play.under_way import UnderWay
from rp_tui.core.storage.history import Siblings
from rp_tui.core.storage.looks.chat import ChatLook
from rp_tui.core.storage.looks.cost import Cost
from rp_tui.core.storage.looks.library import Card
from rp_tui.core.storage.looks.turns import Said
from rp_tui.ui import wording
from rp_tui.widgets.banner import BannerView, Tone
from rp_tui.widgets.header import HeaderView
from rp_tui.widgets.rail import Chat, Mark, RailView
from rp_tui.widgets.status import StatusView
from rp_tui.widgets.transcript.shown import Kind, Shown

KINDS: dict[int, Kind] = {YOU: "you", NARRATOR: "narration"}
TRYING = "Asking again and again, until an answer comes."


def shown(one: Said, beside: Siblings | None, settling: Container[int]) -> Shown:
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


def rail(
    cards: Sequence[Card],
    going: Mapping[int, UnderWay],
    seen: Mapping[int, int],
    opened: int | None,
    now_s: float,
) -> RailView:
    """Every chat that has begun, with how it stands."""
    chats = tuple(
        Chat(
            card.id,
            card.name,
            card.last_line.replace("*", ""),
            wording.ago(card.played_at, now_s),
            card.clock,
            card.guest,
            mark(card, going.get(card.id, UnderWay()), seen.get(card.id, 0), opened),
        )
        for card in cards
        if card.is_open
    )
    return RailView(chats, opened=opened)


def mark(card: Card, going: UnderWay, seen: int, opened: int | None) -> Mark:
    """How a chat stands; of the one that is open nothing is unread."""
    if going.busy or going.trying:
        return Mark.STREAMING
    if going.waiting:
        return Mark.HELD
    if card.last_turn > seen and card.id != opened:
        return Mark.UNREAD
    return Mark.SETTLING if going.settling else Mark.IDLE


def header(look: ChatLook) -> HeaderView:
    """Who the chat is with, and when and where its story stands."""
    guest = look.chat.guest
    return HeaderView(
        look.bot.name,
        look.friendly,
        look.place.name if look.place else "",
        () if guest is None else (look.names[guest],),
    )


def status(model: str, budget: int, cost: Cost | None) -> StatusView:
    """Which model plays; how full its last prompt was, and how long the reply took."""
    if cost is None:
        return StatusView(model)
    return StatusView(model, cost.tokens_in, budget, cost.total_ms)


def banner(going: UnderWay, told: str, broken_off: str) -> BannerView | None:
    """What is the matter with the chat, if anything is."""
    if going.trying:
        return BannerView(TRYING, Tone.SLOW)
    if going.phase in {"slow", "retrying"}:
        return BannerView(told, Tone.SLOW)
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
        quote = waiting.partial or waiting.prose
        return BannerView(waiting.told, tone, quote, tuple(filter(None, ways)))
    return BannerView(broken_off, Tone.NOTE) if broken_off else None
