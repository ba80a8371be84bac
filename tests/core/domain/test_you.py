import pytest

from rp_tui.core.domain.names import NameTaken
from rp_tui.core.domain.you import DEFAULT_NAME, You, YouDescribed, describe, fold
from tests.core.domain.troubles import refused


def test_you_are_described_clean() -> None:
    made = describe(" Ro\x1b[2Jbin ", "they /\nthem", " Dry.\n\nThirty. ")
    assert made == YouDescribed("Robin", "they / them", "Dry.\n\nThirty.")
    assert fold(None, made) == You("Robin", "they / them", "Dry.\n\nThirty.")


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\u200d"])
def test_who_gives_no_name_is_you(name: str) -> None:
    assert describe(name).name == DEFAULT_NAME == You().name


@pytest.mark.parametrize("name", ["Ann", "ANN", " ann"])
def test_you_are_not_called_like_a_bot(name: str) -> None:
    with refused(NameTaken):
        describe(name, taken=["Ben", "Ann"])


def test_a_bot_called_you_leaves_you_to_choose_another_name() -> None:
    with refused(NameTaken):
        describe("", taken=["you"])
