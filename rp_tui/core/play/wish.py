"""A wish: what is to be said next in a chat, and what came of it."""

from typing import Literal

from msgspec import Struct

Kind = Literal["turn", "reply", "regenerate", "retell", "interjection", "continue", "impersonate"]
Ending = Literal["spoken", "silent", "dropped"]


class Wish(Struct, frozen=True):
    """Your prose and a reply to it, or a reply alone.

    For a regenerate the chat stands on your turn first, for a retelling on the step before it, and
    goes back if nothing comes of it. Going on extends the turn `of`.
    """

    kind: Kind
    prose: str = ""
    speaker: int | None = None  # who answers, if that is settled
    stand: int | None = None
    of: int | None = None
    variant: int = 0  # how many replies stand there already
    aside: bool = False  # of a bot that was not spoken to


class Outcome(Struct, frozen=True):
    """What was written; `told` says why a reply ended early, `prose` is yours if it was dropped."""

    chat: int
    ending: Ending
    steps: tuple[int, ...] = ()
    turns: tuple[int, ...] = ()
    speaker: int = 0  # of the reply
    text: str = ""
    truncated: bool = False
    told: str = ""
    prose: str = ""
