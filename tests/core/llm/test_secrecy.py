"""The key is in no error, wherever a server puts it, and goes nowhere that it was not sent."""

import traceback
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from rich.pretty import pretty_repr

from rp_tui.core.llm.endpoint import Endpoint, Secret
from rp_tui.core.llm.errors import ModelTrouble
from tests.loopback import Loopback, Plan, plans
from tests.loopback.player import KEY, playing

ECHO = f"Incorrect API key provided: {KEY}, also as {quote(KEY, safe='')}"
HIDDEN = f"Incorrect key {KEY[:9]}\u200b{KEY[9:]} {KEY[:5]}\x1b[0m{KEY[5:]}"
LEAKS: dict[str, Plan] = {
    "in a body": plans.refuses(401, {"error": {"message": ECHO, "code": KEY}}),
    "in a body with marks that are cleaned away": plans.refuses(400, {"error": HIDDEN}),
    "at the cut of a long body": plans.refuses(400, {"error": "x" * 185 + KEY}),
    "in plain text": plans.answers(ECHO, 500, media_type="text/plain"),
    "in a list of details": plans.refuses(422, {"detail": [{"loc": [KEY], "msg": ECHO}]}),
    "in a page": plans.answers(f"<html>{ECHO}</html>"),
    "in a header": plans.refuses(503, headers={"X-Key": KEY, "Retry-After": KEY}),
    "in the address of a redirect": plans.redirects(f"http://127.0.0.1:9/?key={KEY}"),
    "in the name of a redirect": plans.redirects(f"http://{KEY[:9]}/"),
    "in the stream": plans.sends({"error": {"message": ECHO}}, before="Hello"),
    "in an event": plans.sends({"message": ECHO}, name="error"),
    "in a chunk that is not JSON": plans.sends(ECHO),
    "in a first line": plans.answers(ECHO),
}


def everything(error: BaseException) -> Iterator[str]:
    """All that anyone could print of an error."""
    seen: set[int] = set()
    queue: list[BaseException | None] = [error]
    while queue:
        one = queue.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield from (str(one), repr(one), repr(one.args), repr(vars(one)))
        yield "".join(traceback.format_exception(one))
        queue += [one.__cause__, one.__context__]
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if "rp_tui" in frame.f_code.co_filename:
            yield from (f"{pretty_repr(value)}" for value in frame.f_locals.values())


@pytest.mark.parametrize("plan", LEAKS.values(), ids=LEAKS)
async def test_a_key_that_a_server_repeats_is_in_no_error(plan: Plan) -> None:
    async with playing(plan) as player:
        heard = await player.hear()
        assert isinstance(heard.error, ModelTrouble)
        sent = player.server.chats[0].headers["authorization"]
        assert sent == f"Bearer {KEY}"
    told = "\n".join(everything(heard.error))
    assert KEY not in told
    assert quote(KEY, safe="") not in told
    assert heard.error.__context__ is None
    assert heard.error.__cause__ is None


async def test_a_key_that_no_header_can_carry_is_not_accepted_and_not_shown() -> None:
    async with playing() as player:
        player.endpoint = Endpoint(player.server.url, Secret("sk-geheimnis-schlüssel"))
        player.model._endpoint = player.endpoint
        heard = await player.hear()
        assert player.server.asked == []
    assert heard.outcome == "Unauthorized"
    assert heard.error is not None
    assert "schlüssel" not in "\n".join(everything(heard.error))


async def test_a_key_is_not_sent_after_a_redirect() -> None:
    async with Loopback() as elsewhere, playing(plans.redirects(elsewhere.url)) as player:
        heard = await player.hear()
        assert elsewhere.asked == []
    assert heard.outcome == "WrongUrl"


async def test_without_a_key_none_is_taken_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-environment")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-the-environment")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Custom: of-the-environment")
    async with playing() as player:
        player.model._endpoint = Endpoint(player.server.url)
        await player.hear()
        headers = player.server.chats[0].headers
    assert "of-the-environment" not in str(headers)
    assert not [name for name in headers if name.startswith(("x-", "openai-"))]


def test_a_secret_shows_itself_only_by_name() -> None:
    secret = Secret(f" {KEY}\n")
    assert KEY not in f"{secret} {secret!r} {[secret]} {Endpoint('http://h', secret)}"
    assert KEY not in pretty_repr({"endpoint": Endpoint("http://h", secret)})
    assert secret.reveal() == KEY
    assert secret == Secret(KEY) != Secret()


def test_a_host_is_named_without_what_may_be_a_secret() -> None:
    assert Endpoint(f"https://user:{KEY}@api.example.com:8443/v1?key={KEY}").host == (
        "api.example.com:8443"
    )
    assert Endpoint(f"https://h/v1?key={KEY}@{KEY}#{KEY}").host == "h"
    assert Endpoint("localhost:8080/v1").host == "localhost:8080"
    assert Endpoint("").host == "The base URL"


def test_a_placeholder_for_a_key_does_not_blot_out_words() -> None:
    assert Secret("none").hide("none of the models") == "none of the models"
