"""Players that are killed at random moments lose nothing that was acknowledged; a short form."""

from pathlib import Path

import pytest

from tests.torture.rounds import Campaign

SEED = 5


def test_what_was_acknowledged_outlives_its_player(tmp_path: Path) -> None:
    must_outlive(tmp_path, rounds=6)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_what_was_acknowledged_outlives_forty_players(tmp_path: Path) -> None:
    must_outlive(tmp_path, rounds=40)


def must_outlive(folder: Path, rounds: int) -> None:
    with Campaign(folder, SEED) as campaign:
        for number in range(rounds):
            campaign.round(number)
        campaign.finish()
    assert campaign.tally["rounds"] == rounds
    assert campaign.tally["batches"]
