"""A screen that draws no more than has changed, also where another lies over it."""

from typing import Any, TypeVar

from textual.screen import Screen

from rp_tui.ui.compositor import SparingCompositor

T = TypeVar("T")


class SparingScreen(Screen[T]):
    """Behind a modal Textual's own draws all of itself anew, and with each message it gets."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._compositor = SparingCompositor()

    def _compositor_refresh(self) -> None:
        """What shines through another screen is drawn by that one, and so on up to the top."""
        if self.is_active:
            super()._compositor_refresh()
            return
        changed, self._compositor._dirty_regions = self._compositor._dirty_regions, set()
        self._dirty_widgets.clear()
        if changed and self.is_current:
            stack = self.app.screen_stack
            stack[stack.index(self) + 1].refresh(*changed)
