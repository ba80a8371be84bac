"""Guest exit: whether the guest leaves with this turn, so that the player can be asked."""

import re

from msgspec import Struct
from pydantic import Field

from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.prompts.jobs.shared.answers import Answer
from rp_tui.core.prompts.jobs.shared.deeds import Deed, deeds
from rp_tui.core.prompts.jobs.shared.matter import (
    MOST_BEFORE,
    Said,
    blocks,
    called,
    dialogue,
    note,
    people,
    same,
    told,
)


class GuestExit(Answer):
    leaves: bool = Field(default=False, description="whether the guest has left by the end of it")


class Exit(Struct, frozen=True):
    """A turn before a guest; `names` are of all who are there, the player first."""

    guest: str
    names: tuple[str, ...]
    said: Said
    before: tuple[Said, ...] = ()


def tell(matter: Exit) -> tuple[Block, ...]:
    others = [name for name in matter.names if not same(name, matter.guest)]
    here = (note("Guest", called(matter.guest)), note("Also there", people(others)))
    return blocks(
        ("people", "\n".join(filter(None, here))),
        ("before", dialogue("Before", matter.before, MOST_BEFORE)),
        ("turn", dialogue("Does the guest leave in this", (matter.said,))),
    )


def default(_: Exit) -> GuestExit:
    return GuestExit()


GOING = frozenset(
    """walk head storm slip go stride march step stalk run hurry rush wander stroll sneak
    duck""".split()
)
OUT = re.compile(
    r"(?:straight |quietly |right |silently )?(?:out|off|away|home|downstairs|through the door"
    r"|for the (?:door|exit)s? and)(?!\s+(?:onto|on to|on the (?:balcony|porch|terrace)|to the"
    r" (?:balcony|porch|terrace|window|bar|kitchen|car)|loud|of (?:the|her|his) (?:way|chair|seat"
    r"|pocket|bag|bed|water)|from))",
    re.IGNORECASE,
)
LEFT = re.compile(
    r"(?:\Z|the (?:room|house|bar|building|party|office|flat|apartment|table|car|shop|two of you)"
    r"|quietly|silently|without|through|for (?:the|home|work|good)|with (?!you|me|us)|you two"
    r"|you (?:alone|both)|alone|them)",
    re.IGNORECASE,
)


def plain(matter: Exit) -> GuestExit:
    """The guest walks out, heads home, leaves, or is gone with a door shut behind."""
    return GuestExit(
        leaves=any(
            same(deed.who, matter.guest) and is_exit(deed)
            for deed in deeds(matter.said, matter.names)
        )
    )


def is_exit(deed: Deed) -> bool:
    if deed.verb in {"leave", "depart", "exit"}:
        return bool(LEFT.match(deed.rest)) or deed.verb != "leave"
    if deed.verb in {"vanish", "disappear"}:
        return True
    if deed.verb in {"close", "shut", "slam", "pull"}:
        return {"door", "behind"} <= {*deed.words}
    return deed.verb in GOING and bool(OUT.match(deed.rest))


def proposal(answer: GuestExit) -> bool:
    """Whether to ask the player."""
    return answer.leaves


EXAMPLE = Exit(
    "Ilse",
    ("Tom", "Mara", "Ilse"),
    Said(
        "Ilse", '*Ilse drops her key on the counter.* "Keep it." *The bell rings as she goes out.*'
    ),
)

JOB = Job(
    name="guest_exit",
    answer=GuestExit,
    instructions="""\
A guest takes part in a scene of a story. Say whether the guest has left by the end of the last \
turn: walked out, gone home, driven off, been thrown out.
It is false when the guest only says goodbye, wants to leave, gets up, goes to another corner or \
another room for a moment, or when somebody else leaves. In doubt false.""",
    example=(told(tell(EXAMPLE)), GuestExit(leaves=True)),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=20,
)
