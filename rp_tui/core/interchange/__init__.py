"""What goes in and out; what bots are read with is loaded when it is first named."""

from typing import TYPE_CHECKING

from rp_tui.core.domain import lazy

if TYPE_CHECKING:
    from rp_tui.core.interchange import bot_file, samples

__all__ = ["bot_file", "samples"]

if not TYPE_CHECKING:
    __getattr__ = lazy.modules(__name__, __all__)
