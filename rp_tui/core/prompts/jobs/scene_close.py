"""Scene close: whether the scene ends with this turn, and where the next one is."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from rp_tui.core.domain.container import ContainerFounded
from rp_tui.core.domain.prompt import Block
from rp_tui.core.domain.scene import Reason
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import sentences
from rp_tui.core.prompts.jobs.shared import places
from rp_tui.core.prompts.jobs.shared.answers import Answer, Text, words
from rp_tui.core.prompts.jobs.shared.deeds import AFTER_THING, TOKEN, parts
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

MOST_PLACE_WORDS = 3

Ends = Literal["no", "another place", "player's words"]


class SceneClose(Answer):
    ends: Annotated[
        Ends,
        words(
            {
                False: "no",
                "false": "no",
                "": "no",
                "the player's words": "player's words",
                "player's word": "player's words",
                "new place": "another place",
            }
        ),
    ] = "no"
    place: Text = Field(default="", description="the new place, in a word or two")
    place_type: Text = Field(default="", description="as: home, car, park")
    public: bool = Field(default=False, description="whether strangers may come in")
    moving: bool = Field(default=False, description="whether the place itself moves, as a car")


class Closing(Struct, frozen=True):
    """The turn that may end a scene, and where that scene is."""

    player: str
    said: Said
    place: str = ""
    known: tuple[str, ...] = ()  # the chat's other places
    before: tuple[Said, ...] = ()


class End(Struct, frozen=True):
    """What scene.close takes, and for container.found or find, where the next scene is."""

    reason: Reason
    place: ContainerFounded | None = None


def tell(matter: Closing) -> tuple[Block, ...]:
    lines = (
        note("Player", called(matter.player)),
        note("The scene is in", matter.place or "a place that has no name yet"),
        note("Other places", people(matter.known)) if matter.known else "",
    )
    return blocks(
        ("place", "\n".join(filter(None, lines))),
        ("before", dialogue("Before", matter.before, MOST_BEFORE)),
        ("turn", dialogue("Does the scene end with this", (matter.said,))),
    )


def default(_: Closing) -> SceneClose:
    return SceneClose()


# All of them, or one who takes another along: a person who goes alone ends no scene.
TOGETHER = (
    r"(?:we(?: both| all| then| finally)?|the (?:two|three) of (?:us|you|them)"
    r"|you and (?:i|me)|[\w'’-]+ and (?:i|you)|(?:i|you) and [\w'’-]+)"
)
TRAVEL = r"(?:drive|drove|ride|rode|sail|sailed|fly|flew|travel|travelled|traveled)"
GOING = (
    rf"(?:{TRAVEL}|walk|walked|go|went|head|headed|step|stepped|run|ran|move|moved|hop|hopped"
    r"|get|got|pile|piled|make our way|made our way|climb|climbed|stumble|stumbled)"
)
ARRIVING = r"(?:arrive at|arrived at|arrive in|arrived in|reach|reached|enter|entered|pull up at)"
FAR = re.compile(rf"\b(?:{TRAVEL}|arrived? (?:at|in)|pull up at)\b", re.IGNORECASE)
TAKING = (
    r"(?:lead|leads|led|take|takes|took|drag|drags|dragged|carry|carries|carried|drive|drives|drove"
    r"|pull|pulls|pulled|guide|guides|guided|bring|brings|brought|follow|follows|followed)"
)
WHOM = r"(?:you|me|him|her|them|us|[A-Z][\w'’-]*)"
WAY = r"(?:\s+(?:back|over|out|down|up|all|together|quickly|slowly|by the hand)){0,2}"
INTO = r"(?:to|into|in to|onto|out to|out onto|inside|towards?)"
OUT_OF = r"(?:(?:out of|through) [^.!?…;,]{1,40}? and (?:out )?)?"
TO = r"(?P<to>[^.!?…;,]+)"
WHERE = r"(?P<where>\s+(?:outside|home|out of the building)\b)"
GOES = (
    re.compile(
        rf"\b(?i:{TOGETHER})\s+(?:[^.!?…;]{{1,60}}? and )?(?:\w+ly\s+)?{GOING}{WAY}"
        rf"(?:{WHERE}|\s+{OUT_OF}{INTO}\s+{TO})"
    ),
    re.compile(rf"\b(?i:{TOGETHER})\s+(?:\w+ly\s+)?{ARRIVING}\s+{TO}"),
    re.compile(
        rf"\blater,?\s+(?i:{TOGETHER})(?:['’]re|\s+are|\s+stand|\s+sit)"
        rf"(?:{WHERE}|\s+(?:at|in|on|inside)\s+{TO})"
    ),
    re.compile(rf"\b{TAKING}\s+{WHOM}{WAY}(?:{WHERE}|\s+{OUT_OF}(?:to|into|out to|onto)\s+{TO})"),
)
# What is wished, feared or remembered does not happen now.
NOT_NOW = re.compile(
    r"\b(?:if|when|once|should|could|would|might|want|wants|let's|let['’]s|will|shall|can|may|must"
    r"|imagines?|pretends?|dream(?:s|ed|t)?|wish(?:es)?|think of|thinks of"
    r"|before|until|after|remember|remembers|yesterday|ago|last|always|never|usually|used"
    r"|every (?:day|time|night|week|weekend|morning|evening|spring|summer|winter|year|month|other)"
    r"|about to|going to|not|[^\W_]+n['’]t|[^\W_]+['’]ll|[^\W_]+['’]d)\b",
    re.IGNORECASE,
)
# What one may be led to without leaving a place.
NO_PLACE = frozenset(
    """feet foot floor table bed couch sofa chair window door wall arms lap knees side corner edge
    conclusion point end bottom center middle embrace kiss hug dance silence position subject work
    business sleep bench desk counter mirror fire fireplace back front way ground chest""".split()
)
# Without an article they are what one does there: "we went to school together".
BY_HABIT = frozenset("school work church college university prison war sea town".split())
FADE = re.compile(
    r"(?:(?:\A|[.!?…*\"“(,]\s*|\b(?:scene|we|let['’]s|let us|and|then)\s+)fades? out"
    r"|fades? to black|\A\W*the end(?=\W*\Z)|\bend (?:of )?(?:the )?scene|\bscene ends"
    r"|\bclose (?:the )?scene|\bcut to black"
    r"|\bwe(?:['’]re| are) done here)\b",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"\b(?:if|when|once|until|till|before|after|unless|not|never|[^\W_]+n['’]t)\b", re.IGNORECASE
)


def plain(matter: Closing) -> SceneClose:
    """All go elsewhere in so many words, or the player says that it is over; else it goes on."""
    spoken, done = parts(matter.said.text)
    told_of = (sentence for text in (*spoken, *done) for sentence in sentences(text))
    if same(matter.said.who, matter.player) and any(map(is_end, told_of)):
        return SceneClose(ends="player's words")
    for place in goings(matter):
        if not same(places.bare(place), places.bare(matter.place)):
            sort, public, moving = places.sort_of(place)
            return SceneClose(
                ends="another place", place=place, place_type=sort, public=public, moving=moving
            )
    return SceneClose()


def is_end(sentence: str) -> bool:
    """Whether a sentence says that the scene is over, and neither asks nor puts it off."""
    over = FADE.search(sentence) and not NOT_YET.search(sentence)
    return bool(over) and not sentence.rstrip('*"”) ').endswith("?")


def goings(matter: Closing) -> Iterator[str]:
    """The places that a turn says everybody goes to."""
    spoken, done = parts(matter.said.text)
    bare = spoken if not done and '"' not in matter.said.text else []
    for sentence in (s for text in (*done, *bare) for s in sentences(text)):
        for goes in GOES:
            found = goes.search(sentence)
            if found is None or NOT_NOW.search(sentence) or sentence.rstrip().endswith("?"):
                continue
            groups = found.groupdict()
            if groups.get("where"):
                yield "home" if "home" in groups["where"] else "outside"
            elif place := place_of(groups.get("to") or "", matter.said.who):
                known = any(same(places.bare(place), places.bare(one)) for one in matter.known)
                if known or FAR.search(found[0]) or places.is_place(place):
                    yield place


def place_of(text: str, speaker: str) -> str:
    """The place that words begin with: "my flat on the hill" is Ann's flat; blank if none."""
    tokens = TOKEN.findall(text)
    owner = ""
    if tokens and tokens[0].lower() in BY_HABIT:
        return ""
    while tokens and tokens[0].lower() in {"the", "a", "an", "my", "our", "your", "this", "that"}:
        owner = f"{called(speaker)}'s " if tokens[0].lower() == "my" else ""
        del tokens[0]
    name: list[str] = []
    for token in tokens[:MOST_PLACE_WORDS]:
        if token.lower() in AFTER_THING or token.lower() in {"where", "when", "which", "we", "who"}:
            break
        name.append(token)
    if "of" in name and name[name.index("of") - 1].lower() in NO_PLACE:
        return ""
    if (
        not name
        or name[-1].lower() in NO_PLACE
        or name[0].lower() in {"her", "his", "their", "you", "same", "other"}
    ):
        return ""
    return owner + " ".join(name)


def proposal(answer: SceneClose, matter: Closing, chat: int) -> End | None:
    """The end that is meant; None where the scene goes on, or no other place is named."""
    match answer.ends:
        case "no":
            return None
        case "player's words":
            return End("the player's words", destination(answer, matter, chat))
    place = destination(answer, matter, chat)
    return End("another place", place) if place else None


def destination(answer: SceneClose, matter: Closing, chat: int) -> ContainerFounded | None:
    wanted = places.bare(answer.place)
    if same(wanted, places.bare(matter.place)) or not any(char.isalnum() for char in wanted):
        return None
    name = next((one for one in matter.known if same(places.bare(one), wanted)), answer.place)
    return ContainerFounded(chat, name, answer.place_type, answer.moving, answer.public)


EXAMPLE = Closing(
    "Tom",
    Said(
        "Tom",
        "*takes her keys off the hook* I'm driving. *Twenty minutes later we're at the pier.*",
    ),
    "laundry room",
    ("Mara's flat",),
    (Said("Mara", '"Get me out of here."'),),
)

JOB = Job(
    name="scene_close",
    answer=SceneClose,
    instructions="""\
You watch over the scenes of a story. A scene ends with a turn only if
- everybody goes to another place in it, and they are under way or there: "We drove to the park." \
is "another place"; or
- the player says so: "fade out", "we're done here", "end scene" are "player's words".
It goes on ("no") when somebody only talks about going ("Let's go to the park."), wants to, asks \
to, or remembers it; when one person goes and another stays; when they move about within the same \
place. In doubt "no".
For another place give its name, or the name it has among the other places, and what it is like.""",
    example=(
        EXAMPLE,
        SceneClose(ends="another place", place="pier", place_type="outdoors", public=True),
    ),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=90,
)
