"""`rp-tui bench ui`, on sizes that are smaller still; how long things take is nobody's business
here.
"""

import asyncio
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rp_tui.arguments import build_parser, parsed
from rp_tui.bench.ui import measure, usage
from rp_tui.bench.ui.marks import drawn
from rp_tui.bench.ui.programs import client, hello, replied
from rp_tui.bench.ui.server import AT_ONCE, Wish, serving
from rp_tui.bench.ui.sizes import Sizes
from rp_tui.bench.ui.terminal import NotShown, Terminal, surroundings, terminal

if TYPE_CHECKING:
    from rp_tui.bench.rows import Row

TINY = Sizes(
    turns=20,
    opened=(20, 40, 60),
    openings=1,
    pages=1,
    starts=1,
    warm=0,
    rests=1,
    settling_s=0.1,
    rest_s=1.2,
    firsts=1,
    writing_s=0.4,
    slow_tokens=20,
    replies=(20, 40, 80),
    short_replies=1,
    rounds=1,
    at_once=1,
    keys=3,
)
BOUNDED = {
    "start to first paint, against hello-world": ("ratio", 2),
    "  start to a letter typed and shown": ("ratio", 2),
    "memory before the first key": ("ratio", 2.2),
    "bytes a second at rest": ("value", 0),
    "first send to request, 0.4 s into a start": ("value", 50),
    "memory after a first reply": ("ratio", 5.5),
    "CPU of 1,000 tokens, 50 a second": ("value", 1.5),
    "CPU of 1,000 tokens in replies of 20": ("value", 0.7),
    "CPU of 1,000 tokens in replies of 40": ("value", 0.7),
    "CPU of 1,000 tokens in replies of 80": ("value", 0.7),
    "  of 80, against of 40": ("ratio", 1.3),
    "bytes a token, 50 a second": ("value", 260),
    "  bytes a token, 300 a second": ("value", 160),
    "80 tokens at once, last sent to shown": ("value", 600),
    "a letter to its echo, at p50": ("value", 4),
    "a letter to its echo, at p99": ("value", 15),
    "  while a reply streams, at p50": ("value", 6),
    "  while a reply streams, at p99": ("value", 20),
    "open a chat of 20 turns": ("value", 100),
    "open a chat of 40 turns": ("value", 100),
    "  of 60, against of 20": ("ratio", 1.3),
    "memory with 40 turns open": ("ratio", 2.2),
    "a page up, settled": ("value", 25),
    "  kilobytes of it": ("value", 10),
}
SILENT = "bytes a second at rest"
HELLO = "Hello, world."
WHOLE_S = 1.1  # as some tell no less


@pytest.mark.timeout(180)  # some fifteen programs are started, and others may be busy
async def test_every_promise_of_the_screen_is_measured_beside_its_floor(tmp_path: Path) -> None:
    rows: list[Row] = []
    await measure(tmp_path, TINY, rows.append)
    assert {row.name: (row.of, row.bound) for row in rows} == BOUNDED
    for row in rows:
        assert row.floor > 0
        assert row.ratio == pytest.approx(row.value / row.floor)
        assert row.sense == "max"
        assert row.value > 0 or row.name == SILENT
    assert next(row for row in rows if row.name == SILENT).met  # this is no matter of time


def test_the_command_line_knows_it() -> None:
    args = parsed(build_parser(), ["bench", "ui", "--quick", "--json"])
    assert (args.bench, args.quick, args.json) == ("ui", True, True)


async def test_a_program_is_seen_as_it_draws_and_ends_with_its_block() -> None:
    async with hello() as program:
        await program.draws(HELLO)
        assert await program.echo_ms() > 0
        assert program.memory_mb > 1
        assert program.cpu_s > 0
    assert program.process.returncode is not None


async def test_a_program_ends_when_its_measuring_is_interrupted() -> None:
    shown: asyncio.Future[Terminal] = asyncio.get_running_loop().create_future()

    async def look_on() -> None:
        async with hello() as program:
            await program.draws(HELLO)
            shown.set_result(program)
            await asyncio.Event().wait()

    looking = asyncio.create_task(look_on())
    program = await shown
    looking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await looking
    assert program.process.returncode is not None


async def test_a_program_that_would_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rp_tui.bench.ui.terminal.LONGEST_END_S", 0.2)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('on'); time.sleep(60)"
    async with terminal(("-c", deaf)) as program:
        await program.draws("on")
    assert program.process.returncode == -9


async def test_what_a_program_says_in_place_of_its_screen_is_told() -> None:
    async with terminal(("-c", "print('No room.')")) as program:
        with pytest.raises(NotShown, match=r"does not show a lantern but 'No room\.'"):
            await program.draws("a lantern")
        with pytest.raises(NotShown):
            _ = program.memory_mb


async def test_a_program_that_never_rests_is_told_by_what_it_draws(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rp_tui.bench.ui.terminal.PATIENCE_S", 0.5)
    restless = "import time\nwhile True: print('on', end=' ', flush=True); time.sleep(0.01)"
    async with terminal(("-c", restless)) as program:
        with pytest.raises(NotShown, match="does not show an end of what it draws but 'on on "):
            await program.rests(5.0)


@pytest.mark.parametrize("rate", [AT_ONCE, 300])
async def test_the_server_says_as_much_as_it_is_asked_for_and_signs_it(rate: int) -> None:
    async with serving() as server, client(server) as program:
        await program.draws()
        heard = await replied(program, server, Wish(12, rate, 3))
        assert len(program.told.split()) == 12
        assert program.told.endswith(Wish(12, rate, 3).mark.decode())
    assert 0 < heard.send_ms < 10_000
    assert 0 < heard.shown_ms < 10_000
    assert heard.bytes > 12


def test_what_a_terminal_draws_is_known_without_what_drives_it() -> None:
    assert drawn(b"\x1b[?1049h\x1b[2;1H\x1b[1;38;5;32m  Hello\x1b[0m, you \r\n") == "Hello, you"
    assert drawn(b"\x1b]0;title\x07\x1b(B\x1b[?2026$p\x1b[>1u") == ""
    assert drawn(b"so far\x1b[38;5") == "so far"


def test_a_measured_program_knows_nothing_of_the_players_models() -> None:
    told = surroundings({"RP_TUI_API_KEY": "k", "FEATHERLESS_API_KEY": "k", "HOME": "/h"})
    assert not [name for name in told if "KEY" in name]
    assert told["HOME"] == "/h"
    assert told["TERM"] == "xterm-256color"


@pytest.mark.parametrize(
    ("told", "lasted_s"), [("3:04.56", 184.56), ("00:00:07", 7), ("1-02:03:04", 93_784)]
)
def test_the_times_that_systems_tell_are_read(told: str, lasted_s: float) -> None:
    assert usage.lasted(told) == pytest.approx(lasted_s)


@pytest.mark.parametrize("is_linux", [usage.IS_LINUX, False])
def test_what_a_process_takes_is_known_wherever_it_runs(
    monkeypatch: pytest.MonkeyPatch, is_linux: bool
) -> None:
    monkeypatch.setattr(usage, "IS_LINUX", is_linux)
    assert usage.cpu_s(os.getpid()) == pytest.approx(time.process_time(), abs=WHOLE_S)
    assert usage.memory_mb(os.getpid()) > 1
