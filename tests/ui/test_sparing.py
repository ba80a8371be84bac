"""A sparing screen behind another is drawn with it, and only where it has changed."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from rp_tui.ui.compositor import SparingCompositor
from rp_tui.ui.sparing import SparingScreen

SIZE = (40, 12)


class Below(SparingScreen[None]):
    """Has a line to change."""

    def compose(self) -> ComposeResult:
        yield Static("nothing yet", id="line")

    def say(self, text: str) -> None:
        self.query_one("#line", Static).update(text, layout=False)


class Over(SparingScreen[None], ModalScreen[None]):
    """Lets the other shine through, and counts the rows that it draws itself."""

    CSS = "Over { align: center middle; background: $background 60%; } Static { width: auto; }"
    drawn: ClassVar[list[Region]] = []

    def compose(self) -> ComposeResult:
        yield Static("a question")

    def render_lines(self, crop: Region) -> list[Strip]:
        self.drawn.append(crop)
        return super().render_lines(crop)


def shown(screen: SparingScreen[None]) -> str:
    return "\n".join(strip.text for strip in screen._compositor.render_strips())


async def test_what_changes_behind_a_modal_shines_through_and_is_drawn_once() -> None:
    app, below, over = App[None](), Below(), Over()
    async with app.run_test(size=SIZE) as pilot:
        await app.push_screen(below)
        await app.push_screen(over)
        assert isinstance(over._compositor, SparingCompositor)
        below.say("it changes")
        await pilot.pause(0.2)
        assert "it changes" in shown(over)
        over.drawn.clear()
        below.say("it has changed")
        await pilot.pause(0.2)
        assert [(crop.y, crop.height) for crop in over.drawn] == [(0, 1)]
        for _ in range(5):  # Textual's own would draw all of it with each of them
            below.call_later(lambda: None)
            await pilot.pause(0.05)
        assert len(over.drawn) == 1
        assert "it has changed" in shown(over)
        assert "a question" in shown(over)
        over.dismiss()
        await pilot.pause()
        assert "it has changed" in shown(below)
