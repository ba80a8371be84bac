"""The stage: work that goes on by itself is forgotten when it has ended, and a mistake is not."""

import asyncio
from pathlib import Path
from typing import Any

from rp_tui.core.domain.errors import Trouble
from tests.core.play.acting import playing


async def fails(error: Exception) -> None:
    raise error


async def test_a_mistake_that_nobody_waits_for_is_told_and_a_trouble_is_not(
    tmp_path: Path,
) -> None:
    told: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))
    async with playing(tmp_path) as play:
        slip = KeyError("a slip")
        works = [play.stage.start(fails(error), "work") for error in (slip, Trouble("No."))]
        await asyncio.wait(works)
        await asyncio.sleep(0)
        assert play.stage.tasks.isdisjoint(works)
    assert [context["exception"] for context in told] == [slip]
