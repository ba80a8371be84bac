"""What comes to a speaker's mind, for any few lines of a long chat."""

from pathlib import Path

from rp_tui.bench.play.chats import HOST, places
from rp_tui.bench.play.sizes import Sizes
from rp_tui.bench.rows import Row, row
from rp_tui.bench.timing import clocked, percentile
from rp_tui.core.play.rules import Rules
from rp_tui.core.recall.query import LINES, words_of
from rp_tui.core.recall.recall import recall
from rp_tui.core.storage import gate
from rp_tui.core.storage.database import opened
from rp_tui.core.storage.search import any_of, witnessed_memories

RULES = Rules()


async def row_of(long: Path, sizes: Sizes) -> Row:
    """Against one search for all words of the lines, among the memories alone."""
    floor: list[float] = []
    taken: list[float] = []
    async with opened(places(long).database) as database:
        lines, _ = await database.ask(gate.heard, HOST, HOST, RULES.window)
        for each in range(sizes.recalls):
            at = LINES + each % (len(lines) - LINES)
            last, before = lines[at - LINES : at], lines[0].id
            words = any_of(word for line in last for word in words_of(line.text))
            floor.append(
                await clocked(database.ask(witnessed_memories, HOST, words, RULES.memories))
            )
            taken.append(await clocked(database.ask(recall, HOST, HOST, last, before)))
    name = f"recall of {sizes.memories:,} memories at p95, against one search"
    return row(name, percentile(taken, 95), "ms", percentile(floor, 95))
