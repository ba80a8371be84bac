"""What words show or do between people: kindness and cruelty, candour, facts of oneself, wants."""

import re
from collections.abc import Sequence

from rp_tui.core.llm.understudy.english import sentences
from rp_tui.core.llm.understudy.english import words as words_of
from rp_tui.core.prompts.jobs.shared import lexicon
from rp_tui.core.prompts.jobs.shared.deeds import speech
from rp_tui.core.prompts.jobs.shared.matter import Said, called, same
from rp_tui.core.prompts.jobs.shared.retelling import uncalled
from rp_tui.core.prompts.jobs.shared.statements import statement

MOST_GOALS = 3


def kindness(text: str) -> int:
    return 2 if lexicon.TENDER.search(text) else 1 if lexicon.KIND.search(text) else 0


def cruelty(text: str) -> int:
    if lexicon.BRUTAL.search(text):
        return -3
    return -min(2, len({*lexicon.CRUEL.findall(text.lower())}))


def candour(text: str) -> int:
    if lexicon.FALSE.search(text) or lexicon.BRUTAL.search(text):
        return -2
    return 1 if lexicon.CANDID.search(text) else 0


def aimed(one: Said, names: Sequence[str]) -> str:
    """To whom it is said: who alone is named, or else the player by a bot and the host by you."""
    others = [name for name in names if not same(name, one.who)]
    called_by = [name for name in others if re.search(rf"\b{re.escape(called(name))}\b", one.text)]
    return called_by[0] if len(called_by) == 1 else next(iter(others), "")


# What somebody says of itself that stays true for a while.
LASTING = re.compile(
    r"(?:[^\W_]+,? )?(?:i['’]m (?:an? |the |from |allergic|afraid of|married|engaged|divorced"
    r"|single|called|named|\d)|i am (?:an? |the |from |allergic|afraid of|married|called|\d)"
    r"|i (?:live|work|grew up|was born|used to|study|studied|teach|play|collect|never|always|hate"
    r"|love|can['’]t stand|prefer|have (?:an?|two|three|no)|have never)\b"
    r"|i (?:sold|quit|failed|got (?:the|an?) (?:new )?(?:job|dog|cat|place|flat|letter)|lost my"
    r"|moved (?:to|here|from)|left (?:home|school))\b"
    r"|i['’]ve (?:never|always)|my (?:name|real name|sister|brother|mother|father|mom|mum|dad|wife"
    r"|husband|son|daughter|ex|boss|job|favou?rite|family|parents|birthday|dog|cat)\b)",
    re.IGNORECASE,
)


AND = re.compile(r",?\s+(?:and|but|so)\s+(?=(?:I|I['’]\w+|my|it)\b)")
NAMES = re.compile(r"\sname['’]s\b", re.IGNORECASE)

# What means something only here and now.
POINTING = frozenset("this that it these those here now tonight today".split())


def facts(one: Said, hearer: str) -> list[str]:
    """What somebody says of itself, as another would note it."""
    own = called(one.who)
    said = (NAMES.sub(" name is", s) for s in sentences(speech(one.text)))
    clauses = (part for s in said for part in AND.split(s))
    told_of_self = (part for part in clauses if LASTING.match(part.strip(' *"“”')))
    stated = (statement(uncalled(s, hearer), one.who, hearer) for s in told_of_self)
    return [
        fact
        for fact in stated
        if fact and not POINTING & {*words_of(fact)} and fact != f"{own}'s name is {own}."
    ]


WANTS = re.compile(
    r"\b(?:i (?:really |just )?(?:want|need|have|plan|mean) to|i['’]m going to|i am going to"
    r"|let['’]s)"
    r" (?P<what>[^.!?…,;*\"”]{4,80})",
    re.IGNORECASE,
)
VAGUE = POINTING - {"this", "these", "those", "tonight", "today"}
VAIN = re.compile(r"(?:say|tell|ask|know|be|see|think|go|hear|talk|have|do)\b", re.IGNORECASE)


def goals(texts: Sequence[str], before: Sequence[str]) -> list[str]:
    """What somebody says it wants, before what it wanted; nothing where nothing is new."""
    said = [found["what"].strip() for text in texts for found in WANTS.finditer(speech(text))]
    lasting = [
        want
        for want in said
        if not (VAIN.match(want) or VAGUE & {*words_of(want)})
        if not POINTING & {*words_of(want)[-1:]}
    ]
    new = [want for want in dict.fromkeys(lasting) if want not in before]
    return [*new, *before][:MOST_GOALS] if new else []
