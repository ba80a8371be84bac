"""Finding a text in a chat: lit up, counted, gone to."""

from rp_tui.ui import themes
from rp_tui.widgets.transcript.shown import Shown
from tests.widgets.transcript.host import MANY, chat, opened


async def test_it_goes_to_the_last_place_and_counts() -> None:
    async with opened(chat(MANY)) as (host, pilot):
        assert await host.transcript.find("turn 50") == 111
        await pilot.pause()
        assert host.heard[-1] == (111, 111)
        assert host.transcript.selected == host.shelf.turns[5_098]
        assert host.styled("Turn 50")


async def test_next_and_previous_go_round() -> None:
    async with opened(chat(300)) as (host, pilot):
        await host.transcript.find("turn 10")
        visited = []
        for _ in range(3):
            await host.transcript.action_next_hit()
            assert host.transcript.selected
            visited.append(host.transcript.selected.number)
        await host.transcript.action_previous_hit()
        await pilot.pause()
        assert visited == [10, 100, 101]
        assert host.heard[-1] == (2, 11)


async def test_a_match_deep_in_a_long_turn_is_brought_into_view() -> None:
    deep = "word " * 3_000 + "a needle " + "word " * 3_000
    turns = [*chat(3), Shown(40, 4, label="Mira", prose=deep), *chat(60)[4:]]
    async with opened(turns) as (host, pilot):
        await host.transcript.find("a Needle")
        await pilot.pause()
        assert any("reverse" in style for style in host.styled("a"))


async def test_the_hit_that_was_gone_to_is_told_apart_and_none_is_dim() -> None:
    turns = chat(3)
    turns[0] = Shown(10, 1, prose="A lantern over the door.", kind="narration")
    turns[2] = Shown(30, 3, 1, "Mira", "The lantern swings, and a lantern lies.")
    async with opened(turns) as (host, pilot):
        for theme in ("dusk", "ansi"):
            host.register_theme(themes.ALL[theme])
            host.theme = theme
            await host.transcript.find("lantern")
            await pilot.pause()
            looks = host.styled("lantern")
            assert len(looks) == 2
            here, there = sorted(looks, key=lambda look: "reverse" not in look)
            assert ("reverse" in here, "underline" in here) == (True, False)
            assert ("reverse" in there, "underline" in there) == (False, True)
            assert not any("dim" in look.replace("not dim", "") for look in looks)


async def test_what_is_nowhere_is_told_and_nothing_moves() -> None:
    async with opened(chat(30)) as (host, pilot):
        before = host.lines()
        assert await host.transcript.find("unheard of") == 0
        await pilot.pause()
        assert host.heard[-1] == (0, 0)
        assert host.lines() == before


async def test_forgetting_puts_the_light_out() -> None:
    async with opened(chat(30)) as (host, pilot):
        await host.transcript.find("came back")
        await pilot.pause()
        assert any("reverse" in style for style in host.styled("came back"))
        host.transcript.forget_find()
        await pilot.pause()
        assert not any("reverse" in style for style in host.styled("came back"))
