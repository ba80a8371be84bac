"""Who was there: the mask [you, host, guest] of a moment, and the guest whom its third bit means.

The third bit counts for that guest alone: who comes later as another guest was not there.
"""

from msgspec import Struct

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import YOU

YOU_BIT, HOST_BIT, GUEST_BIT = 1, 2, 4
ALONE = YOU_BIT | HOST_BIT
EVERYONE = ALONE | GUEST_BIT


class NotPresent(Trouble):
    """Someone is named who is not there."""


class Presence(Struct, frozen=True, gc=False):
    """Who is there in a chat at a moment."""

    chat: int  # bears the host's id
    guest: int | None = None

    @property
    def everyone(self) -> tuple[int, ...]:
        return (YOU, *self.bots)

    @property
    def bots(self) -> tuple[int, ...]:
        return (self.chat,) if self.guest is None else (self.chat, self.guest)

    @property
    def mask(self) -> int:
        return ALONE if self.guest is None else EVERYONE

    def expect(self, who: int) -> int:
        """One of those who are there; anyone else is refused."""
        if who not in self.everyone:
            raise NotPresent(f"Character {who} is not in this scene, and has no part in it.")
        return who


def witnessed(who: int, chat: int, mask: int, guest: int | None) -> bool:
    """Whether someone was there at a moment of a chat."""
    if who == YOU:
        return bool(mask & YOU_BIT)
    if who == chat:
        return bool(mask & HOST_BIT)
    return who == guest and bool(mask & GUEST_BIT)
