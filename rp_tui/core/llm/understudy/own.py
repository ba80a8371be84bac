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
    "her": "my",
    "his": "my",
    "their": "my",
    "hers": "mine",
    "herself": "myself",
    "himself": "myself",
    "themself": "myself",
    "themselves": "myself",
    "him": "me",
    "them": "me",
}
LATER = re.compile(r"\b(?P<head>(?:she|he|they) )(?P<verb>[a-z]+)\b")
JOINED = re.compile(
    r"(?P<head>\b(?:and|but|or|then) (?:never |always |still |once )?)(?P<verb>[a-z]+)\b"
)
OBJECT = re.compile(
    r"\bher\b(?=[.,;!?]|\Z| (?:and|but|or|to|in|at|on|for|from|with|by|when|while|because|as|if)\b)"
)
EMPTY = frozenset(
    "this that with have from your what when where they them about then there".split()
)
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
            told = in_first_person(sentence, cue.me)
            if told:
                yield told


def in_first_person(sentence: str, me: str) -> str:
    """What is said of somebody, as said by that somebody; blank where it cannot be turned."""
    first = me.split()[0]
    plain = sentence.strip(' *"“”').replace("’", "'")
    if re.match(r"(?:I|My)\b", plain) and not re.search(rf"\b{re.escape(first)}\b", plain):
        return stopped(plain)
    head = re.match(
        rf"(?:{re.escape(me)}|{re.escape(first)}|She|He|They)(?P<s>'s)?"
        r"(?P<adverb> (?:never|always|often|still|once|only|also|rarely|secretly))? "
        r"(?P<verb>[a-z']+)\b",
        plain,
    )
    if not head:
        return ""
    rest = plain[head.end() :]
    if re.search(rf"\b(?:you|your|{re.escape(first)})\b", rest):
        return ""
    if head["s"]:
        verb = "'m " + head["verb"] if forms_be(head["verb"]) else ""
        if not verb:
            return ""
        return stopped(f"I{verb}{mine(rest)}")
    verb = agreeing(head["verb"])
    return stopped(f"I{head['adverb'] or ''} {verb}{mine(rest)}") if verb else ""


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
        case "doesn't" | "isn't" | "can't" | "won't" | "wasn't" | "didn't" | "couldn't":
            return {"doesn't": "don't", "isn't": "am not"}.get(verb, verb)
    lemma = forms().get(verb) or PLAIN.get(verb, "")
    if not lemma:
        return verb if verb.endswith("ed") else ""
    return lemma if verb.endswith("s") and verb != lemma else verb


# Verbs that portraits are told with, besides those of deeds.
PLAIN = {
    f"{verb}{'es' if verb.endswith(('sh', 'ch', 'ss')) else 's'}": verb
    for verb in """live love like hate want need prefer believe own talk speak dream hope fear miss
    suffer enjoy worry laugh manage grow teach belong care consider care spend tend trust distrust
    know work remember avoid bake""".split()
}


def mine(rest: str) -> str:
    """The rest of a sentence, with its pronouns and the verbs that go with them turned."""

    def later(found: re.Match[str]) -> str:
        turned = agreeing(found["verb"])
        return found["head"].replace("she", "I").replace("they", "I").replace("he", "I") + (
            turned or found["verb"]
        )

    def joined(found: re.Match[str]) -> str:
        return found["head"] + (agreeing(found["verb"]) or found["verb"])

    if " who " not in rest and " which " not in rest:
        rest = JOINED.sub(joined, rest)
    rest = LATER.sub(later, rest)
    rest = OBJECT.sub("me", rest)
    return re.sub(rf"\b(?:{'|'.join(MINE)})\b", lambda found: MINE[found[0]], rest)


def closest(told: Iterable[str], to: str) -> list[str]:
    """The sentences, those that share most words with a text first, whatever their forms."""
    wanted = stems(to)
    return sorted(told, key=lambda one: -len(wanted & stems(one)))


def stems(text: str) -> set[str]:
    return {forms().get(word, word) for word in words(text) if len(word) >= FEWEST} - EMPTY


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
