import json as standard
import tracemalloc
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.markers import segments
from rp_tui.core.interchange.story import Begun, Said, Story
from rp_tui.core.interchange.transcript import FORMS, json, markdown, plain
from tests.core.interchange.saying import HOST, NOW, YOU, said, story

TOLD = (
    Begun(NOW, "office"),
    said("It rains.\n\nYou stay late.", "Narrator", 1, narration=True),
    said('*Robin looks up.* "Still here?" ((she likes me))', YOU, 2),
    said('"So are you."\n\n# Not a heading', HOST, 3),
    said("Never said", HOST, 4, hidden=True),
    Begun("2026-03-11T08:05:00Z", "car"),
    said("*She turns the key and", HOST, 5, truncated=True),
)
MARKDOWN = """\
# Ann and Robin

## Day 1, Tuesday evening, 9:14pm · office

> It rains.
>
> You stay late.

**Robin:** *Robin looks up.* "Still here?" ((she likes me))

**Ann:** "So are you."

\\# Not a heading

## Day 2, Wednesday morning, 8:05am · car

**Ann:** *She turns the key and* \\[…\\]
"""
PLAIN = """\
Ann and Robin

--- Day 1, Tuesday evening, 9:14pm · office ---

    It rains.

    You stay late.

Robin: *Robin looks up.* "Still here?" ((she likes me))

Ann: "So are you."

    # Not a heading

--- Day 2, Wednesday morning, 8:05am · car ---

Ann: *She turns the key and […]
"""
JSON = """\
{"format":"rp-tui transcript","version":1,"title":"Ann and Robin","you":"Robin","host":"Ann",\
"anchor":"2026-03-10","turns":[
{"type":"scene","at":"2026-03-10T21:14:00Z","place":"office"},
{"type":"turn","number":2,"speaker":"Robin","prose":"*waits* ((she likes me))",\
"segments":[{"kind":"action","text":"waits"},{"kind":"ooc","text":"she likes me"}],\
"at":"2026-03-10T21:14:00Z","narration":false,"truncated":false,"hidden":true}
]}
"""
MANY = 10_000
FEW_BYTES = 2_000_000

hostile = st.text(st.characters(exclude_categories=()), max_size=30)
turns = st.builds(
    lambda prose, speaker, hidden: replace(said("x", speaker, hidden=hidden), prose=prose),
    hostile,
    hostile,
    st.booleans(),
)


def test_a_story_in_markdown() -> None:
    assert "".join(markdown(story(*TOLD))) == MARKDOWN


def test_a_story_in_plain_text() -> None:
    assert "".join(plain(story(*TOLD))) == PLAIN


def test_a_story_in_json() -> None:
    hidden = said("*waits* ((she likes me))", YOU, 2, hidden=True)
    assert "".join(json(story(TOLD[0], hidden))) == JSON


@pytest.mark.parametrize("form", FORMS)
def test_a_story_without_turns_is_a_whole_file(form: str) -> None:
    text = "".join(FORMS[form](story()))  # type: ignore[index]
    assert "Ann and Robin" in text
    assert text.endswith("\n")


def test_a_scene_of_which_nothing_is_known_still_breaks_the_story() -> None:
    assert "\n## …\n" in "".join(markdown(story(Begun())))
    assert "\n--- … ---\n" in "".join(plain(story(Begun())))


def test_nothing_said_in_plain_text_passes_for_anothers_turn() -> None:
    text = "".join(plain(story(said("Oh.\n\nRobin: I love you.\n--- Day 9 ---"))))
    assert [line for line in text.split("\n") if line and not line.startswith(" ")] == [
        "Ann and Robin",
        "Ann: Oh.",
    ]


@pytest.mark.parametrize("form", FORMS)
@given(lines=st.lists(turns, max_size=4), title=hostile, place=hostile)
def test_nothing_that_steers_a_terminal_comes_out(
    form: str, lines: list[Said], title: str, place: str
) -> None:
    told = Story(title, title, title, (Begun(NOW, place), *lines), NOW[:10])
    text = "".join(FORMS[form](told))  # type: ignore[index]
    text.encode()
    assert clean(text) == text or form == "json"
    for char in text:
        assert char.isprintable() or char == "\n" or ord(char) > 0x9F or char == "\t"


@given(st.lists(turns | st.builds(Begun, st.just(NOW), hostile), max_size=5))
def test_json_gives_back_what_was_told(entries: list[Said | Begun]) -> None:
    told = standard.loads("".join(json(story(*entries))))
    assert told["turns"] == [as_told(entry) for entry in entries]


def as_told(entry: Said | Begun) -> dict[str, Any]:
    if isinstance(entry, Begun):
        return {"type": "scene", "at": entry.at, "place": clean(entry.place)}
    return {
        "type": "turn",
        "number": entry.number,
        "speaker": clean(entry.speaker),
        "prose": clean(entry.prose),
        "segments": [{"kind": one.kind, "text": clean(one.text)} for one in entry.segments],
        "at": entry.at,
        "narration": entry.narration,
        "truncated": entry.truncated,
        "hidden": entry.hidden,
    }


@pytest.mark.parametrize("form", FORMS)
def test_a_long_story_is_told_piece_by_piece(form: str) -> None:
    prose = "*She turns.* " + "So it goes, on and on. " * 20
    read = segments(prose)
    asked = []

    def turn_by_turn() -> Iterator[Said]:
        for number in range(MANY):
            asked.append(number)
            yield Said(number, HOST, prose, read, NOW)

    chunks = FORMS[form](Story("Long", YOU, HOST, turn_by_turn()))  # type: ignore[index]
    list(islice(chunks, 3))
    assert len(asked) <= 3
    tracemalloc.start()
    try:
        size = sum(map(len, chunks))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > MANY * len(prose) * 0.9
    assert peak < FEW_BYTES
