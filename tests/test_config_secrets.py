"""The keys of providers in the settings: found, sent to their own servers alone, never shown."""

import copy
from pathlib import Path

import pytest

from rp_tui.config import Config, load
from rp_tui.config.errors import BadSetting, EmptyKey
from rp_tui.config.settings import FEATHERLESS

SECRET = "rc_0123456789abcdef"  # no key of anyone's
LOCAL = "http://127.0.0.1:11434/v1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def with_file(file: Path, text: str, env: dict[str, str] | None = None) -> Config:
    file.write_text(text, encoding="utf-8")
    return load(file, env or {})


def key_of(config: Config) -> str:
    return config.narrative.api_key.reveal()


@pytest.mark.parametrize(
    ("env", "text"),
    [
        ({"FEATHERLESS_API_KEY": SECRET}, ""),
        ({"RP_TUI_API_KEY": f"  {SECRET}\n"}, ""),
        ({"RP_TUI_NARRATIVE_API_KEY": SECRET, "RP_TUI_API_KEY": "other"}, ""),
        ({"RP_TUI_API_KEY": SECRET, "FEATHERLESS_API_KEY": "other"}, ""),
        ({"FEATHERLESS_API_KEY": SECRET}, 'api_key = "other"'),
        ({}, f'api_key = "{SECRET}"'),
        ({}, f'api_key = "other"\n[narrative]\napi_key = "{SECRET}"'),
    ],
)
def test_a_key_is_found_wherever_it_was_put(file: Path, env: dict[str, str], text: str) -> None:
    config = with_file(file, text, env)
    assert key_of(config) == SECRET
    assert not config.narrative.understudy
    assert config.narrative.endpoint.key.reveal() == SECRET


def test_a_key_is_sent_to_no_other_server_than_its_own(file: Path) -> None:
    env = {"FEATHERLESS_API_KEY": SECRET}
    config = with_file(file, f'api_key = "{SECRET}"\n[narrative]\nbase_url = "{LOCAL}"', env)
    assert key_of(config) == ""
    assert config.classifier.api_key.reveal() == SECRET
    config = with_file(file, f'base_url = "{LOCAL}"', env)
    assert key_of(config) == ""
    config = with_file(file, f'base_url = "http://{FEATHERLESS.partition("//")[2]}"', env)
    assert key_of(config) == "", "not even to its own in the clear"


def test_a_server_of_the_players_own_needs_no_key(file: Path) -> None:
    config = with_file(file, f'[narrative]\nbase_url = "{LOCAL}"')
    assert not config.narrative.understudy
    assert config.classifier.understudy


def test_a_key_shows_itself_nowhere(file: Path) -> None:
    config = with_file(file, f'api_key = "{SECRET}"')
    for shown in (repr(config), str(config), f"{config.narrative.api_key}", repr(vars_of(config))):
        assert SECRET not in shown
    assert copy.deepcopy(config) == config


def vars_of(config: Config) -> list[object]:
    return [getattr(config.narrative, name) for name in config.narrative.__slots__]


@pytest.mark.parametrize("env", ["RP_TUI_API_KEY", "FEATHERLESS_API_KEY", ""])
def test_an_empty_key_is_said_in_one_sentence(file: Path, env: str) -> None:
    where = f"from {env} in the environment" if env else f"in {file}"
    with pytest.raises(EmptyKey) as found:
        with_file(file, "" if env else 'api_key = " "', {env: " "} if env else {})
    assert str(found.value) == (
        f"api_key {where} is empty; give the key, or take the setting out to play without one."
    )


@pytest.mark.parametrize("key", [f"Bearer {SECRET}", f"{SECRET}\u2026", f"{SECRET}\\n{SECRET}"])
def test_what_no_header_can_carry_is_no_key(file: Path, key: str) -> None:
    with pytest.raises(BadSetting, match=r"api_key in .* must be a key as the provider") as found:
        with_file(file, f'api_key = "{key}"')
    assert SECRET not in str(found.value)
