"""Places, times and weather that prose names, as far as a plain rule can read them."""

import re
from datetime import timedelta

from rp_tui.core.domain.clock import WEEKDAYS, BadMoment, Moment, moment, parse
from rp_tui.core.llm.understudy.english import LONGEST_READ
from rp_tui.core.prompts.jobs.shared.matter import same

# Each kind of place with the names that it goes by, and whether it is public, and moves.
KINDS: tuple[tuple[str, str, bool, bool], ...] = (
    (
        "home",
        """living room|dining room|kitchen|bedroom|bathroom|hallway|attic|basement|cellar|balcony
        |apartment|flat|cabin|cottage|farmhouse|house|mansion|penthouse|dorm room|porch|garage
        |guest room|nursery|conservatory|home""",
        False,
        False,
    ),
    ("workplace", "office|studio|workshop|laboratory|lab|newsroom|break room|forge", True, False),
    (
        "food and drink",
        """coffee shop|café|cafe|tea house|bar|pub|tavern|inn|restaurant|diner|bakery|nightclub
        |speakeasy|canteen""",
        True,
        False,
    ),
    (
        "shelter",
        "lighthouse|tower|tent|barn|stable|stables|mill|shed|greenhouse|ruins|cave|palace|abbey",
        False,
        False,
    ),
    ("shop", "bookshop|bookstore|shop|store|market|mall|supermarket", True, False),
    (
        "vehicle",
        "car|truck|van|taxi|cab|bus|train|tram|carriage|boat|ship|ferry|plane|shuttle|spaceship",
        False,
        True,
    ),
    (
        "outdoors",
        """park|garden|forest|woods|beach|pier|street|alley|bridge|rooftop|square|shore|cliff|terrace|backyard|field|meadow
        |riverbank|lake|cemetery|graveyard|courtyard|parking lot|playground|mountain|clearing|harbor
        |harbour|docks|campsite""",
        True,
        False,
    ),
    (
        "public building",
        """train station|station|airport|hospital|library|museum|school|classroom|church|theater
        |theatre|cinema|gym|hotel|lobby|hotel room|court|castle|temple|throne room|ballroom|arena
        |dungeon|bridge of the ship|elevator|lift|waiting room|gallery""",
        True,
        False,
    ),
)
SORTS = {
    name.strip(): (sort, public, moving)
    for sort, names, public, moving in KINDS
    for name in names.replace("\n", " ").split("|")
}
ROOM = (
    r"(?!(?:the|an?|this|that|my|your|his|her|our|their|every|no|any|some|more|much|enough|whole"
    r"|same|other|next|in|of|dark|empty|quiet|little|small|big|cold|warm)\b)[a-z]+ room"
)
# Too wide for where a story begins, when something smaller is named.
AREAS = re.compile(
    r"\b(?:town|village|city|sea|seaside|coast|island|hills?|valley|river|ruins|centre|center"
    r"|countryside|desert|swamp|place|hall|pool|bank|farm|prison|cell|corridor|suite)\b",
    re.IGNORECASE,
)
ON = re.compile(
    r"\b(?:rooftop|roof|balcony|porch|train|bus|tram|ship|ferry|boat|plane|terrace|island)\Z", re.I
)
AT_PLACES = re.compile(
    r"\b(?:beach|pier|lake|station|airport|docks|harbou?r|market|campsite|cemetery)\Z", re.I
)
HOMEWARD = re.compile(
    r"(?<!at )(?<!\w['’]s )(?<!my )(?<!your )(?<!her )(?<!his )\bhome\b", re.IGNORECASE
)
NAMES = "|".join((*sorted(map(re.escape, SORTS), key=len, reverse=True), ROOM))
AT = r"(?:in|at|into|inside|on|onto|to|outside|behind|aboard|through|of|by)"
PLACE = re.compile(
    rf"\b{AT}\s+(?:(?:the|a|an|my|your|his|her|their|our|this|that|[^\W_]+['’]s)\s+)?"
    rf"(?:[a-z-]+\s+){{0,2}}?(?P<place>{NAMES})\b(?!\s+(?:table|counter|door|window|key|keys|clock))",
    re.IGNORECASE,
)
ANYWHERE = re.compile(rf"\b(?P<place>{NAMES})\b", re.IGNORECASE)

SLOTS = re.compile(
    r"\b(?:on|at|in|behind|by|against|beside|near)\s+(?:the|a|an|his|her|their|your|my)\s+"
    r"(?P<slot>(?:[a-z]+\s)?(?:desk|bar|counter|couch|sofa|bed|table|armchair|chair|stool|booth"
    r"|bench|window|windowsill|sink|stove|fireplace|doorway|stairs|driver['’]s seat"
    r"|passenger seat|back seat|railing|workbench|piano))\b",
    re.IGNORECASE,
)

WEATHER = (
    ("heavy rain", r"pouring|downpour|torrential|heavy rain"),
    ("thunderstorm", r"thunder\w*|lightning"),
    ("storm", r"storm\w*"),
    ("drizzle", r"drizzl\w+"),
    ("rain", r"rain(?:s|ing|y|ed)?"),
    ("snow", r"snow(?:s|ing|y|fall|flakes)?|blizzard"),
    ("fog", r"fog\w*|mist\w*"),
    ("wind", r"windy|gust\w*"),
    ("heat", r"heatwave|sweltering|scorching|hot (?:day|evening|afternoon|night)"),
    ("sunny", r"sunny|sunshine|sunlight|sunlit"),
    ("overcast", r"overcast|cloudy|grey sky|gray sky"),
    ("cold and clear", r"frost\w*|freezing|icy"),
)
WEATHERS = [(name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in WEATHER]

HOURS = (
    ("midnight", 0, 0),
    ("small hours", 2, 0),
    ("middle of the night", 2, 0),
    ("late at night", 23, 0),
    ("late night", 23, 0),
    ("early morning", 6, 30),
    ("early evening", 18, 30),
    ("late evening", 21, 30),
    ("late afternoon", 17, 0),
    ("dawn", 6, 0),
    ("sunrise", 6, 30),
    ("daybreak", 6, 0),
    ("breakfast", 8, 0),
    ("morning", 9, 0),
    ("noon", 12, 0),
    ("midday", 12, 0),
    ("lunch", 12, 30),
    ("afternoon", 15, 0),
    ("sunset", 19, 0),
    ("dusk", 19, 30),
    ("twilight", 19, 30),
    ("dinner", 19, 0),
    ("stay late", 20, 30),
    ("evening", 19, 30),
    ("tonight", 21, 0),
    ("night", 22, 0),
)
AT_HOUR = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?"
    r"|\b(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)\b",
    re.IGNORECASE,
)
DAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)


def place_in(prose: str) -> str:
    """The first place that a prose says people are at; blank where it says none."""
    prose = HOMEWARD.sub(" ", prose[:LONGEST_READ])
    named = [found["place"].lower() for found in PLACE.finditer(prose)]
    roomy = [place for place in named if place not in slots_in(prose)]
    anywhere = ANYWHERE.search(prose)
    return next(iter((*roomy, *named)), anywhere["place"].lower() if anywhere else "")


def is_place(name: str) -> bool:
    """Whether a name is one of a place: of a known kind, or written as a proper name."""
    return bool(ANYWHERE.search(name) or AREAS.search(name) or name[:1].isupper())


def bare(name: str) -> str:
    """A place's name without its article."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an"} else name


def sort_of(place: str) -> tuple[str, bool, bool]:
    """The kind of a place, whether it is public, and whether it moves."""
    found = ANYWHERE.search(place)
    return SORTS.get(found["place"].lower() if found else "", ("", False, False))


def where(place: str, witness: str = "") -> str:
    """As one says it of a place: in the park, at the pier, in my flat."""
    owner, apostrophe, rest = place.replace("’", "'").partition("'s ")
    if apostrophe:
        return f"in my {rest}" if witness and same(owner, witness) else f"in {place}"
    name = bare(place)
    if name.lower() in {"outside", "home"}:
        return "outside" if name.lower() == "outside" else "at home"
    word = (
        "on" if ON.search(name) else "at" if AT_PLACES.search(name) or name[:1].isupper() else "in"
    )
    return f"{word} the {name}" if name == name.lower() or name != place else f"{word} {name}"


def slots_in(prose: str) -> list[str]:
    """The spots in a place that a prose names."""
    found = (slot["slot"].lower() for slot in SLOTS.finditer(prose[:LONGEST_READ]))
    return list(dict.fromkeys(found))


def weather_in(prose: str) -> str:
    prose = prose[:LONGEST_READ]
    return next((name for name, words in WEATHERS if words.search(prose)), "")


def time_in(prose: str) -> str:
    """The words in a prose that say what day and what time it is."""
    prose = prose[:LONGEST_READ]
    day, hour = DAY.search(prose), AT_HOUR.search(prose)
    part = next((name for name, *_ in HOURS if re.search(rf"\b{name}\b", prose, re.I)), "")
    return " ".join(
        filter(None, (day[0].capitalize() if day else "", hour[0].rstrip(".") if hour else part))
    )


def moment_of(words: str, now: Moment) -> Moment:
    """The time that words name, on that weekday from now on; what they leave open is as now."""
    try:
        at = parse(now)
    except BadMoment:
        return now
    if hour := hour_of(words):
        at = at.replace(hour=hour[0], minute=hour[1], second=0)
    if day := DAY.search(words):
        ahead = WEEKDAYS.index(day[0].capitalize()) - at.weekday()
        try:
            at += timedelta(days=ahead % 7)
        except OverflowError:
            return now
    return moment(at)


def hour_of(words: str) -> tuple[int, int] | None:
    if found := AT_HOUR.search(words):
        if found["hour24"]:
            return int(found["hour24"]), int(found["minute24"])
        hour = int(found["hour"]) % 12 + (12 if found["half"].lower() == "p" else 0)
        return hour, int(found["minute"] or 0)
    said = (h for h in HOURS if re.search(rf"\b{h[0]}\b", words, re.IGNORECASE))
    return next(((hour, minute) for _, hour, minute in said), None)
