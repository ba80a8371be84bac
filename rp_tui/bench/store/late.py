"""Work that lands on an older step, and a look at what a rewind would do."""

import asyncio

from rp_tui.bench.rows import Row, row
from rp_tui.bench.store.chat import HOST, Chat
from rp_tui.bench.timing import by_turns, clocked
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.preview import preview

LATE, BACK = 100, 10


async def rows(chat: Chat) -> list[Row]:
    before = chat.replies[-1 - BACK]
    now, late, rewind, look = await by_turns(
        chat.sizes.looks,
        lambda: settle(chat, 0),
        lambda: settle(chat, LATE),
        lambda: chat.stage.rewind(HOST, before),
        lambda: clocked(asyncio.to_thread(preview, chat.path, before)),
    )
    return [
        row(f"late work {LATE} turns back, against at the head", late, "ms", now),
        row(f"preview a rewind of {BACK} turns, against rewinding", look, "ms", rewind),
    ]


async def settle(chat: Chat, back: int) -> float:
    late = chat.stage.story.late(HOST)
    return await chat.stage.clocked(Log.settle, chat.replies[-1 - back], *late)
