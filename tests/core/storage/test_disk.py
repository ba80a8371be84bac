"""Which folders are copied behind our back, and which are a machine away."""

from pathlib import Path, PurePosixPath

import pytest

from rp_tui.core.storage.disk import (
    filesystem_of,
    is_network,
    marked_as_synced,
    mounts,
    synced_by,
)

LINUX = r"""/dev/vda / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
nas:/vol /mnt/nas nfs4 rw,vers=4.2 0 0
//server/share /mnt/with\040blank cifs rw 0 0
me@host: /mnt/nas/deep fuse.sshfs rw 0 0
/dev/vdb /mnt/twice ext4 rw 0 0
tmpfs /mnt/twice tmpfs rw 0 0
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//me@nas._smb._tcp.local/stories on /Volumes/stories (old) (smbfs, nodev, nosuid, mounted by me)
"""


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/Users/me/Dropbox/rp", "Dropbox"),
        ("/home/me/Dropbox (Personal)/rp", "Dropbox"),
        ("/Users/me/OneDrive - Example/rp", "OneDrive"),
        ("/home/me/GoogleDrive/rp", "Google Drive"),
        ("/Volumes/GoogleDrive/My Drive/rp", "Google Drive"),
        ("/Users/me/Library/CloudStorage/GoogleDrive-me@example.org/rp", "Google Drive"),
        ("/Users/me/Library/CloudStorage/Other/rp", "a cloud service"),
        ("/Users/me/Library/Mobile Documents/com~apple~CloudDocs/rp", "iCloud Drive"),
        ("/Users/me/Library/Mobile Documents/iCloud~app/rp", "iCloud Drive"),
        ("/home/me/Nextcloud/rp", "Nextcloud"),
        ("/home/me/.local/share/rp-tui", ""),
        ("/Users/me/Library/Application Support/rp-tui", ""),
        ("/home/me/dropboxer/rp", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(path: str, service: str) -> None:
    assert synced_by(PurePosixPath(path)) == service


def test_a_synced_folder_is_known_by_the_mark_at_its_top(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    assert marked_as_synced(deep) == ""
    (tmp_path / ".stfolder").mkdir()
    assert marked_as_synced(deep) == "Syncthing"


@pytest.mark.parametrize(
    ("path", "table", "kind"),
    [
        ("/home/me", LINUX, "ext4"),
        ("/mnt/nas/rp", LINUX, "nfs4"),
        ("/mnt/nasty", LINUX, "ext4"),
        ("/mnt/nas/deep/rp", LINUX, "fuse.sshfs"),
        ("/mnt/with blank/rp", LINUX, "cifs"),
        ("/mnt/twice/rp", LINUX, "tmpfs"),
        ("/Users/me", MAC, "apfs"),
        ("/Volumes/stories (old)/rp", MAC, "smbfs"),
        ("/Users/me", "", ""),
    ],
)
def test_the_deepest_and_latest_mount_tells_the_file_system(
    path: str, table: str, kind: str
) -> None:
    assert filesystem_of(PurePosixPath(path), table) == kind


def test_network_file_systems_are_told_from_disks() -> None:
    network = "nfs nfs4 cifs smb3 smbfs 9p fuse.sshfs fuse.rclone afpfs webdav ceph"
    disks = "ext4 apfs btrfs xfs zfs tmpfs overlay hfs fuseblk fuse.gvfsd-nothing"
    assert all(is_network(kind) for kind in network.split())
    assert not any(is_network(kind) for kind in [*disks.split(), ""])


def test_this_machine_says_what_is_mounted() -> None:
    assert filesystem_of(PurePosixPath("/"), mounts()) != ""
