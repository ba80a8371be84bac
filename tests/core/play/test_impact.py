"""What a move would remove, counted for people, without a database."""

from typing import Any

import pytest
from msgspec.structs import replace

from rp_tui.core.domain.chat import GuestJoined, GuestLeft
from rp_tui.core.domain.container import Container
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.group import Group
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.item import Item
from rp_tui.core.domain.memory import Memory, MemoryErased, MemoryPinned
from rp_tui.core.domain.noun import Event
from rp_tui.core.domain.pair import Pair
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.turn import Turn, TurnHidden, TurnReworded
from rp_tui.core.play.impact import Impact, Known, MoreWouldGo, impact
from rp_tui.core.storage.history import Told
from rp_tui.core.storage.preview import Difference, Preview

MARA, ILSE, NOON = 1, 2, "2023-11-19T12:00:00Z"
NAMES = {YOU: "You", MARA: "Mara", ILSE: "Ilse"}
PARK = 77


def turn(number: int) -> Difference:
    return Difference(
        "turn", compose(MARA, number), Turn(MARA, number, 0, "Hm.", (), NOON, 3), None
    )


def memory(owner: int, seq: int) -> Difference:
    return Difference("memory", compose(owner, seq), Memory(MARA, NOON, 3, None, "A ship."), None)


def edge(source: int, target: int, now: Edge) -> Difference:
    return Difference("edge", compose(source, target), now, Edge())


def seen(*differences: Difference, steps: int = 1) -> Preview:
    return Preview(steps, (), (), differences)


def told(kind: str, entity: int, event: Event) -> Told:
    return Told(9, kind, entity, event)


def of(preview: Preview, *events: Told) -> Impact:
    return impact(5, preview, Known(NAMES, {PARK: "the park"}, events))


def test_messages_are_counted_with_their_numbers() -> None:
    assert of(seen(turn(48), turn(49), turn(50))).gone == ("3 messages (turns 48–50)",)
    assert of(seen(turn(48))).gone == ("1 message (turn 48)",)


def test_a_rewind_is_told_as_the_player_knows_it() -> None:
    found = of(
        seen(
            *(turn(number) for number in range(48, 60)),
            Difference("scene", 70, Scene(MARA, NOON, PARK), None),
            Difference("scene", 20, Scene(MARA, NOON, 3, closed_at=NOON), Scene(MARA, NOON, 3)),
            Difference("container", PARK, Container(MARA, "the park"), None),
            edge(MARA, YOU, Edge(60)),
            edge(YOU, MARA, Edge(last_chat=1, last_at=NOON)),
            Difference("group", compose(MARA, ILSE), Group("Thick as thieves."), None),
            *(memory(MARA, seq) for seq in (71, 72, 73)),
            memory(ILSE, 74),
            Difference("item", 80, Item(YOU, "brass key", "", MARA, 3), None),
            steps=24,
        ),
        told("edge", compose(MARA, YOU), ManualEdit("affinity", 50, 60)),
        told("chat", MARA, GuestJoined(ILSE)),
        told("chat", MARA, GuestLeft(ILSE)),
    )
    assert found.gone == (
        "12 messages (turns 48–59)",
        "1 scene transition (to the park)",
        "3 memories from Mara's store",
        "1 memory from Ilse's store",
        "1 item that you have (brass key)",
        "2 edge updates (Mara → You, Group)",
        "Ilse's arrival",
        "Ilse's leaving",
        "1 manual edit (Mara → You affinity)",
    )
    assert (found.steps, found.edits, found.turns) == (24, 1, tuple(range(48, 60)))


@pytest.mark.parametrize(
    ("reason", "lines"),
    [
        ("another place", ("1 scene transition (to the park)",)),
        ("by hand", ("1 scene close by hand",)),
        ("the guest left", ()),
    ],
)
def test_only_who_goes_somewhere_is_told_to_leave_a_place(
    reason: str, lines: tuple[str, ...]
) -> None:
    ended = Scene(MARA, NOON, PARK, closed_at=NOON, reason=reason)
    found = of(
        seen(
            Difference("scene", 20, ended, Scene(MARA, NOON, PARK)),
            Difference("scene", 70, Scene(MARA, NOON, PARK), None),
        )
    )
    assert found.gone == lines


def test_what_is_yours_is_told_as_yours() -> None:
    assert of(seen(memory(YOU, 70), memory(YOU, 71))).gone == ("2 of your memories",)
    found = of(seen(), told("memory", compose(YOU, 7), MemoryPinned("manual")))
    assert found.gone == ("1 manual edit (your memory pin)",)


def test_an_answer_that_is_forgotten_is_named() -> None:
    asked = Difference("pair", compose(MARA, ILSE), Pair(met=False), Pair())
    assert of(seen(asked)).gone == ("your answer whether Mara and Ilse have met",)


def test_what_comes_back_is_told_apart() -> None:
    back = Difference("turn", compose(MARA, 9), None, turn(9).now)
    found = of(seen(turn(8), back))
    assert found.gone == ("1 message (turn 8)",)
    assert found.back == ("1 message (turn 9)",)


def test_where_nothing_leaves_nothing_is_told_to_leave() -> None:
    assert of(seen(edge(MARA, YOU, Edge(60)), steps=0)).gone == ()


@pytest.mark.parametrize(
    ("kind", "entity", "event", "line"),
    [
        ("edge", compose(MARA, YOU), ManualEdit("facts.ab12", None, {}), "Mara → You facts"),
        ("mood", compose(MARA), ManualEdit("feeling", "", "torn"), "Mara's mood feeling"),
        ("chat", MARA, ManualEdit("weather", "", "fog"), "the chat weather"),
        ("memory", compose(ILSE, 7), MemoryPinned("manual"), "Ilse's memory pin"),
        ("memory", compose(ILSE, 7), MemoryErased(), "Ilse's memory forgotten"),
        ("turn", compose(MARA, 7), TurnHidden(True), "a turn hidden or shown"),
        ("turn", compose(MARA, 7), TurnReworded("Hm.", ()), "a turn's words"),
    ],
)
def test_an_edit_is_named(kind: str, entity: int, event: Any, line: str) -> None:
    found = of(seen(), told(kind, entity, event))
    assert (found.gone, found.edits) == ((f"1 manual edit ({line})",), 1)


def test_of_many_names_the_first_stand_for_all() -> None:
    found = of(seen(*(edge(who, YOU, Edge(60)) for who in range(3, 9))))
    assert found.gone[0].endswith("somebody → You, 2 more)")


def test_more_that_would_go_is_said_in_one_sentence() -> None:
    trouble = MoreWouldGo(of(seen(turn(48)), told("mood", compose(MARA), ManualEdit("x", 1, 2))))
    assert str(trouble) == (
        "This would also remove 1 message (turn 48), 1 manual edit (Mara's mood x); "
        "confirm it, or leave it as it is."
    )


def test_a_turn_that_stays_with_other_words_is_known_and_one_that_is_only_hidden_is_not() -> None:
    now = Turn(MARA, 48, 0, "Hm!", (), NOON, 3)
    other, hidden = (replace(now, **to) for to in ({"prose": "Hm."}, {"hidden": True}))
    for then, reworded in ((other, {5}), (hidden, set())):
        assert of(seen(Difference("turn", 5, now, then), turn(49))).reworded == reworded
