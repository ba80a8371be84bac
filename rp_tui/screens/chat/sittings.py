"""Every chat's sitting, and what of them outlives the program."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from rp_tui.core.engine import Engine
from rp_tui.screens.chat import sitting, undoing
from rp_tui.screens.chat.sitting import Sitting
from rp_tui.screens.core import Core

DRAFTS, SEEN, UNDO = "draft", "seen", "undo"  # the scopes in which it is remembered, by chat
SCOPES = (DRAFTS, SEEN, UNDO)


class Sittings:
    """One a chat, from the first time that it is asked for."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._by_chat: defaultdict[int, Sitting] = defaultdict(Sitting)

    def of(self, chat: int | None) -> Sitting:
        """A chat's; where there is no chat, one that nobody keeps."""
        return Sitting() if chat is None else self._by_chat[chat]

    @property
    def seen(self) -> dict[int, int]:
        """The last turn that was shown of each chat."""
        return {chat: one.seen for chat, one in self._by_chat.items()}

    def recall(self, left: Mapping[str, Mapping[str, Any]]) -> None:
        """Take up what the last start has left, by its scopes."""
        for chat, value in left[DRAFTS].items():
            one = self.of(int(chat))
            one.kept = sitting.recalled(value)
            one.draft, one.left = one.kept.draft, one.kept.edit
        for chat, turn in left[SEEN].items():
            self.of(int(chat)).seen = turn
        for of, what in undoing.recalled(left[UNDO]).items():
            self.of(of).undoable = what

    async def keep(self, chat: int) -> None:
        """Put by what is written; what could not be is tried again, and asked about at the end."""
        one = self.of(chat)
        written, before = one.written, one.kept
        if written == before:
            return
        one.kept = written
        try:
            await self._remember(DRAFTS, chat, sitting.stored(written))
        except BaseException:  # also where it is cancelled: what is not known to be kept is not
            if one.kept is written:
                one.kept = before
            raise

    async def keep_all(self) -> None:
        """Leave nothing that was written behind."""
        for chat in [*self._by_chat]:
            await self.keep(chat)

    async def see(self, chat: int, turn: int) -> None:
        """A turn is not new any more."""
        self.of(chat).seen = turn
        await self._remember(SEEN, chat, turn)

    async def keep_undoable(self, chat: int) -> None:
        """What can be taken back is known to the next start."""
        await self._remember(UNDO, chat, undoing.kept(self.of(chat).undoable))

    async def _remember(self, scope: str, chat: int, value: object) -> None:
        await self._core.ask(Engine.remember, scope, str(chat), value)
