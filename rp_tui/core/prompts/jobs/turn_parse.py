"""Turn parse: which of a turn's bare words are spoken, and which tell what somebody does."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from pydantic import Field

from rp_tui.core.domain.markers import Segment
from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.tokens import count
from rp_tui.core.llm.understudy.english import SENTENCE, WORD, forms, third
from rp_tui.core.prompts.jobs.shared.answers import Answer
from rp_tui.core.prompts.jobs.shared.matter import MOST_TOLD, blocks, called, clipped

LONGEST_PIECE = 80  # tokens
MOST_PIECES = 60
QUOTED = re.compile(r'("[^"]*"|“[^”]*”)')
UTTERED = re.compile(r"[.!?…,—–-]\s*[\"”]\Z")  # a title in quotation marks ends otherwise
BETWEEN = frozenset("just then both quickly slowly".split())  # a subject and its verb
NOT_NOW = frozenset("really usually rarely hardly normally mostly only".split())

# What people do and hardly ever say of themselves aloud; the first set alone, the second with what
# follows.
GESTURES = frozenset(
    """nod shrug smile grin smirk wink sigh lean step glance reach kneel crouch shiver chuckle frown
    blush stretch gesture squint raise fold cross blink gasp tilt hesitate clench swallow laugh
    kiss""".split()
)
MOVES = {
    "walk": {"over", "up", "in", "into", "toward", "towards", "across", "past", "out", "away"},
    "look": {"up", "away", "around", "over", "down", "back"},
    "turn": {"to", "around", "away", "toward", "towards", "back"},
    "sit": {"down", "up", "next", "beside", "across"},
    "stand": {"up"},
    "pick": {"up"},
    "put": {"down"},
    "set": {"down"},
    "pull": {"out", "up", "back"},
    "take": {"your"},
    "roll": {"my", "his", "her", "over"},
    "pour": {"us", "you", "myself", "another"},
    "open": {"the"},
    "close": {"the", "my"},
    "hold": {"out"},
}
FALLING_ASLEEP = ("nod", "off")


class TurnParse(Answer):
    not_spoken: list[int] = Field(
        default=[], description="numbers of the pieces that are not spoken"
    )


class Parsed(Struct, frozen=True):
    """A turn as code reads it by its markers."""

    who: str
    segments: tuple[Segment, ...]


def pieces(matter: Parsed) -> Iterator[tuple[Segment, bool]]:
    """The turn's sentences as segments, and whether a model is asked about each; never ooc."""
    asked = 0
    for segment in matter.segments:
        if segment.kind == "dialogue":
            for text in sentences(segment.text):
                asked += 1
                yield Segment("dialogue", text), asked <= MOST_PIECES
        elif segment.kind == "action":
            yield segment, False


def sentences(text: str) -> list[str]:
    """A text cut where a sentence or a quotation ends, without losing a word."""
    found: list[str] = []
    for at, part in enumerate(QUOTED.split(text)):
        for piece in [part] if at % 2 else SENTENCE.findall(part):
            if found and not WORD.search(piece):
                found[-1] += piece
            elif piece:
                found.append(piece)
    return found


def tell(matter: Parsed) -> tuple[Block, ...]:
    lines: list[str] = []
    left = MOST_TOLD
    number = 0
    for segment, asked in pieces(matter):
        number += asked
        text = clipped(segment.text, LONGEST_PIECE)
        lines.append(f"{number}. {text}" if asked else f"*{text}*")
        left -= count(lines[-1]) + 1
        if left < 0:
            break
    return blocks(("turn", "\n".join((f"A turn of {called(matter.who)}, in pieces:", *lines))))


def default(_: Parsed) -> TurnParse:
    """All that no marker marks is spoken."""
    return TurnParse()


def plain(matter: Parsed) -> TurnParse:
    """Sentences that narrate: where speech stands in quotation marks all that is outside of them,
    else only what nobody would say aloud.
    """
    asked = [segment.text for segment, asked in pieces(matter) if asked]
    quoting = any(QUOTED.fullmatch(text.strip()) and UTTERED.search(text.strip()) for text in asked)
    numbers = [
        number
        for number, text in enumerate(asked, start=1)
        if not QUOTED.search(text) and not text.rstrip().endswith("?")
        if quoting or narrates(WORD.findall(text), matter.who)
    ]
    return TurnParse(not_spoken=numbers)


def narrates(words: Sequence[str], who: str) -> bool:
    """Whether a sentence says what somebody does now: "I nod", "She slowly leans back"."""
    small = [word.lower() for word in words]
    if small[:1] == ["i"] or small[:1] == ["they"]:
        others = False
    elif small[:1] and small[0] in {"he", "she", *who.lower().split()[:1]}:
        others = True
    else:
        return False
    at = 1
    while at < len(small) and small[at] not in NOT_NOW:
        if not (small[at].endswith("ly") or small[at] in BETWEEN):
            break
        at += 1
    verb = forms().get(small[at], "") if at < len(small) else ""
    if not verb or small[at] != (third(verb) if others else verb):
        return False
    behind = small[at + 1] if at + 1 < len(small) else ""
    return (verb in GESTURES and (verb, behind) != FALLING_ASLEEP) or behind in MOVES.get(verb, ())


def proposal(answer: TurnParse, matter: Parsed) -> tuple[Segment, ...]:
    """The reading that turn.refine takes; a number that no piece has says nothing."""
    number = 0
    read: list[Segment] = []
    for segment, asked in pieces(matter):
        number += asked
        told_of = asked and number in answer.not_spoken
        read.append(Segment("action", segment.text) if told_of else segment)
    return tuple(read)


EXAMPLE = Parsed(
    "Tom",
    (
        Segment("dialogue", "I look up from my book. You're late again. "),
        Segment("action", "grins"),
        Segment("dialogue", " I walk home alone every night, you know."),
    ),
)

JOB = Job(
    name="turn_parse",
    answer=TurnParse,
    instructions="""\
You read one turn of a story that is told in turns. The turn has been cut into numbered pieces.
Say which pieces are NOT spoken aloud: they tell what somebody does, sees or feels, as a novel \
would ("I nod.", "She steps back."). Pieces between *asterisks* are known and have no number.
Words in "quotation marks" are spoken. Bare words are spoken too, unless they narrate what happens \
right now. In doubt a piece is spoken.
Answer with the numbers of the pieces that are not spoken, or with an empty list.""",
    example=(EXAMPLE, TurnParse(not_spoken=[1])),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=120,
)
