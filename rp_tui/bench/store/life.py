"""A log of many years and many chats: opening it, reading its end, and remembering."""

from collections.abc import Awaitable
from pathlib import Path
from time import perf_counter

from rp_tui.bench.rows import Row, row
from rp_tui.bench.stage import Stage, staged
from rp_tui.bench.store.sizes import Sizes
from rp_tui.bench.stories import EVENTS_A_TURN, told
from rp_tui.bench.timing import by_turns, clocked, since
from rp_tui.core.domain.ids import owned_by
from rp_tui.core.storage.database import Database, opened
from rp_tui.core.storage.reads import last_turns
from rp_tui.core.storage.search import NEAR_WEIGHT, any_of, witnessed_memories

SPEAKER = 1
TURNS, MEMORIES = 50, 4
OPEN_MS, TURNS_MS, SEARCH_MS = 50, 2, 25

COUNT = "SELECT count(*) FROM memory"
RAW_TURNS = "SELECT * FROM turn WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?"
UNWITNESSED = f"""SELECT rowid, bm25(memory_fts, 1.0, {NEAR_WEIGHT}) FROM memory_fts
  WHERE memory_fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY 2, 1 DESC LIMIT ?"""


async def rows(folder: Path, sizes: Sizes) -> list[Row]:
    path = folder / "life.db"
    async with staged(path, sizes.hosts) as stage:
        hosts = range(SPEAKER, SPEAKER + sizes.hosts)
        await stage.tell(told(stage.story, hosts, sizes.life_turns))
        read = [await newest(stage, sizes), await remembering(stage, sizes)]
    empty = folder / "empty.db"
    async with opened(empty):
        pass
    return [await opening(path, empty, sizes), *read]


async def opening(path: Path, empty: Path, sizes: Sizes) -> Row:
    """Against a database with no event in it: nothing is replayed, so both take as long."""
    floor, taken = await by_turns(sizes.looks, lambda: open_it(empty), lambda: open_it(path))
    name = f"open {events(sizes)} events, against none"
    return row(name, taken, "ms", floor, of="value", bound=OPEN_MS)


async def open_it(path: Path) -> float:
    began = perf_counter()
    database = await Database.open(path)
    taken = since(began)
    await database.close()
    return taken


async def newest(stage: Stage, sizes: Sizes) -> Row:
    """Against fetching the same rows and making nothing of them."""
    database, asked = stage.database, (*owned_by(SPEAKER), TURNS)
    floor, taken = await by_turns(
        sizes.looks,
        lambda: clocked(database.ask(lambda db: db.execute(RAW_TURNS, asked).fetchall())),
        lambda: clocked(database.ask(last_turns, SPEAKER, TURNS)),
    )
    name = f"last {TURNS} turns of {events(sizes)} events, against raw rows"
    return row(name, taken, "ms", floor, of="value", bound=TURNS_MS)


async def remembering(stage: Stage, sizes: Sizes) -> Row:
    """Against the same search without the condition that the speaker was there."""
    database, first_last = stage.database, owned_by(SPEAKER)
    queries = [any_of(stage.story.query()) for _ in range(sizes.queries)]
    bare, gated = iter(queries), iter(queries)

    def search(words: str) -> Awaitable[object]:
        asked = (words, *first_last, MEMORIES)
        return database.ask(lambda db: db.execute(UNWITNESSED, asked).fetchall())

    floor, taken = await by_turns(
        sizes.queries,
        lambda: clocked(search(next(bare))),
        lambda: clocked(database.ask(witnessed_memories, SPEAKER, next(gated), MEMORIES)),
    )
    (memories,) = await database.ask(lambda db: db.execute(COUNT).fetchone())
    name = f"find {MEMORIES} of {memories:,} memories, against no gate"
    return row(name, taken, "ms", floor, of="value", bound=SEARCH_MS)


def events(sizes: Sizes) -> str:
    return f"{EVENTS_A_TURN * sizes.life_turns:,}"
