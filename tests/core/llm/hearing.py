"""A reply that is heard to its end, where nobody watches it come."""

from collections.abc import AsyncIterator
from typing import NamedTuple

from rp_tui.core.llm.port import End, Piece, Text


class Whole(NamedTuple):
    """What was said, and how it ended."""

    text: str
    end: End


async def whole(pieces: AsyncIterator[Piece]) -> Whole:
    """Hear it out; of these models none takes a word back, and each says that it has ended."""
    heard = [piece async for piece in pieces]
    end = heard.pop()
    assert isinstance(end, End)
    return Whole("".join(piece.text for piece in heard if isinstance(piece, Text)), end)
