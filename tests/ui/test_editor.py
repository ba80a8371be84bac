"""The player's editor: words go there and come back, and are never lost between."""

import stat
import sys
from pathlib import Path

import pytest

from rp_tui.core.domain.text import LONGEST_PASSAGE
from rp_tui.ui import editor
from rp_tui.ui.editor import EditorFailed, NoEditor, NoFile, NoSuchEditor, NotTaken


@pytest.fixture(autouse=True)
def between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def script(tmp_path: Path, body: str) -> dict[str, str]:
    """An editor that does what a line of Python says, on the path in `p`."""
    path = tmp_path / "an editor.py"
    path.write_text(f"import sys, os, pathlib\np = pathlib.Path(sys.argv[1])\n{body}\n")
    return {"EDITOR": f"{sys.executable} '{path}'"}


def left(folder: Path) -> list[Path]:
    return [*folder.glob("rp-tui-*")]


def test_what_was_written_comes_back_clean(tmp_path: Path) -> None:
    env = script(tmp_path, "p.write_text(p.read_text() + ' There.\\x1b]52;c;aGk=\\x07\\n')")
    assert editor.edit("Here.", env) == "Here. There."
    assert not left(tmp_path)


def test_the_file_between_is_for_its_owner_alone(tmp_path: Path) -> None:
    note = tmp_path / "mode"
    env = script(tmp_path, f"pathlib.Path({str(note)!r}).write_text(oct(p.stat().st_mode))")
    editor.edit("a secret", env)
    assert stat.S_IMODE(int(note.read_text(), 8)) == 0o600


def test_visual_goes_before_editor(tmp_path: Path) -> None:
    env = script(tmp_path, "p.write_text('seen')")
    assert editor.edit("", {"VISUAL": env["EDITOR"], "EDITOR": "false"}) == "seen"
    assert editor.edit("", {"VISUAL": " ", "EDITOR": env["EDITOR"]}) == "seen"


@pytest.mark.parametrize("env", [{}, {"EDITOR": ""}, {"EDITOR": "vi 'unclosed"}])
def test_without_an_editor_it_is_said_how_to_set_one(env: dict[str, str]) -> None:
    with pytest.raises(NoEditor, match="start rp-tui with EDITOR=nano"):
        editor.edit("words", env)


def test_an_editor_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSuchEditor, match="no-such-editor cannot be started"):
        editor.edit("words", {"EDITOR": "no-such-editor --wait"})
    assert not left(tmp_path)


def test_an_editor_that_fails_changes_nothing(tmp_path: Path) -> None:
    env = script(tmp_path, "p.write_text('half'); sys.exit(3)")
    with pytest.raises(EditorFailed, match="your words are as they were"):
        editor.edit("words", env)
    assert not left(tmp_path)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (f"p.write_text('x' * {LONGEST_PASSAGE + 1})", "is longer than 100,000 characters"),
        ("p.write_bytes(b'caf\\xe9')", "is not UTF-8"),
        ("p.unlink()", "cannot be read"),
    ],
)
def test_what_cannot_be_a_turn_is_kept_where_it_was_written(
    tmp_path: Path, body: str, why: str
) -> None:
    with pytest.raises(NotTaken, match=why) as found:
        editor.edit("words", script(tmp_path, body))
    assert str(tmp_path) in str(found.value)
    assert bool(left(tmp_path)) == ("unlink" not in body)


def test_an_editor_may_have_arguments() -> None:
    assert editor.command({"EDITOR": "code --wait"}) == ["code", "--wait"]


def test_where_no_file_can_be_written_the_words_stay_and_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(NoFile, match="cannot be written"):
        editor.edit("words", script(tmp_path, "pass"))


def test_whatever_breaks_it_off_no_file_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(editor, "read", broken_off)
    with pytest.raises(KeyboardInterrupt):
        editor.edit("words", script(tmp_path, "pass"))
    assert not left(tmp_path)
