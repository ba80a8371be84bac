"""What the app tells its screens."""

from dataclasses import dataclass

from textual.message import Message

from rp_tui.core.play.feed import News


@dataclass
class Arrived(Message, bubble=False):
    """News of the core, at most a frame's worth."""

    news: News


class TerminalReady(Message):
    """The terminal has read all that was drawn."""


class TerminalGone(Message):
    """Nobody reads there any more, or writes."""
