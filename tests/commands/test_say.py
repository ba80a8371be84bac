"""`rp-tui say` plays a turn for scripts and for people who have no screen to read."""

import asyncio
import os
import signal
from argparse import Namespace
from pathlib import Path
from shutil import copytree

import pytest

from rp_tui.commands import say
from rp_tui.commands.interruption import Interruption
from rp_tui.commands.printer import Printer, following
from rp_tui.core.storage.owner import claim
from tests.commands.scripting import Script, ended, interrupted
from tests.core.play.acting import playing
from tests.loopback import Loopback, plans

HOSTILE = "He\x1b]0;owned\x07llo \x1b[2Jthere\x9b31m, \u202efriend."
SHOWN = "Hello there, friend."


async def test_a_reply_is_printed_and_nothing_else(folder: Path) -> None:
    async with Loopback(plans.says("Come in.\n\nSit down.")) as server:
        script = Script(folder, server.url)
        answer = await script.run("say", "Tamsin", "Hello.")
    assert answer == (0, "Come in.\n\nSit down.\n", "")
    assert script.said() == ["Hello.", "Come in.\n\nSit down."]


async def test_json_is_an_object_a_line_and_the_outcome_has_it_all(folder: Path) -> None:
    async with Loopback(plans.says("Come in — “now”.", every_s=0.02)) as server:
        answer = await Script(folder, server.url).run("say", "tam", "--json", "Hello.")
    assert (answer.code, answer.err) == (0, "")
    assert [line["phase"] for line in answer.of("run")] == ["waiting", "streaming", "spoken"]
    texts = answer.of("text")
    assert "".join(line["text"] for line in texts) == "Come in — “now”."
    assert [line["anew"] for line in texts] == [True] + [False] * (len(texts) - 1)
    (outcome,) = answer.of("outcome")
    assert set(outcome) == {
        *("type", "ending", "steps", "turns", "speaker", "text", "truncated", "told", "prose")
    }
    assert (outcome["ending"], outcome["text"]) == ("spoken", "Come in — “now”.")
    assert [line["why"] for line in answer.of("chat")] == ["spoken", "settled"]


async def test_without_prose_the_bot_speaks_first(folder: Path) -> None:
    async with Loopback(plans.says("Well?")) as server:
        script = Script(folder, server.url)
        assert await script.run("say", "tam") == (0, "Well?\n", "")
    assert script.said() == ["Well?"]


@pytest.mark.parametrize(
    ("args", "piped", "said"),
    [
        (["-"], "Piped — with an ü.\n".encode(), "Piped — with an ü."),
        (["-"], "Latin \xfc.".encode("latin-1"), "Latin \ufffd."),
        (["--", "-quietly-"], b"", "-quietly-"),
        (["--json", "Behind an option."], b"", "Behind an option."),
    ],
)
async def test_prose_comes_in_as_it_was_meant(
    folder: Path, args: list[str], piped: bytes, said: str
) -> None:
    script = Script(folder, PYTHONUTF8="1")
    answer = await script.run("say", "tam", *args, said=piped)
    assert (answer.code, answer.err) == (0, "")
    assert script.said()[0] == said


async def test_what_cannot_be_said_is_refused_in_a_sentence_and_nothing_is_written(
    folder: Path,
) -> None:
    script = Script(folder)
    blank = "There is nothing to say; write some prose first.\n"
    assert await script.run("say", "tam", "") == (1, "", blank)
    assert await script.run("say", "tam", "-", said=b"\n \x1b[2J") == (1, "", blank)
    long = "A text has at most 100,000 characters; shorten this one.\n"
    assert await script.run("say", "tam", "-", said=b"a" * (1 << 20)) == (1, "", long)
    assert await script.run("say", "tam", "--retry", "Hi.") == (
        2,
        "",
        "--retry takes no prose; leave it out, or leave out --retry.\n",
    )
    mistyped = await script.run("say", "tam", "--jsno")
    assert (mistyped.code, "stands behind --" in mistyped.err) == (2, True)
    assert script.said() == []


async def test_who_is_not_there_is_named_in_a_sentence(folder: Path) -> None:
    (folder / "zed.toml").write_text('name = "Tam O\'Shanter"\n')
    script = Script(folder)
    await script.new(str(folder / "zed.toml"))
    for name, told in {
        "\x1b[2J": "There is no bot called '\\x1b[2J'; there are Tamsin, Tam O'Shanter.",
        "tam": "'tam' may be Tamsin or Tam O'Shanter; write more of the name.",
        "tam o": "Tam O'Shanter has not begun; write its kickoff and confirm it first, then play.",
    }.items():
        assert await script.run("say", name, "Hi.") == (1, "", f"{told}\n")


async def test_one_who_plays_keeps_scripts_out_and_readers_not(folder: Path) -> None:
    script = Script(folder)
    with claim(folder / "chat.db"):
        for args in (("say", "tam", "Hi."), ("new", "--sample", "idris")):
            answer = await script.run(*args)
            assert (answer.code, answer.out) == (3, "")
            assert "chat.db is already open in" in answer.err
        for command in ("show", "show tam", "export tam", "trace", "verify"):
            assert (await script.run(*command.split())).code == 0


@pytest.mark.parametrize(("by", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
async def test_an_interruption_keeps_what_was_said(
    folder: Path, by: signal.Signals, code: int
) -> None:
    async with Loopback(plans.hangs("One two three")) as server:
        script = Script(folder, server.url)
        saying = await script.start("say", "tam", "Go on.")
        answer = await interrupted(saying, b"three", by)
    assert answer == (code, "One two three\n", "Stopped; the words so far are kept.\n")
    turns = script.turns()
    assert [(turn.prose, turn.truncated) for turn in turns] == [
        ("Go on.", False),
        ("One two three", True),
    ]


async def test_an_interruption_before_the_first_word_writes_nothing(folder: Path) -> None:
    async with Loopback(plans.hangs(at_once=True)) as server:
        script = Script(folder, server.url)
        saying = await script.start("say", "tam", "Go on.")
        await server.reached(1, within_s=20)
        answer = await interrupted(saying)
    assert answer == (130, "", "Stopped before the first word; nothing was written.\n")
    assert script.said() == []


@pytest.fixture(scope="module")
def left(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reply that was killed in the middle has left behind, made once."""
    folder = Path(copytree(begun, tmp_path_factory.mktemp("left"), dirs_exist_ok=True))
    asyncio.run(killed(folder))
    return folder


@pytest.fixture
def cut_off(left: Path, tmp_path: Path) -> Path:
    """A folder of one's own in which a reply was cut off by its end."""
    return Path(copytree(left, tmp_path, dirs_exist_ok=True))


async def killed(folder: Path) -> None:
    """Somebody is killed in the middle of a reply that is on disk as far as it came."""
    async with Loopback(plans.hangs("One two three")) as server:
        saying = await Script(folder, server.url).start("say", "tam", "Go on.")
        assert saying.stdout
        await saying.stdout.readuntil(b"three")
        await asyncio.sleep(1.0)
        saying.kill()
        await ended(saying)


async def test_a_reply_that_was_cut_off_is_kept_by_the_next_turn_which_says_so(
    cut_off: Path,
) -> None:
    script = Script(cut_off)
    shown = (await script.run("show", "tam", "--last", "1")).out
    assert shown.endswith(
        "\nNot answered yet:\nGo on.\nA reply, as far as it has come:\nOne two three\n"
    )
    answer = await script.run("say", "tam", "And then?")
    assert (answer.code, answer.err) == (
        0,
        "The last reply was cut off; it is kept as far as it came: One two three\n",
    )
    assert script.said()[:3] == ["Go on.", "One two three", "And then?"]


@pytest.mark.parametrize(
    ("option", "out", "said"),
    [
        ("--keep", "One two three\n", ["Go on.", "One two three"]),
        ("--retry", "Four.\n", ["Go on.", "Four."]),
        ("--discard", "Go on.\n", []),
    ],
)
async def test_what_was_cut_off_can_be_kept_tried_again_or_discarded(
    cut_off: Path, option: str, out: str, said: list[str]
) -> None:
    async with Loopback(plans.says("Four.")) as server:
        script = Script(cut_off, server.url)
        answer = await script.run("say", "tam", option)
        assert (answer.code, answer.out) == (0, out)
        nothing = await script.run("say", "tam", option)
    assert nothing == (
        1,
        "",
        "Nothing waits to be tried again in this chat; write your turn.\n",
    )
    assert script.said() == said


@pytest.mark.parametrize(
    ("option", "done"), [("--keep", []), ("--retry", []), ("--discard", ["discarded"])]
)
async def test_a_program_is_told_what_became_of_words_that_were_left(
    cut_off: Path, option: str, done: list[str]
) -> None:
    async with Loopback(plans.says("Four.")) as server:
        answer = await Script(cut_off, server.url).run("say", "tam", "--json", option)
    assert answer.code == 0
    assert [held["done"] for held in answer.of("held")] == done


async def test_a_refusal_says_how_to_go_on_and_holds_no_later_turn_up(folder: Path) -> None:
    async with Loopback(plans.refuses(401)) as server:
        script = Script(folder, server.url)
        refused = await script.run("say", "tam", "Hello.")
        assert (refused.code, refused.out) == (1, "")
        cause, way = refused.err.splitlines()
        assert "401 unauthorized" in cause
        assert way == "Your words are kept on disk: 'rp-tui say tam --retry' tries again."
        failed = (await script.run("say", "tam", "--json", "Hello.")).of("outcome")
        assert [(one["ending"], one["trouble"]) for one in failed] == [("failed", "Unauthorized")]
        assert script.said() == []
        server.plan = plans.says("Yes.")
        other = await script.run("say", "tam", "Another.")
    assert other == (0, "Yes.\n", "What was not said last time is let go: Hello.\n")
    assert script.said() == ["Another.", "Yes."]


async def test_the_bot_answers_what_nobody_has_answered(folder: Path) -> None:
    async with Loopback(plans.refuses(401)) as server:
        script = Script(folder, server.url)
        await script.run("say", "tam", "Hello.")
        server.plan = plans.says("Yes.")
        answer = await script.run("say", "tam")
    assert answer == (0, "Yes.\n", "Sending again what nobody has answered: Hello.\n")
    assert script.said() == ["Hello.", "Yes."]


async def test_a_cold_model_can_be_waited_for(folder: Path) -> None:
    cold = plans.refuses(400, {"error": {"message": "Model is cold"}})
    async with Loopback(cold) as server:
        script = Script(folder, server.url)
        refused = await script.run("say", "tam", "Hello.")
        assert refused.code == 1
        assert refused.err.endswith("--keep-trying with it asks until the model is warm.\n")
        server.script(cold)
        server.plan = plans.says("Warm now.")
        waited = await script.run("say", "tam", "Hello.", "--keep-trying")
    assert (waited.code, waited.out) == (0, "Warm now.\n")
    assert waited.err.endswith("Asking again until it answers; Ctrl+C ends the waiting.\n")


async def test_a_lost_connection_keeps_what_came_and_can_be_gone_on_from(folder: Path) -> None:
    async with Loopback(plans.breaks("One two")) as server:
        script = Script(folder, server.url)
        broken = await script.run("say", "tam", "Count.")
        assert (broken.code, broken.out) == (4, "One two\n")
        assert broken.err.startswith("Connection lost to 127.0.0.1")
        server.plan = plans.says("three.")
        assert (await script.run("say", "tam", "--go-on")).code == 0
    assert script.said() == ["Count.", "One two three."]


async def test_nothing_that_is_said_drives_the_terminal(folder: Path) -> None:
    async with Loopback(plans.says([HOSTILE[:5], HOSTILE[5:]])) as server:
        script = Script(folder, server.url)
        plain = await script.run("say", "tam", HOSTILE)
        assert plain == (0, f"{SHOWN}\n", "")
        streamed = await script.run("say", "tam", "--json", HOSTILE)
        assert streamed.of("outcome")[0]["text"] == SHOWN
        for args in (("show", "tam"), ("show", "tam", "--json"), ("export", "tam")):
            out = (await script.run(*args)).out
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)
    assert script.said() == [SHOWN] * 4


async def test_a_reader_that_goes_away_loses_no_reply(folder: Path) -> None:
    async with Loopback(plans.says("One two three.")) as server:
        script = Script(folder, server.url)
        reading, writing = os.pipe()
        os.close(reading)
        saying = await script.start("say", "tam", "Count.", out=writing)
        os.close(writing)
        assert await ended(saying) == (0, "", "")
    assert script.said() == ["Count.", "One two three."]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
async def test_an_output_that_takes_nothing_is_told_and_loses_no_reply(folder: Path) -> None:
    async with Loopback(plans.says("One two three.")) as server:
        script = Script(folder, server.url)
        full = os.open("/dev/full", os.O_WRONLY)
        saying = await script.start("say", "tam", "Count.", out=full)
        os.close(full)
        answer = await ended(saying)
    assert answer.code == 1
    assert answer.err == "The output cannot be written (No space left on device).\n"
    assert script.said() == ["Count.", "One two three."]


async def test_a_locale_without_the_letters_gets_the_nearest_and_json_gets_them_all(
    folder: Path,
) -> None:
    async with Loopback(plans.says("“Yes” — ü…")) as server:
        script = Script(folder, server.url, PYTHONIOENCODING="ascii")
        assert await script.run("say", "tam", "Hi.") == (0, '"Yes" -- ?...\n', "")
        streamed = await script.run("say", "tam", "Hi.", "--json")
        assert streamed.out.isascii()
        assert streamed.of("outcome")[0]["text"] == "“Yes” — ü…"


async def test_what_is_out_of_character_is_noted_and_not_answered(folder: Path) -> None:
    async with Loopback(plans.says("Never.")) as server:
        script = Script(folder, server.url)
        answer = await script.run("say", "tam", "((brb))")
        assert (server.chats, answer.code, answer.out) == ([], 0, "")
    assert answer.err == "It is out of character, so it is noted and nobody answers.\n"
    assert script.said() == ["((brb))"]


async def test_what_follows_is_waited_for_only_so_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(say, "QUICK_S", 0.01)
    monkeypatch.setattr(say, "PATIENCE_S", 0.05)
    options = dict.fromkeys(("retry", "keep", "discard", "go_on", "keep_trying"), False)
    async with playing(tmp_path) as play:
        mara = await play.begin()
        play.stage.start(asyncio.Event().wait(), "what never ends")
        printer = Printer(mara, {})
        with Interruption() as interruption:
            args = Namespace(bot="mara", **options)
            saying = say.Saying(play.engine, mara, printer, interruption, args)
            async with following(play.engine.feed, printer):
                assert await saying.done("Hello.") == 0
    told = capsys.readouterr()
    assert told.out == '"Quite so." *A pause, the 1th.*\n'
    assert told.err == f"{say.LATER}\n"
