"""Tells anew, from one witness's side and in the past, what was said and done before it."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from rp_tui.core.llm.understudy.english import joined as listed
from rp_tui.core.llm.understudy.english import opened, past, sentences, stopped, third, words
from rp_tui.core.prompts.jobs.shared import lexicon
from rp_tui.core.prompts.jobs.shared.deeds import Deed, deeds, parts
from rp_tui.core.prompts.jobs.shared.matter import Said, called, same

LONGEST_QUOTE = 200  # characters of what somebody said, when it is told again
FEWEST_WORDS = 3  # of a sentence worth telling again
WORTH = ((lexicon.PIVOTAL, 9), (lexicon.SIGNIFICANT, 5), (lexicon.NOTABLE, 2))
MOST_LENGTH_WORTH = 3

SMALL = frozenset(
    """nod smile shrug blink glance look grin chuckle laugh sigh pause say ask reply whisper murmur
    mutter answer wait turn tilt raise exhale breathe think know see feel hear be have do let seem
    begin try frown hesitate shift swallow wink smirk gesture add continue stop""".split()
)

# A speaker's own words for itself and for whom it speaks to.
PRONOUN = re.compile(
    r"\b(?:I['’]m|I am|I['’]ve|I['’]d|I['’]ll|I was|I|me|my|mine|myself"
    r"|you['’]re|you are|you['’]ve|you['’]d|you['’]ll|you|your|yours|yourself)\b",
    re.IGNORECASE,
)
STATEMENT = re.compile(
    r"(?:well|so|yes|yeah|no|look|listen|actually|honestly|oh|and|but)?,?\s*"
    r"(?P<head>I['’]m|I am|I was|I have|I['’]ve|I (?:never|always|only|also|still|just) |I |my )",
    re.IGNORECASE,
)


class Moment(Struct, frozen=True):
    """One thing that was said or done, and how much it is worth telling."""

    at: int
    worth: int
    who: str
    text: str
    spoken: bool


def unbroken(text: str) -> list[str]:
    """A text's sentences, with what somebody says in quotation marks in one."""
    found: list[str] = []
    for sentence in sentences(text):
        if found and found[-1].count('"') % 2:
            found[-1] = f"{found[-1]} {sentence}"
        else:
            found.append(sentence)
    return found


def moments(lines: Sequence[Said], names: Sequence[str]) -> Iterator[Moment]:
    """All that was said and done, in its order."""
    for at, one in enumerate(lines):
        for text in parts(one.text)[0]:
            for sentence in sentences(text):
                sentence = sentence.strip('*"“” ')
                if len(sentence) <= LONGEST_QUOTE and len(words(sentence)) >= FEWEST_WORDS:
                    yield Moment(at, worth(sentence), one.who, sentence, True)
        for deed in deeds(one, names):
            if deed.verb not in SMALL and deed.rest:
                text = f"{deed.verb} {deed.rest}"
                if len(text) <= LONGEST_QUOTE:
                    yield Moment(at, worth(text) + 1, deed.who, seen(deed, names), False)


def worth(sentence: str) -> int:
    """How much a sentence is worth telling again: strong words first, then its length."""
    text = sentence.replace("’", "'")
    strong = sum(points for pattern, points in WORTH if pattern.search(text))
    return strong + min(MOST_LENGTH_WORTH, len(words(text)) // 4) - text.rstrip().endswith("?")


def key_moments(
    lines: Sequence[Said], names: Sequence[str], most: int, witness: str = ""
) -> list[Moment]:
    """The moments most worth telling, in their order; what is said to a witness more than its own.

    Of equals the later is kept: how a scene ended is what stays of it.
    """
    found = list({moment.text: moment for moment in moments(lines, names)}.values())
    ranked = sorted(
        range(len(found)),
        key=lambda at: (found[at].worth + (not same(found[at].who, witness)), at),
        reverse=True,
    )
    return [found[at] for at in sorted(ranked[:most])]


def recounted(found: Sequence[Moment], witness: str) -> str:
    """Moments as a witness would tell them: own words and deeds are "I"; blank: by name alone."""
    runs = groupby(found, key=lambda moment: (moment.at, moment.who, moment.spoken))
    return " ".join(stopped(recount(list(run), witness)) for _, run in runs)


def recount(run: Sequence[Moment], witness: str) -> str:
    """What somebody said, or did, at one time."""
    first = run[0]
    who = "I" if witness and same(first.who, witness) else called(first.who)
    if first.spoken:
        verb = "asked" if run[-1].text.endswith("?") else "said"
        return f'{who} {verb}, "{" ".join(moment.text for moment in run)}"'
    return f"{who} {listed(mine(moment.text, moment.who, witness) for moment in run)}"


def mine(text: str, who: str, witness: str) -> str:
    """A deed's words with the witness as "I"; in its own deeds the pronouns are its own."""
    if witness:
        name = re.escape(called(witness))
        text = re.sub(rf"\b{name}['’]s\b", "my", text)
        text = re.sub(rf"\b{name}\b", "me", text)
    if same(who, witness):
        own = {"her": "my", "his": "my", "their": "my", "herself": "myself", "himself": "myself"}
        text = re.sub(
            r"\b(?:her|his|their|herself|himself)\b(?= [^\W_]|\Z)",
            lambda found: own[found[0]],
            text,
            count=1,
        )
    return text


def seen(deed: Deed, names: Sequence[str]) -> str:
    """A deed in the past, with names for who says "I" and "you" in it."""
    hearer = next((name for name in names if name and not same(name, deed.by)), "")
    return f"{past(deed.verb)} {by_name(deed.rest, deed.by, hearer)}".strip()


def by_name(text: str, speaker: str, hearer: str) -> str:
    """Somebody's words with names for "I" and "you"."""

    def put(found: re.Match[str]) -> str:
        word = found[0].lower().replace("’", "'")
        who = called(speaker if word[0] in "im" else hearer)
        if word in {"my", "mine", "your", "yours"}:
            return f"{who}'s"
        if word in {"myself", "yourself"}:
            return "themselves"
        if word in {"i'm", "i am", "you're", "you are"}:
            return f"{who} is"
        if "'" in word:
            return f"{who}{word[word.index(chr(39)) :].replace(chr(39) + 've', ' has')}"
        return f"{who} was" if word == "i was" else who

    return PRONOUN.sub(put, text) if hearer else text


def statement(sentence: str, speaker: str, hearer: str) -> str:
    """What somebody says of itself, as another would note it: "I'm a nurse" is "Ann is a nurse".

    Blank where the sentence says nothing of the kind.
    """
    sentence = sentence.strip(' *"“”').rstrip(".!…")
    head = STATEMENT.match(sentence)
    if head is None or sentence.endswith("?"):
        return ""
    who, rest = called(speaker), sentence[head.end() :].strip()
    start = " ".join(head["head"].lower().replace("’", "'").split())
    rest = by_name(rest, "they", hearer).replace("they's", "their").replace("they is", "they are")
    match start:
        case "i'm" | "i am":
            told = f"{who} is {rest}"
        case "i was":
            told = f"{who} was {rest}"
        case "i have" | "i've":
            told = f"{who} has {rest}"
        case "my":
            told = f"{who}'s {rest}"
        case _:
            verb, _, tail = rest.partition(" ")
            adverb = start.removeprefix("i").strip()
            told = " ".join(filter(None, (who, adverb, agreeing(verb), tail)))
    return stopped(opened(told)) if rest else ""


def agreeing(verb: str) -> str:
    """A verb said of "I", said of another: like, likes; can and liked stay."""
    word = verb.lower().replace("’", "'")
    fixed = {"can", "can't", "could", "couldn't", "will", "won't", "would", "must", "should", "had"}
    if word == "don't":
        return "doesn't"
    if word in fixed or word.endswith(("ed", "n't")) or word in PASTS or not word.isalpha():
        return verb
    return third(word)


PASTS = frozenset(
    """was had did went came grew lost left met saw felt knew told said made found got took thought
    kept used became began broke brought ran wrote spent fell gave never always only also""".split()
)
