"""The ladder asks as often as it must and no more, and always answers in its time."""

import asyncio
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm import tokens
from rp_tui.core.llm.chain import UNDERSTUDY, Chain
from rp_tui.core.llm.job_prompt import CUT, JSON_ONLY, REQUEST
from rp_tui.core.llm.ladder import LONGEST_RAW, Ladder
from rp_tui.core.llm.outcome import Fallback, How
from rp_tui.core.llm.scheduler import Priority, Scheduler
from rp_tui.core.llm.trace import Call, Tracer
from tests.core.llm.ladders import (
    BABBLE,
    GOOD,
    RIGHT,
    SORRY,
    Climber,
    Score,
    anything,
    climbing,
    job,
)
from tests.core.llm.malformed import HARD, PLAIN
from tests.loopback import Loopback, Plan, plans
from tests.loopback.player import KEY

SOON_S = 5.0  # on a machine that others keep busy; an attempt that is not given up takes ten
ONE = "hermes-8b"
TWO = ("hermes-8b", "dolphin-8b")


@pytest.fixture(autouse=True)
def _nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    assert capfd.readouterr() == ("", "")


async def test_of_the_malformed_replies_most_are_accepted_and_none_is_wrong() -> None:
    # Whatever a model says is asked about once if it can be read, and else twice.
    form = anything()
    accepted = 0
    for reply in (*PLAIN, *HARD):
        plan = plans.says([reply.text])
        async with climbing(plan, plan, plan) as climber:
            question: Any = job(answer=form, example=("x", form()), default=lambda _: form())
            answered = await climber.ask(question)
            given = answered.answer.model_dump(exclude_unset=True)
            by = answered.how.by
            assert len(climber.server.chats) == answered.how.attempts == len(climber.calls)
            if reply.meant is None:
                assert (by, answered.how.attempts) == ("default", 2), reply.kind
                assert len(climber.failures) == 1
            else:
                kept = {name: value for name, value in reply.meant.items() if value is not None}
                assert given in (reply.meant, kept), reply.kind
                assert (by in ("answered", "mended"), answered.how.attempts) == (True, 1)
                assert climber.failures == []
                accepted += reply in HARD
    assert len(HARD) >= 24
    assert accepted >= 18


async def test_a_reply_as_asked_for_is_answered_at_once() -> None:
    async with climbing(GOOD) as climber:
        assert await climber.ask() == (Score(score=2), How("answered", ONE, 1))
        assert climber.outcomes == [("answered", "")]


async def test_a_reply_that_only_we_can_read_costs_no_second_request() -> None:
    async with climbing(plans.says(["Sure! {score: 2,} There."])) as climber:
        assert await climber.ask() == (Score(score=2), How("mended", ONE, 1))
        assert climber.outcomes == [("mended", "")]


async def test_true_is_not_taken_for_a_number_nor_the_last_of_two_answers() -> None:
    for said in ('{"score": true}', '{"score": 2, "score": 1}'):
        async with climbing(plans.says([said]), GOOD) as climber:
            assert await climber.ask() == (Score(score=2), How("second attempt", ONE, 2))


async def test_a_number_out_of_bounds_is_asked_about_once_more() -> None:
    async with climbing(plans.says(['{"score": 9}']), GOOD) as climber:
        assert (await climber.ask()).how == How("second attempt", ONE, 2)


async def test_the_second_request_holds_the_reply_and_the_reminder() -> None:
    async with climbing(BABBLE, GOOD) as climber:
        await climber.ask()
        first, second = (chat.body["messages"] for chat in climber.server.chats)
        roles = [message["role"] for message in second]
        assert roles == ["system", "user", "assistant", "user", "assistant", "user"]
        assert second[4]["content"] == "She would score this a two, I think."
        assert second[5]["content"] == JSON_ONLY
        assert second[:4] == first
        assert climber.outcomes == [("unreadable", "second attempt"), ("answered", "")]


async def test_the_request_has_the_form_in_the_system_an_example_and_the_matter_last() -> None:
    async with climbing(GOOD) as climber:
        await climber.ask()
        body = climber.server.chats[0].body
        system, shown, right, matter = body["messages"]
        assert "Score how much the turn weighs" in system["content"]
        form = system["content"].partition("<schema>\n")[2].partition("\n</schema>")[0]
        asked_for = {"score": {"maximum": 3, "minimum": 0, "type": "integer"}}
        assert json.loads(form) == {
            "properties": asked_for,
            "required": ["score"],
            "type": "object",
        }
        assert shown["content"] == "Ann\n\nAnn: I love you."
        assert right["content"] == '```json\n{"score":3}\n```'
        assert matter["content"] == f"Ann\n\nAnn: Hello.\n\n{REQUEST}"
        assert (body["max_tokens"], body["temperature"]) == (40, 0.1)
        assert "response_format" not in body


async def test_two_refusals_lead_to_the_next_model_and_are_written_down() -> None:
    async with climbing(SORRY, SORRY, GOOD, models=TWO) as climber:
        assert await climber.ask() == (Score(score=2), How("another model", TWO[1], 3))
        assert climber.asked == [TWO[0], TWO[0], TWO[1]]
        assert climber.outcomes == [
            ("refused", "second attempt"),
            ("refused", "another model"),
            ("answered", ""),
        ]
        refusal = "I'm sorry, but I can't help with that."
        assert climber.failures == [Fallback(7, "significance: another model", refusal, 2)]
        # The next model is not told what the first one said.
        assert len(climber.server.chats[2].body["messages"]) == 4


async def test_the_chain_is_walked_to_its_end_and_then_the_default_answers() -> None:
    async with climbing(*[SORRY] * 4, models=TWO) as climber:
        assert await climber.ask() == (Score(score=1), How("default", TWO[1], 4))
        kinds = [failure.kind for failure in climber.failures]
        assert kinds == ["significance: another model", "significance"]
        assert climber.outcomes[-1] == ("refused", "default")
    async with climbing(SORRY, SORRY, GOOD, models=TWO) as climber:
        await climber.ask()
        await climber.ask()
        assert climber.asked[-1] == TWO[0], "the swap is for one call"


async def test_one_refusal_or_two_replies_without_sense_do_not_change_the_model() -> None:
    for script in ((SORRY, BABBLE), (BABBLE, SORRY), (BABBLE, BABBLE)):
        async with climbing(*script, models=TWO) as climber:
            assert (await climber.ask()).how == How("default", TWO[0], 2)
            assert len(climber.failures) == 1
    async with climbing(SORRY, GOOD, models=TWO) as climber:
        assert (await climber.ask()).how == How("second attempt", TWO[0], 2)


async def test_what_a_filter_holds_back_counts_as_a_refusal() -> None:
    held = plans.says("Once upon", finish="content_filter")
    async with climbing(held, held, GOOD, models=TWO) as climber:
        assert (await climber.ask()).how == How("another model", TWO[1], 3)


OF_A_MODEL = {
    "cold": plans.refuses(400, {"error": {"message": "model is cold"}}),
    "unknown": plans.refuses(404, {"error": {"message": "model x not found"}}),
    "gated": plans.refuses(403, {"error": {"message": "gated model"}}),
    "no room": plans.refuses(503),
}


@pytest.mark.parametrize("plan", OF_A_MODEL.values(), ids=OF_A_MODEL)
async def test_a_trouble_of_one_model_is_not_repeated_but_taken_to_the_next(plan: Plan) -> None:
    async with climbing(plan, GOOD, models=TWO) as climber:
        assert await climber.ask() == (Score(score=2), How("another model", TWO[1], 2))
        assert climber.failures[0].raw_text.endswith(".")


OF_A_SERVER = {
    "the key": plans.refuses(401),
    "credits": plans.refuses(402),
    "too many": plans.refuses(429),
    "a page": plans.answers(plans.HTML, media_type="text/html"),
    "elsewhere": plans.redirects("http://127.0.0.1:9/"),
}


@pytest.mark.parametrize("plan", OF_A_SERVER.values(), ids=OF_A_SERVER)
async def test_a_trouble_of_the_server_goes_past_its_other_models(plan: Plan) -> None:
    async with climbing(plan, models=TWO) as climber:
        assert (await climber.ask()).how == How("default", TWO[0], 1)
        assert len(climber.failures) == 1
    async with Loopback(GOOD) as other, climbing(plan, models=(*TWO, "x"), elsewhere=other) as c:
        assert (await c.ask()).how == How("another model", "x", 2)
        assert (len(c.server.chats), len(other.chats)) == (1, 1)


async def test_a_line_that_breaks_is_tried_once_more_without_a_reminder() -> None:
    async with climbing(plans.breaks('{"sc'), GOOD) as climber:
        assert (await climber.ask()).how == How("second attempt", ONE, 2)
        assert len(climber.server.chats[1].body["messages"]) == 4
    async with climbing(plans.breaks(), plans.breaks()) as climber:
        assert (await climber.ask()).how == How("default", ONE, 2)


async def test_an_empty_reply_is_asked_about_once_more_and_then_somebody_else_is() -> None:
    empty = plans.says([])
    async with climbing(empty, empty, GOOD, models=TWO) as climber:
        assert (await climber.ask()).how == How("another model", TWO[1], 3)


HUNG = {
    "before it answers": plans.hangs(at_once=True),
    "before a word": plans.hangs(),
    "within its answer": plans.hangs('{"score"'),
    "while it breathes": plans.breathes(RIGHT, every_s=0.02, times=500),
    "byte by byte": plans.trickles(RIGHT, every_s=0.05),
    "without an end": plans.never_ends("x"),
}


@pytest.mark.parametrize("plan", HUNG.values(), ids=HUNG)
async def test_a_server_that_hangs_costs_one_attempt_and_nothing_more(plan: Plan) -> None:
    async with climbing(plan, models=TWO) as climber:
        async with asyncio.timeout(SOON_S):
            answered = await climber.ask(job(attempt_s=0.2))
        assert answered == (Score(score=1), How("default", TWO[0], 1))
        assert climber.outcomes == [("timed out", "default")]
        assert len(climber.failures) == 1


async def test_the_wait_in_the_line_is_not_counted_for_an_attempt() -> None:
    async with climbing(GOOD, units=1) as climber:
        async with climber.scheduler.slot(ONE, Priority.FOREGROUND):
            waiting = asyncio.create_task(climber.ask(job(attempt_s=1.0)))
            await asyncio.sleep(1.2)
            assert climber.server.chats == []
        assert (await waiting).how.by == "answered"


async def test_what_stands_before_a_reply_has_its_time_in_all_with_the_wait() -> None:
    async with climbing(units=1) as climber, climber.scheduler.slot(ONE, Priority.FOREGROUND):
        began = time.monotonic()
        waiting = asyncio.create_task(climber.ask(job(in_all_s=0.2)))
        assert (await waiting).how == How("default", "hermes-8b", 0)
        assert 0.15 < time.monotonic() - began < SOON_S
        assert (climber.server.chats, climber.calls) == ([], [])
        assert climber.failures == [Fallback(7, "significance", "timed out", 0)]
    slow = plans.says(["I ", "think"], every_s=0.1)
    async with climbing(slow, plans.hangs()) as climber:
        async with asyncio.timeout(SOON_S):
            assert (await climber.ask(job(in_all_s=1.0))).how == How("default", ONE, 2)


async def in_haste(climber: Climber) -> None:
    """Somebody who waits for the one unit there is, and for nothing longer than at once."""
    now = asyncio.get_running_loop().time()
    async with climber.scheduler.slot(ONE, Priority.FOREGROUND, now):
        pass


async def test_a_question_in_the_way_of_a_reply_gives_way_and_is_asked_again() -> None:
    async with climbing(plans.hangs(), GOOD, units=1) as climber:
        asking = asyncio.create_task(climber.ask())
        await climber.server.reached(1)
        async with asyncio.timeout(SOON_S):
            await in_haste(climber)
            assert await asking == (Score(score=2), How("answered", ONE, 2))
        assert climber.outcomes == [("timed out", "asked again"), ("answered", "")]
        assert climber.failures == []


async def test_a_question_that_is_in_the_way_once_more_comes_to_its_default() -> None:
    async with climbing(plans.hangs(), plans.hangs(), units=1) as climber:
        asking = asyncio.create_task(climber.ask())
        async with asyncio.timeout(SOON_S):
            for often in (1, 2):
                await climber.server.reached(often)
                await in_haste(climber)
            assert (await asking).how == How("default", ONE, 2)
        assert climber.outcomes == [("timed out", "asked again"), ("timed out", "default")]
        assert len(climber.failures) == 1


async def test_a_question_is_given_up_within_the_time_that_is_left_for_it() -> None:
    async with climbing(plans.hangs()) as climber:
        async with asyncio.timeout(SOON_S):
            asked = job(in_all_s=plans.LONG, attempt_s=plans.LONG)
            assert (await climber.ask(asked, within_s=0.2)).how.by == "default"


async def test_a_cancelled_question_leaves_the_line_and_the_server() -> None:
    async with climbing(plans.hangs(), units=1) as climber:
        asking = asyncio.create_task(climber.ask())
        await climber.server.reached(1)
        behind = asyncio.create_task(climber.ask(step=8))
        await asyncio.sleep(0.02)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert climber.outcomes[0] == ("cancelled", "")
        assert climber.failures == []
        await behind
        assert len(climber.server.chats) >= 2


async def test_a_model_too_heavy_for_the_plan_is_passed_over_unasked() -> None:
    async with climbing(GOOD, models=("large-70b", "small-8b"), units=2) as climber:
        assert (await climber.ask()).how == How("another model", "small-8b", 1)
        assert "needs 4" in climber.failures[0].raw_text


async def test_a_slip_in_a_job_is_written_down_and_its_default_answers() -> None:
    def slip(_: str) -> tuple[Block, ...]:
        raise KeyError("posture")

    async with climbing() as climber:
        assert (await climber.ask(job(tell=slip))).how == How("default", "", 0)
        assert climber.failures == [Fallback(7, "significance", "KeyError('posture')", 0)]


async def test_the_understudy_answers_by_the_plain_rule_and_asks_nobody() -> None:
    calls: list[Call] = []
    failures: list[Fallback] = []
    alone = Chain("classifier")
    ladder = Ladder(alone, Scheduler(1), failures.append, Tracer(calls.append))
    await ladder.warm()
    answered = await ladder.ask(job(), "12345", priority=Priority.FOREGROUND)
    assert answered == (Score(score=1), How("plain", UNDERSTUDY, 0))
    assert [(call.model, call.outcome) for call in calls] == [(UNDERSTUDY, "plain")]
    assert failures == []


async def test_a_matter_that_is_too_long_loses_its_beginning_and_the_trace_says_so() -> None:
    async with climbing(BABBLE, GOOD) as climber:
        turns = "\n".join(f"Turn {number}: she said nothing at all." for number in range(2_000))
        await climber.ladder.ask(job(), turns, priority=Priority.BACKGROUND)
        for chat in climber.server.chats:
            sent = sum(tokens.count(message["content"]) for message in chat.body["messages"])
            assert 3_500 < sent <= 4_000
        matter = climber.server.chats[0].body["messages"][-1]["content"]
        assert matter.startswith(f"Ann\n\n{CUT}\nTurn ")
        assert "Turn 1999: she said nothing at all." in matter
        (told,) = [block for block in climber.calls[0].blocks if block.name == "turn"]
        assert "tokens left out, to stay under 4,000: its beginning" in told.trimmed


async def test_a_job_that_leaves_no_room_is_a_trouble_of_its_author() -> None:
    async with climbing(most_tokens=150) as climber:
        assert (await climber.ask()).how.by == "default"
        assert "The job significance needs" in climber.failures[0].raw_text
        assert climber.server.chats == []


async def test_a_trace_is_whole_and_what_is_kept_of_a_reply_holds_no_key() -> None:
    leak = plans.says([f"x\x1b[31m {KEY} " + "long " * 2_000])
    async with climbing(leak, leak) as climber:
        await climber.ask()
        (failure,) = climber.failures
        assert len(failure.raw_text) == LONGEST_RAW
        assert not any(secret in failure.raw_text for secret in (KEY, "\x1b"))
        call = climber.calls[0]
        assert (call.at, call.run, call.chat, call.job) == (1_700_000_000, "run-1", 3, job().name)
        assert (call.slot, call.model) == ("classifier", ONE)
        assert (call.tokens_in, call.tokens_out) == (12, 3)
        assert call.first_token_ms is not None
        assert call.first_token_ms <= call.total_ms
        names = [block.name for block in call.blocks if block.name]
        assert names == [
            *("instructions", "form", "example", "right answer", "who", "turn", "request")
        ]
        sent = climber.server.chats[0].body["messages"]
        for number, message in enumerate(sent):
            stretches = [block.text for block in call.blocks if block.message == number]
            assert all(text in message["content"] for text in stretches)
            assert len(" ".join(stretches).split()) == len(message["content"].split())


async def test_many_questions_at_once_never_hold_more_units_than_there_are() -> None:
    async with climbing(units=2) as climber:
        climber.server.plan = plans.says([RIGHT], every_s=0.01)
        highest = 0

        async def watch() -> None:
            nonlocal highest
            while True:
                highest = max(highest, climber.scheduler.in_use)
                await asyncio.sleep(0.002)

        watching = asyncio.create_task(watch())
        answers = await asyncio.gather(*(climber.ask() for _ in range(12)))
        watching.cancel()
        assert {answer.how.by for answer in answers} == {"answered"}
        assert highest == 2
