"""`rp-tui bench play`, on small sizes; how long things take is nobody's business here."""

from pathlib import Path

import pytest

from rp_tui.bench.play.chats import HOST, built, places, playing
from rp_tui.bench.play.server import serving
from rp_tui.bench.play.turns import taken
from rp_tui.core.domain.ids import owned_by
from rp_tui.core.storage import reads
from rp_tui.core.storage.database import opened
from tests.bench.measuring import bounds, measured, unbounded

BOUNDED = {
    "send to request after 1,000 turns, against bare": ("value", 15),
    "  send to request, against after 100": ("ratio", 1.3),
    "last token to spoken after 1,000 turns, against append": ("value", 30),
    "  last token to spoken, against after 100": ("ratio", 1.3),
    "send to request 3 s into a start, against bare": ("value", 50),
    "memory after 80 turns, against after 40": ("ratio", 1.1),
}
UNBOUNDED = {
    "  at p95, send to request",
    "  at p95, last token to spoken",
    "recall of 100 memories at p95, against one search",
}


def test_every_promise_of_the_play_is_measured_beside_its_floor(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = measured("play", capsys)
    assert bounds(rows) == BOUNDED
    assert unbounded(rows) == UNBOUNDED
    assert {row.sense for row in rows} == {"max"}


@pytest.mark.parametrize(("turns", "memories"), [(20, 100), (100, 20), (20, 0)])
async def test_a_chat_is_as_long_and_its_bot_remembers_as_much_as_was_asked_for(
    tmp_path: Path, turns: int, memories: int
) -> None:
    folder = tmp_path / "data"
    await built(folder, turns, memories)
    async with opened(places(folder).database) as database:
        assert len(await database.ask(reads.last_turns, HOST, 2 * turns)) == turns
        known = await database.ask(reads.memories, HOST)
    assert len(known) == memories
    assert all(owned_by(HOST)[0] <= id <= owned_by(HOST)[1] for id in known)


async def test_a_turn_is_clocked_from_sending_to_the_request_and_from_the_last_token_on(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    await built(folder, 20, 4)
    async with serving() as server, playing(folder, server.url) as engine:
        await engine.warm()  # which asks for a plan, and that is no turn
        for _ in range(2):
            clocked = await taken(engine, server, "*I wait.* Say something.")
            assert 0 < clocked.send_ms < 10_000
            assert 0 < clocked.spoken_ms < 10_000
