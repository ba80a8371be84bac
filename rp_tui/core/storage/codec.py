"""Events to text and back. Every type has a version, and old ones are brought up to today's."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from rp_tui.core.domain.noun import Event
from rp_tui.core.domain.nouns import EVENTS
from rp_tui.core.storage.errors import DamagedEvent, UnknownEvent

Decode = Callable[[str], Event]

encoder = msgspec.json.Encoder()


def text(value: Any) -> str:
    """JSON, as it stands in a column."""
    return encoder.encode(value).decode()


class Codec:
    """The events that a program knows, in every version that it can read."""

    def __init__(self, events: Iterable[type[Event]]) -> None:
        self.decoders: dict[tuple[str, int], Decode] = {}
        for event in events:
            self._learn(event)

    def decode(self, name: str, version: int, payload: str, seq: int) -> Event:
        """The event, brought up to its type's version of today."""
        try:
            return self.decoders[name, version](payload)
        except (msgspec.DecodeError, KeyError, TypeError, ValueError) as error:
            if not self.knows(name, version):
                raise UnknownEvent(seq, name, version) from None
            raise DamagedEvent(seq, name, str(error)) from error

    def knows(self, name: str, version: int) -> bool:
        return (name, version) in self.decoders

    def _learn(self, event: type[Event]) -> None:
        name = event.__name__
        self.decoders[name, event.VERSION] = msgspec.json.Decoder(event).decode
        for version in range(1, event.VERSION):
            self.decoders[name, version] = upcasting(event, version)


def upcasting(event: type[Event], version: int) -> Decode:
    """A decoder of an old version, which climbs to today's a version at a time."""
    steps = [event.UPCASTS[older] for older in range(version, event.VERSION)]

    def decode(payload: str) -> Event:
        fields = msgspec.json.decode(payload, type=dict[str, Any])
        for step in steps:
            fields = step(fields)
        return msgspec.convert(fields, event)

    return decode


CODEC = Codec(EVENTS)
