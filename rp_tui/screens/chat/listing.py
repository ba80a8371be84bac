"""Listing: what stands in the rail, from what is known of the chats, the bots and the settings."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from rp_tui.config import Config
from rp_tui.core.llm.chain import UNDERSTUDY
from rp_tui.core.play.under_way import UnderWay
from rp_tui.ui import wording
from rp_tui.ui.actions import BY_ID
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.rail_view import Chat, Entry, Mark, RailView

if TYPE_CHECKING:
    from rp_tui.core.storage.looks.library import Card

BOT = "bot:"  # begins the id of a bot's entry
MODEL, FILE = "model", "settings-file"  # entries that no action stands behind
MEET, THEME, KEYS = "meet-sample", "next-theme", "help"  # those behind which one does

QUOTING = re.compile(r"(?:^|(?<=\s))>+\s")

NOT_BEGUN, ON_THE_WAY, WIPED = "not begun", "on the way", "ready to begin"


class Listed(Struct, frozen=True):
    """What is known of what is to be listed."""

    cards: Sequence["Card"]
    going: Mapping[int, UnderWay]
    seen: Mapping[int, int]  # the last turn of each chat that was shown
    opened: int | None
    now_s: float
    coming: Collection[str] = ()  # whose chats are about to begin, by name
    strangers: bool = False  # whether there are samples that nobody has met


def rail(known: Listed, settings: tuple[Entry, ...] = ()) -> RailView:
    """All of it."""
    chats = tuple(chat(known, card) for card in known.cards if card.is_open)
    return RailView(chats, tuple(bots(known)), settings, known.opened)


def chat(known: Listed, card: "Card") -> Chat:
    """A chat, with how it stands."""
    going = known.going.get(card.id, UnderWay())
    return Chat(
        card.id,
        card.name,
        plain(card.last_line),
        wording.ago(card.played_at, known.now_s),
        card.clock,
        card.guest,
        mark(card, going, known.seen.get(card.id, 0), known.opened),
    )


def plain(line: str) -> str:
    """A line without the marks that the story is drawn by."""
    return QUOTING.sub("", line.replace("*", ""))


def mark(card: "Card", going: UnderWay, seen: int, opened: int | None) -> Mark:
    """How a chat stands; of the one that is open nothing is unread."""
    if going.busy or going.trying:
        return Mark.STREAMING
    if going.waiting:
        return Mark.HELD
    if card.last_turn > seen and card.id != opened:
        return Mark.UNREAD
    return Mark.SETTLING if going.settling else Mark.IDLE


def bots(known: Listed) -> Iterator[Entry]:
    """Every bot by its name, and the way to one more."""
    for card in sorted(known.cards, key=lambda one: one.name.casefold()):
        sign, note = wording.initials(card.name), stands(known, card)
        yield Entry(f"{BOT}{card.id}", card.name, note, sign, calm=card.is_open)
    if known.strangers:
        yield Entry(MEET, BY_ID[MEET].label, sign=" +")


def stands(known: Listed, card: "Card") -> str:
    """Where a bot stands."""
    if card.name in known.coming:
        return ON_THE_WAY
    host = next((one.name for one in known.cards if one.guest == card.name), "")
    if host:
        return f"guest of {host}"
    if not card.is_open:
        return NOT_BEGUN
    return wording.counted(card.turns, "turn") if card.turns else WIPED


def steady(cards: Sequence["Card"], order: Sequence[int]) -> list["Card"]:
    """The cards in an order that a person looks at; what is new goes before it."""
    places = {id: at for at, id in enumerate(order)}
    return sorted(cards, key=lambda card: places.get(card.id, -1))


def settings(config: Config, theme: str, keymap: Keymap) -> tuple[Entry, ...]:
    """What a player looks for first."""
    return (
        Entry(THEME, "Theme", theme),
        Entry(MODEL, "Model", model(config).rpartition("/")[2]),
        Entry(KEYS, "Keys", keymap.way(KEYS)),
        Entry(FILE, "File", wording.at_home(config.file, Path.home())),
    )


def model(config: Config) -> str:
    """Who plays."""
    return UNDERSTUDY if config.narrative.understudy else config.narrative.model
