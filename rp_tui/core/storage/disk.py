"""The disk under a folder: whether another program copies it, and whether it is a machine away."""

import os
import re
import subprocess
from itertools import pairwise
from pathlib import Path, PurePath

MOUNT_LIMIT_S = 2.0

# How folders are named that a service keeps in step with other machines.
SYNCED_PARTS = {
    "Dropbox": re.compile(r"dropbox\b.*"),
    "OneDrive": re.compile(r"onedrive\b.*"),
    "Google Drive": re.compile(r"google ?drive\b.*|my drive"),
    "iCloud Drive": re.compile(r"icloud ?drive.*|com~apple~clouddocs"),
    "Nextcloud": re.compile(r"nextcloud\d*"),
    "ownCloud": re.compile(r"owncloud"),
}
SYNCED_PAIRS = {
    ("library", "mobile documents"): "iCloud Drive",
    ("library", "cloudstorage"): "a cloud service",
}
# What a service leaves in the folder at its top.
SYNCED_MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}

NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|afpfs|webdav|davfs\d?|9p|ceph|lustre|afs|ncpfs|vboxsf|prl_fs|"
    r"fuse\.(sshfs|rclone|s3fs|gcsfuse|glusterfs|ceph\S*|davfs\S*|grpcfuse|curlftpfs)|"
    r"(macfuse|osxfuse)(_.*)?"
)
LINUX_MOUNT = re.compile(r"^\S+ (\S+) (\S+) ", re.MULTILINE)
MAC_MOUNT = re.compile(r"^.*? on (/.*) \(([^,)]+)[,)]", re.MULTILINE)
OCTAL = re.compile(r"\\([0-7]{3})")


def synced_by(path: PurePath) -> str:
    """The service that a path's names tell of; empty if they tell of none."""
    parts = [part.casefold() for part in path.parts]
    for part in parts:
        for service, pattern in SYNCED_PARTS.items():
            if pattern.fullmatch(part):
                return service
    return next((SYNCED_PAIRS[pair] for pair in pairwise(parts) if pair in SYNCED_PAIRS), "")


def marked_as_synced(path: Path) -> str:
    """The service that has left its mark in the folder, or in one it stands in; else empty."""
    for folder in (path, *path.parents):
        for mark, service in SYNCED_MARKS.items():
            if os.path.exists(folder / mark):
                return service
    return ""


def filesystem_of(path: PurePath, mounts: str) -> str:
    """The type of the file system that a path is on; empty if the mounts do not say."""
    best, kind = -1, ""
    for point, found in parsed(mounts):
        # Of two mounts on one point the later hides the earlier.
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), found
    return kind


def is_network(kind: str) -> bool:
    """Whether a file system's type is one whose locks cannot be relied on."""
    return NETWORK.fullmatch(kind) is not None


def parsed(mounts: str) -> list[tuple[PurePath, str]]:
    """Where each file system hangs, and its type, as Linux or as a Mac tells it."""
    if found := MAC_MOUNT.findall(mounts):
        return [(PurePath(point), kind) for point, kind in found]
    return [(PurePath(unescaped(point)), kind) for point, kind in LINUX_MOUNT.findall(mounts)]


def unescaped(point: str) -> str:
    """Linux writes a blank as \\040."""
    return OCTAL.sub(lambda octal: chr(int(octal[1], 8)), point)


def mounts() -> str:
    """What is mounted where; empty on a system that does not say."""
    table = Path("/proc/self/mounts")
    if table.exists():
        return table.read_text(errors="surrogateescape")
    try:
        # A Mac has no such table.
        answer = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, timeout=MOUNT_LIMIT_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout
