"""What a speaker is like right now: a temper from its traits, a mood, and how warm it is."""

import re

from rp_tui.core.llm.understudy.cue import Cue
from rp_tui.core.llm.understudy.english import LONGEST_READ, words
from rp_tui.core.llm.understudy.material.places import PLACES

INDOORS = frozenset(
    "lighthouse kitchen bar cafe office bedroom home stone books ward laundry work".split()
)
OUTDOORS = frozenset("street wood water roof".split())
RIDES = frozenset("car train boat space".split())
MORNING_H, EVENING_H = 5, 17
COLD, FOND = 35, 65  # affinity below and from which it shows

TEMPERS = {
    "dry": """dry sarcastic sardonic cynical witty deadpan ironic wry blunt snarky cutting sharp
        jaded caustic acerbic quip smartass clever unimpressed quick-witted sharp-tongued""",
    "warm": """warm kind gentle caring nurturing motherly tender compassionate patient generous
        sweet loving empathetic soft maternal supportive affectionate hospitable""",
    "shy": """shy introverted timid awkward anxious nervous insecure bashful soft-spoken
        hesitant stammers blushes meek bookish""",
    "terse": """reserved taciturn laconic terse curt brusque gruff reticent guarded quiet silent
        private spare plain-spoken wordless""",
    "bold": """bold flirty flirtatious playful mischievous cheeky confident daring seductive
        charming reckless teasing adventurous cocky swagger rogue shameless roguish""",
    "fierce": """fierce angry hot-headed hotheaded proud stubborn tough aggressive intense
        protective competitive temper quick-tempered brave rebellious defiant ruthless warrior""",
    "grave": """grave stoic serious formal stern cold solemn melancholy melancholic wise mysterious
        calm composed ancient haunted brooding dignified disciplined measured thoughtful aloof""",
    "bright": """bright cheerful energetic optimistic bubbly enthusiastic curious excitable chatty
        lively talkative sunny impulsive eager childlike joyful""",
}
MOODS = {
    "sad": "sad grieving lonely mournful melancholy heartbroken down blue",
    "hurt": "hurt stung betrayed wounded crushed",
    "angry": "angry furious irritated annoyed seething resentful mad",
    "afraid": "afraid scared frightened anxious terrified uneasy wary nervous",
    "glad": "glad happy pleased amused joyful cheerful delighted warmed moved tender hopeful",
    "weary": "weary tired exhausted drained sleepy worn",
    "flustered": "flustered embarrassed shy blushing",
}
PAST_YEAR = re.compile(r"\b1[0-8]\d\d\b|\b19[0-3]\d\b")  # before things hummed
SITS = re.compile(r"\b(?:sit|sits|sitting|lying|perched|curled|driving|riding)\b")
COMPOUND = re.compile(r"[a-z]+(?:-[a-z]+)*")
MOST = 2  # tempers of one speaker


def tempers(cue: Cue) -> list[str]:
    """The tempers that show in the traits, or else in the persona, the strongest first."""
    traits = " ".join(cue.traits).replace("quick to anger", "fierce hot-headed")
    return marked(traits) or marked(cue.portrait)


def marked(text: str) -> list[str]:
    """The tempers of which a text holds words, the one with most of them first."""
    told = COMPOUND.findall(text[:LONGEST_READ].lower())
    marks = {name: sum(word in known.split() for word in told) for name, known in TEMPERS.items()}
    found = sorted((name for name in marks if marks[name]), key=lambda name: -marks[name])
    return found[:MOST]


def moods(cue: Cue) -> set[str]:
    felt = {*words(cue.feeling)}
    return {name for name, text in MOODS.items() if felt & {*text.split()}}


def tags(cue: Cue) -> frozenset[str]:
    """All that a fragment may ask for."""
    warmth = {"cold"} if cue.affinity < COLD else {"fond"} if cue.affinity >= FOND else set()
    seated = bool(SITS.search(cue.stance))
    stance = "sit" if seated or cue.riding else "stand"
    return frozenset({*tempers(cue), *moods(cue), *warmth, *setting(cue), stance})


def setting(cue: Cue) -> set[str]:
    """Where and when it is, so far as fragments ask for it."""
    kinds = kinds_of(cue)
    ride = cue.riding or bool({*kinds[:1]} & RIDES)
    inside = not ride and bool({*kinds[:1]} & INDOORS)
    outside = not ride and bool({*kinds[:1]} & OUTDOORS)
    late = cue.hour is None or not MORNING_H <= cue.hour < EVENING_H
    today = not PAST_YEAR.search(f"{cue.portrait} {cue.scene}")
    found = {"in": inside, "out": outside, "ride": ride, "still": not ride, "late": late}
    found["today"] = today
    return {tag for tag, holds in found.items() if holds}


def kinds_of(cue: Cue) -> list[str]:
    """The kinds of place that the speaker's is, by the words of its name, or of the scene."""
    named = {*words(cue.place)} or {*words(cue.scene)}
    return [kind for kind, known in PLACES.items() if named & {*known.split()}]
