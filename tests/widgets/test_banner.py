"""The banner: what went wrong in a sentence, the words that are held, and keys for what to do."""

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from rp_tui.ui.action import Place
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.banner import Banner, BannerView, Tone
from tests.widgets.frame import HOSTILE, harmless, rows, shown, text

FAILED = BannerView(
    "The service is unavailable; try again.",
    Tone.ERROR,
    "I set the lamp down",
    actions=("retry", "keep-trying", "discard"),
)


async def test_it_says_what_happened_and_what_can_be_done() -> None:
    banner = Banner(Keymap())
    async with shown(banner) as (_, pilot):
        assert not banner.size.height
        banner.view = FAILED
        await pilot.pause()
        assert [row[2:].rstrip() for row in rows(banner)] == [
            "✗ The service is unavailable; try again.",
            "  “I set the lamp down”",
            "  Ctrl+O h, then r Retry   t Keep trying   d Discard",
        ]
        banner.place = Place.BANNER
        await pilot.pause()
        assert text(banner).endswith("  r Retry   t Keep trying   d Discard")
        banner.view = None
        await pilot.pause()
        assert not banner.size.height


async def test_your_words_stand_before_the_reply_as_far_as_it_came() -> None:
    banner = Banner(Keymap())
    async with shown(banner, size=(40, 24)) as (_, pilot):
        banner.view = BannerView("Cut off.", quote="Hello, Mara.", reply="You are late, and " * 9)
        await pilot.pause()
        _, yours, reply = (row[2:].rstrip() for row in rows(banner))
        assert yours == "  “Hello, Mara.”"
        assert reply.startswith("  → “You are late, and You are")
        assert reply.endswith("…”")


@pytest.mark.parametrize(("size", "most"), [((40, 12), 6), ((40, 10), 4), ((40, 8), 3)])
async def test_where_rows_are_few_the_sentence_gives_way_to_the_keys(
    size: tuple[int, int], most: int
) -> None:
    banner = Banner(Keymap())
    async with shown(banner, size=size) as (_, pilot):
        banner.view = replace(FAILED, told="Something is the matter with it. " * 9)
        await pilot.pause()
        assert banner.size.height == most
        assert "Discard" in text(banner)


@pytest.mark.parametrize("wide", [36, 40, 60])
async def test_where_room_is_little_what_to_do_and_the_words_that_are_held_are_seen(
    wide: int,
) -> None:
    banner = Banner(Keymap())
    async with shown(banner, size=(wide, 12)) as (_, pilot):
        advice = "make room there, and save again."
        happened = "The disk on which /home/ada/stories lies has no room at all now " * 3
        banner.view = replace(FAILED, told=f"{happened.strip()}; {advice}", reply="Yes, and")
        await pilot.pause()
        told = " ".join(row[2:].strip() for row in rows(banner))
        assert f"…; {advice}" in told
        assert "“I set the lamp down”" in told
        assert "Discard" in told
        assert "Yes, and" not in told
        assert told.startswith("✗ The disk on which")


async def test_only_one_that_offers_something_takes_the_focus() -> None:
    banner = Banner(Keymap())
    async with shown(banner, Input()) as (app, pilot):
        banner.view = BannerView("Slow response, still waiting…", Tone.SLOW)
        await pilot.pause()
        assert not banner.can_focus
        banner.view = FAILED
        await pilot.pause()
        banner.focus()
        await pilot.pause()
        assert banner.has_focus
        banner.view = None
        await pilot.pause()
        assert isinstance(app.focused, Input), "the focus is never on what is not there"


async def test_what_can_be_done_from_anywhere_needs_no_focus_and_is_told_by_its_key() -> None:
    banner = Banner(Keymap())
    async with shown(banner) as (_, pilot):
        for actions, told in (
            (("stop",), "Ctrl+G Stop"),
            (("regenerate", "continue"), "Ctrl+R Regenerate   Ctrl+O w c Go on"),
        ):
            banner.view = BannerView("Told.", actions=actions)
            await pilot.pause()
            assert told in text(banner)
            assert not banner.can_focus


async def test_its_letters_are_the_keys_that_the_settings_gave() -> None:
    banner = Banner(Keymap({"retry": ["a"]}))
    banner.place = Place.BANNER
    async with shown(banner) as (_, pilot):
        banner.view = FAILED
        await pilot.pause()
        assert "a Retry" in text(banner)


@pytest.mark.parametrize("tone", Tone)
async def test_every_tone_has_a_sign(tone: Tone) -> None:
    banner = Banner(Keymap())
    async with shown(banner) as (_, pilot):
        banner.view = BannerView("Told.", tone)
        await pilot.pause()
        assert f"{tone.sign} Told." in text(banner)
    assert len({each.sign for each in Tone}) == len(Tone)


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_hostile_text_is_harmless_and_the_keys_stay_in_sight(
    hostile: str, size: tuple[int, int]
) -> None:
    banner = Banner(Keymap())
    async with shown(banner, size=size) as (_, pilot):
        banner.view = BannerView(hostile, Tone.ERROR, hostile, hostile, FAILED.actions)
        await pilot.pause()
        assert harmless(rows(banner))
        assert banner.size.height <= 7
        assert "Discard" in text(banner)


@pytest.mark.parametrize("wide", range(30, 48))
@pytest.mark.parametrize("told", ["{it}.", "{it}; make room there."])
async def test_a_long_sentence_is_cut_behind_a_word(wide: int, told: str) -> None:
    banner = Banner(Keymap())
    sentence = "Somewhere nothing whatsoever happened, although everybody expected " * 4
    async with shown(banner, size=(wide, 12)) as (_, pilot):
        banner.view = replace(FAILED, told=told.format(it=sentence.strip()))
        await pilot.pause()
        said = " ".join(row[4:].strip() for row in rows(banner))
        last = said.partition("…")[0].split()[-1]
        assert "…" in said
        assert last in sentence.replace(",", "").split()


async def test_of_an_address_that_has_no_blank_as_much_is_told_as_fits() -> None:
    banner = Banner(Keymap())
    async with shown(banner, size=(40, 12)) as (_, pilot):
        banner.view = replace(FAILED, told="Lost: " + "example" * 40)
        await pilot.pause()
        assert "exampl" in text(banner)
        assert "…" in text(banner)


async def test_words_that_only_go_on_are_told_as_what_came_and_not_as_yours() -> None:
    banner = Banner(Keymap())
    async with shown(banner) as (_, pilot):
        banner.view = BannerView(
            "It ended.", Tone.NOTE, reply="and then", actions=("keep-partial",)
        )
        await pilot.pause()
        assert "→ “and then”" in text(banner)
