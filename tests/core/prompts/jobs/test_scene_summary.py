"""Scene summary: a scene as one who was there remembers it."""

import pytest
from msgspec.structs import replace

from rp_tui.core.llm.tokens import count
from rp_tui.core.llm.understudy.english import words
from rp_tui.core.prompts.jobs.scene_summary import (
    JOB,
    Scene,
    SceneSummary,
    joined,
    pieces,
    proposal,
)
from rp_tui.core.prompts.jobs.shared.matter import told
from tests.core.prompts.jobs.lines import lines
from tests.core.prompts.jobs.story import BEFORE_ILSE, SCENE, WITH_ILSE

ALL = ("Tom", "Mara", "Ilse")
WITNESSES = (
    Scene(("Tom", "Mara"), BEFORE_ILSE, who="Mara", place="bakery", significance=2),
    Scene(("Tom", "Mara"), BEFORE_ILSE, who="Tom", place="bakery", significance=2),
    Scene(ALL, WITH_ILSE, who="Ilse", place="bakery", significance=2),
    Scene(ALL, SCENE, who="Mara", place="bakery", significance=2),
)
MOST_WORDS = 110


def summary(matter: Scene) -> str:
    return JOB.plain(matter).summary


@pytest.mark.parametrize(
    "matter", WITNESSES, ids=lambda scene: f"{scene.who} of {len(scene.lines)}"
)
def test_it_is_told_by_the_witness_in_the_first_person(matter: Scene) -> None:
    text = summary(matter)
    outside = " ".join(text.split('"')[::2])
    assert "I" in outside.split()
    assert matter.who not in outside.split()
    assert all(name in text for name in matter.names if name != matter.who)
    assert not {"you", "your"} & {*words(outside)}


@pytest.mark.parametrize(
    "matter", WITNESSES, ids=lambda scene: f"{scene.who} of {len(scene.lines)}"
)
def test_it_is_short_and_no_copy_of_the_scene(matter: Scene) -> None:
    text = summary(matter)
    assert len(words(text)) <= MOST_WORDS
    for one in matter.lines:
        assert one.text not in text or len(words(one.text)) < 6


@pytest.mark.parametrize(
    "matter", WITNESSES, ids=lambda scene: f"{scene.who} of {len(scene.lines)}"
)
def test_its_quotes_were_spoken_in_so_many_words(matter: Scene) -> None:
    found = proposal(JOB.plain(matter), matter)
    assert found is not None
    assert 1 <= len(found.quotes) <= 3
    said = " ".join(one.text for one in matter.lines)
    assert all(quote in said for quote in found.quotes)


def test_witnesses_remember_different_things() -> None:
    mara, tom = summary(WITNESSES[0]), summary(WITNESSES[1])
    assert "Tom sold the cello" in mara
    assert "I sold the cello" in tom


def test_it_says_what_mattered() -> None:
    assert "cello" in summary(WITNESSES[0])
    assert "key" in summary(WITNESSES[2]) or "locker" in summary(WITNESSES[2])


def test_where_nothing_was_said_it_tells_who_was_there() -> None:
    text = summary(Scene(("Tom", "Ann"), lines("Tom: Hm.", "Ann: *nods*"), who="Ann", place="bar"))
    assert "Tom" in text
    assert "bar" in text


@pytest.mark.parametrize("place", ["bar", "the bar", "Ann's flat", "outside", "My Place"])
def test_a_place_is_told_as_one_would_say_it(place: str) -> None:
    text = summary(Scene(("Tom", "Ann"), lines("Tom: Hm."), who="Ann", place=place))
    assert "the the" not in text
    assert "the Ann's" not in text
    assert "in the outside" not in text
    assert "Ann's" not in text or place != "Ann's flat"


@pytest.mark.parametrize("significance", [0, 1])
def test_of_a_scene_that_matters_little_no_quote_is_kept(significance: int) -> None:
    matter = replace(WITNESSES[0], significance=significance)
    found = proposal(JOB.plain(matter), matter)
    assert found
    assert found.quotes == ()


def test_by_default_none_is_written() -> None:
    assert proposal(JOB.default(WITNESSES[0]), WITNESSES[0]) is None
    assert proposal(SceneSummary(summary="none", quotes=["Hm."]), WITNESSES[0]) is None


def test_of_many_quotes_three_are_kept() -> None:
    answer = SceneSummary(summary="It was late.", quotes=["a", "b", "c", "d"])
    found = proposal(answer, WITNESSES[0])
    assert found
    assert found.quotes == ("a", "b", "c")


def test_a_long_scene_comes_in_pieces_that_end_in_one_summary() -> None:
    matter = replace(WITNESSES[3], lines=SCENE * 20)
    asked = pieces(matter, count)
    assert len(asked) > 1
    assert [one for piece in asked for one in piece.lines] == [*matter.lines]
    answers = [JOB.plain(piece) for piece in asked]
    whole = replace(
        joined(matter, [answer.summary for answer in answers]),
        quotes=tuple(quote for answer in answers for quote in answer.quotes),
    )
    final = JOB.plain(whole)
    assert final.summary
    assert len(words(final.summary)) <= MOST_WORDS
    assert len(final.quotes) <= 3


def test_a_model_reads_who_remembers_and_the_scene_last() -> None:
    shown = told(JOB.tell(WITNESSES[2]))
    assert shown.startswith("Who remembers: Ilse\nAlso there: Tom, Mara\nWhere: bakery\n")
    assert shown.endswith(WITH_ILSE[-1].text)
