"""The sparing compositor draws what Textual's own would draw."""

import pytest
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from rp_tui.ui.compositor import SparingCompositor

SIZE = (40, 12)
REGIONS = [
    [Region(3, 4, 5, 1)],
    [Region(0, 0, 40, 2), Region(25, 7, 9, 3)],
    [Region(0, 11, 40, 1)],
]


class Counted(Static):
    """Counts the rows that it is asked for."""

    rows = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        Counted.rows += crop.height
        return super().render_lines(crop)


class Host(App[None]):
    """A scrolled column beside another."""

    CSS = "Screen { overflow: hidden; } VerticalScroll { border: round red; }"

    def compose(self) -> ComposeResult:
        with Horizontal():
            with VerticalScroll():
                for number in range(9):
                    yield Counted(f"{number} *left*\nand more of it")
            yield Counted("right\n" * 30)


def told(compositor: Compositor, regions: list[Region], app: App[None]) -> str:
    """The bytes of a partial update."""
    compositor._dirty_regions = {*regions}
    update = compositor.render_partial_update()
    assert update
    return update.render_segments(app.console)


@pytest.mark.parametrize("regions", REGIONS)
async def test_a_partial_update_is_the_same(regions: list[Region]) -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        app.query_one(VerticalScroll).scroll_to(y=5, animate=False)
        await pilot.pause()
        sparing, usual = SparingCompositor(), Compositor()
        for one in (sparing, usual):
            one.reflow(app.screen, app.screen.size)
        Counted.rows = 0
        drawn = told(sparing, regions, app)
        few = Counted.rows
        assert drawn == told(usual, regions, app)
        assert few < Counted.rows - few


async def test_the_whole_screen_is_the_same() -> None:
    app = Host()
    async with app.run_test(size=SIZE):
        sparing, usual = SparingCompositor(), Compositor()
        for one in (sparing, usual):
            one.reflow(app.screen, app.screen.size)
        assert sparing.render_strips() == usual.render_strips()
