"""A story written at once is what its deeds would have written."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rp_tui.bench.bulk import tell
from rp_tui.bench.stories import Story, told
from rp_tui.core.storage.connection import connect
from rp_tui.core.storage.database import create
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.projector import TABLES
from rp_tui.core.storage.verify import verify

HOSTS = range(1, 4)
TURNS = 90
SAME = ("event", "branch", "head", "live_span", "horizon", "checkpoint", *TABLES)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Log, Story]]:
    create(path)
    story = Story(3)
    with closing(connect(path)) as db:
        log = Log(db)
        log.author("cast", *story.cast(len(HOSTS)))
        for host in HOSTS:
            log.open(f"open {host}", host, *story.opening(host))
        yield log, story


def test_a_story_told_at_once_equals_the_same_story_told_by_deeds(tmp_path: Path) -> None:
    with (
        opened(tmp_path / "once.db") as (once, story),
        opened(tmp_path / "deeds.db") as (log, same),
    ):
        tell(once, told(story, HOSTS, TURNS))
        for number, (host, yours, reply) in enumerate(told(same, HOSTS, TURNS)):
            log.append(f"say {number}", log.head(host), yours, reply)
        for table in SAME:
            sql = f'SELECT * FROM "{table}" ORDER BY 1, 2'
            assert once.db.execute(sql).fetchall() == log.db.execute(sql).fetchall(), table


def test_a_story_told_at_once_is_verified_and_can_be_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "once.db"
    with opened(path) as (log, story):
        steps = tell(log, told(story, HOSTS, TURNS))
        assert steps[1][-1] == log.head(1)
        again = tell(log, told(story, HOSTS, TURNS))
        assert log.parent(log.parent(again[1][0]) or 0) == steps[1][-1]
        _, yours, reply = story.exchange(1)
        log.append("by a deed", log.head(1), yours, reply)
        log.move("back", steps[1][0])
    assert verify(path).fault is None
