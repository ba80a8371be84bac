"""What is yours in a chat is its own, and is there again when the chat is gone to."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest

from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.engine import Engine
from rp_tui.core.llm.errors import ConnectionLost
from rp_tui.core.llm.port import End, Params, Piece, Slow, Text
from rp_tui.core.storage.errors import DamagedFile, DiskFull
from rp_tui.core.storage.looks.chat import ChatLook, chat_look
from rp_tui.screens.chat import asking, drawing
from rp_tui.screens.chat.sitting import NOTHING, Edit, Sitting, Written, recalled, stored
from rp_tui.screens.modals.save_failed import SaveFailed
from rp_tui.widgets.composer import Composer
from tests.core.play.acting import ILSE, MARA, Playing
from tests.screens.seat import Seat, seated, with_mara

EDIT = Edit("reword", 7, "Other words.")


def full(path: Path) -> Any:
    """What takes the place of whatever writes."""

    async def refuse(*_: object, **__: object) -> None:
        raise DiskFull(path)

    return refuse


def unread(ask: Any, path: Path) -> Any:
    """What takes the place of whatever reads: no chat can be looked at."""

    async def read(question: Any, *args: Any) -> Any:
        if question is chat_look:
            raise DamagedFile(path / "chat.db", "a bad page")
        return await ask(question, *args)

    return read


async def go_elsewhere(seat: Seat) -> int:
    """Open the other chat, and say which it was."""
    left = seat.chat.opened
    assert left is not None
    seat.chat.action_next_chat()
    await seat.until(lambda: seat.chat.opened not in {left, None} and seat.ready)
    return left


async def change_the_last_turn(seat: Seat) -> None:
    """Begin to give the reply other words."""
    await seat.read()
    await seat.press("e")
    await seat.until(lambda: seat.chat.here.editing)
    seat.chat.composer.insert(" And she means it.")


@pytest.mark.parametrize("written", [NOTHING, Written("A draft"), Written("A draft", EDIT)])
def test_what_is_written_is_known_again(written: Written) -> None:
    value = stored(written)
    assert (NOTHING if value is None else recalled(value)) == written


@pytest.mark.parametrize("value", [{"edit": {"why": "sing"}}, 7, {"draft": ["no text"]}])
def test_what_another_version_wrote_otherwise_is_left_out(value: object) -> None:
    assert recalled(value) == NOTHING


def test_words_that_are_on_their_way_are_yours_until_they_are_on_disk() -> None:
    sitting = Sitting(draft="A draft", sending="Hello.")
    assert sitting.written == Written("Hello.\n\nA draft")
    sitting.sending = None
    assert sitting.written == Written("A draft")


@pytest.mark.parametrize("key", ["e", "ctrl+r"])
async def test_an_edit_is_gone_on_with_when_its_chat_is_open_again(
    tmp_path: Path, key: str
) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        await seat.say("Hello.")
        await seat.write("A draft")
        await seat.read()
        await seat.press("k", key)
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        seat.chat.composer.insert(" And goodbye.")
        await go_elsewhere(seat)
        assert seat.chat.composer.text == ""
        assert seat.chat.here.editing is None
        await go_elsewhere(seat)
        await seat.until(lambda: seat.chat.composer.text == "Hello. And goodbye.")
        await seat.sees("You · turn 2")
        seat.chat.leave_editing()
        await seat.until(lambda: seat.chat.composer.text == "A draft")


@pytest.mark.parametrize("key", ["e", "ctrl+r"])
async def test_an_edit_is_there_again_at_the_next_start(tmp_path: Path, key: str) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.write("A draft")
        await seat.read()
        await seat.press("k", key)
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        seat.chat.composer.insert(" And goodbye.")
        await seat.press("ctrl+q")
        await seat.until(lambda: not seat.app.is_running)
    async with with_mara(tmp_path) as seat:
        await seat.until(lambda: seat.chat.composer.text == "Hello. And goodbye.")
        seat.play.voice.says("Already?")
        await seat.press("enter")
        await seat.sees("Hello. And goodbye.")
        await seat.until(lambda: seat.chat.composer.text == "A draft")


async def test_an_edit_that_changed_nothing_is_over_when_its_chat_is_left(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        await seat.say("Hello.")
        await seat.press("ctrl+r")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        await go_elsewhere(seat)
        await go_elsewhere(seat)
        assert (seat.chat.composer.text, seat.chat.here.editing) == ("", None)


async def test_where_the_turn_of_an_edit_is_gone_its_words_are_a_draft(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        await seat.say("Hello.")
        kickoff = (await seat.host.ask(Engine.turns, seat.chat.opened or 0, 3))[0]
        await seat.write("A draft")
        await change_the_last_turn(seat)
        words = seat.chat.composer.text
        left = await go_elsewhere(seat)
        await seat.host.ask(Engine.rewind, left, kickoff.id)
        await go_elsewhere(seat)
        await seat.until(lambda: seat.chat.composer.text == f"{words}\n\nA draft")
        assert seat.chat.here.editing is None


async def test_what_is_drafted_for_you_waits_in_its_own_chat(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        gate = asyncio.Event()
        seat.play.voice.says(gate, "I should go.")
        await seat.write("Well.")
        await seat.read()
        await seat.press("m")
        await seat.sees("Your turn is being drafted")
        left = await go_elsewhere(seat)
        seat.let(gate)
        await seat.until(lambda: "I should go." in seat.chat.sittings.of(left).draft)
        assert seat.chat.composer.text == ""
        await go_elsewhere(seat)
        await seat.until(lambda: seat.chat.composer.text == "Well.\n\nI should go.")


async def test_behind_what_is_drafted_for_you_one_writes_on(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("I should go.")
        await seat.write("Well.")
        await seat.read()
        await seat.press("m")
        await seat.until(lambda: "I should go." in seat.chat.composer.text)
        await seat.until(lambda: not seat.chat.composer.locked)
        await seat.press(*" Now")
        assert seat.chat.composer.text == "Well.\n\nI should go. Now"


async def test_a_letter_is_of_the_chat_in_whose_box_it_is_typed_however_slow_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        remember, gate = Engine.remember, asyncio.Event()

        async def slow(engine: Engine, *told: Any) -> None:
            await gate.wait()
            await remember(engine, *told)

        await seat.write("For the first")
        monkeypatch.setattr(Engine, "remember", slow)
        left = seat.chat.opened
        seat.chat.action_next_chat()
        await seat.until(lambda: seat.chat.opened not in {left, None})
        await seat.press(*"For the other")
        seat.let(gate)
        await seat.until(lambda: seat.ready)
        assert seat.chat.composer.text == "For the other"
        await go_elsewhere(seat)
        assert seat.chat.composer.text == "For the first"


async def test_what_was_sent_for_a_chat_that_was_left_at_that_moment_stays_its_draft(
    tmp_path: Path,
) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        left = seat.chat.opened
        other = next(card.id for card in seat.chat.library.cards if card.id != left)
        await seat.write("For the first")
        opening = asyncio.ensure_future(seat.chat.open_chat(other))
        await asyncio.sleep(0)  # the chat is another one now
        seat.chat.composer.post_message(Composer.Submitted("For the first", of=left))
        await opening
        await seat.pilot.pause()
        assert not seat.play.voice.prompts
        assert seat.chat.sittings.of(left).draft == "For the first"
        assert not seat.chat.composer.locked


async def test_a_draft_beside_older_words_that_are_changed_is_kept_with_them(
    tmp_path: Path,
) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        await seat.say("Hello.")
        await seat.write("My long draft")
        await seat.press("up", "!")
        await go_elsewhere(seat)
        await go_elsewhere(seat)
        assert seat.chat.composer.text == "My long draft\n\nHello.!"
        await seat.press("ctrl+q")
        await seat.until(lambda: not seat.app.is_running)
    async with seated(tmp_path, MARA, ILSE) as seat:
        assert seat.chat.composer.text == "My long draft\n\nHello.!"


async def test_older_words_are_of_the_chat_that_is_open(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        await seat.say("Only for the first.")
        words, gate = asking.your_words, asyncio.Event()

        async def slow(engine: Engine, chat: int) -> list[str]:
            await gate.wait()
            return await words(engine, chat)

        seat.chat.composer.remember(["Only for the first."])
        left = seat.chat.opened
        with pytest.MonkeyPatch.context() as slowed:
            slowed.setattr(asking, "your_words", slow)
            seat.chat.action_next_chat()
            await seat.until(lambda: seat.chat.opened not in {left, None})
            await seat.press("up")
            assert seat.chat.composer.text == ""
            seat.let(gate)
            await seat.until(lambda: seat.ready)


async def test_an_offer_to_undo_is_of_the_chat_in_which_it_was_done(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        await seat.say("Hello.")
        await seat.read()
        await seat.press("k", "x")
        await seat.sees("The turn is hidden.")
        await go_elsewhere(seat)
        await seat.misses("The turn is hidden.")
        assert not seat.chat.notice.offered


async def test_an_edit_waits_where_something_else_is_typed_already(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await change_the_last_turn(seat)
        words = seat.chat.composer.text
        await seat.press("ctrl+q")
        await seat.until(lambda: not seat.app.is_running)
    gate = asyncio.Event()

    def slow(play: Playing) -> None:
        look = play.engine.look

        async def slowly(chat: int) -> ChatLook:
            await gate.wait()
            return await look(chat)

        play.engine.look = slowly  # type: ignore[method-assign]

    with pytest.MonkeyPatch.context() as early:
        early.setattr(Seat, "ready", property(lambda seat: seat.chat.opened is not None))
        async with seated(tmp_path, MARA, prepare=slow) as seat:
            await seat.press(*"Something new")
            seat.let(gate)
            await seat.sees("Other words for a turn wait here too")
            await seat.press(*", and more")
            assert seat.chat.composer.text == "Something new, and more"
            assert seat.chat.here.left is not None
            assert seat.chat.here.left.words == words


async def test_a_chat_that_cannot_be_opened_is_not_to_be_seen_nor_the_one_before_it(
    tmp_path: Path,
) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        await seat.say("Hello.")
        await seat.write("For the first")
        ask = seat.play.database.ask
        seat.play.database.ask = unread(ask, tmp_path)  # type: ignore[method-assign]
        left = seat.chat.opened
        seat.chat.action_next_chat()
        await seat.sees("is damaged")
        await seat.until(lambda: seat.chat.opened is None and not seat.chat.turning.locked())
        await seat.misses("  Hello.\n")
        assert "send" not in seat.chat.able
        await seat.write("To nobody")
        await seat.press("enter")
        await seat.sees("No chat is open.")
        seat.play.database.ask = ask  # type: ignore[method-assign]
        assert left is not None
        await seat.chat.open_chat(left)
        assert seat.chat.composer.text == "For the first\n\nTo nobody"


async def test_that_a_reply_broke_off_is_told_when_its_chat_is_gone_to(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        gate = asyncio.Event()
        seat.play.voice.says("You are late, and", gate, ConnectionLost("h", "m"))
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("You are late, and")
        left = await go_elsewhere(seat)
        seat.let(gate)
        await seat.until(lambda: seat.chat.sittings.of(left).broken_off)
        await seat.misses("Connection lost")
        await go_elsewhere(seat)
        await seat.sees("Connection lost to h", "the partial reply is kept.")


async def test_that_a_model_is_slow_is_told_in_whole_when_its_chat_is_gone_to(
    tmp_path: Path,
) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        gate = asyncio.Event()

        async def slowly(prompt: Prompt, params: Params) -> AsyncGenerator[Piece, None]:
            yield Slow()
            await gate.wait()
            yield Text("Yes?")
            yield End("done")

        await seat.write("Hello.")
        seat.play.voice.generate = slowly  # type: ignore[method-assign]
        await seat.press("enter")
        await seat.until(lambda: seat.chat.going.busy)
        left = await go_elsewhere(seat)
        await seat.until(lambda: seat.chat.sittings.of(left).told)
        await seat.misses("Slow response")
        await go_elsewhere(seat)
        await seat.sees("Slow response — still waiting…", "Ctrl+G Stop")
        seat.let(gate)
        await seat.sees("Yes?")


# What cannot be read or written.


async def test_what_cannot_be_saved_is_held_also_where_nothing_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with with_mara(tmp_path) as seat:
        ask = seat.play.database.ask
        seat.play.database.put = full(tmp_path)  # type: ignore[method-assign]
        seat.play.database.ask = unread(ask, tmp_path)  # type: ignore[method-assign]
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.until(lambda: isinstance(seat.app.screen, SaveFailed))
        await seat.sees("Couldn't save your turn", "Hello.")
        await seat.press("ctrl+n")
        await seat.until(lambda: not seat.chat.composer.locked)
        assert seat.chat.composer.text == "Hello."


@pytest.mark.parametrize("deed", ["discard", "move"])
async def test_words_that_wait_are_let_go_only_when_the_disk_has_agreed(
    tmp_path: Path, deed: str
) -> None:
    async with with_mara(tmp_path) as seat:
        chat = seat.chat.opened
        assert chat is not None
        await seat.say("Hello.")
        seat.play.voice.says(ConnectionLost("h", "m"))
        await seat.write("Are you there?")
        await seat.press("enter")
        await seat.sees("“Are you there?”", "Retry")
        put = seat.play.database.put
        seat.play.database.put = full(tmp_path)  # type: ignore[method-assign]
        first = (await seat.host.ask(Engine.turns, chat, 3))[0]
        discards = deed == "discard"
        args = (Engine.discard, chat) if discards else (Engine.rewind, chat, first.id)
        with pytest.raises(DiskFull):
            await seat.host.ask(*args)
        waiting = (await seat.host.ask(asking.under_way, chat)).waiting
        assert waiting is not None
        assert waiting.prose == "Are you there?"
        seat.play.database.put = put  # type: ignore[method-assign]
        seat.chat.action_discard()
        await seat.until(lambda: seat.chat.composer.text == "Are you there?")


async def test_words_that_are_discarded_are_yours_also_where_nothing_can_be_read(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says(ConnectionLost("h", "m"))
        await seat.write("Are you there?")
        await seat.press("enter")
        await seat.sees("Discard")
        ask = seat.play.database.ask
        seat.play.database.ask = unread(ask, tmp_path)  # type: ignore[method-assign]
        seat.chat.action_discard()
        await seat.until(lambda: seat.chat.composer.text == "Are you there?")
        await seat.sees("is damaged")


async def test_new_words_that_cannot_be_saved_are_not_taken_for_those_that_wait(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        seat.play.voice.says(ConnectionLost("h", "m"))
        seat.chat.action_continue()
        await seat.sees("Retry")
        put = seat.play.database.put
        seat.play.database.put = full(tmp_path)  # type: ignore[method-assign]
        await seat.write("My new words")
        await seat.press("enter")
        await seat.until(lambda: isinstance(seat.app.screen, SaveFailed))
        await seat.press("ctrl+n")
        await seat.until(lambda: not seat.chat.composer.locked)
        assert seat.chat.composer.text == "My new words"
        await seat.press("enter")
        await seat.until(lambda: isinstance(seat.app.screen, SaveFailed))
        seat.play.database.put = put  # type: ignore[method-assign]
        seat.play.voice.says("So be it.")
        await seat.press("enter")
        await seat.sees("My new words", "So be it.")


async def test_a_look_that_fails_as_a_reply_ends_is_had_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "AGAIN_S", 0.05)
    async with with_mara(tmp_path) as seat:
        ask, gate = seat.play.database.ask, asyncio.Event()
        failures: list[Exception] = []

        async def fails(question: Any, *args: Any) -> Any:
            if failures and question is chat_look:
                raise failures.pop()
            return await ask(question, *args)

        seat.play.database.ask = fails  # type: ignore[assignment,method-assign]
        seat.play.voice.says("You are", gate, "late.")
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("You are▍")
        failures += [DamagedFile(tmp_path / "chat.db", "a bad page")] * 3
        seat.let(gate)
        await seat.sees("is damaged")
        await seat.until(lambda: not failures and not seat.chat.composer.locked)
        await seat.sees("You are late.")
        await seat.until(lambda: seat.number == 3)


async def test_a_draft_that_cannot_be_saved_now_is_kept_by_its_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        with monkeypatch.context() as broken:
            broken.setattr(Engine, "remember", full(tmp_path))
            await seat.write("For the first")
            await go_elsewhere(seat)
            await seat.sees("nothing was saved")
        left = await go_elsewhere(seat)
        assert seat.chat.composer.text == "For the first"
        assert left != seat.chat.opened
        await seat.press("ctrl+q")
        await seat.until(lambda: not seat.app.is_running)
    async with seated(tmp_path, MARA, ILSE) as seat:
        assert seat.chat.composer.text == "For the first"
