"""Moment memory: what a witness will remember of a turn that is significant or pivotal."""

from msgspec import Struct
from pydantic import Field

from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import sentences
from rp_tui.core.prompts.jobs.shared.answers import Answer, Prose, Text
from rp_tui.core.prompts.jobs.shared.deeds import speech
from rp_tui.core.prompts.jobs.shared.matter import (
    MOST_BEFORE,
    Said,
    blocks,
    called,
    dialogue,
    people,
    same,
)
from rp_tui.core.prompts.jobs.shared.retelling import key_moments, recounted, worth

MOST_MOMENTS = 2


class MomentMemory(Answer):
    memory: Prose = Field(default="", description='one or two sentences, first person ("I")')
    quote: Text = Field(default="", description="the words that stay, exactly as they were said")


class Momentous(Struct, frozen=True):
    """A turn that matters, and its answer if there is one, before somebody who is there."""

    who: str
    names: tuple[str, ...]  # of all who are there, the player first
    said: tuple[Said, ...]
    before: tuple[Said, ...] = ()


class Recollection(Struct, frozen=True):
    """What memory.form takes, with quotes for scene.key_quotes to check."""

    text: str
    quotes: tuple[str, ...] = ()


def tell(matter: Momentous) -> tuple[Block, ...]:
    who = called(matter.who)
    others = [name for name in matter.names if not same(name, matter.who)]
    return blocks(
        ("people", f"Who remembers: {who}\nAlso there: {people(others) or 'nobody'}"),
        ("before", dialogue("Before", matter.before, MOST_BEFORE)),
        ("turn", dialogue(f"What {who} will remember of this", matter.said)),
    )


def default(_: Momentous) -> MomentMemory:
    """None is written."""
    return MomentMemory()


def plain(matter: Momentous) -> MomentMemory:
    """The sentences and deeds that are worth most, as the witness would tell them."""
    found = key_moments(matter.said, matter.names, MOST_MOMENTS, matter.who)
    spoken = [s for one in matter.said for s in sentences(speech(one.text))]
    return MomentMemory(
        memory=recounted(found, matter.who, matter.names), quote=max(spoken, key=worth, default="")
    )


def proposal(answer: MomentMemory) -> Recollection | None:
    """What is remembered; None where nothing was written."""
    if not answer.memory:
        return None
    return Recollection(answer.memory, (answer.quote,) if answer.quote else ())


EXAMPLE = Momentous(
    "Mara",
    ("Tom", "Mara"),
    (
        Said("Tom", "*He puts the envelope down.* I sold the cello. It's all there, Mara."),
        Said("Mara", '*She counts it, then pushes it back.* "Keep it. Buy it back."'),
    ),
)

JOB = Job(
    name="moment_memory",
    answer=MomentMemory,
    instructions="""\
Something that matters has just happened in a story. Write down what one person who was there will \
remember of it: the one named under "Who remembers".
Write as that person, in the first person and the past tense, with names for the others: what \
happened, and what it meant to that person. Only what they saw or heard; nobody else's thoughts. \
One or two sentences. "quote" is one short sentence that was spoken, word for word, or blank.""",
    example=(
        EXAMPLE,
        MomentMemory(
            memory="Tom sold his cello to pay me the rent, and I could not take the money. I had "
            "thought he did not care what he owed me.",
            quote="I sold the cello.",
        ),
    ),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=160,
)
