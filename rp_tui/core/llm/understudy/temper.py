"""What a speaker is like right now: a temper from its traits, a mood, and how warm it is."""

import re

from rp_tui.core.llm.understudy.cue import Cue
from rp_tui.core.llm.understudy.english import words

COLD, FOND = 35, 65  # affinity below and from which it shows

TEMPERS = {
    "dry": """dry sarcastic sardonic cynical witty deadpan ironic wry blunt snarky cutting sharp
        jaded caustic acerbic quip smartass clever unimpressed""",
    "warm": """warm kind gentle caring nurturing motherly tender compassionate patient generous
        sweet loving empathetic soft maternal supportive affectionate hospitable""",
    "shy": """shy introverted timid quiet awkward anxious nervous insecure bashful soft-spoken
        socially reserved hesitant stammers blushes meek bookish""",
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
SITS = re.compile(r"\b(?:sit|sits|sitting|lying|perched|curled|driving|riding)\b")
MOST = 2  # tempers of one speaker


def tempers(cue: Cue) -> list[str]:
    """The tempers that show in traits, then in persona and voice, the strongest first."""
    traits = words(" ".join(cue.traits).replace("quick to anger", "fierce hot-headed"))
    portrait = words(" ".join((cue.portrait, *cue.voice)))
    known = {name: {*text.split()} for name, text in TEMPERS.items()}
    marks = {
        name: 3 * sum(word in own for word in traits) + sum(word in own for word in portrait)
        for name, own in known.items()
    }
    found = sorted((name for name in marks if marks[name]), key=lambda name: -marks[name])
    return found[:MOST]


def moods(cue: Cue) -> set[str]:
    felt = {*words(cue.feeling)}
    return {name for name, text in MOODS.items() if felt & {*text.split()}}


def tags(cue: Cue) -> frozenset[str]:
    """All that a fragment may ask for."""
    warmth = {"cold"} if cue.affinity < COLD else {"fond"} if cue.affinity >= FOND else set()
    seated = bool(SITS.search(cue.stance))
    return frozenset({*tempers(cue), *moods(cue), *warmth, "sit" if seated else "stand"})
