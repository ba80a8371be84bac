"""What an action is: something a key does, with the words that every list of keys says about it."""

from enum import Enum, auto
from typing import Literal, NamedTuple


class Place(Enum):
    """Where the focus may be; everywhere is each of the others but a modal."""

    COMPOSER = auto()
    TRANSCRIPT = auto()
    RAIL = auto()
    BANNER = auto()
    EVERYWHERE = auto()
    MODAL = auto()


class Group(Enum):
    """What belongs together: the letter that stands for it behind the leader, and its name."""

    WRITE = "w", "Write"
    READ = "r", "Read"
    TURN = "t", "Turn"
    BRANCH = "b", "Branch"
    CHAT = "c", "Chat"
    SCENE = "s", "Scene"
    HELD = "h", "Held words"
    PROGRAM = "p", "Program"

    @property
    def letter(self) -> str:
        """The key behind the leader."""
        return self.value[0]

    @property
    def label(self) -> str:
        """What it is called."""
        return self.value[1]


Doer = Literal["widget", "screen", "app"]  # whose method it is: of the place itself, or above it

UNRANKED = 99  # the footer leaves it out


class Action(NamedTuple):
    """One thing that can be done, as it is declared."""

    id: str
    keys: tuple[str, ...]  # the first is the one that is shown
    label: str
    hint: str
    group: Group
    where: tuple[Place, ...] = (Place.EVERYWHERE,)
    letter: str = ""  # behind the leader and the group's; none where only its own place has it
    doer: Doer = "screen"
    rank: int = UNRANKED  # how early the footer names it

    @property
    def method(self) -> str:
        """What Textual calls it: the method is `action_` and this."""
        return self.id.replace("-", "_")

    def works_in(self, place: Place) -> bool:
        """Whether its keys mean it in a place."""
        everywhere = Place.EVERYWHERE in self.where and place is not Place.MODAL
        return everywhere or place in self.where
