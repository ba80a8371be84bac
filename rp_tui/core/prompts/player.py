"""What a prompt says that proposes a line to the player: who that is, and how turns are written."""

from collections.abc import Iterator

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.view import View
from rp_tui.core.prompts.identity import Told
from rp_tui.core.prompts.plain import called, plain


def system(view: View) -> Iterator[Told]:
    """The blocks that stay the same from turn to turn; of a bot they know nothing."""
    yield Told("identity", "must", identity(view))
    yield Told("rules", "must", rules(view))


def identity(view: View) -> str:
    """Who the player is in the story."""
    me, pronouns = called(view, YOU), plain(view.you.pronouns).strip()
    text = (
        f"You are {me}. This is a story told in turns: {me}'s part of it is yours to write. "
        f"See with {me}'s eyes, and know only what {me} has seen or heard."
    )
    known = filter(None, (pronouns and f"{me} ({pronouns})", plain(view.you.persona).strip()))
    told = "\n".join(known)
    return f"{text}\n\n[Character]\n{told}" if told else text


def rules(view: View) -> str:
    """How the player's turn is written: as the player writes."""
    me = called(view, YOU)
    return f"""[Writing]
Write {me}'s next turn and stop. Write it as {me}'s turns so far are written, in their person, \
tense and length; if there are none, in the first person and the present tense. Actions stand \
between *asterisks*, spoken words in "quotation marks".{addressed(view)}
{me} alone is yours. Never write what anyone else says, does, thinks or decides; stop where they \
would answer.
Take up what was just said or done, and give them something to answer. Do not repeat what was said \
before.
One short paragraph of prose: no headings, no lists, no name in front, no remarks from outside the \
story.
The story goes where it goes, tender, cruel or explicit. Follow it without softening it, without \
warnings and without a moral.
The lines in [brackets] before the latest turn say how things stand now. They outweigh whatever \
was said earlier; act by them and never quote them."""


def addressed(view: View) -> str:
    """Who is meant in a chat whose bots call the player so."""
    if view.style.person == "third":
        return ""
    return f' Where others write "you", they mean {called(view, YOU)}.'
