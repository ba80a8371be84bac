"""The port: all that is known of a model above this floor, whichever model it is."""

from collections.abc import AsyncGenerator, Mapping
from typing import Any, Literal, NamedTuple, Protocol

from msgspec import Struct

from rp_tui.core.domain.prompt import Prompt

Reason = Literal["done", "truncated"]

# Why a reply was truncated: it reached its limit of tokens, the server held its rest back, the
# stream ended before the reply did, or it ran past what we take in.
Cause = Literal["", "length", "filter", "cut", "bound"]


class Params(Struct, frozen=True):
    """How a model is asked; what is None is left to the server."""

    model: str
    temperature: float | None = None
    top_p: float | None = None
    min_p: float | None = None
    repetition_penalty: float | None = None
    max_tokens: int | None = None
    stop: tuple[str, ...] = ()
    seed: int | None = None  # another one for each sibling, so that what is said anew may differ
    extra: Mapping[str, Any] = {}  # more fields of the request; None takes one out of it


class Usage(Struct, frozen=True, gc=False):
    """What a call cost in tokens, by the server's own count."""

    tokens_in: int
    tokens_out: int


class Text(NamedTuple):
    """More of the reply, clean."""

    text: str


class Unsaid(NamedTuple):
    """All text so far turned out to be the model's thinking: forget it."""


class Slow(NamedTuple):
    """For long no text has come; nothing is given up."""


class Retrying(NamedTuple):
    """The server had no room; it is asked again after a pause."""

    attempt: int
    of: int
    wait_s: float


class End(NamedTuple):
    """The last piece of every reply that ends without an error."""

    reason: Reason
    usage: Usage | None = None
    cause: Cause = ""


Piece = Text | Unsaid | Slow | Retrying | End


class Model(Protocol):
    """Something that answers a prompt, or raises a ModelTrouble."""

    def generate(self, prompt: Prompt, params: Params) -> AsyncGenerator[Piece, None]:
        """Stream the reply; closing the stream, or cancelling who reads it, stops the model."""
        ...

    async def warm(self) -> None:
        """Make ready for a first call, so that it need not wait; that one tells what is amiss."""
        ...
