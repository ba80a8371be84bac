"""What a rail shows: the chats with how each stands, the bots, and what else there is to go to."""

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

BLANK = -1  # a row that sets apart


class Mark(Enum):
    """How a chat stands: a sign, the word for it, and what it means."""

    IDLE = " ", "", ""
    UNREAD = "●", "new", "a chat with words that you have not seen"
    STREAMING = "▸", "writing", "a chat in which a reply is being written"
    SETTLING = "○", "remembering", "a chat in which what came of the reply is being worked out"
    HELD = "!", "waits", "a chat in which words wait for you"

    @property
    def sign(self) -> str:
        """One cell of it."""
        return self.value[0]

    @property
    def word(self) -> str:
        """What is said of it beside a name."""
        return self.value[1]

    @property
    def meaning(self) -> str:
        """What it means; nothing of one that is not seen."""
        return self.value[2]


class Chat(Struct, frozen=True):
    """A chat in the rail."""

    id: int
    name: str
    last_line: str = ""
    played: str = ""  # how long ago, by the real clock
    clock: str = ""  # in the fiction
    guest: str = ""
    mark: Mark = Mark.IDLE


class Entry(Struct, frozen=True):
    """Something else to go to."""

    id: str
    label: str
    note: str = ""  # at the end of its row; what is too long is cut in its middle
    sign: str = ""  # two cells before its label, such as initials
    calm: bool = False  # as it is told elsewhere too


class Title(Struct, frozen=True):
    """The title of a section."""

    text: str


Item = Chat | Entry | Title


class RailView(Struct, frozen=True):
    """What a rail shows; a section of which there is nothing is left out."""

    chats: tuple[Chat, ...] = ()
    bots: tuple[Entry, ...] = ()
    settings: tuple[Entry, ...] = ()
    opened: int | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        """All of it, in its order."""
        sections = (("Chats", self.chats), ("Bots", self.bots), ("Settings", self.settings))
        found: list[Item] = []
        for title, members in sections:
            found += [Title(title), *members] if members else ()
        return tuple(found)


def key_of(item: Item) -> tuple[str, object]:
    """What an item is, whatever is told of it."""
    return type(item).__name__, item.text if isinstance(item, Title) else item.id


def rows_of(items: tuple[Item, ...]) -> Iterator[tuple[int, int]]:
    """The rows of each item, with blank ones between chats and around titles."""
    for at, item in enumerate(items):
        if at and (isinstance(item, Title) or isinstance(items[at - 1], Chat)):
            yield at, BLANK
        height = (3 if item.clock else 2) if isinstance(item, Chat) else 1
        for row in range(height):
            yield at, row
        if isinstance(item, Title):
            yield at, BLANK
