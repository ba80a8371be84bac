"""Whatever a server does, a call ends: well, truncated, or with an error that says what to do."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

from rp_tui.core.llm import clients, openai_model, stream
from rp_tui.core.llm.port import Params, Retrying, Slow, Usage
from tests.loopback import Plan, plans
from tests.loopback.player import playing
from tests.loopback.talk import Talk, chunk, event_bytes

HI = "Hello there."
FINISH = chunk({}, "stop")


@pytest.fixture(autouse=True)
def _nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    assert capfd.readouterr() == ("", "")


def delta(**fields: Any) -> dict[str, Any]:
    return chunk(fields)


def joined(*events: Any, ending: bytes = b"") -> Plan:
    return plans.sends_bytes(b"".join(map(event_bytes, events)) + ending)


CLEAN: dict[str, tuple[Plan, str]] = {
    "a reply word by word": (plans.says(HI), HI),
    "a finish without [DONE]": (plans.says(HI, done=False), HI),
    "[DONE] without a finish": (plans.says(HI, finish=None), HI),
    "an unknown finish": (plans.says(HI, finish="eos_token"), HI),
    "an empty finish": (plans.says(HI, finish=""), HI),
    "no usage": (plans.says(HI, usage=None), HI),
    "a whole object where a stream was asked for": (plans.whole(HI), HI),
    "a connection that ends with the reply": (plans.says(HI, chunked=False), HI),
    "choices that are empty": (joined({"choices": []}, delta(content=HI), FINISH), HI),
    "choices that are null": (joined({"choices": None}, delta(content=HI), FINISH), HI),
    "choices of odd things": (joined({"choices": [3, None, []]}, delta(content=HI), FINISH), HI),
    "an index that is a list": (
        joined({"choices": [{"index": [], "delta": {}}]}, delta(content=HI), FINISH),
        HI,
    ),
    "a second choice": (
        joined({"choices": [{"index": 1, "delta": {"content": "No"}}]}, delta(content=HI), FINISH),
        HI,
    ),
    "a delta that is null": (joined(chunk(None), delta(content=HI), FINISH), HI),
    "a delta that is a word": (
        joined({"choices": [{"delta": "x"}]}, delta(content=HI), FINISH),
        HI,
    ),
    "a role alone": (joined(delta(role="assistant"), delta(content=HI), FINISH), HI),
    "content that is null": (joined(delta(content=None), delta(content=HI), FINISH), HI),
    "content that is a number": (joined(delta(content=7), delta(content=HI), FINISH), HI),
    "content in parts": (
        joined(
            delta(content=[{"type": "thinking", "thinking": "Hm"}, {"type": "text", "text": HI}]),
            FINISH,
        ),
        HI,
    ),
    "a finish that is a number": (joined(delta(content=HI), chunk({}, 7), "[DONE]"), HI),  # type: ignore[arg-type]
    "usage that is nonsense": (joined(delta(content=HI), FINISH | {"usage": [1]}, "[DONE]"), HI),
    "an error that is null": (joined(delta(content=HI) | {"error": None}, FINISH), HI),
    "an error after the finish": (joined(delta(content=HI), FINISH, {"error": "late"}), HI),
    "garbage after the finish": (joined(delta(content=HI), FINISH, "{garbage"), HI),
    "events behind [DONE]": (joined(delta(content=HI), "[DONE]", delta(content="No")), HI),
    "reasoning_content": (
        joined(delta(reasoning_content="Hm."), delta(reasoning="Hm."), delta(content=HI), FINISH),
        HI,
    ),
    "thinking in tags": (plans.says(["<th", "ink>Hm.</thi", "nk>\n\n", HI]), HI),
    "thinking that only closes": (plans.says(["Hm. Hm.", "</think>\n", HI]), HI),
    "comments between events": (
        plans.sends_bytes(
            b": hi\n\n", event_bytes(delta(content=HI)), b":\n\n", b"data: [DONE]\n\n"
        ),
        HI,
    ),
    "a line separator within a word": (plans.says(["a\u2028b"]), "a\nb"),
    "raw line separators in the JSON": (
        plans.sends_bytes(
            b"data: " + json.dumps(delta(content="a\u2028b\x85c"), ensure_ascii=False).encode(),
            b"\n\ndata: [DONE]\n\n",
        ),
        "a\nbc",
    ),
    "carriage returns for ends of lines": (
        plans.sends_bytes(
            event_bytes(delta(content=HI)).replace(b"\n", b"\r\n"), b"data: [DONE]\r", b"\r"
        ),
        HI,
    ),
    "a mark of the byte order": (
        plans.sends_bytes(b"\xef\xbb\xbf" + event_bytes(delta(content=HI)), b"data: [DONE]\n\n"),
        HI,
    ),
    "a last line without its end": (joined(delta(content=HI), ending=b"data: [DONE]"), HI),
    "a stream under a wrong name": (
        plans.sends_bytes(
            event_bytes(delta(content=HI)), b"data: [DONE]\n\n", media_type="text/plain"
        ),
        HI,
    ),
    "a byte at a time": (
        plans.trickles("H\u00e9llo \U0001f9e1", every_s=0.0002),
        "H\u00e9llo \U0001f9e1",
    ),
    "bytes that are no text": (
        plans.sends_bytes(
            b'data: {"choices":[{"delta":{"content":"a\xffb"}}]}\n\ndata: [DONE]\n\n'
        ),
        "a\ufffdb",
    ),
    "half a character in each of two chunks": (
        plans.sends_bytes(
            b'data: {"choices":[{"delta":{"content":"a\\ud83e"}}]}\n\n',
            b'data: {"choices":[{"delta":{"content":"\\udde1b"}}]}\n\ndata: [DONE]\n\n',
        ),
        "a\U0001f9e1b",
    ),
    "orders to a terminal, in two chunks": (
        plans.says(["a\x1b]52;c;aGk", "=\x07b\x1b[2", "Jc"]),
        "abc",
    ),
    "silence behind the finish": (plans.hangs(HI, finish="stop"), HI),
    "a break behind the finish": (
        joined(delta(content=HI), FINISH, ending=b"data: {"),
        HI,
    ),
}

TRUNCATED: dict[str, tuple[Plan, str, str]] = {
    "no finish and no [DONE]": (plans.says(HI, finish=None, done=False), HI, "cut"),
    "a body that ends within a chunk": (
        joined(delta(content=HI), ending=b'data: {"choices": [{"del'),
        HI,
        "cut",
    ),
    "a connection that ends without either": (
        plans.says(HI, finish=None, done=False, chunked=False),
        HI,
        "cut",
    ),
    "a finish for its length": (plans.says(HI, finish="length"), HI, "length"),
    "a whole object cut for its length": (plans.whole(HI, "length"), HI, "length"),
    "a finish for a filter": (plans.says(HI, finish="content_filter"), HI, "filter"),
    "a finish for an error": (plans.says(HI, finish="error"), HI, "cut"),
    "thinking that begins and never ends": (plans.says([HI, "<think>Hm", "."]), HI, ""),
}

ERROR = {"error": {"message": "overloaded", "type": "server_error"}}
FAILED: dict[str, tuple[Plan, str, str]] = {
    "a connection that breaks": (plans.breaks(HI), "ConnectionLost", HI),
    "a connection that breaks before a word": (plans.breaks(), "ConnectionLost", ""),
    "a connection that breaks at once": (plans.breaks(at_once=True), "ConnectionLost", ""),
    "a break within a tag": (plans.breaks("a <thi"), "ConnectionLost", "a <thi"),
    "an error in the stream": (plans.sends(ERROR, before=HI), "Unavailable", HI),
    "an error that is a word": (plans.sends({"error": "out of memory"}), "Unavailable", ""),
    "an error with a code": (
        plans.sends({"error": {"message": "slow down", "code": 429}}, before=HI),
        "RateLimited",
        HI,
    ),
    "an error within a choice": (
        plans.sends({"choices": [{"delta": {}, "error": {"code": 502}}]}, before=HI),
        "Unavailable",
        HI,
    ),
    "a flat error event": (
        plans.sends({"message": "prompt is too long", "code": 400}, name="error"),
        "TooLongForContext",
        "",
    ),
    "an error event that is a word": (plans.sends("it broke", name="error"), "Unavailable", ""),
    "a flat error without a name": (
        plans.sends({"object": "error", "message": "it broke"}),
        "Unavailable",
        "",
    ),
    "an error instead of an answer": (plans.answers(ERROR), "Unavailable", ""),
    "an unknown page under 200": (
        plans.answers({"error": "Unexpected endpoint or method. (POST /chat/completions)"}),
        "WrongUrl",
        "",
    ),
    "a chunk that is not JSON": (plans.sends('{"choices": [', before=HI), "NotCompatible", HI),
    "a chunk that is a list": (plans.sends([1], before=HI), "NotCompatible", HI),
    "a chunk of nested lists": (plans.sends("[" * 200_000), "NotCompatible", ""),
    "a page for a browser": (
        plans.answers(plans.HTML, media_type="text/html"),
        "NotCompatible",
        "",
    ),
    "a page for a browser, refused": (plans.answers(plans.HTML, 418), "NotCompatible", ""),
    "plain words": (plans.answers("It works!", media_type="text/plain"), "NotCompatible", ""),
    "JSON that is no reply": (plans.answers({"hello": 1}), "NotCompatible", ""),
    "JSON that is cut": (plans.sends_bytes(b'{"choices": [{"mess'), "NotCompatible", ""),
    "another protocol's lines": (
        plans.sends_bytes(b'{"message":{"content":"Hi"},"done":false}\n' * 2),
        "NotCompatible",
        "",
    ),
    "a line of 40 MB": (plans.long_line(), "NotCompatible", ""),
    "an object of 40 MB": (
        plans.sends_bytes(b'{"a":"', *[b"x" * (1 << 20)] * 40),
        "NotCompatible",
        "",
    ),
    "an event that never ends": (
        plans.sends_bytes(*[b"data: " + b"x" * 1000 + b"\n"] * 2000),
        "NotCompatible",
        "",
    ),
    "nothing at all": (plans.answers(""), "EmptyReply", ""),
    "an empty reply": (plans.says(""), "EmptyReply", ""),
    "an empty whole reply": (plans.whole(None), "EmptyReply", ""),
    "blanks": (plans.says([" ", "\n"]), "EmptyReply", " \n"),
    "nothing once it is clean": (plans.says(["\x1b[2J", "\u200b"]), "EmptyReply", ""),
    "nothing but thinking": (plans.says("<think>Hm. Hm."), "EmptyReply", ""),
    "nothing but reasoning_content": (
        joined(delta(reasoning_content="Hm."), FINISH),
        "EmptyReply",
        "",
    ),
    "a redirect": (plans.redirects("http://127.0.0.1:9/v1"), "WrongUrl", ""),
}


@pytest.mark.parametrize(("plan", "text"), CLEAN.values(), ids=CLEAN)
async def test_it_ends_well(plan: Plan, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai_model, "FIGURES_S", 0.1)
    async with playing(plan) as player:
        heard = await player.hear()
    assert (heard.outcome, heard.text) == ("done", text)


@pytest.mark.parametrize(("plan", "text", "cause"), TRUNCATED.values(), ids=TRUNCATED)
async def test_it_ends_truncated(plan: Plan, text: str, cause: str) -> None:
    async with playing(plan) as player:
        heard = await player.hear()
    expected = f"truncated {cause}" if cause else "done"
    assert (heard.outcome, heard.text) == (expected, text)


@pytest.mark.parametrize(("plan", "error", "partial"), FAILED.values(), ids=FAILED)
async def test_it_ends_with_an_error_behind_what_was_said(
    plan: Plan, error: str, partial: str
) -> None:
    async with playing(plan) as player:
        heard = await player.hear()
    assert (heard.outcome, heard.text) == (error, partial)
    assert heard.error is not None


async def test_an_endless_stream_is_cut_at_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LONGEST_REPLY", 5_000)
    async with playing(plans.never_ends()) as player:
        heard = await player.hear()
    assert (heard.outcome, len(heard.text)) == ("truncated bound", 5_000)


async def test_endless_thinking_is_cut_at_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MOST_BYTES", 200_000)
    endless = plans.never_ends()

    async def plan(talk: Talk) -> None:
        await talk.begin()
        await talk.say("<think>")
        talk.begin = nothing  # type: ignore[method-assign]
        await endless(talk)

    async with playing(plan) as player:
        assert (await player.hear()).outcome == "EmptyReply"


async def nothing(*_: Any, **__: Any) -> None:
    """In place of what was done already."""


async def test_a_server_without_room_is_asked_again_in_sight() -> None:
    async with playing() as player:
        player.server.script(plans.refuses(503), plans.refuses(503))
        heard = await player.hear()
        assert len(player.server.chats) == 3
    assert heard.pieces[:2] == [Retrying(1, 3, 0.01), Retrying(2, 3, 0.01)]
    assert (heard.outcome, heard.text) == ("done", HI)


async def test_a_server_that_never_has_room_is_asked_four_times() -> None:
    async with playing(plans.refuses(503)) as player:
        heard = await player.hear()
        assert len(player.server.chats) == 4
    assert heard.outcome == "Unavailable"


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 429, 500, 502])
async def test_what_more_asking_would_not_help_is_asked_once(status: int) -> None:
    async with playing(plans.refuses(status)) as player:
        assert (await player.hear()).error
        assert len(player.server.chats) == 1


async def test_a_server_may_ask_for_a_longer_pause() -> None:
    async with playing() as player:
        player.server.script(plans.refuses(503, headers={"Retry-After": "0.05"}))
        heard = await player.hear()
    assert heard.pieces[0] == Retrying(1, 3, 0.05)


async def test_a_refusal_that_never_ends_is_heard_for_so_long_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clients, "REFUSAL_S", 0.05)
    cut = plans.answers({"detail": "no"}, 500, headers={"Content-Length": "2000"})
    async with playing(cut) as player:
        assert (await player.hear()).outcome == "Unavailable"


async def test_usage_is_the_servers_own() -> None:
    counts = {"prompt_tokens": 9, "completion_tokens": 4, "prompt_tokens_details": None}
    async with playing(plans.says(HI, usage=counts)) as player:
        heard = await player.hear()
    assert heard.end is not None
    assert heard.end.usage == Usage(9, 4)


async def test_a_reply_that_is_late_is_slow_and_still_comes() -> None:
    async with playing(plans.says([HI], every_s=0.1), slow_after_s=0.03) as player:
        heard = await player.hear()
    assert isinstance(heard.pieces[0], Slow)
    assert (heard.outcome, heard.text) == ("done", HI)


async def test_a_reply_that_comes_byte_by_byte_is_slow_and_ends_well() -> None:
    plan = plans.trickles(HI, every_s=0.02)
    async with playing(plan, slow_after_s=0.01) as player:
        heard = await player.hear()
    assert isinstance(heard.pieces[0], Slow)
    assert (heard.outcome, heard.text) == ("done", HI)


async def test_a_silence_between_words_is_slow_once_each_time() -> None:
    async with playing(plans.says(["a", "b", "c"], every_s=0.1), slow_after_s=0.04) as player:
        heard = await player.hear()
    assert [type(piece).__name__ for piece in heard.pieces] == ["Slow", "Text"] * 3 + ["End"]


async def test_breaths_do_not_hide_that_no_word_comes() -> None:
    async with playing(plans.breathes(HI, every_s=0.01, times=10), slow_after_s=0.05) as player:
        heard = await player.hear()
    assert isinstance(heard.pieces[0], Slow)
    assert heard.text == HI


async def test_words_that_keep_coming_are_not_slow() -> None:
    async with playing(plans.says(["a"] * 60, every_s=0.01), slow_after_s=0.4) as player:
        heard = await player.hear()
    assert not [piece for piece in heard.pieces if isinstance(piece, Slow)]


async def test_a_server_nobody_runs_is_unreachable() -> None:
    async with playing() as player:
        await player.server.__aexit__()
        heard = await player.hear()
    assert heard.outcome == "Unreachable"
    assert player.endpoint.host in str(heard.error)


async def test_many_calls_at_once_share_a_client_and_do_not_mix() -> None:
    async def echo(talk: Talk) -> None:
        await plans.says(talk.asked.body["model"], every_s=0.001)(talk)

    async with playing(echo) as player:
        names = [f"model {number}" for number in range(20)]
        all_heard = await asyncio.gather(*(player.hear(params=Params(name)) for name in names))
    assert [heard.text for heard in all_heard] == names


async def test_a_connection_is_used_again() -> None:
    async with playing() as player:
        for _ in range(5):
            await player.hear()
            assert player.server.open == 1
