"""The colours: a calm dark set, a light one, one of high contrast, and the terminal's own.

One accent; what is said by colour is always said by a word, a sign or a style as well.
"""

from collections.abc import Mapping

from textual.theme import Theme

from rp_tui.config.settings import THEMES

NO_COLOR = "NO_COLOR"  # https://no-color.org: set to anything, it asks for none
ANSI = "ansi"
FEW = frozenset({None, "standard"})  # what Rich calls 16 colours, or none
CHOSEN = "theme"  # what the choice by a key is remembered under

DUSK = Theme(
    "dusk",
    primary="#d9a86c",
    secondary="#8fa3b0",
    accent="#d9a86c",
    foreground="#d6d2c8",
    background="#16181c",
    surface="#1b1e23",
    panel="#23272d",
    success="#93b382",
    warning="#dcb862",
    error="#e08373",
    variables={
        "text-muted": "#8d8f92",
        "text-disabled": "#5f6368",
        "border": "#d9a86c",
        "border-blurred": "#33383f",
        "block-cursor-background": "#2c3138",
        "block-cursor-foreground": "#f0ece2",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#22262c",
        "block-cursor-blurred-foreground": "#d6d2c8",
        "block-cursor-blurred-text-style": "none",
        "input-cursor-background": "#d9a86c",
        "input-cursor-foreground": "#16181c",
        "input-selection-background": "#4a4336",
        "scrollbar": "#33383f",
        "scrollbar-background": "#16181c",
        "scrollbar-corner-color": "#16181c",
        "footer-key-foreground": "#d9a86c",
    },
)
# Its grounds are so nearly grey that a terminal of 256 colours draws them grey: what is a little
# warmer it draws yellow or pink.
PAPER = Theme(
    "paper",
    primary="#8a4b1f",
    secondary="#4d6272",
    accent="#8a4b1f",
    foreground="#2b2925",
    background="#faf7f0",
    surface="#f2f1ee",
    panel="#e9e7e3",
    success="#2f6f2f",
    warning="#7d5a00",
    error="#a52c1e",
    dark=False,
    variables={
        "text-primary": "#7a3f17",
        "text-muted": "#6c675d",
        "text-disabled": "#9a9488",
        "border": "#8a4b1f",
        "border-blurred": "#d0cbc2",
        "block-cursor-background": "#e2dfd8",
        "block-cursor-foreground": "#1c1a17",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#ecebe7",
        "block-cursor-blurred-foreground": "#2b2925",
        "block-cursor-blurred-text-style": "none",
        "input-cursor-background": "#8a4b1f",
        "input-cursor-foreground": "#faf7f0",
        "input-selection-background": "#efd9b4",
        "scrollbar": "#d0cbc2",
        "scrollbar-background": "#faf7f0",
        "scrollbar-corner-color": "#faf7f0",
        "footer-key-foreground": "#8a4b1f",
    },
)
CONTRAST = Theme(
    "contrast",
    primary="#ffd75f",
    secondary="#ffffff",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#87ff87",
    warning="#ffd75f",
    error="#ff8787",
    variables={
        "text-muted": "#d0d0d0",
        "text-disabled": "#a8a8a8",
        "border": "#ffd75f",
        "border-blurred": "#a8a8a8",
        "block-cursor-background": "#003a70",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#303030",
        "block-cursor-blurred-foreground": "#ffffff",
        "block-cursor-blurred-text-style": "bold",
        "input-cursor-background": "#ffd75f",
        "input-cursor-foreground": "#000000",
        "input-selection-background": "#005fd7",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#000000",
        "scrollbar-corner-color": "#000000",
        "footer-key-foreground": "#ffd75f",
    },
)
# The terminal's own colours, as few as can be: most is told by bold, dim, underline and reverse,
# so that it reads on a dark ground, on a light one, and with no colour at all.
TERMINAL = Theme(
    ANSI,
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_default",
    accent="ansi_cyan",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "text-muted": "ansi_default",
        "text-disabled": "ansi_default",
        "foreground-muted": "ansi_default",
        "border": "ansi_cyan",
        "border-blurred": "ansi_bright_black",
        "block-cursor-background": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-text-style": "bold",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_bright_black",
        "scrollbar-active": "ansi_cyan",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "footer-key-foreground": "ansi_cyan",
    },
)

ALL = {theme.name: theme for theme in (DUSK, PAPER, CONTRAST, TERMINAL)}


def chosen(name: str, env: Mapping[str, str], left: object = None) -> str:
    """The theme of a start: the terminal's own if no colour is wanted, else the one that was chosen
    by a key, until the settings name another than they did then.
    """
    return ANSI if env.get(NO_COLOR) else by_key(name, left) or name


def by_key(name: str, left: object) -> str:
    """The theme that was chosen by a key, if that still holds."""
    match left:
        case [str(theme), str(set_then)] if set_then == name and theme in ALL:
            return theme
    return ""


def choice(theme: str, name: str) -> tuple[str, str]:
    """What is remembered of a theme that was chosen by a key; the name is that in the settings."""
    return theme, name


def native(env: Mapping[str, str]) -> bool | None:
    """What Textual's `App` takes as `ansi_color`: it chooses how to drop colour before a theme."""
    return True if env.get(NO_COLOR) else None


def after(name: str) -> str:
    """The next theme, in the order in which the settings name them."""
    at = THEMES.index(name) if name in THEMES else -1
    return THEMES[(at + 1) % len(THEMES)]
