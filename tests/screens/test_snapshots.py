"""Whole screens, each as it was when a person last looked at it and found it good.

CONTRIBUTING.md tells how to look at a difference, and how to renew the pictures.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from shutil import copytree

import pytest
from textual.pilot import Pilot

from rp_tui import config
from rp_tui.app import RpTui
from rp_tui.core.engine import Engine
from rp_tui.core.host import Host
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.toast import Notice
from tests.core.play.acting import NOON, Playing
from tests.patient import Patient
from tests.screens import scenes, story
from tests.screens.scenes import SCENES, Scene
from tests.screens.seat import LARGE, SMALL, TINY, Seat, hosted

Size = tuple[int, int]
Compare = Callable[..., bool]

A_MODEL = {
    "RP_TUI_NARRATIVE_BASE_URL": f"https://{story.SERVER}/v1",
    "RP_TUI_NARRATIVE_MODEL": story.MODEL,
}
THEMES = ("paper", "contrast", "ansi")


def named(scene: Scene) -> str:
    return scene.__name__.replace("_", "-")


def sized(size: Size) -> str:
    return "{}x{}".format(*size)


at_both_sizes = pytest.mark.parametrize("size", [LARGE, SMALL], ids=sized)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a story, of which each picture takes a copy."""
    folder = tmp_path_factory.mktemp("told")
    asyncio.run(story.tell(folder))
    return folder


@pytest.fixture(autouse=True)
def _as_it_is_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a picture is this machine's, or this moment's."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Notice, "tick", lambda _: None)


@contextmanager
def core(folder: Path) -> Iterator[tuple[Host[Engine], Playing]]:
    """The core, for a screen that runs on a loop which is not ours."""
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        try:
            yield runner.run(stack.enter_async_context(hosted(folder)))
        finally:
            runner.run(stack.aclose())


def screen(host: Host[Engine], env: dict[str, str]) -> RpTui:
    """The whole app at a moment that stands still."""
    app = RpTui(host, config.load(story.SETTINGS, env), Keymap(), {}, clock=lambda: NOON)
    app.animation_level = "none"
    return app


def looks_the_same(
    compare: Compare, folder: Path, scene: Scene, size: Size, env: dict[str, str]
) -> bool:
    """Whether a scene looks as it did."""
    with core(folder) as (host, play):
        app = screen(host, env)

        async def bring_about(_: Pilot[None]) -> None:
            seat = Seat(app, Patient(app), host, play)
            await seat.until(lambda: seat.ready)
            await scene(seat)

        return compare(app, terminal_size=size, run_before=bring_about)


@at_both_sizes
def test_an_empty_library_looks_as_it_did(
    tmp_path: Path, snap_compare: Compare, size: Size
) -> None:
    assert looks_the_same(snap_compare, tmp_path, scenes.quiet, size, {})


@at_both_sizes
@pytest.mark.parametrize("scene", SCENES, ids=named)
def test_a_scene_looks_as_it_did(
    tmp_path: Path, told: Path, snap_compare: Compare, scene: Scene, size: Size
) -> None:
    copytree(told, tmp_path, dirs_exist_ok=True)
    assert looks_the_same(snap_compare, tmp_path, scene, size, A_MODEL)


@pytest.mark.parametrize("theme", THEMES)
def test_a_chat_looks_as_it_did_in_other_colours(
    tmp_path: Path, told: Path, snap_compare: Compare, theme: str
) -> None:
    copytree(told, tmp_path, dirs_exist_ok=True)
    env = A_MODEL | {"RP_TUI_SCREEN_THEME": theme}
    assert looks_the_same(snap_compare, tmp_path, scenes.a_chat_is_played, LARGE, env)


def test_a_chat_looks_as_it_did_in_a_tiny_terminal(
    tmp_path: Path, told: Path, snap_compare: Compare
) -> None:
    copytree(told, tmp_path, dirs_exist_ok=True)
    assert looks_the_same(snap_compare, tmp_path, scenes.a_chat_is_played, TINY, A_MODEL)
