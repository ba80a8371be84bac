"""The command that opens the screen: its edge, at which a mistake becomes a sentence."""

import asyncio
import time
from argparse import Namespace
from collections.abc import AsyncGenerator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rp_tui import config, paths
from rp_tui.app import RpTui
from rp_tui.commands import play
from rp_tui.commands.mistakes import Mistake, Mistakes
from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.engine import Engine
from rp_tui.core.host import Host
from rp_tui.core.llm.chain import Link
from rp_tui.core.llm.endpoint import Endpoint
from rp_tui.core.llm.port import End, Params, Piece
from rp_tui.ui.keymap import Keymap
from tests.patient import PATIENCE_S

PROSE = "I never told my sister."


class Clumsy:
    """A model whose adapter stumbles."""

    async def generate(self, prompt: Prompt, params: Params) -> AsyncGenerator[Piece, None]:
        if prompt:
            raise KeyError(PROSE)
        yield End("done")

    async def warm(self) -> None:
        """There is nothing to wait for."""


def stumbles(engine: Engine) -> None:
    engine._stage.voice = Link(Endpoint("http://127.0.0.1:9/v1"), Clumsy(), Params("tiny"))


def starts_what_stumbles(engine: Engine) -> None:
    async def stumble() -> None:
        raise KeyError(PROSE)

    engine._stage.start(stumble(), "late work")


async def until(app: RpTui, is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, app.chat.notice.view
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("slip", [stumbles, starts_what_stumbles])
async def test_a_mistake_in_the_core_is_told_and_the_screen_lives_on(
    tmp_path: Path, slip: Callable[[Engine], None]
) -> None:
    places = paths.find(tmp_path, {})
    mistakes = Mistakes(places.mistakes)
    opening = partial(play.core, config.load(places.config, {}), places, mistakes)
    async with Host(opening, mistakes.note) as host:
        app = RpTui(host, config.load(places.config, {}), Keymap(), {})
        async with app.run_test(size=(120, 36)) as pilot:
            await until(app, lambda: app.chat.is_mounted and app.chat.welcome.has_focus)
            await pilot.press("enter")
            await until(app, lambda: app.chat.composer.has_focus)
            host.call(slip).result(PATIENCE_S)
            app.chat.composer.insert("Hello.")
            await pilot.press("enter")
            await until(app, lambda: "a mistake of its own" in str(app.chat.notice.view))
            assert app.is_running
            assert PROSE not in str(app.chat.notice.view)
    (note,) = places.mistakes.iterdir()
    assert "builtins.KeyError" in note.read_text()
    assert PROSE not in note.read_text()


def test_a_mistake_on_the_screen_ends_with_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stumble(*_: Any) -> int:
        raise KeyError(PROSE)

    monkeypatch.setattr(play, "must_be_drawable", lambda _: None)
    monkeypatch.setattr(play, "play", stumble)
    with pytest.raises(Mistake, match="KeyError") as found:
        play.run(Namespace(data_dir=tmp_path))
    assert PROSE not in str(found.value)
    assert found.value.exit_code == 1
