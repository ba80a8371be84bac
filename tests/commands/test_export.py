"""`rp-tui export` writes a chat's transcript out."""

import asyncio
import json
from pathlib import Path
from shutil import copytree

import pytest

from tests.commands.scripting import Script
from tests.loopback import Loopback, plans
from tests.sealed import sealed

REPLY = '*She looks up.* "Come in — now."'
ENDS = {
    "markdown": '\n**You:** Hello.\n\n**Tamsin:** *She looks up.* "Come in — now."\n',
    "text": '\nYou: Hello.\n\nTamsin: *She looks up.* "Come in — now."\n',
}


@pytest.fixture(scope="module")
def told(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which Tamsin has answered once, made once."""
    folder = Path(copytree(begun, tmp_path_factory.mktemp("told"), dirs_exist_ok=True))
    asyncio.run(answered(folder))
    return folder


async def answered(folder: Path) -> None:
    async with Loopback(plans.says(REPLY)) as server:
        await Script(folder, server.url).run("say", "tam", "Hello.")


@pytest.fixture
def script(told: Path, tmp_path: Path) -> Script:
    return Script(Path(copytree(told, tmp_path, dirs_exist_ok=True)))


@pytest.mark.parametrize(("form", "end"), ENDS.items())
async def test_a_transcript_is_printed_for_people(script: Script, form: str, end: str) -> None:
    answer = await script.run("export", "tam", "--format", form)
    assert (answer.code, answer.err) == (0, "")
    assert "Tuesday evening, 9:15pm · kitchen" in answer.out
    assert answer.out.endswith(end)


async def test_json_is_for_programs_in_any_locale(script: Script) -> None:
    plain = await script.run("export", "tam", "--format", "json")
    script.env["PYTHONIOENCODING"] = "ascii"
    escaped = await script.run("export", "tam", "--format", "json")
    assert escaped.out.isascii()
    told = json.loads(plain.out)
    assert told == json.loads(escaped.out)
    assert (told["format"], told["version"]) == ("rp-tui transcript", 1)
    assert [one["type"] for one in told["turns"]] == ["scene", "turn", "turn", "turn"]
    assert told["turns"][-1]["prose"] == REPLY


async def test_a_file_is_its_owners_and_is_named(script: Script, tmp_path: Path) -> None:
    path = tmp_path / "new" / "tam.md"
    answer = await script.run("export", "tam", "--out", str(path))
    assert answer == (0, f"Written to {path}.\n", "")
    assert path.read_text() == (await script.run("export", "tam")).out
    assert path.stat().st_mode & 0o077 == 0


async def test_what_cannot_be_written_is_said_in_a_sentence(script: Script, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    with sealed(tmp_path / "new") as no:
        answer = await script.run("export", "tam", "--out", str(no / "tam.md"))
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert "cannot be written" in answer.err
    unknown = await script.run("export", "bob")
    assert (unknown.code, unknown.out) == (1, "")
    assert unknown.err == "There is no bot called 'bob'; there are Tamsin.\n"
