"""JSON as small models write it, read from one place in a text on.

What strict JSON means it means here; what is mended beyond that has one reading alone, and what
has several is broken.
"""

import re
from math import isfinite
from typing import Any

DEEPEST = 32
LONGEST_COMMENT = 300  # behind a value on its line

BRACE = re.compile(r"[{}]")
GAP = re.compile(r"(?:\s++|//[^\n]*+|\#[^\n]*+|/\*(?s:.*?)\*/)*+")

# What may stand behind a value: so a quote or a number before anything else is part of some prose.
# A comment is one only if no quote is in it, or it might be the rest of a string.
BEHIND = re.compile(
    rf"""\s*+ (?: [,}}\]] | \Z
          | (?<=\s) (?: ["“„'‘] | /\*
              | (?: \# | // ) [^"“”\n]{{0,{LONGEST_COMMENT}}}+ (?: \n | \Z ) ) )""",
    re.VERBOSE,
)
KEY = re.compile(
    r"""(?: "([^"\n]{1,100})" | '([^'\n]{1,100})' | [“”„]([^“”"\n]{1,100})[“”"]
          | [‘’]([^‘’'\n]{1,100})[‘’'] | ([A-Za-z_]\w{0,99}) )\s*+:""",
    re.VERBOSE,
)
NUMBER = re.compile(
    r"[+-]?(?:(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?"
)
WORD = re.compile(r"[A-Za-z]++")
WORDS = {"true": True, "false": False, "yes": True, "no": False, "null": None, "none": None}

CURLY = re.compile(r'[^“”"\\]*+')
CURLY_SINGLE = re.compile(r"[^‘’'\\]*+")
# By the quote that opens a string: all that can neither close nor escape.
PLAIN = {
    '"': re.compile(r'[^"\\]*+'),
    "'": re.compile(r"[^'\\]*+"),
    "“": CURLY,
    "”": CURLY,
    "„": CURLY,
    "‘": CURLY_SINGLE,
    "’": CURLY_SINGLE,
}
NEXT_VALUE = frozenset("{[\"'“„‘")
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([^\w\s]|_)|([bfnrt])|(\n))")
SPELT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Broken(Exception):
    """Here stands something that is not JSON, and no slip that has one reading."""


class Truncated(Exception):
    """The text ended before the object did."""


class Reader:
    """One reading of a value, from where it begins in a text."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.depth = 0
        self.braces = 0
        self.begun = False  # a key and its colon have been seen

    def value(self) -> Any:
        """Whatever begins here."""
        char = self.peek()
        if char == "{":
            return self.object()
        if char == "[":
            return self.array()
        if char in PLAIN:
            return self.string(char)
        return self.scalar()

    def object(self) -> dict[str, Any]:
        """An object; of a key that comes twice both values must be the same."""
        self.enter()
        self.braces += 1
        found: dict[str, Any] = {}
        while self.peek() != "}":
            key = self.key()
            value = self.value()
            if found.setdefault(key, value) != value:
                raise Broken
            self.comma("}")
        self.at += 1
        self.depth -= 1
        self.braces -= 1
        return found

    def array(self) -> list[Any]:
        """A list."""
        self.enter()
        found: list[Any] = []
        while self.peek() != "]":
            found.append(self.value())
            self.comma("]")
        self.at += 1
        self.depth -= 1
        return found

    def enter(self) -> None:
        """Step into an object or a list."""
        if self.depth == DEEPEST:
            raise Broken
        self.at += 1
        self.depth += 1

    def peek(self) -> str:
        """The next character that says something."""
        gap = GAP.match(self.text, self.at)
        self.at = gap.end() if gap else self.at
        if self.at >= len(self.text) or self.text.startswith("/*", self.at):
            raise Truncated
        return self.text[self.at]

    def key(self) -> str:
        """A key, quoted or bare, and its colon; Markdown may have escaped its underscores."""
        named = KEY.match(self.text, self.at)
        if not named or not named.lastindex:
            raise Broken
        key = str(named[named.lastindex]).replace("\\_", "_")
        if "\\" in key:
            raise Broken
        self.at = named.end()
        self.begun = True
        return key

    def comma(self, closing: str) -> None:
        """What stands between two members, if only a line end does; or what ends the last."""
        char = self.peek()
        if char == ",":
            self.at += 1
        elif char != closing and char not in NEXT_VALUE:
            raise Broken

    def scalar(self) -> float | bool | None:
        """A number or a word, with nothing behind it that would make it mean something else."""
        digits = NUMBER.match(self.text, self.at)
        found = digits or WORD.match(self.text, self.at)
        if not found or not BEHIND.match(self.text, found.end()):
            raise Broken
        self.at = found.end()
        if digits:
            return number(digits[0])
        if found[0].lower() not in WORDS:
            raise Broken
        return WORDS[found[0].lower()]

    def string(self, opening: str) -> str:
        """A string, in which raw line ends and quotes that close nothing are taken as written."""
        plain, text = PLAIN[opening], self.text
        parts: list[str] = []
        inner = 0
        self.at += 1
        while True:
            run = plain.match(text, self.at)
            assert run is not None, "an empty run matches anywhere"
            parts.append(run[0])
            self.at = run.end()
            if self.at >= len(text):
                raise Truncated
            if text[self.at] == "\\":
                parts.append(self.escaped())
            elif BEHIND.match(text, self.at + 1):
                break
            elif text.startswith(":", self.at + 1):
                raise Broken  # a key, where none belongs
            else:
                parts.append(text[self.at])
                inner += not self.within_word()
                self.at += 1
        self.at += 1
        if inner % 2:  # one quote of a pair: it is not sure which of them closes the string
            raise Broken
        whole = "".join(parts)
        return whole if whole.isascii() else paired(whole)

    def within_word(self) -> bool:
        """Whether a quote is an apostrophe for sure."""
        around = self.text[self.at - 1] + self.text[self.at + 1 : self.at + 2]
        return self.text[self.at] in "'’" and around.isalpha()

    def escaped(self) -> str:
        """What a backslash and its next characters stand for."""
        found = ESCAPE.match(self.text, self.at)
        if not found:
            raise Broken
        self.at = found.end()
        code, mark, letter, _ = found.groups()
        if code:
            return chr(int(code, 16))
        return mark or (SPELT[letter] if letter else "\n")

    def leave_object(self) -> bool:
        """Go on behind the object that broke, and say whether it has an end."""
        for brace in BRACE.finditer(self.text, self.at):
            self.braces += 1 if brace[0] == "{" else -1
            if self.braces <= 0:
                self.at = brace.end()
                return True
        return False


def number(word: str) -> float:
    if word.lstrip("+-").isdigit():
        return int(word)
    value = float(word)
    if not isfinite(value):
        raise Broken
    return value


def paired(text: str) -> str:
    # Two halves of a character that were escaped apart become one; a lone half is no character.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
