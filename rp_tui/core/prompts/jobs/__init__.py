"""The jobs, one file each: its question, the form of its answer, its default and plain rule."""

from typing import Any

from rp_tui.core.llm.job import Job
from rp_tui.core.prompts.jobs import (
    addressee,
    edge_summary,
    group_summary,
    guest_exit,
    have_met_parse,
    interjection,
    kickoff_parse,
    moment_memory,
    older_turns,
    relationship_parse,
    scene_close,
    scene_summary,
    significance,
    state_update,
    turn_parse,
)

ALL: tuple[Job[Any, Any], ...] = (
    turn_parse.JOB,
    addressee.JOB,
    kickoff_parse.JOB,
    relationship_parse.JOB,
    have_met_parse.JOB,
    state_update.JOB,
    significance.JOB,
    scene_close.JOB,
    guest_exit.JOB,
    interjection.JOB,
    moment_memory.JOB,
    scene_summary.JOB,
    edge_summary.JOB,
    group_summary.JOB,
    older_turns.JOB,
)
JOBS = {job.name: job for job in ALL}
