import pytest

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.item import (
    Item,
    ItemGained,
    ItemLost,
    ThingUnnamed,
    fold,
    gain,
    held,
)
from rp_tui.core.domain.witness import ALONE, EVERYONE, NotPresent, Presence
from tests.core.domain.troubles import refused

HOST, GUEST, OTHER = 1, 2, 3
HERE = Presence(HOST, GUEST)


def test_a_thing_is_gained_before_everyone_who_is_there() -> None:
    made = gain(HERE, GUEST, " brass\n\x1b[2Jkey", "from\nthe cellar")
    assert made == ItemGained(GUEST, "brass key", "from the cellar", HOST, EVERYONE, GUEST)
    assert fold(None, made) == Item(GUEST, "brass key", "from the cellar", HOST, EVERYONE, GUEST)


def test_a_thing_is_lost_once() -> None:
    item = fold(None, gain(Presence(HOST), HOST, "key"))
    assert fold(item, ItemLost()) is None
    assert fold(None, ItemLost()) is None


def test_who_is_not_there_gets_nothing() -> None:
    with refused(NotPresent):
        gain(HERE, OTHER, "key")


@pytest.mark.parametrize("name", ["", "\n", "\u200b"])
def test_a_thing_needs_a_name(name: str) -> None:
    with refused(ThingUnnamed):
        gain(HERE, HOST, name)


def test_a_thing_is_found_with_its_holder_in_any_case() -> None:
    items = {5: Item(HOST, "Brass Key", "", HOST, ALONE), 6: Item(YOU, "knife", "", HOST, ALONE)}
    assert held(" brass key\n", HOST, items) == 5
    assert held("\uff22rass key", HOST, items) == 5
    assert held("brass key", YOU, items) is None
    assert held("key", HOST, items) is None
