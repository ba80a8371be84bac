"""What a prompt says of how its speaker stands to those who are there."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.view import View
from rp_tui.core.prompts.feelings import affinity, trust
from rp_tui.core.prompts.moment import JUST_NOW, when
from rp_tui.core.prompts.plain import called, flat, together
from rp_tui.core.prompts.window import LAST

MOST_FACTS = 12  # of one edge
NEWEST_FACTS = 6  # that are there whether they matter now or not
MOST_MOMENTS = 3
MOST_ELSEWHERE = 2  # summaries of what other chats made of it
MOST_REMEMBERED = 2_048  # texts whose words are known
SEED = "0"

WORD = re.compile(r"\w{4,}")


def edge(view: View, target: int) -> str:
    """What the speaker holds of another: feelings, the story so far, and what it knows."""
    held = view.edges.get(target, Edge())
    me, other = called(view, view.speaker), called(view, target)
    feelings = f"{me} {affinity(held.affinity, other)} and {trust(held.trust, other)}."
    story = [*summaries(view, target, held), *meetings(view, held)]
    if not story and not held.facts:
        story = [f"{me} and {other} have no history yet."]
    known = facts(view, held)
    if known:
        story.append(f"{me} knows of {other}:")
    return "\n".join((f"[{me} to {other}] {feelings}", *story, *(f"- {fact}" for fact in known)))


def summaries(view: View, target: int, held: Edge) -> Iterator[str]:
    here = str(view.presence.chat)
    before = held.summaries.get(SEED, "")
    if not before and target == YOU and here not in held.summaries:
        before = view.bot.relationship
    if before:
        yield f"From before: {flat(before)}"
    if so_far := held.summaries.get(here):
        yield f"So far: {flat(so_far)}"
    elsewhere = [text for chat, text in held.summaries.items() if chat not in {SEED, here}]
    yield from (f"Elsewhere: {flat(text)}" for text in elsewhere[-MOST_ELSEWHERE:])


def meetings(view: View, held: Edge) -> Iterator[str]:
    moments = list(held.moments.values())[-MOST_MOMENTS:]
    yield from (f"Between the two: {flat(moment)}" for moment in moments)
    last = when(view, held.last_chat, held.last_at) if held.last_chat is not None else ""
    if last and last != JUST_NOW:
        yield f"Last together {last}."


def facts(view: View, held: Edge) -> list[str]:
    """The newest, and of the older ones those that the last turns touch upon; oldest first."""
    known = [fact.text for fact in held.facts.values()]
    newest = range(max(0, len(known) - NEWEST_FACTS), len(known))
    topic = frozenset().union(*(words_of(line.text) for line in view.lines[-LAST:]))
    older = sorted(
        range(newest.start), key=lambda at: (len(topic & words_of(known[at])), at), reverse=True
    )
    chosen = sorted((*older[: MOST_FACTS - len(newest)], *newest))
    return [flat(known[at]) for at in chosen]


def group(view: View) -> str:
    """What the three are to each other."""
    if not view.group:
        return ""
    names = together(called(view, who) for who in view.presence.everyone)
    return f"[All three] {names}: {flat(view.group)}"


@lru_cache(maxsize=MOST_REMEMBERED)
def words_of(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold()))
