"""A start: something is seen before the core is open, and what is typed into it is a turn."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.color import Color
from textual.css.stylesheet import Stylesheet

from rp_tui import config
from rp_tui.app import RpTui
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.engine import Engine
from rp_tui.core.host import Host
from rp_tui.screens.chat.asking import OPENED
from rp_tui.screens.chat.sittings import DRAFTS
from rp_tui.ui import themes
from rp_tui.ui.keymap import Keymap
from tests.core.play.acting import MARA, Playing, playing
from tests.patient import PATIENCE_S, Patient
from tests.screens.seat import LARGE, Seat, hosted

DRAFT, TYPED = "A draft. ", "Hello"


@asynccontextmanager
async def starting(
    folder: Path, may_open: Event, left: Mapping[str, Any] | None = None
) -> AsyncIterator[Seat]:
    """A start whose core opens when it may, on a chat with a draft."""
    plays: list[Playing] = []

    @asynccontextmanager
    async def opening() -> AsyncIterator[Engine]:
        await asyncio.to_thread(may_open.wait)
        async with playing(folder) as play:
            mara = await play.begin(MARA)
            await play.engine.remember(DRAFTS, str(mara), DRAFT)
            plays.append(play)
            yield play.engine

    host = Host(opening)
    app = RpTui(host, config.load(folder / "no settings", {}), Keymap(), {}, left=left)
    try:
        async with app.run_test(size=LARGE):
            seat = Seat(app, Patient(app), host, plays[0] if plays else None)  # type: ignore[arg-type]
            yield seat
    finally:
        may_open.set()
        await host.close()


async def test_what_is_typed_into_a_start_stands_behind_the_draft(tmp_path: Path) -> None:
    may_open = Event()
    async with starting(tmp_path, may_open) as seat:
        await seat.sees("Say something")
        await seat.press(*TYPED)
        await seat.sees(TYPED)
        may_open.set()
        await seat.sees("Mara", DRAFT, TYPED)
        await seat.until(lambda: seat.chat.opened is not None and not seat.chat.turning.locked())
        await seat.until(lambda: seat.chat.here.kept.draft == f"{DRAFT}\n\n{TYPED}")


async def test_the_sheets_are_read_once_and_again_only_for_another_theme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Stylesheet] = []
    reparse = Stylesheet.reparse

    def noted(sheet: Stylesheet) -> None:
        read.append(sheet)
        reparse(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", noted)
    async with starting(tmp_path, Event()) as seat:
        await seat.sees("Say something")
        story = seat.chat.story
        assert read == []
        assert story.background_colors[1] == Color.parse(themes.DUSK.background or "")
        seat.app.theme = themes.PAPER.name
        paper = Color.parse(themes.PAPER.background or "")
        await seat.until(lambda: story.background_colors[1] == paper)
        assert len(read) == 1


async def test_enter_pressed_too_early_sends_nothing_and_locks_nothing(tmp_path: Path) -> None:
    may_open = Event()
    async with starting(tmp_path, may_open) as seat:
        await seat.press(*TYPED, "enter")
        assert not seat.chat.composer.locked
        may_open.set()
        await seat.until(lambda: seat.ready)
        assert seat.chat.composer.text == f"{DRAFT}\n\n{TYPED}"
        await seat.press("enter")
        await seat.until(lambda: seat.number > 1)


async def test_a_core_that_cannot_open_ends_the_screen_with_its_sentence(tmp_path: Path) -> None:
    @asynccontextmanager
    async def broken() -> AsyncIterator[Engine]:
        yield full()

    def full() -> Engine:
        raise Trouble("The disk is full; free some space.")

    host: Host[Engine] = Host(broken)
    app = RpTui(host, config.load(tmp_path / "no settings", {}), Keymap(), {})
    async with asyncio.timeout(PATIENCE_S):
        await app.run_async(headless=True, size=LARGE)
    assert isinstance(app.mistake, Trouble)
    assert "disk is full" in str(app.mistake)
    await host.close()


async def looked_up(engine: Engine) -> bool:
    """Whether what the bot knows is known before a turn is taken."""
    stage = engine._stage
    known = await stage.database.ask(lambda db: {*stage.lookups.now(db).known})
    return any(key[0] == "view" for key in known)


async def test_a_draft_alone_loads_nothing_and_a_word_more_makes_the_model_ready(
    tmp_path: Path,
) -> None:
    may_open = Event()
    may_open.set()
    async with starting(tmp_path, may_open) as seat:
        await seat.until(lambda: seat.ready and seat.chat.composer.text == DRAFT)
        await seat.pilot.pause(0.5)
        assert not seat.chat.warm
        assert not await seat.host.ask(looked_up)
        await seat.press("x")
        await seat.until(lambda: seat.chat.warm)
        await seat.host.ask(Engine.warm)
        await seat.host.ask(Engine.quiet)
        assert await seat.host.ask(looked_up), "only the player's own words are left to do"


async def test_a_first_start_draws_no_box_before_it_is_known_whether_somebody_is_there(
    tmp_path: Path,
) -> None:
    for left, is_drawn in (({}, False), ({OPENED: 1}, True)):
        may_open, folder = Event(), tmp_path / str(is_drawn)
        folder.mkdir()
        async with starting(folder, may_open, left) as seat:
            await seat.press(*TYPED)
            assert ("─╯" in seat.text) is is_drawn
            assert ("F1 Help" in seat.text) is is_drawn
            may_open.set()
            await seat.sees("Mara", DRAFT, TYPED, "Enter Send", "─╯")


async def test_a_start_on_nothing_shows_the_welcome_and_no_box_before_it(tmp_path: Path) -> None:
    settings = config.load(tmp_path / "no settings", {})
    async with hosted(tmp_path) as (host, play):
        app = RpTui(host, settings, Keymap(), {}, left={})
        async with app.run_test(size=LARGE):
            seat, seen = Seat(app, Patient(app), host, play), ""
            while "Nobody is here yet." not in seat.text:
                seen += seat.text
                await seat.pilot.pause(0.01)
            assert "Say something" not in seen
            assert "Send" not in seen
            await seat.sees("Begin")
