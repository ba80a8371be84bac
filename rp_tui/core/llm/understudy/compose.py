"""A reply of the understudy: what is done and what is said, in the order of a small plan."""

from collections.abc import Iterable
from random import Random

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.llm.understudy import own
from rp_tui.core.llm.understudy.cue import Cue, read
from rp_tui.core.llm.understudy.fill import slots
from rp_tui.core.llm.understudy.intent import intent_of
from rp_tui.core.llm.understudy.layout import Part, bounded, written
from rp_tui.core.llm.understudy.material import of
from rp_tui.core.llm.understudy.picker import Picker, seeded
from rp_tui.core.llm.understudy.surroundings import remarks, surroundings

HALF = 0.5
HOOKED = 0.35  # how often a turn that asks nothing ends with a question all the same
NOTHING = "Go on."

PLANS = (
    "do say",
    "say do",
    "do say more",
    "say do more",
    "do beat say",
    "say beat",
    "do say / do more",
)
WEIGHTS = (3.0, 2.0, 3.0, 3.0, 2.0, 2.0, 2.0)
# After these nothing is added: they want their own answer and no small talk.
SAID_AS = {"touch": "say hug"}
TERSE = 0.4  # how likely somebody of few words adds one
LIGHT = frozenset(
    """greeting arrive offer thanks good yes no compliment silence gesture laugh look action strange
    outside invite""".split()
)
SHORT = frozenset("touch kiss violence love hug farewell insult accuse sorry plea".split())
SERIOUS = frozenset("kiss violence love insult accuse sorry confide sad".split())
GRAVE = frozenset("confide sad".split())  # to which something steady may be added


def reply(prompt: Prompt, seed: int | None = None) -> str:
    """The words for a prompt; the same for the same prompt and seed."""
    cue = read(prompt)
    chance = seeded(prompt, seed)
    picker = Picker(cue, slots(cue, chance), chance)
    match cue.task:
        case "continue":
            return gone_on(cue, picker)
        case "interject":
            parts = interjection(picker)
        case "open":
            parts = opening(cue, picker)
        case "impersonate":
            return as_player(cue, picker)
        case "go on":
            parts = alone(cue, picker)
        case _:
            parts = answer(cue, picker)
    return clean(written(bounded(parts))) or f'"{NOTHING}"'


def answer(cue: Cue, picker: Picker) -> list[Part]:
    """A turn in answer to the last one."""
    intent = intent_of(cue.last)
    intent = "long" if cue.long and intent in {"statement", "action"} else intent
    plan = chosen_plan(cue, intent, picker)
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
                parts.append(("say", more(cue, intent, picker, asked=asks(parts))))
            case "/":
                parts.append(("/", ""))
    if intent not in SHORT and not asks(parts) and picker.chance.random() < HOOKED:
        parts.append(("say", picker.say("say hook")))
    return parts


def asks(parts: Iterable[Part]) -> bool:
    """Whether something said is a question."""
    return any(kind == "say" and text.endswith("?") for kind, text in parts)


def chosen_plan(cue: Cue, intent: str, picker: Picker) -> str:
    """A plan that does not begin as the last reply did, where there is a choice."""
    plans = list(zip(PLANS, WEIGHTS, strict=True))
    if "terse" in picker.tags:
        plans = [(plan, weight * TERSE ** plan.count("more")) for plan, weight in plans]
    if intent in SHORT:
        plans = [(plan, weight) for plan, weight in plans if "more" not in plan]
    last = cue.replies[-1].lstrip() if cue.replies else ""
    first = {"*": "do", '"': "say"}.get(last[:1], "")
    other = [(plan, weight * (1 + 2 * (not plan.startswith(first)))) for plan, weight in plans]
    return picker.chance.choices([plan for plan, _ in other], [weight for _, weight in other])[0]


def deed(cue: Cue, intent: str, picker: Picker, *, first: bool) -> str:
    """What is done: in answer to this very turn, or out of habit."""
    habit = "deed serious" if intent in SERIOUS else "deed"
    if cue.riding:
        # Who steers does little else, and there is no end of small things that steering asks for.
        return picker.do("deed driving", "at anywhere")
    if first and of(f"deed {intent}") and picker.chance.random() < 0.8:
        return picker.do(f"deed {intent}", habit)
    return picker.do(habit, "at anywhere")


def beat(cue: Cue, picker: Picker) -> str:
    """What the place, the weather, the hour or the work in hand do meanwhile."""
    sections = [section for section in surroundings(cue) if of(section)]
    picker.chance.shuffle(sections)
    return picker.do(*sections, "at anywhere")


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


def more(cue: Cue, intent: str, picker: Picker, *, asked: bool) -> str:
    """What is added: a question, a thought, a memory, something of the speaker's own."""
    kinds = ["sample", "sample", "around", "around", "say fact", "say goal"]
    if intent not in LIGHT:
        kinds += ["say more"] * 3 + ["say memory", "say memory", "say earlier", "say earlier"]
        kinds += ["say trade", "own"]
        kinds += [] if asked else ["say probe"] * 2
    kinds += [] if asked else ["say hook"] * 3
    picker.chance.shuffle(kinds)
    for kind in kinds:
        if kind == "sample":
            told = picker.say(free=shuffled(own.samples(cue), picker.chance))
        elif kind == "around":
            told = picker.say(*shuffled(remarks(cue), picker.chance))
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
    """The first turn of a chat; nobody has asked anything yet."""
    seen = [section for section in surroundings(cue) if section != "at work now" and of(section)]
    told = shuffled(remarks(cue), picker.chance) if picker.chance.random() < HALF else []
    habits = ("deed driving",) if cue.riding else ("do opening", "deed")
    return [
        ("do", picker.do(*shuffled(seen, picker.chance), "at anywhere")),
        ("do", picker.do(*habits)),
        ("say", picker.say("say opening", "say greeting")),
        ("say", picker.say(*told)),
    ]


def alone(cue: Cue, picker: Picker) -> list[Part]:
    """A turn to which nobody has answered: what was begun goes on."""
    return [
        ("do", beat(cue, picker)),
        ("do", deed(cue, "", picker, first=False)),
        ("say", more(cue, "", picker, asked=False)),
    ]


def as_player(cue: Cue, picker: Picker) -> str:
    """A line for the player, in marks such as the player uses."""
    deed = picker.do("do impersonate") if picker.chance.random() < HALF else ""
    speech = picker.say("say impersonate", "say hook")
    told = written(bounded([("do", deed), ("say", speech)])) or f'"{NOTHING}"'
    told = clean(told)
    quoted = not cue.replies or any(mark in said for said in cue.replies for mark in '"“')
    return told if quoted else told.replace('"', "")


def gone_on(cue: Cue, picker: Picker) -> str:
    """The rest of a turn that broke off, from its last character on."""
    partial = cue.partial
    picker.name_is_known()
    if partial.count("*") % 2:
        stops = picker.do("do break off") or "and stillness."
        start = f"—{stops if stops.startswith('I ') else stops[:1].lower() + stops[1:]}* "
        rest = [("say", picker.say("say break off", "say more"))]
    elif partial.count('"') % 2:
        start = '—" '
        rest = [
            ("do", deed(cue, "", picker, first=False)),
            ("say", picker.say("say break off", "say more")),
        ]
    else:
        start = "" if partial.endswith((" ", "\n")) or not partial else " "
        rest = [
            ("do", deed(cue, "", picker, first=False)),
            ("say", more(cue, "", picker, asked=False)),
        ]
    return clean(start + (written(bounded(rest)) or f'"{NOTHING}"'))
