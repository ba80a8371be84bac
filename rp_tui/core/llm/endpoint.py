"""An endpoint: where a model is reached, and the key, which is never shown."""

import re
from typing import NamedTuple
from urllib.parse import quote

from rp_tui.core.domain.clean import clean

SHORTEST_SECRET = 6  # what is shorter is a placeholder such as "none", and would blot out words
LONGEST_QUOTE = 200  # characters of a server's own words within an error of ours
NO_HOST = "The base URL"
LOCAL = re.compile(r"(localhost|127(\.\d+){3}|\[::1\])(:|$)", re.IGNORECASE)


class Secret:
    """A key that shows itself to nobody who does not ask for it by name."""

    __slots__ = ("_key",)

    def __init__(self, key: str = "") -> None:
        self._key = key.strip()

    def reveal(self) -> str:
        """The key itself."""
        return self._key

    @property
    def sendable(self) -> bool:
        """Whether a header can carry it."""
        return self._key.isascii() and self._key.isprintable()

    def hide(self, text: str) -> str:
        """The text without the key, as it is or as a URL spells it."""
        if len(self._key) < SHORTEST_SECRET:
            return text
        for spelt in {self._key, quote(self._key, safe="")}:
            text = text.replace(spelt, "…")
        return text

    def __bool__(self) -> bool:
        return bool(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return "Secret(…)" if self._key else "Secret()"

    __str__ = __repr__


class Endpoint(NamedTuple):
    """A server and the key that it knows us by."""

    base_url: str
    key: Secret = Secret()

    @property
    def url(self) -> str:
        """The base URL, also where the whole address of its completions was given."""
        return self.base_url.strip().rstrip("/").removesuffix("/chat/completions")

    @property
    def host(self) -> str:
        """Its name in messages; neither path nor user, where a key may stand."""
        path = re.split("[?#]", self.url)[0].partition("://")
        place = (path[2] or path[0]).rpartition("@")[2]
        return self.quoted(place.partition("/")[0]) or NO_HOST

    @property
    def local(self) -> bool:
        """Whether it is on this machine."""
        return bool(LOCAL.match(self.host))

    def quoted(self, text: str) -> str:
        """Words of the server's that may stand in a message of ours."""
        text = self.key.hide(clean(text, single_line=True))
        return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"
