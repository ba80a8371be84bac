"""What a person is shown of the log, one question a function; each is loaded when named."""

from typing import TYPE_CHECKING

from rp_tui.core.domain import lazy

if TYPE_CHECKING:
    from rp_tui.core.storage.looks import chat, cost, library, pages, searching, turns

__all__ = ["chat", "cost", "library", "pages", "searching", "turns"]

if not TYPE_CHECKING:
    __getattr__ = lazy.modules(__name__, __all__)
