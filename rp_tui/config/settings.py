"""Every setting there is, and what it is unless somebody sets it."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from rp_tui.config.kinds import (
    Setting,
    address,
    extra,
    key,
    keys,
    marks,
    models,
    one_of,
    part,
    text,
    whole,
    yes_or_no,
)

FEATHERLESS = "https://api.featherless.ai/v1"
NARRATOR = "dphn/Dolphin-Mistral-24B-Venice-Edition"
CLASSIFIER = "NousResearch/Hermes-3-Llama-3.1-8B"
FALLBACKS = (
    "cognitivecomputations/dolphin-2.9.4-llama3-8b",
    "mlabonne/Meta-Llama-3.1-8B-Instruct-abliterated",
)
THEMES = ("dusk", "paper", "contrast", "ansi")

PREFIX = "RP_TUI_"
MOST_TOKENS = 4_000_000
# With less, some job of the classifier's has no room for what it is to judge.
FEWEST_FOR_JOBS = 3_000
SMALLEST_CONTEXT = 1_024
SMALLEST_FOR_JOBS = 4_096  # with room for the answer to the first attempt and the second
MOST_UNITS = 1_024
NAME = re.compile(r"[A-Za-z_.-][A-Za-z0-9_.-]{0,60}")
LIKE = 0.75  # how alike a name must be for us to ask whether it was meant

KEY = key()


def slot(
    model: str, context: Setting, temperature: float, min_p: float, penalty: float
) -> dict[str, Setting]:
    return {
        "base_url": address(FEATHERLESS),
        "api_key": KEY,
        "model": text(model),
        "context": context,
        "temperature": part(0, 5, temperature),
        "top_p": part(0.01, 1, 1),
        "min_p": part(0, 1, min_p),
        "repetition_penalty": part(0.5, 2, penalty),
        "extra": extra(),
    }


TABLES: dict[str, dict[str, Setting]] = {
    "": {
        "base_url": address(FEATHERLESS),
        "api_key": KEY,
        "concurrency": whole(1, MOST_UNITS, 4),
        "ooc": marks(),
        "keys": keys(),
    },
    "narrative": {
        **slot(NARRATOR, whole(SMALLEST_CONTEXT, MOST_TOKENS, 32_768), 0.8, 0.05, 1.05),
        "max_tokens": whole(16, 100_000, 1_024),
    },
    "classifier": {
        **slot(CLASSIFIER, whole(SMALLEST_FOR_JOBS, MOST_TOKENS, 131_072), 0.1, 0, 1),
        "fallbacks": models(FALLBACKS),
    },
    "prompt": {
        "hard_tokens": whole(1_000, MOST_TOKENS, 8_000),
        "soft_tokens": whole(500, MOST_TOKENS, 6_000),
        "classifier_tokens": whole(FEWEST_FOR_JOBS, MOST_TOKENS, 4_000),
        "memories": whole(0, 100, 4),
        "summaries": whole(0, 100, 3),
    },
    "screen": {
        "theme": one_of(THEMES),
        "bell": yes_or_no(False),
        "title": yes_or_no(False),
    },
}
SETTINGS = {
    f"{table}.{name}" if table else name: setting
    for table, settings in TABLES.items()
    for name, setting in settings.items()
}


def variable(name: str) -> str:
    """What a setting is called in the environment."""
    return PREFIX + name.upper().replace(".", "_")


def meant(name: str) -> list[str]:
    """The settings or tables that a name which is none may have been meant for."""
    if like := close(name, [*SETTINGS, *TABLES]):
        return like
    last = close(name.rpartition(".")[2], {setting.rpartition(".")[2] for setting in SETTINGS})
    return [setting for setting in SETTINGS if setting.rpartition(".")[2] in last]


def variables_meant(called: str) -> list[str]:
    """The variables that an unknown one of ours may have been meant for."""
    known = (variable(name).removeprefix(PREFIX) for name in SETTINGS)
    return [PREFIX + like for like in close(called.removeprefix(PREFIX), known)]


def close(name: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(name, list(known), n=1, cutoff=LIKE)


def in_a_table(called: str) -> bool:
    """Whether a variable begins as those of one of our tables do."""
    return any(called.startswith(f"{variable(table)}_") for table in TABLES if table)


def shown(name: str) -> str:
    """A name that is none, if it could be one; what stands for a name may be anything."""
    return name if NAME.fullmatch(name) else "A name"
