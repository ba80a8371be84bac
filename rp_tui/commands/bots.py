"""Which bot a person means, by its name or its number."""

from collections.abc import Iterable, Mapping

from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.names import LONGEST_NAME, key

MOST_NAMED = 12


class NoSuchBot(Trouble):
    """Nobody in the library is called so."""

    def __init__(self, name: str, known: Iterable[Bot]) -> None:
        names = listed(known)
        there = f"there are {names}" if names else "make one with 'rp-tui new --sample'"
        super().__init__(f"There is no bot called {name[:LONGEST_NAME]!r}; {there}.")


class SeveralBots(Trouble):
    """More than one name begins so."""

    def __init__(self, name: str, known: Iterable[Bot]) -> None:
        super().__init__(f"{name!r} may be {listed(known, ' or ')}; write more of the name.")


def listed(known: Iterable[Bot], between: str = ", ") -> str:
    return between.join(bot.name for bot in list(known)[:MOST_NAMED])


def meant(name: str, known: Mapping[int, Bot]) -> int:
    """The bot of that name, or of that number, or the only one whose name begins so."""
    wanted = key(name)
    for id, bot in known.items():
        if key(bot.name) == wanted or str(id) == name:
            return id
    begun = {id: bot for id, bot in known.items() if wanted and key(bot.name).startswith(wanted)}
    if len(begun) > 1:
        raise SeveralBots(name, begun.values())
    if not begun:
        raise NoSuchBot(name, known.values())
    return next(iter(begun))
