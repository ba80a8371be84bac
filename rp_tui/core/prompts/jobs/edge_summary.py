"""Edge summary: what one has come to hold of another, after a scene."""

from msgspec import Struct
from pydantic import Field

from rp_tui.core.domain.prompt import Block
from rp_tui.core.domain.turn import LOWEST, SIGNIFICANT
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import stopped
from rp_tui.core.prompts.feelings import affinity, trust
from rp_tui.core.prompts.jobs.shared.answers import Answer, Prose, Text
from rp_tui.core.prompts.jobs.shared.authored import told_by
from rp_tui.core.prompts.jobs.shared.matter import blocks, called, clipped, note
from rp_tui.core.prompts.jobs.shared.naming import names_one
from rp_tui.core.prompts.jobs.shared.retelling import unbroken, worth

MOST_PRIOR = 500  # tokens
MOST_SCENE = 900
MOST_SENTENCES = 5  # that a summary keeps of what came before
LONGEST_MOMENT = 200  # characters
MIDDLE = 50
NAMED = 2  # more is a sentence worth that names the other
TOLD_OF = 5  # and one that begins with the other


class EdgeSummary(Answer):
    summary: Prose = Field(default="", description="two to five sentences, third person, names")
    moment: Text = Field(default="", description="what is theirs alone now, in one line, or blank")


class Bond(Struct, frozen=True):
    """How somebody stood to another, and the scene as that somebody remembers it."""

    who: str
    target: str
    scene: str
    before: str = ""  # what this chat has made of it so far
    affinity: int = MIDDLE
    trust: int = MIDDLE
    significance: int = LOWEST  # of the scene


class Tie(Struct, frozen=True):
    """What edge.summarise takes, and edge.share unless it is blank."""

    summary: str
    moment: str = ""


def tell(matter: Bond) -> tuple[Block, ...]:
    who, target = called(matter.who), called(matter.target)
    stands = f"{who} {feels(matter)}."
    return blocks(
        ("people", f"How {who} stands to {target}\nNow: {stands}"),
        ("before", note("Until now", matter.before, MOST_PRIOR)),
        ("scene", f"The scene, as {who} remembers it: {clipped(matter.scene, MOST_SCENE)}"),
    )


def feels(matter: Bond) -> str:
    target = called(matter.target)
    liking, trusting = bounded(matter.affinity), bounded(matter.trust)
    return f"{affinity(liking, target)} and {trust(trusting, target)}"


def bounded(feeling: int) -> int:
    return max(0, min(100, feeling))


def default(_: Bond) -> EdgeSummary:
    """None is written; the edge keeps the one it has."""
    return EdgeSummary()


def plain(matter: Bond) -> EdgeSummary:
    """What was held before, and the sentence of the scene that is worth most and about both."""
    kept, scene = unbroken(matter.before), unbroken(matter.scene)[1:] or unbroken(matter.scene)
    best = max(scene, key=lambda one: worth(one) + weight(one, matter.target), default="")
    best = outside_speech(best, matter.who)
    latest = [best] if best else []
    first, rest = kept[:1], kept[1:][-(MOST_SENTENCES - 2) :]
    return EdgeSummary(
        summary=" ".join(map(stopped, dict.fromkeys((*first, *rest, *latest)))),
        moment=best[:LONGEST_MOMENT] if matter.significance >= SIGNIFICANT else "",
    )


def weight(sentence: str, target: str) -> int:
    """What tells of the other, and most of all what the other says or does, weighs more."""
    told_of = sentence.partition('"')[0]
    opening = " ".join(told_of.removeprefix("I learned that ").split()[:2])
    return NAMED * names_one(target, told_of) + TOLD_OF * names_one(target, opening)


def outside_speech(sentence: str, who: str) -> str:
    """What somebody tells as "I", told of it by name; what was said stays as it was said."""
    told_of, *rest = sentence.partition('"')
    return told_by(told_of, who) + "".join(rest)


def proposal(answer: EdgeSummary, matter: Bond) -> Tie | None:
    """What changes; None where none was written. Only a significant scene leaves a moment."""
    if not answer.summary:
        return None
    return Tie(answer.summary, answer.moment if matter.significance >= SIGNIFICANT else "")


EXAMPLE = Bond(
    "Mara",
    "Tom",
    "Tom brought me the two months of rent. He had sold his cello for it. I pushed the money back "
    "and told him to buy it back; he laughed and cried at once.",
    "Tom is Mara's tenant. She likes him and does not believe a word he says.",
    70,
    58,
    2,
)

JOB = Job(
    name="edge_summary",
    answer=EdgeSummary,
    instructions="""\
You keep a short account of how one person in a story stands to another. Bring it up to date with \
the scene that has just ended: keep what still holds, change what has changed, and name what \
changed it. Do not list the scene's events.
Write in the third person and the present tense, with names, two to five sentences, from the side \
of the first person alone: nothing that person cannot know.
"moment" is what the two have shared in this scene and nobody else has, in one line; blank if \
there is nothing.""",
    example=(
        EXAMPLE,
        EdgeSummary(
            summary="Tom is Mara's tenant, and she had taken him for a charming liar. Since he "
            "sold his cello to pay her, she believes that he means what he says, and is "
            "ashamed of how she pressed him. She wants him to have the cello back.",
            moment="The envelope that Mara pushed back over the dryer, and Tom laughing in tears.",
        ),
    ),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=260,
)
