"""What a speaker can say of itself: sentences of its portrait, said in the first person."""

import re
from collections.abc import Iterable, Iterator

from rp_tui.core.llm.understudy.cue import Cue, spoken
from rp_tui.core.llm.understudy.english import forms, opened, sentences, stopped, words

LONGEST = 24  # words of a sentence that can be said aloud
SHORTEST_SAMPLE, LONGEST_SAMPLE = 4, 16
FEWEST = 4

FORBIDDEN = frozenset("user player bot character roleplay {{user}} {{char}} narrator ai".split())
MINE = {
    "she": {"her": "my", "hers": "mine", "herself": "myself"},
    "he": {"his": "my", "him": "me", "himself": "myself"},
    "they": {"their": "my", "theirs": "mine", "them": "me", "themself": "myself"},
}
ADVERB = r"(?:(?:never|always|often|still|once|only|also|rarely|secretly|just|never quite) )?"
LEAD = re.compile(
    r"(?P<lead>(?:When|After|Before|In|At|On|Once|Since|Until|As|For|During|Every|Most) "
    r"[^,]{3,80}, )(?P<rest>(?:she|he|they) .+)"
)
JOINED = re.compile(rf"(?P<head>\b(?:and|but|or|then) {ADVERB})(?P<verb>[a-z']+)\b")
HER = re.compile(
    r"\bher\b(?=[.,;!?]|\Z| (?:and|but|or|to|in|at|on|for|from|with|by|when|while|because|as|if)\b)"
)
EMPTY = frozenset(
    "this that with have from your what when where they them about then there".split()
)
ENDING = re.compile(r"(?:ing|ed|s)\Z")
MATTERS = {
    matter: frozenset(ENDING.sub("", word) for word in text.split())
    for matter, text in {
        "*kin": """family brother sister mother father parents husband wife son daughter uncle aunt
            grandmother grandfather grandparents cousin orphan orphanage child children childhood
            raised grew grow""",
        "*work": "work job trade living learned learn learning trained taught train teach school",
        "*home": "home from born village town city country grew grow moved move live lived",
        "*love": "love loved married marry husband wife lover alone lonely",
        "*fear": "afraid fear scared dark worst never cannot",
    }.items()
}
TRADES = frozenset(
    """nurse doctor surgeon medic teacher professor student librarian barista bartender baker cook
    chef waitress waiter mechanic engineer pilot captain sailor fisher fisherman soldier knight
    guard detective officer lawyer journalist writer poet painter sculptor musician cellist
    violinist pianist singer dancer actor actress thief smuggler witch wizard priest nun monk
    carpenter smith blacksmith farmer gardener florist tailor seamstress photographer archivist
    scientist botanist astronomer hacker programmer accountant clerk courier driver landlady
    innkeeper merchant healer ranger hunter assassin mercenary spy diplomat princess prince queen
    king vampire android bookseller locksmith watchmaker lighthouse-keeper undertaker""".split()
)


def own_sentences(cue: Cue) -> Iterator[str]:
    """The portrait's sentences that can be said, in the first person."""
    traits = {word for word in words(" ".join(cue.traits)) if len(word) >= FEWEST} - EMPTY
    unsaid = FORBIDDEN | traits  # nobody calls itself shy
    for sentence in sentences(cue.portrait):
        said = words(sentence)
        if FEWEST <= len(said) <= LONGEST and not {*said} & unsaid:
            told = in_first_person(sentence, cue.full or cue.me, cue.pronoun)
            if told:
                yield told


def in_first_person(sentence: str, me: str, pronoun: str) -> str:
    """What is said of somebody, as said by that somebody; blank where it cannot be turned."""
    first = me.split()[0] if me.split() else me
    plain = sentence.strip(' *"“”').replace("’", "'")
    if re.search(r"\b(?:you|your)\b", plain, re.IGNORECASE):
        return ""
    if re.match(r"(?:I|My)\b", plain) and not re.search(rf"\b{re.escape(first)}\b", plain):
        return stopped(plain)
    if lead := LEAD.match(plain):
        told = of_oneself(opened(lead["rest"]), me, first, pronoun)
        return f"{mine(lead['lead'], pronoun)}{told}" if told else ""
    return of_oneself(plain, me, first, pronoun)


def of_oneself(plain: str, me: str, first: str, pronoun: str) -> str:
    """The same, of a sentence that begins with who it is about, or with what is theirs."""
    own = {"she": "Her", "he": "His", "they": "Their"}[pronoun]
    if plain.startswith(f"{own} ") and not re.search(rf"\b{re.escape(first)}\b", plain):
        return stopped(f"My{mine(plain.removeprefix(own), pronoun, joined=False)}")
    head = re.match(
        rf"(?:{re.escape(me)}|{re.escape(first)}|{pronoun.capitalize()})(?P<s>'s)?"
        rf" (?P<adverb>{ADVERB})(?P<verb>[a-z']+)\b",
        plain,
    )
    if not head or re.search(rf"\b{re.escape(first)}\b", plain[head.end() :]):
        return ""
    rest = mine(plain[head.end() :], pronoun)
    if head["s"]:
        return stopped(f"I'm {head['verb']}{rest}") if forms_be(head["verb"]) else ""
    verb = agreeing(head["verb"])
    return stopped(f"I {head['adverb']}{verb}{rest}") if verb else ""


def forms_be(word: str) -> bool:
    """Whether "'s" before a word is "is"."""
    return word in {"a", "an", "the", "not", "always"} or word.endswith("ing")


def agreeing(verb: str) -> str:
    """A verb said of another, said of oneself; blank where it is no verb that is known."""
    match verb:
        case "is" | "are":
            return "am"
        case "was" | "were" | "had" | "did" | "could" | "would" | "can" | "will" | "cannot":
            return "was" if verb == "were" else verb
        case "has" | "does":
            return {"has": "have", "does": "do"}[verb]
        case "doesn't" | "isn't" | "hasn't" | "can't" | "won't" | "wasn't" | "didn't" | "couldn't":
            return {"doesn't": "don't", "isn't": "am not", "hasn't": "haven't"}.get(verb, verb)
    lemma = forms().get(verb) or PLAIN.get(verb, "")
    if not lemma:
        return verb if verb.endswith("ed") else unsaid(verb)
    return lemma if verb.endswith("s") and verb != lemma else verb


def unsaid(verb: str) -> str:
    """What stands behind she, he or they and ends in an s is a verb, known or not."""
    if not verb.endswith("s") or verb.endswith(("ss", "us", "is")) or "'" in verb:
        return ""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("ches", "shes", "xes", "sses")) else verb[:-1]


# Verbs that portraits are told with, besides those of deeds.
PLAIN = {
    f"{verb}{'es' if verb.endswith(('sh', 'ch', 'ss')) else 's'}": verb
    for verb in """live love like hate want need prefer believe own talk speak dream hope fear miss
    suffer enjoy worry laugh manage grow teach belong care consider spend tend trust distrust
    know work remember avoid bake learn""".split()
}


def mine(rest: str, pronoun: str, *, joined: bool = True) -> str:
    """The rest of a sentence, with its pronouns and the verbs that go with them turned."""
    later = re.compile(rf"\b{pronoun} (?P<adverb>{ADVERB})(?P<verb>[a-z']+)\b")
    if joined and " who " not in rest and " which " not in rest:
        rest = JOINED.sub(lambda at: at["head"] + known(at["verb"]), rest)
    rest = later.sub(lambda at: f"I {at['adverb']}{agreeing(at['verb']) or at['verb']}", rest)
    if pronoun == "she":
        rest = HER.sub("me", rest)
    turned = MINE[pronoun]
    return re.sub(rf"\b(?:{'|'.join(turned)})\b", lambda found: turned[found[0]], rest)


def known(verb: str) -> str:
    """A word as one says it of oneself, if it is a verb that is known for sure."""
    sure = verb in forms() or verb in PLAIN or verb.endswith("n't") or verb in {"is", "has", "does"}
    return (agreeing(verb) or verb) if sure else verb


def closest(told: Iterable[str], to: str) -> list[str]:
    """The sentences, those that share most words with a text first, whatever their forms."""
    wanted = stems(to)
    return sorted(told, key=lambda one: -len(wanted & stems(one)))


def stems(text: str) -> set[str]:
    """What a text is about: its longer words without their endings, and the matters they touch."""
    said = {forms().get(word, ENDING.sub("", word)) for word in words(text) if len(word) >= FEWEST}
    kept = said - EMPTY
    return kept | {matter for matter, of in MATTERS.items() if kept & of}


def samples(cue: Cue) -> Iterator[str]:
    """What the voice samples say aloud and could be said any time, the short ones whole."""
    for sample in cue.voice:
        aloud = " ".join(spoken(sample).split())
        if fits(aloud):
            yield opened(aloud)
            continue
        yield from (opened(told) for told in sentences(aloud) if fits(told))


def fits(line: str) -> bool:
    said = words(line)
    return SHORTEST_SAMPLE <= len(said) <= LONGEST_SAMPLE and not {*said} & FORBIDDEN


def trade(cue: Cue) -> str:
    """What the speaker is by profession, if its portrait says so."""
    return next((word for word in words(cue.portrait) if word in TRADES), "")


def fact(cue: Cue) -> str:
    """A fact of who is answered, said to the face: "Robin is a nurse." is "you're a nurse"."""
    name = re.escape(cue.to or cue.you or "\0")
    for known in reversed(cue.facts):
        plain = known.strip().rstrip(".")
        for pattern, to in (
            (rf"\A{name} is (?!called|named)", "you're "),
            (rf"\A{name} was ", "you were "),
            (rf"\A{name} has ", "you have "),
            (rf"\A{name} never ", "you never "),
            (rf"\A{name} used to ", "you used to "),
            (rf"\A{name}'s ", "your "),
        ):
            said = re.sub(pattern, to, plain)
            if said != plain and not re.search(r"\b(?:they|their|them|he|she|his|her)\b", said):
                return said
    return ""


def quote(cue: Cue) -> str:
    """Words of who is answered that the speaker remembers."""
    name = re.escape(cue.to or cue.you or "\0")
    for memory in cue.memories:
        found = re.search(rf'\b{name} (?:said|asked|told me), "(?P<said>[^"]{{8,90}})"', memory)
        if found:
            return found["said"]
    return ""
