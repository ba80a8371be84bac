"""The whole program in a real terminal: bytes in, bytes out."""

from pathlib import Path

from tests.terminal import ENTER, Terminal, ctrl, terminal

FIRST, SECOND = "Is that letter mine?", "Who lived there?"
EVIL = (
    r"\u001b]52;c;aGk=\u0007 \u001b[66;66H \u009b66;66H \u009d0;x\u0007 \u202e"
    " [/b] [@click=app.exit]x[/]"
)
PASTED = "pwned-by-paste \x9b66;66H \x9d0;x \u202e [/b] " + "z\u0301" * 50
NOT_A_WORD_YET = "… ▍"


def begin(seen: Terminal) -> None:
    seen.sees("Tamsin", "Hester")
    seen.press("j", "j", ENTER)
    seen.sees("Tamsin · Tuesday evening", "Say something")


def test_a_story_is_played_mended_left_and_found_again(tmp_path: Path) -> None:
    with terminal(tmp_path) as seen:
        begin(seen)
        seen.press(FIRST, ENTER)
        seen.sees(FIRST, "Tamsin is writing", "▍")
        seen.misses(NOT_A_WORD_YET)
        seen.press(ctrl("g"))
        seen.misses("is writing")
        seen.press(ctrl("r"))
        seen.sees("asks for the reply anew")
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


def test_no_text_of_anybody_reaches_the_terminal_as_a_control(tmp_path: Path) -> None:
    (tmp_path / "eve.toml").write_text(
        f'name = "Eve {EVIL}"\npersona = "{EVIL}"\nkickoff = "It rains. {EVIL} She waits."\n'
    )
    with terminal(tmp_path, "new", str(tmp_path / "eve.toml")) as seen:
        assert seen.ends() == 0
    with terminal(tmp_path) as seen:
        seen.sees("Eve", "She waits.", "Say something")
        seen.press(f"\x1b[200~{PASTED}\x1b[201~", ENTER)
        seen.sees("pwned-by-paste", "is writing")
        seen.misses("is writing")
        seen.press(ctrl("n"), "v")
        seen.misses("Chats")
        seen.press("q")
        seen.sees("Chats")
        seen.press(ctrl("f"))
        seen.sees("Find in this chat")
        seen.press(*"[b]x", ENTER)
        seen.sees("Nowhere in this chat")
        seen.press(ctrl("q"))
        assert seen.ends() == 0
        for control in (b"]52;", b"\x1b[66;66", b"\xc2\x9b", b"\xc2\x9d", "\u202e".encode()):
            assert control not in seen.sent


def test_a_second_start_is_told_who_plays(tmp_path: Path) -> None:
    with terminal(tmp_path) as first:
        first.sees("Tamsin")
        with terminal(tmp_path) as second:
            second.sees("already open in process")
            assert second.ends() == 3


def test_settings_that_do_not_parse_are_told_with_their_line_and_can_be_passed_over(
    tmp_path: Path,
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("concurrency = 2\n[screen\n")
    with terminal(tmp_path, size=(250, 30)) as seen:
        seen.sees("does not parse as TOML at line 2", "Start with the defaults")
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
        seen.sees("Ctrl+Q would mean both")
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
