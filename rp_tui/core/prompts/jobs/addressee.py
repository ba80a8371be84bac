"""Addressee: which of two bots a turn speaks to, and so who answers it."""

import re
from collections.abc import Sequence

from msgspec import Struct
from pydantic import Field

from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import LONGEST_READ
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
    told,
)

IN_ALL_S = 2.0  # a reply waits for it

# Names that are words too: they are names only where they are written as one.
COMMON = frozenset(
    """will may mark rose grace hope faith joy bill jack frank rich rob sue pat art dawn june
    april summer autumn winter sky star angel honey king duke prince captain doctor mother
    father ash ivy iris lily daisy violet ruby pearl amber jade olive ginger sage rusty
    chase drew""".split()
)
ABOUT = r"(?:about|of|with|like|than|for|behind|near|from|without|tell|told|ask|asked|see|saw)"
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
    """Who is called, or turned to, or named and not spoken about; else who spoke last."""
    bots = [bot for bot in matter.bots if called(bot)]
    rules = (vocatives(matter, bots), gazed(matter, bots), named(matter, bots), last(matter, bots))
    found = next((names[0] for names in rules if len(names) == 1), "")
    return Addressee(name=found) if found else default(matter)


def by_name(matter: Addressed) -> str:
    """Who is called by name or turned to, beyond doubt; blank where a job must be asked."""
    bots = [*matter.bots]
    called_out, turned_to = vocatives(matter, bots), gazed(matter, bots)
    found = {*called_out, *turned_to}
    return found.pop() if len(found) == 1 else ""


def vocatives(matter: Addressed, bots: Sequence[str]) -> list[str]:
    """Who is called at the beginning of what is spoken or of a sentence, or behind a comma."""
    text = speech(matter.said.text) or matter.said.text[:LONGEST_READ]
    hey = r"(?i:(?:hey|hi|hello|okay|ok|so|well|oh|and|but|no|yes|thanks|thank you|please)[,!]?\s+)"
    return [
        bot
        for bot in bots
        if any(
            re.search(rf"(?:\A|[.!?…\n]\s*)\W*{hey}{{0,2}}(?:{form})(?=\s*[,!?.…—-])", text)
            or re.search(rf",\s+(?:{form})(?=\s*(?:[,.!?…—]|\Z))", text)
            or re.search(rf"\A\W*{hey}{{0,2}}(?:{form})\W*\Z", text)
            for form in spellings(bot, text)
        )
    ]


def gazed(matter: Addressed, bots: Sequence[str]) -> list[str]:
    """To whom the player turns in what is done."""
    text = told_of(matter.said.text)
    return [
        bot
        for bot in bots
        if any(
            re.search(rf"\b{GAZE}\s+(?:{form})\b(?!['’]s)", text) for form in spellings(bot, text)
        )
    ]


def named(matter: Addressed, bots: Sequence[str]) -> list[str]:
    """Who is named and not spoken about."""
    text = matter.said.text[:LONGEST_READ]
    return [
        bot
        for bot in bots
        if any(
            re.search(rf"(?<!\w)(?<!@)(?:{form})(?!\w)(?!['’]s\b)", without(text, form))
            for form in spellings(bot, text)
        )
    ]


def without(text: str, form: str) -> str:
    """A text without the places where a name is only spoken about."""
    return re.sub(
        rf"\b{ABOUT}\s+(?:{form})\b|\b(?:{form})\s+(?:is|was|has|had|said|says|told)\b", " ", text
    )


def last(matter: Addressed, bots: Sequence[str]) -> list[str]:
    """Who of them spoke last."""
    heard = (among(one.who, bots) for one in reversed(matter.before))
    return [bot for bot in heard if bot][:1]


def spellings(bot: str, text: str) -> list[str]:
    """Patterns for a bot's name as it stands in a text: whole, or its first word."""
    whole = called(bot)
    first = whole.split()[0]
    found = []
    for name in dict.fromkeys((whole, first)):
        strict = name.lower() in COMMON
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        if re.search(pattern, text, 0 if strict else re.IGNORECASE):
            found.append(pattern if strict else f"(?i:{pattern})")
    return found


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
    example=(told(tell(EXAMPLE)), Addressee(name="Ilse")),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=40,
    in_all_s=IN_ALL_S,
)
