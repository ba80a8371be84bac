from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from rp_tui.core.domain.bot import Bot, BotAuthored, author
from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.text import LONGEST_LINE
from rp_tui.core.interchange.bot_fields import PARTS_OF_DAY
from rp_tui.core.interchange.bot_file import (
    LARGEST_FILE_BYTES,
    BotFile,
    Stage,
    of,
    parse,
    read,
)
from rp_tui.core.interchange.errors import (
    BadField,
    BotFileTrouble,
    BrokenToml,
    CannotRead,
    NamelessBot,
    UnknownField,
)
from rp_tui.core.prompts.jobs.kickoff_parse import Kickoff, proposal
from rp_tui.core.prompts.jobs.shared.places import hour_of
from tests.core.interchange.saying import NOW, refused

WHOLE = """
name = "Ann"
persona = "Shy.\\n\\nThen not."
voice = ["Oh.", "Fine. It's fine."]
traits = ["loves  cats", "quick to anger"]
backstory = "Born at sea."
relationship = "My coworker."
kickoff = "You stay late."

[scene]
place = "office"
place_type = "workplace"
public = false
spots = ["the desk"]
clock = 2026-03-10T22:14:00+01:00
weather = "rain"
description = "Overtime."
bot_doing = "pretending to work"
player_spot = "the door"
"""
LIMIT_S = 5  # what is quadratic takes minutes


def test_a_file_gives_every_field() -> None:
    assert parse(WHOLE.encode(), "ann.toml") == BotFile(
        "Ann",
        "Shy.\n\nThen not.",
        ("Oh.", "Fine. It's fine."),
        ("loves cats", "quick to anger"),
        "Born at sea.",
        "My coworker.",
        "You stay late.",
        Stage(
            place="office",
            place_type="workplace",
            public=False,
            spots=("the desk",),
            clock=NOW,
            weather="rain",
            description="Overtime.",
            bot_doing="pretending to work",
            player_spot="the door",
        ),
    )


def test_a_name_is_enough() -> None:
    bot = parse(b'\xef\xbb\xbfname = "Ann"\r\n', "ann.toml")
    assert bot == BotFile("Ann")
    assert bot.scene.moving is UNSET


def test_what_steers_a_terminal_does_not_come_in() -> None:
    bot = parse(rb'name = "A\u001b[31mnn"' + b'\npersona = "\\u202eevil"', "ann.toml")
    assert bot == BotFile("Ann", "evil")


def test_a_file_is_a_draft_that_authoring_takes_as_it_is() -> None:
    draft = parse(WHOLE.encode(), "ann.toml").draft
    assert author(draft, ["Robin"]) == draft


def test_a_bot_that_is_there_has_a_file() -> None:
    assert of(Bot("Ann", "Shy.")) == of(BotAuthored("Ann", "Shy.")) == BotFile("Ann", "Shy.")


def test_the_scene_fills_in_the_kickoff_form() -> None:
    scene = parse(WHOLE.encode(), "ann.toml").scene
    read_from_prose = Kickoff(place="kitchen", time="Friday night", weather="snow", bot_spot="sink")
    form = Kickoff.model_validate(read_from_prose.model_dump() | scene.form())
    assert (form.place, form.weather, form.scene) == ("office", "rain", "Overtime.")
    assert (form.bot_spot, form.spots) == ("sink", ["the desk"])
    assert proposal(form, 1, scene.moment).clock == NOW


def test_words_for_the_clock_are_the_forms_time() -> None:
    scene = parse(b'name = "Ann"\n[scene]\nclock = "Friday evening"', "ann.toml").scene
    assert scene.moment == ""
    assert scene.form() == {"time": "Friday evening"}


def test_every_field_of_a_scene_is_one_of_the_form() -> None:
    words = dict.fromkeys(Stage.__struct_fields__, "noon")
    stage = Stage(**(words | {"public": True, "moving": False, "spots": ("bed",)}))  # type: ignore[arg-type]
    assert stage.form().keys() == Kickoff.model_fields.keys()


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("2026-03-10T21:14:00Z", ""),
        ('"2026-03-10 21:14"', "2026-03-10T21:14:00Z"),
        ('"2026-03-10"', "2026-03-10T00:00:00Z"),
        ("21:30:00", "21:30"),
        ('"Tuesday, 9:15pm"', "Tuesday, 9:15pm"),
        ('"sunday"', "sunday"),
        ('"9 p.m."', "9 p.m."),
    ],
)
def test_a_clock_can_be_told_in_several_ways(written: str, clock: str) -> None:
    bot = parse(f'name = "Ann"\n[scene]\nclock = {written}'.encode(), "ann.toml")
    assert bot.scene.clock == (clock or written)


@pytest.mark.parametrize("part", [*PARTS_OF_DAY, "21:30", "9:15pm", "9 p.m.", "12.05am"])
def test_the_plain_rule_understands_every_hour_that_a_file_may_name(part: str) -> None:
    bot = parse(f'name = "Ann"\n[scene]\nclock = "Monday {part}"'.encode(), "ann.toml")
    assert hour_of(bot.scene.clock) is not None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("name = 7", ("name", "a number", "in quotes")),
        ('name = " "', ("name", "needs a name")),
        ("name = '" + "n" * 101 + "'", ("name", "100 characters")),
        ("persona = true", ("persona", "a yes or no", "in quotes")),
        ("persona = '" + "n" * 100_001 + "'", ("persona", "100,000")),
        ('voice = "Oh."', ("voice", "a list", '["one", "another"]')),
        ('voice = ["a", "b", "c", "d"]', ("voice", "4 samples", "keep the best 3")),
        ("traits = [1]", ("traits", "a number")),
        (f'traits = ["{"n" * 301}"]', ("traits", str(LONGEST_LINE))),
        ("kickoff = 2026-03-10", ("kickoff", "a date or a time")),
        ("scene = 1", ("scene", "[scene]")),
        ('scene.public = "no"', ("scene.public", "true or false")),
        ('scene.clock = "whenever"', ("scene.clock", "Tuesday evening")),
        ("scene.clock = 2026-03-10", ("scene.clock", "a date or a time")),
        ('scene.clock = "9999-12-31T23:59:59-23:59"', ("scene.clock", "9999")),
        ("scene.place = []", ("scene.place", "a list")),
    ],
)
def test_a_field_that_holds_what_it_cannot_is_named(line: str, words: tuple[str, ...]) -> None:
    with refused(BadField, "ann.toml", *words):
        parse(line.encode(), "ann.toml")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('persoan = "Shy."', ("persoan", "did you mean persona?")),
        ('Traits = ["shy"]', ("Traits", "did you mean traits?")),
        ('[scene]\nwheather = "rain"', ("scene.wheather", "did you mean scene.weather?")),
        ('place = "office"', ("place", "did you mean scene.place?")),
        ("xyzzy = 1", ("xyzzy", "there are name, persona, voice")),
        ('"\\u001b[2J\\n" = 1', ("there are name",)),
    ],
)
def test_an_unknown_field_is_named_with_the_nearest_known_one(
    line: str, words: tuple[str, ...]
) -> None:
    with refused(UnknownField, "ann.toml", *words):
        parse(line.encode(), "ann.toml")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'name = "Ann"\npersona = Shy', ("line 2, column 11",)),
        (b'name = "Ann\n', ("line 1, column 12",)),
        (b'name = """Ann', ("at its end",)),
        (b'name = "Ann"\nname = "Ben"\n', ("line 2",)),
        (b'name = "\x1b]52;c;x\x07"', ("line 1",)),
        (b"x = " + b"[" * 900_000, ("nests too deep",)),
        (b"x = " + b"9" * 900_000, ("does not parse",)),
        (b"name = 'Ann'\n" + b"a." * 400_000 + b"a = 1", ("line 2", "too many parts")),
        (b"x = {" + b"'' . " * 150_000 + b"a = 1}", ("too many parts",)),
    ],
)
def test_what_does_not_parse_is_refused_soon_and_with_its_place(
    content: bytes, words: tuple[str, ...]
) -> None:
    began = perf_counter()
    with refused(BrokenToml, "ann.toml", *words):
        parse(content, "ann.toml")
    assert perf_counter() - began < LIMIT_S


@pytest.mark.parametrize("shape", ["a.", "a.a ", "a" * 40 + ".", '"".', "'", "a. \n", "-"])
def test_looking_for_long_keys_takes_time_by_the_size_alone(shape: str) -> None:
    prose = shape * (LARGEST_FILE_BYTES // len(shape) - 20)
    began = perf_counter()
    with pytest.raises(BrokenToml):
        parse(f"name = {prose}".encode(), "ann.toml")
    assert perf_counter() - began < LIMIT_S


def test_prose_of_many_short_sentences_is_no_long_key() -> None:
    drip = "Drip. " * 90
    assert parse(f'name = "Ann"\npersona = "{drip}"'.encode(), "a").persona == drip.strip()


def test_a_file_without_a_name_is_refused() -> None:
    with refused(NamelessBot, "ann.toml", 'name = "Ann"'):
        parse(b'persona = "Shy."', "ann.toml")


def test_a_file_is_read_from_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "ann.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert read(path) == parse(WHOLE.encode(), "ann.toml")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with refused(CannotRead, "none.toml", "No such file"):
        read(tmp_path / "none.toml")
    with refused(CannotRead, "directory"):
        read(tmp_path)
    (tmp_path / "binary").write_bytes(b'name = "Ann"\n\xff')
    with refused(CannotRead, "not UTF-8 at line 2"):
        read(tmp_path / "binary")
    (tmp_path / "large").write_bytes(b"#" * (LARGEST_FILE_BYTES + 1))
    with refused(CannotRead, "1,000,000 bytes"):
        read(tmp_path / "large")


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode(errors="ignore")))
def test_no_content_raises_anything_but_our_own_troubles(content: bytes) -> None:
    try:
        told = parse(content, "ann.toml").name
    except BotFileTrouble as trouble:
        told = str(trouble)
    assert told
    assert clean(told, single_line=True) == told
