"""What was done last in a chat, as far as a key takes it back; the next start knows it too."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import msgspec
from msgspec import Struct

UNNAMED = "what was done last"  # as an older version has remembered it


class MovedTo(Struct, frozen=True, tag="moved"):
    """The chat was moved: where it stood, where it has stood since, and what that was."""

    left: int
    step: int
    called: str = UNNAMED


class Edited(Struct, frozen=True, tag="edited"):
    """Something was edited, by a step."""

    step: int
    called: str = UNNAMED


Undoable = MovedTo | Edited


def kept(what: Undoable | None) -> object:
    """What is remembered of it."""
    return msgspec.to_builtins(what)


def recalled(values: Mapping[str, Any]) -> dict[int, Undoable]:
    """By chat, what the last start has left; what another version wrote otherwise is left out."""
    found: dict[int, Undoable] = {}
    for chat, value in values.items():
        with suppress(msgspec.ValidationError):
            found[int(chat)] = msgspec.convert(value, Undoable)
    return found
