"""Confirming: what would happen, counted, before it does."""

from collections.abc import Sequence

from textual.app import ComposeResult

from rp_tui.screens.modals.modal import Modal, muted, said
from rp_tui.ui.keymap import Keymap

BULLET = "• "


class Confirm(Modal[bool]):
    """Yes, or nothing."""

    def __init__(
        self,
        keymap: Keymap,
        title: str,
        lines: Sequence[str] = (),
        remark: str = "",
        yes: str = "",
        lead: str = "",
    ) -> None:
        super().__init__(keymap, title, yes)
        self._lines, self._remark, self._lead = lines, remark, lead

    def asks(self) -> ComposeResult:
        """What leads to the lines, these, and what is to be known beside them."""
        lead = (self._lead,) if self._lead else ()
        if told := (*lead, *(f"{BULLET}{line}" for line in self._lines)):
            yield said("\n".join(told))
        if self._remark:
            yield muted(self._remark)

    def answer(self) -> bool:
        """Yes."""
        return True
