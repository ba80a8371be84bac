"""The processes of a measurement, and what is said where they are not as they should be."""

import pytest

from rp_tui.bench import server
from rp_tui.bench.errors import NeverAsked, ProcessEnded
from rp_tui.bench.play.children import ran
from rp_tui.bench.ui import sizes
from rp_tui.cli import main

PORT = "print(1, flush=True)"


async def test_a_server_that_has_ended_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "RUN", PORT)
    async with server.running("nothing") as one:
        assert one.url == "http://127.0.0.1:1/v1"
        with pytest.raises(ProcessEnded, match="The server of a measurement has ended too soon"):
            await one.times()


async def test_a_server_that_nobody_asks_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "RUN", f"import sys; {PORT}; sys.stdin.read()")
    async with server.running("nothing") as one:
        monkeypatch.setattr(server, "PATIENCE_S", 0.1)
        with pytest.raises(NeverAsked, match=r"was asked nothing in 0\.1 s"):
            await one.times()


async def test_a_process_that_fails_is_said_in_a_sentence() -> None:
    with pytest.raises(ProcessEnded, match="A process of a measurement has ended too soon"):
        await ran("import sys; sys.exit(3)")


def test_a_measurement_whose_server_cannot_begin_ends_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server, "RUN", "pass")
    small = sizes.QUICK._replace(turns=10, opened=(10, 10, 10))
    monkeypatch.setattr(sizes, "QUICK", small)
    assert main(["bench", "ui", "--quick", "--json"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "The server of a measurement has ended too soon; what it said of that stands above, else"
        " run it again.\n"
    )
