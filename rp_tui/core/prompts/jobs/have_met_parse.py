"""Have-met parse: what two bots are to each other when they meet for the first time on screen."""

from msgspec import Struct

from rp_tui.core.domain.edge import Seed
from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.prompts.jobs.shared import bonds
from rp_tui.core.prompts.jobs.shared.authored import story
from rp_tui.core.prompts.jobs.shared.bonds import Side, Sides, seed
from rp_tui.core.prompts.jobs.shared.matter import MOST_TOLD, blocks, called, clipped


class Acquaintance(Struct, frozen=True):
    """The player's words on how two bots know each other."""

    first: str
    second: str
    prose: str


def tell(matter: Acquaintance) -> tuple[Block, ...]:
    first, second = called(matter.first), called(matter.second)
    return blocks(
        ("people", f"First: {first}.\nSecond: {second}."),
        ("prose", f"How they know each other: {clipped(story(matter.prose), MOST_TOLD)}"),
    )


def default(_: Acquaintance) -> Sides:
    """As if they met now."""
    return Sides()


def plain(matter: Acquaintance) -> Sides:
    """By words of feeling; what is written is the summary of both sides, in its own words."""
    return bonds.plain(matter.prose, matter.first, matter.second)


def proposal(answer: Sides) -> tuple[Seed, Seed]:
    """What edge.seed takes: of the first's edge to the second, and the other way."""
    return seed(answer.first), seed(answer.second)


EXAMPLE = Acquaintance(
    "Mara",
    "Ilse",
    "They ran a bakery together until Ilse walked out with the money. Mara never forgave her. Ilse "
    "thinks Mara never knew.",
)

JOB = Job(
    name="have_met_parse",
    answer=Sides,
    instructions="""\
Two characters have met before. A text says how they know each other. Write down both sides. Each \
side is its own: one may hate and the other not know it.
"feeling" and "trust" are what that character feels towards the other. "summary" says in one or \
two sentences, in the third person and with names, what the other is to them. "knows" lists what \
that character knows about the other. Keep out of both what that character cannot know, such as a \
feeling that the other hides.
Use only what the text says. Where it says nothing, leave "neutral", "some" and blanks.""",
    example=(
        EXAMPLE,
        Sides(
            first=Side(
                feeling="hates",
                trust="none",
                summary="Ilse was Mara's partner in a bakery and left with its money, which Mara "
                "never forgave.",
                knows=["Ilse took the bakery's money."],
            ),
            second=Side(
                feeling="neutral",
                trust="some",
                summary="Ilse ran a bakery with Mara and believes that Mara knows nothing of the "
                "money.",
                knows=["Mara ran a bakery with Ilse."],
            ),
        ),
    ),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=450,
)
