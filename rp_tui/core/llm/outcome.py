"""How an answer was obtained, and how a question ended that was not answered."""

from enum import StrEnum
from typing import Generic, Literal, NamedTuple

from rp_tui.core.llm.job import Answer

Means = Literal["answered", "mended", "second attempt", "another model", "default", "plain"]


class Outcome(StrEnum):
    """What came of asking once, if no trouble has a name for it."""

    ANSWERED = "answered"
    MENDED = "mended"
    REFUSED = "refused"
    UNREADABLE = "unreadable"
    TIMED_OUT = "timed out"
    CANCELLED = "cancelled"
    PLAIN = "plain"


class How(NamedTuple):
    """By which means, from which model, and with how many requests in all."""

    by: Means
    model: str
    attempts: int


class Answered(NamedTuple, Generic[Answer]):
    """A proposal, and how it was obtained."""

    answer: Answer
    how: How


class Fallback(NamedTuple):
    """A failure to be written down: the event it was about, the job, the reply, the requests."""

    event: int | None
    kind: str
    raw_text: str
    attempts: int
