"""The rules of a start: what the settings say of how is played."""

from msgspec import Struct

from rp_tui.core.domain.markers import DEFAULT, Markers
from rp_tui.core.prompts.trim import Budget


class Rules(Struct, frozen=True):
    """How turns are read, and how much a prompt may hold."""

    markers: Markers = DEFAULT
    budget: Budget = Budget()
    memories: int = 4  # that are recalled for a reply
    summaries: int = 3  # of the last scenes, that are always there
    window: int = 80  # turns that are read for a prompt, before it is trimmed
