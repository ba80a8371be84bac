"""A classifier that fails is not spoken of on the screen: the story goes on, the trace knows."""

from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from rp_tui import bootstrap, config
from rp_tui.app import RpTui
from rp_tui.config.settings import variable
from rp_tui.core.engine import Engine
from rp_tui.core.host import Host
from rp_tui.core.storage import failures, traces
from rp_tui.core.storage.connection import connect_to_look
from rp_tui.paths import Places
from rp_tui.screens.chat.screen import ChatScreen
from rp_tui.ui.keymap import Keymap
from tests.core.play.acting import MARA
from tests.core.play.served import BARD, JUDGE
from tests.loopback import Loopback, Plan, plans
from tests.patient import Patient
from tests.screens.seat import LARGE, Seat

# And how the trace calls it.
FAILS: dict[str, tuple[Plan, str]] = {
    "an error of the server": (plans.refuses(500), "Unavailable"),
    "no such model": (plans.refuses(404), "WrongUrl"),
    "a page for a browser": (plans.answers(plans.HTML, media_type="text/html"), "NotCompatible"),
    "nonsense": (plans.says("Well, I would say: seven of nine."), "unreadable"),
    "a refusal": (plans.says("I'm sorry, but I can't help with that."), "refused"),
    "a line that breaks": (plans.breaks('{"score"'), "ConnectionLost"),
}


def opening(folder: Path, url: str) -> tuple[Host[Engine], config.Config]:
    """The program's own core, with both its slots on a server."""
    named = {"base_url": url, "narrative.model": BARD, "classifier.model": JUDGE}
    named |= {"classifier.fallbacks": ","}
    env = {variable(name): value for name, value in named.items()}
    settings = config.load(folder / "no settings", env)
    return Host(partial(bootstrap.engine, settings, Places(folder, folder / "chat.db"))), settings


async def begin(engine: Host[Engine]) -> None:
    bot = await engine.ask(Engine.author, MARA)
    await engine.ask(Engine.confirm_kickoff, bot, await engine.ask(Engine.propose_kickoff, bot))


def told(screen: ChatScreen) -> list[object]:
    """All that is told from now on, in a line or a banner."""
    views: list[object] = []
    for teller in (screen.notice, screen.banner):
        screen.watch(teller, "view", lambda view: views.append(view) if view else None)
    return views


@pytest.mark.parametrize(("plan", "outcome"), FAILS.values(), ids=FAILS)
async def test_a_classifier_that_fails_is_not_spoken_of_and_the_story_goes_on(
    tmp_path: Path, plan: Plan, outcome: str
) -> None:
    minds = {BARD: plans.says("*She looks up.* Late again."), JUDGE: plan}
    async with Loopback(plans.by_model(minds)) as server:
        host, settings = opening(tmp_path, server.url)
        async with host:
            await begin(host)
            app = RpTui(host, settings, Keymap(), {})
            async with app.run_test(size=LARGE):
                seat = Seat(app, Patient(app), host, None)  # type: ignore[arg-type]
                await seat.until(lambda: seat.ready)
                views = told(seat.chat)
                for said in ('I say "Hello" to her.', '"I love you, Mara."'):
                    await seat.say(said)
                    await host.ask(Engine.quiet)
                    await seat.pilot.pause()
                    await seat.sees("Late again.")
                    assert app.screen is seat.chat
                assert (views, seat.number) == ([], 5)
                assert not seat.chat.composer.locked
    with closing(connect_to_look(tmp_path / "chat.db")) as db:
        kept = [one.trace for one in traces.latest(db, 100)]
        assert len(failures.latest(db, 100)) >= 2
    assert {trace.outcome for trace in kept if trace.slot == "classifier"} == {outcome}
