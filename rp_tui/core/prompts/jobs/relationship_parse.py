"""Relationship parse: what a bot and the player are to each other, from the author's prose."""

from msgspec import Struct

from rp_tui.core.domain.edge import Seed
from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.prompts.jobs.shared import bonds
from rp_tui.core.prompts.jobs.shared.authored import story
from rp_tui.core.prompts.jobs.shared.bonds import Side, Sides, seed
from rp_tui.core.prompts.jobs.shared.matter import MOST_TOLD, blocks, clipped, labelled


class Relationship(Struct, frozen=True):
    """The author's words; in them "you" and "me" may both be the player."""

    bot: str
    player: str
    prose: str


def tell(matter: Relationship) -> tuple[Block, ...]:
    bot, player = labelled(matter.bot), labelled(matter.player)
    return blocks(
        ("people", f'First: {bot}.\nSecond: {player}, whom the text may call "you", "me" or "I".'),
        ("prose", f"How they stand to each other: {clipped(story(matter.prose), MOST_TOLD)}"),
    )


def default(_: Relationship) -> Sides:
    """As if nothing had been written."""
    return Sides()


def plain(matter: Relationship) -> Sides:
    """By words of feeling; what is written is the summary of both sides, in its own words."""
    return bonds.plain(matter.prose, matter.bot, matter.player, player=True)


def proposal(answer: Sides) -> tuple[Seed, Seed]:
    """What edge.seed takes: of the bot's edge to the player, and of the player's to the bot."""
    return seed(answer.first), seed(answer.second)


EXAMPLE = Relationship(
    "Mara",
    "Tom",
    "Mara is your landlady. You are two months behind with the rent, and she knows you lied about "
    "it; still she has a soft spot for you.",
)

JOB = Job(
    name="relationship_parse",
    answer=Sides,
    instructions="""\
An author tells how two people stand to each other before their story begins. Write down both \
sides. Each side is its own: one may love and the other not know it.
"feeling" and "trust" are what that person feels towards the other. "summary" says in one or two \
sentences, in the third person and with names, what the other is to them. "knows" lists what that \
person knows about the other. Keep out of both what that person cannot know, such as a feeling \
that the other hides.
Use only what the text says. Where it says nothing, leave "neutral", "some" and blanks.""",
    example=(
        EXAMPLE,
        Sides(
            first=Side(
                feeling="likes",
                trust="little",
                summary="Tom is Mara's tenant; he owes her rent, and she has a soft spot for him.",
                knows=["Tom is two months behind with the rent.", "Tom lied about the rent."],
            ),
            second=Side(
                feeling="neutral",
                trust="some",
                summary="Mara is Tom's landlady, to whom he owes two months of rent.",
                knows=["Mara is Tom's landlady."],
            ),
        ),
    ),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=450,
)
