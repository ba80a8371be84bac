"""A sparing screen behind another is drawn with it, and only where it has changed."""

from typing import Any, ClassVar

import pyte
from textual._compositor import Compositor, CompositorUpdate
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from rp_tui.ui.compositor import SparingCompositor
from rp_tui.ui.sparing import SparingScreen
from tests.patient import Patient

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
    async with app.run_test(size=SIZE):
        pilot = Patient(app)
        await app.push_screen(below)
        await app.push_screen(over)
        assert isinstance(over._compositor, SparingCompositor)
        below.say("it changes")
        await pilot.until(lambda: "it changes" in shown(over))
        await pilot.pause(0.2)
        over.drawn.clear()
        below.say("it has changed")
        await pilot.until(lambda: over.drawn)
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


class Layered(SparingScreen[None]):
    """Has a card that lies over two lines, on a layer of its own."""

    CSS = """
    Layered { layers: story card; }
    #card { layer: card; width: 9; height: 2; offset: 3 0; background: $accent; }
    """

    def compose(self) -> ComposeResult:
        yield Static("the first line of all", id="line")
        yield Static("the second one *as it is*", id="next")
        yield Static("a card", id="card")


class Another(Over):
    """A question over a question, beside it in part."""

    CSS = "Another { align: left top; background: $background 60%; } Static { width: auto; }"

    def compose(self) -> ComposeResult:
        yield Static("are you\nsure of\nit?", id="sure")


class Terminal(App[None]):
    """Draws on a terminal, of which each cell can be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self.seen)

    def _display(self, screen: Any, renderable: Any) -> None:
        super()._display(screen, renderable)
        if isinstance(renderable, CompositorUpdate) and not self._batch_count:
            self._stream.feed(renderable.render_segments(self.console))

    def drawn_anew(self) -> pyte.Screen:
        """What a terminal would show on which all is drawn at once, by Textual's own."""
        usual, drawn = Compositor(), pyte.Screen(*SIZE)
        usual.reflow(self.screen, self.screen.size)
        update = usual.render_full_update()
        pyte.Stream(drawn).feed(update.render_segments(self.console))
        return drawn


def cells(terminal: pyte.Screen) -> list[list[pyte.screens.Char]]:
    """Every letter with its colours."""
    columns, rows = SIZE
    return [[terminal.buffer[y][x] for x in range(columns)] for y in range(rows)]


async def looks_as_drawn_anew(app: Terminal, *texts: str) -> None:
    """Wait until some texts are seen; then every cell is as if all had been drawn."""
    pilot = Patient(app)
    await pilot.until(lambda: all(text in "\n".join(app.seen.display) for text in texts))
    await pilot.pause()
    assert app.seen.display == app.drawn_anew().display
    assert cells(app.seen) == cells(app.drawn_anew())


async def test_what_changes_below_a_layer_or_on_it_looks_as_if_all_were_drawn_anew() -> None:
    app, below = Terminal(), Layered()
    async with app.run_test(size=SIZE):
        await app.push_screen(below)
        line, after, card = (below.query_one(f"#{id}", Static) for id in ("line", "next", "card"))
        await looks_as_drawn_anew(app, "of all", "a card", "*as it is*")
        line.update("a longer line than it was before", layout=False)
        await looks_as_drawn_anew(app, "than it was before", "a card")
        card.update("an ace", layout=False)
        await looks_as_drawn_anew(app, "an ace")
        card.offset = (20, 1)
        await looks_as_drawn_anew(app, "a longer line", "an ace")
        after.update("the second has changed, and all of it", layout=False)
        await looks_as_drawn_anew(app, "the second has", "an ace")
        card.display = False
        await looks_as_drawn_anew(app, "the second has changed, and all of it")
        line.update("short", layout=False)
        card.display = True
        await looks_as_drawn_anew(app, "short", "an ace")


async def test_what_changes_below_two_modals_looks_as_if_all_were_drawn_anew() -> None:
    app, below, over, another = Terminal(), Below(), Over(), Another()
    async with app.run_test(size=SIZE):
        for screen in (below, over, another):
            await app.push_screen(screen)
        await looks_as_drawn_anew(app, "a question", "sure of")
        below.query_one("#line", Static).styles.padding = (4, 0, 0, 12)
        below.say("it changes")
        await looks_as_drawn_anew(app, "it changes", "a question", "sure of")
        over.query_one(Static).update("a QUESTION", layout=False)
        await looks_as_drawn_anew(app, "it changes", "a QUESTION", "sure of")
        another.query_one("#sure", Static).update("are we\nsure of\nit?", layout=False)
        await looks_as_drawn_anew(app, "it changes", "a QUESTION", "are we")
        another.dismiss()
        below.say("it has changed")
        await looks_as_drawn_anew(app, "it has changed", "a QUESTION")
        over.dismiss()
        below.say("and for good")
        await looks_as_drawn_anew(app, "and for good")
