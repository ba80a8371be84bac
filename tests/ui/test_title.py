"""The title: whom one plays with, what came while one was away, and nothing that drives it."""

import pytest

from rp_tui.ui.title import KEEP, LONGEST, RESTORE, Title, titled


def taken() -> tuple[Title, list[str]]:
    written: list[str] = []
    title = Title(written.append)
    title.take()
    return title, written


def test_it_is_taken_named_and_given_back() -> None:
    title, written = taken()
    title.name("Mara")
    title.give_back()
    assert written == [KEEP, titled("rp-tui"), titled("Mara"), titled("") + RESTORE]


def test_a_reply_is_marked_until_it_is_seen() -> None:
    title, written = taken()
    title.name("Mara")
    title.tell("Ines replied")
    title.name("Ines")
    title.seen()
    assert written[2:] == [titled("Mara"), titled("● Ines replied"), titled("Ines")]


def test_what_it_is_already_is_not_written_again() -> None:
    title, written = taken()
    title.name("Mara")
    title.name("Mara")
    title.seen()
    assert written.count(titled("Mara")) == 1


@pytest.mark.parametrize(
    "name",
    ["\x1b]52;c;aGk=\x07Mara", "Mara\x1b\\\x1b[2J", "\x9c\x9b2JMara", "Ma\nra", "\u202eMara"],
)
def test_no_name_gets_out_of_it(name: str) -> None:
    title, written = taken()
    title.name(name)
    inner = written[-1].removeprefix("\x1b]2;").removesuffix("\x1b\\")
    assert inner.isprintable()
    assert "ra" in inner


def test_a_name_without_end_is_cut() -> None:
    assert len(titled("x" * 1_000)) < LONGEST + 10
