"""Themes: one for each name that a setting may have, each of them readable."""

from itertools import pairwise

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import TextArea

from rp_tui.config.settings import THEMES
from rp_tui.ui import themes

LEAST = 4.5  # of contrast between text and its ground, by WCAG AA
HIGH = 7.0  # by AAA
TEXTS = ("foreground", "text-muted", "accent", "error", "warning", "success")


def luminance(color: Color) -> float:
    parts = (part / 255 for part in color.rgb)
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted(luminance(Color.parse(each)) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_every_name_that_a_setting_may_have_is_a_theme() -> None:
    assert tuple(themes.ALL) == THEMES


@pytest.mark.parametrize("name", ["dusk", "paper", "contrast"])
def test_text_stands_out_from_its_ground(name: str) -> None:
    colors = themes.ALL[name].to_color_system().generate()
    least = HIGH if name == "contrast" else LEAST
    for ground in ("background", "surface", "block-cursor-background"):
        for text in ("foreground", "text-muted"):
            # What is chosen in a high contrast may be a shade, as the bar beside it tells as well.
            wanted = LEAST if ground.startswith("block") else least
            assert contrast(colors[text], colors[ground]) >= wanted * 0.85, (text, ground)
    for text in TEXTS:
        assert contrast(colors[text], colors["background"]) >= least, text


GROUNDS = (
    "background", "surface", "panel", "block-cursor-background", "block-cursor-blurred-background",
    "border-blurred", "scrollbar",
)  # fmt: skip
NEARLY_GREY = 0.12  # of the way from grey to a colour, below which a ground counts as none
NEAR = 24  # of 255, by which a ground may be lighter or darker


def of_256(color: str) -> Color:
    """A colour as a terminal of 256 colours draws it."""
    found = RichColor.parse(Color.parse(color).hex).downgrade(ColorSystem.EIGHT_BIT)
    return Color(*found.get_truecolor())


def known(name: str) -> dict[str, str]:
    """A theme's colours, as the style sheets have them."""
    theme = themes.ALL[name]
    return {**theme.to_color_system().generate(), **theme.variables}


def tint(color: Color) -> float:
    return (max(color.rgb) - min(color.rgb)) / 255


@pytest.mark.parametrize("name", ["dusk", "paper", "contrast"])
def test_with_256_colours_no_ground_is_gaudy_and_text_stands_out_still(name: str) -> None:
    colors = known(name)
    for ground in GROUNDS:
        meant, drawn = Color.parse(colors[ground]), of_256(colors[ground])
        if tint(meant) < NEARLY_GREY:
            assert tint(drawn) == 0, (ground, drawn.hex)
            assert abs(drawn.r - meant.r) <= NEAR, (ground, drawn.hex)
    for ground in ("background", "surface", "panel", "block-cursor-background"):
        for text in ("foreground", "text-muted", "text-primary", "footer-key-foreground"):
            found = contrast(of_256(colors[text]).hex, of_256(colors[ground]).hex)
            assert found >= LEAST * 0.8, (text, ground, found)


@pytest.mark.parametrize("name", ["dusk", "paper"])
def test_with_256_colours_what_is_chosen_is_still_a_shade_of_its_own(name: str) -> None:
    colors = known(name)
    around = of_256(colors["background"])
    for ground in ("surface", "block-cursor-background", "block-cursor-blurred-background"):
        assert of_256(colors[ground]) != around, ground


def test_where_no_colour_is_wanted_the_terminals_own_theme_is_chosen() -> None:
    assert themes.chosen("dusk", {}) == "dusk"
    assert themes.chosen("dusk", {"NO_COLOR": ""}) == "dusk", "as no-color.org has it"
    assert themes.chosen("dusk", {"NO_COLOR": "1"}) == themes.ANSI
    assert themes.native({"NO_COLOR": "1"})
    assert themes.native({}) is None


def test_what_was_chosen_by_a_key_holds_until_the_settings_name_another() -> None:
    left = list(themes.choice("paper", "dusk"))
    assert themes.chosen("dusk", {}, left) == "paper"
    assert themes.chosen("contrast", {}, left) == "contrast", "which is what was said last"
    assert themes.chosen("dusk", {"NO_COLOR": "1"}, left) == themes.ANSI


@pytest.mark.parametrize(
    "left", [None, "paper", ["paper"], ["no theme", "dusk"], {"paper": "dusk"}]
)
def test_what_is_remembered_otherwise_chooses_nothing(left: object) -> None:
    assert themes.chosen("dusk", {}, left) == "dusk"


def test_the_themes_follow_each_other_in_a_round() -> None:
    round_ = [*THEMES, THEMES[0]]
    assert [themes.after(name) for name in THEMES] == round_[1:]
    assert all(one != other for one, other in pairwise(round_))
    assert themes.after("one of a later version") == THEMES[0]


class Host(App[None]):
    def compose(self) -> ComposeResult:
        yield TextArea("text")


@pytest.mark.parametrize("name", THEMES)
async def test_textuals_own_style_sheets_find_all_that_they_need(name: str) -> None:
    app = Host()
    app.register_theme(themes.ALL[name])
    async with app.run_test() as pilot:
        app.theme = name
        await pilot.pause()
        assert app.current_theme is themes.ALL[name]
