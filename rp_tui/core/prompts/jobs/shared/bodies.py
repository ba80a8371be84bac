"""What somebody is at, and how it stands or sits, as far as deeds tell."""

from collections.abc import Iterable, Iterator

from msgspec import UNSET, UnsetType

from rp_tui.core.domain.activity import ActivityChanged
from rp_tui.core.llm.understudy.english import doing
from rp_tui.core.prompts.jobs.shared import lexicon
from rp_tui.core.prompts.jobs.shared.deeds import AFTER_THING, ARTICLES, Deed

LONGEST_DOING = 7  # words

POSTURES = {
    "sit": "sitting",
    "stand": "standing",
    "lie": "lying",
    "kneel": "kneeling",
    "crouch": "crouching",
    "lean": "leaning",
    "perch": "sitting",
    "slump": "sitting",
    "sprawl": "lying",
    "curl": "lying",
    "rise": "standing",
    "walk": "standing",
    "pace": "standing",
    "dance": "standing",
    "float": "floating",
    "swim": "swimming",
}

# What goes on for a while; the rest is over when it is told.
LASTING = frozenset(
    """sit stand lie kneel crouch lean perch sprawl curl walk pace dance swim drive ride cook read
    write draw paint knit sew type play sing wash scrub polish pack carry hold hide wait watch
    listen study work sleep rest drink eat smoke stir chop peel knead bake climb march stroll wander
    tidy clean sort sweep fish row sail examine guard follow search repair mend fix shelve pour brew
    tend count stack sell""".split()
)
PASSING = frozenset(
    """smile grin nod shrug look glance blink laugh chuckle giggle frown blush sigh say ask tell
    whisper murmur mutter add turn raise tilt give hand put set pick take let make keep get come go
    be have do begin start try seem""".split()
)
ABSORBING = frozenset("drive ride climb swim fight row sail chop sew repair".split())
NOT_INTERRUPTIBLE = frozenset("drive ride climb swim fight".split())


def activity(deeds: Iterable[Deed]) -> ActivityChanged:
    """What the last lasting thing that somebody does makes of its activity."""
    verb: str | UnsetType = UNSET
    posture: str | UnsetType = UNSET
    lasting: Deed | None = None
    for deed in deeds:
        if deed.verb == "be" and deed.words[:1] == ["asleep"]:
            deed = Deed(deed.who, "sleep", "", deed.by)
        posture = posture_of(deed) or posture
        if deed.verb in LASTING or (deed.ongoing and deed.verb not in PASSING):
            lasting, verb = deed, said(deed)
    if lasting is None:
        return ActivityChanged(posture=posture)
    high = lasting.verb in ABSORBING
    return ActivityChanged(
        verb=verb,
        posture=posture,
        required_attention="high" if high else "low",
        interruptible=lasting.verb not in NOT_INTERRUPTIBLE,
    )


def posture_of(deed: Deed) -> str:
    words = deed.words
    if deed.verb in {"get", "stand", "sit"} and words[:1] == ["up"]:
        return "standing" if deed.verb != "sit" else "sitting"
    return POSTURES.get(deed.verb, "")


def said(deed: Deed) -> str:
    """As "leaning back against the counter"."""
    rest = deed.rest.split()
    if deed.verb in POSTURES and rest[:1] in (["up"], ["down"]):
        del rest[0]
    rest = rest[:LONGEST_DOING] if len(rest) > LONGEST_DOING else rest
    while rest and len(deed.words) > LONGEST_DOING and rest[-1].lower() in AFTER_THING | ARTICLES:
        del rest[-1]
    return " ".join([doing(deed.verb), *rest]).rstrip(" ,;:-")


def conditions(text: str) -> Iterator[tuple[str, str]]:
    """What a text says has become of a body, each with the state that it belongs to."""
    seen: set[str] = set()
    for what, how, words in lexicon.CONDITIONS:
        if what not in seen and words.search(text):
            seen.add(what)
            yield what, how
