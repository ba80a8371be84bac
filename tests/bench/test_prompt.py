"""`rp-tui bench prompt`, on small sizes; how long things take is nobody's business here."""

import asyncio
import sys
from argparse import Namespace

import httpx
import msgspec
import pytest

from rp_tui.bench.prompt.server import AT_ONCE, RUN, WORD, serving
from rp_tui.bench.rows import Row
from rp_tui.commands.bench import run

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
    assert run(Namespace(bench="prompt", quick=True, json=True)) == 0
    rows = msgspec.json.decode(capsys.readouterr().out, type=list[Row])
    assert {row.name: row.bound for row in rows if row.sense == "min"} == STEADY
    assert {row.name: (row.of, row.bound) for row in rows if row.sense == "max"} == QUICK
    for row in rows:
        assert row.value > 0
        assert row.floor > 0
        assert row.ratio == pytest.approx(row.value / row.floor)
    assert all(row.met for row in rows if row.sense == "min")  # these are no matter of time


async def test_the_server_streams_what_it_is_asked_for_and_goes() -> None:
    async with serving(3) as address, httpx.AsyncClient(trust_env=False) as client:
        reply = await client.post(f"{address}{AT_ONCE}/v1/chat/completions", json={})
        assert reply.text.count(WORD) == 3
        assert reply.text.endswith("data: [DONE]\n\n")
    with pytest.raises(httpx.ConnectError):
        async with httpx.AsyncClient(trust_env=False) as client:
            await client.get(address)


async def test_the_server_goes_when_nobody_holds_its_input() -> None:
    pipe = asyncio.subprocess.PIPE
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", RUN, "3"), stdin=pipe, stdout=pipe
    )
    assert server.stdin
    assert server.stdout
    assert int(await server.stdout.readline()) > 0
    server.stdin.close()
    assert await asyncio.wait_for(server.wait(), 10) == 0
