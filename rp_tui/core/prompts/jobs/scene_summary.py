"""Scene summary: a scene as one who was there will remember it, from that one's angle alone."""

from pydantic import Field

from rp_tui.core.domain.prompt import Block
from rp_tui.core.domain.scene import KEYS
from rp_tui.core.domain.turn import LOWEST, SIGNIFICANT
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import joined as listed
from rp_tui.core.prompts.jobs.moment_memory import Recollection
from rp_tui.core.prompts.jobs.shared import places, stretch
from rp_tui.core.prompts.jobs.shared.answers import Answer, Prose, Texts
from rp_tui.core.prompts.jobs.shared.matter import (
    Said,
    blocks,
    called,
    clipped,
    note,
    people,
    same,
)
from rp_tui.core.prompts.jobs.shared.retelling import key_moments, recounted, unbroken, worth
from rp_tui.core.prompts.jobs.shared.stretch import Stretch, joined, pieces

__all__ = ["JOB", "Scene", "SceneSummary", "joined", "pieces", "proposal"]

MOST_MOMENTS = 5
MOST_OF_PARTS = 6  # sentences
MOST_OF_QUOTE = 40  # tokens


class SceneSummary(Answer):
    summary: Prose = Field(default="", description='two to five sentences, first person ("I")')
    quotes: Texts = Field(default=[], description="spoken words that stay, exactly; 3 at most")


class Scene(Stretch, frozen=True):
    """A scene that has closed, for one of its witnesses."""

    who: str = ""
    place: str = ""
    significance: int = LOWEST
    quotes: tuple[str, ...] = ()  # that pieces of it have kept


def tell(matter: Scene) -> tuple[Block, ...]:
    who = called(matter.who)
    others = [name for name in matter.names if not same(name, matter.who)]
    lines = [f"Who remembers: {who}", f"Also there: {people(others) or 'nobody'}"]
    lines += filter(None, [note("Where", matter.place)])
    quotes = [f'- "{clipped(quote, MOST_OF_QUOTE)}"' for quote in matter.quotes[: 3 * KEYS]]
    return blocks(
        ("people", "\n".join(lines)),
        ("quotes", "\n".join(("Words that were kept:", *quotes)) if quotes else ""),
        ("scene", stretch.stretch(f"What {who} was there for", matter)),
    )


def default(_: Scene) -> SceneSummary:
    """None is written; the scene is marked, and tried again when idle."""
    return SceneSummary()


def plain(matter: Scene) -> SceneSummary:
    """Who was where, and the moments worth most, as the witness would tell them."""
    if not matter.lines:
        kept = [unbroken(part) for part in matter.parts]
        each = max(1, MOST_OF_PARTS // max(1, len(kept)))
        told = [sentence for part in kept for sentence in part[-each:]]
        return SceneSummary(
            summary=" ".join(told[-MOST_OF_PARTS:]),
            quotes=sorted(matter.quotes, key=worth, reverse=True)[:KEYS],
        )
    others = [called(name) for name in matter.names if not same(name, matter.who)]
    where = f" {places.where(called(matter.place), matter.who)}" if matter.place else ""
    start = f"I was with {listed(others)}{where}." if others else f"I was alone{where}."
    found = key_moments(matter.lines, matter.names, MOST_MOMENTS, matter.who)
    spoken = [moment.text for moment in found if moment.spoken]
    return SceneSummary(
        summary=f"{start} {recounted(found, matter.who, matter.names)}".strip(),
        quotes=sorted(spoken, key=worth, reverse=True)[:KEYS],
    )


def proposal(answer: SceneSummary, matter: Scene) -> Recollection | None:
    """What is remembered; only of a significant scene with quotes. None where none was written."""
    if not answer.summary:
        return None
    quotes = answer.quotes if matter.significance >= SIGNIFICANT else []
    return Recollection(answer.summary, tuple(quotes[:KEYS]))


EXAMPLE = Scene(
    ("Tom", "Mara"),
    (
        Said("Tom", "*puts an envelope on the dryer* Two months. It's all there."),
        Said("Mara", '*Mara counts it twice.* "Where did you get this?"'),
        Said("Tom", "I sold the cello."),
        Said("Mara", '*She pushes the envelope back to him.* "Then buy it back, you fool."'),
        Said("Tom", "*laughs, and wipes his eyes with his sleeve*"),
    ),
    who="Mara",
    place="laundry room",
    significance=2,
)

JOB = Job(
    name="scene_summary",
    answer=SceneSummary,
    instructions="""\
A scene of a story is over. Write down how one person who was there will remember it: the one \
named under "Who remembers".
Write as that person, in the first person and the past tense, with names for the others. Tell what \
happened, what was said that matters, and how it left them. Only what this person saw, heard and \
felt; nobody else's thoughts. Two to five sentences. If the scene comes in parts, make one summary \
of them all.
"quotes" are at most three short sentences that were spoken, word for word; none if nothing \
stands out.""",
    example=(
        EXAMPLE,
        SceneSummary(
            summary="In the laundry room Tom gave me the two months of rent he owed me. He had "
            "sold his cello for it, and I could not keep the money. I called him a fool and told "
            "him to buy it back; he laughed and cried at once, and I was ashamed of how hard I had "
            "been.",
            quotes=["I sold the cello.", "Then buy it back, you fool."],
        ),
    ),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=320,
)
