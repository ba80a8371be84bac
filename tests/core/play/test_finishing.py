"""What stays of a scene that is over."""

import asyncio
import json
from pathlib import Path

from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.witness import ALONE, EVERYONE, Presence
from rp_tui.core.play import finishing, moving, settling
from rp_tui.core.play.feed import Troubled
from rp_tui.core.play.room import cancelled
from rp_tui.core.prompts.jobs.shared.stretch import BUDGET
from rp_tui.core.storage import now, reads, scenery
from rp_tui.core.storage.gate import group
from tests.core.play.acting import ILSE, Playing, playing
from tests.core.play.company import (
    STRANGERS,
    both,
    observed,
    of_scenes,
    say,
    scenes,
    sound,
)

CONFESSION = "I love you, Mara. I have always loved you."


async def exports(play: Playing) -> list[Path]:
    return sorted(play.stage.folders.exports.glob("*.json"))


async def tried_again(play: Playing, chat: int) -> None:
    """As a start tries what the last one could not do."""
    await finishing.resume(play.stage, play.engine.room(chat))
    await play.engine.quiet()


async def test_each_witness_has_one_summary_from_its_own_side(play: Playing) -> None:
    mara, ilse = await both(play)
    await say(play, mara, "Mara, I sold the cello.", '"You fool, you sold it?"')
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    told = {who: await of_scenes(play, who) for who in (YOU, mara, ilse)}
    assert [len(found) for found in told.values()] == [1, 1, 1]
    assert len({found[0].text for found in told.values()}) == 3
    scene = next(iter(await play.database.ask(reads.scenes, mara)))
    assert {found[0].about for found in told.values()} == {scene}
    assert (await scenes(play, mara))[0].summarised


async def test_a_witness_is_told_only_of_what_it_heard(play: Playing) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    await say(play, mara, "I buried the QUARTZ ring in the garden.", '"The quartz ring?"')
    await play.engine.add_guest(mara, ilse, STRANGERS)
    ladder = observed(play)
    await say(play, mara, "Ilse, I brought the AMBER comb.", '"An amber comb for me?"')
    await play.engine.see_off(mara)
    await play.engine.quiet()
    for matter in ladder.told("scene_summary"):
        heard = " ".join(said.text for said in matter.lines).lower()
        assert ("quartz" in heard) == (matter.who != "Ilse")
        assert "amber" in heard
    (shared,) = ladder.told("group_summary")
    assert "quartz" not in " ".join(said.text for said in shared.lines).lower()
    (own,) = await of_scenes(play, ilse)
    (hosts,) = await of_scenes(play, mara)
    assert (own.mask, own.guest, own.chat) == (EVERYONE, ilse, mara)
    assert (hosts.mask, hosts.guest) == (ALONE, None)


async def test_a_guest_who_was_there_for_all_of_it_is_in_everybodys_mask(play: Playing) -> None:
    mara, ilse = await both(play)
    await say(play, mara, "Good evening, both of you.")
    await play.engine.close_scene(mara)
    await say(play, mara, "And good night.")
    await play.engine.see_off(mara)
    await play.engine.quiet()
    first, second = await of_scenes(play, mara)
    assert second.mask == EVERYONE
    assert second.guest == ilse
    assert first.mask == ALONE  # its kickoff was before she came


async def test_what_one_holds_of_each_other_is_brought_up_to_date(play: Playing) -> None:
    mara, ilse = await both(play)
    await say(play, mara, CONFESSION, '"Oh." *Mara takes your hand.*')
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    scene = next(iter(await play.database.ask(reads.scenes, mara)))
    for who, others in ((YOU, {mara, ilse}), (mara, {YOU, ilse}), (ilse, {YOU, mara})):
        held = await play.database.ask(reads.edges_from, who)
        summarised = {other for other, edge in held.items() if str(mara) in edge.summaries}
        shared = {other for other, edge in held.items() if str(scene) in edge.moments}
        assert summarised == others
        assert shared <= others
        assert shared
    assert await play.database.ask(group, Presence(mara, ilse))


async def test_a_routine_scene_leaves_no_moment_and_no_file(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Hi.", '"Hi."')
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    (closed, _) = await scenes(play, mara)
    held = (await play.database.ask(reads.edges_from, mara))[YOU]
    assert closed.significance < 2
    assert held.moments == {}
    assert await exports(play) == []


async def test_a_significant_scene_is_written_out_with_each_ones_summary(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, CONFESSION, '"I love you too."')
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    (path,) = await exports(play)
    told = json.loads(path.read_text())
    assert told["significance"] == 3
    assert {one["witness"] for one in told["summaries"]} == {"You", "Mara"}
    assert any(CONFESSION in one["prose"] for one in told["turns"])


async def test_only_words_that_were_said_are_kept_as_quotes(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, CONFESSION, '"I love you too."')
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    said = " ".join(
        one.prose for one in (await play.database.ask(reads.last_turns, mara, 9)).values()
    )
    (kept,) = await of_scenes(play, mara)
    assert kept.quotes
    assert all(quote in said for quote in kept.quotes)


async def test_a_scene_matters_as_much_as_what_is_scored_after_it_closed(play: Playing) -> None:
    mara = await play.begin()
    ladder, known = observed(play), asyncio.Event()
    ladder.waits["significance"] = known
    play.voice.says('"I love you too."')
    await play.engine.take_turn(mara, CONFESSION)
    await play.engine.close_scene(mara)
    assert (await scenes(play, mara))[0].significance == 0
    assert ladder.told("scene_summary") == []
    known.set()
    await play.engine.quiet()
    assert (await scenes(play, mara))[0].significance == 3
    assert (await of_scenes(play, mara))[0].significance == 3


async def test_a_score_that_comes_when_all_is_told_corrects_the_scene_and_writes_it_out(
    play: Playing,
) -> None:
    mara = await play.begin()
    ladder, known = observed(play), asyncio.Event()
    ladder.waits["significance"] = known
    play.voice.says('"I love you too."')
    await play.engine.take_turn(mara, CONFESSION)
    await play.engine.close_scene(mara)
    room = play.engine.room(mara)
    await cancelled(list(room.settling.values()))
    await play.engine.quiet()
    told = (await scenes(play, mara))[0]
    assert (told.summarised, told.significance) == (True, 0)
    assert await exports(play) == []
    known.set()
    await settling.resume(play.stage, room)
    await play.engine.quiet()
    assert (await scenes(play, mara))[0].significance == 3
    assert len(await exports(play)) == 1


async def test_what_nobody_could_write_is_tried_again_and_what_is_written_is_not(
    play: Playing,
) -> None:
    mara = await play.begin()
    ladder = observed(play)
    ladder.silent.add("edge_summary")
    await say(play, mara, "Good evening.")
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    assert not (await scenes(play, mara))[0].summarised
    assert len(ladder.told("scene_summary")) == 2
    ladder.silent.clear()
    await tried_again(play, mara)
    assert (await scenes(play, mara))[0].summarised
    assert len(ladder.told("scene_summary")) == 2
    assert len(await of_scenes(play, mara)) == 1
    told = len(ladder.matters)
    await tried_again(play, mara)
    assert len(ladder.matters) == told


async def test_what_a_start_left_unfinished_the_next_one_finishes(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        ladder = observed(play)
        ladder.waits["scene_summary"] = asyncio.Event()
        mara = await play.begin()
        await say(play, mara, "Good evening.")
        await play.engine.close_scene(mara)
        await asyncio.sleep(0.1)
        assert await of_scenes(play, mara) == []
    async with sound(tmp_path) as play:
        await play.engine.quiet()
        assert len(await of_scenes(play, mara)) == 1
        assert (await scenes(play, mara))[0].summarised


async def test_a_close_that_is_taken_back_is_not_told_and_is_when_it_comes_back(
    play: Playing,
) -> None:
    mara = await play.begin()
    await say(play, mara, "Good evening.")
    stands = (await play.database.ask(now.now, mara)).head
    ladder, known = observed(play), asyncio.Event()
    ladder.waits["scene_summary"] = known
    await play.engine.close_scene(mara)
    room = play.engine.room(mara)
    await asyncio.sleep(0.1)
    assert room.finishing
    await moving.move(play.stage, room, stands)
    assert not room.finishing
    known.set()
    await play.engine.quiet()
    assert await of_scenes(play, mara) == []
    await play.engine.undo_move(mara)
    await play.engine.quiet()
    assert len(await of_scenes(play, mara)) == 1


async def test_a_scene_is_told_in_the_words_that_it_had_when_it_ended(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "The lamp is green.", '"Green."')
    await play.engine.close_scene(mara)
    await say(play, mara, "The lamp is red.", '"Red."')
    first = next(iter(await play.database.ask(reads.last_turns, mara, 9)))
    closing = await play.database.ask(scenery.closed_after, first, mara)
    assert closing is not None
    found = await play.database.ask(scenery.closed, closing)
    assert found is not None
    told = " ".join(one.prose for one in found.turns.values())
    assert "green" in told
    assert "red" not in told


async def test_a_long_scene_is_told_in_pieces_that_are_joined(play: Playing) -> None:
    mara = await play.begin()
    ladder = observed(play)
    for at in range(4):
        long = " ".join(
            f"On day {at * 100 + n} I lost key number {n} in the garden." for n in range(60)
        )
        await say(play, mara, long)
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    asked = ladder.told("scene_summary")
    assert any(matter.parts for matter in asked)
    count = ladder.count
    for matter in asked:
        told = sum(count(said.text) for said in matter.lines)
        assert told <= BUDGET
    assert len(await of_scenes(play, mara)) == 1


async def test_a_later_scene_waits_for_the_one_before_it(play: Playing) -> None:
    mara = await play.begin()
    ladder, known = observed(play), asyncio.Event()
    ladder.waits["scene_summary"] = known
    await say_without_end(play, mara, "One thing is certain.")
    await play.engine.close_scene(mara)
    await say_without_end(play, mara, "Another thing is not.")
    await play.engine.close_scene(mara)
    await asyncio.sleep(0.1)
    asked = {" ".join(said.text for said in one.lines) for one in ladder.told("scene_summary")}
    assert not any("Another" in text for text in asked)
    known.set()
    await play.engine.quiet()
    assert [one.summarised for one in await scenes(play, mara)] == [True, True, False]


async def say_without_end(play: Playing, chat: int, prose: str) -> None:
    await play.engine.take_turn(chat, prose)
    await play.engine.room(chat).settled()


async def test_a_guest_who_was_never_spoken_before_remembers_nothing(play: Playing) -> None:
    mara = await play.begin()
    ilse = await play.begin(BotAuthored("Ilka", kickoff="Ilka waits."))
    await say(play, mara, "Good evening.")
    await play.engine.add_guest(mara, ilse, STRANGERS)
    await play.engine.see_off(mara)
    await play.engine.quiet()
    assert await of_scenes(play, ilse) == []
    assert len(await of_scenes(play, mara)) == 1
    assert (await scenes(play, mara))[0].summarised


async def test_a_file_that_cannot_be_written_is_told_and_tried_again(play: Playing) -> None:
    mara = await play.begin()
    follower = play.engine.feed.follow(lambda: None)
    play.stage.folders.exports.write_text("in the way")
    await say(play, mara, CONFESSION, '"I love you too."')
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    assert [one.told for one in follower.take().happened if isinstance(one, Troubled)]
    assert not (await scenes(play, mara))[0].summarised
    play.stage.folders.exports.unlink()
    await tried_again(play, mara)
    assert (await scenes(play, mara))[0].summarised
    assert len(await exports(play)) == 1
