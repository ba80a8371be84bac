"""Naming: a name is found whole or by its first word, and never within another word."""

import pytest

from rp_tui.core.prompts.jobs.shared.naming import names_one


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann", "Ask Ann."),
        ("Ann", "ann!"),
        ("Ann", "Ann's coat"),
        ("Ann Lee", "Ann knows."),
        ("Dr. Grey", "Where is Dr. Grey?"),
        ("Will", "You should ask Will."),
        ("Will", "Will, wait!"),
        ("Zoë", "Is Zoë in?"),
        ("A+B", "A+B is here"),
    ],
)
def test_somebody_is_named(name: str, text: str) -> None:
    assert names_one(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann", "Anna is here."),
        ("Ann", "Joann is here."),
        ("Will", "Will you marry me?"),
        ("Will", "He will come."),
        ("Rose", "She rose early."),
        ("Dr. Grey", "The dr. is in."),
        ("A.B", "AxB"),
    ],
)
def test_nobody_is_named(name: str, text: str) -> None:
    assert not names_one(name, text)
