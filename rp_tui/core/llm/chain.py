"""A chain: the models that a slot may ask, one when the other cannot or will not answer."""

from typing import NamedTuple

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.llm import errors
from rp_tui.core.llm.endpoint import Endpoint
from rp_tui.core.llm.plan import TooHeavy
from rp_tui.core.llm.port import Model, Params

UNDERSTUDY = "understudy"  # who stands in for a model; it answers jobs by their plain rules

NOWHERE = Endpoint("")  # where a model is that needs no server

# What is the matter with one model may be well with the next, also where it is served.
OF_A_MODEL = (
    errors.EmptyReply,
    errors.ModelCold,
    errors.ModelGated,
    errors.RequestRefused,
    errors.TooLongForContext,
    errors.Unavailable,
    errors.UnknownModel,
    TooHeavy,
)


class Link(NamedTuple):
    """A model, where it is, and how it is asked."""

    endpoint: Endpoint
    model: Model
    params: Params

    @property
    def offline(self) -> bool:
        """Whether there is no server behind it, so nothing to reach, to pay or to wait for."""
        return self.endpoint == NOWHERE


class Chain(NamedTuple):
    """A slot's models in the order in which they are asked.

    Of a classifier's there may be none: then the plain rules answer. A narrator's has always one.
    """

    slot: str
    links: tuple[Link, ...] = ()


def others(links: tuple[Link, ...], trouble: Trouble) -> tuple[Link, ...]:
    """Those behind the first whom its trouble does not touch.

    A key, a limit or a line that fails does so for all models of a server.
    """
    first, *rest = links
    if isinstance(trouble, OF_A_MODEL):
        return tuple(rest)
    if isinstance(trouble, errors.ModelTrouble):
        return tuple(link for link in rest if link.endpoint != first.endpoint)
    return ()
