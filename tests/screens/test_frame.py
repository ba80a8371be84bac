"""The frame: going between chats and between its parts, finding, and what is asked over it."""

import asyncio
from pathlib import Path

import pytest

from rp_tui.core.domain.bot import BotAuthored
from rp_tui.screens.modals.bare import Bare
from rp_tui.screens.modals.help import Help
from rp_tui.screens.modals.palette import Palette
from rp_tui.screens.modals.search import Search
from rp_tui.ui.action import Place
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.transcript.faded import ANEW
from tests.core.play.acting import ILSE, MARA
from tests.screens.seat import LARGE, SMALL, TINY, Seat, seated, with_mara

HOSTILE = (
    "\x1b]52;c;aGk=\x07\x1b[2J\x9b31m\x9d0;x\x07\u202eevil\u2066 [/b] [@click=app.exit]go[/] "
    + "z\u0301" * 200
    + " [red]markup[/red]"
)
CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\n"}
STEERING = CONTROLS | set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


async def test_an_empty_library_offers_samples_one_of_which_is_played_at_once(
    tmp_path: Path,
) -> None:
    async with seated(tmp_path) as seat:
        await seat.sees("Hester", "Idris", "Tamsin", "understudy will play")
        await seat.press("j", "j", "enter")
        await seat.sees("Tamsin · Tuesday evening", "It is Tuesday, 9:15pm")
        assert seat.chat.composer.has_focus
        seat.play.voice.says("Come in.")
        await seat.say("Hello.")
        await seat.sees("Come in.")


async def test_chats_are_switched_and_each_keeps_its_draft(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        first = seat.chat.opened
        await seat.write("For the one")
        await seat.read()
        await seat.press("]")
        await seat.until(lambda: seat.chat.opened != first)
        await seat.until(lambda: seat.chat.composer.text == "")
        await seat.write("For the other")
        await seat.read()
        await seat.press("[")
        await seat.until(lambda: seat.chat.opened == first)
        await seat.until(lambda: seat.chat.composer.text == "For the one")


async def test_a_reply_goes_on_while_another_chat_is_read_and_is_marked_as_new(
    tmp_path: Path,
) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        gate = asyncio.Event()
        seat.play.voice.says("It was", gate, "long ago.")
        await seat.write("When was it?")
        await seat.press("enter")
        await seat.sees("It was▍")
        first = seat.chat.opened
        await seat.read()
        await seat.press("]")
        await seat.until(lambda: seat.chat.opened != first)
        await seat.sees("▸", "writing")
        assert not seat.chat.composer.locked
        seat.let(gate)
        await seat.sees("●", "new")
        await seat.read()
        await seat.press("[")
        await seat.sees("It was long ago.")
        await seat.misses("●")


async def test_a_chat_that_is_opened_while_its_reply_streams_shows_it(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        gate = asyncio.Event()
        seat.play.voice.says("It was", gate, "long ago.")
        await seat.write("When was it?")
        await seat.press("enter")
        await seat.sees("It was▍")
        await seat.read()
        await seat.press("]")
        await seat.misses("It was▍")
        await seat.read()
        await seat.press("[")
        await seat.sees("When was it?", "It was▍")
        assert seat.chat.composer.locked
        seat.let(gate)
        await seat.sees("It was long ago.")
        await seat.until(lambda: not seat.chat.composer.locked)


async def test_tab_goes_round_the_parts_and_the_footer_tells_their_keys(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seen = []
        for _ in range(3):
            seen.append(seat.chat.place)
            await seat.press("tab")
        assert seen == [Place.COMPOSER, Place.TRANSCRIPT, Place.RAIL]
        assert seat.chat.place is Place.COMPOSER
        await seat.sees("Enter Send")
        await seat.press("shift+tab")
        await seat.sees("Enter Open")


async def test_the_rail_folds_where_there_is_little_room(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        assert not seat.chat.rail.folded
        await seat.pilot.resize_terminal(*SMALL)
        await seat.until(lambda: seat.chat.rail.folded)
        await seat.press("ctrl+o", "c", "c")
        await seat.until(lambda: seat.chat.rail.has_focus)
        await seat.press("enter")
        await seat.until(lambda: seat.chat.rail.folded and seat.chat.composer.has_focus)


@pytest.mark.parametrize("size", [LARGE, SMALL, TINY, (10, 3), (1, 1), (2, 12), (1, 8)])
async def test_it_plays_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with with_mara(tmp_path, size) as seat:
        await seat.say("Hello.")
        assert seat.number == 3
        for keys in (["ctrl+n", "k", "j", "g", "G"], ["f1", "ctrl+n"], ["ctrl+o", "ctrl+n"]):
            await seat.press(*keys)


async def found_twice(seat: Seat) -> None:
    """Words that two turns have, the second with another space, and the bar by the first."""
    for said in ("A red door.", "Nothing.", "The red  door again."):
        await seat.say(said)
    await seat.press("ctrl+f")
    await seat.press(*"red door", "enter")
    await seat.sees("2 of 2")
    await seat.press("N")
    await seat.sees("1 of 2")


async def test_words_are_found_in_the_chat_one_after_the_other(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await found_twice(seat)
        assert seat.chat.story.selected
        assert seat.chat.story.selected.prose == "A red door."


async def test_what_was_found_is_what_the_story_holds_now(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await found_twice(seat)
        await seat.press("R", "enter")
        await seat.until(lambda: seat.number == 2)
        await seat.until(lambda: seat.chat.hits == 1)
        await seat.press("n")
        await seat.sees("1 of 1")
        await seat.press("e")
        await seat.until(lambda: seat.chat.here.editing)
        seat.chat.composer.clear()
        await seat.press(*"A green gate.", "enter")
        await seat.until(lambda: seat.chat.hits == 0)
        assert "next-hit" not in seat.chat.able


async def test_words_are_found_in_every_chat_and_lead_there(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        first = seat.chat.opened
        await seat.say("The password is swordfish.")
        await seat.read()
        await seat.press("]")
        await seat.until(lambda: seat.chat.opened != first)
        await seat.read()
        await seat.press("F")
        await seat.until(lambda: isinstance(seat.app.screen, Search))
        await seat.press(*"password is swordf")
        await seat.sees("The password is swordfish.", "turn 2")
        await seat.press("enter")
        await seat.until(lambda: seat.chat.opened == first)
        await seat.until(lambda: seat.chat.story.selected and seat.chat.story.selected.number == 2)
        await seat.sees("1 of 1")
        assert lit(seat) == "password is swordf"


async def test_words_that_do_not_stand_side_by_side_are_lit_one_of_them(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("The password of today is swordfish.")
        await seat.read()
        await seat.press("F")
        await seat.until(lambda: isinstance(seat.app.screen, Search))
        await seat.press(*"password swordfish")
        await seat.sees("1 found")
        await seat.press("enter")
        await seat.sees("1 of 1")
        assert lit(seat) == "swordfish"


def lit(seat: Seat) -> str:
    """What is lit in the story."""
    return "".join(
        segment.text
        for strip in seat.app.screen._compositor.render_strips()
        for segment in strip
        if segment.style and segment.style.reverse and segment.style.bold
    )


async def test_a_turn_is_copied_and_shown_bare(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("Rent is rent.")
        await seat.say("Hello.")
        await seat.read()
        await seat.press("y")
        assert seat.app.clipboard == "Rent is rent."
        await seat.press("v")
        await seat.until(lambda: isinstance(seat.app.screen, Bare))
        await seat.sees("You: Hello.\n\nMara: Rent is rent.", "q closes")
        assert seat.text.startswith("Narrator: "), "as the screen showed all of it"
        await seat.press("q")
        await seat.until(lambda: seat.app.screen is seat.chat)


async def test_help_shows_what_is_declared_and_closes(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.press("f1")
        await seat.until(lambda: isinstance(seat.app.screen, Help))
        await seat.sees("Say what you wrote.", "Ctrl+J")
        await seat.press("q")
        await seat.until(lambda: seat.app.screen is seat.chat)


async def test_the_palette_does_what_it_names(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.press("ctrl+p")
        await seat.press(*"next theme")
        await seat.sees("Try the next set of colours.")
        await seat.press("enter")
        await seat.until(lambda: seat.app.theme == "paper")


@pytest.mark.parametrize("key", ["f2", "ctrl+s"])
async def test_the_palette_opens_by_the_key_that_the_settings_give_it(
    tmp_path: Path, key: str
) -> None:
    keymap = Keymap({"command-palette": [key]})
    async with seated(tmp_path, MARA, keymap=keymap) as seat:
        await seat.press("ctrl+p")
        assert seat.app.screen is seat.chat
        await seat.press(key)
        await seat.until(lambda: isinstance(seat.app.screen, Palette))


async def test_while_a_letter_is_awaited_the_footer_tells_no_other_keys(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.sees("Enter Send")
        await seat.press("ctrl+o")
        await seat.sees("Esc or Ctrl+N closes")
        await seat.misses("Enter Send")
        await seat.press("ctrl+n")
        await seat.sees("Enter Send")


async def test_a_scene_is_closed_by_the_leader(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Good night.")
        await seat.press("ctrl+o", "s", "c")
        await seat.sees("The scene has closed")


async def test_a_guest_comes_after_it_is_asked_if_they_have_met_and_leaves(
    tmp_path: Path,
) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        host = seat.chat.opened
        other = "Ilse" if seat.chat.called(host or 0) == "Mara" else "Mara"
        await seat.press("ctrl+o", "s", "g")
        await seat.sees("Who comes in?", other)
        await seat.press("enter")
        await seat.sees("met?", "No, they are strangers")
        await seat.press("enter")
        await seat.sees(f"with {other}")
        known = await seat.look()
        assert known.names[known.chat.guest or 0] == other
        await seat.press("ctrl+o", "s", "o")
        await seat.misses(f"with {other}")
        assert (await seat.look()).chat.guest is None


async def test_a_guest_that_answers_is_named_while_it_speaks(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        host = seat.chat.opened
        other = "Ilse" if seat.chat.called(host or 0) == "Mara" else "Mara"
        await seat.press("ctrl+o", "s", "g")
        await seat.sees("Who comes in?")
        await seat.press("enter")
        await seat.sees("strangers")
        await seat.press("enter")
        await seat.sees(f"with {other}")
        gate = asyncio.Event()
        seat.play.voice.says("That is", gate, "me.")
        await seat.write(f"{other}, who are you?")
        await seat.press("enter")
        await seat.sees(f"{other}  writing", "That is▍", f"{other}, who are you?")
        seat.let(gate)
        await seat.sees("That is me.")


async def test_hostile_text_steers_nothing_wherever_it_stands(tmp_path: Path) -> None:
    name = "Eve\u202e\x1b[31m [b]x[/b]"
    bot = BotAuthored(name, persona=HOSTILE, kickoff=HOSTILE, relationship=HOSTILE)
    async with seated(tmp_path, bot) as seat:
        seat.play.voice.says(HOSTILE)
        await seat.say(HOSTILE)
        await seat.read()
        await seat.press("k")
        opened = [
            ("v", lambda: isinstance(seat.app.screen, Bare), "q closes"),
            ("F", lambda: isinstance(seat.app.screen, Search), "3 found"),
            ("R", lambda: seat.asks, "This will remove:"),
            ("e", lambda: seat.chat.here.editing is not None, "Enter Change"),
            ("r", lambda: seat.chat.here.editing is not None, ANEW),
        ]
        for key, is_open, tells in opened:
            await seat.press(key)
            await seat.until(is_open)
            if key == "F":
                await seat.press(*"evil")
            await seat.sees("evil", tells)
            assert not STEERING & set(seat.text)
            await seat.press("ctrl+n")
            await seat.until(lambda: seat.app.screen is seat.chat and seat.chat.story.has_focus)
        seat.chat.tell(HOSTILE)
        await seat.until(lambda: seat.chat.notice.has_class("-shown"))
        await seat.pilot.pause()
        assert not STEERING & set(seat.text)


async def test_what_has_no_effect_has_no_key(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.read()
        able = seat.chat.able
        assert not able & {"stop", "undo", "retry", "regenerate", "rewind", "see-off", "add-guest"}
        assert {"to-composer", "search", "edit-turn", "close-scene"} <= able
        await seat.press("R", "u", "ctrl+r", "ctrl+g")
        assert seat.app.screen is seat.chat
        assert seat.chat.here.editing is None
