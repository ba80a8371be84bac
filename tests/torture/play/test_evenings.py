"""Evenings that are cut short by a kill lose nothing and double nothing; a short form."""

from pathlib import Path

import pytest

from tests.torture.play.evenings import Season

SEED = 11


def test_what_was_said_outlives_its_process(tmp_path: Path) -> None:
    must_outlive(tmp_path, evenings=3)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_what_was_said_outlives_thirty_processes(tmp_path: Path) -> None:
    must_outlive(tmp_path, evenings=30)


def must_outlive(folder: Path, evenings: int) -> None:
    with Season(folder, SEED) as season:
        for number in range(evenings):
            season.round(number)
        season.finish()
    assert season.tally["rounds"] == evenings
    assert season.books.tally["acts"]
    assert season.books.tally["cut off"]
