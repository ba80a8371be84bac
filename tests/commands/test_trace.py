"""`rp-tui trace` shows the last calls, one of them whole, and what they cost, beside who plays."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from rp_tui.core.llm.trace import Call, Laid
from rp_tui.core.play.records import as_trace
from rp_tui.core.storage import traces
from rp_tui.core.storage.connection import connect
from rp_tui.core.storage.database import create
from rp_tui.core.storage.owner import claim
from tests.commands.scripting import Script

LAID = (
    Laid("identity", "must", 4, "You are Ann.", "", 0, "system"),
    Laid(text="Robin: \x1b[2JHello.", message=1, role="user"),
    Laid("pin", "should", 0, "", "9 tokens left out, to stay under 10: the lighthouse"),
)


def call(at: int, job: str = "speak", **changes: object) -> Call:
    facts: dict[str, object] = {
        "at": 1_700_000_000 + at,
        "run": "run-1",
        "chat": 3,
        "job": job,
        "slot": "narrative",
        "model": "dphn/Dolphin-24B",
        "blocks": LAID,
        "first_token_ms": 250,
        "total_ms": 1_750,
        "tokens_in": 1_200,
        "tokens_out": 90,
        "outcome": "done",
    }
    return Call(**facts | changes)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "chat.db")
    with closing(connect(tmp_path / "chat.db")) as db:
        for at in range(3):
            traces.record(db, as_trace(call(at)))
        failed = call(3, "significance", outcome="refused", fallback="default", chat=None)
        traces.record(db, as_trace(failed))
    return tmp_path


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rp_tui", "--data-dir", str(folder), "trace", *args],
        capture_output=True,
        text=True,
        env=os.environ | {"CHAT_DB_PATH": ""},
        check=False,
    )


def test_the_last_calls_are_a_table_with_the_newest_at_its_end(folder: Path) -> None:
    with claim(folder / "chat.db"):
        answer = run(folder, "--last", "2")
    assert (answer.returncode, answer.stderr) == (0, "")
    titles, third, last = answer.stdout.splitlines()
    assert titles.split()[:4] == ["id", "when", "chat", "job"]
    assert "1,750 ms" in third
    assert last.endswith("refused  default")


def test_one_call_is_shown_with_its_blocks_and_its_messages(folder: Path) -> None:
    shown = run(folder, "1").stdout
    assert shown.startswith("Call 1: speak, by dphn/Dolphin-24B (narrative), ")
    for part in (
        "=== 1. system\n--- identity\nYou are Ann.\n",
        "=== 2. user\nRobin: Hello.\n",
        "9 tokens left out, to stay under 10: the lighthouse",
        "first word 250 ms, in all 1,750 ms",
    ):
        assert part in shown
    assert "\x1b" not in shown


def test_usage_has_a_line_for_each_job_and_one_for_all(folder: Path) -> None:
    lines = run(folder, "--usage").stdout.splitlines()
    assert len(lines) == 4
    assert lines[-1].split() == ["all", "4", "4,800", "360"]


def test_json_has_the_same(folder: Path) -> None:
    one = json.loads(run(folder, "4", "--json").stdout)
    assert (one["id"], one["outcome"], one["blocks"][0]["name"]) == (4, "refused", "identity")
    assert [each["id"] for each in json.loads(run(folder, "--json").stdout)] == [4, 3, 2, 1]
    assert json.loads(run(folder, "--usage", "--json").stdout)[1]["calls"] == 3


def test_what_is_not_there_is_said_in_one_sentence(tmp_path: Path, folder: Path) -> None:
    missing = run(folder, "99")
    assert missing.returncode != 0
    assert missing.stderr == "There is no trace 99; 'rp-tui trace' shows the last that there are.\n"
    nothing = run(tmp_path / "empty")
    assert (nothing.returncode != 0, nothing.stderr.count("\n")) == (True, 1)
    assert run(folder, str(1 << 70)).returncode == 2


def test_where_nothing_was_asked_yet_it_says_so(tmp_path: Path) -> None:
    create(tmp_path / "chat.db")
    assert run(tmp_path).stdout == "No model has been called yet.\n"
    assert run(tmp_path, "--usage").stdout.splitlines()[-1].split() == ["all", "0", "0", "0"]


async def test_what_was_said_is_shown_as_sent_and_kept_once(tmp_path: Path) -> None:
    script = Script(tmp_path)
    await script.new()
    for prose in ("Evening.", "I brought the blue ledger.", "And the red.", "So?", "Which first?"):
        assert (await script.run("say", "tam", prose)).code == 0
    calls = json.loads((await script.run("trace", "--last", "99", "--json")).out)
    newest = next(call for call in calls if call["slot"] == "narrative")
    assert newest["model"] == "understudy"
    kept = [block.get("text", "") for block in newest["blocks"]]
    assert sum("I brought the blue ledger." in text for text in kept) == 1, "or it is paid twice"
    shown = (await script.run("trace", str(newest["id"]))).out
    assert shown.count("I brought the blue ledger.") == 1
    figures = shown.partition("Blocks\n")[2].partition("\n\n")[0]
    assert "  dialogue " in figures
    assert "in no message" not in shown


async def test_what_was_left_out_is_said_and_nothing_else(tmp_path: Path) -> None:
    script = Script(tmp_path, RP_TUI_PROMPT_SOFT_TOKENS="1000")
    await script.new()
    for number in range(8):
        await script.run("say", "tam", f"Number {number}. " + "I sit down and say so. " * 12)
    calls = json.loads((await script.run("trace", "--last", "99", "--json")).out)
    newest = next(call for call in calls if call["slot"] == "narrative")
    shown = (await script.run("trace", str(newest["id"]))).out
    _, *left_out = shown.split("--- in no message: ")
    trimmed = {block["name"]: block["trimmed"] for block in newest["blocks"] if "trimmed" in block}
    assert {one.partition("\n")[0] for one in left_out} == set(trimmed)
    assert "dialogue\n" in "".join(left_out)
    assert "older turns" in trimmed["dialogue"]
    assert "Number 7." in shown
    assert "Number 0." not in shown
