"""What a prompt says of how its speaker stands to those who are there."""

from collections.abc import Iterator

from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.view import View
from rp_tui.core.prompts.feelings import affinity, trust
from rp_tui.core.prompts.jobs.shared.authored import named
from rp_tui.core.prompts.moment import JUST_NOW, when
from rp_tui.core.prompts.plain import addresses, called, flat, together
from rp_tui.core.prompts.touch import touches
from rp_tui.core.prompts.window import LAST

NEWEST_FACTS = 6  # of one edge, that are there whether they matter now or not
TOUCHED_FACTS = 6  # of the older ones
MOST_MOMENTS = 3
MOST_ELSEWHERE = 2  # summaries of what other chats made of it
SEED = "0"


def edge(view: View, target: int) -> str:
    """What the speaker holds of another: feelings, the story so far, and what it knows."""
    held = view.edges.get(target, Edge())
    me, other = called(view, view.speaker), called(view, target)
    feelings = f"{me} {affinity(held.affinity, other)} and {trust(held.trust, other)}."
    story = [*summaries(view, target, held), *meetings(view, held)]
    if not story and not held.facts:
        story = [f"{me} and {other} have no history yet."]
    known = facts(view, target, held)
    if known:
        story.append(f"{me} knows of {other}:")
    return "\n".join((f"[{me} to {other}] {feelings}", *story, *(f"- {fact}" for fact in known)))


def summaries(view: View, target: int, held: Edge) -> Iterator[str]:
    here = str(view.presence.chat)
    before = held.summaries.get(SEED, "")
    if not before and target == YOU and here not in held.summaries:
        before = view.bot.relationship
    if before:
        yield f"From before: {flat(of_before(view, target, before))}"
    if so_far := held.summaries.get(here):
        yield f"So far: {flat(so_far)}"
    elsewhere = [text for chat, text in held.summaries.items() if chat not in {SEED, here}]
    yield from (f"Elsewhere: {flat(text)}" for text in elsewhere[-MOST_ELSEWHERE:])


def meetings(view: View, held: Edge) -> Iterator[str]:
    told = tuple(held.summaries.values())
    moments = [one for one in held.moments.values() if not any(one in text for text in told)]
    moments = moments[-MOST_MOMENTS:]
    yield from (f"Between the two: {flat(moment)}" for moment in moments)
    last = when(view, held.last_chat, held.last_at) if held.last_chat is not None else ""
    if last and last != JUST_NOW:
        yield f"Last together {last}."


def of_before(view: View, target: int, text: str) -> str:
    """What an author told; where that is "you", the player, it is told by name."""
    if target != YOU or not addresses(text):
        return text
    return named(text, called(view, YOU), called(view, view.speaker))


def facts(view: View, target: int, held: Edge) -> list[str]:
    """The newest, and of the older ones those that the last turns touch; oldest first."""
    known = [
        of_before(view, target, fact.text) if fact.source == "seed" else fact.text
        for fact in held.facts.values()
    ]
    older, newest = known[:-NEWEST_FACTS], known[-NEWEST_FACTS:]
    said = tuple(line.text for line in view.lines[-LAST:])
    touched = touches(tuple(older), said, tuple(called(view, who) for who in view.names))
    told = sorted(range(len(older)), key=lambda at: (touched[at], at))[-TOUCHED_FACTS:]
    return [flat(text) for text in (*(older[at] for at in sorted(told)), *newest)]


def group(view: View) -> str:
    """What the three are to each other."""
    if not view.group:
        return ""
    names = together(called(view, who) for who in view.presence.everyone)
    return f"[All three] {names}: {flat(view.group)}"
