"""What the rail lists: the chats with their marks, the bots with where they stand, the settings."""

from pathlib import Path

from msgspec.structs import replace

from rp_tui import config
from rp_tui.core.play.under_way import UnderWay, Waiting
from rp_tui.core.storage.looks.library import Card
from rp_tui.screens.chat import listing
from rp_tui.screens.chat.listing import Listed
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.rail_view import Mark

CARD = Card(1, "Mara", True, "Monday", "*She nods.* Yes.", turns=3, last_turn=50, played_at=100)
KNOWN = Listed([CARD], {}, {}, None, 160)


def noted(*cards: Card, **known: object) -> dict[str, str]:
    entries = listing.bots(Listed(cards, {}, {}, None, 160, **known))  # type: ignore[arg-type]
    return {entry.label: entry.note for entry in entries}


def test_a_chat_is_marked_by_how_it_stands() -> None:
    def marked(going: UnderWay, seen: int = 0, opened: int | None = None) -> Mark:
        known = Listed([CARD], {1: going}, {1: seen}, opened, 160)
        return listing.rail(known).chats[0].mark

    assert marked(UnderWay(busy=True)) is Mark.STREAMING
    assert marked(UnderWay(waiting=Waiting("told", ""))) is Mark.HELD
    assert marked(UnderWay()) is Mark.UNREAD
    assert marked(UnderWay(), opened=1) is Mark.IDLE
    assert marked(UnderWay(), seen=50) is Mark.IDLE
    assert marked(UnderWay(settling=frozenset({3})), seen=50) is Mark.SETTLING


def test_a_bot_that_has_not_begun_stands_among_the_bots_alone() -> None:
    view = listing.rail(replace(KNOWN, cards=[replace(CARD, is_open=False)]))
    assert view.chats == ()
    assert [(entry.label, entry.note) for entry in view.bots] == [("Mara", "not begun")]


def test_the_last_line_has_no_asterisks() -> None:
    (chat,) = listing.rail(KNOWN).chats
    assert (chat.last_line, chat.played) == ("She nods. Yes.", "1 min ago")


def test_the_last_line_has_no_marks_of_a_quote() -> None:
    card = replace(CARD, last_line="> Come at nine. >> Or ten. She reads: 5 >4.")
    (chat,) = listing.rail(replace(KNOWN, cards=[card])).chats
    assert chat.last_line == "Come at nine. Or ten. She reads: 5 >4."


def test_a_bot_that_is_among_the_chats_already_is_calm() -> None:
    ilse = Card(2, "Ilse", is_open=False)
    view = listing.rail(replace(KNOWN, cards=[CARD, ilse]))
    assert [(entry.label, entry.calm) for entry in view.bots] == [("Ilse", False), ("Mara", True)]


def test_it_is_told_where_each_bot_stands() -> None:
    ilse = Card(2, "Ilse", True, guest="Mara", turns=1)
    wiped = Card(3, "Orla", True)
    assert noted(CARD, ilse, wiped) == {
        "Ilse": "1 turn",
        "Mara": "guest of Ilse",
        "Orla": "ready to begin",
    }
    assert noted(replace(CARD, is_open=False), coming={"Mara"}) == {"Mara": "on the way"}


def test_bots_stand_by_their_names_and_before_who_can_still_be_met() -> None:
    others = [replace(CARD, id=at, name=name) for at, name in enumerate(["bea", "Ada"], 2)]
    assert [*noted(CARD, *others, strangers=True)] == ["Ada", "bea", "Mara", "Meet another"]


def test_cards_keep_an_order_that_is_looked_at_and_new_ones_go_before_it() -> None:
    cards = [replace(CARD, id=id) for id in (9, 3, 1, 2)]
    assert [card.id for card in listing.steady(cards, [1, 2, 3])] == [9, 1, 2, 3]


def test_the_settings_are_those_of_this_start(tmp_path: Path) -> None:
    env = {"RP_TUI_NARRATIVE_MODEL": "house/nightingale-12b", "RP_TUI_API_KEY": "k"}
    settings = config.load(tmp_path / "config.toml", env)
    rows = listing.settings(settings, "paper", Keymap({"help": ["f2"]}))
    assert [(row.label, row.note) for row in rows] == [
        ("Theme", "paper"),
        ("Model", "nightingale-12b"),
        ("Keys", "F2"),
        ("File", str(tmp_path / "config.toml")),
    ]
    offline = config.load(tmp_path / "config.toml", {})
    assert listing.model(offline) == "understudy"
