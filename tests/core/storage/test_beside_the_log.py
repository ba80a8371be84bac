"""What lies beside the log: it comes back as it was put down, and what grows has a bound."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from rp_tui.core.storage import failures, inflight, traces, ui_state
from rp_tui.core.storage.connection import connect
from rp_tui.core.storage.database import create
from rp_tui.core.storage.errors import NoDatabase
from rp_tui.core.storage.failures import Failure
from rp_tui.core.storage.traces import Bounds, NoTrace, Trace

ODD = ["", "((", "'; DROP TABLE event; --", "a\x00b", "ночь 夜 🕯️", "line\nline\r\n", "x" * 100_000]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    create(tmp_path / "chat.db")
    with closing(connect(tmp_path / "chat.db")) as db:
        yield db


@pytest.mark.parametrize("prose", ODD)
def test_what_is_being_said_comes_back_as_it_was_put_down(db: Connection, prose: str) -> None:
    one = inflight.put_down(db, 3, "turn", 47, 1_700_000_000, prose)
    assert one.prose == prose
    assert one.partial == ""
    assert one.deed == f"speak:{one.id}"
    inflight.keep_partial(db, one.id, prose, 1)
    assert inflight.all_inflight(db) == [one._replace(partial=prose, speaker=1)]


def test_what_is_being_said_is_kept_by_chat_in_the_order_in_which_it_came(db: Connection) -> None:
    told = [inflight.put_down(db, chat, "turn", 1, 0, "") for chat in (1, 2, 1)]
    assert inflight.all_inflight(db) == told
    assert inflight.all_inflight(db, 1) == [told[0], told[2]]
    assert inflight.all_inflight(db, 3) == []


def test_what_was_spoken_is_dropped_and_its_id_names_no_other_deed(db: Connection) -> None:
    one = inflight.put_down(db, 1, "turn", 1, 0, "hello")
    inflight.drop(db, one.id)
    inflight.keep_partial(db, one.id, "too late", 1)
    assert inflight.all_inflight(db) == []
    assert inflight.put_down(db, 1, "turn", 1, 0, "again").id > one.id


@pytest.mark.parametrize(
    "value", [*ODD, 0, 1.5, True, False, [], ["a", None], {"draft": {"at": 3}}, "\ud800"]
)
def test_what_the_screen_remembers_comes_back_as_it_was(db: Connection, value: Any) -> None:
    ui_state.remember(db, "draft", "1", value)
    assert ui_state.recall(db, "draft") == {"1": value}


def test_what_the_screen_remembers_is_replaced_forgotten_and_kept_apart(db: Connection) -> None:
    ui_state.remember(db, "draft", "1", "hel")
    ui_state.remember(db, "draft", "1", "hello")
    ui_state.remember(db, "draft", "2", "there")
    ui_state.remember(db, "unread", "1", 7)
    assert ui_state.recall(db, "draft") == {"1": "hello", "2": "there"}
    ui_state.remember(db, "draft", "1", None)
    ui_state.remember(db, "draft", "never", None)
    assert ui_state.recall(db, "draft") == {"2": "there"}
    assert ui_state.recall(db, "unread") == {"1": 7}
    assert ui_state.recall(db, "nothing") == {}


@pytest.mark.parametrize("raw_text", ODD)
def test_a_failure_comes_back_as_it_was_recorded(db: Connection, raw_text: str) -> None:
    one = Failure(1_700_000_000, None, "state_update", raw_text, 2)
    failures.record(db, one)
    assert failures.latest(db, 5) == [one]


def test_the_newest_failures_are_kept_and_no_more(db: Connection) -> None:
    all_of_them = [Failure(at, at, "addressee", "", 1) for at in range(failures.KEPT + 20)]
    db.execute("BEGIN")
    for one in all_of_them:
        failures.record(db, one)
    db.execute("COMMIT")
    kept = failures.latest(db, len(all_of_them))
    assert kept == all_of_them[: -failures.KEPT - 1 : -1]
    assert failures.latest(db, 3) == kept[:3]


def test_a_trace_comes_back_as_it_was_recorded(db: Connection) -> None:
    blocks = json.dumps([{"name": "voice", "tokens": 12}])
    whole = Trace(
        1_700_000_000, "run", 1, "reply", "narrative", "m", blocks, 250, 900, 10, 20, "ok"
    )
    bare = Trace(1_700_000_001, "", None, "reply", "", "", "[]", None, None, None, None, "timeout")
    first, second = traces.record(db, whole), traces.record(db, bare)
    assert second > first
    assert traces.latest(db, 5) == [(second, bare), (first, whole)]
    assert traces.one(db, first) == (first, whole)


def test_the_newest_traces_are_kept_and_no_more(db: Connection) -> None:
    for at in range(70):
        traces.record(db, trace(at), Bounds(number=50))
    assert moments(db) == list(range(69, 19, -1))


def test_the_oldest_traces_go_where_all_together_weigh_too_much(db: Connection) -> None:
    bounds = Bounds(size_bytes=100, weighed_every=1)
    for at in range(9):
        traces.record(db, trace(at)._replace(blocks="ф" * 20), bounds)
    assert moments(db) == [8, 7]
    traces.record(db, trace(9)._replace(blocks="x" * 101), bounds)
    assert moments(db) == []


def test_a_trace_that_is_not_there_is_a_trouble_that_says_so(db: Connection) -> None:
    with pytest.raises(NoTrace, match=r"There is no trace 7;"):
        traces.one(db, 7)


def test_usage_is_summed_by_day_chat_job_and_model(db: Connection) -> None:
    day = 24 * 3600
    for at, chat, job, model in (
        (10 * day, 1, "reply", "m"),
        (10 * day, 1, "reply", "m"),
        (10 * day, 1, "reply", "n"),
        (10 * day, 2, "reply", "m"),
        (10 * day, None, "score", "m"),
        (12 * day, 1, "reply", "m"),
    ):
        call = trace(at)._replace(chat=chat, job=job, model=model, tokens_in=10, tokens_out=2)
        traces.record(db, call)
    traces.record(db, trace(12 * day))  # of which nothing is known
    used = traces.usage(db)
    assert [(row.chat, row.job, row.model, *row[4:]) for row in used] == [
        (1, "reply", "m", 2, 10, 2),
        (None, "score", "m", 1, 10, 2),
        (1, "reply", "m", 2, 20, 4),
        (1, "reply", "n", 1, 10, 2),
        (2, "reply", "m", 1, 10, 2),
    ]
    assert used[0].day > used[1].day == used[4].day


def test_traces_are_read_beside_their_owner_and_not_written(tmp_path: Path, db: Connection) -> None:
    traces.record(db, trace(1))
    with traces.beside(tmp_path / "chat.db") as other:
        assert [kept.trace.at for kept in traces.latest(other, 5)] == [1]
    with pytest.raises(NoDatabase), traces.beside(tmp_path / "none.db"):
        pass


def test_traces_that_are_too_old_go(db: Connection) -> None:
    for at in (0, 100, traces.KEPT_S, traces.KEPT_S + 50):
        traces.record(db, trace(at))
    assert moments(db) == [traces.KEPT_S + 50, traces.KEPT_S, 100]


def moments(db: Connection) -> list[int]:
    return [kept.trace.at for kept in traces.latest(db, 100)]


def trace(at: int) -> Trace:
    return Trace(at, "run", 1, "reply", "narrative", "m", "[]", None, None, None, None, "ok")
