"""State update: what one who is there takes from a turn, in its own view alone."""

import pytest
from hypothesis import given, settings
from msgspec import UNSET

from rp_tui.core.domain.update import Update
from rp_tui.core.prompts.jobs.shared.matter import told
from rp_tui.core.prompts.jobs.state_update import JOB, StateUpdate, Toward, Witnessing, proposal
from tests.core.prompts.jobs.anything import of
from tests.core.prompts.jobs.lines import lines

# From Ann's view of Tom: what is said, and which way liking and trust go.
SHIFTS = (
    ("Tom: How was your day?", 0, 0),
    ("Tom: Thank you. You're brave, Ann.", 1, 0),
    ("Tom: I missed you.", 1, 0),
    ("Tom: Shut up, you idiot.", -1, 0),
    ("Tom: I hate you.", -1, -1),
    ("Tom: I lied to you about the money.", 0, -1),
    ("Tom: I've never told anyone this, but I can't read.", 0, 1),
    ("Tom: I love you.", 1, 0),
    ("Tom: *slaps you*", -1, -1),
    ("Tom: Are you a liar?", 0, 0),
    ("Tom: Thanks for nothing.", 0, 0),
    ("Tom: *squeezes your hand*", 1, 0),
)
LEARNED = {
    "Tom: I'm a nurse.": ("Tom is a nurse.",),
    "Tom: My sister lives in Rome.": ("Tom's sister lives in Rome.",),
    "Tom: I'm allergic to nuts, actually.": ("Tom is allergic to nuts, actually.",),
    "Tom: I grew up on a farm. And you?": ("Tom grew up on a farm.",),
    "Tom: I live with my mother, and I hate it.": ("Tom lives with their mother.",),
    "Tom: My name's Tom and I'm from Leeds.": ("Tom is from Leeds.",),
    "Tom: I sold the cello.": ("Tom sold the cello.",),
    "Tom: I got the job in Oslo.": ("Tom got the job in Oslo.",),
    "Tom: I lost my keys.": ("Tom lost their keys.",),
    "Tom: You are a nurse, Ann.": (),
    "Tom: Are you a nurse?": (),
    "Tom: I'm a bit tired today.": (),
    "Tom: I'm the one who asked you that.": (),
    "Tom: *I'm a nurse, he thinks*": (),
    "Tom: ((I'm a spy in real life)) Hello.": (),
    "Ann: I'm a doctor.": (),
}
# Who, what is said, what is gained, what is lost.
THINGS = (
    ("Ann", "Tom: *I give Ann the old key*", ("old key",), ()),
    ("Tom", "Tom: *I give Ann the old key*", (), ("old key",)),
    ("Ann", "Ann: *Ann hands you the letter.*", (), ("letter",)),
    ("Tom", "Ann: *Ann hands you the letter.*", ("letter",), ()),
    ("Tom", "Tom: *picks up the lantern*", ("lantern",), ()),
    ("Ann", "Tom: *picks up the lantern*", (), ()),
    ("Ann", "Ann: *She drops the knife.*", (), ("knife",)),
    ("Tom", "Tom: *takes a sip of tea and takes your hand*", (), ()),
    ("Ann", "Tom: *gives you a look*", (), ()),
    ("Ann", "Tom: *wants to give you the ring*", (), ()),
    ("Ann", 'Tom: "I will give you the ring one day."', (), ()),
    ("Ann", "Tom: *hands you a cup of tea*", (), ()),
    ("Tom", "Tom: *takes an envelope out of his pocket*", (), ()),
    ("Tom", "Tom: *takes the letter from Ann*", ("letter",), ()),
    ("Ann", "Tom: *takes the letter from Ann*", (), ("letter",)),
    ("Tom", "Tom: *takes a deep breath and takes a seat*", (), ()),
)


def view(who: str, *said: str, names: tuple[str, ...] = ("Tom", "Ann"), **more: str) -> Witnessing:
    return Witnessing(who, names, lines(*said), **more)  # type: ignore[arg-type]


def plainly(matter: Witnessing) -> Update:
    return proposal(JOB.plain(matter), matter)


def sign(number: int) -> int:
    return (number > 0) - (number < 0)


@pytest.mark.parametrize(("said", "liking", "trust"), SHIFTS)
def test_words_move_liking_and_trust(said: str, liking: int, trust: int) -> None:
    shifts = plainly(view("Ann", said)).shifts
    found = [(sign(shift.affinity), sign(shift.trust)) for shift in shifts]
    assert (found or [(0, 0)]) == [(liking, trust)]


@pytest.mark.parametrize("said", LEARNED)
def test_what_somebody_says_of_itself_is_learned(said: str) -> None:
    facts = [fact for shift in plainly(view("Ann", said)).shifts for fact in shift.facts]
    assert tuple(facts) == LEARNED[said]


@pytest.mark.parametrize(("who", "said", "gained", "lost"), THINGS)
def test_things_change_hands(
    who: str, said: str, gained: tuple[str, ...], lost: tuple[str, ...]
) -> None:
    update = plainly(view(who, said))
    assert (update.gained, update.lost) == (gained, lost)


def test_a_silent_witness_thinks_less_of_who_is_cruel_and_not_of_who_suffers_it() -> None:
    said = 'Mara: *Mara turns to Tom.* "Shut up, Tom, you idiot."'
    update = plainly(view("Ben", said, names=("Tom", "Mara", "Ben")))
    assert [(shift.target, sign(shift.affinity)) for shift in update.shifts] == [("Mara", -1)]


def test_a_silent_witness_learns_what_is_told_to_another() -> None:
    said = 'Mara: "I was born in Riga, Tom."'
    (shift,) = plainly(view("Ben", said, names=("Tom", "Mara", "Ben"))).shifts
    assert (shift.target, shift.facts) == ("Mara", ("Mara was born in Riga.",))


def test_what_is_known_already_is_not_learned_again() -> None:
    matter = Witnessing(
        "Ann", ("Tom", "Ann"), lines("Tom: I'm a nurse."), known=("Tom is a nurse.",)
    )
    assert plainly(matter).shifts == ()


def test_who_does_something_is_seen_doing_it() -> None:
    said = "Ann: *Ann sits down on the bench and reads a letter.*"
    update = plainly(view("Ann", said))
    assert update.activity.posture == "sitting"
    assert update.activity.verb == "reading a letter"
    assert plainly(view("Tom", said)).activity.verb is UNSET


def test_driving_takes_all_attention() -> None:
    now = plainly(view("Ann", "Ann: *Ann is driving through the rain.*")).activity
    assert (now.interruptible, now.required_attention) == (False, "high")


def test_a_mood_shows_and_yours_is_your_own() -> None:
    said = ("Tom: *cries*", 'Ann: *Ann sobs.* "Go away!"')
    assert plainly(view("Ann", *said)).feeling == "hurt"
    assert plainly(view("Tom", *said)).feeling is None


def test_tears_of_who_speaks_kindly_are_not_of_hurt() -> None:
    said = 'Ann: *Her eyes fill with tears.* "Thank you, Tom."'
    assert plainly(view("Ann", said)).feeling == "moved"


def test_a_body_s_condition_is_noted_for_whose_body_it_is() -> None:
    said = "Ann: *Ann is bleeding.*"
    assert plainly(view("Ann", said)).activity.status == {"injured": "bleeding"}
    assert plainly(view("Tom", said)).activity.status is UNSET


def test_a_want_that_is_said_is_a_goal() -> None:
    said = 'Ann: "I want to leave this town before winter."'
    assert plainly(view("Ann", said)).goals == ("leave this town before winter",)


def test_by_default_nothing_changes() -> None:
    matter = view("Ann", "Tom: I hate you. I'm a nurse. *gives you the key*")
    assert proposal(JOB.default(matter), matter) == Update()


def test_a_model_s_words_become_small_steps_and_facts_about_who_is_there() -> None:
    matter = view("Ann", "Tom: Hm.")
    answer = StateUpdate(
        toward=[
            Toward(name="tom", liking="much less", trust="a little more", learned=["Tom lies."]),
            Toward(name="Ben", liking="more"),
            Toward(name="Ann", liking="more"),
        ],
        mood="stung",
        gained=["a key"],
    )
    update = proposal(answer, matter)
    (shift,) = update.shifts
    assert (shift.target, shift.affinity, shift.trust) == ("Tom", -3, 1)
    assert shift.facts == ("Tom lies.",)
    assert (update.feeling, update.gained, update.goals) == ("stung", ("a key",), None)


def test_a_model_that_names_nobody_means_the_one_other_who_is_there() -> None:
    answer = StateUpdate(toward=[Toward(liking="more")])
    assert proposal(answer, view("Ann", "Tom: Hm.")).shifts[0].target == "Tom"
    crowd = view("Ann", "Tom: Hm.", names=("Tom", "Ann", "Ben"))
    assert proposal(answer, crowd).shifts == ()


@settings(max_examples=80, deadline=None)
@given(of(Witnessing))
def test_no_step_is_larger_than_three_and_nobody_changes_towards_itself(matter: Witnessing) -> None:
    for shift in plainly(matter).shifts:
        assert shift.target in matter.others
        assert -3 <= shift.affinity <= 3
        assert -3 <= shift.trust <= 3


def test_a_model_reads_whose_view_it_is_and_what_that_one_knows() -> None:
    shown = told(JOB.tell(view("Ann", "Tom: Hm.", feeling="calm", doing="reading")))
    assert shown.startswith("Whose view: Ann\nAlso there: Tom\n")
    assert "Mood: calm\nIs: reading" in shown
    assert shown.endswith("Tom: Hm.")


@pytest.mark.parametrize("name", ["Player", "You"])
def test_a_player_without_a_name_is_meant_by_either_word(name: str) -> None:
    matter = Witnessing("Ann", ("You", "Ann", "Ben"), ())
    answer = StateUpdate(toward=[Toward(name=name, liking="more")])
    assert [shift.target for shift in proposal(answer, matter).shifts] == ["You"]
