"""The program at terminals of every kind: slow, gone, tiny, without colours, or none at all."""

import asyncio
import base64
import os
import pty
import re
import subprocess
import sys
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from rp_tui.core.domain.text import LONGEST_PASSAGE
from rp_tui.core.storage.connection import connect_to_look
from rp_tui.ui.title import KEEP, RESTORE, titled
from tests.loopback import Plan, Talk, plans
from tests.terminal import ENTER, PATIENCE_S, Terminal, begin, ctrl, serving, terminal

WORDS = 900
STALLED_S = 3.0
REST_BYTES = 120_000  # what a terminal that wakes is sent at most: the last frames and a whole one
AWAY, BACK = "\x1b[O", "\x1b[I"  # how a terminal tells that another window has the focus
COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")
RGB = re.compile(rb"\x1b\[[\d;]*[34]8;[25];[\d;]*m")
TITLE = re.compile(rb"\x1b\][012];|\x1b\[2[23];[012]t|\x1bk")

# Where a paste is cut, and how far in: in both marks, in a character, and in a colour.
HALVES = [(b"200~", 2), (b"[31m", 1), ("í".encode(), 1), (b"201~", 2)]


def paste(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def test_a_terminal_that_stalls_stalls_no_story_and_shows_all_of_it_in_the_end(
    tmp_path: Path,
) -> None:
    words = [f"word{number} " for number in range(WORDS)]
    with (
        serving(plans.says(words, every_s=0.002)) as server,
        terminal(tmp_path, env=server) as seen,
    ):
        begin(seen)
        seen.press("Hello.", ENTER)
        seen.sees("is writing", "word")
        seen.press(AWAY)
        deadline = time.monotonic() + STALLED_S
        while not stored(tmp_path, f"word{WORDS - 1}"):
            assert time.monotonic() < deadline + 30, "the story waits for the terminal"
            time.sleep(0.1)
        time.sleep(max(0.0, deadline - time.monotonic()))
        before = len(seen.sent)
        seen.sees(f"word{WORDS - 1}", "tokens · ")
        seen.waits(0.5)
        assert len(seen.sent) - before < REST_BYTES
        seen.press(ctrl("q"))
        assert seen.ends() == 0
        assert not TITLE.search(seen.sent), "as nobody asked for one"
        assert b"\x07" not in bells(seen)


def stored(folder: Path, text: str) -> bool:
    """Whether a turn in the log has a text in it, as another process sees it."""
    with closing(connect_to_look(folder / "chat.db")) as db:
        return bool(db.execute("SELECT 1 FROM turn WHERE instr(prose, ?)", (text,)).fetchone())


def test_a_terminal_that_vanishes_in_mid_reply_ends_it_cleanly(tmp_path: Path) -> None:
    endless = plans.says(["on and on "] * 5_000, every_s=0.02)  # a flood would soon be cut off
    with serving(endless) as server, terminal(tmp_path, env=server) as seen:
        begin(seen)
        seen.press("Hello.", ENTER)
        seen.sees("is writing", "on and on")
        seen.vanish()
        assert seen.exit_code == 0


def test_the_title_and_the_bell_tell_who_is_elsewhere_of_a_reply(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[screen]\ntitle = true\nbell = true\n")
    replies = iter([plans.says("Well, yes."), plans.says(["And so on. "] * 20, every_s=0.2)])

    async def plan(talk: Talk) -> None:
        reply: Plan = next(replies)  # the second leaves time to go elsewhere
        await reply(talk)

    with serving(plan) as server, terminal(tmp_path, env=server) as seen:
        begin(seen)
        seen.press("Hello.", ENTER)
        seen.sees("Well, yes.")
        seen.misses("is writing")
        assert b"\x07" not in bells(seen)
        seen.press("Again.", ENTER)
        seen.sees("is writing")
        seen.press(AWAY)
        seen.sees("5 turns")
        seen.waits(0.5)
        assert bells(seen).count(b"\x07") == 1
        seen.press(BACK)
        seen.press(ctrl("o"))
        seen.sees("Program")
        seen.press("p", "t")
        seen.waits(0.3)
        seen.press(ctrl("q"))
        assert seen.ends() == 0
        titles = [KEEP, titled("rp-tui"), titled("Tamsin"), titled("● Tamsin replied")]
        titles += [titled("Tamsin"), titled(""), RESTORE]
        at = 0
        for told in titles:
            at = seen.sent.index(told.encode(), at)
    with terminal(tmp_path) as seen:
        seen.sees("Tamsin", "paper")


def test_a_reply_that_failed_calls_back_who_is_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[screen]\ntitle = true\nbell = true\n")

    async def plan(talk: Talk) -> None:
        await asyncio.sleep(1.0)  # leaves time to go elsewhere
        await plans.refuses(401)(talk)

    with serving(plan) as server, terminal(tmp_path, env=server) as seen:
        begin(seen)
        seen.press("Hello.", ENTER)
        seen.sees("is writing")
        seen.press(AWAY)
        seen.sees("Retry")
        seen.waits(0.3)
        assert bells(seen).count(b"\x07") == 1
        assert titled("● Tamsin could not reply").encode() in seen.sent


def bells(seen: Terminal) -> bytes:
    """What was sent, without the bells that only end a sequence."""
    return re.sub(rb"\x1b\][^\x07\x1b]*\x07", b"", seen.sent)


def test_a_tiny_terminal_is_played_in_and_grows_in_a_storm_of_sizes(tmp_path: Path) -> None:
    with (
        serving(plans.says("Well, yes.")) as server,
        terminal(tmp_path, size=(10, 3), env=server) as seen,
    ):
        seen.sees("Too small", "Hester")
        seen.press(ENTER)
        seen.sees("Too small", "Say")
        seen.waits(0.5)
        seen.press("Hello.")
        seen.sees("Hello.")
        seen.press(ENTER)
        seen.waits(1)
        seen.press(ctrl("n"), "?", "j", "G", "q", "R", "q")
        for number in range(200):
            seen.resize(10 + number % 120, 3 + number % 37)
            seen.waits(0.01)
        seen.resize(100, 30)
        seen.sees("Hester", "Hello.", "Well, yes.", "Say something")
        seen.press(ctrl("q"))
        assert seen.ends() == 0


def test_without_colours_none_is_sent(tmp_path: Path) -> None:
    with terminal(tmp_path, NO_COLOR="1") as seen:
        begin(seen)
        seen.press(ctrl("p"))
        seen.sees("Go to the text, and write your turn.")
        assert not COLOUR.search(seen.sent)


@pytest.mark.parametrize(
    ("env", "has_rgb"),
    [
        ({"TERM": "xterm"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor", "NO_COLOR": ""}, True),
    ],
    ids=["16 colours", "an empty wish for none"],
)
def test_a_terminal_has_the_colours_that_it_can_show(
    tmp_path: Path, env: dict[str, str], has_rgb: bool
) -> None:
    with terminal(tmp_path, env=env) as seen:
        seen.sees("Tamsin", "Hester")
        assert bool(RGB.search(seen.sent)) == has_rgb
        tones = re.findall(rb"38;2;(\d+);(\d+);(\d+)", seen.sent)
        assert any(len({*tone}) > 1 for tone in tones) == has_rgb, "colours, and no greys"


def test_a_paste_of_a_megabyte_is_refused_at_once_and_one_that_fits_is_a_turn(
    tmp_path: Path,
) -> None:
    much = "".join(f"p{number:06d} " for number in range(940_000 // 8))
    fits = "".join(f"q{number:06d} " for number in range(LONGEST_PASSAGE // 8 - 1))
    roomy = {"RP_TUI_PROMPT_HARD_TOKENS": "200000", "RP_TUI_NARRATIVE_CONTEXT": "300000"}
    with (
        serving(plans.says("Well, that was long.")) as server,
        terminal(tmp_path, env={**server, **roomy}) as seen,
    ):
        begin(seen)
        seen.press(paste(much))
        seen.sees("A turn has at most 100,000 characters", "940,000")
        seen.press(paste(fits))
        seen.sees(fits.split()[-1])
        seen.press(ENTER)
        seen.sees("Well, that was long.")
        seen.misses("is writing")
        assert stored(tmp_path, fits.strip())
        seen.press(ctrl("q"))
        assert seen.ends() == 0


def test_a_coloured_log_is_pasted_as_one_text_and_neither_sent_nor_taken_for_keys(
    tmp_path: Path,
) -> None:
    log = "my log \x1b[31mred línea\rsecond line\x1b[0m and the end"
    with serving(plans.says("Well, yes.")) as server, terminal(tmp_path, env=server) as seen:
        begin(seen)
        seen.press(ctrl("n"))
        seen.sees("i Write")
        whole = paste(log).encode()
        cuts = [whole.index(mark) + into for mark, into in HALVES]
        for at, to in pairwise([0, *cuts, len(whole)]):
            seen.press_bytes(whole[at:to])
            seen.waits(0.15)  # longer than an escape alone is waited for
        seen.press("!")
        seen.sees("my log red línea", "second line and the end!")
        assert not stored(tmp_path, "my log")
        seen.press(ENTER)
        seen.sees("Well, yes.")
        seen.misses("is writing")
        assert stored(tmp_path, "my log red línea\nsecond line and the end!")
        seen.press(ctrl("q"))
        assert seen.ends() == 0


def test_a_coloured_megabyte_is_refused_in_a_sentence_and_no_key_waits_for_it(
    tmp_path: Path,
) -> None:
    much = "\x1b[31mred\x1b[0m line\r" * 60_000
    count = len("red line\n") * 60_000
    with terminal(tmp_path) as seen:
        begin(seen)
        seen.press(paste(much), "still")
        seen.sees("A turn has at most 100,000 characters", f"{count:,}", "still")
        seen.press(ctrl("q"))
        assert seen.ends() == 0


def test_bytes_that_are_no_text_end_nothing(tmp_path: Path) -> None:
    with terminal(tmp_path) as seen:
        begin(seen)
        seen.press_bytes(b"\xff\xfe")
        seen.press("still")
        seen.sees("still")


def test_a_draft_goes_through_the_players_editor_and_a_reply_to_their_clipboard(
    tmp_path: Path,
) -> None:
    editor = tmp_path / "append"
    editor.write_text("#!/bin/sh\nprintf ', in the *editor*.' >> \"$1\"\n")
    editor.chmod(0o700)
    with (
        serving(plans.says("Rent is *rent*, “love”.")) as server,
        terminal(tmp_path, env=server, EDITOR=str(editor)) as seen,
    ):
        begin(seen)
        seen.press("Written here")
        seen.sees("Written here")
        seen.press(ctrl("l"))
        seen.sees("Written here, in the *editor*.")
        seen.press(ENTER)
        seen.sees("Rent is rent")
        seen.misses("is writing")
        assert stored(tmp_path, "Written here, in the *editor*.")
        assert b"]52;" not in seen.sent
        seen.press(ctrl("n"))
        seen.sees("i Write")
        seen.press("y")
        seen.sees("Copied")
        copied = base64.b64encode("Rent is *rent*, “love”.".encode())
        assert b"\x1b]52;c;" + copied + b"\x07" in seen.sent, "as it was written, marks and all"
        seen.press(ctrl("q"))
        assert seen.ends() == 0


def test_where_there_is_no_terminal_it_says_how_to_play_without(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "rp_tui", "--data-dir", str(tmp_path)]
    answer = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 2
    assert "rp-tui say" in answer.stderr
    assert not answer.stdout


def test_a_terminal_that_is_gone_without_a_signal_ends_it_too(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "rp_tui", "--data-dir", str(tmp_path)]
    known = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": os.defpath}
    program = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=known, start_new_session=True
    )
    try:
        os.close(theirs)
        drawn = b""
        while b"Tamsin" not in drawn:
            drawn += os.read(ours, 65_536)
        os.close(ours)
        assert program.wait(PATIENCE_S) == 0
    finally:
        program.kill()
        program.wait()
