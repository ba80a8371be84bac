"""Authoring: you and your bots, who are who they are in every chat and at every step."""

from collections.abc import Callable, Mapping

from msgspec.structs import asdict

from rp_tui.core.domain import bot, edge, names, you
from rp_tui.core.domain.bot import Bot, BotAuthored, BotDeleted
from rp_tui.core.domain.edge import Seed
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.noun import Draft
from rp_tui.core.play.feed import LibraryChanged
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import gate, reads
from rp_tui.core.storage.log import Log, Written
from rp_tui.core.storage.now import is_open
from rp_tui.core.storage.search import Reader

FEWEST_TRAITS = 3
SHORTEST_PERSONA = 100  # characters


async def describe_you(stage: Stage, name: str, pronouns: str = "", persona: str = "") -> None:
    """Say who you are, the same in every chat."""

    def decide(db: Reader) -> Draft:
        taken = (one.name for one in reads.bots(db).values())
        return Draft("you", you.describe(name, pronouns, persona, taken), YOU)

    await write(stage, "you", decide)


async def author(stage: Stage, draft: BotAuthored) -> int:
    """A new bot, by its id."""
    written = await write(stage, "bot", lambda db: Draft("bot", bot.author(draft, taken(db))))
    return written.entities[0][1]


async def amend(stage: Stage, id: int, changes: Mapping[str, object]) -> None:
    """Other words for who a bot is; what was played stays as it was played."""

    def decide(db: Reader) -> Draft:
        fields = {**asdict(gate.bot_of(db, id)), **changes}
        fields.pop("deleted")
        return Draft("bot", bot.author(BotAuthored(**fields), taken(db, but=id)), id)

    await write(stage, "amend", decide)


async def delete(stage: Stage, id: int, deleted: bool = True) -> None:
    """Put a bot and its chat out of sight, or back unless somebody else bears its name by now;
    what others remember of it stays theirs.
    """

    def decide(db: Reader) -> Draft:
        known = gate.bot_of(db, id)
        if not deleted:
            names.named(known.name, taken(db, but=id))
        return Draft("bot", BotDeleted(deleted), id)

    await write(stage, "delete", decide)


async def write(stage: Stage, what: str, decide: Callable[[Reader], Draft]) -> Written:
    """Author what is decided on as everything stands; nothing else is written in between."""

    def decided(log: Log) -> Written:
        return log.author(deed, decide(log.db))

    deed = stage.deed(what)
    written = await stage.database.do(decided)
    stage.feed.tell(LibraryChanged())
    return written


def seeds(id: int, to_you: Seed, of_you: Seed) -> tuple[Draft, Draft]:
    """How a bot and you stand to each other before all play; seeded anew, the ground moves."""
    return (
        Draft("edge", edge.seed(*to_you), compose(id, YOU)),
        Draft("edge", edge.seed(*of_you), compose(YOU, id)),
    )


def taken(db: Reader, but: int | None = None) -> list[str]:
    """The names of you and of the other bots."""
    others = (one.name for id, one in reads.bots(db).items() if id != but)
    return [reads.you(db).name, *others]


async def lacks(stage: Stage, id: int) -> tuple[str, ...]:
    """What a bot still wants before it plays well."""
    known = await stage.database.ask(gate.bot_of, id)
    return wanting(known, await stage.database.ask(is_open, id))


def wanting(known: Bot, begun: bool) -> tuple[str, ...]:
    """What is missing of a bot, in words."""
    looked_for = (
        (len(known.persona) < SHORTEST_PERSONA, "a persona of a few sentences"),
        (not known.voice, "a voice sample, so that it sounds like itself"),
        (len(known.traits) < FEWEST_TRAITS, f"at least {FEWEST_TRAITS} traits"),
        (not known.backstory, "a backstory"),
        (not known.relationship, "how it stands to you"),
        (not known.kickoff, "a kickoff, the prose that opens its chat"),
        (not begun, "a look at how its chat begins, which you confirm"),
    )
    return tuple(what for missing, what in looked_for if missing)
