"""Guest exit: whether the guest leaves with this turn, so that the player can be asked."""

import re

from msgspec import Struct
from pydantic import Field

from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.prompts.jobs.shared import naming
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
    duck drive ride""".split()
)
OUT = re.compile(
    r"(?:straight |quietly |right |silently )?"
    r"(?:out(?! of\b(?! (?:here|sight|the (?:room|house|bar|building|door|flat|apartment|office"
    r"|shop|car|place))\b))|off(?!\s+(?:the|her|his|some)\b)|away|home"
    r"|downstairs|through the door"
    r"|for the (?:door|exit)s? and)\b(?!\s+(?:onto|on to|on the (?:balcony|porch|terrace)|to the"
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


BEHIND = re.compile(r"\bdoor (?:shut )?behind (?:her|him|them|herself|himself|themselves)\b")


def plain(matter: Exit) -> GuestExit:
    """The guest walks out, heads home, leaves, is gone, or slams the door behind itself."""
    return GuestExit(
        leaves=any(
            is_exit(deed) if same(deed.who, matter.guest) else puts_out(deed, matter.guest)
            for deed in deeds(matter.said, matter.names)
        )
    )


def is_exit(deed: Deed) -> bool:
    if deed.verb in {"leave", "depart", "exit"}:
        return bool(LEFT.match(deed.rest)) or deed.verb != "leave"
    if deed.verb in {"vanish", "disappear"}:
        return True
    if deed.verb == "be":
        return deed.words[:1] == ["gone"] or deed.words[:3] == ["out", "the", "door"]
    if deed.verb == "let":
        return bool(re.match(r"(?:her|him|them)sel(?:f|ves) out\b", deed.rest))
    if deed.verb == "slam":
        return bool(BEHIND.search(deed.rest))
    return deed.verb in GOING and bool(OUT.match(deed.rest))


def puts_out(deed: Deed, guest: str) -> bool:
    """Whether somebody else makes the guest leave."""
    return deed.verb in {"throw", "kick", "send"} and any(
        re.match(rf"{form} (?:out|home|away)\b", deed.rest) for form in naming.patterns(guest)
    )


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
It is true for "She grabs her coat and heads out". It is false for "She looks at the door", and \
when the guest only says goodbye, wants to leave, gets up, goes to another corner or another room \
for a moment, or when somebody else leaves. In doubt false.""",
    example=(EXAMPLE, GuestExit(leaves=True)),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=20,
)
