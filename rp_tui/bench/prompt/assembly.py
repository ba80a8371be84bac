"""How long it takes from a chat to the prompt of who speaks next, as play asks for it."""

from pathlib import Path
from statistics import median

from rp_tui.bench.errors import NotMeasured
from rp_tui.bench.play.chats import HOST, told
from rp_tui.bench.prompt.sizes import Sizes
from rp_tui.bench.rows import Row, row
from rp_tui.bench.stage import Stage, staged
from rp_tui.bench.stories import YOUR_WORDS
from rp_tui.bench.timing import all_by_turns, clocked, percentile
from rp_tui.core.domain.markers import segments
from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.llm.chain import NOWHERE, Chain, Link
from rp_tui.core.llm.ladder import Ladder
from rp_tui.core.llm.outcome import Fallback
from rp_tui.core.llm.port import Params
from rp_tui.core.llm.scheduler import Scheduler
from rp_tui.core.llm.trace import Tracer
from rp_tui.core.llm.understudy import AT_ONCE, Understudy
from rp_tui.core.play import sight
from rp_tui.core.play import stage as play
from rp_tui.core.play.room import Room
from rp_tui.core.play.rules import Rules
from rp_tui.core.storage.keeping import Folders
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.now import now
from rp_tui.core.storage.reads import last_turns

RULES = Rules()
SLOWEST_MS, GROWTH = 15, 1.3
LEAST_FOUND = 0.9  # of all prompts have something recalled; fewer are none of play's


class Speaker:
    """Who speaks next in a chat, and what it would be asked."""

    def __init__(self, bench: Stage) -> None:
        self.bench = bench
        self.found: list[int] = []  # how much was recalled, a prompt each
        self._stage, self._room = playing(bench), Room(HOST)

    async def prompt(self, prose: str) -> Prompt:
        """What play does with a line of yours before a model is asked."""
        at = await self._stage.database.ask(now, HOST)
        read = segments(prose, RULES.markers)
        view = await sight.view_of(self._stage, self._room, at, HOST, "turn", read)
        asked = sight.asked(self._stage, view, "turn")
        found = [block for block in asked.prompt.blocks if block.name.startswith("recalled")]
        self.found.append(len(found))
        return asked.prompt

    async def taken(self) -> float:
        """How long the prompt takes after an exchange; in the end the chat is as long as before.

        What play does while it is idle is done before, since people write for longer than it takes.
        """
        await self.bench.database.do(Log.tidy)
        head = await self.bench.database.do(Log.head, HOST)
        _, yours, reply = self.bench.story.exchange(HOST)
        await self.bench.act(Log.append, head, yours, reply)
        await sight.foresee(self._stage, self._room)
        taken = await clocked(self.prompt(self.bench.story.prose(YOUR_WORDS)))
        await self.bench.act(Log.move, head)
        return taken

    def must_have_recalled(self) -> None:
        """A prompt of play has something that came to mind."""
        if sum(map(bool, self.found)) < LEAST_FOUND * len(self.found):
            raise NotMeasured("Hardly anything was recalled")

    async def turns_taken(self) -> float:
        """How long it takes to read the turns alone, as they are."""
        return await clocked(self.bench.database.ask(last_turns, HOST, RULES.window))


async def rows(folder: Path, sizes: Sizes) -> list[Row]:
    """The longer chat against its turns, and against a short one with as many memories."""
    async with (
        staged(folder / "few.db", hosts=1) as few,
        staged(folder / "many.db", hosts=1) as many,
    ):
        await few.tell(told(few.story, sizes.few_turns // 2, sizes.memories))
        await many.tell(told(many.story, sizes.many_turns // 2, sizes.memories))
        short, long = Speaker(few), Speaker(many)
        figures = await all_by_turns(sizes.prompts, long.turns_taken, short.taken, long.taken)
    short.must_have_recalled()
    long.must_have_recalled()
    return judged(figures, sizes)


def judged(figures: list[list[float]], sizes: Sizes) -> list[Row]:
    floor, short, long = figures
    after, before = f"after {sizes.many_turns:,} turns", f"{sizes.few_turns:,}"
    return [
        row(
            f"prompt of {sizes.memories:,} memories at p95, against its turns",
            percentile(long, 95),
            "ms",
            percentile(floor, 95),
            of="value",
            bound=SLOWEST_MS,
        ),
        row(
            f"prompt {after}, against after {before}",
            median(long),
            "ms",
            median(short),
            bound=GROWTH,
        ),
    ]


def playing(bench: Stage) -> play.Stage:
    """The bench's database as what play plays with; no model is ever asked."""
    scheduler, tracer = Scheduler(1), Tracer()
    folders = Folders(*(bench.database.path.parent for _ in Folders._fields))
    return play.Stage(
        bench.database,
        Link(NOWHERE, Understudy(AT_ONCE), Params("bench-1b")),
        Ladder(Chain("classifier"), scheduler, forget, tracer),
        scheduler,
        tracer,
        folders,
        RULES,
    )


def forget(_: Fallback) -> None:
    """Nothing falls back where nobody is asked."""
