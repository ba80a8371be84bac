"""A trace tells what was asked, how long it took and how it ended, and changes nothing of it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest

from rp_tui.core.domain.prompt import Block, Message, Prompt
from rp_tui.core.llm.errors import ConnectionLost, ModelTrouble
from rp_tui.core.llm.port import End, Params, Piece, Text, Unsaid, Usage
from rp_tui.core.llm.trace import About, Call, Laid, Tracer, laid

ABOUT = About("run-1", 3, "speak", "narrative")
PARAMS = Params("tiny")
SYSTEM = (Block("identity", "must", "You are Ann.", 4), Block("voice", "must", "Be brief.", 3))
LAST = Block("cue", "must", "[Next] Ann answers.", 5)
GONE = Block("pin", "should", "", 0, "9 tokens left out, to stay under 10: long ago")
PROMPT = Prompt(
    "speak",
    (*SYSTEM, GONE, LAST),
    (
        Message("system", "You are Ann.\n\nBe brief."),
        Message("user", "Robin: Hello."),
        Message("assistant", "Hi."),
        Message("user", "[Next] Ann answers.\n\nRobin: Well?"),
    ),
)


class Actor:
    """A model that says what it is told to, and takes its time by a clock of its own."""

    def __init__(self, *pieces: Piece, trouble: ModelTrouble | None = None) -> None:
        self.pieces, self.trouble = pieces, trouble
        self.now = 100.0
        self.stopped = False

    async def warm(self) -> None:
        """There is nothing to do."""

    async def generate(self, prompt: Prompt, params: Params) -> AsyncGenerator[Piece, None]:
        try:
            for piece in self.pieces:
                self.now += 0.25
                yield piece
            if self.trouble:
                raise self.trouble
        finally:
            self.stopped = True


def play(actor: Actor) -> tuple[Tracer, list[Call]]:
    calls: list[Call] = []
    return Tracer(calls.append, clock=lambda: 1_700_000_000.0, timer=lambda: actor.now), calls


async def test_the_pieces_pass_unchanged_and_the_record_is_whole() -> None:
    pieces = (Text("Well"), Text(", yes."), End("done", Usage(50, 4)))
    actor = Actor(*pieces)
    tracer, calls = play(actor)
    assert [each async for each in tracer.traced(actor, PROMPT, PARAMS, ABOUT)] == [*pieces]
    (call,) = calls
    assert (call.run, call.chat, call.job, call.slot, call.model) == (
        *("run-1", 3, "speak", "narrative"),
        "tiny",
    )
    assert (call.at, call.first_token_ms, call.total_ms) == (1_700_000_000, 250, 750)
    assert (call.tokens_in, call.tokens_out, call.outcome, call.fallback) == (50, 4, "done", "")
    assert (call.ours, call.counted) == (12, True)


async def test_without_the_servers_figures_ours_are_kept() -> None:
    actor = Actor(Text("Hmm"), Unsaid(), Text("A word or two."), End("truncated", cause="length"))
    tracer, calls = play(actor)
    async for _ in tracer.traced(actor, PROMPT, PARAMS, ABOUT):
        pass
    assert (calls[0].tokens_in, calls[0].tokens_out) == (12, 6)
    assert (calls[0].ours, calls[0].counted) == (12, False)
    assert calls[0].outcome == "truncated, length"


async def test_a_trouble_is_raised_and_recorded_by_its_name() -> None:
    actor = Actor(Text("We"), trouble=ConnectionLost("host", "tiny"))
    tracer, calls = play(actor)
    with pytest.raises(ConnectionLost):
        async for _ in tracer.traced(actor, PROMPT, PARAMS, ABOUT):
            pass
    assert [call.outcome for call in calls] == ["ConnectionLost"]


async def test_a_reply_that_is_stopped_stops_its_model_and_is_recorded_so() -> None:
    actor = Actor(Text("We"), Text("ll"), End("done"))
    tracer, calls = play(actor)
    async with aclosing(tracer.traced(actor, PROMPT, PARAMS, ABOUT)) as pieces:
        async for _ in pieces:
            break
    assert (actor.stopped, calls[0].outcome) == (True, "stopped")


async def test_a_cancelled_reply_is_recorded_as_stopped() -> None:
    actor = Actor(Text("We"))
    tracer, calls = play(actor)

    async def listen() -> None:
        async for _ in tracer.traced(actor, PROMPT, PARAMS, ABOUT):
            await asyncio.sleep(60)

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0)
    listening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await listening
    await asyncio.get_running_loop().shutdown_asyncgens()
    assert [call.outcome for call in calls] == ["stopped"]


def test_the_messages_are_cut_where_blocks_begin_and_what_was_left_out_comes_last() -> None:
    identity, voice = SYSTEM
    assert list(laid(PROMPT)) == [
        Laid("identity", "must", 4, identity.text, "", 0, "system"),
        Laid("voice", "must", 3, voice.text, "", 0, "system"),
        Laid(text="Robin: Hello.", message=1, role="user"),
        Laid(text="Hi.", message=2, role="assistant"),
        Laid("cue", "must", 5, LAST.text, "", 3, "user"),
        Laid(text="Robin: Well?", message=3, role="user"),
        Laid("pin", "should", 0, "", GONE.trimmed),
    ]


def test_what_several_messages_say_together_is_kept_once() -> None:
    said = "Robin: Hello.\n\nHi."
    cut = "30 tokens left out, to stay under 90: 6 older turns"
    dialogue = Block("dialogue", "nice", said, 6, cut)
    prompt = Prompt("speak", (*SYSTEM, dialogue, LAST), PROMPT.messages)
    found = list(laid(prompt))
    assert found[-1] == Laid("dialogue", "nice", 6, "", cut)
    assert [each.text for each in found if "Hi." in each.text] == ["Hi."]


def test_blocks_with_the_same_words_lose_no_text() -> None:
    twice = (Block("one", "must", "same", 1), Block("two", "must", "same", 1))
    prompt = Prompt("speak", twice, (Message("user", "same and same"),))
    assert "".join(each.text for each in laid(prompt) if each.message == 0) == "sameand same"
