"""What the braces of fragments are filled with, taken from the cue."""

import re
from random import Random

from rp_tui.core.llm.understudy import own
from rp_tui.core.llm.understudy.cue import Cue, done
from rp_tui.core.llm.understudy.english import forms
from rp_tui.core.llm.understudy.grammar import capital
from rp_tui.core.llm.understudy.surroundings import working
from rp_tui.core.llm.understudy.topic import asked_of, back_of, backs, doubt_of, echo_of, topic_of

RECENT = 2  # turns that are no news
WORTH_RECALLING = 5  # words
CHOICE = re.compile(
    r"(?:\b(?:an?|the|some|my|your) )?\b(?P<one>[\w-]+) or (?:an?|the|some )?(?P<two>[\w-]+)"
)
THING = re.compile(r"\b(?:an?|the|some|his|her|my|their) ((?:[a-z-]+ )?[a-z-]+)\b", re.IGNORECASE)
MARKS = re.compile(r"[\[\]{}<>*\"“”]")


def slots(cue: Cue, chance: Random) -> dict[str, str]:
    """What the braces of a fragment are filled with; blank where there is nothing."""
    names = (cue.full, cue.me, cue.you, cue.to, *cue.others)
    one, two = choice(cue.last, chance)
    held = bare(cue.holding[0]) if cue.holding else ""
    filled = {
        "me": cue.full or cue.me,
        "name": cue.to or cue.you,
        "topic": topic_of(cue.last, names),
        "word": echo_of(cue.last),
        "back": back_of(cue.last),
        "pick": one,
        "unpicked": two,
        "doing": cue.doing if working(cue) else "",
        "my_doing": own.mine(cue.doing, cue.pronoun, joined=False) if working(cue) else "",
        "doing_word": cue.doing.split()[0] if working(cue) else "",
        "held": held,
        "noun": thing_in(done(cue.last)),
        "goal": goal(cue),
        "trade": own.trade(cue),
        "earlier": earlier(cue, chance),
        "asked": asked_of(cue.last),
        "thing": bare(chance.choice(cue.things)) if cue.things else "",
        "fact": own.fact(cue),
        "quote": own.quote(cue),
        "doubt": doubt_of(cue.last),
    }
    return {name: plain(text) for name, text in capital(filled).items()}


def plain(text: str) -> str:
    """Words that cannot be taken for our own marks."""
    return MARKS.sub("", text)


def choice(turn: str, chance: Random) -> tuple[str, str]:
    found = CHOICE.search(turn)
    pair = [found["one"], found["two"]] if found else ["", ""]
    chance.shuffle(pair)
    return pair[0], pair[1]


def bare(thing: str) -> str:
    """What it is called, without its article."""
    return re.sub(r"^(?:an?|the|some|her|his|their|my) ", "", thing)


def earlier(cue: Cue, chance: Random) -> str:
    """Something that was said some turns ago, given back."""
    said = (back for line in cue.heard[:-RECENT] for back in backs(line))
    told = [back for back in said if len(back.split()) >= WORTH_RECALLING]
    return chance.choice(told) if told else ""


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
