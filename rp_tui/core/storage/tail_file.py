"""A tail as a file: a line that says what it is, a line of deeds, and a line for each event."""

import hashlib
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec.structs import replace

from rp_tui.core.storage.codec import encoder
from rp_tui.core.storage.connection import connect_to_read, understood
from rp_tui.core.storage.copies import name, stamped, workshop
from rp_tui.core.storage.errors import StorageTrouble
from rp_tui.core.storage.prune import OLD_SINCE
from rp_tui.core.storage.tail import FORMAT, VERSION, Batch, Header, Tail, Told, cut, identity

STEM, SUFFIX = "rewind", ".jsonl"
KEPT_FILES = 2_000  # however much somebody rewinds in fourteen days
MOST_BYTES = 1 << 30
MOST_HEADER_BYTES = 64 << 10

headers = msgspec.json.Decoder(Header)
deeds = msgspec.json.Decoder(tuple[Batch, ...])
told = msgspec.json.Decoder(Told)


class DamagedTail(StorageTrouble):
    """The file is not as it was written."""

    says = "{path} is not a whole tail of a rewind ({cause}); take another file."


class NewerTail(StorageTrouble):
    """A newer program wrote the file."""

    says = "{path} was written by a newer rp-tui; update this one, nothing was changed."


def keep_tail(path: Path, left: int, to: int, folder: Path, now: float) -> Path | None:
    """Write down what a move from one step to another removes; none where it removes nothing.

    It may be asked before the move or after it.
    """
    tail = cut(path, left, to, now)
    return write(tail, folder) if tail.events else None


def write(tail: Tail, folder: Path) -> Path:
    """Put a tail into a folder, whole or not at all."""
    lines = [encoder.encode(tail.batches), *map(encoder.encode, tail.events)]
    body = b"".join(line + b"\n" for line in lines)
    header = replace(tail.header, digest=digest(tail.header, body))
    with workshop(folder) as inside:
        unfinished = inside / STEM
        with unfinished.open("xb") as file:
            unfinished.chmod(0o600)
            file.write(encoder.encode(header) + b"\n" + body)
        return name(unfinished, folder / f"{STEM}{SUFFIX}", header.at)


def read(path: Path) -> Tail:
    """A tail, if the file is one and is as it was written."""
    header = read_header(path)
    with understood(path), path.open("rb") as file:
        if path.stat().st_size > MOST_BYTES:
            raise DamagedTail(path, "it is larger than any that was ever written")
        file.readline(MOST_HEADER_BYTES)
        body = file.read()
    if digest(header, body) != header.digest:
        raise DamagedTail(path, "its lines were changed or cut off")
    try:
        first, *lines = body.removesuffix(b"\n").split(b"\n")
        return Tail(header, deeds.decode(first), tuple(map(told.decode, lines)))
    except (ValueError, msgspec.DecodeError) as error:
        raise DamagedTail(path, str(error)) from error


def read_header(path: Path) -> Header:
    """What a file says of itself in its first line."""
    with understood(path), path.open("rb") as file:
        line = file.readline(MOST_HEADER_BYTES)
    try:
        header = headers.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedTail(path, "its first line says nothing of a rewind") from error
    if header.format != FORMAT:
        raise DamagedTail(path, "its first line says nothing of a rewind")
    if header.version > VERSION:
        raise NewerTail(path)
    return header


def is_tail(path: Path) -> bool:
    """Whether a file begins as a tail does, of whatever version and however damaged."""
    with understood(path), path.open("rb") as file:
        return file.read(1) == b"{"


def digest(header: Header, body: bytes) -> str:
    """What all of a file comes to, but for the digest itself."""
    found = hashlib.sha256(encoder.encode(replace(header, digest="")))
    found.update(body)
    return found.hexdigest()


def remove_old(path: Path, folder: Path) -> int:
    """Remove a database's files that are no longer young, and say how many went.

    They age as the log does, by days on which it was written, so no wrong clock can age them.
    """
    with understood(path), closing(connect_to_read(path)) as db:
        (since,) = db.execute(OLD_SINCE).fetchone() or (0,)
        ours = identity(db)
    found = [one.path for one in stamped(folder, STEM, SUFFIX)]
    old = [file for file in found[-KEPT_FILES:] if is_old(file, ours, since)]
    with understood(folder):
        for file in (*found[:-KEPT_FILES], *old):
            file.unlink(missing_ok=True)
    return len(found[:-KEPT_FILES]) + len(old)


def is_old(file: Path, database: str, since: int) -> bool:
    """Whether all that a tail tells of was written before a batch; one not understood never is."""
    try:
        header = read_header(file)
    except (DamagedTail, NewerTail):
        return False
    # It may have been written before the move that removed what it tells of, which came next.
    return header.database == database and header.batch + 1 < since
