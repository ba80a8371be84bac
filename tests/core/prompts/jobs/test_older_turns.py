"""Older turns: one line that stands for the dialogue which no longer fits."""

from msgspec.structs import replace

from rp_tui.core.llm.tokens import count
from rp_tui.core.llm.understudy.english import words
from rp_tui.core.prompts.jobs.older_turns import JOB, OlderTurns, Past, joined, pieces, proposal
from rp_tui.core.prompts.jobs.shared.matter import told
from tests.core.prompts.jobs.lines import lines
from tests.core.prompts.jobs.story import BEFORE_ILSE

PAST = Past(("Tom", "Mara"), BEFORE_ILSE, who="Mara")


def test_it_is_one_short_line_by_name() -> None:
    text = JOB.plain(PAST).line
    outside = " ".join(text.split('"')[::2])
    assert "Tom" in text
    assert "Mara" in text
    assert "\n" not in text
    assert not {"i", "me", "my", "you", "your"} & {*words(outside)}
    assert len(words(text)) <= 60


def test_what_stood_for_those_before_is_taken_in_and_it_does_not_grow() -> None:
    past = replace(PAST, before="Tom moved in above the bakery.")
    for _ in range(20):
        past = replace(past, before=JOB.plain(past).line)
    assert past.before.startswith("Tom moved in above the bakery.")
    assert len(past.before) <= 500


def test_of_small_talk_it_says_that_they_were_together() -> None:
    text = JOB.plain(Past(("Tom", "Mara"), lines("Tom: Hm.", "Mara: *nods*"), who="Mara")).line
    assert "Tom" in text
    assert "Mara" in text


def test_a_long_past_comes_in_pieces_that_end_in_one_line() -> None:
    past = replace(PAST, lines=BEFORE_ILSE * 30)
    asked = pieces(past, count)
    assert len(asked) > 1
    whole = joined(past, [JOB.plain(piece).line for piece in asked])
    found = proposal(JOB.plain(whole))
    assert found
    assert len(found) <= 500


def test_by_default_none_is_written() -> None:
    assert proposal(JOB.default(PAST)) is None
    assert proposal(OlderTurns(line="They talked.")) == "They talked."


def test_a_model_reads_what_went_before_and_the_turns_last() -> None:
    shown = told(JOB.tell(replace(PAST, before="Tom moved in.")))
    assert shown.startswith("Who was there: Tom, Mara\n\nWhat went before: Tom moved in.")
    assert shown.endswith(BEFORE_ILSE[-1].text)
