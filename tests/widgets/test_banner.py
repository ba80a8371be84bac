"""The banner: what went wrong in a sentence, the words that are held, and keys for what to do."""

import pytest
from textual.widgets import Input

from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.banner import Banner, BannerView, Tone
from tests.widgets.frame import HOSTILE, harmless, rows, shown, text

FAILED = BannerView(
    "The service is unavailable; try again.",
    Tone.ERROR,
    "I set the lamp down",
    ("retry", "keep-trying", "discard"),
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
            "  r Retry   t Keep trying   d Discard",
        ]
        banner.view = None
        await pilot.pause()
        assert not banner.size.height


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


async def test_its_letters_are_the_keys_that_the_settings_gave() -> None:
    banner = Banner(Keymap({"retry": ["a"]}))
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
        banner.view = BannerView(hostile, Tone.ERROR, hostile, FAILED.actions)
        await pilot.pause()
        assert harmless(rows(banner))
        assert banner.size.height <= 6
        assert "Discard" in text(banner)
