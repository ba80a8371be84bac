"""What was done last in a chat, as far as a key takes it back."""

from msgspec import Struct


class MovedTo(Struct, frozen=True):
    """The chat was moved: where it stood, and where it has stood since."""

    left: int
    step: int


class Edited(Struct, frozen=True):
    """Something was edited, by a step."""

    step: int


Undoable = MovedTo | Edited
