from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.chat import Chat
from rp_tui.core.domain.container import Container
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.item import Item
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.witness import ALONE
from tests.core.prompts.views import ANN, BEN, NOW, a_view, block, with_ben

OFFICE, TOWER, CAR = 11, 12, 13
DRIVING = Activity("driving", interruptible=False, required_attention="high", attention="the road")


def test_an_activity_is_told_with_what_it_asks_of_who_does_it() -> None:
    view = a_view(activities={ANN: DRIVING, YOU: Activity()})
    assert block(view, "activities") == (
        "[Doing] Ann is driving — high attention, not interruptible, attention on the road.\n"
        "[Doing] Robin is here."
    )


def test_an_activity_without_attention_does_not_mention_it() -> None:
    view = a_view(activities={ANN: Activity("reading", posture="lying"), YOU: Activity()})
    ann = block(view, "activities").partition("\n")[0]
    assert ann == "[Doing] Ann is reading — low attention, interruptible; lying."


def test_an_activity_is_told_with_all_that_is_known_of_it() -> None:
    doing = Activity(
        "waits",
        expected_duration="an hour",
        started_at="2026-03-10T19:14:00Z",
        posture="sitting",
        container=CAR,
        slot="back seat",
        holding=("a map", "a key"),
        attention="you",
        status={"sober": "barely"},
    )
    places = {CAR: Container(ANN, "the car")}
    view = a_view(activities={ANN: doing, YOU: Activity()}, places=places, scene=Scene(ANN, NOW))
    assert block(view, "activities").startswith(
        "[Doing] Ann waits — low attention, interruptible, attention on Robin; sitting; "
        "at the back seat; in the car; holding a map, a key; for an hour; began 2 hours ago; "
        "sober: barely.\n"
    )


def test_a_scene_is_told_with_its_time_its_place_and_who_is_there() -> None:
    office = Container(ANN, "the office", "workplace", slots=("desk", "sofa"), parent=TOWER)
    tower = Container(ANN, "the tower", public=True, parent=TOWER)
    view = with_ben(
        chat=Chat(NOW, "2026-03-08", "rain"),
        scene=Scene(ANN, NOW, OFFICE, "They are\nlate."),
        places={OFFICE: office, TOWER: tower},
        activities={ANN: Activity(container=OFFICE, slot="desk"), YOU: Activity(), BEN: Activity()},
    )
    assert block(view, "scene") == (
        "[Time] Tuesday evening, 9:14pm, Day 3. Weather: rain.\n"
        "[Place] the office (workplace; private), in the tower. Spots: desk (Ann), sofa.\n"
        "[Scene] They are late.\n"
        "[Here] Ann, Robin and Ben; nobody else."
    )


def test_a_chat_of_which_nothing_is_known_yet_has_its_activities_all_the_same() -> None:
    view = a_view(chat=Chat())
    assert block(view, "scene") == "[Here] Ann and Robin; nobody else."
    assert block(view, "activities") == "[Doing] Ann is here.\n[Doing] Robin is here."


def test_a_mood_says_what_is_felt_and_wanted() -> None:
    mood = Mood("uneasy", ("to leave", "to be asked to stay"), "tired")
    assert block(a_view(mood=mood), "mood") == (
        "[Inside] Ann feels uneasy. Ann's condition: tired. "
        "Ann wants: to leave; to be asked to stay."
    )


def test_things_are_told_by_who_has_them() -> None:
    items = {
        YOU: (Item(YOU, "a ring", "", ANN, ALONE),),
        ANN: (Item(ANN, "a key", "of brass", ANN, ALONE), Item(ANN, "a pen", "", ANN, ALONE)),
    }
    assert block(a_view(items=items), "items") == (
        "[Things] Ann has: a key (of brass), a pen. Robin has: a ring."
    )
