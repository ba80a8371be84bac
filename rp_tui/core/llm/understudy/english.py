"""As much English as a rule needs: sentences, words, and the forms of verbs.

The understudy writes with it, and the plain rules of the jobs read with it.
"""

import re
from collections.abc import Iterable
from functools import cache

LONGEST_READ = 4_000  # characters; a rule that reads more of one text learns nothing more

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SENTENCE = re.compile(r"[^.!?…\n]*+(?:[.!?…]++[\"”'’*)]*+|\n|\Z)")
TITLE = re.compile(r"\b(?:mr|mrs|ms|dr|st|prof|sgt|lt|capt)\.\Z", re.IGNORECASE)
SPEECH = re.compile(r"[\"“]([^\"“”]*)[\"”]")

DOUBLING = re.compile(r"[^aeiou][aeiou][bdgklmnprt]\Z")
VOWELS = re.compile(r"[aeiouy]+")

IRREGULAR = {
    "be": "was", "become": "became", "begin": "began", "bend": "bent", "bind": "bound",
    "bite": "bit", "blow": "blew", "break": "broke", "bring": "brought", "build": "built",
    "buy": "bought", "catch": "caught", "choose": "chose", "cling": "clung", "come": "came",
    "cost": "cost", "cut": "cut", "dig": "dug", "do": "did", "draw": "drew", "drink": "drank",
    "drive": "drove",
    "eat": "ate", "fall": "fell", "feed": "fed", "feel": "felt", "fight": "fought",
    "find": "found", "fly": "flew", "forget": "forgot", "forgive": "forgave", "freeze": "froze",
    "get": "got", "give": "gave", "go": "went", "grow": "grew", "hang": "hung", "have": "had",
    "hear": "heard", "hide": "hid", "hit": "hit", "hold": "held", "hurt": "hurt",
    "keep": "kept", "kneel": "knelt", "know": "knew", "lay": "laid", "lead": "led",
    "leave": "left", "lend": "lent", "let": "let", "lie": "lay", "light": "lit", "lose": "lost",
    "make": "made", "mean": "meant", "meet": "met", "pay": "paid", "put": "put", "read": "read",
    "ride": "rode", "ring": "rang", "rise": "rose", "run": "ran", "say": "said", "see": "saw",
    "seek": "sought", "sell": "sold", "send": "sent", "set": "set", "shake": "shook",
    "shine": "shone", "shoot": "shot", "shrink": "shrank", "shut": "shut", "sing": "sang",
    "sink": "sank", "sit": "sat", "sleep": "slept", "slide": "slid", "speak": "spoke",
    "spend": "spent", "spin": "spun", "spread": "spread", "stand": "stood", "steal": "stole",
    "stride": "strode", "stick": "stuck", "sting": "stung", "strike": "struck",
    "sweep": "swept", "swim": "swam", "swing": "swung", "take": "took", "teach": "taught",
    "tear": "tore", "tell": "told", "think": "thought", "throw": "threw",
    "understand": "understood", "wake": "woke", "wear": "wore", "weep": "wept", "win": "won",
    "wind": "wound", "write": "wrote",
}  # fmt: skip

# Verbs of which prose says that somebody does them, besides the irregular ones.
REGULAR = """
    accept add adjust admit agree answer approach arch arrive ask back balance beckon blink
    block blush bow brew brush button call carry chase check chew chop chuckle circle clap clean
    clear clench climb close collapse collect comb complain confess cook cough count cover crack
    crawl cross crouch cry cup curl dance deal depart dip disappear discard dismount drag dress
    drift drop drum dry duck edge embrace empty end enter escape examine exhale expect explain
    fasten fetch fiddle fidget fill finish fish fix flick flinch flip float flop flush fold
    follow frown fumble gasp gather gaze gesture giggle glance glare grab grasp grimace grin
    grip groan grumble guard guide hand head hesitate hoist hover hug hum hurry ignore inch
    insist inspect join joke jump kick kiss knead knit knock laugh lean lift light limp linger
    listen load lock look lower lug march mend mention mix mop mount move mumble murmur mutter
    nibble nod notice nudge offer open order pace pack paddle paint park pass pat pause peel
    peer perch pet pick pin place plant play plug pocket point polish pour press pretend promise
    prop prowl pull push quip rap reach read realise realize receive reload remember remind
    remove repeat rest return roll row rub rummage rush sag sail salute scan scoff scoop scowl
    scrape scratch scribble scrub settle sew sharpen shelve shift shiver shout shove shrug
    shuffle sigh sip skim slap slice slip slouch slow slump smile smirk smoke smooth snap snatch
    sneak sniff snort snuggle sob sort spit sprawl squeeze squint stack stagger stalk stammer
    stare start stay step stir stitch stoke stop storm straddle straighten stretch stroke stroll
    study stuff stumble suggest swallow sway swipe tap taste taxi tend test thank tidy tie tilt
    tip toss touch trace trail travel tread tremble trip trot try tuck tug turn twirl twist type
    unfold unlock unpack untie unwrap use vanish wade wait walk wander wash watch water wave
    weigh whisper whistle wince wink wipe wonder work wrap wriggle yank yawn yell
""".split()

DOUBLED = frozenset("uncap admit begin forget prefer regret upset".split())


def sentences(text: str) -> list[str]:
    """A text's sentences, each with its stop; a title such as Dr. ends none."""
    found: list[str] = []
    for piece in SENTENCE.findall(text[:LONGEST_READ]):
        if found and TITLE.search(found[-1]):
            found[-1] = f"{found[-1]}{piece}"
        elif WORD.search(piece):
            found.append(piece)
        elif found and piece.strip():
            found[-1] += piece.strip()
    return [" ".join(piece.split()) for piece in found]


def words(text: str) -> list[str]:
    """A text's words, in small letters and with straight apostrophes."""
    return WORD.findall(text[:LONGEST_READ].replace("’", "'").lower())


def third(verb: str) -> str:
    """What somebody else does now: leans."""
    match verb:
        case "be" | "have":
            return {"be": "is", "have": "has"}[verb]
        case "do" | "go":
            return f"{verb}es"
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def doing(verb: str) -> str:
    """What somebody is at: leaning."""
    if verb == "be":
        return "being"
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    return f"{doubled(verb)}ing"


def past(verb: str) -> str:
    """What somebody did: leaned."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{doubled(verb)}ed"


def doubled(verb: str) -> str:
    """The verb with its last letter twice, where its forms have it so: sit, sitting."""
    short = len(VOWELS.findall(verb)) == 1 or verb in DOUBLED
    return verb + verb[-1] if short and DOUBLING.search(f"-{verb}") else verb


@cache
def forms() -> dict[str, str]:
    """The verb that a form is of, for the verbs that are known: leans, leaned, leaning."""
    known: dict[str, str] = {}
    for verb in (*REGULAR, *IRREGULAR):
        for form in (third(verb), doing(verb), past(verb), verb):
            known[form] = verb
    return {**known, "am": "be", "are": "be", "were": "be", "lay": "lie", "felt": "feel"}


def joined(things: Iterable[str], word: str = "and") -> str:
    """As "Ann, Robin and Ben"; blank where there is nothing."""
    *most, last = list(things) or [""]
    return f"{', '.join(most)} {word} {last}" if most else last


def opened(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """The text with a stop at its end."""
    text = text.rstrip()
    return text if not text or text.endswith((".", "!", "?", "…", '"', "”")) else f"{text}."
