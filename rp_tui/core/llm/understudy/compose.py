"""A reply of the understudy: what is done and what is said, in the order of a small plan."""

import re
from collections.abc import Iterable, Sequence
from random import Random

from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.llm.understudy import own
from rp_tui.core.llm.understudy.cue import Cue, done, read
from rp_tui.core.llm.understudy.english import forms, sentences, words
from rp_tui.core.llm.understudy.grammar import capital
from rp_tui.core.llm.understudy.intent import intent_of
from rp_tui.core.llm.understudy.material import of
from rp_tui.core.llm.understudy.material.places import PLACES
from rp_tui.core.llm.understudy.picker import Picker, seeded
from rp_tui.core.llm.understudy.topic import back_of, doubt_of, echo_of, topic_of

MOST_SENTENCES = 5
MOST_WORDS = 110

PLANS = (
    "do say",
    "say do",
    "do say more",
    "say do more",
    "do beat say",
    "say beat",
    "do say / do more",
)
WEIGHTS = (3, 2, 3, 3, 2, 2, 2)
# After these nothing is added: they want their own answer and no small talk.
SAID_AS = {"touch": "say hug"}
SHORT = frozenset("touch kiss violence love hug farewell insult accuse sorry plea".split())
SERIOUS = frozenset("kiss violence love insult accuse sorry confide sad".split())
GRAVE = frozenset("confide sad".split())  # to which something steady may be added
WEATHERS = {
    "rain": "rain drizzle wet shower",
    "storm": "storm thunder lightning thunderstorm",
    "snow": "snow frost ice cold",
    "wind": "wind gale breeze",
    "fog": "fog mist haze",
    "heat": "heat hot sweltering",
    "sun": "sun sunny clear bright",
}
POSTURES = frozenset(
    "sitting standing lying leaning kneeling perching sprawling driving riding being".split()
)
CHOICE = re.compile(
    r"(?:\b(?:an?|the|some|my|your) )?\b(?P<one>[\w-]+) or (?:an?|the|some )?(?P<two>[\w-]+)"
)
THING = re.compile(r"\b(?:an?|the|some|his|her|my|their) ((?:[a-z-]+ )?[a-z-]+)\b", re.IGNORECASE)

Part = tuple[str, str]  # "do" or "say", and the words


def reply(prompt: Prompt) -> str:
    """The words for a prompt; the same for the same prompt."""
    cue = read(prompt)
    chance = seeded(prompt)
    picker = Picker(cue, slots(cue, chance), chance)
    match cue.task:
        case "continue":
            return gone_on(cue, picker)
        case "interject":
            parts = interjection(picker)
        case "open":
            parts = opening(cue, picker)
        case "impersonate":
            parts = [("do", picker.do("do impersonate"))] if chance.random() < 0.5 else []
            parts.append(("say", picker.say("say impersonate", "say hook")))
        case _:
            parts = answer(cue, picker)
    return written(bounded(parts)) or written([("do", picker.do("deed", "at anywhere"))])


def answer(cue: Cue, picker: Picker) -> list[Part]:
    """A turn in answer to the last one."""
    intent = intent_of(cue.last)
    plan = chosen_plan(cue, intent, picker.chance)
    parts: list[Part] = []
    for step in plan.split():
        match step:
            case "do":
                parts.append(("do", deed(cue, intent, picker, first=not parts)))
            case "beat":
                parts.append(("do", beat(cue, picker)))
            case "say":
                parts.append(("say", speech(cue, intent, picker)))
            case "more" if intent in GRAVE:
                parts.append(("say", picker.say("say steady")))
            case "more":
                asked = any(kind == "say" and text.endswith("?") for kind, text in parts)
                parts.append(("say", more(cue, picker, asked=asked)))
            case "/":
                parts.append(("/", ""))
    return parts


def chosen_plan(cue: Cue, intent: str, chance: Random) -> str:
    """A plan that does not begin as the last reply did, where there is a choice."""
    plans = list(zip(PLANS, WEIGHTS, strict=True))
    if intent in SHORT:
        plans = [(plan, weight) for plan, weight in plans if "more" not in plan]
    last = cue.replies[-1].lstrip() if cue.replies else ""
    first = {"*": "do", '"': "say"}.get(last[:1], "")
    other = [(plan, weight * (1 + 2 * (not plan.startswith(first)))) for plan, weight in plans]
    return chance.choices([plan for plan, _ in other], [weight for _, weight in other])[0]


def deed(cue: Cue, intent: str, picker: Picker, *, first: bool) -> str:
    """What is done: in answer to this very turn, or out of habit."""
    habit = "deed serious" if intent in SERIOUS else "deed"
    if cue.doing.startswith(("driving", "riding")):
        habit = "deed driving"
    if first and of(f"deed {intent}") and picker.chance.random() < 0.8:
        return picker.do(f"deed {intent}", habit)
    return picker.do(habit, "at anywhere")


def beat(cue: Cue, picker: Picker) -> str:
    """What the place, the weather, the hour or the work in hand do meanwhile."""
    sections = [section for section in surroundings(cue) if of(section)]
    picker.chance.shuffle(sections)
    return picker.do(*sections, "at anywhere")


def surroundings(cue: Cue) -> Iterable[str]:
    named = {*words(cue.place)} or {*words(cue.scene)}
    where = [place for place, known in PLACES.items() if named & {*known.split()}]
    yield from (f"at {place}" for place in where[:1])
    yield from (f"at {place}" for place in where[:1])
    weather = {*words(cue.weather)} - ({"clear", "sun"} if hour_of(cue.hour) == "night" else set())
    yield from (f"weather {w}" for w, known in WEATHERS.items() if weather & {*known.split()})
    if cue.hour is not None:
        yield f"hour {hour_of(cue.hour)}"
    if cue.holding:
        yield "in hand"
    if working(cue):
        yield "at work now"


def hour_of(hour: int | None) -> str:
    if hour is None or hour < 5 or hour >= 22:
        return "night"
    return "morning" if hour < 11 else "day" if hour < 17 else "evening"


def working(cue: Cue) -> bool:
    return bool(cue.doing) and cue.doing.split()[0] not in POSTURES


def speech(cue: Cue, intent: str, picker: Picker) -> str:
    """What is said to the last turn."""
    if intent == "ask you" and (told := of_self(cue, picker, cue.last)):
        gate = picker.say("say gate") if picker.chance.random() < 0.5 else ""
        lead = "" if gate else picker.say("say ask you")
        return " ".join(filter(None, (lead, told, gate)))
    general = "say statement" if "?" not in cue.last else "say ask what"
    intent = "ask what" if intent == "ask you" else intent
    return picker.say(
        SAID_AS.get(intent, f"say {intent}"), general, "say more", free=own.samples(cue)
    )


def of_self(cue: Cue, picker: Picker, about: str) -> str:
    """A sentence of the speaker's own portrait that has to do with a text."""
    told = own.closest(own.own_sentences(cue), about)
    for line in told:
        if new := picker.say(free=[line.replace("{", "(").replace("}", ")").replace("[", "(")]):
            return new
    return ""


def more(cue: Cue, picker: Picker, *, asked: bool) -> str:
    """What is added: a question, a thought, a memory, something of the speaker's own."""
    kinds = ["say more", "say more", "say more", "sample", "sample"]
    kinds += ["say memory", "say memory", "say fact", "say goal", "say trade", "own"]
    kinds += [] if asked else ["say hook"] * 4
    picker.chance.shuffle(kinds)
    for kind in kinds:
        if kind == "sample":
            told = picker.say(free=shuffled(own.samples(cue), picker.chance))
        elif kind == "own":
            told = of_self(cue, picker, cue.last)
        else:
            told = picker.say(kind)
        if told and not (asked and told.endswith("?")):
            return told
    return ""


def shuffled(lines: Iterable[str], chance: Random) -> list[str]:
    found = [line for line in lines if not {*line} & {*"{}[]<>"}]
    chance.shuffle(found)
    return found


def interjection(picker: Picker) -> list[Part]:
    """A look, a gesture, a sentence."""
    parts = [("do", picker.do("do interject", "deed"))]
    if picker.chance.random() < 0.7:
        parts.append(("say", picker.say("say interject")))
    return parts


def opening(cue: Cue, picker: Picker) -> list[Part]:
    """The first turn of a chat."""
    return [
        ("do", beat(cue, picker)),
        ("do", picker.do("do opening")),
        ("say", picker.say("say opening", "say greeting")),
        ("say", picker.say("say hook") if picker.chance.random() < 0.4 else ""),
    ]


def gone_on(cue: Cue, picker: Picker) -> str:
    """The rest of a turn that broke off, from its last character on."""
    partial = cue.partial
    if partial.count("*") % 2:
        start = f"—{'and then ' if cue.past else 'and '}stillness.* "
        rest = [("say", picker.say("say break off", "say more"))]
    elif partial.count('"') % 2:
        start = '—" '
        rest = [("do", picker.do("deed")), ("say", picker.say("say break off", "say more"))]
    else:
        start = "" if partial.endswith((" ", "\n")) or not partial else " "
        rest = [("do", picker.do("deed")), ("say", more(cue, picker, asked=False))]
    return start + written(bounded(rest))


def bounded(parts: Sequence[Part]) -> list[Part]:
    """The parts that say something, as many as stay short; the last are left out first."""
    kept: list[Part] = []
    count = length = 0
    for kind, text in parts:
        size, long = len(sentences(text)), len(words(text))
        if kind != "/" and not text:
            continue
        if any(k == "say" for k, _ in kept) and (
            count + size > MOST_SENTENCES or length + long > MOST_WORDS
        ):
            continue
        kept.append((kind, text))
        count, length = count + size, length + long
    return kept


def written(parts: Sequence[Part]) -> str:
    """Actions in asterisks, speech in quotation marks; neighbours of one kind are one."""
    runs: list[list[str]] = []
    kinds: list[str] = []
    for kind, text in parts:
        if kinds and kinds[-1] == kind:
            runs[-1].append(text)
        else:
            kinds.append(kind)
            runs.append([text])
    marks = {"do": "*", "say": '"'}
    told = [
        "\n\n" if kind == "/" else f"{marks[kind]}{' '.join(run)}{marks[kind]}"
        for kind, run in zip(kinds, runs, strict=True)
    ]
    return " ".join(told).replace(" \n\n ", "\n\n").strip()


def slots(cue: Cue, chance: Random) -> dict[str, str]:
    """What the braces of a fragment are filled with; blank where there is nothing."""
    names = (cue.me, cue.you, cue.to, *cue.others)
    one, two = choice(cue.last, chance)
    held = re.sub(r"^(?:an?|the|some|her|his|their|my) ", "", cue.holding[0]) if cue.holding else ""
    filled = {
        "me": cue.me,
        "name": cue.to or cue.you,
        "topic": topic_of(cue.last, names),
        "word": echo_of(cue.last),
        "back": back_of(cue.last),
        "pick": one,
        "unpicked": two,
        "doing": cue.doing if working(cue) else "",
        "doing_word": cue.doing.split()[0] if working(cue) else "",
        "held": held,
        "noun": thing_in(done(cue.last)),
        "goal": goal(cue),
        "trade": own.trade(cue),
        "fact": own.fact(cue),
        "quote": own.quote(cue),
        "doubt": doubt_of(cue.last),
    }
    return {name: plain(text) for name, text in capital(filled).items()}


def plain(text: str) -> str:
    """Words that cannot be taken for our own marks."""
    return re.sub(r"[\[\]{}<>*\"“”]", "", text)


def choice(turn: str, chance: Random) -> tuple[str, str]:
    found = CHOICE.search(turn)
    pair = [found["one"], found["two"]] if found else ["", ""]
    chance.shuffle(pair)
    return pair[0], pair[1]


def thing_in(done: str) -> str:
    found = THING.findall(done)
    return found[-1].lower() if found else ""


def goal(cue: Cue) -> str:
    """What is wanted, as a verb and what belongs to it."""
    for wanted in cue.goals:
        first = wanted.split()[0].lower() if wanted.split() else ""
        if forms().get(first) == first or first in own.PLAIN.values():
            return wanted[:1].lower() + wanted[1:].rstrip(".")
    return ""
