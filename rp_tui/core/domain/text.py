"""What text becomes when it comes in: a line, a passage, a time or a day."""

from datetime import date

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.clock import BadDay, Day, Moment, moment, parse
from rp_tui.core.domain.errors import Trouble

LONGEST_LINE = 300  # characters; a model that writes more where a line is asked for rambles
LONGEST_PASSAGE = 100_000  # a longer prose is a file that was pasted by mistake


class TooLong(Trouble):
    """The text is longer than any prose."""


class NothingTold(Trouble):
    """A summary is blank."""


def line(text: str) -> str:
    """One line, cut where nobody would read on."""
    return clean(text, single_line=True)[:LONGEST_LINE].rstrip()


def lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The lines that are not blank."""
    return tuple(filter(None, map(line, texts)))


def passage(text: str) -> str:
    """Prose of any number of lines; never cut, since a person may have written it."""
    text = clean(text).strip()
    if len(text) > LONGEST_PASSAGE:
        raise TooLong(f"A text has at most {LONGEST_PASSAGE:,} characters; shorten this one.")
    return text


def told(text: str) -> str:
    """A passage that says something."""
    text = passage(text)
    if not text:
        raise NothingTold("A summary needs words; write what is to be remembered.")
    return text


def time(text: str) -> Moment:
    """A moment of a story, as it is stored."""
    return moment(parse(text))


def day(text: str) -> Day:
    """A day of a story, as it is stored."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise BadDay(text) from None
