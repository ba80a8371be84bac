"""A rewind's tail on disk: all that was removed, whole or not at all, and gone when it is old."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from rp_tui.core.domain.ids import YOU
from rp_tui.core.storage import tail_file
from rp_tui.core.storage.errors import NotFound
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.prune import KEEP_TAILS_DAYS, SLACK_DAYS
from rp_tui.core.storage.tail import cut
from rp_tui.core.storage.tail_file import (
    DamagedTail,
    NewerTail,
    keep_tail,
    read,
    read_header,
    remove_old,
    write,
)
from tests.core.storage.stories import feels, remembers, says, speak
from tests.core.storage.test_prune import NOON, on_day, play_on


def a_rewind(log: Log, path: Path, folder: Path) -> Path:
    """Two exchanges that are left behind, and the file that has them."""
    (kept,) = speak(log, 1, [says(1, "Kept.")]).steps
    speak(log, 1, [says(YOU, "One."), remembers(1, "a lantern")])
    (left,) = speak(log, 1, [says(1, "Two."), feels(1, "torn")]).steps
    made = keep_tail(path, left, kept, folder, log.clock())
    log.move(f"rewind to {kept}", kept)
    assert made is not None
    return made


def test_a_file_has_all_that_the_rewind_removed_and_says_so(log: Log, path: Path) -> None:
    on_day(log, 0)
    made = a_rewind(log, path, path.parent / "rewind")
    tail = read(made)
    assert (tail.header.chat, tail.header.host, tail.header.at) == (1, "Ada", NOON)
    assert tail.header.counts == {"memory": 1, "mood": 1, "turn": 2}
    assert tail.header.steps == len(tail.steps) == 2
    assert tail.header.left == tail.steps[-1]
    assert tail.header.fork == tail.header.to == log.head(1)
    stored = log.db.execute(
        """SELECT seq, step, kind, entity, type, version, payload FROM event
        WHERE step IN (?, ?) ORDER BY seq""",
        tail.steps,
    ).fetchall()
    assert list(tail.events) == stored
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700


def test_it_may_be_written_before_the_move_or_after_it(log: Log, path: Path) -> None:
    before = read(a_rewind(log, path, path.parent / "rewind"))
    after = cut(path, before.header.left, before.header.to, log.clock())
    assert (after.batches, after.events) == (before.batches, before.events)


def test_a_move_that_removes_nothing_leaves_no_file(log: Log, path: Path) -> None:
    tail = read(a_rewind(log, path, path.parent / "rewind"))
    folder = path.parent / "forward"
    assert keep_tail(path, tail.header.to, tail.header.left, folder, log.clock()) is None
    assert not folder.exists()


def test_each_line_can_be_read_by_any_program(log: Log, path: Path) -> None:
    lines = a_rewind(log, path, path.parent / "rewind").read_text().splitlines()
    header, batches, *events = map(json.loads, lines)
    assert header["format"] == "rp-tui tail"
    assert len(batches) == header["steps"]
    assert len(events) == sum(header["counts"].values())


def test_two_rewinds_in_one_second_leave_two_files(log: Log, path: Path) -> None:
    on_day(log, 0)
    folder = path.parent / "rewind"
    assert a_rewind(log, path, folder) != a_rewind(log, path, folder)


def test_a_step_that_is_not_there_is_refused(log: Log, path: Path) -> None:
    with pytest.raises(NotFound):
        cut(path, log.head(1), 999, 0)
    assert not (path.parent / "rewind").exists()


def cut_short(content: bytes) -> bytes:
    return content[:-40]


def one_word_changed(content: bytes) -> bytes:
    return content.replace(b"Two.", b"Too.")


def another_step_named(content: bytes) -> bytes:
    left = msgspec.json.decode(content.split(b"\n")[0])["left"]
    return content.replace(b'"left":%d' % left, b'"left":%d' % (left - 1))


def without_its_events(content: bytes) -> bytes:
    return content.split(b"\n")[0]


def of_another_program(content: bytes) -> bytes:
    return b'{"format":"a diary","pages":[]}\n'


def a_number_beyond_all(content: bytes) -> bytes:
    return content.replace(b'"chat":1', b'"chat":%d' % (1 << 70))


def not_text(content: bytes) -> bytes:
    return b"{\xff\xfe\x00" + content


def nothing(content: bytes) -> bytes:
    return b""


@pytest.mark.parametrize(
    "spoil",
    [
        cut_short,
        one_word_changed,
        another_step_named,
        without_its_events,
        of_another_program,
        a_number_beyond_all,
        not_text,
        nothing,
    ],
)
def test_what_is_not_as_it_was_written_is_refused(
    log: Log, path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    made = a_rewind(log, path, path.parent / "rewind")
    made.write_bytes(spoil(made.read_bytes()))
    with pytest.raises(DamagedTail, match=str(made)):
        read(made)


def test_what_a_newer_program_wrote_is_said_to_be_so(log: Log, path: Path) -> None:
    made = a_rewind(log, path, path.parent / "rewind")
    made.write_bytes(made.read_bytes().replace(b'"version":1', b'"version":2', 1))
    with pytest.raises(NewerTail, match="update this one"):
        read(made)


@pytest.mark.parametrize("wrong", [None, -20_000, 27_000], ids=["right", "1971", "2099"])
def test_a_file_is_kept_for_fourteen_days_and_not_for_ever(
    log: Log, path: Path, wrong: int | None
) -> None:
    on_day(log, 0)
    made = a_rewind(log, path, path.parent / "rewind")
    if wrong is not None:
        play_on(log, wrong)
    for day in range(1, KEEP_TAILS_DAYS + 1):
        play_on(log, day)
        assert remove_old(path, made.parent) == 0
    for day in range(1, SLACK_DAYS + 2):
        play_on(log, KEEP_TAILS_DAYS + day)
    assert remove_old(path, made.parent) == 1
    assert not made.exists()


def test_a_file_goes_no_sooner_than_what_it_has_from_the_log(log: Log, path: Path) -> None:
    on_day(log, 0)
    made = a_rewind(log, path, path.parent / "rewind")
    for day in range(1, 2 * KEEP_TAILS_DAYS):
        play_on(log, day)
        gone = log.prune()
        assert made.exists()
        remove_old(path, made.parent)
        if gone:
            return
    pytest.fail("nothing was ever pruned")


def test_another_story_s_files_and_a_person_s_own_are_left(log: Log, path: Path) -> None:
    on_day(log, 0)
    folder = path.parent / "rewind"
    start = log.head(1)
    tail = cut(path, speak(log, 1, [says(1, "Left.")]).steps[0], start, 0)
    ours = write(tail._replace(header=msgspec.structs.replace(tail.header, database="x")), folder)
    own = folder / "the quarrel.jsonl"
    own.write_bytes(ours.read_bytes())
    damaged = folder / "rewind-20200101-000000.jsonl"
    damaged.write_text("{")
    for day in range(1, 40):
        play_on(log, day)
    assert remove_old(path, folder) == 0
    assert ours.exists()
    assert own.exists()
    assert damaged.exists()


def test_there_are_never_too_many(log: Log, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tail_file, "KEPT_FILES", 2)
    made = []
    for day in range(3):
        on_day(log, day)
        made.append(a_rewind(log, path, path.parent / "rewind"))
    assert remove_old(path, path.parent / "rewind") == 1
    assert [file.exists() for file in made] == [False, True, True]
    assert read_header(made[1]).format == "rp-tui tail"
