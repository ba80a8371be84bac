"""`rp-tui bench prompt`, on small sizes; how long things take is nobody's business here."""

import asyncio
import sys
from pathlib import Path

import httpx
import pytest

from rp_tui.bench.errors import NotMeasured
from rp_tui.bench.play.chats import HOST, told
from rp_tui.bench.prompt import server as streams
from rp_tui.bench.prompt.assembly import RULES, Speaker
from rp_tui.bench.prompt.server import AT_ONCE, WORD, serving
from rp_tui.bench.server import RUN
from rp_tui.bench.stage import staged
from rp_tui.bench.stories import YOUR_WORDS
from rp_tui.core.storage.log import Log
from tests.bench.measuring import bounds, measured, unbounded

STEADY = {
    "prompt unchanged in 60 turns, against one that slides": 60,
    "tokens of dialogue, against those of 4 turns": 2_500,
    "turns from a trim to the next, if it were to slide": 6,
}
QUICK = {
    "prompt of 100 memories at p95, against its turns": ("value", 15),
    "prompt after 1,000 turns, against after 100": ("ratio", 1.3),
    "CPU of 1,000 chunks at once, against bare httpx": ("ratio", 1.5),
    "CPU of 1,000 chunks one by one, against bare httpx": ("ratio", 1.3),
}


def test_every_promise_of_a_prompt_is_measured_beside_its_floor(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = measured("prompt", capsys)
    assert {row.name: row.bound for row in rows if row.sense == "min"} == STEADY
    assert bounds([row for row in rows if row.sense == "max"]) == QUICK
    assert not unbounded(rows)
    assert all(row.met for row in rows if row.sense == "min")  # these are no matter of time
    unchanged, dialogue, apart = (row for row in rows if row.sense == "min")
    assert unchanged.value > 2 * unchanged.floor
    assert dialogue.value > 2 * dialogue.floor
    assert apart.value == int(apart.value)


async def test_a_prompt_that_is_measured_is_one_that_play_would_send(tmp_path: Path) -> None:
    async with staged(tmp_path / "chat.db", hosts=1) as bench:
        await bench.tell(told(bench.story, 100, 50))
        speaker = Speaker(bench)
        head = await bench.database.do(Log.head, HOST)
        assert await speaker.taken() > 0
        assert await bench.database.do(Log.head, HOST) == head
        prose = bench.story.prose(YOUR_WORDS)
        prompt = await speaker.prompt(prose)
        assert prompt.messages[-1].text.endswith(prose)
        names = [block.name.partition(":")[0] for block in prompt.blocks]
        assert names.count("recalled") >= RULES.memories
        assert {"dialogue", "last turns", "edge", "activities", "cue"} <= {*names}
        assert prompt.tokens <= RULES.budget.soft


async def test_where_nothing_is_recalled_nothing_was_measured(tmp_path: Path) -> None:
    async with staged(tmp_path / "chat.db", hosts=1) as bench:
        speaker = Speaker(bench)
        await speaker.prompt(bench.story.prose(YOUR_WORDS))
        with pytest.raises(NotMeasured, match="Hardly anything was recalled"):
            speaker.must_have_recalled()


async def test_the_server_streams_what_it_is_asked_for_and_goes() -> None:
    async with serving(3) as server, httpx.AsyncClient(trust_env=False) as client:
        reply = await client.post(f"{server.address}{AT_ONCE}/v1/chat/completions", json={})
        assert reply.text.count(WORD) == 3
        assert reply.text.endswith("data: [DONE]\n\n")
    with pytest.raises(httpx.ConnectError):
        async with httpx.AsyncClient(trust_env=False) as client:
            await client.get(server.address)


async def test_the_server_goes_when_nobody_holds_its_input() -> None:
    pipe = asyncio.subprocess.PIPE
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", RUN.format(module=streams.__name__), "3"), stdin=pipe, stdout=pipe
    )
    assert server.stdin
    assert server.stdout
    assert int(await server.stdout.readline()) > 0
    server.stdin.close()
    assert await asyncio.wait_for(server.wait(), 10) == 0
