"""Relationship parse: two sides of one prose, neither of which knows the other's heart."""

from itertools import pairwise

import pytest

from rp_tui.core.domain.edge import Seed
from rp_tui.core.prompts.jobs.relationship_parse import JOB, Relationship, proposal
from rp_tui.core.prompts.jobs.shared.bonds import AFFINITY, TRUST, Side, Sides
from rp_tui.core.prompts.jobs.shared.matter import told

CRUSH = (
    "Ann is my coworker; we've worked together for two years; she has a crush on me she hasn't "
    "admitted"
)
# What is written; how Ann feels and trusts, how Tom does, as signs against the middle.
STAND: tuple[tuple[str, tuple[int, int], tuple[int, int]], ...] = (
    (CRUSH, (1, 0), (0, 0)),
    ("You are old friends. She trusts you with her life.", (1, 1), (1, 0)),
    ("She hates you for what you did to her brother.", (-1, 0), (0, 0)),
    ("You are strangers.", (0, -1), (0, -1)),
    ("You love her; she barely knows your name.", (0, 0), (1, 0)),
    ("Ann is your ex. You broke up last year and she never forgave you.", (-1, 0), (-1, 0)),
    ("Ann is Tom's sister. They grew up together.", (1, 1), (1, 1)),
    ("Ann is your boss. She does not trust you.", (0, -1), (0, 0)),
    ("You have been married for ten years.", (1, 0), (1, 0)),
    ("She is your rival, and you despise her.", (-1, 0), (-1, 0)),
    ("She doesn't love you any more.", (0, 0), (0, 0)),
    ("Ann is your landlady.", (0, 0), (0, 0)),
    ("She's my wife. I love her but I don't trust her anymore.", (1, 0), (1, -1)),
    ("She works for you. She secretly plans to take over the company.", (0, 0), (0, 0)),
    ("", (0, 0), (0, 0)),
)


def seeds(prose: str) -> tuple[Seed, Seed]:
    return proposal(JOB.plain(Relationship("Ann", "Tom", prose)))


def signs(seed: Seed) -> tuple[int, int]:
    affinity, trust = seed.affinity - 50, seed.trust - 50
    return (affinity > 0) - (affinity < 0), (trust > 0) - (trust < 0)


@pytest.mark.parametrize(("prose", "bot", "player"), STAND)
def test_each_side_feels_what_is_written_of_it(
    prose: str, bot: tuple[int, int], player: tuple[int, int]
) -> None:
    assert tuple(map(signs, seeds(prose))) == (bot, player)


def test_neither_side_s_words_tell_the_other_s_heart() -> None:
    bot, player = seeds(CRUSH)
    assert "crush" in bot.summary
    assert "coworker" in player.summary
    assert "crush" not in " ".join((player.summary, *player.facts))


@pytest.mark.parametrize("prose", [prose for prose, *_ in STAND])
def test_what_is_kept_is_told_with_names(prose: str) -> None:
    for seed in seeds(prose):
        words = {
            word.strip(".,;").lower().removesuffix("'s")
            for text in (seed.summary, *seed.facts)
            for word in text.split()
        }
        assert not words & {"you", "your", "i", "me", "my", "we", "our", "we've"}


@pytest.mark.parametrize(("prose", "bot", "player"), STAND)
def test_a_player_without_a_name_feels_the_same_and_stays_you(
    prose: str, bot: tuple[int, int], player: tuple[int, int]
) -> None:
    found = proposal(JOB.plain(Relationship("Ann", "You", prose)))
    words = " ".join(text for seed in found for text in (seed.summary, *seed.facts)).split()
    third = set(pairwise(words)) & {("You", "is"), ("You", "has"), ("I", "am")}
    assert (signs(found[0]), signs(found[1]), third) == (bot, player, set())


def test_what_you_are_is_known_in_the_second_person() -> None:
    bot, player = proposal(
        JOB.plain(Relationship("Ann", "You", "Ann is your landlady. You are a nurse."))
    )
    assert player.facts == ("Ann is your landlady.",)
    assert bot.facts == ("You are a nurse.",)


def test_what_somebody_is_is_known_to_the_other() -> None:
    bot, player = seeds("Ann is your landlady. You are a nurse.")
    assert player.facts == ("Ann is Tom's landlady.",)
    assert bot.facts == ("Tom is a nurse.",)


def test_an_aside_is_not_part_of_the_story() -> None:
    bot, player = seeds("Ann is your landlady. ((She is the murderer.))")
    assert "murderer" not in f"{bot}{player}"


def test_by_default_nothing_is_between_them() -> None:
    assert proposal(JOB.default(Relationship("Ann", "Tom", CRUSH))) == (Seed(), Seed())


def test_a_model_s_words_become_numbers() -> None:
    answer = Sides(first=Side(feeling="loves", trust="full", summary="Hers.", knows=["a", "b"]))
    assert proposal(answer)[0] == Seed(93, 93, "Hers.", ("a", "b"))


def test_words_of_feeling_are_in_order_around_the_middle() -> None:
    for scale in (list(AFFINITY.values()), list(TRUST.values())):
        assert scale == sorted(scale)
        assert scale[len(scale) // 2] == 50


def test_a_model_reads_who_is_who_and_the_prose_last() -> None:
    shown = told(JOB.tell(Relationship("Ann", "Tom", "You are old friends.")))
    assert shown.startswith("First: Ann.\nSecond: Tom")
    assert shown.endswith("You are old friends.")
