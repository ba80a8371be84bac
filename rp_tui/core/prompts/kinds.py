"""The kinds of a speaker's prompt: what sort of turn is wanted of it."""

from typing import Literal

# A turn of its own; more of its last one; a line proposed to the player; a word put in by who was
# not spoken to; and the first word of a chat.
Kind = Literal["speak", "continue", "impersonate", "interjection", "opening"]
