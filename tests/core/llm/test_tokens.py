"""Tokens, counted as tiktoken counts them, with no network in reach."""

import lzma
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiktoken import Encoding

from rp_tui.core.llm import tokens
from rp_tui.core.llm.tokens import (
    LEAST_RATIO,
    LONGEST_PIECE,
    LONGEST_REMEMBERED,
    MOST_MODELS,
    MOST_RATIO,
    MOST_RATIOS,
    RANKS,
    Calibration,
    NoXz,
    RanksDamaged,
    Tokenizer,
    count,
    estimate,
    load,
)

PROSE = (
    '*She sets the mug down, hard enough that coffee jumps the rim.* "You could\'ve said," she'
    ' mutters, not looking up. "Two weeks, and I had to hear it from Tom."',
    "The rain drums at the window; somewhere below a door slams. He doesn't answer, just turns the"
    ' key over and over in his fingers. "I was going to," he says at last.',
    "*leans back against the counter* Honestly? I don't know what you expected. You walk in here at"
    " 2 in the morning, soaked through, and you want me to pretend nothing happened?",
    "Morning light slips between the blinds and lays stripes across the floorboards. Ines is"
    " already at the table, hair still wet, reading yesterday's paper as though it were news.",
    "Die Tür steht offen. „Du hättest es sagen können“, murmelt sie, ohne aufzublicken.",
    "彼女はコーヒーがこぼれるほど強くマグカップを置いた。「言ってくれればよかったのに」",
)


def test_the_encoder_is_the_one_that_tiktoken_would_have_downloaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: dict[str, Any] = {}
    public = import_module("tiktoken_ext.openai_public")
    monkeypatch.setattr(
        public, "load_tiktoken_bpe", lambda url, expected_hash: asked.update(hash=expected_hash)
    )
    made = public.cl100k_base()
    assert (made["pat_str"], asked["hash"]) == (tokens.PATTERN, tokens.SHA256)
    lines = tokens.read(RANKS).splitlines()
    assert [int(line.split()[1]) for line in lines] == list(range(len(lines)))


def test_its_tokens_are_those_of_cl100k_base() -> None:
    assert load().encode_ordinary("tiktoken is great!") == [83, 1609, 5963, 374, 2294, 0]
    assert load().encode_ordinary("お誕生日おめでとう") == [
        33334, 45918, 243, 21990, 9080, 33334, 62004, 16556, 78699,
    ]  # fmt: skip


def test_the_licence_of_the_ranks_lies_beside_them() -> None:
    notice = RANKS.with_name("cl100k_base.NOTICE").read_text()
    assert tokens.SHA256 in notice
    assert notice.count("MIT License") == 2


def test_nothing_is_loaded_by_importing() -> None:
    program = (
        "import sys; from rp_tui.core.llm import tokens; tokens.estimate('Hello.');"
        "print('tiktoken' in sys.modules, 'lzma' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["False", "False"]


def test_the_network_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", unreachable)
    monkeypatch.setattr("tiktoken.load.read_file", unreachable)
    assert Tokenizer().count("Hello.") == 2


def test_many_threads_that_ask_at_once_build_one_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Path] = []
    encoding = load()
    tokenizer, start = Tokenizer(), threading.Barrier(8)

    def build(path: Path) -> Encoding:
        built.append(path)
        return encoding

    def ask(number: int) -> int:
        start.wait()
        return tokenizer.count(f"Hello {number}.")

    monkeypatch.setattr(tokens, "build", build)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {4}
    assert built == [RANKS]


@pytest.mark.parametrize("damage", ["missing", "cut", "swapped", "other"])
def test_damaged_ranks_are_said_in_one_sentence(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "ranks.xz"
    whole = RANKS.read_bytes()
    if damage == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "swapped":
        path.write_bytes(b"\0" * 64 + whole[64:])
    elif damage == "other":
        path.write_bytes(lzma.compress(b"IQ== 0\n"))
    with pytest.raises(RanksDamaged) as found:
        Tokenizer(path).count("Hello.")
    assert str(found.value) == f"{path} is missing or damaged; install rp-tui again."


def test_a_python_without_xz_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lzma", None)
    with pytest.raises(NoXz, match="cannot read xz files"):
        Tokenizer().count("Hello.")


def test_control_tokens_in_a_text_are_prose() -> None:
    assert count("<|endoftext|>") > 1
    assert count("<|im_start|>system") > 1


def test_nothing_is_no_token() -> None:
    assert (count(""), estimate("")) == (0, 0)


@pytest.mark.parametrize(
    "text",
    [" " * 600_000 + "x", "a" * 100_000, "\ud83d", "\0\x1b[2J"],
    ids=["blanks", "one word", "half a character", "controls"],
)
def test_no_text_is_too_strange_to_be_counted(text: str) -> None:
    assert count(text) > 0
    assert estimate(text) >= 0


def test_a_long_text_is_cut_at_the_cost_of_few_tokens() -> None:
    sentence = "The rain drums at the window. "
    many = 4 * LONGEST_PIECE // len(sentence)
    exact = len(load().encode_ordinary(sentence * many))
    assert exact <= count(sentence * many) <= exact + 5


def test_a_count_is_remembered_unless_the_text_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    tokenizer = Tokenizer()
    first = tokenizer.count("Hello."), tokenizer.count("x" * LONGEST_REMEMBERED + "x")
    monkeypatch.setattr(tokenizer, "load", lambda: pytest.fail("counted again"))
    assert tokenizer.count("Hello.") == first[0]
    with pytest.raises(pytest.fail.Exception, match="counted again"):
        tokenizer.count("x" * LONGEST_REMEMBERED + "x")


def test_an_estimate_is_within_a_seventh_of_prose() -> None:
    errors = [abs(estimate(prose) - count(prose)) / count(prose) for prose in PROSE]
    assert max(errors[:4]) < 1 / 7
    assert max(errors) < 1 / 3
    assert sum(errors[:4]) / 4 < 0.06


@given(st.text(max_size=200))
def test_an_estimate_is_never_below_nothing(text: str) -> None:
    assert estimate(text) >= 0
    assert estimate(text + "word ") >= estimate(text)


def test_a_model_that_nobody_has_asked_counts_as_we_do() -> None:
    assert Calibration().ratio("hermes") == 1.0


def test_calibration_learns_what_a_server_reports() -> None:
    learnt = Calibration()
    for ours in (1_000, 2_000, 3_000):
        learnt = learnt.learn("hermes", ours, ours + ours // 20)
    assert learnt.ratio("hermes") == pytest.approx(1.05)
    assert learnt.ratio("dolphin") == 1.0


def test_one_odd_report_changes_little() -> None:
    learnt = Calibration()
    for _ in range(5):
        learnt = learnt.learn("hermes", 1_000, 1_050)
    assert learnt.learn("hermes", 1_000, 900_000).ratio("hermes") == pytest.approx(1.05)


def test_a_prompt_that_a_server_cut_teaches_nothing() -> None:
    assert Calibration().learn("ollama", 6_000, 2_048) == Calibration()
    assert Calibration().learn("ollama", 6_000, 0) == Calibration()


def test_a_short_prompt_teaches_nothing() -> None:
    assert Calibration().learn("hermes", 10, 40) == Calibration()
    assert Calibration().learn("hermes", 0, 40) == Calibration()


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(-10, 40_000), st.integers(-10, 400_000)),
        max_size=80,
    )
)
def test_calibration_is_bounded(reports: list[tuple[int, int, int]]) -> None:
    learnt = Calibration()
    for model, ours, theirs in reports:
        learnt = learnt.learn(str(model), ours, theirs)
        assert LEAST_RATIO <= learnt.ratio(str(model)) <= MOST_RATIO
    assert len(learnt.ratios) <= MOST_MODELS
    assert all(len(ratios) <= MOST_RATIOS for ratios in learnt.ratios.values())
