"""The smallest settings that are taken leave every job room for what it is to judge."""

from pathlib import Path

from rp_tui.bootstrap import minds
from rp_tui.config import load
from rp_tui.config.settings import FEWEST_FOR_JOBS, SMALLEST_FOR_JOBS
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.llm.trace import Call, Tracer
from tests.core.play.served import judged
from tests.core.prompts.jobs.anything import MATTERS, filled
from tests.core.prompts.jobs.test_jobs import LONG, job_of
from tests.loopback import Loopback

ENOUGH = 400  # tokens of what was said last
SMALLEST = {"PROMPT_CLASSIFIER_TOKENS": FEWEST_FOR_JOBS, "CLASSIFIER_CONTEXT": SMALLEST_FOR_JOBS}


async def test_with_the_smallest_settings_every_job_is_asked_and_reads_enough() -> None:
    calls: list[Call] = []
    async with Loopback(judged) as server:
        env = {f"RP_TUI_{name}": str(least) for name, least in SMALLEST.items()}
        config = load(Path("/nowhere"), env | {"RP_TUI_CLASSIFIER_BASE_URL": server.url})
        found = minds(config, Tracer(calls.append), record=lambda _: None)
        for module, kind in MATTERS.items():
            matter = filled(kind, LONG["prose"], 24)
            answered = await found.ladder.ask(job_of(module), matter, priority=Priority.SETTLING)
            assert answered.how.by != "default", module.JOB.name
        await found.close()
        for call, module in zip(calls, MATTERS, strict=True):
            told = {block.name: block for block in call.blocks}
            last = told[module.tell(filled(MATTERS[module], LONG["prose"], 24))[-1].name]
            assert last.tokens >= ENOUGH or not last.trimmed, call.job
            assert call.ours <= FEWEST_FOR_JOBS
