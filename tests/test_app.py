"""The whole program in a real terminal: bytes in, bytes out."""

import subprocess
import sys
from pathlib import Path

from rp_tui.commands.play import STUCK
from tests.loopback import plans
from tests.terminal import ENTER, begin, ctrl, serving, terminal

FIRST, SECOND = "Is that letter mine?", "Who lived there?"
ENDLESS = plans.says(["and on "] * 5_000, every_s=0.02)  # it ends by a stop alone


def test_a_story_is_played_mended_left_and_found_again(tmp_path: Path) -> None:
    with serving(ENDLESS) as server, terminal(tmp_path, env=server) as seen:
        begin(seen)
        seen.press(FIRST, ENTER)
        seen.sees(FIRST, "Tamsin is writing", "and on and on")
        seen.press(ctrl("g"))
        seen.misses("is writing")
        seen.sees("cut off here")
        seen.press(ctrl("q"))
        assert seen.ends() == 0
    with terminal(tmp_path) as seen:
        seen.sees(FIRST, "and on and on", "cut off here", "Say something")
        seen.press(ctrl("r"))
        seen.sees("Enter Regenerate")
        seen.press(ENTER)
        seen.sees("2/2", "Say something")
        seen.misses("is writing")
        seen.press(ctrl("n"), "h")
        seen.sees("1/2")
        seen.press("l")
        seen.sees("2/2")
        seen.press("i", SECOND, ENTER)
        seen.sees(SECOND, "is writing")
        seen.misses("is writing")
        seen.press(ctrl("n"), "k", "k", "R")
        seen.sees("Rewind to turn 3?", "2 messages (turns 4–5)")
        seen.press(ENTER)
        seen.sees("Rewound 2 turns.")
        seen.misses(SECOND)
        seen.press("u")
        seen.sees(SECOND)
        seen.press("i", "a draft")
        seen.press(ctrl("q"))
        assert seen.ends() == 0
    with terminal(tmp_path) as seen:
        seen.sees(FIRST, "2/2", SECOND, "a draft")
        seen.press(ctrl("q"))
        assert seen.ends() == 0


def test_a_terminal_that_goes_away_ends_it_cleanly_and_the_draft_is_kept(tmp_path: Path) -> None:
    with terminal(tmp_path) as seen:
        begin(seen)
        seen.press("a dra", "ft")
        seen.sees("a draft")
        seen.hang_up()
        assert seen.ends() == 0
    with terminal(tmp_path) as seen:
        seen.sees("a draft")


def test_a_second_start_is_told_who_plays(tmp_path: Path) -> None:
    with terminal(tmp_path) as first:
        first.sees("Tamsin")
        with terminal(tmp_path, size=(250, 30)) as second:
            second.sees("already open in process")
            assert second.ends() == 3


def test_settings_that_do_not_parse_are_told_with_their_line_and_can_be_passed_over(
    tmp_path: Path,
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("concurrency = 2\n[screen\n")
    with terminal(tmp_path, size=(60, 30)) as seen:
        seen.sees("does not parse", "  2 │ [screen\n", "defaults for all settings")
        assert all(row == row.strip() or row.startswith("  ") for row in seen.text.splitlines())
        seen.press("y", ENTER)
        begin(seen)
        seen.press(ctrl("q"))
        assert seen.ends() == 0
    assert file.read_text() == "concurrency = 2\n[screen\n"
    with terminal(tmp_path) as seen:
        seen.sees("Start with the defaults")
        seen.press("n", ENTER)
        seen.sees("Nothing was started")
        assert seen.ends() == 1


def test_keys_that_clash_are_told_and_can_be_passed_over(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[keys]\nstop = ["ctrl+q"]\n')
    with terminal(tmp_path) as seen:
        seen.sees("Ctrl+Q would mean both", "the keys alone")
        seen.press("y", ENTER)
        begin(seen)


def test_a_key_that_was_given_elsewhere_works_there_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[keys]\nquit = ["f10"]\n')
    with terminal(tmp_path) as seen:
        begin(seen)
        seen.press(ctrl("q"))
        seen.press("\x1b[21~")
        assert seen.ends() == 0


def test_what_cannot_be_drawn_on_is_refused(tmp_path: Path) -> None:
    with terminal(tmp_path, TERM="dumb") as seen:
        seen.sees("calls itself dumb")
        assert seen.ends() == 2
    with terminal(tmp_path, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0") as seen:
        seen.sees("drawn in UTF-8")
        assert seen.ends() == 2


def test_a_line_that_may_hold_a_key_is_not_shown(tmp_path: Path) -> None:
    secret = "rc_0123456789abcdef"  # no key of anyone's
    for line in (f"api_key = {secret} = 2", f"{secret} 2", f"[{secret}"):
        (tmp_path / "config.toml").write_text(f"{line}\n")
        with terminal(tmp_path) as seen:
            seen.sees("  1 │ ", "Start with")
            assert secret.encode() not in seen.sent


def test_keys_that_come_at_once_go_where_the_ones_before_them_lead(tmp_path: Path) -> None:
    with terminal(tmp_path) as seen:
        begin(seen)
        seen.press(f"{ctrl('n')}v")
        seen.sees("q closes")
        seen.press("q")
        seen.misses("q closes")
        seen.press("iRare")
        seen.sees("Rare")


def test_what_is_written_in_one_go_is_sent_broken_found_and_left_in_its_order(
    tmp_path: Path,
) -> None:
    with serving(plans.says("Well, yes.")) as server, terminal(tmp_path, env=server) as seen:
        begin(seen)
        seen.press(f"one{ctrl('j')}two{ENTER}three")
        seen.sees("one\n", "two\n", "Well, yes.", "Say something")
        assert "three" not in seen.text, "as the box was closed by then"
        seen.press(f"{ctrl('f')}two{ENTER}y")
        seen.sees("Copied turn 2.")
        seen.press(f"ia draft{ctrl('n')}?{ctrl('q')}")
        assert seen.ends() == 0
    with terminal(tmp_path) as seen:
        seen.sees("Tamsin", "a draft")


def test_what_does_not_end_is_ended() -> None:
    script = (
        "from threading import Event; from rp_tui.commands import play;"
        " play.ENDING_S = 0.2; play.end_in_time(); Event().wait()"
    )
    ended = subprocess.run([sys.executable, "-c", script], timeout=30, check=False)
    assert ended.returncode == STUCK


def test_what_is_typed_as_soon_as_the_program_is_started_is_in_the_box(tmp_path: Path) -> None:
    with terminal(tmp_path) as seen:
        begin(seen)
        seen.press(ctrl("q"))
        assert seen.ends() == 0
    with terminal(tmp_path) as seen:
        seen.press(*"early", " bird")
        seen.sees("Tamsin · Tuesday evening", "early bird")
        seen.press(" sings", ENTER)
        seen.sees("early bird sings", "is writing")
