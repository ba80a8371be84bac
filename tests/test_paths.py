"""Where things live, and who may look at them."""

import stat
from pathlib import Path

import pytest

from rp_tui.core.storage.errors import ReadOnlyFolder
from rp_tui.paths import PACKAGE, NotAFolder, Places, absolute, find
from tests.sealed import sealed


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def a_checkout(root: Path) -> Path:
    """A package as it stands in a checkout."""
    package = root / "rp_tui"
    package.mkdir(parents=True)
    for name in ("pyproject.toml", "schema.sql"):
        (root / name).touch()
    return package


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return find(tmp_path / "data", {})


def test_the_flag_is_heard_before_the_environment(tmp_path: Path) -> None:
    env = {"RP_TUI_DATA_DIR": str(tmp_path / "env")}
    assert find(tmp_path / "flag", env).root == tmp_path / "flag"
    assert find(None, env).root == tmp_path / "env"


def test_an_empty_variable_says_nothing(tmp_path: Path) -> None:
    package = a_checkout(tmp_path)
    places = find(None, {"RP_TUI_DATA_DIR": "", "CHAT_DB_PATH": ""}, package)
    assert places == Places(root=tmp_path / "data", database=tmp_path / "data" / "chat.db")


def test_a_checkout_keeps_its_own_data(tmp_path: Path) -> None:
    assert find(None, {}, a_checkout(tmp_path)).root == tmp_path / "data"
    assert find(None, {}).root == PACKAGE.parent / "data"


def test_an_installed_package_never_takes_what_is_around_it_for_its_checkout(
    tmp_path: Path,
) -> None:
    package = a_checkout(tmp_path)
    (package / "schema.sql").touch()
    assert tmp_path not in find(None, {}, package).root.parents


def test_a_package_in_somebody_elses_project_is_no_checkout(tmp_path: Path) -> None:
    package = a_checkout(tmp_path)
    (tmp_path / "schema.sql").unlink()
    assert tmp_path not in find(None, {}, package).root.parents


def test_an_installed_program_uses_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    root = find(None, {}, tmp_path / "site-packages" / "rp_tui").root
    assert root.name == "rp-tui"
    assert tmp_path in root.parents


def test_the_database_alone_can_stand_elsewhere(tmp_path: Path) -> None:
    places = find(tmp_path, {"CHAT_DB_PATH": str(tmp_path / "other" / "story.db")})
    assert places.database == tmp_path / "other" / "story.db"
    assert places.root == tmp_path


def test_paths_are_told_from_the_root_with_home_spelt_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert find("~/stories", {}).root == tmp_path / "stories"
    assert find(None, {"CHAT_DB_PATH": "~/a.db"}).database == tmp_path / "a.db"
    assert absolute("here/../there") == tmp_path / "there"


def test_what_is_made_is_private(places: Places) -> None:
    places.prepare()
    for folder in places.folders:
        assert mode_of(folder) == 0o700
    assert {path.name for path in places.root.iterdir()} == {"backups", "snapshots", "exports"}


def test_preparing_twice_changes_nothing(places: Places) -> None:
    places.prepare()
    (places.exports / "story.md").write_text("kept")
    places.prepare()
    assert (places.exports / "story.md").read_text() == "kept"


def test_a_folder_of_ours_that_others_could_enter_is_closed(places: Places) -> None:
    places.backups.mkdir(parents=True)
    for name in (".gitkeep", "chat.db", "chat.db-wal", "config.toml"):
        (places.root / name).touch()
    for path in (places.root, places.backups):
        path.chmod(0o755)
    places.config.chmod(0o644)
    places.prepare()
    assert mode_of(places.root) == mode_of(places.backups) == 0o700
    assert mode_of(places.config) == 0o600


def test_a_folder_that_others_use_too_is_left_open(places: Places) -> None:
    places.root.mkdir()
    (places.root / "letters").mkdir()
    places.root.chmod(0o755)
    places.prepare()
    assert mode_of(places.root) == 0o755
    assert mode_of(places.backups) == 0o700


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for root in (file, file / "below" / "it"):
        with pytest.raises(NotAFolder) as refused:
            find(root, {}).prepare()
        assert refused.value.path == file


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "gone")
    with pytest.raises(NotAFolder) as refused:
        find(link, {}).prepare()
    assert refused.value.path == link


def test_a_folder_that_cannot_be_made_is_said_to_be_so(tmp_path: Path) -> None:
    with sealed(tmp_path) as folder, pytest.raises(ReadOnlyFolder):
        find(folder / "data", {}).prepare()
