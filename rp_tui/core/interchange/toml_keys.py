"""Keys of TOML that no file of ours has, and on which the parser would hang."""

import re

MOST_KEY_PARTS = 100

# The parser takes time by the square of a dotted key's parts: minutes for a megabyte of them.
PART = r"""(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
LONG_KEY = re.compile(rf"(?:{PART}[ \t]*+\.[ \t]*+){{{MOST_KEY_PARTS}}}")


def line_of_long_key(text: str) -> int:
    """The line on which a key has too many parts; nought where none has."""
    found = LONG_KEY.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0
