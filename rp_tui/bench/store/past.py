"""Going back in a long chat and forth again, against building anew all that is shown of it."""

from pathlib import Path

from rp_tui.bench.rows import Row, row
from rp_tui.bench.store import late, upkeep
from rp_tui.bench.store.chat import HOST, Chat, played
from rp_tui.bench.store.sizes import Sizes
from rp_tui.bench.stories import EVENTS_A_TURN
from rp_tui.bench.timing import by_turns, clocked
from rp_tui.core.storage.codec import CODEC
from rp_tui.core.storage.log import Log

SHORT = 10
OFTEN = 10
REBUILD_SHARE, SHORT_SHARE, LONG_SHARE, UNDO_SHARE = 8, 0.01, 1.2, 1.5

SCAN = "SELECT seq, type, version, payload FROM event"


async def rows(folder: Path, sizes: Sizes) -> list[Row]:
    async with played(folder, sizes) as chat:
        return [
            *await moves(chat),
            *await late.rows(chat),
            *await upkeep.rows(chat),
        ]


async def moves(chat: Chat) -> list[Row]:
    """All in turns: what one moves, the next moves back."""
    database, stage, long = chat.stage.database, chat.stage, chat.sizes.turns // 2
    scan, rebuild, short, gone, back, reset, regained = await by_turns(
        chat.sizes.rounds,
        lambda: scan_warm(chat),
        lambda: clocked(database.do(Log.rebuild)),
        lambda: rewind_shortly(chat),
        lambda: stage.clocked(Log.move, chat.replies[-1 - long]),
        lambda: stage.clocked(Log.undo, HOST),
        lambda: stage.clocked(Log.reset, HOST, *stage.story.opening(HOST)),
        lambda: stage.clocked(Log.undo, HOST),
    )
    events, turns = EVENTS_A_TURN * chat.sizes.turns, f"{chat.sizes.turns:,} turns"
    return [
        row(
            f"rebuild {events:,} events, against scan and decode",
            rebuild,
            "ms",
            scan,
            bound=REBUILD_SHARE,
        ),
        row(
            f"rewind {SHORT} of {turns}, against a rebuild",
            short,
            "ms",
            rebuild,
            bound=SHORT_SHARE,
        ),
        row(
            f"rewind {long:,} of {turns}, against a rebuild",
            gone,
            "ms",
            rebuild,
            bound=LONG_SHARE,
        ),
        row("  its undo, against the rewind", back, "ms", gone, bound=UNDO_SHARE),
        row(f"reset {turns}, against a rebuild", reset, "ms", rebuild),
        row("  its undo, against the reset", regained, "ms", reset),
    ]


async def scan_warm(chat: Chat) -> float:
    """Large deeds leave the cache empty, and a floor that waits for the disk would flatter them."""
    await chat.stage.database.do(read_all)
    return await clocked(chat.stage.database.do(read_all))


def read_all(log: Log) -> None:
    for seq, name, version, payload in log.db.execute(SCAN):
        CODEC.decode(name, version, payload, seq)


async def rewind_shortly(chat: Chat) -> float:
    """A rewind of a few turns is too quick to be clocked once."""
    (taken,) = await by_turns(OFTEN, lambda: chat.stage.rewind(HOST, chat.replies[-1 - SHORT]))
    return taken
