"""How the screen says times, counts, lengths and marks, and how it cuts what is too long."""

from pathlib import Path
from time import localtime, strftime

from rich.cells import cell_len, set_cell_size

from rp_tui.core.domain.clean import clean

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400
DAYS_AGO = 14  # what is longer ago is told by its date
# How much a turn matters: a mark, and what it means.
MARKS = (
    ("·", "routine"),
    ("•", "worth remembering"),
    ("★", "significant"),
    ("★★★", "pivotal"),
)
INITIALS_CELLS = 2
FEWEST_OF_HEAD = 3  # cells of what begins a line that has lost its middle
MOST_DRAWN = 4_000  # characters; a megabyte on one line is not cleaned each time it is drawn


def ago(then_s: float, now_s: float) -> str:
    """How long something real is past: "just now", "3 min ago", "12 Mar"."""
    passed = int(now_s - then_s)
    if passed < MINUTE_S:
        return "just now"
    if passed < HOUR_S:
        return f"{passed // MINUTE_S} min ago"
    if passed < DAY_S:
        return f"{passed // HOUR_S} h ago"
    days = passed // DAY_S
    if days <= DAYS_AGO:
        return "yesterday" if days == 1 else f"{days} days ago"
    then, now = localtime(then_s), localtime(now_s)
    day = f"{then.tm_mday} {strftime('%b', then)}"
    return day if then.tm_year == now.tm_year else f"{day} {then.tm_year}"


def counted(count: int, noun: str) -> str:
    """A count with its noun: "1 turn", "12 turns", "1,200 turns"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def thousands(count: int) -> str:
    """A number where there is little room: "812", "6.2k", "128k"."""
    if count < 1_000:
        return str(count)
    if count < 99_500:
        return f"{count / 1_000:.1f}k".replace(".0k", "k")
    return f"{count / 1_000:.0f}k"


def lasted(ms: float) -> str:
    """How long something took: "0.4 s", "12 s", "2 min"."""
    seconds = ms / 1_000
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    return f"{seconds:.0f} s" if seconds < 2 * MINUTE_S else f"{seconds / MINUTE_S:.0f} min"


def mark(significance: int) -> str:
    """The mark of how much a turn matters."""
    return MARKS[max(0, min(significance, len(MARKS) - 1))][0]


def names(known: list[str]) -> str:
    """Who: "Ada", "Ada and Ben", "Ada, Ben and Cy"."""
    *others, last = known or [""]
    return f"{', '.join(others)} and {last}" if others else last


def one_line(text: str) -> str:
    """Text that is not ours as one harmless line; more of it than any line shows is not read."""
    return clean(text[:MOST_DRAWN], single_line=True)


def elided(text: str, cells: int) -> str:
    """A line that fits: what is too long ends in an ellipsis."""
    if cells <= 0:
        return ""
    # What cannot fit is not measured to its end.
    text = text[: 4 * cells + 4]
    if cell_len(text) <= cells:
        return text
    return f"{set_cell_size(text, cells - 1).rstrip()}…"


def elided_inside(text: str, cells: int) -> str:
    """A line that fits: what is too long loses its middle, as of a path both ends matter; its
    name is whole where there is room for that.
    """
    if cells <= 0:
        return ""
    if len(text) <= cells and cell_len(text) <= cells:
        return text
    name = cell_len(text[text.rfind("/") :]) if "/" in text else 0
    head = elided(text, min((cells + 1) // 2, max(FEWEST_OF_HEAD, cells - name)))
    tail = text[-cells:]
    while cell_len(tail) > cells - cell_len(head):
        tail = tail[1:]
    return f"{head}{tail}"


def at_home(path: Path, home: Path) -> str:
    """A path as a person says it: what lies in their home folder begins with a tilde."""
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)


def initials(name: str) -> str:
    """What stands for a face: of the first word and the last a letter, where both fit."""
    words = [word for word in one_line(name).split() if any(map(str.isalnum, word))]
    ends = words[:1] + words[1:][-1:]
    letters = "".join(next(filter(str.isalnum, word)) for word in ends)
    return set_cell_size(letters.upper(), INITIALS_CELLS).rstrip()


def indented(text: str, cells: int) -> str:
    """A line that ends where others of so many cells do."""
    return " " * (cells - cell_len(text)) + text


def padded(text: str, cells: int) -> str:
    """A line of exactly so many cells."""
    return set_cell_size(elided(text, cells), max(cells, 0))
