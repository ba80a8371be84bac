"""What is looked for among a program's bytes: letters that stand nowhere else on the screen.

A screen draws again only what has changed, so a word that shares a letter with what stood in its
place would come in pieces. These come whole.
"""

import re
from itertools import cycle

TYPED = tuple("бвгджзийклмнптфцчшщъыьэюяБГДЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯ")  # by a player
ENDS = tuple("αβγδεζηθικλμνξπρστυφχψω")  # of a reply
CHATS = tuple("ԱԲԳԴԵԶ")  # at the end of each
CONTROL = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-OQ-WYZ\\`-~])"
)
UNFINISHED = re.compile(rb"\x1b[^\x1b]*\Z")

keys = cycle(TYPED)


def drawn(data: bytes) -> str:
    """What a terminal would draw of it, without the blanks around it."""
    told = UNFINISHED.sub(b"", CONTROL.sub(b"", data))
    return told.decode(errors="ignore").strip("\0\r\n ")
