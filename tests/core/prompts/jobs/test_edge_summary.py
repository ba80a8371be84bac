"""Edge summary: what one has come to hold of another, brought up to date after a scene."""

import pytest
from msgspec.structs import replace

from rp_tui.core.llm.understudy.english import words
from rp_tui.core.prompts.jobs.edge_summary import JOB, Bond, EdgeSummary, proposal
from rp_tui.core.prompts.jobs.shared.matter import told

BOND = Bond(
    "Mara",
    "Tom",
    'I was with Tom in the bakery. Tom told me, "I sold the cello." I pushed the envelope back to '
    "Tom. I told him to buy it back.",
    "Tom is Mara's tenant. She likes him.",
    70,
    58,
    2,
)


def test_it_keeps_what_was_held_before_and_adds_what_the_scene_brought() -> None:
    text = JOB.plain(BOND).summary
    assert text.startswith("Tom is Mara's tenant.")
    assert "cello" in text or "envelope" in text


def test_what_the_other_did_weighs_more_than_one_s_own_words() -> None:
    told_by_both = "I told Tom that I have to sell the oven. I learned that Tom sold the cello."
    scene = f"I was with Tom. {told_by_both}"
    assert JOB.plain(replace(BOND, scene=scene)).summary.endswith(
        "Mara learned that Tom sold the cello."
    )


def test_it_is_told_of_both_by_name() -> None:
    outside = " ".join(JOB.plain(BOND).summary.split('"')[::2])
    assert not {"i", "me", "my", "you"} & {*words(outside)}


def test_it_does_not_grow_with_every_scene() -> None:
    bond = BOND
    for number in range(40):
        scene = f'I was with Tom. Tom told me, "I saw {number} ships in the harbour today."'
        bond = replace(bond, scene=scene, before=JOB.plain(bond).summary)
    assert len(words(bond.before)) <= 110
    assert bond.before.startswith("Tom is Mara's tenant.")
    assert "38 ships" in bond.before


def test_the_first_one_stands_on_the_scene_alone() -> None:
    text = JOB.plain(replace(BOND, before="")).summary
    assert "Mara" in text
    assert "Tom" in text


def test_a_scene_of_which_nothing_was_written_changes_nothing() -> None:
    assert JOB.plain(replace(BOND, scene="")).summary == BOND.before


@pytest.mark.parametrize(("significance", "shared"), [(0, False), (1, False), (2, True), (3, True)])
def test_only_a_scene_that_matters_leaves_a_moment(significance: int, shared: bool) -> None:
    matter = replace(BOND, significance=significance)
    found = proposal(JOB.plain(matter), matter)
    assert found
    assert bool(found.moment) is shared
    answer = EdgeSummary(summary="She likes him.", moment="The envelope.")
    told_by_model = proposal(answer, matter)
    assert told_by_model
    assert bool(told_by_model.moment) is shared


def test_by_default_none_is_written() -> None:
    assert proposal(JOB.default(BOND), BOND) is None


def test_a_model_reads_how_it_stands_until_now_and_the_scene_last() -> None:
    shown = told(JOB.tell(BOND))
    assert shown.startswith("How Mara stands to Tom\n")
    assert "Until now: Tom is Mara's tenant. She likes him." in shown
    assert shown.endswith("I told him to buy it back.")


@pytest.mark.parametrize(
    ("who", "target", "scene", "summary"),
    [
        ("Ann", "You", 'Player told me, "I love you."', 'Player told Ann, "I love you."'),
        ("You", "Ann", 'I told Ann, "I love you, Ann."', 'Player told Ann, "I love you, Ann."'),
        ("Tom", "Ann", 'I told Ann, "I love you, Ann."', 'Tom told Ann, "I love you, Ann."'),
        ("Ann", "Tom", 'You told me, "I love you."', 'You told Ann, "I love you."'),
    ],
)
def test_only_who_tells_it_is_named_for_i(who: str, target: str, scene: str, summary: str) -> None:
    bond = Bond(who, target, f"I was there. {scene}", "", significance=1)
    assert JOB.plain(bond).summary == summary
