"""Kickoff parse: the place, the time and what people are doing when a chat begins."""

from collections.abc import Sequence

from msgspec import UNSET, Struct, UnsetType
from pydantic import Field

from rp_tui.core.domain.activity import ActivityChanged
from rp_tui.core.domain.clock import Moment
from rp_tui.core.domain.container import ContainerFounded
from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.understudy.english import opened, sentences
from rp_tui.core.prompts.jobs.shared import bodies, places
from rp_tui.core.prompts.jobs.shared.answers import Answer, Prose, Text, Texts
from rp_tui.core.prompts.jobs.shared.authored import named, story
from rp_tui.core.prompts.jobs.shared.deeds import CLAUSE, Deed, of_sentence
from rp_tui.core.prompts.jobs.shared.matter import MOST_TOLD, blocks, clipped, labelled

MOST_SENTENCES = 2  # of a description


class Kickoff(Answer):
    place: Text = Field(default="", description="its name in a word or two, as: office")
    place_type: Text = Field(default="", description="as: home, workplace, car, park")
    public: bool = Field(default=False, description="whether strangers may come in")
    moving: bool = Field(default=False, description="whether the place itself moves, as a car")
    spots: Texts = Field(default=[], description="where one can be in it, as: desk, sofa")
    time: Text = Field(default="", description="as: Tuesday evening, or 21:30")
    weather: Text = ""
    scene: Prose = Field(default="", description="what is going on, in one sentence")
    bot_doing: Text = Field(default="", description="as: pretending to work")
    bot_posture: Text = Field(default="", description="as: sitting")
    bot_spot: Text = ""
    player_doing: Text = ""
    player_posture: Text = ""
    player_spot: Text = ""


class Prologue(Struct, frozen=True):
    """The author's words on the first encounter; in them "you" is the player."""

    bot: str
    player: str
    prose: str


class Opening(Struct, frozen=True):
    """What a person confirms or mends before the first turn."""

    clock: Moment
    place: ContainerFounded | None = None  # for container.found
    weather: str = ""
    description: str = ""
    bot: ActivityChanged = ActivityChanged()  # for activity.change, once the place is founded
    player: ActivityChanged = ActivityChanged()


def tell(matter: Prologue) -> tuple[Block, ...]:
    bot, player = labelled(matter.bot), labelled(matter.player)
    return blocks(
        ("people", f'Bot: {bot}.\nPlayer: {player}, whom the text may call "you" or "I".'),
        ("prose", f"How it begins: {clipped(story(matter.prose), MOST_TOLD)}"),
    )


def default(_: Prologue) -> Kickoff:
    """An empty form to fill in."""
    return Kickoff()


def plain(matter: Prologue) -> Kickoff:
    """The first place, time and weather that are named, and what each is the last to do."""
    names = (matter.player, matter.bot)
    prose = story(matter.prose).replace("*", " ")
    told_of = [named(sentence, matter.player, matter.bot) for sentence in sentences(prose)]
    deeds = [deed for one in told_of for deed in of_sentence(one, matter.bot, names)]
    bots = [deed for deed in deeds if deed.who == matter.bot]
    players = [deed for deed in deeds if deed.who == matter.player]
    bot, player = bodies.activity(bots), bodies.activity(players)
    spots = places.slots_in(prose)
    place = places.place_in(prose) or vehicle(deeds, spots)
    sort, public, moving = places.sort_of(place)
    at = seats(told_of, matter, spots)
    return Kickoff(
        place=place,
        place_type=sort,
        public=public,
        moving=moving,
        spots=spots,
        time=places.time_in(prose),
        weather=places.weather_in(prose),
        scene=" ".join(map(opened, told_of[:MOST_SENTENCES])),
        bot_doing=bot.verb or "",
        bot_posture=bot.posture or "",
        bot_spot=at.get(matter.bot, ""),
        player_doing=player.verb or "",
        player_posture=player.posture or "",
        player_spot=at.get(matter.player, ""),
    )


def vehicle(deeds: Sequence[Deed], spots: Sequence[str]) -> str:
    """A car, where somebody drives or has a seat in one, and no place is named."""
    seated = any(spot.endswith("seat") for spot in spots)
    return "car" if seated or any(deed.verb == "drive" for deed in deeds) else ""


def seats(told_of: Sequence[str], matter: Prologue, spots: Sequence[str]) -> dict[str, str]:
    """At which of a place's spots each is last."""
    found: dict[str, str] = {}
    for sentence in told_of:
        who = matter.bot
        for clause in CLAUSE.split(sentence):
            deeds = of_sentence(clause, who, (matter.player, matter.bot))
            who = next((deed.who for deed in deeds), who)
            found.update((who, spot) for spot in spots if spot in clause.lower())
    return found


def proposal(answer: Kickoff, chat: int, now: Moment) -> Opening:
    """The form as decisions take it; `now` gives what is left open of the time."""
    place = ContainerFounded(
        chat,
        places.bare(answer.place),
        answer.place_type,
        answer.moving,
        answer.public,
        slots=tuple(map(places.bare, answer.spots)),
    )
    return Opening(
        places.moment_of(answer.time, now),
        place if any(char.isalnum() for char in answer.place) else None,
        answer.weather,
        answer.scene,
        doing(answer.bot_doing, answer.bot_posture, answer.bot_spot),
        doing(answer.player_doing, answer.player_posture, answer.player_spot),
    )


def doing(verb: str, posture: str, slot: str) -> ActivityChanged:
    return ActivityChanged(verb=given(verb), posture=given(posture), slot=given(places.bare(slot)))


def given(text: str) -> str | UnsetType:
    return text or UNSET


EXAMPLE = Prologue(
    "Mara",
    "Tom",
    "It rains. You come down to the laundry room on a Sunday night with your arms full, and Mara "
    "is there already, perched on the dryer, reading.",
)

JOB = Job(
    name="kickoff_parse",
    answer=Kickoff,
    instructions="""\
A text tells how a story begins. Fill in the form: where it is, when, and what the bot and the \
player are doing at its beginning.
"place" is a short name. "spots" are the pieces of furniture or corners that the \
text names or that a place of this kind surely has, four at most. "doing" is a verb with -ing and \
what belongs to it; "posture" is sitting, standing, lying and the like; "spot" is one of the spots.
Names of places and spots stand without "the". Use what the text says. What it leaves open stays \
blank.""",
    example=(
        EXAMPLE,
        Kickoff(
            place="laundry room",
            place_type="shared room",
            public=True,
            spots=["dryer", "bench", "door"],
            time="Sunday night",
            weather="rain",
            scene="Tom brings his laundry down at night and finds Mara there before him.",
            bot_doing="reading on the dryer",
            bot_posture="sitting",
            bot_spot="dryer",
            player_doing="carrying laundry",
            player_posture="standing",
            player_spot="door",
        ),
    ),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=450,
)
