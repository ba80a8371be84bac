"""Every job that there is keeps to what all jobs share."""

from importlib import import_module
from typing import Any

import pytest

from rp_tui.core.llm.extract import parse
from rp_tui.core.llm.job import MOST_TOKENS, Job
from rp_tui.core.llm.job_prompt import example
from tests.core.prompts.jobs.every import JOBS

CHARACTERS_A_TOKEN = 4


def matter_of(job: Job[Any, Any]) -> Any:
    return import_module(f"rp_tui.core.prompts.jobs.{job.name}").EXAMPLE


def test_no_two_jobs_share_a_name() -> None:
    assert len(JOBS) == 15


@pytest.mark.parametrize("job", JOBS.values(), ids=lambda job: job.name)
def test_a_job_s_example_is_what_the_tolerant_reader_would_read(job: Job[Any, Any]) -> None:
    _, answer = job.example
    assert example(job)
    assert parse(answer.model_dump_json(), job.answer) == answer


@pytest.mark.parametrize("job", JOBS.values(), ids=lambda job: job.name)
def test_a_job_has_an_answer_without_any_model(job: Job[Any, Any]) -> None:
    matter = matter_of(job)
    assert isinstance(job.default(matter), job.answer)
    assert isinstance(job.plain(matter), job.answer)
    assert job.plain(matter) == job.plain(matter)


@pytest.mark.parametrize("job", JOBS.values(), ids=lambda job: job.name)
def test_a_job_is_asked_in_far_less_than_its_limit(job: Job[Any, Any]) -> None:
    told = "".join(block.text for block in job.tell(matter_of(job)))
    asked = len(job.instructions) + len(example(job)) + len(told)
    assert asked / CHARACTERS_A_TOKEN < MOST_TOKENS / 2
