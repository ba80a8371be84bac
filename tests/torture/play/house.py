"""A house to play in: the engine over a real database, with the minds that it is given."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from rp_tui.core.engine import Engine
from rp_tui.core.llm.chain import Chain, Link
from rp_tui.core.llm.endpoint import Endpoint
from rp_tui.core.llm.ladder import Ladder
from rp_tui.core.llm.outcome import Fallback
from rp_tui.core.llm.port import Model, Params
from rp_tui.core.llm.scheduler import Scheduler
from rp_tui.core.llm.trace import Tracer
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage.database import opened
from rp_tui.core.storage.keeping import Folders

NAME = "chat.db"
UNITS = 4
SERVER = Endpoint("http://127.0.0.1:9/v1")
PARAMS = Params("test-1b")


@asynccontextmanager
async def house(
    folder: Path, voice: Model, judge: Model | None = None
) -> AsyncIterator[tuple[Engine, Stage]]:
    """A start of the engine, made ready to be told to; without a judge the plain rules judge."""
    async with opened(folder / NAME) as database:
        scheduler, tracer = Scheduler(UNITS), Tracer()
        judges = (Link(SERVER, judge, PARAMS),) if judge else ()
        stage = Stage(
            database,
            Link(SERVER, voice, PARAMS),
            Ladder(Chain("classifier", judges), scheduler, unrecorded, tracer),
            scheduler,
            tracer,
            Folders(*(folder / name for name in ("backups", "periodic", "rewinds", "exports"))),
        )
        engine = Engine(stage)
        try:
            yield engine, stage
        finally:
            await engine.close()


def unrecorded(fallback: Fallback) -> None:
    """Where failures of the judge go."""
