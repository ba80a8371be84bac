"""The least that a Textual app can be: it says hello, and has a line to write in.

It is a program of its own, started as a file: as a module it would load the packages around it.
"""

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Floor(App[None]):
    """Hello."""

    def compose(self) -> "ComposeResult":
        """Two widgets."""
        yield Static("Hello, world.")
        yield Input()


if __name__ == "__main__":
    Floor().run()
