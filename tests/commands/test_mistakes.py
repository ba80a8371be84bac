"""Mistakes of the program's own: told in a sentence, noted without a word of what was said."""

import stat
from pathlib import Path

import pytest

from rp_tui.commands.mistakes import MOST_FRAMES, MOST_NOTES, Mistake, Mistakes

PROSE, KEY = "I never told my sister.", "sk-planted-0123456789"


def stumble(prose: str) -> None:
    words = {"said": prose, "key": KEY}
    try:
        raise KeyError(words["said"] + words["key"])
    except KeyError as error:
        raise ValueError(prose) from error


def caught(prose: str = PROSE) -> Exception:
    with pytest.raises(ValueError, match=prose) as found:
        stumble(prose)
    return found.value


def notes(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_it_is_told_in_one_sentence_that_names_the_note(tmp_path: Path) -> None:
    told = Mistakes(tmp_path / "mistakes").note(caught())
    (note,) = notes(tmp_path / "mistakes")
    assert str(told) == (
        "rp-tui made a mistake of its own (ValueError); all that was said is kept,"
        f" and {note} tells where it was."
    )
    assert told.exit_code == 1


def test_the_note_says_where_and_not_what_about(tmp_path: Path) -> None:
    Mistakes(tmp_path).note(caught())
    (note,) = notes(tmp_path)
    text = note.read_text()
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert f"{__name__}:" in text
    assert "in stumble" in text
    assert PROSE not in text
    assert KEY not in text
    assert str(Path.home()) not in text


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "mistakes"
    Mistakes(folder).note(caught())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(notes(folder)[0].stat().st_mode) == 0o600


def test_only_the_last_are_kept(tmp_path: Path) -> None:
    times = iter(range(1_000))
    mistakes = Mistakes(tmp_path, lambda: float(next(times)))
    for _ in range(MOST_NOTES + 5):
        mistakes.note(caught())
    assert len(notes(tmp_path)) == MOST_NOTES
    assert notes(tmp_path)[0].name.startswith("1970-01-01T00-00-05")


def test_the_same_one_is_noted_once_however_many_tell_of_it(tmp_path: Path) -> None:
    mistakes, error = Mistakes(tmp_path), caught()
    assert mistakes.note(error) is mistakes.note(error)
    assert len(notes(tmp_path)) == 1


def test_what_calls_itself_without_end_fills_no_disk(tmp_path: Path) -> None:
    def deep() -> None:
        deep()

    with pytest.raises(RecursionError) as found:
        deep()
    Mistakes(tmp_path).note(found.value)
    assert notes(tmp_path)[0].read_text().count(" in ") <= MOST_FRAMES + 1


def test_all_of_a_group_are_in_it(tmp_path: Path) -> None:
    Mistakes(tmp_path).note(ExceptionGroup("several", [caught(), OSError("no")]))
    text = notes(tmp_path)[0].read_text()
    assert "builtins.OSError" in text
    assert "builtins.KeyError" in text


def test_a_folder_that_takes_none_is_said_to(tmp_path: Path) -> None:
    (tmp_path / "mistakes").write_text("a file")
    told = Mistakes(tmp_path / "mistakes").note(caught())
    assert isinstance(told, Mistake)
    assert str(told).endswith("and where it was could not be written down.")
