"""Keys: how they are spelt and shown, and which of them a program in a terminal never hears."""

from functools import cache

from textual.binding import Binding, InvalidBinding
from textual.keys import REPLACED_KEYS, Keys, key_to_character

MODIFIERS = frozenset({"alt", "ctrl", "hyper", "meta", "shift", "super"})
NAMED = frozenset(key.value for key in Keys if not key.value.startswith("<")) - {"ignore"}

# What a terminal sends in place of a key, so that no program can tell the two apart.
SENT_AS = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
}
# What arrives late, as another key or not at all: over SSH, in tmux, or on some keyboards.
FRAIL = ("alt+", "meta+", "super+", "hyper+", "ctrl+shift+")
FRAIL_KEYS = frozenset({"escape", "shift+enter", "ctrl+enter", "shift+space", "ctrl+space"})

SHOWN = {
    "down": "↓",
    "enter": "Enter",
    "escape": "Esc",
    "left": "←",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "right": "→",
    "space": "Space",
    "up": "↑",
}


@cache
def spelt(key: str) -> str:
    """A key as Textual spells it: "?" is question_mark; nothing if there is no such key."""
    key = "space" if key == " " else key.strip()
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if not last or not MODIFIERS.issuperset(modifiers) or len(set(modifiers)) < len(modifiers):
        return ""
    try:
        (bound,) = Binding.make_bindings([Binding("comma" if last == "," else last, "")])
    except (InvalidBinding, ValueError):
        return ""
    whole = "+".join([*sorted(modifiers), bound.key])
    return whole if known(bound.key, whole) else ""


def known(last: str, whole: str) -> bool:
    return last in NAMED or whole in NAMED or typed(last)


def character(key: str) -> str:
    """What a key writes; nothing if it writes nothing."""
    # Textual calls the solidus slash, and then no longer knows what slash writes.
    found = key_to_character(REPLACED_KEYS.get(key, key)) or ""
    return found if found.isprintable() else ""


def typed(key: str) -> bool:
    """Whether a key writes a character where text is written."""
    return bool(character(key))


def frail(key: str) -> bool:
    """Whether a key needs a twin, as it does not arrive everywhere."""
    function_key = key[:1] == "f" and key[1:].isdigit()
    return key.startswith(FRAIL) or key in FRAIL_KEYS or function_key


def shown(key: str) -> str:
    """A key as people read it: Ctrl+G, PgUp, ?."""
    *modifiers, last = spelt(key).split("+")
    named = SHOWN.get(last) or character(last) or last.replace("_", " ").capitalize()
    if modifiers and len(named) == 1:
        named = named.upper()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), named])
