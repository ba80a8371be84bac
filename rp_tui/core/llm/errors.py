"""What can go wrong between us and a model: one class and one sentence each.

They name the host, the model and the setting to look at, never the key.
"""

from typing import ClassVar

from rp_tui.core.domain.errors import Trouble


class ModelTrouble(Trouble):
    """A model could not be asked, or did not answer as it should."""

    says: ClassVar[str]
    says_after_words: ClassVar[str] = ""  # where that is something else

    def __init__(
        self,
        host: str,
        model: str,
        cause: str = "",
        *,
        slot: str = "",
        retry_after_s: float | None = None,
    ) -> None:
        self.host, self.model, self.cause = host, model, cause
        self.retry_after_s = retry_after_s  # as the server asks
        why, slots = f" ({cause})" if cause else "", f"{slot}." if slot else ""
        known = {"host": host, "model": model, "why": why, "slot": slots}
        self.after_words = (self.says_after_words or self.says).format_map(known)
        super().__init__(self.says.format_map(known))


class Unauthorized(ModelTrouble):
    """The key is missing, wrong or not allowed here."""

    says = (
        "{host}: 401 unauthorized, it does not accept the API key for {model};"
        " check {slot}api_key in the settings, then retry."
    )


class OutOfCredits(ModelTrouble):
    """The account has nothing left to pay with."""

    says = (
        "{host}: out of credits, the account cannot pay for {model};"
        " top it up there or choose another model, then retry."
    )


class RateLimited(ModelTrouble):
    """Too many requests in a time, or at once."""

    says = (
        "{host}: rate limited, too many requests or too many at once for {model};"
        " wait a moment, then retry, or lower concurrency in the settings."
    )


class ModelCold(ModelTrouble):
    """The model must first be loaded."""

    says = (
        "{model} is cold on {host} and needs five minutes to an hour to warm up;"
        " keep trying, or choose another model."
    )


class ModelGated(ModelTrouble):
    """The model's licence must first be agreed to."""

    says = (
        "{model} is gated on {host}; agree to its licence on the model's page there,"
        " or choose another model."
    )


class Unavailable(ModelTrouble):
    """The server is there and cannot answer now."""

    says = (
        "{host}: service unavailable for {model}{why}; retry in a moment, or choose another model."
    )


class TooLongForContext(ModelTrouble):
    """The prompt and the reply do not fit into what the model can read at once."""

    says = (
        "The prompt is too long for the context of {model} on {host}{why};"
        " set {slot}context in the settings to what it reads, or choose a model that reads more."
    )


class ConnectionLost(ModelTrouble):
    """The connection broke while the reply was on its way."""

    says = "Connection lost to {host} before {model} had answered; retry, or choose another model."
    says_after_words = (
        "Connection lost to {host} while {model} was answering;"
        " retry, or go on with the words that came."
    )


class EmptyReply(ModelTrouble):
    """The reply has ended and there is not a word to show."""

    says = "{model} on {host} sent an empty reply{why}; retry, or choose another model."


class NotCompatible(ModelTrouble):
    """What answers does not speak the protocol."""

    says = (
        "{host} is not an OpenAI-compatible server{why};"
        " check {slot}base_url in the settings for {model}."
    )


class UnknownModel(ModelTrouble):
    """The server is right and the model's name is not."""

    says = (
        "{host} does not know the model {model};"
        " check {slot}model in the settings, or choose one that is there."
    )


class WrongUrl(ModelTrouble):
    """Nothing at this address takes a chat."""

    says = (
        "{host} leads to no chat completions for {model}{why};"
        " check {slot}base_url in the settings, it usually ends in /v1."
    )


class Unreachable(ModelTrouble):
    """No server answers at this address."""

    says = (
        "{host} cannot be reached for {model}{why};"
        " check that it runs, the network, and {slot}base_url in the settings."
    )


class NoWayOut(Unreachable):
    """The environment sends us by a way that we cannot go."""

    says = (
        "{host} cannot be reached for {model}{why}; check ALL_PROXY, HTTPS_PROXY, HTTP_PROXY and"
        " SSL_CERT_FILE in the environment, then start again."
    )


class RequestRefused(ModelTrouble):
    """The server understood the request and does not want it."""

    says = (
        "{host} refused the request for {model}{why};"
        " check {slot}extra and what else the settings send to it, then retry."
    )
