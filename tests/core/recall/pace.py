"""How long recall takes, over a life as long as is wanted; a bench may call it too."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from rp_tui.bench.bulk import tell
from rp_tui.bench.stories import ITEM_EVERY, REPLY_WORDS, YOUR_WORDS, Exchange, Story
from rp_tui.bench.timing import percentile, since
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.view import Line
from rp_tui.core.recall.recall import recall
from rp_tui.core.storage import gate
from rp_tui.core.storage.connection import connect, connect_to_read
from rp_tui.core.storage.database import create
from rp_tui.core.storage.log import Log

HOST, SEED = 1, 2031
WINDOW = 24  # turns that a prompt holds
WARM_UP = 5


class Pace(NamedTuple):
    """What half and what nearly all of the recalls stay below."""

    p50_ms: float
    p95_ms: float


def write(path: Path, memories: int, turns: int) -> None:
    """Tell a story of one chat, with so many memories and turns."""
    create(path)
    with closing(connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        log, story = Log(db), Story(SEED)
        log.author("author", *story.cast(1))
        log.open("open", HOST, *story.opening(HOST))
        tell(log, told(story, memories, turns // 2))


def told(story: Story, memories: int, exchanges: int) -> Iterator[Exchange]:
    """Exchanges of which so many are remembered, each once, spread over all."""
    formed = 0
    for number in range(1, exchanges + 1):
        one = story.exchange(HOST)
        # A little ahead, since an exchange that leaves a thing behind leaves no memory.
        due = formed < min(memories, memories * (number + ITEM_EVERY) // exchanges)
        reply = [draft for draft in one.reply if due or draft.kind != "memory"]
        formed += any(draft.kind == "memory" for draft in reply)
        yield one._replace(reply=reply)


def pace(path: Path, times: int) -> Pace:
    """Recall for so many windows of dialogue that were never said."""
    story = Story(SEED + 1)
    with closing(connect_to_read(path)) as db:
        window, _ = gate.heard(db, HOST, HOST, WINDOW)
        taken = []
        for number in range(WARM_UP + times):
            said = [prose(story, n) for n in range(4)]
            began = perf_counter()
            db.execute("BEGIN")
            recall(db, HOST, HOST, said, window[0].id)
            db.execute("ROLLBACK")
            if number >= WARM_UP:
                taken.append(since(began))
    return Pace(median(taken), percentile(taken, 95))


def prose(story: Story, number: int) -> Line:
    speaker, words = (HOST, REPLY_WORDS) if number % 2 else (YOU, YOUR_WORDS)
    return Line(0, 0, speaker, story.prose(words))
