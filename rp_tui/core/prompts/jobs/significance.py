"""Significance: how much a turn matters, by the rubric from routine to pivotal."""

from typing import Annotated, Any, Literal

from msgspec import Struct

from rp_tui.core.domain.prompt import Block
from rp_tui.core.domain.turn import HIGHEST, LOWEST, NOTABLE, SIGNIFICANT
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import words as words_of
from rp_tui.core.prompts.jobs.shared import lexicon
from rp_tui.core.prompts.jobs.shared.answers import Answer, words
from rp_tui.core.prompts.jobs.shared.matter import MOST_BEFORE, Said, blocks, dialogue

FEW_WORDS = 5  # in which nothing is notable
MANY_WORDS = 60  # in which something surely is
WEIGHTY_WORDS = 14  # in which one strong word weighs

Level = Literal["routine", "notable", "significant", "pivotal"]
LEVELS: dict[Level, int] = {
    "routine": LOWEST,
    "notable": NOTABLE,
    "significant": SIGNIFICANT,
    "pivotal": HIGHEST,
}
NAMED = {score: level for level, score in LEVELS.items()}
OTHERS: dict[Any, str] = {**NAMED, **{str(score): level for score, level in NAMED.items()}}


class Significance(Answer):
    level: Annotated[Level, words(OTHERS)]


class Weighed(Struct, frozen=True):
    """A turn, and what went before it."""

    said: Said
    before: tuple[Said, ...] = ()


def tell(matter: Weighed) -> tuple[Block, ...]:
    return blocks(
        ("before", dialogue("Before", matter.before, MOST_BEFORE)),
        ("turn", dialogue("How much does this matter", (matter.said,))),
    )


def default(_: Weighed) -> Significance:
    return Significance(level="notable")


def plain(matter: Weighed) -> Significance:
    """By strong words, two of them or one in a turn of some length; in doubt lower."""
    text = lexicon.IDIOMS.sub(" ", matter.said.text.replace("’", "'"))
    length = len(words_of(text))
    strong = len({found.lower() for found in lexicon.SIGNIFICANT.findall(text)})
    if lexicon.BRUTAL.search(text) and lexicon.PLAYFUL.search(text):
        return Significance(level="notable")
    if lexicon.PIVOTAL.search(text):
        return Significance(level="pivotal")
    grave = lexicon.GRAVE.search(text) and lexicon.OF_ONESELF.search(text)
    if grave or strong > 1 or (strong and length >= WEIGHTY_WORDS) or lexicon.BRUTAL.search(text):
        return Significance(level="significant")
    sharp = (
        strong
        or lexicon.TELLING.search(text)
        or lexicon.CRUEL.search(text)
        or lexicon.TENDER.search(text)
    )
    notable = sharp or (length > FEW_WORDS and lexicon.NOTABLE.search(text))
    return Significance(level="notable" if notable or length >= MANY_WORDS else "routine")


def proposal(answer: Significance) -> int:
    """What turn.score takes."""
    return LEVELS[answer.level]


EXAMPLE = Weighed(
    Said("Mara", '*She does not look up.* "I was married once. Nobody here knows that."'),
    (Said("Tom", "You never talk about the city."),),
)

JOB = Job(
    name="significance",
    answer=Significance,
    instructions="""\
You judge how much one turn of a story matters for the people in it. Look at feelings, at facts \
and at how they stand to each other; the highest of the three counts. In doubt choose the lower.
routine: banter, small talk, ordinary doings ("Hi, how was your day?").
notable: a detail, an opinion or a beat worth remembering (she names a band she likes).
significant: a confession, a real quarrel, a date, a secret told in confidence.
pivotal: it changes everything between them: a first kiss, a betrayal, "I love you".""",
    example=(EXAMPLE, Significance(level="significant")),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=30,
)
