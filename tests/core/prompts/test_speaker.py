"""A long chat, told through the log, and the prompts of it one after the other."""

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest

from rp_tui.bench.prompt.script import (
    ANN,
    BEN,
    REPLY,
    RULES,
    YOURS,
    Script,
    Told,
    trims,
    unchanged,
)
from rp_tui.core.domain import group
from rp_tui.core.domain.chat import GuestJoined, GuestLeft
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.witness import Presence
from rp_tui.core.prompts.window import RUN
from rp_tui.core.storage.log import Log
from tests.core.storage.stories import fresh

TURNS = 60


@pytest.fixture(params=[5, 7])
def script(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Script]:
    with closing(fresh(tmp_path / "chat.db")) as db:
        script = Script(Log(db), request.param)
        script.begin()
        yield script


def visit(script: Script) -> None:
    """Ben comes."""
    script.there = Presence(ANN, BEN)
    shared = group.summarise(script.story.prose(20))
    script.tell(Draft("chat", GuestJoined(BEN), ANN), Draft("group", shared, compose(ANN, BEN)))


def leave(script: Script) -> None:
    """Ben goes."""
    script.tell(Draft("chat", GuestLeft(BEN), ANN))
    script.there = Presence(ANN)


def visited(script: Script) -> Iterator[tuple[Told, Told]]:
    """The prompts of Ann and of Ben, who answers Ann, while he is there for the second time."""
    for first in (True, False):
        list(script.prompts(10))
        visit(script)
        for _ in range(3 if first else 16):
            script.say(YOU, YOURS)
            ann = script.prompt(ANN)
            script.say(ANN, REPLY)
            ben = script.prompt(BEN)
            script.say(BEN, YOURS)
            script.go_on()
            if not first:
                yield ann, ben
        leave(script)


def check(prompts: list[Told]) -> list[Told]:
    """Each begins as the one before, but for trims, six turns apart; say which those are."""
    trimmed = trims(prompts)
    for before, after in pairwise(prompts):
        assert after.before[0] == before.before[0]
        if after not in trimmed:
            assert after.before[: len(before.before)] == before.before
            continue
        assert after.window[0] - before.window[0] >= 6
        kept = [turn for turn in before.window if turn >= after.window[0]]
        assert after.window[: len(kept)] == kept
    assert all(after.turn - before.turn >= 6 for before, after in pairwise(trimmed))
    return trimmed


def test_a_prompt_begins_as_the_one_before_but_for_trims_that_are_far_apart(
    script: Script,
) -> None:
    prompts = list(script.prompts(TURNS))
    assert len(check(prompts)) >= 2
    assert mean(told.tokens("dialogue", "last turns") for told in prompts) >= 2_500
    assert max(told.prompt.tokens for told in prompts) <= RULES.budget.soft
    assert mean(unchanged(before, after) for before, after in pairwise(prompts)) > 0.6


def test_in_a_chat_longer_than_what_is_read_of_it_prompts_are_as_steady(script: Script) -> None:
    list(script.prompts(RULES.window + RUN // 2))
    assert len(check(list(script.prompts(TURNS)))) >= 2


def test_with_a_guest_the_prompts_of_both_bots_begin_as_those_before(script: Script) -> None:
    of_ann, of_ben = zip(*visited(script), strict=True)
    assert check(list(of_ann))
    check(list(of_ben))


def test_what_is_read_of_a_chat_holds_a_whole_run_of_turns() -> None:
    assert RULES.window >= 2 * RUN
