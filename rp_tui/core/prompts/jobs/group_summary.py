"""Group summary: what the player, the host and the guest have become to each other."""

from pydantic import Field

from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import joined as listed
from rp_tui.core.prompts.jobs.shared import stretch
from rp_tui.core.prompts.jobs.shared.answers import Answer, Prose
from rp_tui.core.prompts.jobs.shared.matter import Said, blocks, called, note, people
from rp_tui.core.prompts.jobs.shared.retelling import key_moments, recounted, unbroken
from rp_tui.core.prompts.jobs.shared.stretch import Stretch, joined, pieces

__all__ = ["JOB", "GroupSummary", "Together", "joined", "pieces", "proposal"]

MOST_PRIOR = 300  # tokens
MOST_MOMENTS = 3
MOST_SENTENCES = 4  # that stay of what was before


class GroupSummary(Answer):
    summary: Prose = Field(default="", description="two to four sentences, third person, names")


class Together(Stretch, frozen=True):
    """What all three saw and heard of a scene, and what they were before it."""

    before: str = ""


def tell(matter: Together) -> tuple[Block, ...]:
    return blocks(
        ("people", f"The three: {people(matter.names)}"),
        ("before", note("Until now", matter.before, MOST_PRIOR)),
        ("scene", stretch.stretch("What all of them were there for", matter)),
    )


def default(_: Together) -> GroupSummary:
    """None is written; the group keeps the one it has."""
    return GroupSummary()


def plain(matter: Together) -> GroupSummary:
    """What was before, and the moments that all three saw which are worth most."""
    kept = unbroken(matter.before)
    kept = [*kept[:1], *kept[1:][-(MOST_SENTENCES - 1) :]]
    if matter.lines:
        found = recounted(key_moments(matter.lines, matter.names, MOST_MOMENTS), "", matter.names)
    else:
        found = " ".join(s for part in matter.parts[-MOST_MOMENTS:] for s in unbroken(part)[-1:])
    start = "" if kept else f"{listed(map(called, matter.names))} have come together."
    return GroupSummary(summary=" ".join(filter(None, (start, *kept, found))))


def proposal(answer: GroupSummary) -> str | None:
    """What group.summarise takes; None where none was written."""
    return answer.summary or None


EXAMPLE = Together(
    ("Tom", "Mara", "Ilse"),
    (
        Said("Tom", "Mara, who took the money back then?"),
        Said("Mara", '*Mara looks at Ilse.* "I never found out."'),
        Said("Ilse", '*Ilse lays a key on the dryer.* "It is all in the locker. Every mark."'),
        Said("Mara", "*Mara does not touch the key.*"),
    ),
    before="Tom, Mara and Ilse meet in Mara's laundry room, where Ilse has turned up after years.",
)

JOB = Job(
    name="group_summary",
    answer=GroupSummary,
    instructions="""\
Three people share the scenes of a story. Write down what the three are to each other now: keep \
what still holds of what was written before, and bring in what the last scene changed.
Write in the third person and the present tense, with names, two to four sentences. Only what all \
three have seen or heard; nobody's thoughts and no secrets. If the scene comes in parts, make one \
account of them all.""",
    example=(
        EXAMPLE,
        GroupSummary(
            summary="Tom, Mara and Ilse meet in Mara's laundry room. Since Tom asked about the old "
            "theft, it is out that Ilse took the money; she has offered it back, and Mara has not "
            "accepted."
        ),
    ),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=220,
)
