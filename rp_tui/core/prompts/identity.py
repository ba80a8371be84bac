"""What a prompt says of its speaker once and for all: the blocks of the system message."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.prompt import Tier
from rp_tui.core.domain.view import View
from rp_tui.core.prompts.plain import NAMELESS, addresses, called, nameless, plain

BACKSTORY_WORDS = 500  # that are always there

WORDS = re.compile(rf"\s*(?:\S+\s+){{{BACKSTORY_WORDS - 1}}}\S+")
SENTENCE = re.compile(r"[.!?…][\"'”’)*]*(?=\s|\Z)")
VERB = {"present": ("looks", "look"), "past": ("looked", "looked")}


class Told(NamedTuple):
    """A block before its tokens are counted."""

    name: str
    tier: Tier
    text: str


def system(view: View) -> Iterator[Told]:
    """The blocks that stay the same from turn to turn, in their order."""
    yield Told("identity", "must", identity(view))
    if view.bot.voice:
        yield Told("voice", "must", voice(view))
    yield Told("rules", "must", rules(view))
    yield Told("you", "must", you(view))
    always, rest = halves(plain(view.bot.backstory).strip())
    if always:
        yield Told("backstory", "must", f"[Backstory]\n{always}")
    if rest:
        yield Told("backstory", "nice", rest)


def identity(view: View) -> str:
    """Who the model is to be."""
    me, player = called(view, view.speaker), called(view, YOU)
    text = (
        f"You are {me}. This is a story told in turns: {me}'s part of it is yours to write, and "
        f"{player} is played by a real person. See with {me}'s eyes, want what {me} wants, and "
        f"know only what {me} has seen, heard or remembers."
    )
    if persona := plain(view.bot.persona).strip():
        text += f"\n\n[Character]\n{persona}"
    if view.bot.traits:
        text += f"\n\nTraits: {', '.join(map(plain, view.bot.traits))}"
    return text


def voice(view: View) -> str:
    """How the speaker sounds."""
    samples = "\n---\n".join(plain(sample).strip() for sample in view.bot.voice)
    return f"Voice reference. Match this register, vocabulary, and rhythm: {samples}"


def rules(view: View) -> str:
    """How a turn is written."""
    me, player = called(view, view.speaker), called(view, YOU)
    return f"""[Writing]
Write {me}'s next turn and stop. {telling(view)} Actions stand between *asterisks*, spoken words \
in "quotation marks".
{me} alone is yours. Never write what {player} or anyone else says, does, thinks or decides; stop \
where they would answer.
Take up what was just said or done, let {me} act on what {me} wants, and bring something new. Do \
not sum up, and do not repeat what was said before.
One to three paragraphs of prose, fewer when the moment is quick: no headings, no lists, no name \
in front, no remarks from outside the story.
The story goes where it goes, tender, cruel or explicit. Follow it without softening it, without \
warnings and without a moral.
The lines in [brackets] before the latest turn say how things stand now. They outweigh whatever \
was said earlier; act by them and never quote them."""


def telling(view: View) -> str:
    """The person and the tense, with an example."""
    me, player, style = called(view, view.speaker), called(view, YOU), view.style
    they, own = VERB[style.tense]
    if style.person == "first":
        return (
            f"Tell it as {me} would, in the first person and the {style.tense} tense, and call "
            f'{player} "you": *I {own} up at you.* "Go on."'
        )
    if style.person == "second" or nameless(view):
        return (
            f"Tell {me} in the third person and the {style.tense} tense, and call "
            f'{player} "you": *{me} {they} up at you.* "Go on."'
        )
    return (
        f"Tell it in the third person and the {style.tense} tense: "
        f'*{me} {they} up at {player}.* "Go on."'
    )


def you(view: View) -> str:
    """Who the player is."""
    pronouns = plain(view.you.pronouns).strip()
    known = f" ({pronouns})" if pronouns else ""
    if nameless(view):
        who = f'{NAMELESS}{known} has given no name; the lines that begin "{NAMELESS}:" are theirs.'
    else:
        who = f"{called(view, YOU)}{known}"
    told = ("[Player]", who, plain(view.you.persona).strip(), who_is_you(view))
    return "\n".join(filter(None, told))


def who_is_you(view: View) -> str:
    """Whom notes mean that were written to the player, since a model takes "you" for itself."""
    notes = (view.bot.persona, view.bot.backstory, view.you.persona)
    if view.style.person == "third" and not any(map(addresses, notes)):
        return ""
    return f'Here and in [Character], [Backstory] and [Scene], "you" means {called(view, YOU)}.'


def halves(prose: str) -> tuple[str, str]:
    """Prose cut after so many words, if it has more, where a sentence ends."""
    head = WORDS.match(prose)
    if head is None or head.end() == len(prose):
        return prose, ""
    ends = [end.end() for end in SENTENCE.finditer(head[0])]
    cut = ends[-1] if ends and ends[-1] > head.end() // 2 else head.end()
    return prose[:cut], prose[cut:].strip()
