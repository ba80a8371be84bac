"""A chat's turns as the transcript reads them: from the core, a page at a time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rp_tui.core.engine import Engine
from rp_tui.screens.chat.asking import under_way
from rp_tui.screens.chat.views import shown
from rp_tui.screens.core import Core
from rp_tui.widgets.transcript.shown import Shown

if TYPE_CHECKING:
    from rp_tui.core.storage.looks.pages import Page


class CorePages:
    """One chat's; what is still settling is marked as it is when it is read."""

    def __init__(self, core: Core, chat: int) -> None:
        self._core, self._chat = core, chat

    async def before(self, id: int | None, limit: int) -> Sequence[Shown]:
        """The last turns before one of them, or the newest."""
        page = await self._core.ask(Engine.turns_before, self._chat, limit, id)
        return await self._drawn(page)

    async def since(self, id: int | None, limit: int) -> Sequence[Shown]:
        """The first turns from one of them on, or the oldest."""
        page = await self._core.ask(Engine.turns_since, self._chat, limit, id)
        return await self._drawn(page)

    async def find(self, text: str) -> Sequence[int]:
        """The ids of the turns in which a text stands."""
        return await self._core.ask(Engine.find, self._chat, text)

    async def _drawn(self, page: "Page") -> Sequence[Shown]:
        now = await self._core.ask(under_way, self._chat)
        return [shown(one, page.siblings.get(one.id), now.settling) for one in page.turns]


class NoPages:
    """Those of no chat."""

    def before(self, id: int | None, limit: int) -> Sequence[Shown]:
        """Nothing."""
        return ()

    def since(self, id: int | None, limit: int) -> Sequence[Shown]:
        """Nothing."""
        return ()

    def find(self, text: str) -> Sequence[int]:
        """Nothing."""
        return ()
