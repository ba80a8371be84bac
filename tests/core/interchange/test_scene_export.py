import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from rp_tui.core.domain.container import Container
from rp_tui.core.domain.scene import Scene
from rp_tui.core.interchange.errors import CannotWrite
from rp_tui.core.interchange.scene_export import (
    Record,
    SceneGoesOn,
    Summary,
    content,
    file_name,
    is_due,
    write,
)
from tests.core.interchange.saying import HOST, NOW, YOU, refused, said
from tests.sealed import sealed

LATER = "2026-03-10T22:00:00Z"
CLOSED = Scene(1, NOW, 9, "Overtime.", LATER, "by hand", 2, summarised=True)
RECORD = Record(
    42,
    "1773177240000",
    HOST,
    YOU,
    CLOSED,
    (said('"Still here?"', YOU, 2), said('"So are you." ((no))', HOST, 3)),
    (Summary(HOST, "Robin stayed late with me.", ("So are you.",)), Summary(YOU, "Ann was kind.")),
    Container(1, "office", "workplace", public=True, slots=("the desk",)),
)
LONGEST_NAME_BYTES = 255


def test_a_scene_is_told_whole() -> None:
    told = json.loads(content(RECORD))
    turns = told.pop("turns")
    assert told == {
        "format": "rp-tui scene",
        "version": 1,
        "scene": 42,
        "origin": "1773177240000",
        "host": "Ann",
        "you": "Robin",
        "opened_at": NOW,
        "closed_at": LATER,
        "reason": "by hand",
        "significance": 2,
        "description": "Overtime.",
        "place": {
            "name": "office",
            "type": "workplace",
            "moving": False,
            "public": True,
            "audible_range": "",
            "slots": ["the desk"],
        },
        "summaries": [
            {"witness": "Ann", "text": "Robin stayed late with me.", "quotes": ["So are you."]},
            {"witness": "Robin", "text": "Ann was kind.", "quotes": []},
        ],
    }
    assert [turn["prose"] for turn in turns] == ['"Still here?"', '"So are you." ((no))']
    assert [segment["kind"] for segment in turns[1]["segments"]] == ["dialogue", "ooc"]
    assert list(told)[:4] == ["format", "version", "scene", "origin"]


def test_a_scene_nowhere_has_no_place() -> None:
    assert json.loads(content(replace(RECORD, container=None)))["place"] is None


def test_the_same_scene_is_the_same_bytes_and_they_are_clean() -> None:
    hostile = replace(RECORD, host="A\x1b[2Jnn\ud800", turns=(said("a\u202e\x9bb"),))
    assert content(hostile) == content(hostile)
    told = content(hostile).decode()
    assert json.loads(told)["host"] == "Ann"
    assert told.isascii()
    assert all(char.isprintable() or char == "\n" for char in told)


def test_only_what_is_over_and_mattered_is_due() -> None:
    assert is_due(CLOSED)
    assert not is_due(replace(CLOSED, significance=1))
    assert not is_due(replace(CLOSED, closed_at=""))
    with refused(SceneGoesOn):
        content(replace(RECORD, scene=replace(CLOSED, closed_at="")))


def test_a_file_is_named_for_its_scene() -> None:
    assert file_name(RECORD).startswith("ann-20260310T211400Z-scene-42-")
    assert file_name(RECORD).endswith(".json")


@given(st.text(st.characters(exclude_categories=()), max_size=300))
@example("\u1fe2")  # which has no small letter in one piece
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    found = file_name(replace(RECORD, host=name))
    assert Path("/exports", found).parent == Path("/exports")
    assert Path(os.path.normpath(Path("/exports", found))) == Path("/exports", found)
    assert len(f"{found}.part".encode()) <= LONGEST_NAME_BYTES
    assert not set(found) & set('/\\:*?"<>| \x00')
    assert not found.startswith((".", "-"))
    assert found == found.casefold().replace("t211400z", "T211400Z")
    assert found.partition(".")[0].upper() not in {"CON", "NUL", "AUX", "PRN", "COM1", "LPT1"}


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con"),
        ("Ann B.", "ann-b"),
        ("हिन्दी", "हिन्दी"),
        ("...", "chat"),
        ("😀", "chat"),
        ("Zoe\u0308", "zoë"),
        ("語" * 100, "語" * 40),
    ],
)
def test_names_become_parts_of_file_names(name: str, stem: str) -> None:
    assert file_name(replace(RECORD, host=name)).partition("-2026")[0] == stem


def test_other_scenes_have_other_files() -> None:
    others = [
        RECORD,
        replace(RECORD, id=43),
        replace(RECORD, host="ANNA"),
        replace(RECORD, origin="another database"),
    ]
    assert len({file_name(record).casefold() for record in others}) == len(others)


def test_a_scene_is_written_for_its_owner_alone_and_again_over_itself(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "exports"
    path = write(folder, RECORD)
    assert path.read_bytes() == content(RECORD)
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    amended = replace(RECORD, summaries=())
    assert write(folder, amended) == path
    assert write(folder, replace(RECORD, id=43)) != path
    assert path.read_bytes() == content(amended)
    assert len(list(folder.iterdir())) == 2


def test_a_link_in_the_way_is_replaced_and_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("kept")
    for name in (file_name(RECORD), f"{file_name(RECORD)}.part"):
        (tmp_path / name).symlink_to(mine)
    path = write(tmp_path, RECORD)
    assert not path.is_symlink()
    assert mine.read_text() == "kept"


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, RECORD)

    def full(_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with refused(CannotWrite, path.name, "No space left"):
        write(tmp_path, replace(RECORD, summaries=()))
    assert path.read_bytes() == content(RECORD)
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with sealed(tmp_path) as folder, refused(CannotWrite, "ann-2026"):
        write(folder, RECORD)
    in_the_way = tmp_path / "exports"
    in_the_way.touch()
    with refused(CannotWrite, "exists"):
        write(in_the_way, RECORD)
    os.mkdir(tmp_path / file_name(RECORD))
    with refused(CannotWrite):
        write(tmp_path, RECORD)
