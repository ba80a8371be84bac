"""The library: a card for every bot, those played last first."""

from contextlib import closing
from pathlib import Path
from time import perf_counter

from msgspec.structs import replace

from rp_tui.core.play.guests import Introduction
from rp_tui.core.storage.connection import connect
from rp_tui.core.storage.looks.library import Batches, Card, library
from rp_tui.core.storage.timeline import Timeline
from tests.core.play.acting import ILSE, MARA, NOON, Playing, playing

BOTS, TARGET_S = 200, 0.05
DAY_S = 86_400


async def test_a_card_tells_when_it_was_where_it_is_and_who_spoke_last(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        ilse = await play.engine.author(ILSE)
        play.voice.says("Yes.\n\nAnd no.")
        await play.engine.take_turn(mara, "Well?")
        await play.engine.quiet()
        (last,) = await play.engine.turns(mara, 1)
        assert await play.engine.library() == [
            Card(
                mara,
                "Mara",
                is_open=True,
                clock="Sunday night, 10:00pm",
                last_line="Yes. And no.",
                last_speaker="Mara",
                played_at=int(NOON),
                turns=3,
                last_turn=last.id,
            ),
            Card(ilse, "Ilse", is_open=False),
        ]


async def test_a_bot_that_was_deleted_has_no_card_and_a_guest_is_named(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara, ilse = await play.begin(), await play.begin(ILSE)
        await play.engine.add_guest(mara, ilse, Introduction())
        cards = {card.name: card for card in await play.engine.library()}
        assert (cards["Mara"].guest, cards["Ilse"].guest) == ("Ilse", "")
        await play.engine.delete(ilse)
        assert [card.name for card in await play.engine.library()] == ["Mara"]


async def test_who_goes_back_in_a_story_has_played_it(tmp_path: Path) -> None:
    now = [NOON]
    async with playing(tmp_path, clock=lambda: now[0]) as play:
        mara, ilse = await play.begin(), await play.begin(ILSE)
        (first,) = await play.engine.turns(mara, 1)
        await play.engine.take_turn(mara, "Well?")
        now[0] = NOON + DAY_S
        await play.engine.take_turn(ilse, "And you?")
        now[0] = NOON + 2 * DAY_S
        await play.engine.rewind(mara, first.id)
        cards = await play.engine.library()
        assert [(card.id, card.played_at) for card in cards] == [
            (mara, NOON + 2 * DAY_S),
            (ilse, NOON + DAY_S),
        ]


async def shelves(play: Playing, bots: int) -> None:
    for n in range(bots):
        await play.begin(replace(MARA, name=f"Mara {n}"))
    await play.engine.quiet()


async def test_every_step_is_found_in_the_batch_that_wrote_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await shelves(play, 5)
        for _ in range(3):
            await play.engine.take_turn(1, "Go on.")
    with closing(connect(tmp_path / "chat.db")) as db:
        db.execute("UPDATE batch SET at = 1000 + id")
        db.execute("DELETE FROM batch WHERE id IN (SELECT id FROM batch WHERE first > last)")
        batches = Batches(db)
        for at, first, last in db.execute("SELECT at, first, last FROM batch"):
            assert {batches.at(step) for step in range(first, last + 1)} == {at}
        played = {card.id: card.played_at for card in library(db)}
        sql = "SELECT at FROM batch WHERE ? BETWEEN first AND last"
        heads = Timeline(db).heads().items()
        assert played == {chat: db.execute(sql, (head,)).fetchone()[0] for chat, head in heads}


async def test_two_hundred_bots_are_there_at_once(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await shelves(play, BOTS)
    with closing(connect(tmp_path / "chat.db")) as db:
        took = []
        for _ in range(10):
            began = perf_counter()
            assert len(library(db)) == BOTS
            took.append(perf_counter() - began)
    assert min(took) < TARGET_S
