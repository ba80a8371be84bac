import pytest

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.container import (
    MOST_SLOTS,
    Container,
    ContainerFounded,
    NotAPlace,
    PlaceTaken,
    PlaceUnnamed,
    find,
    fold,
    found,
    occupants,
)
from tests.core.domain.troubles import refused

PLACES = {11: Container(1, "Office"), 12: Container(1, "The Café", slots=("window",), parent=11)}


@pytest.mark.parametrize("name", ["office", " OFFICE\n", "\uff2fffice", "Of\u200bfice"])
def test_a_place_is_found_in_any_case(name: str) -> None:
    assert find(name, PLACES) == 11
    with refused(PlaceTaken):
        found(ContainerFounded(1, name), PLACES)


@pytest.mark.parametrize("name", ["Offices", "", "café"])
def test_a_place_that_is_not_there_is_not_found(name: str) -> None:
    assert find(name, PLACES) is None


def test_a_place_is_founded_clean() -> None:
    draft = ContainerFounded(
        1, " The \x1b[2Jcar\n", "vehi\ncle", True, False, "in\x00side", ("seat ", "", "seat"), 11
    )
    made = found(draft, PLACES)
    assert made == ContainerFounded(1, "The car", "vehi cle", True, False, "inside", ("seat",), 11)
    assert fold(None, made) == Container(
        1, "The car", "vehi cle", True, False, "inside", ("seat",), 11
    )


@pytest.mark.parametrize("name", ["", " ", "\u200b"])
def test_a_place_needs_a_name(name: str) -> None:
    with refused(PlaceUnnamed):
        found(ContainerFounded(1, name), PLACES)


def test_a_place_lies_in_a_place_of_its_chat() -> None:
    with refused(NotAPlace):
        found(ContainerFounded(1, "Cellar", parent=99), PLACES)


def test_slots_have_an_end() -> None:
    many = tuple(f"seat {n}" for n in range(99))
    assert found(ContainerFounded(1, "Hall", slots=many), {}).slots == many[:MOST_SLOTS]


def test_who_sits_where_stands_in_the_activities() -> None:
    doing = {
        0: Activity(container=12, slot="window"),
        1: Activity(container=12),
        2: Activity(container=11, slot="window"),
    }
    assert occupants(12, doing) == {"window": 0}
