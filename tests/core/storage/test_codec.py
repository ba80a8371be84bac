"""Events to text and back, in every version that there has been."""

from types import MappingProxyType
from typing import Any

import pytest

from rp_tui.core.domain.noun import Event
from rp_tui.core.domain.turn import TurnScored
from rp_tui.core.storage.codec import CODEC, Codec, text
from rp_tui.core.storage.errors import DamagedEvent, UnknownEvent


def in_percent(fields: dict[str, Any]) -> dict[str, Any]:
    """Version 1 had a share of one."""
    return {**fields, "percent": int(fields["share"] * 100)}


def with_reasons(fields: dict[str, Any]) -> dict[str, Any]:
    """Version 2 had one reason, or none."""
    why = fields.pop("why", None)
    return {**fields, "reasons": [why] if why else []}


class TideTurned(Event, frozen=True):
    """An event that has had two other shapes."""

    VERSION = 3
    UPCASTS = MappingProxyType({1: in_percent, 2: with_reasons})

    percent: int
    by: str
    reasons: tuple[str, ...] = ()


codec = Codec((TideTurned,))


@pytest.mark.parametrize(
    ("version", "payload", "event"),
    [
        (1, '{"share": 0.5, "by": "moon"}', TideTurned(50, "moon")),
        (1, '{"share": 1, "by": "sun", "why": "neap"}', TideTurned(100, "sun", ("neap",))),
        (2, '{"percent": 20, "by": "moon", "why": "spring"}', TideTurned(20, "moon", ("spring",))),
        (2, '{"percent": 20, "by": "moon"}', TideTurned(20, "moon")),
        (3, '{"percent": 9, "by": "sun", "reasons": ["a"]}', TideTurned(9, "sun", ("a",))),
    ],
)
def test_an_event_of_any_version_is_read_as_today_s(
    version: int, payload: str, event: TideTurned
) -> None:
    assert codec.decode("TideTurned", version, payload, 1) == event


def test_what_is_written_is_read_back_the_same() -> None:
    event = TideTurned(7, "“moon” \0 \\", ("spring", "☕"))
    assert codec.decode("TideTurned", TideTurned.VERSION, text(event), 1) == event


def test_a_field_that_a_newer_program_added_is_passed_by() -> None:
    assert codec.decode("TideTurned", 3, '{"percent": 1, "by": "x", "new": 1}', 1) == TideTurned(
        1, "x"
    )


@pytest.mark.parametrize(("name", "version"), [("TideTurned", 4), ("TideTurned", 0), ("Tide", 1)])
def test_an_unknown_type_or_version_is_named_with_its_seq(name: str, version: int) -> None:
    assert not codec.knows(name, version)
    with pytest.raises(UnknownEvent, match=f"Event 47 is a {name} of version {version}"):
        codec.decode(name, version, "{}", 47)


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize(
    "payload", ["", "{", "[]", "null", "7", '"moon"', "{}", '{"percent": "x"}']
)
def test_a_damaged_payload_is_named_with_its_seq(version: int, payload: str) -> None:
    with pytest.raises(DamagedEvent, match="Event 47, a TideTurned, cannot be read"):
        codec.decode("TideTurned", version, payload, 47)


def test_the_house_s_own_events_are_known() -> None:
    assert CODEC.knows("TurnScored", TurnScored.VERSION)
    assert CODEC.decode("TurnScored", 1, text(TurnScored(2)), 1) == TurnScored(2)


def test_a_version_without_a_way_to_today_cannot_be_declared() -> None:
    class Gap(Event, frozen=True):
        VERSION = 3
        UPCASTS = MappingProxyType({2: with_reasons})

    with pytest.raises(KeyError):
        Codec((Gap,))
