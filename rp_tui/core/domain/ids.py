"""Ids: an entity is one integer, with its owner in the high bits where it has one."""

from typing import Annotated

from msgspec import Meta

YOU = 0
NARRATOR = -1  # speaks kickoffs and transitions; never owns anything
LOW_BITS = 40
LOW = (1 << LOW_BITS) - 1
LAST_BOT = (1 << 63 - LOW_BITS) - 1  # so that an owner and its part fit SQLite's integer

Who = Annotated[int, Meta(ge=YOU, le=LAST_BOT)]  # you or a bot


def compose(owner: int, part: int = 0) -> int:
    """An id with its owner in the high bits, so that all that an owner has is one range."""
    return owner << LOW_BITS | part


def owner_of(entity: int) -> int:
    """The end in the high bits: who owns it, or from whom an edge goes."""
    return entity >> LOW_BITS


def part_of(entity: int) -> int:
    """The end in the low bits: the seq of a birth, or to whom an edge goes."""
    return entity & LOW


def owned_by(owner: int) -> tuple[int, int]:
    """The first and the last id that an owner's things can have."""
    return compose(owner), compose(owner, LOW)


def nothing(_entity: int) -> tuple[int, ...]:
    """No ends: the entity lives and dies with its line alone."""
    return ()


def first_end(entity: int) -> tuple[int, ...]:
    """The one bot whose reset ends the entity."""
    return (owner_of(entity),)


def both_ends(entity: int) -> tuple[int, ...]:
    """The two bots of whom either's reset ends the entity."""
    return owner_of(entity), part_of(entity)


def itself(entity: int) -> tuple[int, ...]:
    """A bot's own chat bears the bot's id."""
    return (entity,)
