"""A story told in small deeds, each known before it is done, so that it can be tried again."""

from sqlite3 import Connection

from rp_tui.core.storage.database import Database
from tests.torture.deeds import Deed, Outcome, Verb, perform

CHAT = 1


class Tale:
    def __init__(self, database: Database) -> None:
        self.database = database
        self.number = 0
        self.head = 0
        self.told: list[tuple[Deed, Outcome]] = []

    async def begin(self) -> None:
        """Author the bots and open the chat."""
        await self.tell(self.next("author"))
        await self.tell(self.next("open"))

    async def go_on(self, exchanges: int) -> None:
        for _ in range(exchanges):
            await self.tell(self.next("speak"))

    def next(self, verb: Verb) -> Deed:
        self.number += 1
        step = 0 if verb == "author" else self.head
        return Deed(self.number, verb, CHAT, step, seed=self.number)

    async def tell(self, deed: Deed) -> Outcome:
        outcome = await perform(self.database, deed)
        self.head = max(self.head, *outcome.steps)
        self.told.append((deed, outcome))
        return outcome


async def begun(database: Database, exchanges: int = 3) -> Tale:
    """A tale that is on its way."""
    tale = Tale(database)
    await tale.begin()
    await tale.go_on(exchanges)
    return tale


def deeds_done(db: Connection) -> list[str]:
    """The names of all deeds in the log."""
    return [deed for (deed,) in db.execute("SELECT deed FROM batch ORDER BY id")]
