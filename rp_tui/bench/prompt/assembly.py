"""How long it takes from a chat to the prompt of who speaks next."""

from pathlib import Path

from rp_tui.bench.prompt.sizes import Sizes
from rp_tui.bench.rows import Row, row
from rp_tui.bench.stage import Stage, staged
from rp_tui.bench.timing import by_turns, clocked, percentile
from rp_tui.core.domain.ids import owned_by
from rp_tui.core.domain.view import Pick
from rp_tui.core.llm.tokens import count
from rp_tui.core.play.rules import Rules
from rp_tui.core.prompts.speaker import assemble
from rp_tui.core.storage import gate
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.reads import last_turns

HOST = 1
RULES = Rules()
SLOWEST_MS, GROWTH = 15, 1.3

NEWEST = "SELECT id FROM memory WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?"
OWNED = "SELECT count(*) FROM memory WHERE id BETWEEN ? AND ?"


async def rows(folder: Path, sizes: Sizes) -> list[Row]:
    return [await of_memories(folder, sizes), await of_turns(folder, sizes)]


async def of_memories(folder: Path, sizes: Sizes) -> Row:
    """Against reading the turns alone, as they are."""
    floor: list[float] = []
    taken: list[float] = []
    async with staged(folder / "memories.db", hosts=1) as stage:
        while (known := await stage.database.do(owned)) < sizes.memories:
            await go_on(stage, sizes.memories - known)
        for _ in range(sizes.prompts):
            await say(stage)
            floor.append(await clocked(stage.database.ask(last_turns, HOST, RULES.window)))
            taken.append(await clocked(prompt(stage)))
    return row(
        f"prompt of {sizes.memories:,} memories at p95, against its turns",
        percentile(taken, 95),
        "ms",
        percentile(floor, 95),
        of="value",
        bound=SLOWEST_MS,
    )


async def of_turns(folder: Path, sizes: Sizes) -> Row:
    """Against the same in a short chat."""
    async with (
        staged(folder / "few.db", hosts=1) as short,
        staged(folder / "many.db", hosts=1) as long,
    ):
        await go_on(short, sizes.few_turns // 2)
        await go_on(long, sizes.many_turns // 2)
        floor, taken = await by_turns(
            sizes.prompts, lambda: answered(short), lambda: answered(long)
        )
    name = f"prompt after {sizes.many_turns:,} turns, against after {sizes.few_turns:,}"
    return row(name, taken, "ms", floor, bound=GROWTH)


async def answered(stage: Stage) -> float:
    """How long the prompt takes; in the end the chat is as long as before."""
    head = await stage.database.do(Log.head, HOST)
    await say(stage)
    taken = await clocked(prompt(stage))
    await stage.act(Log.move, head)
    return taken


async def prompt(stage: Stage) -> None:
    """The host's, with what it would recall."""
    asked = (*owned_by(HOST), RULES.memories)
    ids = await stage.database.ask(lambda db: db.execute(NEWEST, asked).fetchall())
    view = await stage.database.ask(
        gate.view,
        HOST,
        HOST,
        turns=RULES.window,
        summaries=RULES.summaries,
        recalled=[Pick("memory", id) for (id,) in ids],
    )
    assemble(view, RULES.budget, count)


async def say(stage: Stage) -> None:
    """An exchange, after which a prompt is no longer the one before."""
    _, yours, reply = stage.story.exchange(HOST)
    head = await stage.database.do(Log.head, HOST)
    await stage.act(Log.append, head, yours, reply)


async def go_on(stage: Stage, exchanges: int) -> None:
    await stage.tell(stage.story.exchange(HOST) for _ in range(exchanges))


def owned(log: Log) -> int:
    found: int = log.db.execute(OWNED, owned_by(HOST)).fetchone()[0]
    return found
