"""What is said and what is done in an utterance, as far as a plain rule can read it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from rp_tui.core.domain.markers import segments
from rp_tui.core.llm.understudy.english import LONGEST_READ, SPEECH, forms, sentences
from rp_tui.core.prompts.jobs.shared.matter import Said, among, same

CLAUSE = re.compile(r"\s*(?:[.!?…;:—]+|,? (?:and then|and|then|but|before|as|while) |, )\s*")
TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
OWN = frozenset("i he she they".split())
SELF = re.compile(r"\b(?:I|my|me)\b")
POSSESSIVE = frozenset("my his her their your our its".split())
IF = re.compile(r"\W*(?:if|unless|imagine|suppose)\b", re.IGNORECASE)
UNDONE = frozenset("to not never almost nearly".split())
WHERE = frozenset(
    """across beside behind opposite next in at on by near under above below outside inside from
    over around before without after""".split()
)
LEAD = re.compile(r"(?:(?:and|then|so|finally|at last|with that|without looking back),?\s+)+", re.I)
FORWARD = 4  # words among which a clause has its verb

# Where a thing's name ends.
AFTER_THING = frozenset(
    """from to and off out in on onto into with down up back at over for before then as while
    without until who that which against behind under beside across between near around toward
    towards through along away so but again too by gently slowly carefully quickly""".split()
)
ARTICLES = frozenset("the a an his her my your their its some this that one two".split())
NO_THING = frozenset(
    """hand hands arm arms finger fingers face breath sip step steps seat look glance moment minute
    second break bite drag turn chance care nod hug kiss smile shot stand place lead pause pulse
    time weight shoulder shoulders chin wrist waist head cheek cheeks jaw hair eyes eye it them him
    me you us her nap walk ride drink swig gulp pace thread conversation photo picture nerve
    advantage offer advice order orders word words hint ease notice note attention way side effort
    courage voice silence mouthful swallow bit hold interest comfort refuge deep long cup mug glass
    drinks beer wine coffee tea water plate bowl""".split()
)
THING_WORDS = 4

PARTICLES = frozenset("up down out back off away over on in".split())

TAKES = frozenset("take grab pocket snatch collect steal buy receive accept catch fetch".split())
GIVES = frozenset("give hand pass toss lend return".split())
DROPS = frozenset("drop lose discard".split())


# What is taken from there was its taker's before.
HAD = re.compile(r"\b(?:from|out of) (?:his|her|my|their) \w+")


class Deed(Struct, frozen=True):
    """Somebody does something: "leans" and "back against the counter"."""

    who: str
    verb: str
    rest: str
    by: str  # whose prose tells of it
    ongoing: bool = False  # told as "leaning", not as "leans"

    @property
    def words(self) -> list[str]:
        return [word.lower() for word in TOKEN.findall(self.rest)]


class Passing(Struct, frozen=True):
    """A thing goes from somebody, or to somebody; blank is nobody who is known."""

    thing: str
    giver: str = ""
    taker: str = ""


def parts(text: str) -> tuple[list[str], list[str]]:
    """What is spoken in an utterance and what is told of, each in its order.

    Where speech stands in quotation marks, what stands outside of them is told.
    """
    spoken: list[str] = []
    told: list[str] = []
    for segment in segments(text[:LONGEST_READ]):
        if segment.kind == "action":
            told.append(segment.text.strip())
        elif segment.kind == "dialogue" and SPEECH.search(segment.text):
            spoken += [said.strip() for said in SPEECH.findall(segment.text)]
            told += [rest.strip() for rest in SPEECH.split(segment.text)[::2]]
        elif segment.kind == "dialogue":
            spoken.append(segment.text.strip())
    return [*filter(TOKEN.search, spoken)], [*filter(TOKEN.search, told)]


def speech(text: str) -> str:
    """All that is spoken in an utterance."""
    return " ".join(parts(text)[0])


def told(text: str) -> str:
    """All that an utterance tells of."""
    return " ".join(parts(text)[1])


def deeds(said: Said, names: Sequence[str]) -> list[Deed]:
    """What an utterance says that people do; `names` are all who are there, the player first."""
    told_of = parts(said.text)[1]
    others = [name for name in names if name and not same(name, said.who)]
    own_person = any(SELF.search(passage) for passage in told_of)
    she = said.who
    if own_person:
        she = others[0] if len(others) == 1 else ""
    found: list[Deed] = []
    for sentence in (s for passage in told_of for s in sentences(passage)):
        found += of_sentence(sentence, said.who, names, she)
        named = [name for word in TOKEN.findall(sentence) if (name := among(word, others))]
        she = named[-1] if own_person and named else she
    return found


def of_sentence(
    sentence: str, by: str, names: Sequence[str], she: str | None = None
) -> Iterator[Deed]:
    """The deeds of a sentence; "she" and "he" are who tells it, if it is not said who else."""
    if IF.match(sentence):
        return
    who = by
    for clause in CLAUSE.split(sentence):
        clause = LEAD.sub("", clause, count=1) if LEAD.match(clause) else clause
        clause = turned(clause, names)
        words = TOKEN.findall(clause)
        if not words:
            continue
        subject, skipped = doer(words, by, names, by if she is None else she)
        if skipped and not subject:
            continue
        who = subject or who
        reach = FORWARD if subject else 1 + words[0].lower().endswith("ly")
        found = verb_of(words[skipped : skipped + reach])
        if found is None:
            continue
        at, verb = skipped + found[0], found[1]
        if words[0].lower() not in POSSESSIVE:
            ongoing = words[at].lower().endswith("ing") and verb != words[at].lower()
            yield Deed(who, verb, after(clause, at + 1), by, ongoing)


def turned(clause: str, names: Sequence[str]) -> str:
    """A clause from its subject on, where a place stands first: "By the fire Ann reads"."""
    words = [(found[0], found.start()) for found in TOKEN.finditer(clause)]
    if not words or words[0][0].lower() not in WHERE:
        return clause
    for (word, start), (verb, _) in list(pairwise(words))[1:]:
        is_verb = verb.lower() in forms() and not verb.lower().endswith("ing")
        if is_verb and (word.lower() in OWN | {"you"} or among(word, names)):
            return clause[start:]
    return clause


def doer(words: Sequence[str], by: str, names: Sequence[str], she: str) -> tuple[str, int]:
    """Who a clause says does it, and how many words say so; blank where it does not say."""
    first = words[0].lower().split("'")[0].split("’")[0]
    others = [name for name in names if name and name != by]
    if first in OWN:
        return (by if first == "i" else she), 1
    if first in {"you", "we"}:
        return (others[0] if first == "you" and others else by), 1
    for length in range(min(FORWARD, len(words)), 1, -1):
        phrase = " ".join(words[:length])
        if named := next((name for name in names if same(phrase, name)), ""):
            return named, length
    named = among(words[0], names)
    return named, 1 if named else 0


def verb_of(words: Sequence[str]) -> tuple[int, str] | None:
    """The first word that is a verb's form, and its verb; an auxiliary only where none follows."""
    known = forms()
    small = [word.lower().replace("’", "'") for word in words]
    if any(word in UNDONE or word.endswith("n't") for word in small[:-1]):
        return None  # what is wanted or denied is not done
    found = [(at, known[word.lower()]) for at, word in enumerate(words) if word.lower() in known]
    full = [(at, verb) for at, verb in found if verb not in {"be", "have", "do"}]
    return next(iter(full or found), None)


def after(clause: str, count: int) -> str:
    """A clause behind so many of its words."""
    spans = list(TOKEN.finditer(clause))
    return clause[spans[count - 1].end() :].strip(" ,.*\"'") if count <= len(spans) else ""


def passings(read: Iterable[Deed], names: Sequence[str]) -> Iterator[Passing]:
    """The things that change hands, are picked up or are left."""
    for deed in read:
        words, verb = deed.words, deed.verb
        if verb in GIVES:
            yield from given(deed, names)
        elif verb in TAKES or (verb == "pick" and words[:1] == ["up"]):
            if (thing := thing_in(deed.rest)) and not HAD.search(deed.rest):
                yield Passing(thing, giver(deed, names), deed.who)
        elif verb in DROPS or (verb in {"put", "set", "lay", "throw"} and put_away(words)):
            yield from left(deed)


def left(deed: Deed) -> Iterator[Passing]:
    if thing := thing_in(deed.rest):
        yield Passing(thing, deed.who)


def put_away(words: Sequence[str]) -> bool:
    return bool({"down", "away"} & {*words}) or ("on" in words and "table" in words)


def given(deed: Deed, names: Sequence[str]) -> Iterator[Passing]:
    taker, rest = receiver(deed, names)
    if taker and taker != deed.who and (thing := thing_in(rest)):
        yield Passing(thing, deed.who, taker)


def receiver(deed: Deed, names: Sequence[str]) -> tuple[str, str]:
    """Who is given something, and the words that say what."""
    words = TOKEN.findall(deed.rest)
    if words and (first := person(words[0], deed, names)) and words[0].lower() not in ARTICLES:
        return first, after(deed.rest, 1)
    if words[:1] and words[0].lower() in {"you", "me", "him", "her", "them"}:
        return person(words[0], deed, names), after(deed.rest, 1)
    match = re.search(r"\b(?:to|over to|back to) ([^\W_]+(?: [^\W_]+)?)", deed.rest)
    if match:
        tail = match[1].split()
        who = among(match[1], names) or person(tail[0], deed, names)
        return who, deed.rest[: match.start()]
    return "", ""


def person(word: str, deed: Deed, names: Sequence[str]) -> str:
    """Whom a word means: a name, or of two who are there the other one."""
    if named := among(word, names):
        return named
    others = [name for name in names if name and name != deed.who]
    match word.lower():
        case "you":
            return next((name for name in others if name != deed.by), deed.who)
        case "me":
            return deed.by
        case "him" | "her" | "them" if len(others) == 1:
            return others[0]
    return ""


def giver(deed: Deed, names: Sequence[str]) -> str:
    """From whom a thing is taken, where the prose says so."""
    match = re.search(r"\bfrom (?:your? )?([^\W_]+)", deed.rest)
    found = person(match[1], deed, names) if match else ""
    if match and not found and "from your" in deed.rest.lower():
        found = person("you", deed, names)
    return "" if found == deed.who else found


def thing_in(rest: str) -> str:
    """The name of the thing that a verb is about: "the old key from the hook" is the old key."""
    words = TOKEN.findall(rest)
    while words and words[0].lower() in PARTICLES:
        del words[0]
    if not words or not (words[0].lower() in ARTICLES or words[0].endswith(("'s", "’s"))):
        return ""
    name: list[str] = []
    for word in words[1 : THING_WORDS + 1]:
        if word.lower() in AFTER_THING:
            break
        name.append(word)
    if "of" in name and (head := name[: name.index("of")]) and head[-1].lower() in NO_THING:
        return ""
    if not name or name[-1].lower() in NO_THING or name[0].lower() in NO_THING:
        return ""
    return " ".join(name).removesuffix("'s").strip()
