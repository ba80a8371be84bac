"""Editing in place: the box holds the words of a turn, and the draft waits."""

from typing import Literal

from msgspec import Struct


class Editing(Struct, frozen=True):
    """Whose words are changed, and for what."""

    why: Literal["regenerate", "reword"]
    turn: int
    prose: str
    aside: str  # the draft

    @property
    def told(self) -> str:
        """What is done with Enter."""
        return {
            "regenerate": "Your last turn: {send} asks for the reply anew, {leave} leaves it",
            "reword": "This turn: {send} changes its words, {leave} leaves them",
        }[self.why]
