"""Kinds of settings: what a value may be, how that is said, and how a text spells it."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from rp_tui.core.domain.markers import BadMarkers, Markers
from rp_tui.core.llm.endpoint import Secret

RESERVED = ("messages", "model", "stream")  # fields of a request that are not the player's

LONGEST_TEXT = 1_000
LONGEST_EXTRA = 10_000
MOST_FALLBACKS = 8
MOST_TO_SHOW = 10**15
MOST_KEYS = 8  # of one action
MOST_REMAPPED = 200
KEY_OF_THE_KEYBOARD = re.compile(r"((ctrl|alt|shift|super)\+)*([a-z]{1,9}(_[a-z]{1,9})?|f\d\d?|\S)")


class Unfit(Exception):
    """A value is not what a setting wants; what it says is what the value is instead.

    It may be one in a table, by its name there, of which something else is wanted.
    """

    def __init__(self, instead: str = "", *, inner: str = "", wanted: str = "") -> None:
        super().__init__(instead)
        self.inner, self.wanted = inner, wanted


class Setting(NamedTuple):
    """What a value may be, how it is told in words, and what it is by default."""

    wanted: str
    take: Callable[[object], Any]
    default: Any
    spelt: Callable[[str], object] = str  # from the text of a variable


def whole(least: int, most: int, default: int) -> Setting:
    """A whole number within bounds."""

    def take(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Unfit(said(value))
        return value

    return Setting(f"a whole number from {least:,} to {most:,}", take, default, number)


def part(least: float, most: float, default: float) -> Setting:
    """Any number within bounds."""

    def take(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unfit(said(value))
        if not least <= value <= most:
            raise Unfit(said(value))
        return float(value)

    return Setting(f"a number from {least:g} to {most:g}", take, float(default), number)


def text(default: str) -> Setting:
    """A name, such as a model's."""
    return Setting(f"text of 1 to {LONGEST_TEXT:,} characters on one line", one_line, default)


def address(default: str) -> Setting:
    """A base URL that holds neither a user nor a query, where a key might stand."""

    def take(value: object) -> str:
        url = one_line(value).rstrip("/")
        try:
            parts = urlsplit(url)
            sound = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        except ValueError:
            raise Unfit from None
        if not sound or " " in url or "@" in parts.netloc or parts.query or parts.fragment:
            raise Unfit
        return url

    return Setting(f"an address such as {default}, with no key in it", take, default)


def key() -> Setting:
    """A key, which may be empty here, since that deserves a sentence of its own."""

    def take(value: object) -> Secret:
        if not isinstance(value, str):
            raise Unfit(said(value))
        secret = Secret(value)
        if not secret.sendable or " " in secret.reveal() or len(value) > LONGEST_TEXT:
            raise Unfit
        return secret

    return Setting("a key as the provider gave it, in one piece", take, Secret())


def models(default: tuple[str, ...]) -> Setting:
    """A few models in the order in which they are asked."""

    def take(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or len(value) > MOST_FALLBACKS:
            raise Unfit(said(value))
        return tuple(one_line(model) for model in value)

    return Setting(f"a list of at most {MOST_FALLBACKS} models", take, default, items)


def marks() -> Setting:
    """What stands around words that are out of character."""

    def take(value: object) -> Markers:
        try:
            return Markers.parse(one_line(value))
        except BadMarkers:
            raise Unfit from None

    wanted = "an opening and a closing mark with a space between, such as (( ))"
    return Setting(wanted, take, Markers())


def extra() -> Setting:
    """Whatever else a server wants to be told."""

    def take(value: object) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise Unfit(said(value))
        try:
            size = len(json.dumps(value, allow_nan=False))
        except (TypeError, ValueError, RecursionError):
            raise Unfit from None
        if size > LONGEST_EXTRA or not value.keys().isdisjoint(RESERVED):
            raise Unfit
        return value

    wanted = f"a table of further fields of a request, none of them {', '.join(RESERVED)}"
    return Setting(wanted, take, {}, fields)


def one_of(names: tuple[str, ...]) -> Setting:
    """One of a few names, the first by default."""

    def take(value: object) -> str:
        name = one_line(value)
        if name not in names:
            raise Unfit
        return name

    return Setting(f"one of {', '.join(names)}", take, names[0])


def yes_or_no(default: bool) -> Setting:
    """Whether something is wanted."""

    def take(value: object) -> bool:
        if not isinstance(value, bool):
            raise Unfit(said(value))
        return value

    return Setting("true or false", take, default, truth)


def keys() -> Setting:
    """Other keys for actions; what actions and keys there are, the screen knows."""

    def take(value: object) -> Mapping[str, tuple[str, ...]]:
        if not isinstance(value, dict):
            raise Unfit(said(value))
        if len(value) > MOST_REMAPPED:
            raise Unfit(f"a table of {len(value)}")
        return {one_line(id): some_keys(one_line(id), each) for id, each in value.items()}

    wanted = f'a table of actions, each with a list of 1 to {MOST_KEYS} keys such as ["ctrl+g"]'
    return Setting(wanted, take, {}, fields)


def some_keys(id: str, value: object) -> tuple[str, ...]:
    """The keys of one action."""
    if isinstance(value, list) and 1 <= len(value) <= MOST_KEYS:
        return tuple(one_line(key) for key in value)
    # What is no key of the keyboard may be one of a server.
    is_key = isinstance(value, str) and KEY_OF_THE_KEYBOARD.fullmatch(value)
    like = json.dumps([value if is_key else "ctrl+g"])
    raise Unfit(said(value), inner=id, wanted=f"a list of 1 to {MOST_KEYS} keys such as {like}")


def one_line(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit(said(value))
    value = value.strip()
    if not value:
        raise Unfit("nothing")
    if len(value) > LONGEST_TEXT or not value.isprintable():
        raise Unfit
    return value


def number(words: str) -> object:
    """The number that a text spells, or the text, for the setting to refuse."""
    for kind in (int, float):
        try:
            return kind(words)
        except ValueError:
            continue
    return words


def truth(words: str) -> object:
    """What true and false spell, or the text."""
    return {"true": True, "false": False}.get(words.strip().lower(), words)


def fields(words: str) -> object:
    """The fields that a text spells as JSON, or the text."""
    try:
        return json.loads(words)
    except (ValueError, RecursionError):
        return words


def items(words: str) -> object:
    """What stands between commas."""
    return [item.strip() for item in words.split(",") if item.strip()]


def said(value: object) -> str:
    """What a value is, in words that give no text away."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "so large a number" if abs(value) >= MOST_TO_SHOW else repr(value)
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return {str: "text", dict: "a table", type(None): "nothing"}.get(
        type(value), "a date or a time"
    )
