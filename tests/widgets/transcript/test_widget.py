"""The transcript in an app: what is shown, however hostile, at whatever size."""

import pytest
from msgspec.structs import replace

from rp_tui.core.domain.markers import Markers, Segment
from rp_tui.widgets.transcript.laid import CUT_OFF
from rp_tui.widgets.transcript.paint import SELECTED, WIDEST
from rp_tui.widgets.transcript.reader import PAGE
from rp_tui.widgets.transcript.shown import Shown
from tests.widgets.transcript.host import MANY, MIRA, Host, chat, opened, stripped

HOSTILE = [
    *["\x1b]52;c;aGk=\x07", "\x1b[2J\x1b[31m", "\x9b2J\x9d0;t\x9c", "\x00\x08\x0c\x0e\x7f"],
    *["\u202egnirts", "a" + "\u0301" * 500, "[/b][link=http://e][@click=app.exit]x[/]"],
    *["👩\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3 👍\U0001f3fd 🇩🇪", "\ud800", "\n" * 10_000],
    *["a" * 1_000_000, "*" * 1_000_000, "漢" * 100_000, "{}%s$text"],
]


async def test_a_chat_opens_at_its_end_without_being_read_whole() -> None:
    async with opened(chat(MANY)) as (host, _):
        assert host.shelf.given <= PAGE
        assert f"Turn {MANY}." in " ".join(host.lines())
        assert host.transcript.follows
        assert host.transcript.selected == host.shelf.turns[-1]
        assert host.heard == []


async def test_a_chat_that_has_only_begun_opens_at_its_beginning_and_can_be_read_on() -> None:
    told = " ".join(f"word{number}" for number in range(400))
    kickoff = Shown(10, 1, prose=told, kind="narration")
    async with opened([kickoff]) as (host, pilot):
        assert stripped(host)[0].startswith("word0 ")
        assert not host.transcript.follows
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert stripped(host)[0].startswith("word0 ")
        await host.transcript.action_last_turn()
        await pilot.pause()
        assert any(line.endswith("word399") for line in host.lines())
        assert host.transcript.follows


async def test_a_chat_that_has_only_begun_stays_at_its_beginning_when_it_fits_no_more() -> None:
    told = " ".join(f"word{number}" for number in range(100))
    async with opened([Shown(10, 1, prose=told, kind="narration")]) as (host, pilot):
        assert host.transcript.follows, "all of it is seen"
        await pilot.resize_terminal(40, 8)
        await pilot.pause()
        assert stripped(host)[0].startswith("word0 ")


async def test_speakers_actions_and_asides_are_told_apart() -> None:
    async with opened(chat(3)) as (host, _):
        assert all("bold" in style for style in host.styled("Mira") | host.styled("Alex"))
        assert all("italic" in style for style in host.styled("She looks up."))
        assert all("italic" in style for style in host.styled("((slowly"))
        assert all("bold" in style for style in host.styled("means"))
        assert host.styled("((slowly") != host.styled("She looks up.")
        assert not any("italic" in style for style in host.styled('"You came back'))


async def test_narration_has_no_label_and_is_set_in() -> None:
    async with opened(chat(2)) as (host, _):
        told = next(line for line in host.lines() if "lantern" in line)
        name = next(line for line in host.lines() if "Alex" in line)
        assert "Narrator" not in "".join(host.lines())
        assert told.index("Rain") > name.index("Alex")
        assert all("italic" in style for style in host.styled("Rain"))


async def test_what_is_worth_a_note_stands_beside_the_turn() -> None:
    first, second = chat(3)[1:]
    noted = replace(second, siblings="2/3", mark="★", at="9:14 pm", truncated=True)
    async with opened([replace(first, hidden=True), noted]) as (host, _):
        told = stripped(host)
        assert told[0] == "Alex · turn 2 · hidden"
        assert told[1] == ""
        assert told[2].startswith("Mira  2/3  ★")
        assert told[2].endswith("9:14 pm")
        assert CUT_OFF in told


async def test_segments_that_were_read_more_finely_are_shown_so() -> None:
    read = Segment("action", "I nod and say "), Segment("dialogue", "yes.")
    turn = Shown(1, 1, label="Alex", prose="I nod and say yes.", segments=read)
    async with opened([turn]) as (host, _):
        assert all("italic" in style for style in host.styled("I nod"))


async def test_asides_are_known_by_the_marks_that_were_set() -> None:
    host = Host([Shown(1, 1, label="Alex", prose="Yes. [[brb]] ((no))")], Markers("[[", "]]"))
    async with host.run_test() as pilot:
        await pilot.pause()
        assert all("italic" in style for style in host.styled("brb"))
        assert not any("italic" in style for style in host.styled("((no"))
        assert host.styled("((no") or host.styled("Yes.")


async def test_prose_is_a_column_in_the_middle() -> None:
    async with opened(chat(9, words=4), (160, 40)) as (host, _):
        told = [line for line in host.lines() if line.strip()]
        left = min(len(line) - len(line.replace(SELECTED, " ").lstrip()) for line in told)
        assert left == (160 - WIDEST) // 2
        assert max(len(line) for line in told) <= left + WIDEST


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:6]))
async def test_hostile_text_is_drawn_harmlessly(text: str) -> None:
    bad = Shown(20, 2, label=text, prose=text, at=text, mark=text, siblings=text)
    async with opened([*chat(1), bad]) as (host, pilot):
        host.transcript.begin(text)
        host.transcript.show(text)
        await host.transcript.action_first_turn()
        await pilot.resize_terminal(31, 17)
        await host.transcript.find(text)
        await host.transcript.action_last_turn()
        await pilot.pause()
        for strip in host.screen._compositor.render_strips():
            assert strip.cell_length == 31
            assert strip.text.isprintable() or "\u200d" in strip.text


@pytest.mark.parametrize("size", [(10, 3), (1, 1), (40, 12), (3, 40)])
async def test_any_size_will_do(size: tuple[int, int]) -> None:
    async with opened(chat(50), size) as (host, pilot):
        await host.transcript.action_previous_turn()
        await host.transcript.turn_page(-1)
        host.transcript.begin("Mira")
        host.transcript.show(MIRA)
        await pilot.resize_terminal(80, 24)
        assert len(host.lines()) == 24


async def test_an_empty_chat_takes_every_key() -> None:
    async with opened([]) as (host, pilot):
        for name in ["next_turn", "previous_turn", "first_turn", "last_turn", "page_up"]:
            await host.transcript.run_action(name)
        for name in ["page_down", "half_page_up", "half_page_down", "next_hit"]:
            await host.transcript.run_action(name)
        await host.transcript.renew()
        await host.transcript.jump(5)
        assert host.transcript.selected is None
        host.shelf.turns = chat(3)
        await host.transcript.renew()
        await pilot.pause()
        assert host.transcript.selected == host.shelf.turns[-1]
