"""The fields of a bot file: what each may hold, and what to write instead."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from rp_tui.core.domain.bot import VOICE_SAMPLES
from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.clock import WEEKDAYS, BadMoment, moment, parse
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.names import named
from rp_tui.core.domain.text import LONGEST_LINE, passage

Take = Callable[[object], Any]

# What the plain rule that reads a kickoff understands too.
PARTS_OF_DAY = (
    "dawn",
    "sunrise",
    "early morning",
    "morning",
    "midday",
    "noon",
    "afternoon",
    "late afternoon",
    "sunset",
    "dusk",
    "twilight",
    "early evening",
    "evening",
    "late evening",
    "late night",
    "night",
    "midnight",
    "small hours",
)
HOUR = r"(?:0?[1-9]|1[0-2])(?:[:.][0-5]\d)? ?[ap]\.?m\.?|(?:[01]?\d|2[0-3]):[0-5]\d"
CLOCK_WORDS = re.compile(
    rf"(?:{'|'.join(WEEKDAYS)})|(?:(?:{'|'.join(WEEKDAYS)}),? )?"
    rf"(?:at )?(?:{'|'.join(PARTS_OF_DAY)}|{HOUR})",
    re.IGNORECASE,
)
KINDS = (
    (bool, "a yes or no"),
    (str, "text"),
    (int | float, "a number"),
    (dict, "a table"),
    (list, "a list"),
    (datetime | date | time, "a date or a time"),
)


class Unfit(ValueError):
    """What is wrong with a value, and what to write."""


def name(value: object) -> str:
    try:
        return named(text(value), ())
    except Trouble as trouble:
        raise Unfit(f"is no name ({reason(trouble)})") from None


def prose(value: object) -> str:
    try:
        return passage(text(value))
    except Trouble as trouble:
        raise Unfit(f"is no prose ({reason(trouble)})") from None


def samples(value: object) -> tuple[str, ...]:
    found = tuple(filter(None, map(prose, listed(value))))
    if len(found) > VOICE_SAMPLES:
        raise Unfit(f"has {len(found)} samples; keep the best {VOICE_SAMPLES}")
    return found


def phrase(value: object) -> str:
    """One line; never cut, since a person wrote it."""
    found = clean(text(value), single_line=True)
    if len(found) > LONGEST_LINE:
        raise Unfit(f"has a line of {len(found):,} characters; keep it under {LONGEST_LINE}")
    return found


def phrases(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(phrase, listed(value))))


def yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unfit(f"must be a yes or no, not {kind(value)}; write true or false without quotes")
    return value


def clock(value: object) -> str:
    """A moment of the story, or the words for one."""
    match value:
        case datetime():
            return moment(value)
        case time():
            return value.strftime("%H:%M")
    words = phrase(value)
    try:
        return moment(parse(words)) if words else ""
    except BadMoment:
        if CLOCK_WORDS.fullmatch(words):
            return words
    except Trouble as trouble:
        raise Unfit(f"is no time ({reason(trouble)})") from None
    raise Unfit(
        'names no time that can be read; write one such as "2026-03-10T21:14:00Z",'
        ' "Tuesday evening" or "21:30"'
    )


def text(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit(f'must be text, not {kind(value)}; write it in quotes, as "so"')
    return value


def listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise Unfit(f'must be a list of texts, not {kind(value)}; write ["one", "another"]')
    return value


def kind(value: object) -> str:
    return next((word for known, word in KINDS if isinstance(value, known)), "that")


def reason(trouble: Trouble) -> str:
    """A sentence of the domain's within one of ours."""
    return str(trouble).rstrip(".").replace(";", ",")


IDENTITY: Mapping[str, Take] = {
    "name": name,
    "persona": prose,
    "voice": samples,
    "traits": phrases,
    "backstory": prose,
    "relationship": prose,
    "kickoff": prose,
}
STAGE: Mapping[str, Take] = {
    "place": phrase,
    "place_type": phrase,
    "public": yes_or_no,
    "moving": yes_or_no,
    "spots": phrases,
    "clock": clock,
    "weather": phrase,
    "description": prose,
    "bot_doing": phrase,
    "bot_posture": phrase,
    "bot_spot": phrase,
    "player_doing": phrase,
    "player_posture": phrase,
    "player_spot": phrase,
}
