"""What the understudy takes from a prompt: who it is, how things stand, and what was said last.

It reads what a model would read, the messages, by the labels that stand in them; whatever is
missing is simply not played upon.
"""

import re
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from rp_tui.core.domain.prompt import Message, Prompt
from rp_tui.core.domain.view import style_of
from rp_tui.core.llm.understudy.english import SPEECH, sentences, words

Person = Literal["first", "second", "third"]
Task = Literal["speak", "continue", "go on", "interject", "open", "impersonate"]

MIDDLE = 50
NAMELESS = "Player"
SOMEBODY = "Somebody"
MOST_MEMORIES = 8
LONGEST_SYSTEM = 60_000  # characters; the rules stand behind a portrait that may be long
LONGEST_TURN = 1_500  # of a turn's end, where it says what it wants
LONG_WORDS = 180  # of a turn that its hearer finds long
MOST_HEARD = 40  # turns of others that are remembered
LONGEST_HEARD = 20_000  # characters of what they said without a break
TITLES = frozenset(
    """the a an old young big little mr mrs ms miss dr doctor prof professor sir lady lord dame
    madame madam captain sergeant saint st father mother sister brother aunt uncle king queen prince
    princess general colonel inspector detective""".split()
)

# What each job asks for; a job that is not here asks for a reply.
TASKS: dict[str, Task] = {
    "continue": "continue",
    "interjection": "interject",
    "impersonate": "impersonate",
    "kickoff": "open",
    "kickoff opening": "open",
    "opening": "open",
}

LABEL = re.compile(r"^\[(?P<label>[^\]\n]{1,220})\][ \n]?", re.MULTILINE)
ME = re.compile(r"\bYou are (?P<me>[^.\n]{1,110}?)\. ")
PLAYER = re.compile(r"\band (?P<you>[^.\n]{1,110}?) is played by a real person")
TELLING = re.compile(r"in the (?P<person>first|third) person and the (?P<tense>present|past) tense")
VOICE = re.compile(r"^Voice reference\.[^:\n]*: (?P<samples>.*?)(?=\n\n\[|\Z)", re.S | re.M)
TRAITS = re.compile(r"^Traits: (?P<traits>.+)$", re.MULTILINE)
AFFINITY = re.compile(r"\(affinity (?P<number>\d{1,3})/100\)")
CLOCK = re.compile(r"\b(?P<hour>\d{1,2}):\d\d(?P<half>am|pm)\b")
SPEAKER = re.compile(r"^(?P<name>[^:\n*\"]{1,110}): ?")
RIDING = re.compile(r"\b(?:driving|riding|steering|cycling|flying|sailing|rowing)\b")
SHE = frozenset("she her hers herself".split())
HE = frozenset("he him his himself".split())


class Cue(Struct, frozen=True):
    """All that a reply is made from."""

    task: Task = "speak"
    me: str = SOMEBODY  # as one is called in the telling
    full: str = ""  # the whole name
    you: str = ""  # how the player is called; blank if nobody knows
    to: str = ""  # who is answered
    others: tuple[str, ...] = ()  # everybody else who is there
    person: Person = "third"
    past: bool = False
    pronoun: str = "they"
    portrait: str = ""  # who the speaker is, in prose: persona and backstory
    voice: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    feeling: str = ""
    goals: tuple[str, ...] = ()
    affinity: int = MIDDLE
    place: str = ""
    scene: str = ""
    hour: int | None = None
    weather: str = ""
    doing: str = ""
    riding: bool = False  # whether the speaker steers what it sits in or on
    stance: str = ""  # the whole of what is known of how the speaker sits, stands and does
    holding: tuple[str, ...] = ()
    things: tuple[str, ...] = ()  # that the speaker has
    facts: tuple[str, ...] = ()  # that are known of who is answered
    memories: tuple[str, ...] = ()
    last: str = ""  # what was said last by another, or how it ended if it was long
    long: bool = False
    partial: str = ""  # what is to be gone on with
    heard: tuple[str, ...] = ()  # what others said before, oldest first
    replies: tuple[str, ...] = ()  # the speaker's own, oldest first


def read(prompt: Prompt) -> Cue:
    """The cue in a prompt; where it has no messages, in its blocks."""
    messages = prompt.messages or (
        Message("system", "\n\n".join(block.text for block in prompt.blocks)),
    )
    system = "\n\n".join(m.text for m in messages if m.role == "system")[:LONGEST_SYSTEM]
    users = [m.text for m in messages if m.role == "user"]
    last = users[-1] if users else ""
    said = labelled(system) | labelled(last)
    me, you = found(ME, system, "me") or SOMEBODY, found(PLAYER, system, "you")
    latest = turns(last)
    doing = activity(said.get("Doing", ""), me)
    edge, to = said_of(said, me, you)
    cue = Cue(
        task=task(prompt.job, said.get("Next", ""), messages[-1].role),
        me=short(me),
        full=me,
        you="" if you == NAMELESS else short(you),
        to=short(to),
        others=others(said.get("Here", ""), me, you),
        person=person(system),
        past="past tense" in system and found(TELLING, system, "tense") == "past",
        pronoun=pronoun(" ".join((said.get("Character", ""), said.get("Backstory", "")))),
        portrait=f"{said.get('Character', '')}\n{said.get('Backstory', '')}".strip(),
        voice=samples(system),
        traits=tuple(filter(None, map(str.strip, found(TRAITS, system, "traits").split(",")))),
        feeling=between(said.get("Inside", ""), " feels ", "."),
        goals=tuple(filter(None, between(said.get("Inside", ""), " wants: ", ".").split("; "))),
        affinity=affinity(edge),
        place=said.get("Place", "").split(" (")[0].strip(" ."),
        scene=said.get("Scene", "").strip(),
        hour=hour(said.get("Time", "")),
        weather=between(said.get("Time", ""), "Weather: ", "."),
        doing=doing,
        riding=bool(RIDING.match(doing)),
        stance=activity_line(said, me),
        holding=tuple(
            filter(None, between(activity_line(said, me), "; holding ", ";").split(", "))
        ),
        things=things(said.get("Things", ""), me),
        facts=tuple(line[2:] for line in edge.splitlines() if line.startswith("- ")),
        memories=memories(last, me),
        last=tail(latest[-1]) if latest else "",
        long=bool(latest) and len(latest[-1].split()) > LONG_WORDS,
        partial="",
        heard=heard(users[:-1]),
        replies=tuple(m.text for m in messages if m.role == "assistant"),
    )
    return completed(cue)


def completed(cue: Cue) -> Cue:
    """The cue of somebody who goes on, or speaks for the player."""
    if cue.task == "continue" and cue.replies:
        cue = replace(cue, partial=cue.replies[-1], replies=cue.replies[:-1])
    if cue.task == "impersonate":
        return as_player(cue)
    return cue


def as_player(cue: Cue) -> Cue:
    """The cue of the player, of whom nothing is known but what the player wrote.

    A prompt that says who else is played by a real person is the bot's own, and is turned round.
    """
    if cue.you:
        said, last = tuple(filter(None, (*cue.heard, cue.last))), cue.replies[-1:]
        cue = replace(cue, me=cue.you, full=cue.you, to=cue.me, replies=said)
        cue = replace(cue, last=tail(last[0]) if last else "")
    style = style_of(" ".join(cue.replies), cue.me)
    by_name = any(re.search(rf"\b{re.escape(cue.me)}\b", done(said)) for said in cue.replies)
    return replace(
        cue, you="", person="third" if by_name else "first", past=style.tense == "past", voice=(),
        traits=(), portrait="", feeling="", facts=(), memories=(), goals=(), doing="", holding=(),
        things=(), affinity=MIDDLE, riding=False,
    )  # fmt: skip


def task(job: str, next_: str, last: str) -> Task:
    """What is asked for; whose own turn stands last goes on with it."""
    if job in TASKS:
        return TASKS[job]
    if last == "assistant":
        return "continue"
    if "only reacts" in next_:
        return "interject"
    if "broke off" in next_:
        return "continue"
    if "goes on alone" in next_:
        return "go on"
    return "open" if "speaks or acts first" in next_ else "speak"


def short(name: str) -> str:
    """How prose calls somebody: by the first name, unless a title or an article stands there."""
    first, *more = name.split() or [name]
    return name if not more or first.lower().rstrip(".") in TITLES else first.strip(",;")


def heard(said: list[str]) -> tuple[str, ...]:
    """What others said before, each turn for itself."""
    told = [turn for text in said[-MOST_HEARD:] for turn in turns(text[-LONGEST_HEARD:])]
    return tuple(map(tail, told[-MOST_HEARD:]))


def tail(turn: str) -> str:
    """The end of a turn, from where a sentence begins if it is long."""
    end = turn[-LONGEST_TURN:]
    return end if end == turn else end[end.find(". ") + 1 :].lstrip()


def things(told: str, me: str) -> tuple[str, ...]:
    """What the speaker has, without the notes on it."""
    held = re.sub(r" \([^)]*\)", "", between(told, f"{me} has: ", "."))
    return tuple(filter(None, held.split(", ")))


def labelled(text: str) -> dict[str, str]:
    """What stands behind each label in brackets, to the next one or to a blank line behind it."""
    marks = list(LABEL.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    told: dict[str, str] = {}
    for mark, end in zip(marks, ends, strict=False):
        rest = text[mark.end() : end].strip()
        if mark["label"] not in {"Character", "Backstory", "Writing"}:
            rest = rest.split("\n\n")[0]
        rest = re.split(r"\n\n(?:Traits: |Voice reference\.)", rest)[0]
        told[mark["label"]] = "\n".join(filter(None, (told.get(mark["label"], ""), rest)))
    return told


def turns(text: str) -> list[str]:
    """What others say in a message: the paragraphs behind the last label, each turn without the
    name before it.
    """
    marks = list(LABEL.finditer(text))
    if marks:
        _, _, text = text[marks[-1].start() :].partition("\n\n")
    said: list[str] = []
    for paragraph in text.split("\n\n"):
        name = SPEAKER.match(paragraph)
        if name or not said:
            said.append(paragraph[name.end() if name else 0 :].strip())
        else:
            said[-1] += f"\n\n{paragraph}"
    return [turn for turn in said if turn]


def found(pattern: re.Pattern[str], text: str, group: str) -> str:
    match = pattern.search(text)
    return match[group].strip() if match else ""


def between(text: str, before: str, after: str) -> str:
    """The words behind some, up to others; blank where they are not there."""
    _, _, rest = text.partition(before)
    return rest.split(after)[0].split("\n")[0].strip(" .")


def person(system: str) -> Person:
    told = TELLING.search(system)
    if told and told["person"] == "first":
        return "first"
    return "second" if told and re.search(r'call [^.\n]{1,120} "you"', system) else "third"


def pronoun(prose: str) -> str:
    """The pronoun by which most prose about the speaker calls it."""
    said = words(prose)
    she, he = (sum(word in of for word in said) for of in (SHE, HE))
    return "they" if she == he else "she" if she > he else "he"


def samples(system: str) -> tuple[str, ...]:
    told = found(VOICE, system, "samples")
    return tuple(filter(None, (sample.strip() for sample in told.split("\n---\n"))))


def others(here: str, me: str, you: str) -> tuple[str, ...]:
    names = re.split(r", | and ", here.partition(";")[0].strip(" ."))
    return tuple(name for name in names if name and name not in {me, you, NAMELESS})


def said_of(said: dict[str, str], me: str, you: str) -> tuple[str, str]:
    """The edge to who is answered, which stands last, and who that is."""
    edges = [label for label in said if label.startswith(f"{me} to ")]
    answered = between(said.get("Next", "") + ".", f"{me} answers ", ".")
    mine = f"{me} to {answered}"
    label = mine if mine in said else edges[-1] if edges else ""
    to = answered or label.removeprefix(f"{me} to ") or you
    return said.get(label, ""), "" if to == NAMELESS else to


def affinity(edge: str) -> int:
    told = AFFINITY.search(edge)
    return min(100, int(told["number"])) if told else MIDDLE


def hour(time: str) -> int | None:
    told = CLOCK.search(time)
    return int(told["hour"]) % 12 + (12 if told["half"] == "pm" else 0) if told else None


def activity_line(said: dict[str, str], me: str) -> str:
    lines = said.get("Doing", "").splitlines()
    mine = (line for line in lines if line.startswith(f"{me} "))
    return next(mine, "").rstrip(".").removeprefix(f"{me} ") + ";"


def activity(doing: str, me: str) -> str:
    """What the speaker is at: "polishing a glass"; blank where it only is there."""
    told = activity_line({"Doing": doing}, me).split(" — ")[0].split(";")[0]
    told = told.removeprefix("is ").strip(" ;")
    return told if told.partition(" ")[0].endswith("ing") else ""


def memories(text: str, me: str) -> tuple[str, ...]:
    """What is remembered, a sentence each, without when that was."""
    told: list[str] = []
    for mark in LABEL.finditer(text):
        if mark["label"] in {"Memory", "Past scene", "Never forgotten"}:
            line = text[mark.end() :].split("\n", 1)[0]
            told += sentences(re.sub(r"^\([^)]*\) ", "", line.strip()))
    return tuple(told[:MOST_MEMORIES])


def spoken(text: str) -> str:
    """What is said aloud in a turn: what stands in quotation marks, or else outside asterisks."""
    quoted = SPEECH.findall(text)
    return " ".join(quoted) if quoted else " ".join(text.split("*")[::2]).strip()


def done(text: str) -> str:
    """What is done in a turn: what stands in asterisks, or beside quotation marks."""
    starred = " ".join(text.split("*")[1::2]).strip()
    if starred:
        return starred
    return " ".join(SPEECH.split(text)[::2]).strip() if SPEECH.search(text) else ""
