"""A sitting: your side of a chat, which it keeps while another one is open."""

from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import Struct

from rp_tui.core.domain.ids import YOU
from rp_tui.screens.chat.editing import Editing, Why
from rp_tui.screens.chat.undoing import Undoable


class Edit(Struct, frozen=True):
    """Other words for a turn, which have not taken its place yet."""

    why: Why
    turn: int
    words: str


class Written(Struct, frozen=True):
    """What is written in a chat and not said: the next start knows it too."""

    draft: str = ""
    edit: Edit | None = None


NOTHING = Written()


@dataclass
class Sitting:
    """What you write in a chat, what is told there, and what was done there last."""

    draft: str = ""  # as it last stood in the box
    editing: Editing | None = None
    words: str = ""  # of the edit, as they last stood in the box
    left: Edit | None = None  # an edit that was not finished when the chat was left
    sending: str | None = None  # words that are on their way, and not on disk yet
    kept: Written = NOTHING  # what is on disk of what is written
    seen: int = YOU  # the last turn that was shown
    told: str = ""  # of the reply that is on its way
    broken_off: str = ""  # what was told of the last one, if it broke off
    undoable: Undoable | None = None
    was_told_of_leaving: bool = False  # that the guest seems gone

    @property
    def written(self) -> Written:
        """All that would be lost; what is on its way is yours until it is on disk."""
        if self.editing:
            return Written(self.draft, self.edit)
        return Written(joined(self.sending, self.draft), self.left)

    @property
    def edit(self) -> Edit | None:
        """The edit as far as it has come; as long as it changes nothing, it is none."""
        editing, words = self.editing, self.words
        if editing is None or words.strip() == editing.turn.prose.strip():
            return None
        return Edit(editing.why, editing.turn.id, words)

    @property
    def in_the_box(self) -> str:
        """What stands in it when the chat is gone to."""
        return self.words if self.editing else self.sending or self.draft

    def leave(self) -> None:
        """Another chat is opened; an edit is gone on with when this one is open again."""
        if self.sending is None:
            self.left, self.editing = self.left or self.edit, None


def joined(*words: str | None) -> str:
    """Words of one person, a paragraph each."""
    return "\n\n".join(filter(None, words))


def stored(written: Written) -> object:
    """What is remembered of it."""
    return msgspec.to_builtins(written) if written.edit else written.draft or None


def recalled(value: Any) -> Written:
    """What the last start has left; what another version wrote otherwise is left out."""
    if isinstance(value, str):
        return Written(value)
    try:
        return msgspec.convert(value, Written)
    except msgspec.ValidationError:
        return NOTHING
