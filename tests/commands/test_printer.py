"""A printer tells who speaks, what else happens, and never twice the same."""

import json
from collections.abc import Callable

import pytest

from rp_tui.commands.printer import JsonPrinter, Printer, following
from rp_tui.core.play.feed import (
    ChatChanged,
    ExitProposed,
    Feed,
    Happened,
    Partial,
    RunChanged,
    Troubled,
)
from rp_tui.core.play.wish import Outcome

HOST, GUEST, ELSEWHERE = 1, 2, 9
NAMES = {HOST: "Ann", GUEST: "Be\x1b[2Jn"}
Out = pytest.CaptureFixture[str]


async def printed(printer: Printer, *told: Happened | Partial | Outcome) -> None:
    feed = Feed()
    async with following(feed, printer):
        for one in told:
            if isinstance(one, Partial):
                feed.show(HOST, one)
            elif isinstance(one, Outcome):
                printer.end(one)
            else:
                feed.tell(one)
            printer.catch_up()


def spoken(text: str, speaker: int = HOST) -> Outcome:
    return Outcome(HOST, "spoken", speaker=speaker, text=text)


async def test_a_reply_grows_and_ends_its_line(capsys: Out) -> None:
    await printed(
        Printer(HOST, NAMES),
        Partial("a", HOST, "One"),
        Partial("a", HOST, "One two"),
        Partial("a", HOST, "One two\nBen:"),
        spoken("One two"),
    )
    assert capsys.readouterr().out == "One two\nBen:\n"


async def test_what_never_streamed_is_printed_at_the_end(capsys: Out) -> None:
    await printed(Printer(HOST, NAMES), Partial("a", HOST, "One"), spoken("One two."))
    assert capsys.readouterr().out == "One two.\n"


async def test_whoever_is_not_the_host_is_named_and_so_is_who_speaks_second(capsys: Out) -> None:
    await printed(
        Printer(HOST, NAMES),
        Partial("a", GUEST, "Hm."),
        spoken("Hm.", GUEST),
        Partial("b", HOST, "What?"),
    )
    assert capsys.readouterr().out == "Ben: Hm.\n\nAnn: What?\n"


async def test_a_reply_that_begins_anew_begins_on_a_line_of_its_own(capsys: Out) -> None:
    await printed(
        Printer(HOST, NAMES), Partial("a", HOST, "No"), Partial("a", HOST, "Yes"), spoken("Yes")
    )
    assert capsys.readouterr().out == "No\n\nYes\n"


@pytest.mark.parametrize(
    ("happened", "told"),
    [
        (RunChanged(HOST, "a", "turn", "slow", "Slow…"), "Slow…\n"),
        (RunChanged(HOST, "a", "turn", "failed", "It is told at the end."), ""),
        (RunChanged(HOST, "b", "interjection", "failed", "Lost."), "Lost.\n"),
        (RunChanged(ELSEWHERE, "c", "turn", "slow", "Slow…"), ""),
        (Troubled(ELSEWHERE, "The disk is \x1b[2Jfull."), "The disk is full.\n"),
        (ChatChanged(HOST, "scene"), "The scene has closed, and the next one begins.\n"),
        (ChatChanged(ELSEWHERE, "scene"), ""),
        (ChatChanged(HOST, "settled", 7), ""),
        (
            ExitProposed(HOST, GUEST, 7),
            "Ben seems to have left, and stays a guest until you see them off in the program.\n",
        ),
    ],
)
async def test_what_else_happens_is_a_line_of_the_error_stream(
    happened: Happened, told: str, capsys: Out
) -> None:
    await printed(Printer(HOST, NAMES), happened)
    assert capsys.readouterr() == ("", told)


@pytest.mark.parametrize(
    ("happened", "line"),
    [
        (
            RunChanged(HOST, "a", "turn", "slow", "Slow…"),
            {"type": "run", "run": "a", "kind": "turn", "phase": "slow", "told": "Slow…"},
        ),
        (
            ExitProposed(HOST, GUEST, 7),
            {"type": "exit", "guest": GUEST, "name": "Ben", "step": 7},
        ),
        (ChatChanged(HOST, "scene", 7), {"type": "chat", "why": "scene", "step": 7}),
        (Troubled(HOST, "Full."), {"type": "note", "told": "Full."}),
        (
            Partial("a", HOST, "One"),
            {"type": "text", "run": "a", "speaker": HOST, "anew": True, "text": "One"},
        ),
    ],
)
async def test_for_programs_all_of_it_is_json(
    happened: Happened | Partial, line: dict[str, object], capsys: Out
) -> None:
    await printed(JsonPrinter(HOST, NAMES), happened)
    out, err = capsys.readouterr()
    assert (json.loads(out), out.count("\n"), err) == (line, 1, "")


@pytest.mark.parametrize("make", [Printer, JsonPrinter])
async def test_a_printer_survives_readers_that_are_gone(
    make: Callable[..., Printer], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        encoding = "utf-8"

        def write(self, _: str) -> None:
            raise BrokenPipeError

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdout", Gone())
    monkeypatch.setattr("sys.stderr", Gone())
    printer = make(HOST, NAMES)
    await printed(printer, Partial("a", HOST, "One"), Troubled(HOST, "Full."), spoken("One"))
    assert printer.lost is None
