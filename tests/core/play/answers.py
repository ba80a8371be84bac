"""What a good classifier answers, for each job a text in its form."""

import json
from collections.abc import Sequence
from random import Random
from typing import Any

from tests.core.prompts.jobs.every import JOBS

REMEMBERED = "I heard it, and I will not forget it."
CLOSER = {"liking": "a little more", "trust": "a little more", "learned": ["keeps their word"]}
ANSWERS: dict[str, dict[str, Any]] = {
    "state_update": {
        "toward": [{"name": name, **CLOSER} for name in ("You", "Mara", "Ilse")],
        "mood": "wary",
        "doing": "listening",
        "posture": "standing",
        "gained": ["a brass key"],
    },
    "moment_memory": {"memory": REMEMBERED},
    "scene_summary": {"summary": "I was there from beginning to end, and we talked."},
    "edge_summary": {"summary": "They have grown used to each other.", "moment": "A shared look."},
    "group_summary": {"summary": "The three have grown used to each other."},
    "older_turns": {"line": "They had talked for a long while."},
}
LEVELS = ("routine", "notable", "significant", "pivotal")
SELDOM = 0.15


def answer(job: str, chance: Random | None = None) -> str:
    """A text in the form of a job's answer; by chance one of several."""
    chosen: dict[str, Any] = ANSWERS.get(job, {})
    if job == "significance":
        chosen = {"level": picked(chance, LEVELS)}
    elif job == "interjection" and chance:
        chosen = {"interjects": chance.random() < 0.5}
    elif job == "scene_close" and chance and chance.random() < SELDOM:
        chosen = {"ends": "another place", "place": picked(chance, ("harbour", "bar", "roof"))}
    return json.dumps(chosen)


def picked(chance: Random | None, among: Sequence[str]) -> str:
    return chance.choice(among) if chance else among[-1]


def job_of(told: str) -> str | None:
    """Which job it is that a classifier is told to do."""
    return next((name for name, job in JOBS.items() if job.instructions in told), None)
