"""A bot: an authored character. What it is stands here; how it is, in its mood."""

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from rp_tui.core.domain.edit import ManualEdit, edited
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import nothing
from rp_tui.core.domain.names import named
from rp_tui.core.domain.noun import Birth, Entrances, Event, Noun, State
from rp_tui.core.domain.text import lines, passage

VOICE_SAMPLES = 3

Voice = Annotated[tuple[str, ...], Meta(max_length=VOICE_SAMPLES)]
PROSE = ("persona", "voice", "backstory", "relationship", "kickoff")


class Bot(State, frozen=True):
    name: str
    persona: str = ""
    voice: Voice = ()
    traits: tuple[str, ...] = ()
    backstory: str = ""
    relationship: str = ""  # to you, in the author's prose
    kickoff: str = ""
    deleted: bool = False

    FIXED = frozenset({"name", "deleted"})
    ENTRANCES: ClassVar[Entrances] = dict.fromkeys(PROSE, passage)


class BotAuthored(Event, frozen=True):
    name: str
    persona: str = ""
    voice: Voice = ()
    traits: tuple[str, ...] = ()
    backstory: str = ""
    relationship: str = ""
    kickoff: str = ""


class BotDeleted(Event, frozen=True):
    """The bot and its chat are out of sight, or in sight again; what others remember is theirs."""

    deleted: bool = True


class BotIsGone(Trouble):
    """The bot was deleted."""


class TooManySamples(Trouble):
    """More voice samples than the prompt always holds."""


def fold(bot: Bot | None, event: Any) -> Bot | None:
    match event:
        case BotAuthored(name, persona, voice, traits, backstory, relationship, kickoff):
            deleted = bot is not None and bot.deleted
            return Bot(
                name, persona, voice, traits, backstory, relationship, kickoff, deleted=deleted
            )
        case BotDeleted(deleted) if bot:
            return replace(bot, deleted=deleted)
        case ManualEdit() if bot:
            return edited(bot, event)
    return bot


def author(draft: BotAuthored, taken: Iterable[str]) -> BotAuthored:
    """A bot as it was written, cleaned; `taken` are the names of you and of the other bots."""
    voice = tuple(filter(None, map(passage, draft.voice)))
    if len(voice) > VOICE_SAMPLES:
        raise TooManySamples(f"A bot has at most {VOICE_SAMPLES} voice samples; keep the best.")
    return BotAuthored(
        name=named(draft.name, taken),
        persona=passage(draft.persona),
        voice=voice,
        traits=lines(draft.traits),
        backstory=passage(draft.backstory),
        relationship=passage(draft.relationship),
        kickoff=passage(draft.kickoff),
    )


NOUN = Noun("bot", Bot, (BotAuthored, BotDeleted), fold, nothing, Birth.NUMBERED)
