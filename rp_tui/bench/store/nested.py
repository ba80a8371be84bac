"""A rewind in a chat whose every turn was regenerated, each on the reply before it."""

from pathlib import Path

from rp_tui.bench.rows import Row, row
from rp_tui.bench.stage import Stage, staged
from rp_tui.bench.store.sizes import Sizes
from rp_tui.bench.timing import by_turns
from rp_tui.core.storage.log import Log

NESTED, STRAIGHT = 1, 2
AT_MOST_MS = 15


async def rows(folder: Path, sizes: Sizes) -> list[Row]:
    """Against the same rewind in a chat of one line."""
    depth = sizes.regenerates
    async with staged(folder / "nested.db", hosts=2) as stage:
        story = (stage.story.exchange(STRAIGHT) for _ in range(depth))
        *_, before = (await stage.tell(story))[STRAIGHT][:-1]
        await stage.sync("NORMAL")
        for _ in range(depth):
            nested_before = await regenerate(stage)
        await stage.sync("FULL")
        straight, nested = await by_turns(
            sizes.looks,
            lambda: stage.rewind(STRAIGHT, before),
            lambda: stage.rewind(NESTED, nested_before),
        )
    name = f"rewind 1 turn under {depth:,} regenerates, against none"
    return [row(name, nested, "ms", straight, of="value", bound=AT_MOST_MS)]


async def regenerate(stage: Stage) -> int:
    """An exchange whose first reply is regenerated; the step that it stands on."""
    head = await stage.database.do(Log.head, NESTED)
    _, yours, reply = stage.story.exchange(NESTED)
    said, _ = (await stage.act(Log.append, head, yours, reply)).steps
    await stage.act(Log.move, said)
    await stage.act(Log.append, said, stage.story.exchange(NESTED).reply)
    return head
