"""Interjection: whether the bot that was not spoken to says or does something all the same."""

import re

from msgspec import Struct
from pydantic import Field

from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import LONGEST_READ
from rp_tui.core.prompts.jobs import significance
from rp_tui.core.prompts.jobs.shared import lexicon, naming
from rp_tui.core.prompts.jobs.shared.answers import Answer, Text
from rp_tui.core.prompts.jobs.shared.deeds import speech
from rp_tui.core.prompts.jobs.shared.matter import (
    MOST_BEFORE,
    Said,
    blocks,
    called,
    dialogue,
    note,
    notes,
    people,
    same,
)

TO_ALL = lexicon.of("""
    - you two
    - both of you
    - you both
    - all of us
    - all of you
    - any of you
    - either of you
    - the three of us
""")


CALL_TO_ALL = re.compile(
    r"(?:\A|[.!?…]\s+|,\s+)(?:(?:hey|hi|hello|listen|all right|okay|ok),?\s+)?"
    r"(?:everyone|everybody|guys|you all)\s*(?:[,.!?…]|\Z)",
    re.IGNORECASE,
)


class Interjection(Answer):
    interjects: bool = Field(default=False, description="whether they react aloud or visibly")
    why: Text = Field(default="", description="in five words, if so")


class Silence(Struct, frozen=True):
    """A turn, and the answer to it, before a bot that was not spoken to."""

    bot: str
    names: tuple[str, ...]  # of all who are there, the player first
    said: tuple[Said, ...]
    before: tuple[Said, ...] = ()
    traits: tuple[str, ...] = ()
    feeling: str = ""


def tell(matter: Silence) -> tuple[Block, ...]:
    bot = called(matter.bot)
    others = [name for name in matter.names if not same(name, matter.bot)]
    who = "\n".join(
        filter(
            None,
            (
                f"Who was not spoken to: {bot}",
                note("Also there", people(others)),
                notes(("Traits", ", ".join(matter.traits)), ("Mood", matter.feeling)),
            ),
        )
    )
    return blocks(
        ("people", who),
        ("before", dialogue("Before", matter.before, MOST_BEFORE)),
        ("turn", dialogue(f"Does {bot} react to this", matter.said)),
    )


def default(_: Silence) -> Interjection:
    return Interjection()


def plain(matter: Silence) -> Interjection:
    """Somebody names them, or speaks to all, or says what cannot be let pass."""
    for one in matter.said:
        text = one.text[:LONGEST_READ]
        if same(one.who, matter.bot):
            continue
        if naming.names_one(matter.bot, text):
            return Interjection(interjects=True, why="is named")
        if TO_ALL.search(speech(text)) or CALL_TO_ALL.search(speech(text)):
            return Interjection(interjects=True, why="all are spoken to")
        if significance.LEVELS[significance.plain(significance.Weighed(one)).level] > 1:
            return Interjection(interjects=True, why="it matters too much")
    return Interjection()


def proposal(answer: Interjection) -> bool:
    """Whether the bot gets a short turn of its own."""
    return answer.interjects


EXAMPLE = Silence(
    "Ilse",
    ("Tom", "Mara", "Ilse"),
    (
        Said("Tom", "Mara, who took the money back then?"),
        Said("Mara", '*Mara looks at Ilse for a long moment.* "I never found out."'),
    ),
    traits=("proud", "cannot stand a lie"),
)

JOB = Job(
    name="interjection",
    answer=Interjection,
    instructions="""\
In a scene of a story a person has spoken to one character, and that one has answered. Another \
character is there and was not spoken to. Say whether that other one reacts aloud or visibly now, \
before the talk goes on.
True when it is about them ("Ask Ilse."), touches what they care for, asks all who are there, or \
when silence would be strange for them. False for small talk ("Pass me the salt.") and when the \
two are busy with each other. Most turns are false.""",
    example=(EXAMPLE, Interjection(interjects=True, why="it is about her theft")),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=40,
)
