"""The feed, which no follower can make grow or wait."""

import threading

from rp_tui.core.play.feed import ChatChanged, Feed, LibraryChanged, Partial, Resync


def test_a_follower_takes_what_happened_in_its_order() -> None:
    feed = Feed()
    follower = feed.follow(lambda: None)
    feed.tell(LibraryChanged())
    feed.tell(ChatChanged(1, "spoken", 7))
    assert follower.take().happened == (LibraryChanged(), ChatChanged(1, "spoken", 7))
    assert follower.take().happened == ()


def test_a_follower_is_woken_once_for_all_that_it_has_not_taken() -> None:
    feed, woken = Feed(), []
    follower = feed.follow(lambda: woken.append(1))
    for step in range(5):
        feed.tell(ChatChanged(1, "spoken", step))
        feed.show(1, Partial("speak:1", 1, "word " * step))
    assert len(woken) == 1
    follower.take()
    feed.tell(LibraryChanged())
    assert len(woken) == 2


def test_a_slow_follower_gets_one_resync_and_grows_no_further() -> None:
    feed = Feed()
    slow = feed.follow(lambda: None, most_unread=8)
    quick = feed.follow(lambda: None, most_unread=10_000)
    for step in range(5_000):
        feed.tell(ChatChanged(1, "spoken", step))
    assert slow.take().happened == (Resync(),)
    assert len(quick.take().happened) == 5_000
    feed.tell(LibraryChanged())
    assert slow.take().happened == (LibraryChanged(),)


def test_of_a_streaming_reply_only_the_last_state_is_kept() -> None:
    feed = Feed()
    follower = feed.follow(lambda: None)
    for length in range(10_000):
        feed.show(1, Partial("speak:1", 1, "x" * (length % 7)))
    feed.show(2, Partial("speak:2", 2, "other"))
    news = follower.take()
    assert news.partials[1].text == "x" * (9_999 % 7)
    assert news.partials[2].text == "other"
    assert news.happened == ()


def test_who_has_left_hears_nothing_more() -> None:
    feed = Feed()
    follower = feed.follow(lambda: None)
    feed.leave(follower)
    feed.tell(LibraryChanged())
    assert follower.take().happened == ()


def test_news_can_be_taken_on_another_thread_without_losing_any() -> None:
    feed = Feed()
    follower = feed.follow(lambda: None, most_unread=1 << 20)
    taken: list[object] = []
    done = threading.Event()

    def reader() -> None:
        while not done.is_set():
            taken.extend(follower.take().happened)

    thread = threading.Thread(target=reader)
    thread.start()
    for step in range(20_000):
        feed.tell(ChatChanged(1, "spoken", step))
    done.set()
    thread.join()
    taken.extend(follower.take().happened)
    assert taken == [ChatChanged(1, "spoken", step) for step in range(20_000)]
