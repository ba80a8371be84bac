"""Older turns: one line in place of the dialogue that no longer fits into a prompt."""

from collections import Counter
from collections.abc import Sequence

from pydantic import Field

from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import joined as listed
from rp_tui.core.llm.understudy.english import words
from rp_tui.core.prompts.jobs.shared import lexicon, stretch
from rp_tui.core.prompts.jobs.shared.answers import Answer, Text
from rp_tui.core.prompts.jobs.shared.deeds import speech
from rp_tui.core.prompts.jobs.shared.matter import Said, blocks, called, note, people, same, told
from rp_tui.core.prompts.jobs.shared.retelling import key_moments, recounted, unbroken
from rp_tui.core.prompts.jobs.shared.stretch import Stretch, joined, pieces

__all__ = ["JOB", "OlderTurns", "Past", "joined", "pieces", "proposal"]

MOST_PRIOR = 200  # tokens
LONGEST = 500  # characters of a line
TOPICS = 4
FEWEST_LETTERS = 4  # of a word that is a topic


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
    best = recounted(key_moments(matter.lines, matter.names, 1), "")
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
    """The words that come up most, except those that say nothing and those that name who talks."""
    named = {word for name in names for word in words(name)}
    said = Counter(
        word
        for one in lines
        for word in words(speech(one.text))
        if len(word) >= FEWEST_LETTERS and word.isalpha()
        if word not in lexicon.STOP_WORDS and word not in named and not word.endswith(("ly", "ing"))
    )
    return [word for word, _ in said.most_common(TOPICS)]


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
        told(tell(EXAMPLE)),
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
