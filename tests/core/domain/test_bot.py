import pytest

from rp_tui.core.domain.bot import (
    VOICE_SAMPLES,
    Bot,
    BotAuthored,
    BotDeleted,
    TooManySamples,
    author,
    fold,
)
from rp_tui.core.domain.names import NameMissing, NameTaken
from tests.core.domain.troubles import refused

DRAFT = BotAuthored(
    " A\x1b[1mnn ",
    " Shy.\n\nThen not. ",
    ("", " Oh. ", "\x00"),
    ("loves  cats", " ", "quick\nto anger"),
    "Born at sea.",
    "My coworker.",
    "You stay late.",
)


def test_a_bot_is_authored_clean() -> None:
    assert author(DRAFT, ["Robin"]) == BotAuthored(
        "Ann",
        "Shy.\n\nThen not.",
        ("Oh.",),
        ("loves cats", "quick to anger"),
        "Born at sea.",
        "My coworker.",
        "You stay late.",
    )


@pytest.mark.parametrize("taken", ["Ann", "ANN", "Ａｎｎ"])  # noqa: RUF001
def test_a_bot_called_like_you_or_another_bot_is_refused(taken: str) -> None:
    with refused(NameTaken):
        author(DRAFT, ["Robin", taken])


def test_a_bot_needs_a_name() -> None:
    with refused(NameMissing):
        author(BotAuthored("\u200b"), [])


def test_a_bot_has_a_few_voice_samples() -> None:
    samples = tuple("abc")
    assert author(BotAuthored("Ann", voice=(*samples, " ")), []).voice == samples
    assert len(samples) == VOICE_SAMPLES
    with refused(TooManySamples):
        author(BotAuthored("Ann", voice=tuple("abcd")), [])


def test_a_bot_that_is_amended_stays_in_or_out_of_sight() -> None:
    gone = fold(fold(None, BotAuthored("Ann")), BotDeleted())
    assert gone == Bot("Ann", deleted=True)
    amended = fold(gone, BotAuthored("Anna", "Bold."))
    assert amended == Bot("Anna", "Bold.", deleted=True)
    assert fold(amended, BotDeleted(False)) == Bot("Anna", "Bold.")


def test_a_bot_that_is_not_there_cannot_be_deleted() -> None:
    assert fold(None, BotDeleted()) is None
