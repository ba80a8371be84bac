"""Server-sent events, from bytes that come in pieces of any size.

Lines end where the protocol says, so that no other mark within a text ends one, and a line that
never ends is not held for ever.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rp_tui.core.llm.failures import Garbled

LONGEST_EVENT = 1 << 20  # bytes; a chunk of a reply has some hundreds
FIELDS = frozenset((b"data", b"event", b"id", b"retry", b""))


class Event(NamedTuple):
    """What the server sent at once."""

    name: str
    data: bytes


class Events:
    """Reads events; what does not begin as a stream of them is garbled."""

    def __init__(self) -> None:
        self._line = bytearray()
        self._name = ""
        self._data: list[bytes] = []
        self._size = 0
        self._begun = False

    def feed(self, data: bytes) -> Iterator[Event]:
        """The events that these bytes complete."""
        if b"\n" not in data and b"\r" not in data:
            self._hold(data)
            return
        lines = (bytes(self._line) + data).splitlines(keepends=True)
        self._line.clear()
        # A carriage return at the very end may be half of a line's end: it waits for the other.
        if lines[-1][-1:] != b"\n":
            self._hold(lines.pop())
        for line in lines:
            if event := self._read(line.rstrip(b"\r\n")):
                yield event

    def rest(self) -> Iterator[Event]:
        """The event that the stream's end completes, if the server left out its last line."""
        for line in (bytes(self._line).rstrip(b"\r"), b""):
            if event := self._read(line):
                yield event
        self._line.clear()

    def _hold(self, data: bytes) -> None:
        self._line += data
        if len(self._line) > LONGEST_EVENT:
            raise Garbled("it sent a line without an end")

    def _read(self, line: bytes) -> Event | None:
        if not line:
            return self._dispatch()
        field, _, value = line.partition(b":")
        if field not in FIELDS and not self._begun:
            raise Garbled("it did not send a stream of events")
        self._begun = True
        if field == b"data":
            self._add(value.removeprefix(b" "))
        elif field == b"event":
            self._name = value.strip().decode("ascii", "replace")
        return None

    def _add(self, data: bytes) -> None:
        self._data.append(data)
        self._size += len(data)
        if self._size > LONGEST_EVENT:
            raise Garbled("it sent an event without an end")

    def _dispatch(self) -> Event | None:
        event = Event(self._name, b"\n".join(self._data)) if self._data else None
        self._name, self._size = "", 0
        self._data.clear()
        return event
