"""Authoring: you and your bots, who are who they are in every chat and at every step."""

from collections.abc import Mapping

from msgspec.structs import asdict

from rp_tui.core.domain import bot, edge, you
from rp_tui.core.domain.bot import Bot, BotAuthored, BotDeleted
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.noun import Draft
from rp_tui.core.play.feed import LibraryChanged
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts.jobs.shared.bonds import Seed
from rp_tui.core.storage import gate, reads
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.now import called, is_open

FEWEST_TRAITS = 3
SHORTEST_PERSONA = 100  # characters


async def describe_you(stage: Stage, name: str, pronouns: str = "", persona: str = "") -> None:
    """Say who you are, the same in every chat."""
    taken = (one.name for one in (await stage.database.ask(reads.bots)).values())
    made = you.describe(name, pronouns, persona, taken)
    await stage.database.do(Log.author, stage.deed("you"), Draft("you", made, YOU))
    stage.feed.tell(LibraryChanged())


async def author(stage: Stage, draft: BotAuthored) -> int:
    """A new bot, by its id."""
    made = bot.author(draft, await taken(stage))
    written = await stage.database.do(Log.author, stage.deed("bot"), Draft("bot", made))
    stage.feed.tell(LibraryChanged())
    return written.entities[0][1]


async def amend(stage: Stage, id: int, changes: Mapping[str, object]) -> None:
    """Other words for who a bot is; what was played stays as it was played."""
    known = await stage.database.ask(gate.bot_of, id)
    fields = {**asdict(known), **changes}
    fields.pop("deleted")
    made = bot.author(BotAuthored(**fields), await taken(stage, but=id))
    await stage.database.do(Log.author, stage.deed("amend"), Draft("bot", made, id))
    stage.feed.tell(LibraryChanged())


async def delete(stage: Stage, id: int, deleted: bool = True) -> None:
    """Put a bot and its chat out of sight, or back; what others remember of it stays theirs."""
    await stage.database.ask(gate.bot_of, id)
    made = BotDeleted(deleted)
    await stage.database.do(Log.author, stage.deed("delete"), Draft("bot", made, id))
    stage.feed.tell(LibraryChanged())


async def seed(stage: Stage, id: int, to_you: Seed, of_you: Seed) -> None:
    """How a bot and you stand to each other before all play; seeded anew, the ground moves."""
    await stage.database.do(
        Log.author,
        stage.deed("seed"),
        Draft("edge", edge.seed(*to_you), compose(id, YOU)),
        Draft("edge", edge.seed(*of_you), compose(YOU, id)),
    )


async def taken(stage: Stage, but: int | None = None) -> list[str]:
    """The names of you and of the other bots."""
    names = await stage.database.ask(called)
    bots = await stage.database.ask(reads.bots)
    return [*names.values(), *(one.name for id, one in bots.items() if id != but)]


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
