"""What is around a speaker, as sections of the stock: place, weather, hour, and work in hand."""

from collections.abc import Iterable

from rp_tui.core.llm.understudy.cue import Cue
from rp_tui.core.llm.understudy.english import words
from rp_tui.core.llm.understudy.material import of
from rp_tui.core.llm.understudy.temper import EVENING_H, MORNING_H, kinds_of

DAY_H, NIGHT_H = 11, 21
WEATHERS = {
    "rain": "rain drizzle wet shower",
    "storm": "storm thunder lightning thunderstorm",
    "snow": "snow frost ice cold",
    "wind": "wind gale breeze",
    "fog": "fog mist haze",
    "heat": "heat hot sweltering",
    "sun": "sun sunny clear bright",
}
POSTURES = frozenset(
    "sitting standing lying leaning kneeling perching sprawling driving riding being".split()
)


def surroundings(cue: Cue) -> Iterable[str]:
    where = kinds_of(cue)
    yield from (f"at {place}" for place in where[:1])
    yield from (f"at {place}" for place in where[:1])
    weather = {*words(cue.weather)} - ({"clear", "sun"} if hour_of(cue.hour) == "night" else set())
    yield from (f"weather {w}" for w, known in WEATHERS.items() if weather & {*known.split()})
    if cue.hour is not None:
        yield f"hour {hour_of(cue.hour)}"
    if cue.holding:
        yield "in hand"
    if working(cue):
        yield "at work now"


def hour_of(hour: int | None) -> str:
    if hour is None or hour < MORNING_H or hour >= NIGHT_H:
        return "night"
    return "morning" if hour < DAY_H else "day" if hour < EVENING_H else "evening"


def working(cue: Cue) -> bool:
    return bool(cue.doing) and cue.doing.split()[0] not in POSTURES


def remarks(cue: Cue) -> Iterable[str]:
    """What may be said of the weather, the hour, and what one has or does."""
    weather = {*words(cue.weather)}
    yield from (f"say {w}" for w, known in WEATHERS.items() if weather & {*known.split()})
    yield f"say {hour_of(cue.hour)}" if cue.hour is not None else "say more"
    yield from (section for section in ("say thing", "say doing") if of(section))
