"""What may be asked of what is committed."""

from contextlib import closing
from pathlib import Path

from rp_tui.core.domain.bot import BotDeleted
from rp_tui.core.domain.chat import Chat, GuestJoined
from rp_tui.core.domain.container import ContainerFounded
from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.ids import NARRATOR, YOU, compose
from rp_tui.core.domain.item import ItemLost
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.pair import Pair, PairIntroduced, pair_of
from rp_tui.core.domain.scene import SceneClosed, open_scene
from rp_tui.core.domain.turn import Turn
from rp_tui.core.domain.you import You
from rp_tui.core.storage import reads
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.reads import Branch
from tests.core.storage.stories import (
    BOTS,
    MORNING,
    NAMES,
    SEEDED,
    does,
    entity_of,
    feels,
    fresh,
    remembers,
    says,
    shifts,
    speak,
    state_of,
    takes,
)


def test_you_are_who_you_said_you_are(log: Log) -> None:
    assert reads.you(log.db) == You("Robin")


def test_before_anything_is_authored_there_are_only_you(path: Path) -> None:
    with closing(fresh(path)) as db:
        assert reads.you(db) == You()
        assert reads.bots(db) == {}
        assert reads.mood(db, 1) == Mood()
        assert reads.chat(db, 1) == Chat()
        assert reads.state(db, Turn, compose(1, 1)) is None


def test_the_library_has_every_bot_that_is_not_deleted(log: Log) -> None:
    assert {id: bot.name for id, bot in reads.bots(log.db).items()} == dict(
        zip(BOTS, NAMES, strict=True)
    )
    log.author("delete", Draft("bot", BotDeleted(), 2))
    assert list(reads.bots(log.db)) == [1, 3]
    log.author("bring back", Draft("bot", BotDeleted(deleted=False), 2))
    assert list(reads.bots(log.db)) == [1, 2, 3]


def test_a_bot_is_in_the_mood_that_it_was_last_put_in(log: Log) -> None:
    speak(log, 1, [feels(1, "calm"), feels(2, "torn")])
    assert reads.mood(log.db, 1).feeling == "calm"
    assert reads.mood(log.db, 2).feeling == "torn"


def test_a_chat_has_its_clock_and_its_guest(log: Log) -> None:
    speak(log, 1, [Draft("chat", GuestJoined(2), 1)])
    assert reads.chat(log.db, 1) == Chat(MORNING, MORNING[:10], "clear", 2)
    assert reads.chat(log.db, 2).guest is None


def test_the_last_turns_come_in_the_order_in_which_they_were_said(log: Log) -> None:
    speak(log, 2, [says(2, "Elsewhere.", 2)])
    written = speak(log, 1, *([says(YOU, f"{n}.")] for n in range(6)))
    turns = [id for _, id in written.entities]
    assert list(reads.last_turns(log.db, 1, 99)) == turns
    assert list(reads.last_turns(log.db, 1, 2)) == turns[4:]
    assert list(reads.last_turns(log.db, 1, 2, before=turns[4])) == turns[2:4]
    assert reads.last_turns(log.db, 1, 2, before=turns[0]) == {}
    assert reads.last_turns(log.db, 3, 2) == {}


def test_a_turn_is_read_back_as_it_was_said(log: Log) -> None:
    said = says(NARRATOR, '*The door opens.* "Hm?" ((late))', 1, 2)
    turn = entity_of(speak(log, 1, [said]), "turn")
    read = reads.state(log.db, Turn, turn)
    assert read is not None
    assert {field: getattr(read, field) for field in said.event.__struct_fields__} == {
        field: getattr(said.event, field) for field in said.event.__struct_fields__
    }
    assert [segment.kind for segment in read.segments] == ["action", "dialogue", "ooc"]


def test_a_chat_has_its_scenes_and_its_places(log: Log) -> None:
    (first,) = reads.scenes(log.db, 1)
    park = entity_of(speak(log, 1, [Draft("container", ContainerFounded(1, "park"))]), "container")
    closed = Draft("scene", SceneClosed(MORNING, "another place"), first)
    speak(log, 1, [closed, Draft("scene", open_scene(1, MORNING, park))])
    assert [scene.is_open for scene in reads.scenes(log.db, 1).values()] == [False, True]
    assert {id: place.name for id, place in reads.places(log.db, 1).items()} == {park: "park"}
    assert len(reads.scenes(log.db, 2)) == 1
    assert reads.places(log.db, 2) == {}


def test_a_chat_is_in_the_newest_scene_that_is_open(log: Log) -> None:
    (first,) = reads.scenes(log.db, 1)
    speak(log, 2, [Draft("scene", open_scene(2, MORNING, None, "elsewhere"))])
    opened = reads.open_scene(log.db, 1)
    assert opened is not None
    assert opened.description == "a room"
    speak(log, 1, [Draft("scene", SceneClosed(MORNING, "by hand"), first)])
    assert reads.open_scene(log.db, 1) is None
    speak(log, 1, [Draft("scene", open_scene(1, MORNING, None, "a park"))])
    opened = reads.open_scene(log.db, 1)
    assert opened is not None
    assert opened.description == "a park"


def test_some_are_chosen_by_their_ids_as_far_as_they_are_there(log: Log) -> None:
    written = speak(log, 1, *([says(YOU, f"{n}.")] for n in range(4)))
    turns = [id for _, id in written.entities]
    assert list(reads.chosen(log.db, Turn, [turns[3], 7, turns[1]])) == [turns[1], turns[3]]
    assert reads.chosen(log.db, Turn, []) == {}


def test_everybody_in_a_chat_does_something_of_their_own(log: Log) -> None:
    speak(log, 1, [does(YOU, 1, verb="reads"), does(2, 1, verb="hums")])
    doing = reads.activities(log.db, 1)
    assert {who: activity.verb for who, activity in doing.items()} == {
        YOU: "reads",
        1: "waits",
        2: "hums",
    }


def test_what_is_yes_or_no_or_not_known_is_read_back_as_that(log: Log) -> None:
    one, other = pair_of(1, 2), pair_of(2, 3)
    turn = entity_of(speak(log, 1, [says(1, "One.")]), "turn")
    speak(log, 1, [Draft("pair", PairIntroduced(met=True), one)])
    speak(log, 1, [Draft("pair", ManualEdit("how", "", "at sea"), other)])
    assert state_of(log, Pair, one).met is True
    assert state_of(log, Pair, other).met is None
    assert state_of(log, Turn, turn).hidden is False
    assert state_of(log, Turn, turn).significance is None


def test_an_edge_is_found_by_whom_it_goes_from(log: Log) -> None:
    speak(log, 1, [shifts(1, 2, 3, 1, 2), shifts(2, 1, -3, 1, 2)])
    assert {to: edge.affinity for to, edge in reads.edges_from(log.db, 1).items()} == {
        YOU: SEEDED,
        2: 53,
    }
    assert reads.edges_from(log.db, YOU) == {}


def test_memories_are_their_owner_s_oldest_first(log: Log) -> None:
    speak(log, 1, [remembers(1, "a lantern"), remembers(YOU, "a lantern")])
    speak(log, 2, [remembers(1, "a river", 2, 1), remembers(2, "a river", 2, 1)])
    assert [memory.text for memory in reads.memories(log.db, 1).values()] == [
        "a lantern",
        "a river",
    ]
    assert [memory.text for memory in reads.memories(log.db, YOU).values()] == ["a lantern"]


def test_an_item_is_with_whoever_holds_it(log: Log) -> None:
    oar = entity_of(speak(log, 1, [takes(1, "an oar")]), "item")
    assert list(reads.items(log.db, 1)) == [oar]
    handed = speak(log, 1, [Draft("item", ItemLost(), oar), takes(YOU, "an oar")])
    mine = handed.entities[-1][1]
    assert reads.items(log.db, 1) == {}
    assert list(reads.items(log.db, YOU)) == [mine]


def test_the_branches_of_a_chat_end_in_steps_to_switch_to(log: Log) -> None:
    start = log.head(1)
    (left,) = speak(log, 1, [says(1, "Left.")]).steps
    log.move("rewind", start)
    (kept,) = speak(log, 1, [says(1, "Kept.")]).steps
    log.name("name", left, "left")
    main, other = reads.branches(log.db, 1)
    assert main == Branch(main.id, "left", left, True)
    assert other == Branch(other.id, None, kept, True)
    log.reset("reset", 1, says(1, "Anew."))
    assert [branch.is_live for branch in reads.branches(log.db, 1)] == [False, False, True]
    assert len(reads.branches(log.db, 2)) == 1
