"""The edge of an app towards its terminal: draw no more than is read, and end with no word of it.

With a terminal that reads late the screen waits, and shows all in the end; what goes wrong where
it must not ends the app, and leaves it to who started it to say so.
"""

import asyncio
from contextlib import ExitStack
from typing import Any

from rich.console import RenderableType
from textual.app import App
from textual.worker import WorkerFailed

from rp_tui.ui.driver import PatientDriver


class Edge(App[None], inherit_bindings=False):
    """An app at a terminal that may be slow, or gone."""

    def __init__(self, *, ansi_color: bool | None = None, **options: Any) -> None:
        super().__init__(driver_class=PatientDriver, ansi_color=ansi_color, **options)
        self.flowing = asyncio.Event()  # unset while the terminal has yet to read what was drawn
        self.flowing.set()
        self._held, self._has_missed = ExitStack(), False

    @property
    def terminal(self) -> PatientDriver | None:
        """What is drawn on, if it is a terminal."""
        return self._driver if isinstance(self._driver, PatientDriver) else None

    def post_display_hook(self) -> None:
        """Draw no more until what was drawn is read."""
        if not self.flowing.is_set():
            self._has_missed = True
        elif (terminal := self.terminal) and terminal.behind:
            self.flowing.clear()
            self._held.enter_context(self.batch_update())
            terminal.tell_when_ready()

    def on_terminal_ready(self) -> None:
        """Draw again: what has changed, or all if some of it was passed over."""
        if self.flowing.is_set():
            return
        self._held.close()
        self.flowing.set()
        if self._has_missed:
            self.screen.refresh()
        else:
            self.screen.check_idle()
        self._has_missed = False

    @property
    def mistake(self) -> BaseException | None:
        """What ended the app though it should not have."""
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) else error

    def panic(self, *renderables: RenderableType) -> None:
        """End because of a mistake; what would be printed may quote the player."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        # Textual would print the traceback with all variables, the player's words among them.
        self._close_messages_no_wait()
