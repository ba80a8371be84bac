"""The jobs, one file each: its question, the form of its answer, its default and plain rule.

A job is loaded when it is first named, as `jobs.turn_parse`: the patterns that the plain rules read
English with take longer to compile than all else that a start waits for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from rp_tui.core.domain import lazy

if TYPE_CHECKING:
    from rp_tui.core.prompts.jobs import (
        addressee,
        edge_summary,
        group_summary,
        guest_exit,
        have_met_parse,
        interjection,
        kickoff_parse,
        moment_memory,
        older_turns,
        relationship_parse,
        scene_close,
        scene_summary,
        significance,
        state_update,
        turn_parse,
    )

__all__ = [
    "addressee",
    "edge_summary",
    "group_summary",
    "guest_exit",
    "have_met_parse",
    "interjection",
    "kickoff_parse",
    "moment_memory",
    "older_turns",
    "relationship_parse",
    "scene_close",
    "scene_summary",
    "significance",
    "state_update",
    "turn_parse",
]


def load() -> None:
    """Load all of them; from a thread, for it takes long."""
    for name in __all__:
        import_module(f"{__name__}.{name}")


if not TYPE_CHECKING:
    __getattr__ = lazy.modules(__name__, __all__)
