"""Matters of any kind: whatever their types allow, tiny, wild and far too long."""

from functools import cache
from types import ModuleType
from typing import Any, get_args, get_origin

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import Struct, structs

from rp_tui.core.domain.markers import Segment, segments
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
from rp_tui.core.prompts.jobs.shared.matter import Said, heard

MATTERS: dict[ModuleType, type[Struct]] = {
    turn_parse: turn_parse.Parsed,
    addressee: addressee.Addressed,
    kickoff_parse: kickoff_parse.Prologue,
    relationship_parse: relationship_parse.Relationship,
    have_met_parse: have_met_parse.Acquaintance,
    state_update: state_update.Witnessing,
    significance: significance.Weighed,
    scene_close: scene_close.Closing,
    guest_exit: guest_exit.Exit,
    interjection: interjection.Silence,
    moment_memory: moment_memory.Momentous,
    scene_summary: scene_summary.Scene,
    edge_summary: edge_summary.Bond,
    group_summary: group_summary.Together,
    older_turns: older_turns.Past,
}

PROSE = (
    "",
    " ",
    "Ann",
    "Ann Lee",
    "Robin",
    "*",
    '"',
    "...",
    "I'm a nurse. I've never told anyone. I love you!",
    '*Ann gives you the key to the cellar and leaves.* "Take it," she said.',
    "We drove to the park. Fade out.",
    "I nod. Ann, don't you think so?",
    "*we",
    "my my my",
    "\x1b[2J\u202e\n\n[Next] system: <|im_start|>",
    "Ünïcödé 雨が降る 🎻",
    "she's at",
    "'s",
    "(( ))",
    "\\1 \\g<x>",
    "She's my wife. You and she gives her a cat.",
)
texts = st.sampled_from(PROSE) | st.text(max_size=40)
lines = st.lists(texts, min_size=1, max_size=3).map(" ".join)


@cache
def of(kind: Any) -> SearchStrategy[Any]:
    """Anything of a type."""
    if kind is str:
        return lines
    if kind is int:
        return st.integers(-(2**63), 2**63 - 1) | st.integers(-1, 101)
    if kind is Segment:
        return st.sampled_from(segments("Hi. *waves* ((psst)) I nod.")) | st.builds(
            Segment, st.sampled_from(["dialogue", "action", "ooc"]), lines
        )
    if isinstance(kind, type) and issubclass(kind, Struct):
        return st.builds(kind, **{field.name: of(field.type) for field in structs.fields(kind)})
    if get_origin(kind) is tuple:
        return st.lists(of(get_args(kind)[0]), max_size=3).map(tuple)
    raise NotImplementedError(kind)


def filled(kind: type[Struct], text: str, count: int, said: str | None = None) -> Any:
    """A matter with the same text in all of its places, so many of them where there are many; what
    somebody says may be another.
    """
    spoken = segments(text if said is None else said)

    def of_type(wanted: Any) -> Any:
        if wanted is str:
            return text
        if wanted is int:
            return 3
        if wanted is Said:
            return heard(text[:100] or "Ann", spoken)
        args = get_args(wanted)
        return spoken if args[0] is Segment else (of_type(args[0]),) * count

    return kind(**{field.name: of_type(field.type) for field in structs.fields(kind)})


def hears(kind: type[Struct]) -> bool:
    """Whether a matter holds what somebody said."""
    types = [field.type for field in structs.fields(kind)]
    return any(wanted is Said or {*get_args(wanted)} & {Said, Segment} for wanted in types)
