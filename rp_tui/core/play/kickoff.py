"""Kickoff: what the author's prose comes to, which the player mends and confirms before play."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Generic, NamedTuple

from msgspec import UNSET, Struct
from msgspec.structs import replace

from rp_tui.core.domain import activity, chat, clock, container, scene
from rp_tui.core.domain.activity import Activity, ActivityChanged
from rp_tui.core.domain.bot import Bot, BotIsGone
from rp_tui.core.domain.edge import Seed
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import NARRATOR, YOU, compose
from rp_tui.core.domain.markers import segments, spoken
from rp_tui.core.domain.noun import Draft, Event, Late
from rp_tui.core.domain.turn import speak
from rp_tui.core.domain.witness import Presence
from rp_tui.core.llm.job import Answer, Job, Matter
from rp_tui.core.llm.outcome import How
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.play import authoring
from rp_tui.core.play.feed import ChatChanged
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts import jobs
from rp_tui.core.storage import gate
from rp_tui.core.storage.errors import AlreadyOpen
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.now import called, is_open

if TYPE_CHECKING:
    from rp_tui.core.prompts.jobs.kickoff_parse import Kickoff, Opening

HOUR = 3600
Settled = Mapping[str, object]
NOTHING: Settled = {}
NOTHING_NEW = ActivityChanged()


class NoKickoff(Trouble):
    """A chat begins with prose."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} has no kickoff yet; write the prose that opens its chat first.")


class Beginning(Struct, frozen=True):
    """What a person confirms: where and when it begins, and how both stand to each other."""

    opening: "Opening"
    to_you: Seed = Seed()  # what the bot holds of you
    of_you: Seed = Seed()  # what you hold of the bot
    opening_by: How | None = None  # how the opening was read, where not all of it was settled
    bonds_by: How | None = None


async def propose(stage: Stage, bot: int, settled: Settled = NOTHING) -> Beginning:
    """Read the kickoff and the relationship; where nobody can, there is a form to fill in.

    What the author has settled already, field by field of the form, goes before what is read, and
    nobody is asked for what is settled or was never written.
    """
    known = await stage.database.ask(gate.bot_of, bot)
    names = await stage.database.ask(called)
    player, markers = names[YOU], stage.rules.markers
    begins_with = spoken(segments(known.kickoff, markers))
    stands_so = spoken(segments(known.relationship, markers))
    form, bonds = await asyncio.gather(
        read(
            stage,
            bot,
            jobs.kickoff_parse.JOB,
            jobs.kickoff_parse.Prologue(known.name, player, begins_with),
            needed=bool(begins_with)
            and not jobs.kickoff_parse.Kickoff.model_fields.keys() <= settled.keys(),
        ),
        read(
            stage,
            bot,
            jobs.relationship_parse.JOB,
            jobs.relationship_parse.Relationship(known.name, player, stands_so),
            needed=bool(stands_so),
        ),
    )
    return Beginning(
        jobs.kickoff_parse.proposal(filled(form.answer, settled), bot, fallback_clock(stage)),
        *jobs.relationship_parse.proposal(bonds.answer),
        form.how,
        bonds.how,
    )


class Read(NamedTuple, Generic[Answer]):
    """An answer, and how it was obtained if anybody was asked."""

    answer: Answer
    how: How | None = None


async def read(
    stage: Stage, bot: int, job: Job[Matter, Answer], matter: Matter, *, needed: bool
) -> Read[Answer]:
    """Have prose of the author's read, where that is needed."""
    if not needed:
        return Read(job.default(matter))
    answered = await stage.ladder.ask(job, matter, priority=Priority.FOREGROUND, chat=bot)
    return Read(answered.answer, answered.how)


def filled(answer: "Kickoff", settled: Settled) -> "Kickoff":
    """The form with what is settled in its place."""
    return jobs.kickoff_parse.Kickoff.model_validate({**answer.model_dump(), **settled})


def fallback_clock(stage: Stage) -> clock.Moment:
    """Now, to the hour, where the prose says no time."""
    now = datetime.fromtimestamp(stage.clock() // HOUR * HOUR, UTC)
    return clock.moment(now)


async def confirm(stage: Stage, bot: int, beginning: Beginning) -> None:
    """Open the chat as it was confirmed; its kickoff is the first that is heard."""
    known = await stage.database.ask(gate.bot_of, bot)
    if known.deleted:
        raise BotIsGone(f"{known.name} was deleted; bring it back before you open its chat.")
    if not known.kickoff:
        raise NoKickoff(known.name)
    seeds = authoring.seeds(bot, beginning.to_you, beginning.of_you)
    drafts = [*opened(bot, beginning.opening), narrated(stage, bot, known, beginning.opening)]
    seeding, opening = stage.deed("seed"), stage.deed("open")

    def begin(log: Log) -> None:
        """Nothing else is written in between, so what is refused has not moved the ground."""
        if is_open(log.db, bot):
            raise AlreadyOpen(f"The chat of {known.name} is open already; reset it to begin anew.")
        log.author(seeding, *seeds)
        log.open(opening, bot, *drafts)

    await stage.database.do(begin)
    stage.feed.tell(ChatChanged(bot, "opened"))


def opened(bot: int, opening: "Opening") -> Iterator[Draft | Late]:
    """The step that a chat begins with: its clock, its place, its scene, and who does what."""
    begins = chat.start(opening.clock, opening.weather)
    yield Draft("chat", begins, bot)
    if opening.place:
        yield Draft("container", container.found(replace(opening.place, chat=bot), {}))
    yield Late("scene", lambda told: opens(bot, opening, place_of(opening, told)))
    for who, doing in ((bot, opening.bot), (YOU, opening.player)):
        yield Late("activity", doing_in(doing, opening, begins.clock), compose(who, bot))


def opens(bot: int, opening: "Opening", place: int | None) -> Event:
    at = clock.moment(clock.parse(opening.clock))
    return scene.open_scene(bot, at, place, opening.description)


def place_of(opening: "Opening", told: Sequence[int]) -> int | None:
    """The place that the step founds, right after its clock."""
    return told[1] if opening.place else None


def doing_in(
    doing: ActivityChanged, opening: "Opening", at: str
) -> Callable[[Sequence[int]], Event]:
    """What somebody does at the beginning, once there is a place to do it in."""

    def made(told: Sequence[int]) -> Event:
        place = place_of(opening, told)
        proposed = replace(doing, container=UNSET if place is None else place)
        return activity.change(Activity(), proposed, at) or NOTHING_NEW

    return made


def narrated(stage: Stage, bot: int, known: Bot, opening: "Opening") -> Draft:
    at = clock.moment(clock.parse(opening.clock))
    told = speak(Presence(bot), 1, NARRATOR, known.kickoff, at, markers=stage.rules.markers)
    return Draft("turn", told)
