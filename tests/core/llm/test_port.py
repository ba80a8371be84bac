"""A reply that nobody watches is heard out."""

from collections.abc import AsyncIterator

from rp_tui.core.llm.port import End, Piece, Retrying, Slow, Text, Unsaid, Whole, whole


async def stream(*pieces: Piece) -> AsyncIterator[Piece]:
    for piece in pieces:
        yield piece


async def test_a_whole_reply_is_its_texts_and_its_end() -> None:
    pieces = stream(Retrying(1, 3, 1.0), Text("a"), Slow(), Text("b"), End("done"))
    assert await whole(pieces) == Whole("ab", End("done"))


async def test_what_was_only_thought_is_forgotten() -> None:
    assert (
        await whole(stream(Text("Hm."), Unsaid(), Text("Hello."), End("done")))
    ).text == "Hello."


async def test_a_stream_without_an_end_was_cut() -> None:
    assert (await whole(stream(Text("a")))).end == End("truncated", cause="cut")
