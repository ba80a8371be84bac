"""Hostile text in a real terminal: whoever wrote it, no byte of it reaches the terminal as one."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from rp_tui.core.storage.connection import connect
from tests.loopback import Plan, Talk, plans
from tests.terminal import ENTER, ESCAPE, Terminal, ctrl, serving, terminal

ESC, BEL = "\x1b", "\x07"
EVIL = (
    f"{ESC}]52;c;aGk={BEL} {ESC}]8;;http://e{ESC}\\ {ESC}[66;66H \x9b66;66H \x9d0;x{BEL}"
    f" {ESC}P66q{ESC}\\ \u202e"
    " [/b] [@click=app.exit]x[/] [link=http://e]y"
)
ZALGO = "z" + "\u0301" * 50
PASTED = f"pwned-by-paste \x9b66;66H \x9d0;x \u202e [/b] {ZALGO}"
LONG_LINE = "x" * 90_000
MEGABYTE = f"{'y' * 990} {EVIL} " * 1_000
LONGEST_REFUSAL = 1_000  # bytes
FRAMES_BYTES = 2_000_000  # of a whole evening; what draws all of a line sends it with each frame
AWAY, BACK = f"{ESC}[O", f"{ESC}[I"  # how a terminal tells that another window has the focus
CONTROLS = (
    b"]52;",
    b"]8;",
    b"\x1b[66;66",
    b"\x1bP66",
    b"\xc2\x9b",
    b"\xc2\x9d",
    "\u202e".encode(),
    "\u0301".encode() * 5,
)


def drives_nothing(seen: Terminal) -> None:
    for control in CONTROLS:
        assert control not in seen.sent


def author(folder: Path) -> None:
    """A bot whose every word is evil."""
    evil = json.dumps(EVIL, ensure_ascii=True)[1:-1]
    (folder / "config.toml").write_text("[screen]\ntitle = true\n")
    (folder / "eve.toml").write_text(
        f'name = "Eve {evil}"\npersona = "{evil}"\nkickoff = "It rains. {evil} She waits."\n'
    )
    with terminal(folder, "new", str(folder / "eve.toml")) as seen:
        assert seen.ends() == 0
        drives_nothing(seen)


def split(text: str) -> list[str]:
    """In pieces of which none holds a whole sequence."""
    return [text[at : at + 2] for at in range(0, len(text), 2)]


def test_no_text_of_anybody_reaches_the_terminal_as_a_control(tmp_path: Path) -> None:
    author(tmp_path)
    replies = iter(
        [
            plans.says([*split(f"Well. {EVIL} {ZALGO}"), " That-is-all."], every_s=0.005),
            plans.refuses(400, {"error": {"message": f"No such thing. {EVIL}"}}),
            plans.says([LONG_LINE[:30_000], LONG_LINE[30_000:], " At-last."]),
        ]
    )

    async def plan(talk: Talk) -> None:
        reply: Plan = next(replies)
        await reply(talk)

    with serving(plan) as server, terminal(tmp_path, env=server) as seen:
        seen.sees("Eve", "She waits.", "Say something")
        seen.press(f"{ESC}[200~{PASTED}{ESC}[201~")
        seen.sees("pwned-by-paste")
        seen.press(ENTER)
        seen.sees("is writing")
        seen.press(AWAY)
        seen.sees("That-is-all.")
        seen.misses("is writing")
        seen.press(BACK, "Go on.", ENTER)
        seen.sees("No such thing.", "Retry")
        seen.press(ctrl("o"))
        seen.sees("Held words")
        seen.press("h", "r")
        seen.sees("At-last.")
        seen.misses("is writing")
        seen.press(ctrl("n"))
        seen.sees("i Write")
        seen.press("v")
        seen.misses("Chats")
        seen.press("q")
        seen.sees("Chats")
        seen.press(ctrl("f"))
        seen.sees("Find in this chat")
        seen.press(*"[b]x", ENTER)
        seen.sees("Nowhere in this chat")
        seen.press(ctrl("p"))
        seen.press(*"[/b]")
        seen.waits(0.5)
        seen.press(ctrl("q"))
        seen.press(ESCAPE)
        seen.waits(0.7)
        seen.press(ctrl("q"))
        assert seen.ends() == 0
        drives_nothing(seen)
        assert b"replied\x1b\\" in seen.sent, "the title names who did"
    with terminal(tmp_path, "export", "Eve") as seen:
        assert seen.ends() == 0
        drives_nothing(seen)
        assert "That-is-all." in seen.sent.decode()


def as_an_older_version_kept_it(folder: Path) -> None:
    """Lines of a megabyte, not cleaned, as a turn and as the bot's name."""
    with closing(connect(folder / "chat.db")) as db, db:
        older = "UPDATE turn SET prose = 'Older. ' || ?, segments = '[]' WHERE number = 2"
        db.execute(older, (MEGABYTE,))
        db.execute("UPDATE bot SET name = 'Eve ' || ?", (MEGABYTE,))


def test_a_megabyte_in_one_line_is_drawn_in_part_whoever_it_is_of(tmp_path: Path) -> None:
    author(tmp_path)
    replies = iter(
        [
            plans.refuses(400, {"error": {"message": f"No such thing. {MEGABYTE}"}}),
            plans.says([MEGABYTE[at : at + 50_000] for at in range(0, len(MEGABYTE), 50_000)]),
        ]
    )

    async def plan(talk: Talk) -> None:
        reply: Plan = next(replies)
        await reply(talk)

    with serving(plan) as server, terminal(tmp_path, env=server) as seen:
        seen.sees("Eve", "Say something")
        seen.press("Hello.", ENTER)
        seen.sees("No such thing.", "Retry")
        seen.press(ctrl("o"))
        seen.sees("Held words")
        seen.press("h", "r")
        seen.sees("cut off here", "3 turns")
        seen.press(ctrl("q"))
        assert seen.ends() == 0
        drives_nothing(seen)
        assert len(seen.sent) < FRAMES_BYTES
    as_an_older_version_kept_it(tmp_path)
    with terminal(tmp_path) as seen:
        seen.sees("Eve", "cut off here", "of 8k tokens", "Say something")
        seen.press(ctrl("n"))
        seen.sees("i Write")
        seen.press("g", "j")
        seen.sees("Older.", "yyy")
        seen.press("G", "v")
        seen.sees("q closes")
        seen.press("q")
        seen.sees("Say something")
        seen.press(ctrl("q"))
        assert seen.ends() == 0
        drives_nothing(seen)
        assert len(seen.sent) < FRAMES_BYTES


@pytest.mark.parametrize("length", [900_000, len(MEGABYTE)])
def test_nobody_is_called_by_a_name_of_a_megabyte(tmp_path: Path, length: int) -> None:
    name = json.dumps(MEGABYTE[:length], ensure_ascii=False).replace("\x7f", "")
    (tmp_path / "eve.toml").write_text(f'name = {name}\npersona = "Eve."\n')
    with terminal(tmp_path, "new", str(tmp_path / "eve.toml")) as seen:
        assert seen.ends() == 1
        drives_nothing(seen)
        assert 0 < len(seen.sent) < LONGEST_REFUSAL


@pytest.mark.parametrize("args", [("show",), ("show", "Eve"), ("trace",)])
def test_the_commands_drive_nothing_either(tmp_path: Path, args: tuple[str, ...]) -> None:
    author(tmp_path)
    with terminal(tmp_path, *args) as seen:
        assert seen.ends() == 0
        drives_nothing(seen)
