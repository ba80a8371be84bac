"""What a long chat costs when nobody plays: its room on the disk, pruning, verifying."""

import asyncio

from rp_tui.bench.rows import Row, row
from rp_tui.bench.store.chat import Chat, go_on
from rp_tui.bench.stories import EVENTS_A_TURN
from rp_tui.bench.timing import by_turns, clocked
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.verify import verify

EVENTS = "SELECT count(*) FROM event"
WORDS = "SELECT sum(length(CAST(prose AS BLOB))) FROM turn"
ROOM = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"


async def rows(chat: Chat) -> list[Row]:
    database, turns = chat.stage.database, chat.sizes.turns
    counted, pruned = await by_turns(
        chat.sizes.rounds,
        lambda: clocked(database.do(ask, EVENTS)),
        lambda: clocked(database.do(Log.prune)),
    )
    room, words = await database.do(ask, ROOM), await database.do(ask, WORDS)
    return [
        row("prune where nothing is old, against counting events", pruned, "ms", counted),
        row(
            "room on the disk a turn, against its prose",
            room / turns / 1000,
            "kB",
            words / turns / 1000,
        ),
        await verified(chat),
    ]


async def verified(chat: Chat) -> Row:
    """When the chat has gone on for a while."""
    stage = chat.stage
    await go_on(stage, chat.sizes.grown_turns)
    rebuild = await clocked(stage.database.do(Log.rebuild))
    taken = await clocked(asyncio.to_thread(verify, chat.path))
    events = EVENTS_A_TURN * (chat.sizes.turns + chat.sizes.grown_turns)
    name = f"verify {events:,} events, against a rebuild"
    return row(name, taken / 1000, "s", rebuild / 1000)


def ask(log: Log, sql: str) -> int:
    answer: int = log.db.execute(sql).fetchone()[0]
    return answer
