"""State update: what one of those who are there takes from what was just said and done."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace
from pydantic import Field

from rp_tui.core.domain.activity import ActivityChanged
from rp_tui.core.domain.prompt import Block
from rp_tui.core.domain.update import Shift, Update
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import sentences
from rp_tui.core.prompts.jobs.shared import bodies, lexicon, places
from rp_tui.core.prompts.jobs.shared.answers import Answer, Text, Texts, words
from rp_tui.core.prompts.jobs.shared.attitudes import (
    aimed,
    candour,
    cruelty,
    facts,
    goals,
    kindness,
)
from rp_tui.core.prompts.jobs.shared.deeds import deeds, passings
from rp_tui.core.prompts.jobs.shared.deeds import told as told_of
from rp_tui.core.prompts.jobs.shared.matter import (
    Said,
    among,
    blocks,
    called,
    dialogue,
    notes,
    people,
    same,
)

MOST_TO_JUDGE = 800  # tokens
MOST_BEFORE = 250
MOST_LEARNED = 2  # of one speaker, by the plain rule

Step = Literal["much less", "less", "a little less", "same", "a little more", "more", "much more"]
Effort = Literal["low", "medium", "high"]

STEPS: dict[Step, int] = {
    "much less": -3,
    "less": -2,
    "a little less": -1,
    "same": 0,
    "a little more": 1,
    "more": 2,
    "much more": 3,
}
WORDS = {step: word for word, step in STEPS.items()}
OTHERS: dict[Any, str] = {
    **WORDS,
    **{f"{step:+}": word for step, word in WORDS.items()},
    **{str(step): word for step, word in WORDS.items()},
    "slightly less": "a little less",
    "slightly more": "a little more",
    "unchanged": "same",
    "no change": "same",
    "the same": "same",
    "none": "same",
    "": "same",
}
STEPPED = words(OTHERS)


class Toward(Answer):
    name: Text = Field(default="", description="of the other")
    liking: Annotated[Step, STEPPED] = Field(default="same", description="compared to before")
    trust: Annotated[Step, STEPPED] = "same"
    learned: Texts = Field(default=[], description="new facts about the other, 3 at most")


class StateUpdate(Answer):
    toward: list[Toward] = Field(default=[], description="one for each other who is there")
    mood: Text = Field(default="", description="in a few words, if it changed")
    goals: Texts = Field(default=[], description="all they want now, if that changed")
    condition: Text = Field(default="", description="hurt, drunk, asleep … if that changed")
    doing: Text = Field(default="", description="a verb with -ing, if they do something new")
    effort: Annotated[Effort, words({"none": "low", "": "low"})] = Field(
        default="low", description="how much attention that takes"
    )
    interruptible: bool = Field(default=True, description="whether a word would stop them")
    lasts: Text = Field(default="", description="how long that takes")
    posture: Text = Field(default="", description="sitting, standing … if that changed")
    spot: Text = Field(default="", description="as: sofa, window; if they moved")
    focus: Text = Field(default="", description="what they look at, only if it is said")
    holding: Texts = Field(default=[], description="all in their hands, if that changed")
    gained: Texts = Field(default=[], description="things they now own or carry along")
    lost: Texts = Field(default=[], description="things they gave away, put down or used up")


class Witnessing(Struct, frozen=True):
    """What somebody hears, and how it was with them before; `names` are of all who are there,
    the player first.
    """

    who: str
    names: tuple[str, ...]
    said: tuple[Said, ...]
    before: tuple[Said, ...] = ()
    feeling: str = ""
    goals: tuple[str, ...] = ()
    doing: str = ""
    posture: str = ""
    holding: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    known: tuple[str, ...] = ()  # facts that they know of the others, newest last

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if not same(name, self.who))


def tell(matter: Witnessing) -> tuple[Block, ...]:
    who = called(matter.who)
    state = notes(
        ("Mood", matter.feeling),
        ("Wants", "; ".join(matter.goals)),
        ("Is", ", ".join(filter(None, (matter.doing, matter.posture)))),
        ("Holds", ", ".join(matter.holding)),
        ("Has", ", ".join(matter.items)),
        ("Knows already", "; ".join(matter.known)),
    )
    return blocks(
        ("people", f"Whose view: {who}\nAlso there: {people(matter.others) or 'nobody'}"),
        ("state", f"{who} until now:\n{state}" if state else ""),
        ("before", dialogue("Before", matter.before, MOST_BEFORE)),
        ("turn", dialogue(f"What changes for {who} by this", matter.said, MOST_TO_JUDGE)),
    )


def default(_: Witnessing) -> StateUpdate:
    """Nothing changes; that they met is noted anyway."""
    return StateUpdate()


def plain(matter: Witnessing) -> StateUpdate:
    """By words of kindness and of cruelty, "I am", own gestures, and things that change hands."""
    done = [deed for one in matter.said for deed in deeds(one, matter.names)]
    own = [deed for deed in done if same(deed.who, matter.who)]
    now = bodies.activity(own)
    handed = list(passings(done, matter.names))
    gained = [one.thing for one in handed if same(one.taker, matter.who)]
    lost = [one.thing for one in handed if same(one.giver, matter.who)]
    toward = [attitude(matter, other) for other in matter.others]
    condition = bodies.conditions(told_of(" ".join(mine(matter))))
    return StateUpdate(
        toward=[one for one in toward if one != Toward(name=one.name)],
        mood=mood(matter, toward),
        goals=goals(mine(matter), matter.goals),
        condition=", ".join(how for _, how in condition),
        doing=now.verb or "",
        effort=now.required_attention or "low",
        interruptible=now.interruptible is not False,
        posture=now.posture or "",
        holding=held(matter.holding, gained, lost) if gained or lost else [],
        gained=gained,
        lost=lost,
    )


def mine(matter: Witnessing) -> list[str]:
    """What the one whose view it is says itself."""
    return [one.text for one in matter.said if same(one.who, matter.who)]


def attitude(matter: Witnessing, other: str) -> Toward:
    """What another's words to them, or to a third, and their own words to it, change."""
    liking = trust = 0
    learned: list[str] = []
    for one in matter.said:
        text = lexicon.IDIOMS.sub(" ", one.text.replace("’", "'"))
        good, bad = kindness(text), cruelty(text)
        to = aimed(one, matter.names)
        if same(one.who, other):
            learned += facts(one, to)
            liking += good + bad if same(to, matter.who) else max(bad, -1)
            said = candour(" ".join(s for s in sentences(text) if not s.endswith("?")))
            trust += said if same(to, matter.who) else min(0, said)
        elif same(one.who, matter.who) and same(to, other):
            liking += max(-1, min(1, good + bad))
    new = [fact for fact in learned if fact not in matter.known]
    return Toward(
        name=called(other),
        liking=WORDS[small(liking)],
        trust=WORDS[small(trust)],
        learned=new[:MOST_LEARNED],
    )


def small(step: int) -> int:
    return max(-3, min(3, step))


def mood(matter: Witnessing, toward: Sequence[Toward]) -> str:
    """What shows in their own gestures, else what others' words do to them; yours is your own."""
    if same(matter.who, next(iter(matter.names), "")):
        return ""
    shown = told_of(" ".join(mine(matter)))
    found = next((name for name, signs in lexicon.FEELINGS if signs.search(shown)), "")
    if found:
        kind = any(kindness(text) for text in mine(matter))
        return "moved" if found == "hurt" and kind else found
    liking = sum(STEPS[one.liking] for one in toward)
    for least, name in ((2, "moved"), (1, "warmed"), (0, ""), (-1, "stung"), (-99, "hurt")):
        if liking >= least:
            return name
    return ""


def held(before: Sequence[str], gained: Sequence[str], lost: Sequence[str]) -> list[str]:
    """What is in their hands now."""
    gone = {thing.casefold() for thing in lost}
    return [thing for thing in dict.fromkeys((*before, *gained)) if thing.casefold() not in gone]


def proposal(answer: StateUpdate, matter: Witnessing) -> Update:
    """What update.decide takes; of a doing only what belongs to it, and nothing that is blank."""
    now = ActivityChanged(
        posture=answer.posture or UNSET,
        slot=places.bare(answer.spot) or UNSET,
        attention=answer.focus or UNSET,
        holding=hands(answer, matter),
        status=dict(bodies.conditions(answer.condition)) or UNSET,
    )
    if answer.doing:
        now = replace(
            now,
            verb=answer.doing,
            interruptible=answer.interruptible,
            required_attention=answer.effort,
            expected_duration=answer.lasts or UNSET,
        )
    return Update(
        shifts=tuple(shift(one, name) for one in answer.toward if (name := target(one, matter))),
        feeling=answer.mood or None,
        goals=tuple(answer.goals) or None,
        status=answer.condition or None,
        activity=now,
        gained=tuple(answer.gained),
        lost=tuple(answer.lost),
    )


def target(one: Toward, matter: Witnessing) -> str:
    """Whom it means; where one other is there, a model need not name it."""
    alone = matter.others[0] if len(matter.others) == 1 and not one.name else ""
    whole = (other for other in matter.others if same(one.name, other))
    return next(whole, "") or among(one.name, matter.others) or alone


def shift(one: Toward, name: str) -> Shift:
    return Shift(name, STEPS[one.liking], STEPS[one.trust], tuple(one.learned))


def hands(answer: StateUpdate, matter: Witnessing) -> tuple[str, ...] | UnsetType:
    """What they hold, if it is said; what they lost they hold no more."""
    now = tuple(held(answer.holding or matter.holding, (), answer.lost))
    return UNSET if now == matter.holding else now


EXAMPLE = Witnessing(
    "Mara",
    ("Tom", "Mara"),
    (
        Said("Tom", "*puts the envelope on the counter* It's all there. Two months. I'm sorry."),
        Said("Mara", '*Mara counts it, then counts it again.* "You sold the cello."'),
    ),
    feeling="suspicious",
    goals=("get the rent",),
    doing="wiping the counter",
    holding=("a cloth",),
)

JOB = Job(
    name="state_update",
    answer=StateUpdate,
    instructions="""\
You keep the notes of one person in a story, the one named under "Whose view". Read what was just \
said and done, and write down what it changes for that person, as that person sees it.
"toward" has an entry for each other person who is there: whether they are liked and trusted more \
or less than before. Most turns change nothing or "a little"; "much" is for what would change a \
friendship. "learned" are facts about the other that are new and will be true tomorrow.
All other fields are about the person itself. Leave blank what did not change. "gained" and "lost" \
are things that change hands, not gestures, drinks or looks.""",
    example=(
        EXAMPLE,
        StateUpdate(
            toward=[
                Toward(
                    name="Tom",
                    liking="a little more",
                    trust="a little more",
                    learned=["Tom sold his cello to pay the rent."],
                )
            ],
            mood="touched and a little ashamed",
            doing="counting money",
            effort="medium",
            lasts="a minute",
            holding=["the rent money"],
            gained=["the rent money"],
        ),
    ),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=400,
)
