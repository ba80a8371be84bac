"""Words that stream in: followed from the tail, and nowhere else moving anything."""

from msgspec.structs import replace

from rp_tui.widgets.transcript.paint import CURSOR_MARK, SELECTED
from rp_tui.widgets.transcript.shown import Shown
from tests.widgets.transcript.host import MIRA, bar, chat, opened, stripped

WRITING = "↓ Mira is writing below"


async def test_a_mark_is_there_before_the_first_word() -> None:
    async with opened(chat(3)) as (host, pilot):
        host.transcript.begin("Mira", said=Shown(0, label="Alex", prose="Hm?", kind="you"))
        await pilot.pause()
        assert host.transcript.is_streaming
        told = [line for line in stripped(host) if line]
        assert told[-4:] == ["Alex", "Hm?", "Mira  writing", f"… {CURSOR_MARK}"]


async def test_words_are_followed_by_a_cursor_until_the_end() -> None:
    async with opened(chat(3)) as (host, pilot):
        host.transcript.begin("Mira")
        host.transcript.show("*She nods.* Yes")
        await pilot.pause()
        assert f"She nods. Yes{CURSOR_MARK}" in stripped(host)
        host.transcript.end()
        await pilot.pause()
        assert "She nods. Yes" in stripped(host)
        assert not host.transcript.is_streaming


async def test_at_the_tail_the_view_goes_along() -> None:
    async with opened(chat(30)) as (host, pilot):
        host.transcript.begin("Mira")
        text = " ".join(f"word{number}" for number in range(900))
        for size in range(0, len(text), 37):
            host.transcript.show(text[:size])
            assert host.transcript.follows
        host.transcript.show(text)
        await pilot.pause()
        assert f"word899{CURSOR_MARK}" in "".join(host.lines())


async def test_anywhere_else_nothing_moves_but_a_mark_appears() -> None:
    async with opened(chat(100)) as (host, pilot):
        await host.transcript.turn_page(-1)
        await pilot.pause()
        before = host.lines()
        host.transcript.begin("Mira")
        for size in range(0, 2_000, 50):
            host.transcript.show("x " * size)
        await pilot.pause()
        assert host.lines()[:-1] == before[:-1]
        assert WRITING in host.lines()[-1]
        await host.transcript.action_last_turn()
        await pilot.pause()
        assert WRITING not in "".join(host.lines())


async def test_the_turn_that_it_became_takes_its_place_unmoved() -> None:
    async with opened(chat(20)) as (host, pilot):
        said = Shown(0, label="Alex", prose="*I wait.* Well?", kind="you")
        text = f"{MIRA}\n\n" * 20
        host.transcript.begin("Mira", said=said)
        host.transcript.show(text)
        host.transcript.end()
        await pilot.pause()
        before = stripped(host)
        reply = Shown(220, 22, 1, "Mira", text.strip())
        host.shelf.turns += [replace(said, id=210, number=21), reply]
        await host.transcript.renew()
        await pilot.pause()
        assert [line for line in stripped(host) if line] == [line for line in before if line]
        assert host.transcript.selected == reply


async def test_while_it_is_read_from_above_it_stays_where_it_is() -> None:
    async with opened(chat(20)) as (host, pilot):
        text = "\n\n".join(f"paragraph {number}" for number in range(100))
        host.transcript.begin("Mira")
        host.transcript.show(text)
        await host.transcript.turn_page(-1)
        await pilot.pause()
        before = host.lines()
        host.transcript.end()
        host.shelf.turns.append(Shown(210, 21, 1, "Mira", text))
        await host.transcript.renew()
        await pilot.pause()
        assert [line.replace(SELECTED, " ").rstrip() for line in host.lines()[:-1]] == [
            line.replace(SELECTED, " ").rstrip() for line in before[:-1]
        ]


async def test_a_turn_that_goes_on_is_not_shown_twice() -> None:
    async with opened(chat(5)) as (host, pilot):
        last = host.shelf.turns[-1]
        host.transcript.begin("Mira", replacing=last.id)
        host.transcript.show(f"{last.prose} And more.")
        await host.transcript.renew()
        await pilot.pause()
        assert " ".join(host.lines()).count("Turn 5.") == 1
        assert "And more." in " ".join(host.lines())
        host.transcript.end()
        await host.transcript.renew()
        await pilot.pause()
        assert "And more." not in " ".join(host.lines())
        assert " ".join(host.lines()).count("Turn 5.") == 1


async def test_the_bar_stays_in_the_place_of_a_reply_that_is_said_anew() -> None:
    async with opened(chat(5)) as (host, pilot):
        last = host.shelf.turns[-1]
        assert bar(host)[0] == "Mira"
        host.transcript.begin("Mira", replacing=last.id)
        host.transcript.show("Or so.")
        await pilot.pause()
        assert bar(host) == ["Mira  writing", f"Or so.{CURSOR_MARK}"]
        await host.transcript.action_previous_turn()
        await pilot.pause()
        assert bar(host)[0] == "Alex"


async def test_the_bar_is_beside_a_reply_that_was_said_anew() -> None:
    async with opened(chat(5)) as (host, pilot):
        last = host.shelf.turns[-1]
        host.transcript.begin("Mira", replacing=last.id)
        host.transcript.end()
        host.shelf.turns[-1] = replace(last, id=60, prose="Or so.")
        await host.transcript.renew()
        await pilot.pause()
        assert bar(host) == ["Mira", "Or so."]


async def test_what_streams_below_is_there_when_one_comes_back() -> None:
    async with opened(chat(2_000)) as (host, pilot):
        await host.transcript.action_first_turn()
        host.transcript.begin("Mira")
        host.transcript.show("far below")
        await host.transcript.renew()
        assert "far below" not in "".join(host.lines())
        await host.transcript.action_last_turn()
        await pilot.pause()
        assert f"far below{CURSOR_MARK}" in "".join(host.lines())
