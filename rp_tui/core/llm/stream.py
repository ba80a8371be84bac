"""A reply, from the bytes of a server to clean prose and the way it ended; no I/O."""

from collections.abc import Iterator
from contextlib import suppress

from rp_tui.core.llm import chunk
from rp_tui.core.llm.failures import Garbled, Refused, Silent
from rp_tui.core.llm.port import Cause, End, Text, Unsaid, Usage
from rp_tui.core.llm.rinse import Rinse
from rp_tui.core.llm.sse import LONGEST_EVENT, Event, Events
from rp_tui.core.llm.thinking import Thinking

LONGEST_REPLY = 200_000  # characters of prose; a novel's chapter has some 30,000
MOST_BYTES = 64 << 20  # of all that comes: thinking, wrapping and breaths to keep a line alive

BLANK = b"\xef\xbb\xbf \t\r\n"  # what may stand before the first word of a body
CAUSES: dict[str, Cause] = {
    "length": "length",
    "max_tokens": "length",
    "model_length": "length",
    "content_filter": "filter",
    "error": "cut",
    "abort": "cut",
}

Spoken = Iterator[Text | Unsaid]


class Reply:
    """What a server has said so far; give it bytes, it gives prose."""

    def __init__(self) -> None:
        self._whole: bytearray | None = None  # a reply that does not come as a stream
        self._begun = False
        self._bytes = 0
        self._events, self._rinse, self._thinking = Events(), Rinse(), Thinking()
        self._thought = False
        self._length = 0
        self.spoke = False  # there is something to show
        self._finish = ""
        self._usage: Usage | None = None
        self.done = False  # the server has said that nothing more will come
        self.full = False  # it goes on past what we take in

    @property
    def finished(self) -> bool:
        """Whether the model has come to its end; only figures may follow."""
        return self.done or bool(self._finish)

    def feed(self, data: bytes) -> Spoken:
        """The prose in these bytes; raises Refused or Garbled behind what came before it."""
        self._bytes += len(data)
        self.full = self.full or self._bytes > MOST_BYTES
        if not self._begun:
            data = data.lstrip(BLANK)
            self._begun = bool(data)
            self._whole = bytearray() if data[:1] == b"{" else None
        if self._whole is not None:
            self._gather(data)
            return
        for event in self._events.feed(data):
            yield from self._take(event)

    def rest(self) -> Spoken:
        """What was held back, once no more bytes come."""
        if self._whole is not None:
            yield from self._read_whole(bytes(self._whole))
        else:
            for event in self._events.rest():
                with suppress(Garbled):  # the stream ended within it
                    yield from self._take(event)
        yield from self.held()

    def held(self) -> Spoken:
        """What waited for what would complete it."""
        yield from self._say(self._rinse.rest())
        yield from self._counted(self._thinking.rest())

    def end(self) -> End:
        """The way it ended; raises Silent if there is nothing to show."""
        cause = self._cause()
        if not self.spoke:
            raise Silent(self._why_silent(cause))
        return End("truncated" if cause else "done", self._usage, cause)

    def _cause(self) -> Cause:
        if self.full:
            return "bound"
        return CAUSES.get(self._finish, "") if self.finished else "cut"

    def _why_silent(self, cause: Cause) -> str:
        if self._thought or self._thinking.seen:
            return "it only thought" + (", up to its limit of tokens" if cause == "length" else "")
        return {"filter": "it was held back by a filter", "cut": "it broke off"}.get(cause, "")

    def _gather(self, data: bytes) -> None:
        assert self._whole is not None
        self._whole += data
        if len(self._whole) > LONGEST_EVENT:
            raise Garbled("it sent an answer without an end")

    def _take(self, event: Event) -> Spoken:
        if self.done:
            return
        if event.data.startswith(b"[DONE]"):
            self.done = True
        elif event.name == "error" and not self.finished:
            raise Refused(None, event.data)
        else:
            yield from self._read(event.data)

    def _read(self, data: bytes) -> Spoken:
        said = chunk.read(data)
        if said.error is not None and not self.finished:
            raise Refused(None, said.error)
        self._thought = self._thought or said.thinks
        self._usage = said.usage or self._usage
        yield from self._say(self._rinse.feed(said.text) if said.text else "")
        self._finish = said.finish or self._finish

    def _read_whole(self, data: bytes) -> Spoken:
        if chunk.read(data) == chunk.Chunk():
            raise Garbled("it sent an answer that is no reply")
        yield from self._read(data)
        self.done = True

    def _say(self, text: str) -> Spoken:
        return self._counted(self._thinking.feed(text)) if text else iter(())

    def _counted(self, pieces: Spoken) -> Spoken:
        for piece in pieces:
            if isinstance(piece, Unsaid):
                self.spoke = False
                yield piece
                continue
            text = piece.text[: LONGEST_REPLY - self._length]
            self._length += len(text)
            self.spoke = self.spoke or not text.isspace()
            self.full = self.full or len(text) < len(piece.text)
            if text:
                yield Text(text)
