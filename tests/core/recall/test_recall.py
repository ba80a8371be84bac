"""What comes to mind, and what must not."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rp_tui.core.domain import memory
from rp_tui.core.domain.ids import NARRATOR, YOU, compose
from rp_tui.core.domain.memory import MemoryFormed, MemoryPinned
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.turn import TurnHidden, TurnSpoken
from rp_tui.core.domain.view import Line, Pick, Recalled
from rp_tui.core.domain.witness import Presence, witnessed
from rp_tui.core.recall.recall import recall
from rp_tui.core.storage import gate, reads
from rp_tui.core.storage.connection import connect_to_read
from rp_tui.core.storage.log import Log
from tests.core.storage.stories import (
    BOTS,
    MORNING,
    begin,
    entity_of,
    fresh,
    remembers,
    says,
    speak,
)

ADA, BEN, CLEO = BOTS
NONE_LEFT = 0
ALL_LEFT = compose(ADA + 1)  # behind every turn of Ada's chat

HOSTILE = [
    '"',
    "' OR 1=1 --",
    '" OR text:*',
    "a\0b",
    "☕",
    "",
    " ",
    "_",
    "(((",
    "AND OR NOT NEAR *",
]


def lines_of(*texts: str) -> list[Line]:
    return [Line(n, n, YOU, text) for n, text in enumerate(texts, 1)]


def of_kind(picks: Iterable[Pick], kind: str) -> list[int]:
    return [pick.id for pick in picks if pick.kind == kind]


def texts_recalled(log: Log, *texts: str, speaker: int = ADA, k: int = 4) -> list[str]:
    """The memories that lines bring back, best first."""
    picks = recall(log.db, speaker, speaker, lines_of(*texts), NONE_LEFT, k=k)
    memories = reads.memories(log.db, speaker)
    return [memories[id].text for id in of_kind(picks, "memory")]


def lines_recalled(log: Log, *texts: str, before: int = ALL_LEFT, speaker: int = ADA) -> list[str]:
    """The lines of old in Ada's chat that lines bring back, best first."""
    picks = recall(log.db, speaker, ADA, lines_of(*texts), before)
    turns = reads.last_turns(log.db, ADA, 999)
    return [turns[id].prose for id in of_kind(picks, "turn")]


def remember(log: Log, *texts: str, owner: int = ADA) -> list[int]:
    drafts = [remembers(owner, text, owner) for text in texts]
    written = speak(log, owner, drafts)
    return [id for kind, id in written.entities if kind == "memory"]


def utter(log: Log, *proses: str) -> list[int]:
    written = speak(log, ADA, *([says(YOU, prose)] for prose in proses))
    return [id for kind, id in written.entities if kind == "turn"]


# What comes to mind.


def test_a_line_brings_back_what_tells_of_the_same_and_says_why(log: Log) -> None:
    _, key = remember(log, "We ate soup.", "Ben hid the key of the lighthouse.")
    (pick, *_) = recall(log.db, ADA, ADA, lines_of("Where are the lighthouse keys?"), NONE_LEFT)
    told = '"lighthouse" and "keys" were named just now.'
    assert pick == Pick("memory", key, f"Memory 1 of 2: {told}")


def test_a_line_before_the_newest_still_counts_but_less(log: Log) -> None:
    rest = ["Rain."] * 4
    remember(log, *rest, "The boat sank.", *rest, "A fox came.", *rest)
    assert texts_recalled(log, "A boat!", "Hm.", k=1) == ["The boat sank."]
    assert texts_recalled(log, "A boat!", "A fox!", k=1) == ["A fox came."]
    assert texts_recalled(log, "A fox!", "A boat!", k=1) == ["The boat sank."]
    assert texts_recalled(log, "A boat!", "Hm.", "Oh.", "Well.", "So?", k=1) == []


def test_no_more_come_back_than_are_wanted(log: Log) -> None:
    remember(log, *(f"Storm number {n}." for n in range(9)))
    assert len(texts_recalled(log, "What a storm.")) == 4
    assert len(texts_recalled(log, "What a storm.", k=7)) == 7
    assert texts_recalled(log, "What a storm.", k=0) == []


def test_who_is_named_comes_before_who_is_called_nearly_so(log: Log) -> None:
    rest = ["Rain."] * 4
    remember(log, "Anna lost a ring.", *rest, "Ann lost a ring.", *rest, "Anna lost a ring.")
    assert texts_recalled(log, "The ring! Did Ann find it?", k=1) == ["Ann lost a ring."]


def test_of_two_alike_the_newer_comes_first_each_time(log: Log) -> None:
    rest = ["Rain."] * 4
    ids = remember(log, *rest, "A fox.", *rest, "A fox.", *rest)
    older, newer = ids[len(rest)], ids[2 * len(rest) + 1]
    for _ in range(3):
        picks = recall(log.db, ADA, ADA, lines_of("The fox?"), NONE_LEFT)
        assert [pick.id for pick in picks][:2] == [newer, older]


def test_what_is_remembered_from_another_chat_comes_back_too(log: Log) -> None:
    speak(log, BEN, [remembers(ADA, "We burned the orchard at night.", BEN, ADA)])
    assert texts_recalled(log, "Whose orchard?") == ["We burned the orchard at night."]


def test_a_reader_beside_the_writer_can_recall(log: Log, tmp_path: Path) -> None:
    remember(log, "The boat sank.")
    with closing(connect_to_read(tmp_path / "chat.db")) as db:
        assert len(recall(db, ADA, ADA, lines_of("That boat!"), NONE_LEFT)) == 1


# What a prompt has anyway.


def test_a_pin_is_not_recalled_while_it_is_in_force(log: Log) -> None:
    (boat,) = remember(log, "The boat sank.")
    speak(log, ADA, [Draft("memory", MemoryPinned("manual"), boat)])
    assert texts_recalled(log, "The boat!") == []
    speak(log, ADA, [Draft("memory", MemoryPinned(""), boat)])
    assert texts_recalled(log, "The boat!") == ["The boat sank."]


def test_the_last_summaries_of_the_chat_are_not_recalled_but_older_ones_are(log: Log) -> None:
    told = [
        memory.form(ADA, Presence(ADA), MORNING, f"Scene {n}: the boat.", 1, source="scene")
        for n in range(5)
    ]
    speak(log, ADA, [Draft("memory", one) for one in told])
    picks = recall(log.db, ADA, ADA, lines_of("The boat!"), NONE_LEFT, summaries=3)
    assert of_kind(picks, "memory") == list(reads.memories(log.db, ADA))[1::-1]


def test_a_memory_of_a_turn_waits_until_the_turn_has_left_the_window(log: Log) -> None:
    first, second = utter(log, "The boat sank.", "So it did.")
    told = memory.form(ADA, Presence(ADA), MORNING, "The boat went down.", 1, about=first)
    made = entity_of(speak(log, ADA, [Draft("memory", told)]), "memory")
    for before, expected in ((first, []), (second, [made])):
        picks = recall(log.db, ADA, ADA, lines_of("The boat?"), before)
        assert of_kind(picks, "memory") == expected


# Lines of old.


def test_lines_that_have_left_the_window_come_back_two_at_most(log: Log) -> None:
    sunk = [f"The boat sank in storm {n}." for n in range(4)]
    utter(log, *sunk, "Hm.", "Oh.")
    found = lines_recalled(log, "The boat, the storm!")
    assert len(found) == len({*found} & {*sunk}) == 2


def test_a_line_in_the_window_does_not_come_back(log: Log) -> None:
    old, new = utter(log, "The boat sank in a storm.", "The storm sank another boat.")
    asked = "The boat, the storm!"
    assert lines_recalled(log, asked, before=new) == ["The boat sank in a storm."]
    assert lines_recalled(log, asked, before=old) == []
    assert lines_recalled(log, asked, before=NONE_LEFT) == []


def test_one_word_in_common_is_not_enough_for_a_line_of_old(log: Log) -> None:
    utter(log, "A boat.", "Hm.")
    assert lines_recalled(log, "The boat, the storm!") == []


def test_a_line_does_not_come_back_beside_the_memory_of_it(log: Log) -> None:
    (turn,) = utter(log, "The boat sank in a storm.")
    told = memory.form(ADA, Presence(ADA), MORNING, "A storm took the boat.", 1, about=turn)
    speak(log, ADA, [Draft("memory", told)])
    picks = recall(log.db, ADA, ADA, lines_of("The boat, the storm!"), ALL_LEFT)
    assert [pick.kind for pick in picks] == ["memory"]


def test_a_hidden_line_does_not_come_back(log: Log) -> None:
    (turn,) = utter(log, "The boat sank in a storm.")
    speak(log, ADA, [Draft("turn", TurnHidden(hidden=True), turn)])
    assert lines_recalled(log, "The boat, the storm!") == []


def test_what_the_narrator_said_comes_back(log: Log) -> None:
    speak(log, ADA, [says(NARRATOR, "A boat sinks in a storm.")])
    assert lines_recalled(log, "The boat, the storm!") == ["A boat sinks in a storm."]


# Who was there.


@pytest.mark.parametrize("mask", range(8))
def test_nobody_recalls_what_it_did_not_witness(log: Log, mask: int) -> None:
    for owner in BOTS:
        planted = MemoryFormed(owner, ADA, MORNING, mask, BEN, "The orchard burned at night.")
        speak(log, ADA, [Draft("memory", planted)])
    heard = TurnSpoken(ADA, 1, YOU, "The orchard burned.", (), MORNING, mask, BEN)
    speak(log, ADA, [Draft("turn", heard)])
    for who in BOTS:
        picks = recall(log.db, who, ADA, lines_of("Which orchard burned?"), ALL_LEFT)
        expected = ["memory", "turn"] if witnessed(who, ADA, mask, BEN) else []
        assert [pick.kind for pick in picks] == expected


def test_a_secret_hides_no_memory_that_may_be_told(log: Log) -> None:
    secret = MemoryFormed(CLEO, ADA, MORNING, 7, BEN, "The orchard burned.")
    speak(log, ADA, *([Draft("memory", secret)] for _ in range(99)))
    remember(log, "My orchard.", owner=CLEO)
    assert texts_recalled(log, "Which orchard burned?", speaker=CLEO) == ["My orchard."]


def test_the_gate_lets_through_all_that_is_recalled(log: Log) -> None:
    remember(log, *(f"The boat sank in storm {n}." for n in range(6)))
    utter(log, *(f"The boat sank in storm {n}." for n in range(6)), "Hm.", "Oh.")
    window, _ = gate.heard(log.db, ADA, ADA, 2)
    picks = recall(log.db, ADA, ADA, lines_of("The boat, the storm!"), window[0].id)
    view = gate.view(log.db, ADA, ADA, turns=2, summaries=3, recalled=picks)
    assert [recalled.why for recalled in view.recalled] == [pick.why for pick in picks]
    assert [kind_of(recalled) for recalled in view.recalled] == [*["memory"] * 4, *["turn"] * 2]


def kind_of(recalled: Recalled) -> str:
    return "turn" if isinstance(recalled.what, Line) else "memory"


# Whatever is said.


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_is_an_error(log: Log, hostile: str) -> None:
    remember(log, "The boat sank.")
    assert texts_recalled(log, hostile) == []
    assert texts_recalled(log, hostile, f"boat {hostile}") == ["The boat sank."]


def test_where_nothing_was_said_nothing_comes_to_mind(log: Log) -> None:
    remember(log, "The boat sank.")
    assert texts_recalled(log) == []
    assert texts_recalled(log, "Yes.", "No.", "Well?", "…") == []


def test_a_megabyte_of_prose_is_looked_at_from_its_end(log: Log) -> None:
    remember(log, "The boat sank.")
    assert texts_recalled(log, "rain " * 200_000 + "boat") == ["The boat sank."]


WORDS = ("boat", "storm", "Ann", "Anna", "AND", "NEAR(", '"', "*", "\0", "☕", "-key", "text:", "é")
prose = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
tellable = prose.filter(lambda text: any(char.isalpha() for char in text))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(tellable, st.integers(0, 7)), min_size=1, max_size=8),
    st.lists(prose | st.text(max_size=30), max_size=6),
    st.integers(0, 5),
)
def test_whatever_is_said_the_same_comes_back_twice_and_only_what_was_witnessed(
    told: Sequence[tuple[str, int]], asked: Sequence[str], k: int
) -> None:
    with TemporaryDirectory() as folder, closing(fresh(Path(folder, "chat.db"))) as db:
        log = Log(db)
        begin(log)
        formed = [MemoryFormed(ADA, BEN, MORNING, mask, ADA, text) for text, mask in told]
        speak(log, BEN, [Draft("memory", one) for one in formed])
        picks = recall(db, ADA, BEN, lines_of(*asked), ALL_LEFT, k=k)
        assert picks == recall(db, ADA, BEN, lines_of(*asked), ALL_LEFT, k=k)
        assert len(picks) <= k
        assert len({pick.id for pick in picks}) == len(picks)
        memories = reads.memories(db, ADA)
        for pick in picks:
            one = memories[pick.id]
            assert witnessed(ADA, one.chat, one.mask, one.guest)
