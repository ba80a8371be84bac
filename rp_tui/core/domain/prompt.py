"""A prompt: what a model is asked, and the blocks it was laid out from."""

from typing import Literal

from msgspec import Struct

Role = Literal["system", "user", "assistant"]
Tier = Literal["must", "should", "nice"]


class Message(Struct, frozen=True, gc=False):
    """One voice's words, as a model is sent them."""

    role: Role
    text: str


class Block(Struct, frozen=True, gc=False):
    """One matter that a prompt tells of; `trimmed` says what was left out of it, and why."""

    name: str
    tier: Tier
    text: str
    tokens: int
    trimmed: str = ""


class Prompt(Struct, frozen=True):
    """What a job asks a model; the blocks are for who inspects it, the messages are sent."""

    job: str
    blocks: tuple[Block, ...] = ()
    messages: tuple[Message, ...] = ()

    @property
    def tokens(self) -> int:
        """The sum of its blocks."""
        return sum(block.tokens for block in self.blocks)
