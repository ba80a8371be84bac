"""Settings: who is heard first, and that what cannot be understood is one sentence."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.config import Config, load
from rp_tui.config.errors import SAMPLE, BadFile, BadSetting, Clash, ConfigTrouble, UnknownSetting
from rp_tui.config.settings import FEATHERLESS, SETTINGS, variable
from rp_tui.config.sources import LARGEST_FILE
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.markers import Markers

SECRET = "rc_0123456789abcdef"  # no key of anyone's
LOCAL = "http://127.0.0.1:11434/v1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def with_file(file: Path, text: str, env: dict[str, str] | None = None) -> Config:
    file.write_text(text, encoding="utf-8")
    return load(file, env or {})


# Who is heard first.


def test_without_any_settings_the_understudy_plays_seed_003s_parts(file: Path) -> None:
    config = load(file, {})
    assert config.narrative.understudy
    assert config.classifier.understudy
    assert config.narrative.models == ("dphn/Dolphin-Mistral-24B-Venice-Edition",)
    assert config.classifier.models == (
        "NousResearch/Hermes-3-Llama-3.1-8B",
        "cognitivecomputations/dolphin-2.9.4-llama3-8b",
        "mlabonne/Meta-Llama-3.1-8B-Instruct-abliterated",
    )
    limits = config.prompt
    assert (limits.hard_tokens, limits.soft_tokens, limits.classifier_tokens) == (8000, 6000, 4000)
    assert (limits.memories, limits.summaries) == (4, 3)
    assert config.ooc == Markers("((", "))")
    assert not file.exists()


def test_the_environment_goes_before_the_file(file: Path) -> None:
    file.write_text('concurrency = 1\nooc = "[[ ]]"\n[narrative]\nmodel = "file-8b"\n')
    config = load(file, {"RP_TUI_NARRATIVE_MODEL": "env-8b"})
    assert config.narrative.model == "env-8b"
    assert config.concurrency == 1
    assert config.ooc == Markers("[[", "]]")


def test_every_setting_can_be_given_in_the_environment(file: Path) -> None:
    config = load(
        file,
        {
            "RP_TUI_BASE_URL": f"{LOCAL}/",
            "RP_TUI_OOC": "[[ ]]",
            "RP_TUI_NARRATIVE_TEMPERATURE": "1",
            "RP_TUI_NARRATIVE_CONTEXT": "8_192",
            "RP_TUI_NARRATIVE_EXTRA": '{"top_k": 40, "stop": ["You:"]}',
            "RP_TUI_CLASSIFIER_FALLBACKS": "one-8b, two-8b,",
            "RP_TUI_PROMPT_SUMMARIES": "0",
        },
    )
    assert config.narrative.base_url == config.classifier.base_url == LOCAL
    assert config.ooc == Markers("[[", "]]")
    assert config.narrative.temperature == 1.0
    assert config.narrative.context == 8192
    assert config.narrative.extra == {"top_k": 40, "stop": ["You:"]}
    assert config.classifier.fallbacks == ("one-8b", "two-8b")
    assert config.prompt.summaries == 0


def test_an_empty_variable_says_nothing(file: Path) -> None:
    assert load(file, {"RP_TUI_NARRATIVE_MODEL": " ", "RP_TUI_OOC": ""}) == load(file, {})


def test_other_programs_variables_are_their_own(file: Path) -> None:
    env = {"RP_TUI_DATA_DIR": "/tmp", "RP_TUI_OF_A_LATER_VERSION": "1", "NARRATIVE_MODEL": "x"}
    assert load(file, env) == load(file, {})


def test_the_sample_is_the_defaults_and_names_every_setting() -> None:
    assert load(SAMPLE, {}) == load(Path("/nowhere/config.toml"), {})
    text = SAMPLE.read_text()
    found = tomllib.loads(re.sub(r"^# (?=api_key|base_url)", "", text, flags=re.MULTILINE))
    named = {
        name if name in SETTINGS else f"{name}.{inner}"
        for name, value in found.items()
        for inner in ([name] if name in SETTINGS else value)
    }
    assert named == set(SETTINGS)


def test_windows_and_their_editors_are_welcome(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbfconcurrency = 2\r\nooc = "[[ ]]"\r\n')
    assert load(file, {}).concurrency == 2


# The screen.


def test_the_screen_is_calm_dark_and_silent_unless_somebody_wants_otherwise(file: Path) -> None:
    screen = load(file, {}).screen
    assert (screen.theme, screen.bell, screen.title) == ("dusk", False, False)
    screen = with_file(file, '[screen]\ntheme = "ansi"\n', {"RP_TUI_SCREEN_BELL": "True"}).screen
    assert (screen.theme, screen.bell, screen.title) == ("ansi", True, False)


def test_other_keys_go_by_the_actions_names(file: Path) -> None:
    assert load(file, {}).keys == {}
    text = '[keys]\nstop = ["ctrl+g", "f2"]\nquit = ["ctrl+x"]'
    assert with_file(file, text).keys == {"stop": ("ctrl+g", "f2"), "quit": ("ctrl+x",)}
    assert load(file, {"RP_TUI_KEYS": '{"undo": ["z"]}'}).keys == {"undo": ("z",)}


# What cannot be understood.


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '[narrative]\ncontext = "32k"',
            "narrative.context in {file} must be a whole number from 1,024 to 4,000,000, not text.",
        ),
        (
            "[narrative]\ncontext = 8192.5",
            "narrative.context in {file} must be a whole number from 1,024 to 4,000,000,"
            " not 8192.5.",
        ),
        (
            "[narrative]\ntemperature = 11",
            "narrative.temperature in {file} must be a number from 0 to 5, not 11.",
        ),
        (
            "[classifier]\ntop_p = true",
            "classifier.top_p in {file} must be a number from 0.01 to 1, not true or false.",
        ),
        (
            "[narrative]\nmodel = 24",
            "narrative.model in {file} must be text of 1 to 1,000 characters on one line, not 24.",
        ),
        (
            '[narrative]\nmodel = ""',
            "narrative.model in {file} must be text of 1 to 1,000 characters on one line,"
            " not nothing.",
        ),
        (
            '[classifier]\nfallbacks = "one"',
            "classifier.fallbacks in {file} must be a list of at most 8 models, not text.",
        ),
        (
            "concurrency = 1979-05-27",
            "concurrency in {file} must be a whole number from 1 to 1,024, not a date or a time.",
        ),
        (
            'ooc = "(("',
            "ooc in {file} must be an opening and a closing mark with a space between,"
            " such as (( )).",
        ),
        (
            '[narrative.extra]\nmodel = "other"',
            "narrative.extra in {file} must be a table of further fields of a request,"
            " none of them messages, model, stream.",
        ),
        (
            '[screen]\ntheme = "neon"',
            "screen.theme in {file} must be one of dusk, paper, contrast, ansi.",
        ),
        ("[screen]\nbell = 1", "screen.bell in {file} must be true or false, not 1."),
        (
            '[keys]\nstop = "f2"',
            'keys.stop at line 2 of {file} must be a list of 1 to 8 keys such as ["f2"], not text.',
        ),
        (
            '# [keys]\n[screen]\nbell = true\n[ keys ]\nundo = ["z"]\n "stop"= "rc_0123456789abc"',
            'keys.stop at line 6 of {file} must be a list of 1 to 8 keys such as ["ctrl+g"],'
            " not text.",
        ),
        (
            "[keys]\nstop = []",
            'keys.stop at line 2 of {file} must be a list of 1 to 8 keys such as ["ctrl+g"],'
            " not a list of 0.",
        ),
        (
            'keys.stop = "ctrl+g"',
            'keys.stop in {file} must be a list of 1 to 8 keys such as ["ctrl+g"], not text.',
        ),
        ("keys = 5", "keys in {file} must be a table of actions, each with a list of 1 to 8 keys"
         ' such as ["ctrl+g"], not 5.'),
        (
            "narrative = 5",
            "narrative in {file} must be a table, begun by a line [narrative], not 5.",
        ),
        ('[narrative]\nmodle = "x"', "narrative.modle in {file} is no setting; did you mean"
         " narrative.model?"),
        ("[narative]\ncontext = 1", "narative in {file} is no setting; did you mean narrative?"),
        (
            'model = "x"',
            "model in {file} is no setting; did you mean narrative.model or classifier.model?",
        ),
        ("wings = 2", f"wings in {{file}} is no setting; {SAMPLE} shows all that there are."),
        (
            "[prompt]\nclassifier_tokens = 500",
            "prompt.classifier_tokens in {file} must be a whole number from 3,000 to 4,000,000,"
            " not 500.",
        ),
        (
            "[classifier]\ncontext = 2048",
            "classifier.context in {file} must be a whole number from 4,096 to 4,000,000,"
            " not 2048.",
        ),
        (
            "concurrency = 2\nooc = ((",
            "{file} does not parse as TOML at line 2;"
            " mend the file, or take it away to play with defaults.",
        ),
        (
            "[narrative",
            "{file} does not parse as TOML at its end;"
            " mend the file, or take it away to play with defaults.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_file_is_said_in_one_sentence(
    file: Path, text: str, sentence: str
) -> None:
    with pytest.raises(ConfigTrouble) as found:
        with_file(file, text)
    assert str(found.value) == sentence.format(file=file)
    assert isinstance(found.value, Trouble)


@pytest.mark.parametrize(
    "url",
    [
        "api.featherless.ai/v1",
        "ftp://api.featherless.ai",
        "https://",
        f"https://user:{SECRET}@example.org/v1",
        f"https://example.org/v1?key={SECRET}",
        "https://exa mple.org",
        "https://example.org:99999",
        "https://[::1",
    ],
)
def test_what_is_no_address_is_said_without_its_text(file: Path, url: str) -> None:
    with pytest.raises(BadSetting) as found:
        load(file, {"RP_TUI_NARRATIVE_BASE_URL": url})
    assert str(found.value) == (
        "narrative.base_url from RP_TUI_NARRATIVE_BASE_URL in the environment must be an address"
        f" such as {FEATHERLESS}, with no key in it."
    )


def test_a_misspelt_variable_is_asked_about(file: Path) -> None:
    with pytest.raises(UnknownSetting, match="did you mean RP_TUI_NARRATIVE_MODEL"):
        load(file, {"RP_TUI_NARATIVE_MODEL": "x"})
    with pytest.raises(UnknownSetting, match="RP_TUI_PROMPT_WINGS in the environment is no"):
        load(file, {"RP_TUI_PROMPT_WINGS": "2"})


def test_settings_that_cannot_both_be_are_said_together(file: Path) -> None:
    with pytest.raises(Clash) as found:
        with_file(file, "[prompt]\nhard_tokens = 4000")
    assert str(found.value) == (
        "prompt.soft_tokens is 6,000, too much beside prompt.hard_tokens, which is 4,000;"
        f" change one of them in {file}."
    )
    with pytest.raises(Clash, match=r"narrative\.max_tokens is 8,192, too much beside"):
        with_file(file, "[narrative]\ncontext = 8192\nmax_tokens = 8192")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"ooc = 1\n# caf\xe9", "is not UTF-8 at line 2"),
        (b"#" * (LARGEST_FILE + 1), "is larger than 1,000,000 bytes"),
        (b"a = " + b"[" * 100_000, "nests too deep to be read|does not parse as TOML"),
        (b"a = " + b"9" * 5_000, "does not parse as TOML"),
        (b"\n" + b"a." * 400_000 + b"a = 1", "has a key of too many parts at line 2"),
        (b"\0\0\0", "does not parse as TOML at line 1"),
        (f'"{SECRET}" = 1\n"{SECRET}" = 2\n'.encode(), "does not parse as TOML at line 2"),
    ],
    ids=["latin", "large", "deep", "digits", "dots", "noughts", "twice"],
)
def test_a_file_that_is_no_settings_is_said_in_one_sentence(
    file: Path, content: bytes, what: str
) -> None:
    file.write_bytes(content)
    with pytest.raises(BadFile, match=what) as found:
        load(file, {})
    assert SECRET not in str(found.value)


def test_a_folder_in_the_files_place_is_said_in_one_sentence(file: Path) -> None:
    file.mkdir()
    with pytest.raises(BadFile, match="is no file; mend the file"):
        load(file, {})


def test_a_path_that_cannot_be_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        load(tmp_path / ("x" * 300), {})


@given(
    st.sampled_from(sorted(SETTINGS)),
    st.text(max_size=30) | st.integers().map(str) | st.floats().map(str),
)
def test_no_value_is_too_odd(name: str, value: str) -> None:
    trouble: ConfigTrouble | None = None
    try:
        load(Path("/nowhere/config.toml"), {variable(name): value})
    except ConfigTrouble as refused:
        trouble = refused
    if trouble:
        assert re.fullmatch(rf"[^\n]*{re.escape(name)}[^\n]*\.", str(trouble))


# How a model is asked.


def test_what_changes_nothing_is_left_to_the_server(file: Path) -> None:
    config = with_file(file, "[narrative.extra]\ntop_k = 40")
    asked = config.narrative.params()
    assert (asked.temperature, asked.min_p, asked.repetition_penalty) == (0.8, 0.05, 1.05)
    assert (asked.top_p, asked.max_tokens, asked.extra) == (None, 1024, {"top_k": 40})
    asked = config.classifier.params(config.classifier.fallbacks[0])
    assert asked.model == "cognitivecomputations/dolphin-2.9.4-llama3-8b"
    assert (asked.top_p, asked.min_p, asked.repetition_penalty) == (None, None, None)
    assert asked.max_tokens is None, "a job says how long its answer may be"
