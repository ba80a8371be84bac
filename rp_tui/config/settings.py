"""Every setting there is, and what it is unless somebody sets it."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from rp_tui.config.kinds import Setting, address, extra, key, marks, models, part, text, whole

FEATHERLESS = "https://api.featherless.ai/v1"
NARRATOR = "dphn/Dolphin-Mistral-24B-Venice-Edition"
CLASSIFIER = "NousResearch/Hermes-3-Llama-3.1-8B"
FALLBACKS = (
    "cognitivecomputations/dolphin-2.9.4-llama3-8b",
    "mlabonne/Meta-Llama-3.1-8B-Instruct-abliterated",
)

PREFIX = "RP_TUI_"
MOST_TOKENS = 4_000_000
MOST_UNITS = 1_024
NAME = re.compile(r"[A-Za-z_.-][A-Za-z0-9_.-]{0,60}")
LIKE = 0.75  # how alike a name must be for us to ask whether it was meant

KEY = key()


def slot(
    model: str, context: int, temperature: float, min_p: float, penalty: float
) -> dict[str, Setting]:
    return {
        "base_url": address(FEATHERLESS),
        "api_key": KEY,
        "model": text(model),
        "context": whole(1_024, MOST_TOKENS, context),
        "temperature": part(0, 5, temperature),
        "top_p": part(0.01, 1, 1),
        "min_p": part(0, 1, min_p),
        "repetition_penalty": part(0.5, 2, penalty),
        "max_tokens": whole(16, 100_000, 1_024),
        "extra": extra(),
    }


TABLES: dict[str, dict[str, Setting]] = {
    "": {
        "base_url": address(FEATHERLESS),
        "api_key": KEY,
        "concurrency": whole(1, MOST_UNITS, 4),
        "ooc": marks(),
    },
    "narrative": slot(NARRATOR, 32_768, temperature=0.8, min_p=0.05, penalty=1.05),
    "classifier": {
        **slot(CLASSIFIER, 131_072, temperature=0.1, min_p=0, penalty=1),
        "fallbacks": models(FALLBACKS),
    },
    "prompt": {
        "hard_tokens": whole(1_000, MOST_TOKENS, 8_000),
        "soft_tokens": whole(500, MOST_TOKENS, 6_000),
        "classifier_tokens": whole(500, MOST_TOKENS, 4_000),
        "memories": whole(0, 100, 4),
        "summaries": whole(0, 100, 3),
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
