"""The gate: who was there, in Python and in SQL alike."""

import sqlite3
from itertools import product

import pytest

from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.domain.witness import (
    ALONE,
    EVERYONE,
    GUEST_BIT,
    HOST_BIT,
    YOU_BIT,
    NotPresent,
    Presence,
    witnessed,
)
from rp_tui.core.storage.search import WITNESSED
from tests.core.domain.troubles import refused

HOST, GUEST, LATER, STRANGER = 1, 2, 3, 4
PEOPLE = (NARRATOR, YOU, HOST, GUEST, LATER, STRANGER)
CHATS = (0, HOST, GUEST, LATER)
GUESTS = (None, YOU, HOST, GUEST, LATER)


def test_the_condition_in_sql_is_the_one_in_python() -> None:
    moments = list(product(CHATS, range(EVERYONE + 1), GUESTS))
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE moment (chat INTEGER, mask INTEGER, guest INTEGER)")
    db.executemany("INSERT INTO moment VALUES (?, ?, ?)", moments)
    sql = f"SELECT chat, mask, guest FROM moment m WHERE TRUE AND {WITNESSED}"
    for who in PEOPLE:
        found = set(db.execute(sql, {"who": who}))
        assert found == {moment for moment in moments if witnessed(who, *moment)}
    db.close()


@pytest.mark.parametrize("mask", range(EVERYONE + 1))
def test_each_bit_is_for_one_alone(mask: int) -> None:
    assert witnessed(YOU, HOST, mask, GUEST) == bool(mask & YOU_BIT)
    assert witnessed(HOST, HOST, mask, GUEST) == bool(mask & HOST_BIT)
    assert witnessed(GUEST, HOST, mask, GUEST) == bool(mask & GUEST_BIT)


@pytest.mark.parametrize("mask", range(EVERYONE + 1))
def test_a_later_guest_saw_nothing_of_what_an_earlier_one_saw(mask: int) -> None:
    assert not witnessed(LATER, HOST, mask, GUEST)
    assert not witnessed(LATER, HOST, mask, None)
    assert not witnessed(NARRATOR, HOST, mask, GUEST)


@pytest.mark.parametrize("guest", [None, GUEST])
def test_who_is_there_witnesses_and_nobody_else(guest: int | None) -> None:
    presence = Presence(HOST, guest)
    seen = {who for who in PEOPLE if witnessed(who, HOST, presence.mask, guest)}
    assert seen == set(presence.everyone)
    assert presence.everyone == (YOU, *presence.bots)


def test_without_a_guest_there_is_no_guest_bit() -> None:
    assert Presence(HOST).mask == ALONE
    assert Presence(HOST).bots == (HOST,)
    assert Presence(HOST, GUEST).mask == EVERYONE
    assert Presence(HOST, GUEST).bots == (HOST, GUEST)


@pytest.mark.parametrize("who", [NARRATOR, LATER, STRANGER])
def test_who_is_not_there_has_no_part_in_it(who: int) -> None:
    assert [Presence(HOST, GUEST).expect(one) for one in (YOU, HOST, GUEST)] == [YOU, HOST, GUEST]
    with refused(NotPresent):
        Presence(HOST, GUEST).expect(who)
