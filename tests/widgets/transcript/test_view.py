"""Whatever happens to a view, it shows a screenful of what is there, and stands where it stood."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rp_tui.widgets.transcript.laid import Laid
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.stretch import MOST_LOADED
from rp_tui.widgets.transcript.view import FIRST, Place, View
from tests.widgets.transcript.host import MIRA, chat

deeds = st.lists(
    st.one_of(
        st.tuples(st.just("scroll"), st.integers(-40, 40)),
        st.tuples(st.just("resize"), st.integers(1, 50)),
        st.tuples(st.just("reveal"), st.integers(0, 60)),
        st.tuples(st.just("renew"), st.integers(0, 60)),
        st.tuples(st.sampled_from(["begin", "show", "end", "follow"]), st.integers(1, 60)),
    ),
    max_size=15,
)


def shown(turns: list[Shown], width: int = 40, height: int = 12) -> View:
    view = View()
    view.resize(width, height)
    view.stretch.put(turns, starts=True, ends=True)
    view.follow()
    return view


def top_text(view: View) -> str:
    return view.seen()[0].row.text


def is_news(view: View) -> bool:
    return view.has_news


def do(view: View, deed: str, count: int) -> None:
    turns, streaming = view.stretch.turns, view.stretch.streaming
    if deed == "scroll":
        view.scroll(count)
    elif deed == "resize":
        view.resize(count + 10, count)
    elif deed == "reveal" and turns:
        view.reveal(count % len(turns))
    elif deed == "renew":
        view.renew(chat(count), starts=True, ends=True)
    elif deed == "follow":
        view.follow()
    elif deed == "begin" and not streaming:
        view.stretch.begin(Shown(0, label="Mira"), Shown(0, prose="Hm?"), None)
    elif deed == "show" and streaming:
        streaming.become("words " * count)
    elif deed == "end" and streaming:
        streaming.end()


@given(st.integers(0, 30), deeds)
def test_there_is_always_a_screenful_if_there_is_enough(
    count: int, deeds: list[tuple[str, int]]
) -> None:
    view = shown(chat(count))
    for deed, number in deeds:
        do(view, deed, number)
        view.settle()
        seen = view.seen()
        total = sum(len(view.rows(index)) for index in range(len(view.stretch.turns)))
        assert len(seen) <= view.height
        assert len(seen) >= min(total, view.height - view.height // 4)
        assert view.follows or len(seen) == view.height
        assert [one.place for one in seen] == sorted(one.place for one in seen)


@given(st.integers(-30, 0), st.lists(st.integers(1, 60), max_size=6))
def test_no_run_of_resizes_moves_what_stands_at_the_top(count: int, sizes: list[int]) -> None:
    view = shown(chat(40, words=3))
    view.scroll(-30)
    view.scroll(count)
    before = view.top, top_text(view)
    for size in sizes:
        view.resize(10 + size, 12)
    view.resize(40, 12)
    assert (view.top, top_text(view)) == before


def test_a_screen_down_and_up_again_is_where_one_was() -> None:
    view = shown(chat(60))
    view.scroll(-60)
    before = view.top
    view.scroll(17)
    view.scroll(-17)
    assert view.top == before
    assert view.moved(view.moved(before, 17), -17) == before


def test_a_chat_shorter_than_the_screen_stands_at_its_top() -> None:
    view = shown(chat(2), height=30)
    assert view.top == FIRST
    assert view.follows
    view.scroll(-5)
    assert view.follows


def test_a_stream_leaps_rather_than_creeps() -> None:
    view = shown(chat(30))
    view.stretch.begin(Shown(0, label="Mira"), None, None)
    streaming = view.stretch.streaming
    assert streaming
    tops = set()
    for count in range(400):
        streaming.become("word " * count)
        view.settle()
        tops.add(view.top)
        assert view.follows
        assert view.seen()[-1].place >= Place(30, streaming.last_of_text)
    assert len(tops) < 400 * 5 / 40 / 2


def test_what_was_pending_gives_way_to_what_it_became_where_one_reads() -> None:
    view = shown(chat(10))
    view.stretch.begin(Shown(0, label="Mira"), Shown(0, label="Alex", prose="Hm?"), None)
    streaming = view.stretch.streaming
    assert streaming
    streaming.become("word " * 300)
    view.settle()
    view.reveal(11)
    view.scroll(3)
    before = view.top, top_text(view)
    streaming.end()
    said = Shown(110, 11, label="Alex", prose="Hm?", kind="you")
    reply = Shown(120, 12, label="Mira", prose="word " * 300)
    view.renew([*chat(10), said, reply], starts=True, ends=True)
    assert (view.top, top_text(view)) == before
    assert not view.stretch.has_pending


def test_what_streams_outlives_that_what_was_said_before_is_read_again() -> None:
    view = shown(chat(4))
    view.stretch.begin(Shown(0, label="Mira"), Shown(0, prose="Hm?"), None)
    assert view.stretch.streaming
    view.stretch.streaming.end()
    view.stretch.begin(Shown(0, label="Jon"), None, None)
    view.renew(chat(6), starts=True, ends=True)
    labels = [one.shown.label for one in view.stretch.turns]
    assert labels == ["Narrator", "Alex", "Mira", "Alex", "Mira", "Alex", "Jon"]


def test_what_came_while_one_was_elsewhere_is_news_until_it_is_seen() -> None:
    view = shown(chat(40))
    assert not is_news(view)
    view.scroll(-30)
    assert not is_news(view)
    view.renew(chat(41), starts=True, ends=True)
    assert is_news(view)
    view.renew([replace(turn, mark="★") for turn in chat(41)], starts=True, ends=True)
    assert is_news(view)
    view.follow()
    view.scroll(-30)
    assert not is_news(view)


def test_of_a_failed_reply_there_is_no_news() -> None:
    view = shown(chat(40))
    view.scroll(-30)
    view.stretch.begin(Shown(0, label="Mira"), None, None)
    assert is_news(view)
    assert view.stretch.streaming
    view.stretch.streaming.end()
    view.renew(chat(40), starts=True, ends=True)
    assert not is_news(view)


def test_no_more_turns_are_held_than_the_most() -> None:
    view = shown(chat(20))
    for count in range(100, 2 * MOST_LOADED, 50):
        view.renew(chat(count), starts=True, ends=True)
        assert len(view.stretch.turns) <= MOST_LOADED
        assert view.follows


def test_a_stream_is_laid_out_as_the_whole_though_the_size_changes() -> None:
    text = f"{MIRA} ((hm)) and *so* on\n\n" * 12
    view = shown(chat(3))
    view.stretch.begin(Shown(0, label="Mira"), None, None)
    streaming = view.stretch.streaming
    assert streaming
    for size in range(0, len(text), 7):
        streaming.become(text[:size])
        view.resize(30 + size % 3 * 10, 12)
        view.settle()
        view.seen()
    streaming.become(text)
    whole = Laid(Shown(1, label="Mira", prose=text.strip()))
    assert streaming.rows(view.width)[1:] == whole.rows(view.width)[1:]
