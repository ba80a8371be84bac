"""Scene close: all go elsewhere, or the player says that it is over; in doubt it goes on."""

import pytest

from rp_tui.core.prompts.jobs.scene_close import JOB, Closing, SceneClose, proposal
from rp_tui.core.prompts.jobs.shared.matter import told
from tests.core.prompts.jobs.lines import line

GOES_ELSEWHERE = {
    "Tom: *we drove to the park*": "park",
    "Tom: We drove to the park.": "park",
    "Tom: We step outside.": "outside",
    "Ann: *I take your hand and lead you to the kitchen.*": "kitchen",
    "Ann: *An hour later we arrive at the Blue Parrot.*": "Blue Parrot",
    'Ann: *She drags you out of the bar and into the street.* "Run!"': "street",
    "Tom: *we get into the car and drive off*": "car",
    "Tom: We head to the station, tickets in hand.": "station",
    'Ann: Together we walk down to the beach. "Look at that."': "beach",
    "Tom: *We leave the office and walk down to the harbour.*": "harbour",
    "Ann: *The two of you walk home in silence.*": "home",
    "Ann: *She leads you through the door and out into the garden.*": "garden",
    "Ann: *Ann drives us to the hospital, running every light.*": "hospital",
    "Tom: *Ann and I walk to the library*": "library",
    "Tom: *Twenty minutes later we're at the pier.*": "pier",
    "Tom: *we drive to my place*": "Tom's place",
    "Tom: *We go back to the hotel.*": "hotel",
    "Ann: *The two of us climb up to the lighthouse.*": "lighthouse",
}
STAYS = (
    "Tom: maybe we should go to the park sometime",
    "Tom: Let's go to my place.",
    "Tom: Do you remember when we drove to the park?",
    "Tom: We walked to the park yesterday.",
    "Tom: If we drove to the park, we'd miss dinner.",
    "Tom: We never went to the sea.",
    "Tom: Shall we go to the park?",
    "Tom: I want us to go to the park.",
    "Tom: *I walk to the window*",
    "Tom: *I go to the kitchen and fetch two cups*",
    "Tom: *we move to the couch*",
    "Tom: *we walk to the edge of the roof*",
    "Tom: *we go to bed*",
    "Tom: *we reach an agreement*",
    "Tom: *we reach for the same cup*",
    "Tom: *we walk back into the office*",
    "Tom: *we imagine that we drive to the sea*",
    "Ann: *Ann storms out to her car.*",
    "Ann: *Ann leads you to the couch.*",
    'Ann: "We drove to the park," *she says.* "It was shut."',
    'Ann: "We\'re done here." *She folds her arms.*',
    'Ann: "Fade out, as they say."',
    "Tom: we went to the same school",
    "Tom: We went to school together.",
    "Tom: My dad and I went to the lake every summer.",
    "Ann: *She takes you to task.*",
    "Ann: *She brings you to tears.*",
    "Tom: We got to work.",
    "Tom: In the end we stayed.",
    "Tom: *the music fades out*",
    "Tom: We're not done here.",
    "Tom: When we're done here, let's eat.",
    "Tom: Are we done here?",
    "Tom: Hello.",
)
PLAYER_ENDS = (
    "Tom: fade out",
    "Tom: *fade out*",
    "Tom: Fade to black.",
    "Tom: We're done here.",
    "Tom: *nods* All right. End scene.",
    "Tom: *kisses her, and the scene fades out*",
    "Tom: And… scene ends.",
    "Tom: *We walk into the sunset* The end",
)


def closing(text: str) -> Closing:
    return Closing("Tom", line(text), "office", ("Ann's flat", "The Park"))


@pytest.mark.parametrize("text", GOES_ELSEWHERE)
def test_it_closes_where_all_go_to_another_place(text: str) -> None:
    matter = closing(text)
    end = proposal(JOB.plain(matter), matter, chat=7)
    assert end is not None
    assert end.reason == "another place"
    assert end.place is not None
    assert end.place.chat == 7
    assert end.place.name.casefold().removeprefix("the ") == GOES_ELSEWHERE[text].casefold()


@pytest.mark.parametrize("text", STAYS)
def test_it_goes_on_where_going_is_wished_remembered_or_one_s_own(text: str) -> None:
    matter = closing(text)
    assert proposal(JOB.plain(matter), matter, chat=1) is None


@pytest.mark.parametrize("text", PLAYER_ENDS)
def test_it_closes_by_the_player_s_words(text: str) -> None:
    matter = closing(text)
    end = proposal(JOB.plain(matter), matter, chat=1)
    assert end is not None
    assert (end.reason, end.place) == ("the player's words", None)


def test_by_default_it_goes_on() -> None:
    matter = closing("Tom: We drove to the park.")
    assert proposal(JOB.default(matter), matter, chat=1) is None


def test_a_known_place_keeps_its_name_and_a_new_one_tells_its_kind() -> None:
    known, new = closing("Tom: We drove to the park."), closing("Tom: We drove to the beach.")
    back = proposal(JOB.plain(known), known, chat=1)
    there = proposal(JOB.plain(new), new, chat=1)
    assert back
    assert back.place
    assert back.place.name == "The Park"
    assert there
    assert there.place
    assert (there.place.type, there.place.public, there.place.moving) == ("outdoors", True, False)


@pytest.mark.parametrize("place", ["", "office", "The Office", "…", "unknown"])
def test_a_model_that_names_no_other_place_closes_nothing(place: str) -> None:
    answer = SceneClose(ends="another place", place=place)
    assert proposal(answer, closing("Tom: Hm."), chat=1) is None


def test_the_player_s_words_may_come_with_a_place() -> None:
    answer = SceneClose(ends="player's words", place="pier")
    end = proposal(answer, closing("Tom: Fade out. Later, at the pier."), chat=1)
    assert end
    assert end.place
    assert end.place.name == "pier"


def test_a_model_reads_where_they_are_and_what_places_there_are() -> None:
    shown = told(JOB.tell(closing("Tom: Hm.")))
    assert "Player: Tom" in shown
    assert "The scene is in: office" in shown
    assert "Other places: Ann's flat, The Park" in shown
    assert shown.endswith("Tom: Hm.")
