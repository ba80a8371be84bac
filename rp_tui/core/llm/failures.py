"""What a server's refusal, its silence or a broken connection means, in our words."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from rp_tui.core.llm import errors
from rp_tui.core.llm.endpoint import Endpoint
from rp_tui.core.llm.errors import ModelTrouble

LONGEST_WORDS = 4_000  # of a refusal, to look through for what it means
LONGEST_WAIT_S = 3_600.0


class Refused(Exception):
    """The server answered, and not with a reply; without a status, in the middle of its stream."""

    def __init__(self, status: int | None, body: Any, retry_after: str = "") -> None:
        super().__init__(status)
        self.status, self.body, self.retry_after = status, body, retry_after


class Garbled(Exception):
    """What came is not what the protocol says; its text says how."""


class Silent(Exception):
    """The reply is over, and there was nothing in it; its text says why."""


class NoClient(Exception):
    """Nothing can be sent to an endpoint, whatever is asked."""


class Unsendable(NoClient):
    """The key holds characters that no header can carry."""


class BadProxy(NoClient):
    """The environment names a proxy of a kind that we cannot use."""


class BadCertificates(NoClient):
    """The environment names certificates that cannot be read."""


class Case(NamedTuple):
    """A refusal, laid out so that rules can look at it."""

    status: int | None
    words: str  # all that it says, in lower case
    page: bool  # made for a browser

    def says(self, pattern: re.Pattern[str], *statuses: int | None) -> bool:
        return (not statuses or self.status in statuses) and bool(pattern.search(self.words))


TOO_LONG = re.compile(
    r"context[_ ](length|size|window)|maximum context|max_(model|seq)_len|prompt is too long"
    r"|input is too long|too many tokens|exceeds? .{0,60}(context|tokens)|context the overflows"
)
COLD = re.compile(
    r"\bcold\b|not[_ ](yet )?(ready|warm)|warming up|\bloading model\b"
    r"|model .{0,200}(is|still|currently) loading\b"
)
BROKE = re.compile(
    r"insufficient[_ ](quota|credits?|balance|funds)|out of credits?|current quota|billing"
)
NO_MODEL = re.compile(
    r"model[_ ]not[_ ]found|(unknown|no such|not a valid|invalid) model"
    r"|model .{0,200}((does not|doesn't) exist|not found|not available|not supported)"
)
NO_KEY = re.compile(r"api[_ -]?key|token|credential|authenti")
LICENCE = re.compile(r"gated|licen[cs]e|\bagree|access to .{0,40}model|unlock")
NO_PATH = re.compile(r"unexpected endpoint|unknown (endpoint|path|url)|no route")

# The first that fits is what the refusal means.
RULES: tuple[tuple[Callable[[Case], bool], type[ModelTrouble]], ...] = (
    (lambda c: c.says(TOO_LONG, None, 400, 422, 500) or c.status == 413, errors.TooLongForContext),
    (lambda c: c.status == 401, errors.Unauthorized),
    (lambda c: c.status == 402 or c.says(BROKE, None, 400, 403, 429), errors.OutOfCredits),
    (lambda c: c.status == 429, errors.RateLimited),
    (lambda c: c.says(COLD, None, 400, 409, 425, 500, 503), errors.ModelCold),
    (lambda c: c.status == 403 and c.page, errors.NotCompatible),
    (lambda c: c.says(LICENCE, 403), errors.ModelGated),
    (lambda c: c.says(NO_KEY, 403), errors.Unauthorized),
    (lambda c: c.status == 403, errors.ModelGated),
    (lambda c: c.says(NO_MODEL, None, 400, 404, 422), errors.UnknownModel),
    (lambda c: c.status in {404, 405, 410} or c.says(NO_PATH), errors.WrongUrl),
    (lambda c: c.status in range(300, 400), errors.WrongUrl),
    (lambda c: c.status is None or c.status == 408 or c.status >= 500, errors.Unavailable),
    (lambda c: c.page, errors.NotCompatible),
    (lambda c: True, errors.RequestRefused),
)


def understood(
    error: BaseException, endpoint: Endpoint, model: str, slot: str = ""
) -> ModelTrouble | None:
    """The trouble that an error means; none if it is a mistake of ours.

    The slot is whose settings are told of; without one it is all slots'.
    """
    kind, cause, wait_s = judged(error)
    if kind is None:
        return None
    quoted = endpoint.quoted(model), endpoint.quoted(cause)
    return kind(endpoint.host, *quoted, slot=slot, retry_after_s=wait_s)


def judged(error: BaseException) -> tuple[type[ModelTrouble] | None, str, float | None]:
    match error:
        case Refused():
            return refusal(error)
        case Garbled():
            return errors.NotCompatible, str(error), None
        case Silent():
            return errors.EmptyReply, str(error), None
        case Unsendable():
            return errors.Unauthorized, "", None
        case BadProxy():
            return errors.NoWayOut, "its proxy cannot be used", None
        case BadCertificates():
            return errors.NoWayOut, "its certificates cannot be read", None
    return *broken(error), None


def refusal(refused: Refused) -> tuple[type[ModelTrouble], str, float | None]:
    """What a refusal means, the server's own words for it, and how long it asks us to wait."""
    said = sense(refused.body)
    status = refused.status or status_within(said)
    words = " ".join(spoken(said))[:LONGEST_WORDS]
    page = words.lstrip().startswith("<")
    case = Case(status, words.lower(), page)
    kind = next(kind for fits, kind in RULES if fits(case))
    cause = "" if page or status in range(300, 400) else next(spoken(said), "")
    return kind, cause or reason(status, page), seconds(refused.retry_after)


def reason(status: int | None, page: bool) -> str:
    """What there is to say of a refusal without words."""
    if page:
        return "it sent a web page"
    if status in range(300, 400):
        return "it points elsewhere, and a key is not sent after it"
    return f"status {status}" if status else ""


def sense(body: Any) -> Any:
    """A body as what it holds, where it is JSON, else as its text."""
    if not isinstance(body, bytes):
        return body
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body[:LONGEST_WORDS].decode("utf-8", "replace")


def spoken(said: Any, depth: int = 3) -> Iterator[str]:
    """The words of a refusal, in whichever of the usual shapes; what says most comes first."""
    match said:
        case str():
            yield said[:LONGEST_WORDS]
        case dict() if depth:
            for name in ("message", "msg", "error", "detail", "type", "code", "metadata", "raw"):
                yield from spoken(said.get(name), depth - 1)
        case list() if depth:
            for part in said[:3]:
                yield from spoken(part, depth - 1)


def status_within(said: Any) -> int | None:
    """The status that an error in mid-stream names as its code."""
    if isinstance(said, dict):
        inner = said.get("error")
        for code in (inner.get("code") if isinstance(inner, dict) else None, said.get("code")):
            if isinstance(code, int) and 400 <= code <= 599:
                return code
    return None


def seconds(retry_after: str) -> float | None:
    """The wait that a server asks for; dates and nonsense count for nothing."""
    try:
        wait_s = float(retry_after)
    except ValueError:
        return None
    return min(wait_s, LONGEST_WAIT_S) if wait_s >= 0 else None


def broken(error: BaseException) -> tuple[type[ModelTrouble] | None, str]:
    """What a failed connection means, and the system's words for it where they help."""
    import httpx2

    match error:
        case httpx2.InvalidURL() | httpx2.UnsupportedProtocol():
            return errors.WrongUrl, "it is no http address"
        case httpx2.ConnectTimeout():
            return errors.Unreachable, "it does not answer"
        case httpx2.ConnectError() | httpx2.ProxyError():
            return errors.Unreachable, str(error)
        case httpx2.RequestError():
            return errors.ConnectionLost, ""
    return None, ""
