"""`rp-tui show` tells of the library and of a chat, for people and for programs."""

import json
import re
from pathlib import Path

import pytest

from rp_tui.core.storage.owner import claim
from tests.commands.scripting import Script
from tests.loopback import Loopback, plans

KICKOFF = """
name = "Mara"
relationship = "Mara is your landlady. She trusts you more than most: you have her spare key."
kickoff = "It rains. You come down to the laundry room, and Mara is there, reading."

[scene]
place = "laundry room"
place_type = "shared room"
public = true
moving = false
spots = ["dryer", "door"]
clock = "2026-03-08T22:00:00Z"
weather = "rain"
description = "You find Mara there before you."
bot_doing = "reading"
bot_posture = "sitting"
bot_spot = "dryer"
player_doing = "carrying laundry"
player_posture = "standing"
player_spot = "door"
"""
BEGUN = """\
Mara: Day 1, Sunday night, 10:00pm
Scene: laundry room, rain
  You find Mara there before you.
Here:
  You: carrying laundry, standing, at the door
  Mara: reading, sitting, at the dryer
Between them:
  You to Mara: affinity 50, trust 50
    Mara is your landlady.
    knows: Mara is your landlady.
  Mara to You: affinity 50, trust 75
    Mara is your landlady. Mara trusts you more than most: you have her spare key.
Memories: 0; pinned: 0 of 8

1. Narrator
It rains. You come down to the laundry room, and Mara is there, reading.
"""
LIBRARY = r"""Tamsin  played \d{4}-\d\d-\d\d \d\d:\d\d  Tuesday evening, 9:15pm  Tamsin: Come in.
Zed     has not begun
"""


@pytest.mark.parametrize("command", [("show",), ("show", "tam"), ("export", "tam"), ("trace",)])
async def test_whoever_plays_can_be_looked_at(tmp_path: Path, command: tuple[str, ...]) -> None:
    script = Script(tmp_path)
    await script.new()
    with claim(tmp_path / "chat.db"):
        beside = await script.run(*command)
        assert (await script.run("say", "tam", "Hello.")).code == 3
    assert (beside.code, beside.err) == (0, "")
    assert beside == await script.run(*command)


async def test_an_empty_library_says_how_to_begin(tmp_path: Path) -> None:
    script = Script(tmp_path)
    missing = await script.run("show")
    assert (missing.code, missing.err.count("\n")) == (1, 1)
    (tmp_path / "mara.toml").write_text(KICKOFF)
    await script.new(str(tmp_path / "mara.toml"))
    assert (await script.run("show", "mara")) == (0, BEGUN, "")


async def test_the_library_has_a_line_for_each_bot(folder: Path) -> None:
    (folder / "zed.toml").write_text('name = "Zed"\n')
    async with Loopback(plans.says("Come in.")) as server:
        script = Script(folder, server.url)
        await script.new(str(folder / "zed.toml"))
        await script.run("say", "tam", "Hello.")
    answer = await script.run("show")
    assert (answer.code, answer.err) == (0, "")
    assert re.fullmatch(LIBRARY, answer.out)
    cards = json.loads((await script.run("show", "--json")).out)
    assert [(card["name"], card["is_open"], card["turns"]) for card in cards] == [
        ("Tamsin", True, 3),
        ("Zed", False, 0),
    ]
    assert set(cards[0]) == {
        *("id", "name", "is_open", "clock", "last_line", "last_speaker"),
        *("played_at", "turns", "guest", "last_turn"),
    }


async def test_json_keeps_its_fields(folder: Path) -> None:
    shown = json.loads((await Script(folder).run("show", "tam", "--json")).out)
    assert set(shown) == {"chat", "turns", "unfinished"}
    assert set(shown["chat"]) == {
        *("id", "head", "bot", "you", "chat", "names", "friendly", "day", "scene", "place"),
        *("activities", "edges", "moods", "items", "memories", "turns", "leaving"),
    }
    (told,) = shown["turns"]
    assert set(told) == {"id", "step", "name", "turn"}
    assert (told["name"], told["turn"]["number"]) == ("Narrator", 1)
    assert shown["unfinished"] == []


async def test_only_so_many_turns_are_shown(folder: Path) -> None:
    script = Script(folder)
    for prose in ("One.", "Two."):
        await script.run("say", "tam", prose)
    shown = (await script.run("show", "tam", "--last", "2")).out
    assert re.findall(r"^(\d+)\. (\w+)", shown, re.MULTILINE) == [("4", "You"), ("5", "Tamsin")]
    assert (await script.run("show", "tam", "--last", "0")).code == 2
