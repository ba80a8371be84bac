"""JSON whose every text is clean, with its fields in the order in which they are declared."""

from typing import Any

import msgspec

from rp_tui.core.domain.clean import clean


def encoded(value: object) -> bytes:
    """The value on one line."""
    return msgspec.json.encode(cleaned(msgspec.to_builtins(value)))


def cleaned(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case dict():
            return {clean(key): cleaned(held) for key, held in value.items()}
        case list() | tuple():
            return [cleaned(each) for each in value]
    return value
