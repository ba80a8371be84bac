"""Where things live: the data folder, and what stands in it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.storage.connection import understood

PACKAGE = Path(__file__).resolve().parent
FOLDER_MODE, FILE_MODE = 0o700, 0o600
OURS = frozenset(
    {".gitkeep", ".DS_Store", "backups", "snapshots", "exports", "mistakes", "config.toml"}
)


class NotAFolder(Trouble):
    """A file stands where a folder should be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is a file where rp-tui wants a folder; name another folder.")


@dataclass(frozen=True, slots=True)
class Places:
    """One data folder, and the database, which can stand elsewhere."""

    root: Path
    database: Path

    @property
    def backups(self) -> Path:
        """The nightly copies."""
        return self.root / "backups"

    @property
    def rewind_snapshots(self) -> Path:
        """The tails that rewinds removed."""
        return self.root / "snapshots" / "rewind"

    @property
    def periodic_snapshots(self) -> Path:
        """The last few copies made at idle moments."""
        return self.root / "snapshots" / "periodic"

    @property
    def exports(self) -> Path:
        """What the player asked to have written out."""
        return self.root / "exports"

    @property
    def mistakes(self) -> Path:
        """Notes of what the program itself did wrong, if it ever did."""
        return self.root / "mistakes"

    @property
    def config(self) -> Path:
        """The settings, keys among them."""
        return self.root / "config.toml"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder, each after the one it stands in."""
        return (
            self.root,
            self.backups,
            self.rewind_snapshots.parent,
            self.rewind_snapshots,
            self.periodic_snapshots,
            self.exports,
        )

    def prepare(self) -> None:
        """Make what is missing, and close to other people what is ours."""
        for folder in self.folders:
            make_folder(folder)
        with understood(self.root):
            if self.holds_only_ours():
                for folder in self.folders:
                    close_to_others(folder, FOLDER_MODE)
            if self.config.is_file():
                close_to_others(self.config, FILE_MODE)

    def holds_only_ours(self) -> bool:
        """Whether nobody else uses the folder, as they do their home or a shared one."""
        ours = {self.database.name, "chat.db"}
        return all(
            entry.name in OURS or any(entry.name.startswith(name) for name in ours)
            for entry in self.root.iterdir()
        )


def find(data_dir: Path | str | None, env: Mapping[str, str], package: Path = PACKAGE) -> Places:
    """The flag's folder, else the environment's, else the checkout's, else the user's."""
    named = data_dir or env.get("RP_TUI_DATA_DIR")
    root = absolute(named) if named else checkout_data(package) or user_data()
    database = env.get("CHAT_DB_PATH")
    return Places(root=root, database=absolute(database) if database else root / "chat.db")


def checkout_data(package: Path) -> Path | None:
    """The data folder of the checkout that the package stands in, if it stands in one."""
    root = package.parent
    # An installed package carries the schema inside; only a checkout has it at its root.
    installed = (package / "schema.sql").exists()
    marked = all((root / name).is_file() for name in ("pyproject.toml", "schema.sql"))
    return root / "data" if marked and not installed else None


def user_data() -> Path:
    """The folder that the operating system gives a program for a user's data."""
    from platformdirs import user_data_path  # only an installed program needs it

    return user_data_path("rp-tui", appauthor=False)


def absolute(path: Path | str) -> Path:
    """The path from the root, with ~ spelt out and links as they were named."""
    return Path(os.path.abspath(os.path.expanduser(path)))


def make_folder(folder: Path) -> None:
    """Make a folder that its owner alone can enter; one that exists is left as it is."""
    with understood(folder):
        try:
            folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            in_the_way = next(p for p in (folder, *folder.parents) if os.path.lexists(p))
            raise NotAFolder(in_the_way) from None


def close_to_others(path: Path, mode: int) -> None:
    """Take from others what they may do with a path, if it is the user's own."""
    found = path.stat()
    if found.st_uid == os.geteuid() and found.st_mode & 0o077:
        path.chmod(mode)
