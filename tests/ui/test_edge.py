"""The edge towards the terminal: what goes wrong ends the app, and no word of it is printed."""

import pytest
from textual.app import ComposeResult
from textual.widgets import Static

from rp_tui.ui.edge import Edge

PROSE = "I never told my sister."


class Widget(Static):
    """One that cannot be drawn."""

    def render(self) -> str:
        prose = PROSE
        raise KeyError(prose)


class Clumsy(Edge):
    """Goes wrong in one way."""

    def __init__(self, how: str) -> None:
        super().__init__()
        self._how = how

    def compose(self) -> ComposeResult:
        if self._how == "a widget":
            yield Widget()
        elif self._how == "a style sheet":
            self.stylesheet.add_source("Static { color: }")
            self.stylesheet.parse()

    def on_mount(self) -> None:
        if self._how == "a worker":
            self.run_worker(self._stumble())
        elif self._how == "a timer":
            self.set_timer(0.01, self._stumble)

    async def _stumble(self) -> None:
        prose = PROSE
        raise KeyError(prose)


@pytest.mark.parametrize("how", ["a widget", "a worker", "a timer", "a style sheet"])
async def test_a_mistake_ends_it_in_silence_and_is_handed_on(
    how: str, capfd: pytest.CaptureFixture[str]
) -> None:
    app = Clumsy(how)
    await app.run_async(headless=True)
    assert isinstance(app.mistake, Exception)
    assert isinstance(app.mistake, KeyError) == (how != "a style sheet")
    assert app.return_code == 1
    printed = capfd.readouterr()
    assert not printed.out.strip("\x07")
    assert not printed.err


async def test_an_app_that_ends_well_has_made_none() -> None:
    app = Clumsy("in no way")
    app.call_later(app.exit)
    await app.run_async(headless=True)
    assert app.mistake is None
