"""What servers of many makes say when they refuse, and what we say then."""

from typing import Any

import pytest

from rp_tui.core.llm import errors
from rp_tui.core.llm.endpoint import Endpoint, Secret
from rp_tui.core.llm.errors import ModelTrouble
from rp_tui.core.llm.failures import Garbled, Refused, Silent, Unsendable, seconds, understood

HOST = "api.example.com"
ENDPOINT = Endpoint(f"https://{HOST}/v1", Secret("sk-0123456789"))
HTML = b"<html><body><h1>502 Bad Gateway</h1></body></html>"


def openai(message: str, **fields: Any) -> dict[str, Any]:
    return {"error": {"message": message, "type": "invalid_request_error", **fields}}


def vllm(message: str, code: int) -> dict[str, Any]:
    return {"object": "error", "message": message, "type": "BadRequestError", "code": code}


REFUSALS: list[tuple[int | None, Any, type[ModelTrouble]]] = [
    (401, openai("Incorrect API key provided."), errors.Unauthorized),
    (401, HTML, errors.Unauthorized),
    (401, {"detail": "Unauthorized"}, errors.Unauthorized),
    (401, b"", errors.Unauthorized),
    (402, openai("Insufficient credits"), errors.OutOfCredits),
    (402, b"", errors.OutOfCredits),
    (429, openai("You exceeded your quota", code="insufficient_quota"), errors.OutOfCredits),
    (403, openai("Your account is out of credits"), errors.OutOfCredits),
    (429, openai("Rate limit reached"), errors.RateLimited),
    (429, openai("Concurrency limit exceeded"), errors.RateLimited),
    (429, openai("Request too large: tokens per min, reduce the length"), errors.RateLimited),
    (429, HTML, errors.RateLimited),
    (400, openai("This Model is Cold / Not Ready for Inference"), errors.ModelCold),
    (400, {"error": "model_not_ready"}, errors.ModelCold),
    (503, openai("Loading model", type="unavailable_error", code=503), errors.ModelCold),
    (503, {"error": "Model org/name is currently loading", "estimated_time": 20}, errors.ModelCold),
    (403, openai("This model is gated: agree to its license first"), errors.ModelGated),
    (403, b"", errors.ModelGated),
    (403, openai("Invalid API key"), errors.Unauthorized),
    (403, HTML, errors.NotCompatible),
    (404, openai("The model `x` does not exist", code="model_not_found"), errors.UnknownModel),
    (404, vllm("The model `x` does not exist.", 404), errors.UnknownModel),
    (404, openai('model "x" not found, try pulling it first'), errors.UnknownModel),
    (400, openai("x is not a valid model ID"), errors.UnknownModel),
    (404, {"detail": "Not Found"}, errors.WrongUrl),
    (404, HTML, errors.WrongUrl),
    (405, b"", errors.WrongUrl),
    (301, b"", errors.WrongUrl),
    (308, HTML, errors.WrongUrl),
    (400, openai("maximum context length is 8192", code="context_length_exceeded"),
     errors.TooLongForContext),
    (400, vllm("This model's maximum context length is 4096.", 400), errors.TooLongForContext),
    (400, openai("request (9412 tokens) exceeds the available context size (8192 tokens)",
                 type="exceed_context_size_error"), errors.TooLongForContext),
    (500, openai("the request exceeds the available context size"), errors.TooLongForContext),
    (400, {"error": "Trying to keep the first 5000 tokens when context the overflows."},
     errors.TooLongForContext),
    (400, {"detail": "Prompt is too long: 5000 tokens"}, errors.TooLongForContext),
    (413, b"", errors.TooLongForContext),
    (None, vllm("the input exceeds the context window", 400), errors.TooLongForContext),
    (500, openai("boom"), errors.Unavailable),
    (500, b"", errors.Unavailable),
    (502, HTML, errors.Unavailable),
    (503, openai("No valid executor"), errors.Unavailable),
    (529, openai("overloaded"), errors.Unavailable),
    (408, b"", errors.Unavailable),
    (None, openai("it broke"), errors.Unavailable),
    (None, openai("Provider returned error", code=502), errors.Unavailable),
    (None, openai("slow down", code=429), errors.RateLimited),
    (None, "it broke", errors.Unavailable),
    (None, None, errors.Unavailable),
    (400, openai("temperature must be below 2"), errors.RequestRefused),
    (422, {"detail": [{"loc": ["body", "min_p"], "msg": "extra fields not permitted"}]},
     errors.RequestRefused),
    (400, b"\xff\xfe", errors.RequestRefused),
    (400, b"[" * 60_000, errors.RequestRefused),
    (418, HTML, errors.NotCompatible),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "kind"), REFUSALS)
def test_a_refusal_means(status: int | None, body: Any, kind: type[ModelTrouble]) -> None:
    trouble = understood(Refused(status, body), ENDPOINT, "org/name")
    assert type(trouble) is kind


@pytest.mark.parametrize("kind", ModelTrouble.__subclasses__())
def test_every_error_is_a_sentence_that_names_the_host_the_model_and_what_to_do(
    kind: type[ModelTrouble],
) -> None:
    for sentence in (str(kind(HOST, "org/name")), str(kind(HOST, "org/name", "for a reason"))):
        assert HOST in sentence
        assert "org/name" in sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert ". " not in sentence
        assert any(word in sentence for word in ("check", "retry", "choose", "agree"))


@pytest.mark.parametrize(
    ("error", "kind", "cause"),
    [
        (Garbled("it sent a web page"), errors.NotCompatible, "it sent a web page"),
        (Silent("it only thought"), errors.EmptyReply, "it only thought"),
        (Unsendable(), errors.Unauthorized, ""),
    ],
)
def test_what_we_noticed_ourselves_means(
    error: Exception, kind: type[ModelTrouble], cause: str
) -> None:
    trouble = understood(error, ENDPOINT, "m")
    assert type(trouble) is kind
    assert trouble.cause == cause


def test_a_mistake_of_ours_is_no_trouble_of_a_server() -> None:
    assert understood(KeyError("x"), ENDPOINT, "m") is None


def test_the_servers_own_words_are_quoted_clean_and_short() -> None:
    words = "no \x1b]0;title\x07\x1b[31mway\n\n\u202eout " + "x" * 5_000
    trouble = understood(Refused(400, openai(words)), ENDPOINT, "m\x1b[2J")
    assert trouble is not None
    assert trouble.cause.startswith("no way out xxx")
    assert len(trouble.cause) <= 200
    assert "\x1b" not in str(trouble)


def test_words_that_look_like_a_template_are_only_words() -> None:
    trouble = understood(Refused(400, openai("{host} {0} %s")), ENDPOINT, "{model}")
    assert trouble is not None
    assert trouble.cause == "{host} {0} %s"
    assert "for {model} (" in str(trouble)


@pytest.mark.parametrize(
    ("told", "wait_s"),
    [("7", 7.0), ("0.5", 0.5), ("1e9", 3600.0), ("-1", None), ("nan", None), ("", None),
     ("inf", 3600.0), ("Wed, 21 Oct 2026 07:28:00 GMT", None)],
)  # fmt: skip
def test_a_wait_that_a_server_asks_for_is_bounded(told: str, wait_s: float | None) -> None:
    assert seconds(told) == wait_s
    trouble = understood(Refused(429, b"", told), ENDPOINT, "m")
    assert trouble is not None
    assert trouble.retry_after_s == wait_s
