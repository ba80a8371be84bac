"""What is asked or shown above the story, one file each.

A modal is loaded when it is first named, as `modals.confirm`: the first paint shows none.
"""

from typing import TYPE_CHECKING

from rp_tui.core.domain import lazy

if TYPE_CHECKING:
    from rp_tui.screens.modals import (
        ask,
        bare,
        confirm,
        help,
        palette,
        pick,
        picks,
        save_failed,
        search,
    )

__all__ = [
    "ask",
    "bare",
    "confirm",
    "help",
    "palette",
    "pick",
    "picks",
    "save_failed",
    "search",
]

if not TYPE_CHECKING:
    __getattr__ = lazy.modules(__name__, __all__)
