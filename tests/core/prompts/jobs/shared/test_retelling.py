"""Retelling: what was said and done, from one witness's side."""

import pytest

from rp_tui.core.prompts.jobs.shared.retelling import key_moments, recounted, worth
from tests.core.prompts.jobs.lines import lines

TWO = ("Tom", "Ann")
THREE = ("Tom", "Ann", "Ben")


def retold(names: tuple[str, ...], witness: str, *said: str) -> str:
    heard = lines(*said)
    return recounted(key_moments(heard, names, 3, witness), witness, names)


@pytest.mark.parametrize(
    ("witness", "names", "said", "told"),
    [
        ("Ann", TWO, "Tom: I sold the car.", "I learned that Tom sold the car."),
        ("Tom", TWO, "Tom: I sold the car.", "I told Ann that I sold the car."),
        ("", TWO, "Tom: I sold the car.", 'Tom told Ann, "I sold the car."'),
        ("Ann", TWO, "Tom: I love you.", 'Tom told me, "I love you."'),
        ("Ben", THREE, "Tom: I love you, Ann.", 'Tom told Ann, "I love you, Ann."'),
        ("Ben", THREE, "Tom: It was a good year.", 'Tom said, "It was a good year."'),
        ("Ann", TWO, "Tom: Where were you all night?", 'Tom asked me, "Where were you all night?"'),
        ("Ann", TWO, "Tom: *gives her his scarf*", "Tom gave me his scarf."),
        ("Tom", TWO, "Tom: *gives her his scarf*", "I gave Ann my scarf."),
        (
            "Tom",
            TWO,
            "Ann: *Ann pushes the letter back to you.*",
            "Ann pushed the letter back to me.",
        ),
        ("Ann", TWO, "Ann: *Ann takes your hand.*", "I took Tom's hand."),
        (
            "Ann",
            TWO,
            "Tom: *takes a ring from his pocket and puts it on the table*",
            "Tom took a ring from his pocket and put it on the table.",
        ),
        ("Ann", TWO, "Tom: *nods* Hm.", ""),
    ],
)
def test_it_is_told_from_one_side(
    witness: str, names: tuple[str, ...], said: str, told: str
) -> None:
    assert retold(names, witness, said) == told


def test_of_one_turn_s_words_one_sentence_is_told() -> None:
    told = retold(TWO, "Ann", "Tom: I sold the car. I lost my job. I found a cat in the rain.")
    assert told.count("learned") == 1


def test_strong_words_are_worth_more_than_long_ones() -> None:
    assert worth("I love you.") > worth("The bus to town is always late on a rainy Sunday night.")
    assert worth("I haven't since he died.") == 0


def test_narration_is_nobody_who_says_or_does_anything() -> None:
    said = ("Narrator: I found something at work, and you look up.", "Tom: I sold the car.")
    assert retold(TWO, "Ann", *said) == "I learned that Tom sold the car."


@pytest.mark.parametrize(
    ("names", "said", "told"),
    [
        (
            ("You", "Ann"),
            "You: *I set my umbrella down.*",
            "Player set their umbrella down.",
        ),
        (TWO, "Tom: *I set my umbrella down.*", "Tom set their umbrella down."),
        (("You", "Ann"), "You: I love you.", 'Player told me, "I love you."'),
        (("You", "Ann"), "You: I sold the car.", "I learned that Player sold the car."),
        (TWO, "Tom: I found something at work,", "I learned that Tom found something at work."),
    ],
)
def test_a_player_without_a_name_is_told_of_as_one_with_a_name(
    names: tuple[str, ...], said: str, told: str
) -> None:
    assert retold(names, "Ann", said) == told
