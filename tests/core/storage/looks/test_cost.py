"""What the last reply of a chat has cost."""

from pathlib import Path

from rp_tui.core.storage import traces
from rp_tui.core.storage.database import opened
from rp_tui.core.storage.looks.cost import Cost, last_reply
from rp_tui.core.storage.traces import Trace


def trace(chat: int, slot: str, tokens: int, *, job: str = "speak", answered: int = 5) -> Trace:
    return Trace(1, "run", chat, job, slot, "m", "[]", 10, 20, tokens, answered, "done")


async def test_it_is_the_newest_call_of_the_narrator_in_that_chat(tmp_path: Path) -> None:
    async with opened(tmp_path / "chat.db") as database:
        assert await database.ask(last_reply, 1) is None
        for one in (trace(1, "narrative", 100), trace(1, "narrative", 200)):
            await database.put(traces.record, one)
        for one in (trace(1, "classifier", 300), trace(2, "narrative", 400)):
            await database.put(traces.record, one)
        assert await database.ask(last_reply, 1) == Cost("m", 200, 5, 20)


async def test_what_nobody_answered_and_what_was_drafted_for_you_are_no_reply(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path / "chat.db") as database:
        for one in (
            trace(1, "narrative", 100),
            trace(1, "narrative", 200, answered=0),
            trace(1, "narrative", 300, job="impersonate"),
        ):
            await database.put(traces.record, one)
        assert await database.ask(last_reply, 1) == Cost("m", 100, 5, 20)
