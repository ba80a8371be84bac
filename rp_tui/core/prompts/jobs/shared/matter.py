"""What matters are made of, and how they are told: short, in labelled lines, within a bound."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from rp_tui.core.domain.markers import Segment, spoken
from rp_tui.core.domain.names import key
from rp_tui.core.domain.prompt import Block, Tier
from rp_tui.core.domain.you import DEFAULT_NAME
from rp_tui.core.llm.tokens import count
from rp_tui.core.prompts.plain import IN_NAMES, NAMELESS, flat

# Of a prompt's 4,000 tokens: what instructions, schema, example, answer and the reminder
# leave to a matter.
MOST_TOLD = 2_000
MOST_BEFORE = 500  # of these, to what went before
MOST_NOTES = 100  # to each note of what is known already

CHARACTERS = 8  # of a token at most, in any prose
CUT = " […] "
NAME = 100  # characters of a name that are looked at
FAR_NAME = 40  # of one that takes more tokens
MOST_NAMES = 2_048  # that are remembered
TRIES = 8


class Said(Struct, frozen=True):
    """An utterance as those heard it who were there: without ooc, actions in asterisks."""

    who: str
    text: str


def heard(who: str, segments: Iterable[Segment]) -> Said:
    """A turn as a matter may hold it; the one way from a turn to a matter."""
    return Said(who, spoken(segments))


def called(name: str) -> str:
    """What somebody is called in a matter, where "you" would be anybody who is spoken to."""
    return NAMELESS if nameless(name) else labelled(name)


def nameless(name: str) -> bool:
    """Whether this is the player, who has said no name."""
    return same(name, DEFAULT_NAME)


def labelled(name: str) -> str:
    """A name as it is, that begins a line and ends before a colon."""
    name = " ".join(name[:NAME].translate(IN_NAMES).split())
    return (name if name.isascii() else name[:FAR_NAME].rstrip()) or "Somebody"


@lru_cache(maxsize=MOST_NAMES)
def known_by(name: str) -> str:
    return key(name)


def same(one: str, other: str) -> bool:
    """Whether two names are the same to a reader."""
    return known_by(one[:NAME]) == known_by(other[:NAME])


def among(name: str, names: Iterable[str]) -> str:
    """The one of the names that is meant, or blank; a first name does where one alone has it."""
    wanted = known_by(name[:NAME])
    known = {one: known_by(called(one)) for one in names} if wanted else {}
    whole = [one for one, key in known.items() if key == wanted]
    first = [one for one, key in known.items() if key.split()[:1] == wanted.split()[:1]]
    return whole[0] if whole else first[0] if len(first) == 1 else ""


def block(name: str, text: str, tier: Tier = "must") -> Block:
    return Block(name, tier, text, count(text))


def blocks(*told: tuple[str, str]) -> tuple[Block, ...]:
    """The blocks that say something, in their order; the last is what is to be judged."""
    return tuple(block(name, text) for name, text in told if text)


def told(parts: Iterable[Block]) -> str:
    """A matter's blocks as one text."""
    return "\n\n".join(part.text for part in parts)


def clipped(text: str, most: int) -> str:
    """A text on one line; what is longer than so many tokens keeps its beginning and its end."""
    half = most * CHARACTERS // 2
    if len(text) > 2 * half:
        text = f"{text[:half]}{CUT}{text[-half:]}"
    text = flat(text)
    for _ in range(TRIES):
        tokens = count(text)
        if tokens <= most:
            return text
        half = int(len(text) * most / tokens * 0.9) // 2
        text = f"{text[:half].rstrip()}{CUT}{text[len(text) - half :].lstrip()}"
    return text[:most]


def line(one: Said, most: int = MOST_TOLD) -> str:
    """As "Ann: *nods* Yes."; nobody's text can begin a line of its own."""
    name = called(one.who)
    return f"{name}: {clipped(one.text, max(0, most - count(name) - 1))}"


def newest(lines: Sequence[Said], most: int) -> list[str]:
    """The last lines that fit, in their order; the very last is there, if clipped."""
    found: list[str] = []
    left = most
    for one in reversed(lines):
        text = line(one, left if not found else most)
        left -= count(text) + 1
        if found and left < 0:
            break
        found.append(text)
    return found[::-1]


def dialogue(label: str, lines: Sequence[Said], most: int = MOST_TOLD) -> str:
    """Lines under a label; blank where there are none."""
    return "\n".join((f"{label}:", *newest(lines, most))) if lines else ""


def note(label: str, text: str, most: int = MOST_NOTES) -> str:
    """A line that tells of one matter; blank where there is nothing to tell."""
    text = clipped(text, most)
    return f"{label}: {text}" if text else ""


def notes(*told: tuple[str, str]) -> str:
    """Lines that tell what is known already."""
    return "\n".join(filter(None, (note(label, text) for label, text in told)))


def people(names: Iterable[str], most: int = MOST_NOTES) -> str:
    return clipped(", ".join(called(name) for name in names), most)
