"""Older turns: one line in place of the dialogue that no longer fits into a prompt."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from pydantic import Field

from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import forms
from rp_tui.core.llm.understudy.english import joined as listed
from rp_tui.core.prompts.jobs.shared import lexicon, stretch
from rp_tui.core.prompts.jobs.shared.answers import Answer, Text
from rp_tui.core.prompts.jobs.shared.deeds import AFTER_THING, NO_THING, speech
from rp_tui.core.prompts.jobs.shared.matter import Said, blocks, called, note, people, same
from rp_tui.core.prompts.jobs.shared.retelling import key_moments, recounted, unbroken
from rp_tui.core.prompts.jobs.shared.stretch import Stretch, joined, pieces

__all__ = ["JOB", "OlderTurns", "Past", "joined", "pieces", "proposal"]

MOST_PRIOR = 200  # tokens
LONGEST = 500  # characters of a line
TOPICS = 3
NOTHING_MUCH = frozenset(
    "first last next other way lot bit kind sort end rest same best worst whole world".split()
)


class OlderTurns(Answer):
    line: Text = Field(default="", description="one sentence of at most fifty words")


class Past(Stretch, frozen=True):
    """Turns that one speaker heard, which leave the window, and the line that stood for those
    before them.
    """

    who: str = ""
    before: str = ""


def tell(matter: Past) -> tuple[Block, ...]:
    return blocks(
        ("people", f"Who was there: {people(matter.names)}"),
        ("before", note("What went before", matter.before, MOST_PRIOR)),
        ("turns", stretch.stretch("What happened then", matter)),
    )


def default(_: Past) -> OlderTurns:
    """None is written."""
    return OlderTurns()


def plain(matter: Past) -> OlderTurns:
    """What they spoke of most, and the moment worth most."""
    if not matter.lines:
        last = [s for part in matter.parts for s in unbroken(part)[-1:]]
        return OlderTurns(line=cut(" ".join(last)))
    talked = [called(name) for name in matter.names if spoke(name, matter.lines)]
    about = topics(matter.lines, matter.names)
    subject = listed(talked) or "They"
    start = f"{subject} talked about {listed(about)}." if about else f"{subject} were together."
    best = recounted(key_moments(matter.lines, matter.names, 1), "", matter.names)
    before = unbroken(matter.before)[:1]
    return OlderTurns(line=cut(" ".join(filter(None, (*before, start, best)))))


def cut(text: str) -> str:
    """A line that is not too long, with its sentences whole."""
    kept: list[str] = []
    for sentence in unbroken(text):
        if kept and sum(map(len, kept)) + len(kept) + len(sentence) > LONGEST:
            break
        kept.append(sentence)
    return " ".join(kept)[:LONGEST]


def spoke(name: str, lines: Sequence[Said]) -> bool:
    return any(same(one.who, name) for one in lines)


def topics(lines: Sequence[Said], names: Sequence[str]) -> list[str]:
    """The things that come up most, as "the oven" or "Tom's job"; no thing that is nobody's."""
    said: Counter[str] = Counter()
    for one in lines:
        to = next((called(name) for name in names if not same(name, one.who)), "")
        for found in THING.finditer(speech(one.text).replace("’", "'")):
            thing = " ".join(takewhile(is_named, found["thing"].split()))
            if not thing or thing.split()[-1] in NO_THING or found["thing"].split()[0] in NO_THING:
                continue
            whose = {"my": f"{called(one.who)}'s", "your": f"{to}'s"}
            said[f"{whose.get(found['whose'].lower(), 'the')} {thing}"] += 1
    return [thing for thing, _ in said.most_common(TOPICS)]


THING = re.compile(
    r"\b(?P<whose>the|an?|my|your|our|his|her|their)\s+(?P<thing>[a-z][a-z-]{2,}(?:\s+[a-z][a-z'-]+)?)",
    re.IGNORECASE,
)


def is_named(word: str) -> bool:
    """Whether a word can be one of a thing's name."""
    plain = word.lower()
    if (
        plain in NOTHING_MUCH
        or plain in lexicon.STOP_WORDS
        or plain in AFTER_THING
        or plain in forms()
    ):
        return False
    return word.islower() and "'" not in word and not plain.endswith(("ly", "ing"))


def proposal(answer: OlderTurns) -> str | None:
    """The line, to stand before the window; None where none was written."""
    return answer.line or None


EXAMPLE = Past(
    ("Tom", "Mara"),
    (
        Said("Tom", "Is there hot water today?"),
        Said("Mara", '"If you pay for it." *She folds a sheet.*'),
        Said("Tom", "Friday. I get paid on Friday, I swear."),
        Said("Mara", '"You swore last month."'),
    ),
    who="Mara",
    before="Tom moved in above the laundry room.",
)

JOB = Job(
    name="older_turns",
    answer=OlderTurns,
    instructions="""\
The beginning of a long talk will be forgotten. Write one sentence of at most fifty words that \
stands for it: who, what about, what came of it. If something went before, take it into the \
sentence. Third person, past tense, with names. Only what was said and done.""",
    example=(
        EXAMPLE,
        OlderTurns(
            line="After Tom moved in above the laundry room, he and Mara quarrelled about hot "
            "water and rent; he swore to pay on Friday, as he had sworn the month before."
        ),
    ),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=110,
)
