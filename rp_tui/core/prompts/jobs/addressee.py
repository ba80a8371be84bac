"""Addressee: which of two bots a turn speaks to, and so who answers it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct
from pydantic import Field

from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import LONGEST_READ, forms, sentences, words
from rp_tui.core.prompts.jobs.shared import naming
from rp_tui.core.prompts.jobs.shared.answers import Answer, Text
from rp_tui.core.prompts.jobs.shared.deeds import speech
from rp_tui.core.prompts.jobs.shared.deeds import told as told_of
from rp_tui.core.prompts.jobs.shared.matter import (
    MOST_BEFORE,
    Said,
    among,
    blocks,
    called,
    dialogue,
    note,
    people,
)

IN_ALL_S = 2.0  # a reply waits for it

# What follows the name of somebody who is spoken to, where a comma is left out.
ASKED = frozenset(
    """you your you're what why how when where who please do don't did can could would will are
    were have i i'm let's""".split()
)
HEY = (
    r"(?i:(?:hey|hi|hello|okay|ok|so|well|oh|and|but|no|yes|thanks|thank you|please|my dear|dear)"
    r"[,!]?\s+)"
)
GAZE = r"(?:to|at|toward|towards|over to|beside|for|next to|close to)"


class Addressee(Answer):
    name: Text = Field(default="", description="who is spoken to, one of the names that are given")


class Addressed(Struct, frozen=True):
    """What the player says before two bots, of whom the first is the host."""

    player: str
    bots: tuple[str, ...]
    said: Said
    before: tuple[Said, ...] = ()


def tell(matter: Addressed) -> tuple[Block, ...]:
    names = note("Who may be spoken to", people(matter.bots))
    return blocks(
        ("people", names),
        ("before", dialogue("Before", matter.before, MOST_BEFORE)),
        ("turn", dialogue("To whom is this said", (matter.said,))),
    )


def default(matter: Addressed) -> Addressee:
    return Addressee(name=matter.bots[0] if matter.bots else "")


def plain(matter: Addressed) -> Addressee:
    """Who is called last, or turned to, or whom something is done to; else who spoke last."""
    bots = [bot for bot in matter.bots if called(bot)]
    at_last = next(filter(None, reversed(list(calls(matter, bots)))), [])
    rules = (at_last, gazed(matter, bots), touched(matter, bots), last(matter, bots))
    found = next((names[0] for names in rules if len(names) == 1), "")
    return Addressee(name=found) if found else default(matter)


def by_name(matter: Addressed) -> str:
    """Who is called by name or turned to, beyond doubt; blank where a job must be asked."""
    called_out = {bot for names in calls(matter, matter.bots) for bot in names}
    found = called_out | {*gazed(matter, matter.bots)}
    return found.pop() if len(found) == 1 else ""


def calls(matter: Addressed, bots: Sequence[str]) -> Iterator[list[str]]:
    """Who is called in each sentence that is spoken."""
    text = speech(matter.said.text) or matter.said.text[:LONGEST_READ]
    for sentence in sentences(text):
        yield [bot for bot in bots if is_called(bot, sentence)]


@cache
def imperatives() -> frozenset[str]:
    """What a name may be told to do, where a comma is left out: "Ann come here"."""
    return frozenset(forms().values())


def is_called(bot: str, sentence: str) -> bool:
    """Whether a sentence begins with a name, or has it behind a comma, as only a call has it."""
    for form in naming.patterns(bot):
        opening = re.match(rf"\W*{HEY}{{0,2}}{form}(?P<rest>.*)", sentence, re.DOTALL)
        rest = opening["rest"].lstrip() if opening else "-"
        if not rest or rest[0] in ",!?.…—–" or next(iter(words(rest)), "") in ASKED | imperatives():
            return True
        if re.search(rf"(?:[,—–]|\byou)\s+{form}(?=\s*(?:[,.!?…—–\"”]|\Z))", sentence):
            return True
    return False


def gazed(matter: Addressed, bots: Sequence[str]) -> list[str]:
    """To whom the player turns in what is done."""
    return acted(matter, bots, rf"\b{GAZE}\s+", r"(?!['’]s)")


def touched(matter: Addressed, bots: Sequence[str]) -> list[str]:
    """Whom something is done to, or who is named in what is done."""
    return acted(matter, bots, "", "")


def acted(matter: Addressed, bots: Sequence[str], before: str, behind: str) -> list[str]:
    text = told_of(matter.said.text)
    return [
        bot
        for bot in bots
        if any(re.search(f"{before}{form}{behind}", text) for form in naming.patterns(bot))
    ]


def last(matter: Addressed, bots: Sequence[str]) -> list[str]:
    """Who of them spoke last."""
    heard = (among(one.who, bots) for one in reversed(matter.before))
    return [bot for bot in heard if bot][:1]


def proposal(answer: Addressee, matter: Addressed) -> str:
    """One of the bots' names; the host's where the answer names nobody who is there."""
    return among(answer.name, matter.bots) or (matter.bots[0] if matter.bots else "")


EXAMPLE = Addressed(
    "Tom",
    ("Mara", "Ilse"),
    Said("Tom", "*turns to the woman by the window* And you, do you believe her?"),
    (
        Said("Ilse", "*Ilse looks out of the window.* I was not even there."),
        Said("Mara", "It was the dog. I swear."),
    ),
)

JOB = Job(
    name="addressee",
    answer=Addressee,
    instructions="""\
In a story that is told in turns, a person speaks before several characters. Say to which of them \
the last turn is said. A name at the beginning or end of a sentence is the one spoken to; a name \
in the middle is often only spoken about. Look at who is turned to, who asked last, and whom the \
words make sense for. If nothing tells, it is who spoke last.
Answer with one of the names that are given, as it is written there.""",
    example=(EXAMPLE, Addressee(name="Ilse")),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=40,
    in_all_s=IN_ALL_S,
)
