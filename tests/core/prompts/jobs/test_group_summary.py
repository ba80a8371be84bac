"""Group summary: what three have become to each other, of what all of them saw."""

from msgspec.structs import replace

from rp_tui.core.llm.tokens import count
from rp_tui.core.llm.understudy.english import words
from rp_tui.core.prompts.jobs.group_summary import (
    JOB,
    GroupSummary,
    Together,
    joined,
    pieces,
    proposal,
)
from rp_tui.core.prompts.jobs.shared.matter import told
from tests.core.prompts.jobs.story import WITH_ILSE

MATTER = Together(("Tom", "Mara", "Ilse"), WITH_ILSE)


def test_it_is_told_by_name_and_by_nobody() -> None:
    text = JOB.plain(MATTER).summary
    outside = " ".join(text.split('"')[::2])
    assert all(name in text for name in MATTER.names)
    assert not {"i", "me", "my", "you", "your"} & {*words(outside)}
    assert len(words(text)) <= 90


def test_it_keeps_how_they_came_together_and_does_not_grow() -> None:
    matter = replace(MATTER, before="The three met in a storm.")
    for _ in range(20):
        matter = replace(matter, before=JOB.plain(matter).summary)
    assert matter.before.startswith("The three met in a storm.")
    assert len(words(matter.before)) <= 150


def test_a_long_scene_comes_in_pieces_that_end_in_one_account() -> None:
    matter = replace(MATTER, lines=WITH_ILSE * 30)
    asked = pieces(matter, count)
    assert len(asked) > 1
    whole = joined(matter, [JOB.plain(piece).summary for piece in asked])
    assert proposal(JOB.plain(whole))


def test_by_default_none_is_written() -> None:
    assert proposal(JOB.default(MATTER)) is None
    assert proposal(GroupSummary(summary="They are three.")) == "They are three."


def test_a_model_reads_the_three_what_was_before_and_the_scene_last() -> None:
    shown = told(JOB.tell(replace(MATTER, before="The three met in a storm.")))
    assert shown.startswith("The three: Tom, Mara, Ilse\n\nUntil now: The three met in a storm.")
    assert shown.endswith(WITH_ILSE[-1].text)
