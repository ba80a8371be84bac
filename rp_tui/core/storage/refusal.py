"""The operating system's words for what it refuses, in ours."""

import errno
from pathlib import Path

from rp_tui.core.storage.errors import (
    DiskFull,
    DiskTrouble,
    ParentMissing,
    PathIsFolder,
    ReadOnlyFolder,
    StorageTrouble,
)

BY_NUMBER: dict[int | None, type[StorageTrouble]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EACCES: ReadOnlyFolder,
    errno.EPERM: ReadOnlyFolder,
    errno.EROFS: ReadOnlyFolder,
    errno.ENOENT: ParentMissing,
    errno.ENOTDIR: ParentMissing,
    errno.EISDIR: PathIsFolder,
}


def refusal(error: OSError, path: Path) -> StorageTrouble:
    """The trouble that a refused read or write of a path means."""
    found = BY_NUMBER.get(error.errno, DiskTrouble)
    return found(path, error.strerror or type(error).__name__)
