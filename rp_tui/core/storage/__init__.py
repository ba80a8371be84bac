"""The log, what is read from it, and what stands beside it.

What only answers the engine is loaded when it is first named, as `storage.reads`: a screen that
only names what can be asked need not wait for all that answers.
"""

from typing import TYPE_CHECKING

from rp_tui.core.domain import lazy

if TYPE_CHECKING:
    from rp_tui.core.storage import history, looks, now, reads, ui_state

__all__ = ["history", "looks", "now", "reads", "ui_state"]

if not TYPE_CHECKING:
    __getattr__ = lazy.modules(__name__, __all__)
