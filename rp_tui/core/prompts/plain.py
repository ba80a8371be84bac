"""Words that are not ours among words that are, so that none of theirs passes for one of ours.

Our labels stand in [brackets], a server's marks for roles are written <so> or [SO], and a turn
begins with who speaks and a colon. In all other text these become marks that only look alike.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.domain.names import NARRATION
from rp_tui.core.domain.view import View
from rp_tui.core.domain.you import DEFAULT_NAME

NAMELESS = "Player"  # who has not said how to be called
ROLES = (NARRATION, "system", "user", "assistant", "human", "instruction", "response")

MOST_REMEMBERED = 1_024  # turns that are known without labels; a prompt has some eighty

TAG = re.compile(r"<(?=[^\W\d]|[/|\uff5c<!?])")
LIKE_TAG = "\u2039"
ADDRESSED = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
COLON = r"[:\uff1a]"
IN_NAMES = str.maketrans("[]<>:\uff1a", "()\u2039\u203a··")


def plain(text: str) -> str:
    """Prose in which nothing is a label of ours or a server's mark."""
    return TAG.sub(LIKE_TAG, text.replace("[", "(").replace("]", ")"))


def flat(text: str, longest: int | None = None) -> str:
    """The same on one line, so that it cannot begin one."""
    text = " ".join(plain(text).split())
    return text if longest is None or len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def called(view: View, who: int) -> str:
    """How somebody is called in a prompt."""
    if who == NARRATOR:
        return NARRATION
    name = " ".join(view.names.get(who, "").translate(IN_NAMES).split())
    return (
        NAMELESS
        if who == YOU and name.casefold() in {"", DEFAULT_NAME.casefold()}
        else name or "Somebody"
    )


def nameless(view: View) -> bool:
    """Whether the player has said no name."""
    return called(view, YOU) == NAMELESS


def everybody(view: View) -> list[str]:
    """What those are called who are there, or speak in the window."""
    return [called(view, who) for who in view.names]


def label(names: Iterable[str]) -> re.Pattern[str]:
    """What a line begins with when one of these speaks, or one of a model's roles."""
    known = "|".join(re.escape(name) for name in dict.fromkeys((*names, *ROLES)))
    return re.compile(rf"^([ \t*_\"'>#-]*(?:{known})[ \t*_]*){COLON}", re.IGNORECASE | re.MULTILINE)


@lru_cache(maxsize=MOST_REMEMBERED)
def unlabelled(text: str, labels: re.Pattern[str]) -> str:
    """Prose of which no line begins as another's turn would."""
    return labels.sub(r"\1 –", plain(text))


def addresses(text: str) -> bool:
    """Whether a text says "you", which in what an author wrote is the player."""
    return bool(ADDRESSED.search(text))


def together(names: Iterable[str]) -> str:
    """As "Ann, Robin and Ben"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
