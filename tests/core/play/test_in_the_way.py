"""What is in the way of a call is told by that call, and waited for as long as a server asks."""

from pathlib import Path

import pytest

from rp_tui.core.llm.errors import ModelTrouble, NoWayOut, RateLimited
from rp_tui.core.play import holding
from tests.core.play.served import BARD, REPLY, against
from tests.loopback import plans
from tests.loopback.talk import Talk

ASKED_S = 0.4  # of us, by a server


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "ftp://127.0.0.1:1"])
async def test_a_proxy_that_cannot_be_used_is_told_by_the_turn_and_not_by_the_warming(
    tmp_path: Path, proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    elsewhere = {"base_url": "http://models.invalid/v1"}
    async with against(tmp_path, elsewhere) as play:
        mara = await play.begin()
        await play.engine.warm()
        with pytest.raises(NoWayOut, match="its proxy cannot be used"):
            await play.engine.take_turn(mara, "Hello.")
        held = play.engine.held(mara)
        assert held is not None
        assert held.wish.prose == "Hello."


async def test_a_server_is_asked_again_no_sooner_than_it_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "WAITS_S", (0.0,))
    async with against(tmp_path) as play:
        mara = await play.begin()
        busy = plans.refuses(429, headers={"Retry-After": str(ASKED_S)})
        answers = iter((busy, busy, plans.says(REPLY)))

        async def at_last(talk: Talk) -> None:
            await next(answers)(talk)

        play.minds[BARD] = at_last
        with pytest.raises(RateLimited, match="lower concurrency in the settings"):
            await play.engine.take_turn(mara, "Hello.")
        assert (await play.engine.keep_trying(mara)).text == REPLY
        _, second, third = play.asked(BARD)
        assert third.at - second.at >= ASKED_S


async def test_a_refusal_names_the_slots_own_setting(tmp_path: Path) -> None:
    async with against(tmp_path) as play:
        mara = await play.begin()
        for plan, setting in {
            plans.refuses(401): "api_key",
            plans.refuses(404, {"detail": "Not Found"}): "base_url",
            plans.refuses(404, {"error": {"message": "model bard not found"}}): "model",
            plans.refuses(400, {"error": {"message": "prompt is too long"}}): "context",
        }.items():
            play.minds[BARD] = plan
            with pytest.raises(ModelTrouble, match=rf"narrative\.{setting} in the settings"):
                await play.engine.take_turn(mara, "Hello.")
