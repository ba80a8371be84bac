"""Tells anew, from one witness's side and in the past, what was said and done before it."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from rp_tui.core.domain.names import NARRATION
from rp_tui.core.llm.understudy.english import joined as listed
from rp_tui.core.llm.understudy.english import past, sentences, stopped, third, words
from rp_tui.core.prompts.jobs.shared import lexicon, naming
from rp_tui.core.prompts.jobs.shared.deeds import GIVES, Deed, deeds, parts
from rp_tui.core.prompts.jobs.shared.matter import Said, called, same
from rp_tui.core.prompts.jobs.shared.statements import THEY, by_name, statement

LONGEST_QUOTE = 200  # characters of what somebody said, when it is told again
FEWEST_WORDS = 3  # of a sentence worth telling again
MANY_WORDS = 20  # of one that is told less gladly
WORTH = ((lexicon.PIVOTAL, 9), (lexicon.SIGNIFICANT, 5), (lexicon.TELLING, 3), (lexicon.NOTABLE, 2))
CUT_SHORT = re.compile(
    r"\W*(?:I|you|he|she|we|they) (?:have|has|did|do|does|will|would|can|could|am|are|is|was)"
    r"(?:n['’]t)?(?: since\b.*| either| too| not)?\W*\Z",
    re.IGNORECASE,
)
MOST_LENGTH_WORTH = 3
WEIGHTY = GIVES | frozenset("kiss hug embrace slap push kneel leave weep steal break".split())
MOST_DEEDS = 2  # in one sentence

SMALL = frozenset(
    """nod smile shrug blink glance look grin chuckle laugh sigh pause say ask reply whisper murmur
    mutter answer wait turn tilt raise exhale breathe think know see feel hear be have do let seem
    begin try frown hesitate shift swallow wink smirk gesture add continue stop tap stare tell
    lean go come fill shake tuck brush""".split()
)


class Moment(Struct, frozen=True):
    """One thing that was said or done, and how much it is worth telling."""

    at: int
    worth: int
    who: str
    to: str  # whom it was said to; blank where that is not known
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
        if same(one.who, NARRATION):  # who was there is nobody that says or does anything
            continue
        to = hearer(one, names)
        for sentence in (s for text in parts(one.text)[0] for s in sentences(text)):
            sentence = sentence.strip('*"“” ')
            if len(sentence) <= LONGEST_QUOTE and len(words(sentence)) >= FEWEST_WORDS:
                yield Moment(at, worth(sentence), one.who, to, sentence, True)
        yield from done(at, one, to, names)


def done(at: int, one: Said, to: str, names: Sequence[str]) -> Iterator[Moment]:
    """What is done in an utterance; what is done with "it" belongs to what was done before."""
    last: Moment | None = None
    for deed in deeds(one, names):
        text = seen(deed, names)
        if deed.verb in SMALL or not deed.rest or len(text) > LONGEST_QUOTE:
            continue
        weight = worth(f"{third(deed.verb)} {deed.rest}") + 1 + 3 * (deed.verb in WEIGHTY)
        if "it" not in deed.words[:1]:
            if last:
                yield last
            last = Moment(at, weight, deed.who, to, text, False)
        elif last and same(last.who, deed.who) and " and " not in last.text:
            weight = max(last.worth, weight)
            last = Moment(at, weight, deed.who, to, f"{last.text} and {text}", False)
    if last:
        yield last


def hearer(one: Said, names: Sequence[str]) -> str:
    """Whom it is said to: the only other one, or who alone is named in it."""
    others = [name for name in names if name and not same(name, one.who)]
    if len(others) > 1:
        others = [name for name in others if naming.names_one(name, one.text)]
    return others[0] if len(others) == 1 else ""


def worth(sentence: str) -> int:
    """How much a sentence is worth telling again: strong words first, then its length."""
    text = lexicon.IDIOMS.sub(" ", sentence.replace("’", "'"))
    if CUT_SHORT.match(text):
        return 0
    count = len(words(text))
    strong = sum(points for pattern, points in WORTH if pattern.search(text))
    strong = strong if strong > WORTH[-1][1] or lexicon.OF_ONESELF.search(text) else 0
    length = min(MOST_LENGTH_WORTH, count // 4) - (count > MANY_WORDS)
    return strong + length - 2 * text.rstrip().endswith("?")


def key_moments(
    lines: Sequence[Said], names: Sequence[str], most: int, witness: str = ""
) -> list[Moment]:
    """The moments most worth telling, in their order; what is said to a witness more than its own.

    Of one turn's words one sentence is told. Of equals the later is kept: how a scene ended is
    what stays of it.
    """
    found = list({moment.text: moment for moment in moments(lines, names)}.values())
    ranked = sorted(
        range(len(found)),
        key=lambda at: (found[at].worth + (not same(found[at].who, witness)), at),
        reverse=True,
    )
    chosen: list[int] = []
    told: set[int] = set()
    for at in ranked:
        moment = found[at]
        if len(chosen) < most and not (moment.spoken and moment.at in told):
            chosen.append(at)
            told |= {moment.at} if moment.spoken else set()
    return [found[at] for at in sorted(chosen, key=lambda at: (found[at].at, at))]


def recounted(found: Sequence[Moment], witness: str, names: Sequence[str]) -> str:
    """Moments as a witness would tell them: own words and deeds are "I"; blank: by name alone."""
    told: list[str] = []
    for (who, spoken), run in groupby(found, key=lambda moment: (moment.who, moment.spoken)):
        run_of = list(run)
        if spoken:
            told += [reported(moment, witness) for moment in run_of]
        else:
            for at in range(0, len(run_of), MOST_DEEDS):
                did = [mine(one.text, who, witness, names) for one in run_of[at : at + MOST_DEEDS]]
                told.append(f"{teller(who, witness)} {listed(did)}")
    return " ".join(stopped(sentence.rstrip(" ,;:–—-")) for sentence in told)


def teller(who: str, witness: str) -> str:
    return "I" if witness and same(who, witness) else called(who)


def reported(moment: Moment, witness: str) -> str:
    """What somebody said: told to whom, and what one says of oneself without its quotation marks.

    Strong words stay as they were said.
    """
    said = uncalled(moment.text, moment.to) if moment.to else moment.text
    fact = statement(said, moment.who, moment.to) if witness and is_plain(said) else ""
    if fact and same(moment.who, witness):
        own = said if said.startswith("I") else f"{said[:1].lower()}{said[1:]}"
        own = by_name(own, "", moment.to) if moment.to else own
        return f"I told {called(moment.to)} that {own}" if moment.to else f'I said, "{said}"'
    if fact:
        return f"I learned that {mine(fact, moment.who, witness, ())}"
    to = "me" if witness and same(moment.to, witness) else called(moment.to) if moment.to else ""
    verb = "asked" if said.endswith("?") else "told" if to else "said"
    who = teller(moment.who, witness)
    return f'{who} {verb}{f" {to}" if to else ""}, "{moment.text}"'


def is_plain(sentence: str) -> bool:
    """Whether a sentence can be told without its quotation marks and lose nothing."""
    text = sentence.replace("’", "'")
    return not (lexicon.PIVOTAL.search(text) or lexicon.CRUEL.search(text) or KEPT & {*words(text)})


# What points at the moment, or says what is felt: so it is told in the words that were said.
KEPT = frozenset(
    """this that it these those here now one sorry happy glad afraid scared love hate miss need want
    thank promise swear""".split()
)


def uncalled(sentence: str, name: str) -> str:
    """A sentence without the name that it calls: "I'm a nurse, Ann." says it of nobody else."""
    for form in naming.patterns(name):
        sentence = re.sub(rf",\s+{form}(?=\W*\Z)|\A\W*{form},\s+", "", sentence)
    return sentence


# Who is meant by "her" or "him" behind a verb, where two are alone: the other one.
OTHER_ONE = re.compile(
    r"(?:(?<=\A)|(?<=\A[a-z]{2} )|(?<=\A[a-z]{3} )|(?<=\A[a-z]{4} )|(?<=\A[a-z]{5} )"
    r"|(?<=\A[a-z]{6} )|(?<=\A[a-z]{7} )|(?<= at )|(?<= to )|(?<= with ))"
    r"(?:her|him|them)\b(?=\s+(?:a|an|the|his|her|their|my|some)\b|\W*\Z)"
)


def mine(text: str, who: str, witness: str, names: Sequence[str]) -> str:
    """A deed's words with the witness as "I"; in its own deeds the pronouns are its own."""
    others = [name for name in names if name and not same(name, who)]
    if len(others) == 1:
        text = OTHER_ONE.sub(lambda _: called(others[0]), text)
    if witness:
        for form in naming.patterns(witness):
            text = re.sub(rf"{form}['’]s\b", "my", text)
            text = re.sub(rf"{form}", "me", text)
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
    to = next((name for name in names if name and not same(name, deed.by)), "")
    teller = THEY if same(deed.who, deed.by) else deed.by
    return f"{past(deed.verb)} {by_name(deed.rest, teller, to)}".strip()
