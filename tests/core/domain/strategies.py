"""Anything that the types of states and events allow, so that no noun is left out of a property."""

from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import UNSET, Meta, Struct, UnsetType, structs

from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.ids import LAST_BOT
from rp_tui.core.domain.markers import Markers
from rp_tui.core.domain.noun import Event, Noun, State
from rp_tui.core.domain.nouns import EVENTS, NOUNS

FEW = 3
LARGEST = 2**63 - 1
WORDS = ("", " ", "lantern", "Lantern", "river\nbank", "*waits*", "((hush))", "0", "7", "\x1b[2J")
NUMBERS = (-LARGEST, -4, -1, 0, 1, 2, 3, 50, 101, LAST_BOT, LARGEST)

texts = st.sampled_from(WORDS) | st.text(max_size=6)
numbers = st.sampled_from(NUMBERS)
leaves = st.none() | st.booleans() | numbers | texts | st.just({"text": "it rains"})
json = leaves | st.lists(leaves, max_size=2) | st.dictionaries(texts, leaves, max_size=2)

PLAIN: dict[Any, SearchStrategy[Any]] = {
    Any: json,
    bool: st.booleans(),
    int: numbers,
    str: texts,
    type(None): st.none(),
    UnsetType: st.just(UNSET),
    Markers: st.just(Markers()),
}


@cache
def of(kind: Any) -> SearchStrategy[Any]:
    """Anything of a type."""
    if kind in PLAIN:
        return PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, Struct):
        return st.builds(kind, **{field.name: of(field.type) for field in structs.fields(kind)})
    args = get_args(kind)
    match get_origin(kind):
        case origin if origin is Annotated:
            return of(args[0]).filter(allowed(args[1]))
        case origin if origin is Literal:
            return st.sampled_from(args)
        case origin if origin in (Union, UnionType):
            return st.one_of(*map(of, args))
        case origin if origin is tuple:
            return st.lists(of(args[0]), max_size=FEW).map(tuple)
        case origin if origin is dict:
            return st.dictionaries(of(args[0]), of(args[1]), max_size=FEW)
    raise NotImplementedError(kind)


def allowed(meta: Meta) -> Callable[[Any], bool]:
    def holds(value: Any) -> bool:
        if isinstance(value, int):
            return (meta.ge is None or value >= meta.ge) and (meta.le is None or value <= meta.le)
        return meta.max_length is None or len(value) <= meta.max_length

    return holds


FIELDS = sorted({field for noun in NOUNS.values() for field in noun.state.__struct_fields__})
ENTRIES = [
    f"{field}.{key}" for field in ("facts", "status", "moments", "name") for key in ("a", "")
]

nouns: SearchStrategy[Noun] = st.sampled_from(tuple(NOUNS.values()))
edits = st.builds(ManualEdit, st.sampled_from(FIELDS + ENTRIES) | texts, json, json)
events: SearchStrategy[Event] = st.one_of(
    edits, *(of(event) for event in EVENTS if event is not ManualEdit)
)
states: SearchStrategy[State] = nouns.flatmap(lambda noun: of(noun.state))
