"""What can go wrong with the file that everything is in, and SQLite's words for it in ours."""

import sqlite3
from pathlib import Path
from typing import ClassVar

from rp_tui.core.domain.errors import Trouble


class StorageTrouble(Trouble):
    """The database cannot be used as it is; nothing was lost, and nothing was changed."""

    says: ClassVar[str]

    def __init__(self, path: Path | str, cause: str = "") -> None:
        self.path, self.cause = Path(path), cause
        super().__init__(self.says.format(path=path, cause=cause))


class DatabaseLocked(StorageTrouble):
    """Another program holds SQLite's own lock."""

    says = "{path} is locked by another program; close what has it open, then try again."


class DiskFull(StorageTrouble):
    """A write found no room; SQLite has rolled it back."""

    says = "The disk that holds {path} is full and nothing was saved; free some space and retry."


class ReadOnlyFolder(StorageTrouble):
    """The database, or the folder that must hold its journal, cannot be written."""

    says = "{path} cannot be written; allow writing to the file and to its folder, then try again."


class NotADatabase(StorageTrouble):
    """The file is something else."""

    says = "{path} is not a database of rp-tui; move it away, or name another file."


class NewerSchema(StorageTrouble):
    """A newer program has been here."""

    says = "{path} was written by a newer rp-tui ({cause}); update this one, nothing was changed."


class OlderSchema(StorageTrouble):
    """The file waits for a migration."""

    says = "{path} was written by an older rp-tui; begin with this one, which brings it up to date."


class DamagedFile(StorageTrouble):
    """The file has bytes that SQLite, or the log, cannot make sense of."""

    says = "{path} is damaged ({cause}); put it aside and restore a backup or a snapshot."


class PathIsFolder(StorageTrouble):
    """A folder stands where the database should be."""

    says = "{path} is a folder; name a file for the database."


class ParentMissing(StorageTrouble):
    """There is no folder to put the database into."""

    says = "The folder of {path} does not exist; create it, or name another place."


class NoDatabase(StorageTrouble):
    """Nothing has been played here yet."""

    says = "There is no database at {path}; begin a story there first, or name another file."


class MigrationFailed(StorageTrouble):
    """The file is as it was before the migration began."""

    says = (
        "{path} could not be brought up to date ({cause}); it is unchanged and was backed up, "
        "so go on with the rp-tui that wrote it, and report this."
    )


class LeftHalfway(StorageTrouble):
    """A write was cut off and must be taken back, which who only reads cannot do."""

    says = "{path} was left in the middle of a write; start rp-tui once, and it is mended."


class DiskTrouble(StorageTrouble):
    """The operating system refused a read or a write."""

    says = "The disk that holds {path} does not answer as it should ({cause}); check it and retry."


BY_CODE: dict[int, type[StorageTrouble]] = {
    sqlite3.SQLITE_BUSY: DatabaseLocked,
    sqlite3.SQLITE_LOCKED: DatabaseLocked,
    sqlite3.SQLITE_PROTOCOL: DatabaseLocked,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnlyFolder,
    sqlite3.SQLITE_CANTOPEN: ReadOnlyFolder,
    sqlite3.SQLITE_PERM: ReadOnlyFolder,
    sqlite3.SQLITE_NOTADB: NotADatabase,
    sqlite3.SQLITE_CORRUPT: DamagedFile,
    sqlite3.SQLITE_IOERR: DiskTrouble,
}
# A write that is cut short is how many file systems say that they are full.
BY_EXTENDED_CODE = {
    sqlite3.SQLITE_IOERR_WRITE: DiskFull,
    sqlite3.SQLITE_IOERR_SHMSIZE: DiskFull,
    sqlite3.SQLITE_IOERR_TRUNCATE: DiskFull,
    sqlite3.SQLITE_IOERR_SHORT_READ: DamagedFile,
    sqlite3.SQLITE_IOERR_CORRUPTFS: DamagedFile,
    sqlite3.SQLITE_READONLY_ROLLBACK: LeftHalfway,
    sqlite3.SQLITE_READONLY_RECOVERY: LeftHalfway,
}


def storage_trouble(error: sqlite3.Error, path: Path | str) -> StorageTrouble | None:
    """The trouble that an error of SQLite means; none if it is a mistake of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        is_text = str(error).startswith("Could not decode")  # Python's own, which has no code
        return DamagedFile(path, "a text in it cannot be read") if is_text else None
    found = BY_EXTENDED_CODE.get(code) or BY_CODE.get(code & 0xFF)
    return found(path, getattr(error, "sqlite_errorname", str(error))) if found else None


class LogTrouble(Trouble):
    """What was asked of the log cannot be; nothing was written."""


class HeadMoved(LogTrouble):
    """The chat no longer stands on the step that the caller saw."""


class NotFound(LogTrouble):
    """There is no such chat, step, entity or name; a step may have been pruned."""


class AlreadyOpen(LogTrouble):
    """The chat has a first step already; reset opens it anew."""


class NothingToUndo(LogTrouble):
    """The chat's head was never moved away from a step that is still there."""


class NameInUse(LogTrouble):
    """Another branch of the chat bears the name."""


class Misplaced(LogTrouble):
    """An event stands where nothing of its kind can."""


class NothingToWrite(LogTrouble):
    """A deed without an event."""


class UnknownEvent(LogTrouble):
    """The log holds an event that this program does not know; it is never skipped."""

    def __init__(self, seq: int, name: str, version: int) -> None:
        self.seq, self.name, self.version = seq, name, version
        super().__init__(
            f"Event {seq} is a {name} of version {version}, which this rp-tui does not know; "
            "update rp-tui, the log is unchanged."
        )


class DamagedEvent(LogTrouble):
    """An event's payload cannot be read."""

    def __init__(self, seq: int, name: str, cause: str) -> None:
        self.seq, self.name = seq, name
        super().__init__(
            f"Event {seq}, a {name}, cannot be read ({cause}); restore a backup or a snapshot."
        )
