"""What somebody says of itself, as another would note it: "I'm a nurse" is "Ann is a nurse"."""

import re

from rp_tui.core.llm.understudy.english import forms, opened, past, stopped, third
from rp_tui.core.prompts.jobs.shared.matter import called

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


THEY = "they"  # of whom the sentence has told by name
THEIRS = {
    **{"i": THEY, "me": "them", "my": "their", "mine": "theirs", "myself": "themselves"},
    **{"i'm": "they are", "i am": "they are", "i've": "they have", "i was": "they were"},
    **{"i'd": "they'd", "i'll": "they'll"},
}


def by_name(text: str, speaker: str, hearer: str) -> str:
    """Somebody's words with names for "I" and "you"; where no speaker is named, "I" stays."""

    def put(found: re.Match[str]) -> str:
        word = found[0].lower().replace("’", "'")
        if word[0] in "im" and not speaker:
            return found[0]
        if word in THEIRS and speaker == THEY:
            return THEIRS[word]
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
    sentence = sentence.strip(' *"“”').rstrip(".!…,;: ")
    head = STATEMENT.match(sentence)
    if head is None or sentence.endswith("?"):
        return ""
    who, rest = called(speaker), sentence[head.end() :].strip()
    start = " ".join(head["head"].lower().replace("’", "'").split())
    rest = by_name(rest, THEY, hearer)
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
    if word in forms() and word == past(forms()[word]):
        return verb
    return third(word)


PASTS = frozenset("was did went always never only also".split())
