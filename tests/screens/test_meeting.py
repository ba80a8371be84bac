"""The rail's bots and settings: who can be met, who is there, and what stands behind each row."""

import asyncio
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.engine import Engine
from rp_tui.core.play.kickoff import Beginning
from rp_tui.screens.chat import samples
from rp_tui.screens.modals.help import Help
from rp_tui.screens.modals.pick import Pick
from rp_tui.ui import themes
from rp_tui.ui.wording import HOUR_S
from tests.core.play.acting import ILSE, MARA, NOON, Playing
from tests.screens.seat import LARGE, SMALL, TINY, Seat, seated, with_mara

WREN = BotAuthored(
    "Wren",
    persona="Wren repairs clocks. She lies about the time.",
    kickoff="Forty clocks tick in Wren's shop on a Monday afternoon.",
)


async def to_row(seat: Seat, label: str) -> None:
    """Go to the rail, and choose a row of it."""
    seat.chat.action_to_rail()
    await seat.until(lambda: seat.chat.rail.has_focus)
    for _ in range(len(seat.chat.rail.view.items)):
        rows = (" ".join(row.partition("▕")[0].split()) for row in seat.text.split("\n"))
        if any(row.startswith("▌") and label in row for row in rows):
            return
        await seat.press("j")
    raise AssertionError(f"There is no {label}:\n{seat.text}")


async def reads(seat: Seat, *texts: str) -> None:
    """Wait until the screen shows some texts, however far apart their words stand."""
    await seat.until(lambda: all(text in " ".join(seat.text.split()) for text in texts))


def order(seat: Seat) -> list[int]:
    return [chat.id for chat in seat.chat.rail.view.chats]


def slow(gate: asyncio.Event, play: Playing) -> None:
    """Let a chat begin only when the gate is open."""
    confirm = play.engine.confirm_kickoff

    async def confirmed(*told: object) -> None:
        await gate.wait()
        await confirm(*told)  # type: ignore[arg-type]

    play.engine.confirm_kickoff = confirmed  # type: ignore[assignment]


async def test_the_rail_has_three_sections(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        await seat.sees("Chats", "Bots", "Settings")
        await reads(seat, "M Mara 1 turn", "I Ilse 1 turn", "+ Meet another")
        await reads(seat, "Theme dusk", "Model understudy", "Keys F1", "File /")


async def test_a_sample_is_met_by_the_leader_and_only_who_is_not_there_is_offered(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.press("ctrl+o", "c", "m")
        await seat.sees("Whom would you like to meet?", "Hester", "Idris", "Tamsin")
        await seat.press("down", "enter")
        await seat.sees("Idris · ")
        assert seat.chat.composer.has_focus
        await to_row(seat, "Meet another")
        await seat.press("enter")
        await seat.until(lambda: isinstance(seat.app.screen, Pick))
        offered = seat.text.split("Whom would you like to meet?")[1]
        assert "Hester is" in offered or "Hester Pell is" in offered
        assert "Idris is" not in offered


async def test_when_all_are_met_nobody_is_offered(tmp_path: Path) -> None:
    others = [replace(WREN, name=name) for name in ("Hester", "Idris", "Tamsin")]
    async with seated(tmp_path, *others) as seat:
        assert "meet-sample" not in seat.chat.able
        await seat.misses("Meet another")


async def test_who_is_on_the_way_is_told_at_once_and_comes_only_once(tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with seated(tmp_path, prepare=partial(slow, gate)) as seat:
        await seat.press("enter", "enter")
        await seat.sees("Hester is on the way.")
        seat.let(gate)
        await seat.sees("Hester · ")
        await seat.misses("on the way")
        assert len(seat.chat.library.cards) == 1


async def test_a_bot_of_the_library_opens_its_chat(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        first = seat.chat.opened
        other = next(card for card in seat.chat.library.cards if card.id != first)
        await to_row(seat, f"{other.name} 1 turn")
        await seat.press("enter")
        await seat.until(lambda: seat.chat.opened == other.id)


async def test_a_bot_that_has_not_begun_is_begun_as_its_kickoff_is_read(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        wren = await seat.host.ask(Engine.author, WREN)
        await reads(seat, "Wren not begun")
        await to_row(seat, "Wren ")
        await seat.press("enter")
        await seat.sees("Begin the chat with Wren?", "Begin")
        await seat.press("q")
        await reads(seat, "Wren not begun")
        await seat.press("enter")
        await seat.sees("Begin the chat with Wren?")
        await seat.press("enter")
        await seat.until(lambda: seat.chat.opened == wren)
        await reads(seat, "Forty clocks tick", "Wren 1 turn")


async def test_a_bot_without_a_kickoff_says_what_it_lacks(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.host.ask(Engine.author, replace(WREN, kickoff=""))
        await seat.sees("not begun")
        await to_row(seat, "Wren ")
        await seat.press("enter")
        await seat.sees("Wren has no kickoff yet")
        assert seat.app.screen is seat.chat


async def test_a_sample_that_was_interrupted_begins_as_its_file_has_it(tmp_path: Path) -> None:
    async with seated(tmp_path) as seat:
        from rp_tui.core.interchange import samples

        await seat.host.ask(Engine.author, samples.load("Tamsin").draft)
        await seat.sees("No story has begun yet.")
        await seat.press("g", "enter")
        await seat.sees("Begin the chat with Tamsin?", "Tuesday evening, 9:15pm", "kitchen")
        await seat.press("enter")
        await seat.sees("Tamsin · Tuesday evening, 9:15pm · kitchen")


async def test_the_rows_of_the_settings_do_what_they_say(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await to_row(seat, "Theme ")
        before = seat.app.theme
        await seat.press("enter")
        await seat.until(lambda: seat.app.theme == themes.after(before))
        await seat.sees(f"{seat.app.theme} ")
        await to_row(seat, "Keys ")
        await seat.press("enter")
        await seat.until(lambda: isinstance(seat.app.screen, Help))
        await seat.press("q")
        await to_row(seat, "File ")
        await seat.press("enter")
        assert seat.app.clipboard == str(tmp_path / "no settings")
        await seat.press("k", "k", "enter")
        await seat.sees("The understudy plays")


async def test_no_row_moves_under_who_looks_at_the_rail(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        before = order(seat)
        gate = asyncio.Event()
        seat.play.voice.says("It was", gate, "long ago.")
        await seat.read()
        await seat.press("]")
        await seat.until(lambda: seat.chat.opened == before[1])
        seat.play.database._log.clock = lambda: NOON + HOUR_S
        await seat.write("When was it?")
        await seat.press("enter")
        await seat.sees("It was▍")
        seat.chat.action_to_rail()
        await seat.until(lambda: seat.chat.rail.has_focus)
        seat.let(gate)
        await seat.sees("It was long ago.")
        assert order(seat) == before
        await seat.press("i")
        await seat.pilot.pause()
        seat.chat.draw_rail()
        assert order(seat) == before
        seat.chat.action_to_rail()
        await seat.press("g", "enter")
        await seat.until(lambda: order(seat) == before[::-1])


async def test_a_guest_is_told_among_the_bots(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        host = seat.chat.called(seat.chat.opened or 0)
        await seat.press("ctrl+o", "s", "g")
        await seat.sees("Who comes in?")
        await seat.press("enter")
        await seat.sees("strangers")
        await seat.press("enter")
        await seat.sees(f"guest of {host}")


async def test_keys_pressed_fast_go_from_chat_to_chat_and_mix_no_drafts(tmp_path: Path) -> None:
    others = [replace(WREN, name=name) for name in ("Ada", "Ben", "Cy")]
    async with seated(tmp_path, *others) as seat:
        first, *_, last = order(seat)
        await seat.write("For the first")
        await seat.read()
        for _ in range(2):
            seat.chat.action_next_chat()
        await seat.until(lambda: seat.chat.opened == last)
        await seat.until(lambda: seat.chat.composer.text == "")
        seat.chat.action_next_chat()
        await seat.until(lambda: seat.chat.opened == first)
        await seat.until(lambda: seat.chat.composer.text == "For the first")
        written = {chat: seat.chat.sittings.of(chat).written.draft for chat in order(seat)}
        assert {chat: text for chat, text in written.items() if text} == {first: "For the first"}


@pytest.mark.parametrize("size", [LARGE, SMALL, TINY, (10, 3)])
async def test_thirty_chats_with_long_names_are_gone_through_at_any_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    names = ["山田太郎 の 長い名前" * 6, "🦊" * 90, "A" * 100, *(f"Bot {at}" for at in range(27))]
    drafts = [replace(WREN, name=name) for name in names]
    async with seated(tmp_path, *drafts, size=size) as seat:
        seat.chat.action_to_rail()
        await seat.until(lambda: seat.chat.rail.has_focus)
        await seat.press("G")
        assert seat.chat.rail.chosen == len(seat.chat.rail.view.items) - 1
        await seat.press("pageup", "pagedown", "g", "j", "enter")
        await seat.until(lambda: seat.chat.composer.has_focus)
        assert seat.chat.opened == order(seat)[1]


async def test_who_writes_is_not_taken_to_a_bot_that_arrives(tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with seated(tmp_path, MARA, prepare=partial(slow, gate)) as seat:
        mara = seat.chat.opened
        seat.chat.go(seat.chat.take("Hester"))
        await seat.sees("Hester is on the way.")
        await seat.write("A thought meanwhile")
        seat.let(gate)
        await seat.sees("Hester is here, in the rail.")
        assert (seat.chat.opened, seat.chat.composer.text) == (mara, "A thought meanwhile")


async def test_who_writes_is_not_asked_how_a_bot_begins_until_it_is_chosen_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with with_mara(tmp_path) as seat:
        wren = await seat.host.ask(Engine.author, WREN)
        await reads(seat, "Wren not begun")
        gate = asyncio.Event()
        read, readings = samples.propose, list[int]()

        async def slowly(engine: Engine, bot: int) -> Beginning:
            readings.append(bot)
            await gate.wait()
            return await read(engine, bot)

        monkeypatch.setattr(samples, "propose", slowly)
        seat.chat.go(seat.chat.meet(wren))
        await seat.sees("Wren is on the way.")
        await seat.write("A thought meanwhile")
        seat.let(gate)
        await seat.sees("Wren is ready to begin, in the rail.")
        assert seat.app.screen is seat.chat
        await to_row(seat, "Wren ")
        await seat.press("enter")
        await seat.sees("Begin the chat with Wren?")
        assert readings == [wren], "it is not read twice"


async def test_in_a_window_that_is_too_small_it_is_said_and_who_is_chosen_is_seen(
    tmp_path: Path,
) -> None:
    async with seated(tmp_path, size=(10, 3)) as seat:
        for offer in seat.chat.welcome.offers:
            await seat.sees("Too small", f"▎ {offer.name}")
            assert seat.text.count("▎") == 1, "of a name nothing is told in a row of its own"
            await seat.press("j")


def is_open(seat: Seat, chat: int) -> bool:
    """Whether a chat is open, and all of it there."""
    return seat.chat.opened == chat and not seat.chat.turning.locked()


async def test_a_reply_in_another_chat_moves_nothing_in_the_rail_that_one_looks_at(
    tmp_path: Path,
) -> None:
    async with seated(tmp_path, MARA, ILSE, WREN) as seat:
        looked_at = order(seat)
        first, second, third = looked_at
        assert seat.chat.opened == first
        seat.play.database._log.clock = lambda: NOON + HOUR_S
        await seat.host.ask(Engine.take_turn, third, "Are you there?")
        await seat.until(lambda: seat.chat.library.chats[0] == third)
        assert order(seat) == looked_at
        await seat.read()
        for chat in (second, third, first):
            await seat.press("]")
            await seat.until(partial(is_open, seat, chat))
            assert order(seat) == looked_at
        await to_row(seat, seat.chat.rail.view.chats[1].name)
        await seat.press("enter")
        await seat.until(lambda: seat.chat.opened == second)
        await seat.until(lambda: order(seat)[0] == third)


async def test_a_chat_that_is_played_while_the_rail_is_folded_is_the_first_in_it(
    tmp_path: Path,
) -> None:
    async with seated(tmp_path, MARA, ILSE, size=SMALL) as seat:
        first, second = order(seat)
        await seat.read()
        await seat.press("]")
        await seat.until(partial(is_open, seat, second))
        assert order(seat) == [first, second]
        seat.play.database._log.clock = lambda: NOON + HOUR_S
        await seat.say("Are you there?")
        await seat.until(lambda: order(seat) == [second, first])
