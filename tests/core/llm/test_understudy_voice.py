"""A conversation with the understudy: in the person that is set, its own, and never the same."""

import re
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.domain.view import Style
from rp_tui.core.llm.understudy.english import sentences, words
from tests.core.llm.understudies import (
    BAKER,
    CAST,
    FIRST,
    KEEPER,
    SAID,
    THIEF,
    THIRD,
    answer,
    on_the_road,
    play,
    scene,
)
from tests.core.prompts.views import ANN, BEN

SHORTEST, LONGEST = 2, 110  # words of a reply
DEEDS = re.compile(r"\*([^*]*)\*")
SPEECH = re.compile(r'"([^"]*)"')
PRESENT = re.compile(r"\b(?:looks|is|turns|goes|are|takes|leans|lets|keeps|has)\b")
SUPPOSED = re.compile(r"\bas (?:if|though) [^.]*")  # which has its own "were"
PAST = re.compile(r"\b(?:looked|was|turned|went|were|took|leaned|kept|had)\b")


def deeds(replies: list[str]) -> str:
    return " ".join(deed for told in replies for deed in DEEDS.findall(told))


def speech(replies: list[str]) -> str:
    return " ".join(said for told in replies for said in SPEECH.findall(told))


@pytest.mark.parametrize("style", [FIRST, THIRD, Style("second", "present")])
@pytest.mark.parametrize("bot", CAST, ids=["keeper", "thief", "baker"])
def test_thirty_turns_have_no_sentence_twice(bot: Bot, style: Style) -> None:
    told = play(scene(bot, style=style), SAID)
    said = [tuple(words(line)) for text in told for line in sentences(text)]
    long = [line for line in said if len(line) > 1]
    assert len(long) == len(set(long))


@pytest.mark.parametrize("line", ["ok", "...", "Do you think so?", "I saw a ship today."])
def test_nor_if_the_player_says_the_same_thirty_times(line: str) -> None:
    told = play(scene(), [line] * 30)
    said = [tuple(words(one)) for text in told for one in sentences(text) if len(words(one)) > 1]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("bot", CAST, ids=["keeper", "thief", "baker"])
def test_replies_are_short_and_differ_in_length_and_shape(bot: Bot) -> None:
    told = play(scene(bot), SAID)
    lengths = [len(text.split()) for text in told]
    assert all(SHORTEST <= length <= LONGEST for length in lengths)
    assert len(set(lengths)) > len(told) // 4
    shapes = [re.sub(r"[^*\"\n]+", "", text) for text in told]
    assert len(set(shapes)) >= 3


def test_now_and_then_a_reply_ends_with_a_question_and_mostly_not() -> None:
    told = [text for bot in CAST for text in play(scene(bot), SAID)]
    asked = sum(text.rstrip('"*').endswith("?") for text in told)
    assert len(told) / 20 < asked < len(told) / 2


def test_actions_and_speech_stand_between_marks_and_nothing_beside_them() -> None:
    for text in play(scene(THIEF), SAID):
        assert not SPEECH.sub("", DEEDS.sub("", text)).strip()


def test_in_the_first_person_the_speaker_is_i() -> None:
    told = deeds(play(scene(BAKER, style=FIRST), SAID))
    assert re.search(r"\b(?:I|my)\b", told)
    assert not re.search(r"\b(?:Ann|she|her|Robin)\b", told)
    assert PRESENT.search(told) or re.search(r"\bI [a-z]+\b", told)
    assert not PAST.search(SUPPOSED.sub("", told))


def test_in_the_third_person_the_speaker_is_called_by_the_first_name() -> None:
    told = deeds(play(scene(KEEPER, style=THIRD), SAID))
    assert "Ann" in told
    assert "Harrow" not in told
    assert not re.search(r"\bI\b|\byou\b", told)
    assert PAST.search(told)
    assert not PRESENT.search(told)


def test_the_player_is_you_only_where_the_telling_has_it_so() -> None:
    second = deeds(play(scene(KEEPER, style=Style("second", "present")), SAID))
    assert "Robin" not in second


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([YOU, BEN, NARRATOR]),
            st.one_of(st.sampled_from(SAID), st.text(max_size=60), st.just("Ben: Robin: You:")),
        ),
        min_size=1,
        max_size=5,
    ),
    st.integers(0, 5),
)
def test_no_line_is_anothers(said: list[tuple[int, str]], seed: int) -> None:
    for text in (answer(scene(guest=True), *said, seed=seed), answer(scene(), *said, seed=seed)):
        assert not re.search(r"^[\s*_\"]*(?:Robin|Ben|Narrator|User|You)\b[^.\n]{0,3}:", text, re.M)
        for deed in DEEDS.findall(text):
            assert not re.match(r"(?:Robin|Ben)(?! ?'s?\b)\b", deed)


@pytest.mark.parametrize("bot", CAST, ids=["keeper", "thief", "baker"])
def test_who_drives_stands_in_no_kitchen(bot: Bot) -> None:
    told = play(on_the_road(bot), [line for line in SAID if "boxes" not in line])
    assert re.search(r"\b(?:wheel|road|mirror|engine|gear)\b", deeds(told))
    assert not re.search(
        r"\b(?:kitchen|counter|ceiling|tap|stove|chair|stairs|step nearer|pockets)\b", deeds(told)
    )
    own = {line for sample in bot.voice for line in sentences(sample)}
    unsaid = [line for line in sentences(speech(told)) if line not in own]
    assert not re.search(r"\b(?:come in|sit down|this room|the hall)\b", " ".join(unsaid), re.I)


def test_the_tempers_do_not_speak_alike() -> None:
    said = [{*sentences(speech(play(scene(bot), SAID)))} for bot in CAST]
    for one, other in pairwise([*said, said[0]]):
        assert len(one & other) < min(len(one), len(other)) / 3


def test_somebody_reserved_says_less_than_somebody_warm_and_does_not_stammer() -> None:
    terse, warm = (speech(play(scene(bot), SAID)) for bot in (KEEPER, BAKER))
    assert len(words(terse)) < len(words(warm))
    assert not re.search(r"\b(?:um|I\.\.\.)\b", terse)


def test_asked_of_itself_it_answers_from_its_own_portrait() -> None:
    said = answer(scene(KEEPER), (YOU, "Tell me about your family."))
    assert "My brother drowned within sight of the lamp, and I still count the boats." in said
    assert "I learned to read from shipping tables." in answer(
        scene(KEEPER), (YOU, "Where did you learn that?")
    )


def test_a_portrait_told_of_him_and_of_others_keeps_who_is_who() -> None:
    said = answer(scene(BAKER), (YOU, "Tell me about your husband. Did you have any family?"))
    assert "I lost my husband four years ago and kept his apron on the hook." in said


def test_asked_what_it_is_doing_it_can_say_so() -> None:
    told = [answer(scene(), (YOU, "What are you doing?"), seed=seed) for seed in range(12)]
    assert any("ending a net" in speech([text]) for text in told)


def test_what_was_said_is_taken_up() -> None:
    lost = "I sold the old boathouse."
    told = [answer(scene(), (YOU, lost), seed=seed) for seed in range(12)]
    assert sum("ou sold the old boathouse" in text or "boathouse" in text for text in told) >= 4


def test_of_a_long_turn_the_end_is_answered() -> None:
    walk = "I walked along the river and thought about the house. " * 140
    told = [answer(scene(), (YOU, f"{walk}Anyway, I sold it."), seed=seed) for seed in range(12)]
    assert any("ou sold it" in text for text in told)
    assert not any("ou walked along" in text for text in told)


def test_a_posture_is_not_contradicted() -> None:
    lying = scene(activities={ANN: Activity("resting", posture="lying"), YOU: Activity()})
    assert not re.search(r"\b(?:heels|step nearer|pace)\b", deeds(play(lying, SAID)))
