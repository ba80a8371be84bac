"""What matters are made of, and how they are told: short, in labelled lines, within a bound."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from rp_tui.core.domain.markers import Segment, spoken
from rp_tui.core.domain.names import key
from rp_tui.core.domain.prompt import Block, Tier
from rp_tui.core.llm.tokens import estimate
from rp_tui.core.prompts.plain import IN_NAMES, flat

# Of a prompt's 4,000 tokens: what instructions, schema, example, answer and the error of an
# estimate leave to a matter.
MOST_TOLD = 2_400
MOST_BEFORE = 600  # of these, to what went before
MOST_NOTES = 300  # to what is known already

CHARACTERS = 8  # of a token at most, in any prose
CUT = " […] "
NAME = 100
TRIES = 8


class Said(Struct, frozen=True):
    """An utterance as those heard it who were there: without ooc, actions in asterisks."""

    who: str
    text: str


def heard(who: str, segments: Iterable[Segment]) -> Said:
    """A turn as a matter may hold it; the one way from a turn to a matter."""
    return Said(who, spoken(segments))


def called(name: str) -> str:
    """A name that begins a line and ends before a colon."""
    return " ".join(name.translate(IN_NAMES).split())[:NAME] or "Somebody"


def same(one: str, other: str) -> bool:
    """Whether two names are the same to a reader."""
    return key(one) == key(other)


def among(name: str, names: Iterable[str]) -> str:
    """The one of the names that is meant, or blank; a first name does where one alone has it."""
    wanted, known = key(name), [*dict.fromkeys(names)]
    whole = [one for one in known if key(one) == wanted and wanted]
    first = [one for one in known if key(one).split()[:1] == wanted.split()[:1] and wanted]
    return whole[0] if whole else first[0] if len(first) == 1 else ""


def block(name: str, text: str, tier: Tier = "must") -> Block:
    return Block(name, tier, text, estimate(text))


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
        tokens = estimate(text)
        if tokens <= most:
            return text
        half = int(len(text) * most / tokens * 0.9) // 2
        text = f"{text[:half].rstrip()}{CUT}{text[len(text) - half :].lstrip()}"
    return text[:most]


def line(one: Said, most: int = MOST_TOLD) -> str:
    """As "Ann: *nods* Yes."; nobody's text can begin a line of its own."""
    return f"{called(one.who)}: {clipped(one.text, most)}"


def newest(lines: Sequence[Said], most: int) -> list[str]:
    """The last lines that fit, in their order; the very last is there, if clipped."""
    found: list[str] = []
    left = most
    for one in reversed(lines):
        text = line(one, left if not found else most)
        left -= estimate(text) + 1
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
