"""Secrets are planted in every kind of state, and looked for in the prompts of everybody."""

import random
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rp_tui.core.domain import group, memory
from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.domain.chat import GuestJoined, GuestLeft
from rp_tui.core.domain.container import ContainerFounded
from rp_tui.core.domain.ids import NARRATOR, YOU, compose
from rp_tui.core.domain.memory import MemoryPinned
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.scene import open_scene
from rp_tui.core.domain.turn import TurnHidden
from rp_tui.core.domain.view import Line, Pick, Style, View
from rp_tui.core.domain.witness import NotPresent, Presence
from rp_tui.core.prompts.speaker import assemble
from rp_tui.core.prompts.trim import Budget
from rp_tui.core.storage import gate
from rp_tui.core.storage.errors import NotFound
from rp_tui.core.storage.gate import REACH
from rp_tui.core.storage.log import Log
from tests.core.prompts.views import count
from tests.core.storage.planted import DEEDS, HOSTS, Tale
from tests.core.storage.stories import (
    MORNING,
    begin,
    does,
    entity_of,
    fresh,
    remembers,
    says,
    shifts,
    speak,
    takes,
)

ADA, BEN, CLEO = 1, 2, 3
ENDLESS = Budget(10**9, 10**9)
SECRET = re.compile(r"zq\d+x")
KINDS = "identity turn memory fact summary moment feeling goal thing unseen group activity scene"


YOURS = {"turn", "activity", "scene"}  # what a line proposed to you is made of, all of this chat


# Who is told what.


def everything(db: Connection) -> list[Pick]:
    """A recall that would bring back all that there is."""
    ids = [("memory", id) for (id,) in db.execute("SELECT id FROM memory")]
    ids += [("turn", id) for (id,) in db.execute("SELECT id FROM turn")]
    return [Pick("memory" if kind == "memory" else "turn", id) for kind, id in ids]


def told_to(tale: Tale, chat: int, speaker: int) -> set[str]:
    """The secrets in what a model is sent to speak for somebody."""
    db = tale.log.db
    if speaker == YOU:
        prompt = assemble(gate.your_view(db, chat, turns=400), ENDLESS, count, "impersonate")
    else:
        view = gate.view(db, chat, speaker, turns=400, summaries=400, recalled=everything(db))
        prompt = assemble(view, ENDLESS, count)
    return {found for message in prompt.messages for found in SECRET.findall(message.text)}


def check(tale: Tale) -> set[object]:
    """Nobody is told what it may not know, and everybody what it must; say of which kinds."""
    standing, kinds = tale.standing(), set[object]()
    for chat in HOSTS:
        there = tale.there(chat)
        for speaker in there.everyone:
            told = told_to(tale, chat, speaker)
            may = {one.secret for one in standing if speaker in one.may}
            assert told <= may, sorted(one.of for one in tale.planted if one.secret in told - may)
            for one in standing:
                if chat not in one.in_chats or speaker not in one.may:
                    continue
                if speaker == YOU and (one.chat != chat or one.of[0] not in YOURS):
                    continue
                if one.beside <= {*there.everyone, *(() if one.chat else (speaker,))}:
                    assert one.secret in told, one.of
                    kinds.add(one.of[0])
    return kinds


def play(deeds: Iterable[tuple[int, int, int]]) -> set[object]:
    with TemporaryDirectory() as folder, closing(fresh(Path(folder, "tale.db"))) as db:
        tale = Tale(Log(db))
        for deed, chat, seed in deeds:
            DEEDS[deed](tale, chat, random.Random(seed))
        return check(tale)


deeds = st.tuples(st.integers(0, len(DEEDS) - 1), st.sampled_from(HOSTS), st.integers(0, 999))


@settings(max_examples=120, deadline=None)
@given(st.lists(deeds, min_size=8, max_size=60))
def test_no_prompt_holds_what_its_speaker_did_not_witness(
    story: list[tuple[int, int, int]],
) -> None:
    play(story)


def test_what_was_witnessed_of_every_kind_reaches_the_prompt() -> None:
    dice = random.Random(8)
    kinds = set[object]()
    for _ in range(4):
        order = dice.sample([*range(len(DEEDS))] * 5, len(DEEDS) * 5)
        kinds |= play((deed, dice.choice(HOSTS), dice.randrange(999)) for deed in order)
    assert kinds == set(KINDS.split())


# What the gate hands on, case by case.


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """Ada, Ben and Cleo, each with a chat of its own."""
    with closing(fresh(tmp_path / "chat.db")) as db:
        log = Log(db)
        begin(log)
        yield log


def seen(log: Log, who: int = ADA, chat: int = ADA, *, turns: int = 50, summaries: int = 3) -> View:
    return gate.view(log.db, chat, who, turns=turns, summaries=summaries)


def heard(view: View) -> list[str]:
    return [line.text for line in view.lines]


def visits(log: Log, guest: int) -> None:
    speak(log, ADA, [Draft("chat", GuestJoined(guest), ADA)])


def leaves(log: Log, guest: int) -> None:
    speak(log, ADA, [Draft("chat", GuestLeft(guest), ADA)])


def test_a_guest_hears_what_is_said_while_it_is_there_and_a_later_guest_none_of_it(
    log: Log,
) -> None:
    speak(log, ADA, [says(YOU, "Before.")])
    visits(log, BEN)
    speak(log, ADA, [says(YOU, "With Ben.", guest=BEN)], [says(BEN, "I see.", guest=BEN)])
    leaves(log, BEN)
    visits(log, CLEO)
    speak(log, ADA, [says(YOU, "With Cleo.", guest=CLEO)])
    assert heard(seen(log, CLEO)) == ["With Cleo."]
    assert heard(seen(log, ADA)) == ["Before.", "With Ben.", "I see.", "With Cleo."]
    leaves(log, CLEO)
    visits(log, BEN)
    assert heard(seen(log, BEN)) == ["With Ben.", "I see."]


def test_ooc_never_leaves_the_gate_and_a_turn_of_ooc_alone_is_no_line(log: Log) -> None:
    speak(log, ADA, [says(YOU, "Hello ((be kind)) *waves*")], [says(YOU, "((more rain))")])
    assert heard(seen(log)) == ["Hello *waves*"]


def test_a_hidden_turn_is_not_heard_until_it_is_shown_again(log: Log) -> None:
    turn = entity_of(speak(log, ADA, [says(YOU, "Forget it.")]), "turn")
    speak(log, ADA, [Draft("turn", TurnHidden(True), turn)])
    assert heard(seen(log)) == []
    speak(log, ADA, [Draft("turn", TurnHidden(False), turn)])
    assert heard(seen(log)) == ["Forget it."]


def test_a_window_says_whether_the_speaker_heard_something_before_it(log: Log) -> None:
    speak(log, ADA, *([says(YOU, f"Line {n}.")] for n in range(12)))
    view = seen(log, turns=5)
    assert heard(view) == [f"Line {n}." for n in range(7, 12)]
    assert view.more
    assert not seen(log).more
    assert not seen(log, turns=12).more


def test_what_lies_further_back_than_the_gate_reaches_is_not_looked_at(log: Log) -> None:
    speak(log, ADA, *([says(YOU, f"Line {n}.")] for n in range(REACH + 9)))
    view = seen(log, turns=REACH + 5)
    assert len(view.lines) == REACH
    assert not view.more


def test_a_speaker_answers_who_spoke_last_of_those_who_are_there(log: Log) -> None:
    assert seen(log).addressee == YOU
    visits(log, BEN)
    speak(log, ADA, [says(BEN, "Well?", guest=BEN)], [says(NARRATOR, "Rain.", guest=BEN)])
    assert seen(log, ADA).addressee == BEN
    assert seen(log, BEN).addressee == YOU
    leaves(log, BEN)
    assert seen(log, ADA).addressee == YOU


def test_one_who_has_left_is_still_called_by_name_in_what_it_said(log: Log) -> None:
    visits(log, BEN)
    speak(log, ADA, [says(BEN, "Well?", guest=BEN)])
    leaves(log, BEN)
    view = seen(log)
    assert view.names == {YOU: "Robin", ADA: "Ada", BEN: "Ben"}
    assert set(view.activities) == set(view.items) == {YOU, ADA}
    assert set(view.edges) == {YOU}


def test_one_who_has_left_is_called_by_name_in_what_is_recalled_of_it(log: Log) -> None:
    visits(log, BEN)
    turn = entity_of(speak(log, ADA, [says(BEN, "Well?", guest=BEN)]), "turn")
    leaves(log, BEN)
    speak(log, ADA, [says(YOU, "So.")])
    view = gate.view(log.db, ADA, ADA, turns=1, summaries=0, recalled=[Pick("turn", turn)])
    assert "Ben, word for word: Well?" in assemble(view, ENDLESS, count).messages[-1].text


def test_you_hear_what_is_said_in_your_chats_and_answer_who_spoke_last(log: Log) -> None:
    nothing = gate.your_view(log.db, ADA, turns=9)
    assert (nothing.lines, nothing.addressee, nothing.speaker) == ((), ADA, YOU)
    speak(log, ADA, [says(YOU, "Hi ((be kind)).")], [says(ADA, "Hm.")])
    visits(log, BEN)
    speak(log, ADA, [says(BEN, "Ho.", guest=BEN)])
    view = gate.your_view(log.db, ADA, turns=9)
    assert heard(view) == ["Hi .", "Hm.", "Ho."]
    assert view.addressee == BEN
    assert view.names == {YOU: "Robin", ADA: "Ada", BEN: "Ben"}
    assert heard(gate.your_view(log.db, ADA, turns=2)) == ["Hm.", "Ho."]


def test_what_a_bot_is_and_holds_is_not_read_for_you(log: Log) -> None:
    speak(log, ADA, [shifts(ADA, YOU, 3, facts=["Robin sings"])], [remembers(ADA, "A secret.")])
    speak(log, ADA, [shifts(YOU, ADA, 3, facts=["Ada sulks"])], [takes(ADA, "a key")])
    view = gate.your_view(log.db, ADA, turns=9)
    assert (view.bot.name, view.bot.voice, view.mood) == ("Robin", (), Mood())
    assert (view.edges, view.items, view.group) == ({}, {}, "")
    assert (view.pins, view.scenes, view.recalled) == ((), (), ())


def test_nobody_reads_for_who_is_not_there(log: Log) -> None:
    with pytest.raises(NotPresent):
        seen(log, BEN)
    with pytest.raises(NotPresent):
        seen(log, NARRATOR)


def test_nobody_speaks_for_you_and_no_chat_is_without_its_host(log: Log) -> None:
    with pytest.raises(NotFound, match="no bot 0"):
        seen(log, YOU)
    with pytest.raises(NotFound, match="no bot 99"):
        seen(log, 99, chat=99)


def test_a_recall_brings_back_what_the_speaker_witnessed_in_the_order_of_the_choice(
    log: Log,
) -> None:
    own = [entity_of(speak(log, ADA, [remembers(ADA, f"own {n}")]), "memory") for n in range(2)]
    bens = entity_of(speak(log, ADA, [remembers(BEN, "Ben's", guest=BEN)]), "memory")
    turn = entity_of(speak(log, ADA, [says(YOU, "Of old. ((psst))")]), "turn")
    speak(log, ADA, *([says(YOU, f"Line {n}.")] for n in range(3)))
    picks = [Pick("turn", turn, "a"), Pick("memory", own[1], "b"), Pick("memory", bens, "c")]
    picks += [Pick("memory", own[0], "d"), Pick("memory", 12345, "e"), Pick("memory", turn, "f")]
    view = gate.view(log.db, ADA, ADA, turns=3, summaries=3, recalled=picks)
    assert [found.why for found in view.recalled] == ["a", "b", "d"]
    line, *memories = [found.what for found in view.recalled]
    assert isinstance(line, Line)
    assert line.text == "Of old."
    assert [getattr(memory, "text", "") for memory in memories] == ["own 1", "own 0"]


def test_what_is_told_anyway_is_not_recalled_again(log: Log) -> None:
    pin = entity_of(speak(log, ADA, [remembers(ADA, "Pinned.")]), "memory")
    speak(log, ADA, [Draft("memory", MemoryPinned("manual"), pin)])
    made = memory.form(ADA, Presence(ADA), MORNING, "A scene.", 1, source="scene")
    scene = entity_of(speak(log, ADA, [Draft("memory", made)]), "memory")
    turn = entity_of(speak(log, ADA, [says(YOU, "Just now.")]), "turn")
    picks = [Pick("memory", pin), Pick("memory", scene), Pick("turn", turn)]
    view = gate.view(log.db, ADA, ADA, turns=9, summaries=3, recalled=picks)
    assert [memory.text for memory in view.pins] == ["Pinned."]
    assert [memory.text for memory in view.scenes] == ["A scene."]
    assert view.recalled == ()


def test_of_past_scenes_the_last_few_of_this_chat_are_told_oldest_first(log: Log) -> None:
    for n in range(5):
        made = memory.form(ADA, Presence(ADA), MORNING, f"Scene {n}.", 1, source="scene")
        speak(log, ADA, [Draft("memory", made)])
    elsewhere = memory.form(ADA, Presence(BEN, ADA), MORNING, "Ben's.", 1, source="scene")
    speak(log, BEN, [Draft("memory", elsewhere)])
    assert [memory.text for memory in seen(log).scenes] == ["Scene 2.", "Scene 3.", "Scene 4."]
    assert seen(log, summaries=0).scenes == ()


def test_a_guest_takes_its_own_memories_things_and_edges_along(log: Log) -> None:
    speak(log, BEN, [remembers(BEN, "At home.", chat=BEN)], [takes(BEN, "a key", chat=BEN)])
    speak(log, BEN, [shifts(BEN, YOU, 3, chat=BEN, facts=["Robin sings"])])
    visits(log, BEN)
    of_ben, of_ada = seen(log, BEN), seen(log, ADA)
    assert [fact.text for fact in of_ben.edges[YOU].facts.values()] == ["Robin sings"]
    assert of_ada.edges[YOU].facts == {}
    assert [item.name for item in of_ben.items[BEN]] == ["a key"]
    assert of_ada.items[BEN] == ()


def test_a_place_is_told_with_those_around_it_and_no_other(log: Log) -> None:
    def found(name: str, parent: int | None = None) -> int:
        made = ContainerFounded(ADA, name, parent=parent)
        return entity_of(speak(log, ADA, [Draft("container", made)]), "container")

    kitchen = found("kitchen", found("flat", found("house")))
    found("cellar")
    car = found("car")
    speak(log, ADA, [Draft("scene", open_scene(ADA, MORNING, kitchen, "Cooking."))])
    speak(log, ADA, [does(YOU, ADA, container=car)])
    assert {place.name for place in seen(log).places.values()} == {
        *("kitchen", "flat", "house", "car")
    }


def test_a_guest_tells_the_story_as_the_hosts_kickoff_does(log: Log) -> None:
    told = BotAuthored("Ada", kickoff="Ada was late. She dropped her keys.")
    log.author("amend Ada", Draft("bot", told, ADA))
    visits(log, BEN)
    assert seen(log, BEN).style == seen(log, ADA).style == Style("third", "past")


def test_what_the_three_share_is_told_while_all_three_are_there(log: Log) -> None:
    visits(log, BEN)
    speak(log, ADA, [Draft("group", group.summarise("A pact."), compose(ADA, BEN))])
    assert seen(log, ADA).group == seen(log, BEN).group == "A pact."
    leaves(log, BEN)
    assert seen(log, ADA).group == ""
    visits(log, CLEO)
    assert seen(log, CLEO).group == ""
