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
from rp_tui.core.llm.understudy.english import words as words_of
from rp_tui.core.prompts.jobs.shared import bodies, places
from rp_tui.core.prompts.jobs.shared.answers import Answer, Prose, Text, Texts
from rp_tui.core.prompts.jobs.shared.deeds import Deed, of_sentence
from rp_tui.core.prompts.jobs.shared.matter import MOST_TOLD, blocks, called, clipped, told

MOST_SENTENCES = 2  # of a description


class Kickoff(Answer):
    place: Text = Field(default="", description="its name in a word or two, as: office")
    place_type: Text = Field(default="", description="as: home, workplace, car, park")
    public: bool = Field(default=False, description="whether strangers may come in")
    moving: bool = Field(default=False, description="whether the place itself moves, as a car")
    spots: Texts = Field(default=[], description="where one can be in it, as: the desk, the sofa")
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
    bot, player = called(matter.bot), called(matter.player)
    return blocks(
        ("people", f'Bot: {bot}.\nPlayer: {player}, whom the text may call "you" or "I".'),
        ("prose", f"How it begins: {clipped(matter.prose, MOST_TOLD)}"),
    )


def default(_: Prologue) -> Kickoff:
    """An empty form to fill in."""
    return Kickoff()


def plain(matter: Prologue) -> Kickoff:
    """The first place, time and weather that are named, and what each is the last to do."""
    names = (matter.player, matter.bot)
    place = places.place_in(matter.prose)
    sort, public, moving = places.sort_of(place)
    story = [" ".join(sentence.replace("*", " ").split()) for sentence in sentences(matter.prose)]
    deeds = [deed for told in story for deed in of_sentence(told, matter.bot, names)]
    addressed = "you" in words_of(matter.prose)
    bots = [deed for deed in deeds if deed.who == matter.bot]
    players = [deed for deed in deeds if deed.who == matter.player and addressed]
    bot, player = bodies.activity(bots), bodies.activity(players)
    spots = places.slots_in(matter.prose)
    return Kickoff(
        place=place,
        place_type=sort,
        public=public,
        moving=moving,
        spots=spots,
        time=places.time_in(matter.prose),
        weather=places.weather_in(matter.prose),
        scene=opened(" ".join(story[:MOST_SENTENCES])),
        bot_doing=bot.verb or "",
        bot_posture=bot.posture or "",
        bot_spot=spot_of(bots, spots),
        player_doing=player.verb or "",
        player_posture=player.posture or "",
        player_spot=spot_of(players, spots),
    )


def spot_of(deeds: Sequence[Deed], spots: Sequence[str]) -> str:
    """The last of a place's spots at which somebody does something."""
    at = (spot for deed in reversed(deeds) for spot in spots if spot in deed.rest.lower())
    return next(at, "")


def proposal(answer: Kickoff, chat: int, now: Moment) -> Opening:
    """The form as decisions take it; `now` gives what is left open of the time."""
    place = ContainerFounded(
        chat,
        answer.place,
        answer.place_type,
        answer.moving,
        answer.public,
        slots=tuple(answer.spots),
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
    return ActivityChanged(verb=given(verb), posture=given(posture), slot=given(slot))


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
"place" is a short name, without "the". "spots" are the pieces of furniture or corners that the \
text names or that a place of this kind surely has, four at most. "doing" is a verb with -ing and \
what belongs to it; "posture" is sitting, standing, lying and the like; "spot" is one of the spots.
Use what the text says. What it leaves open stays blank.""",
    example=(
        told(tell(EXAMPLE)),
        Kickoff(
            place="laundry room",
            place_type="shared room",
            public=True,
            spots=["the dryer", "the bench", "the door"],
            time="Sunday night",
            weather="rain",
            scene="Tom brings his laundry down at night and finds Mara there before him.",
            bot_doing="reading on the dryer",
            bot_posture="sitting",
            bot_spot="the dryer",
            player_doing="carrying laundry",
            player_posture="standing",
            player_spot="the door",
        ),
    ),
    tell=tell,
    default=default,
    plain=plain,
    answer_tokens=450,
)
