"""Kickoff parse: the form that an author's prose fills in, and what it leaves open."""

from typing import Any

import pytest
from msgspec import UNSET

from rp_tui.core.prompts.jobs.kickoff_parse import JOB, Kickoff, Opening, Prologue, proposal
from rp_tui.core.prompts.jobs.shared.matter import told

NOW = "2026-03-10T21:14:00Z"  # a Tuesday
PROSE: dict[str, dict[str, Any]] = {
    "you stay late at the office; only you and Ann are there; she's at her desk pretending to "
    "work": {
        "place": "office",
        "place_type": "workplace",
        "bot_doing": "pretending to work",
        "bot_spot": "desk",
        "weather": "",
    },
    "It is a rainy Tuesday evening. You sit at the bar of a small pub, nursing a beer, while Ann "
    "polishes glasses behind the counter.": {
        "place": "pub",
        "public": True,
        "time": "Tuesday evening",
        "weather": "rain",
        "player_posture": "sitting",
        "player_spot": "bar",
        "bot_doing": "polishing glasses behind the counter",
        "bot_spot": "counter",
    },
    "Ann is driving you home through the snow at midnight. You are asleep in the passenger seat.": {
        "place": "car",
        "moving": True,
        "time": "midnight",
        "weather": "snow",
        "player_spot": "passenger seat",
        "player_doing": "sleeping",
    },
    "It rains. You come down to the laundry room on a Sunday night with your arms full, and Ann is "
    "there already, perched on the dryer, reading.": {
        "place": "laundry room",
        "time": "Sunday night",
        "weather": "rain",
        "bot_posture": "sitting",
        "bot_doing": "reading",
    },
    "You meet in a café at 9:30 am.": {"place": "café", "public": True, "time": "9:30 am"},
    "Ann kneels in the garden, pulling weeds. You lean on the fence and watch her.": {
        "place": "garden",
        "place_type": "outdoors",
        "bot_posture": "kneeling",
        "bot_doing": "pulling weeds",
        "player_posture": "leaning",
        "player_doing": "watching her",
    },
    "I wake up in a hospital. Ann is sitting by my bed and reading the paper.": {
        "place": "hospital",
        "bot_posture": "sitting",
        "bot_doing": "reading the paper",
        "player_doing": "",
    },
    "The train rattles through the night. Across from you Ann reads a letter.": {
        "place": "train",
        "place_type": "vehicle",
        "moving": True,
        "time": "night",
        "bot_doing": "reading a letter",
    },
    "Ann's flat, Friday night. You are cooking; she sets the table.": {
        "place": "flat",
        "time": "Friday night",
        "player_doing": "cooking",
    },
    "You walk into the library out of the storm. Ann sits at a table by the window, reading.": {
        "place": "library",
        "weather": "storm",
        "bot_posture": "sitting",
        "bot_doing": "reading",
    },
    "Late afternoon on the pier. Ann is fishing, Tom stands beside her and says nothing.": {
        "place": "pier",
        "time": "late afternoon",
        "bot_doing": "fishing",
        "player_posture": "standing",
    },
    "You have known each other for years.": {
        "place": "",
        "time": "",
        "weather": "",
        "bot_doing": "",
        "player_doing": "",
        "bot_posture": "",
    },
}


def form(prose: str) -> Kickoff:
    return JOB.plain(Prologue("Ann", "Tom", prose))


@pytest.mark.parametrize("prose", PROSE)
def test_the_form_holds_what_the_prose_says(prose: str) -> None:
    found = form(prose).model_dump()
    assert {name: found[name] for name in PROSE[prose]} == PROSE[prose]


@pytest.mark.parametrize("prose", PROSE)
def test_the_scene_is_told_with_names_and_not_to_you(prose: str) -> None:
    scene = form(prose).scene
    assert scene
    assert not {"you", "your", "i", "my"} & {word.strip(".,;").lower() for word in scene.split()}


@pytest.mark.parametrize("prose", [prose for prose in PROSE if "Tom" not in prose])
def test_a_player_without_a_name_is_told_of_as_you(prose: str) -> None:
    found, known = JOB.plain(Prologue("Ann", "You", prose)), form(prose)
    told = {"scene", "bot_doing", "player_doing"}  # where the player may be told of
    assert found.model_dump(exclude=told) == known.model_dump(exclude=told)
    assert "You is" not in found.scene
    assert not {"Tom", "I", "my"} & set(found.scene.split())


@pytest.mark.parametrize("prose", ["", " ", "…", "((a note to myself: in the park, at noon))"])
def test_of_nothing_the_form_is_empty(prose: str) -> None:
    assert form(prose) == Kickoff()


def test_by_default_the_form_is_empty() -> None:
    matter = Prologue("Ann", "Tom", "You meet in a café at 9:30 am.")
    assert proposal(JOB.default(matter), chat=1, now=NOW) == Opening(NOW)


def test_the_form_becomes_a_place_a_time_and_two_activities() -> None:
    answer = Kickoff(
        place="the pub",
        public=True,
        spots=["the bar"],
        bot_spot="the bar",
        time="Friday 9:30 pm",
        bot_doing="singing",
    )
    opening = proposal(answer, chat=7, now=NOW)
    assert opening.clock == "2026-03-13T21:30:00Z"
    assert opening.place is not None
    assert (opening.place.chat, opening.place.name, opening.place.slots) == (7, "pub", ("bar",))
    assert (opening.bot.verb, opening.bot.slot) == ("singing", "bar")
    assert opening.player.verb is UNSET


@pytest.mark.parametrize(
    ("time", "clock"),
    [
        ("", NOW),
        ("someday", NOW),
        ("midnight", "2026-03-10T00:00:00Z"),
        ("Tuesday evening", "2026-03-10T19:30:00Z"),
        ("Monday morning", "2026-03-16T09:00:00Z"),
        ("21:30", "2026-03-10T21:30:00Z"),
        ("12 am", "2026-03-10T00:00:00Z"),
        ("12:15 p.m.", "2026-03-10T12:15:00Z"),
        ("late at night", "2026-03-10T23:00:00Z"),
    ],
)
def test_a_time_in_words_is_a_moment(time: str, clock: str) -> None:
    assert proposal(Kickoff(time=time), chat=1, now=NOW).clock == clock


def test_a_model_reads_who_is_who_and_the_prose_last() -> None:
    shown = told(JOB.tell(Prologue("Ann", "Tom", "You meet in a café.")))
    assert shown.startswith("Bot: Ann.\nPlayer: Tom")
    assert shown.endswith("You meet in a café.")
