"""Names: what somebody is called, and when two are called the same."""

from collections.abc import Iterable
from unicodedata import category, normalize

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.errors import Trouble

LONGEST_NAME = 100
NARRATION = "Narrator"  # what nobody says and everybody hears, as it is labelled
VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))


class NameMissing(Trouble):
    """Who speaks needs a name."""


class NameTaken(Trouble):
    """Two who are called the same could not be told apart in prose."""


class NameTooLong(Trouble):
    """The name would not fit anywhere."""


def named(name: str, taken: Iterable[str]) -> str:
    """A name that nobody else bears and that looks like nobody else's."""
    name = clean(name, single_line=True)
    if not key(name):
        raise NameMissing("A character needs a name; give it one.")
    if len(name) > LONGEST_NAME:
        raise NameTooLong(f"A name has at most {LONGEST_NAME} characters; shorten this one.")
    if key(name) in map(key, taken):
        raise NameTaken(f"Somebody is called {name} already; choose another name.")
    return name


def key(name: str) -> str:
    """The same for names that look the same, whatever their case, width, spaces and joiners."""
    folded = normalize("NFKC", normalize("NFKC", clean(name, single_line=True)).casefold())
    visible = (char for char in folded if category(char) != "Cf")
    return " ".join("".join(char for char in visible if char not in VARIATION_SELECTORS).split())
