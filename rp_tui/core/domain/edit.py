"""A person mends a field of any noun by hand, and can take it back."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, get_origin

from msgspec import ValidationError, convert, json, structs, to_builtins

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.noun import Event, State
from rp_tui.core.domain.text import line

S = TypeVar("S", bound=State)


class ManualEdit(Event, frozen=True):
    """One field set by hand; `facts.ab12` is one entry of a field that holds many, None its end."""

    field: str
    before: Any
    after: Any


class NoSuchField(Trouble):
    """The noun has no such field."""


class NotEditable(Trouble):
    """The field says where the entity comes from, or changes in a way of its own."""


class DoesNotFit(Trouble):
    """The value is not of the field's kind."""


@cache
def kinds(noun: type[State]) -> dict[str, Any]:
    """The fields of a noun that a hand may edit, and the type of each."""
    return {f.name: f.type for f in structs.fields(noun) if f.name not in noun.FIXED}


def edit(state: State, field: str, after: Any) -> ManualEdit:
    """The edit that sets a field of this state, with what stood there before."""
    name, key = parts(type(state), line(field))
    before = getattr(state, name)
    passes = state.ENTRANCES.get(name, line)
    try:
        made = ManualEdit(
            line(field),
            json.decode(json.encode(before.get(key) if key else before)),
            entered(to_builtins(after), passes),
        )
        changed(state, made)
    except (TypeError, ValidationError) as error:
        raise DoesNotFit(f"This does not fit the {line(field)}: {reason(error)}.") from error
    return made


def inverse(made: ManualEdit) -> ManualEdit:
    """The edit that takes an edit back."""
    return ManualEdit(made.field, made.after, made.before)


def edited(state: S, made: ManualEdit) -> S:
    """The state with one field set; an edit that does not fit sets nothing, as a fold is total."""
    try:
        return changed(state, made)
    except (NoSuchField, NotEditable, ValidationError):
        return state


def changed(state: S, made: ManualEdit) -> S:
    name, key = parts(type(state), made.field)
    value = with_entry(getattr(state, name), key, made.after) if key else made.after
    return structs.replace(state, **{name: convert(value, kinds(type(state))[name])})


def parts(noun: type[State], field: str) -> tuple[str, str]:
    """The name of a field, and the key of its entry if one is meant; both are checked."""
    name, dot, key = field.partition(".")
    if name in noun.FIXED:
        raise NotEditable(f"The {name} of this {noun.__name__.lower()} is not edited by hand.")
    kind = kinds(noun).get(name)
    if kind is None or (dot and not (key and get_origin(kind) is dict)):
        raise NoSuchField(f"This {noun.__name__.lower()} has no {field!r} to edit.")
    return name, key


def with_entry(entries: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    if value is None:
        return {kept: entry for kept, entry in entries.items() if kept != key}
    return {**to_builtins(entries), key: value}


def entered(value: Any, passes: Callable[[str], str]) -> Any:
    """The value as JSON knows it, with each of its texts cleaned."""
    match value:
        case str():
            return passes(value)
        case list() | tuple():
            return [one for one in (entered(part, passes) for part in value) if one != ""]
        case dict():
            return {line(str(key)): entered(part, passes) for key, part in value.items()}
    return value


def reason(error: Exception) -> str:
    said = line(str(error)).rstrip(".")
    return said[:1].lower() + said[1:]
