"""A job: one kind of small question to a classifier, with all that is needed to ask it.

A model answers it, or when none can, its default does; the understudy answers by its plain rule.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from rp_tui.core.domain.prompt import Block

if TYPE_CHECKING:
    from pydantic import BaseModel

Matter = TypeVar("Matter")
Answer = TypeVar("Answer", bound="BaseModel")

ATTEMPT_S = 10.0  # without the wait in the line
MOST_TOKENS = 4_000  # of a whole prompt; a longer scene is summarised in pieces


@dataclass(frozen=True, slots=True, eq=False)
class Job(Generic[Matter, Answer]):
    """What is asked of a matter, and the form of the answer."""

    name: str
    answer: type[Answer]
    instructions: str
    example: tuple[Matter, Answer]  # one matter, and what is right to answer
    tell: Callable[[Matter], tuple[Block, ...]]  # the text to judge comes last
    default: Callable[[Matter], Answer]  # when every model has failed
    plain: Callable[[Matter], Answer]  # by a rule that code can follow
    answer_tokens: int = 200
    attempt_s: float = ATTEMPT_S
    in_all_s: float | None = None  # with the wait in the line, for what stands before a reply
