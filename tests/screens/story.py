"""A story for the pictures of the screen: some chats, the same words at the same times always."""

from pathlib import Path

import pytest

from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.llm.errors import ConnectionLost
from rp_tui.core.storage import traces
from rp_tui.core.storage.traces import Trace
from rp_tui.screens.chat.asking import LAST, OPENED
from rp_tui.screens.chat.sittings import SEEN
from rp_tui.ui.wording import DAY_S, HOUR_S, MINUTE_S
from tests.core.play.acting import ILSE, NOON, Playing, playing

MODEL = "harbour/nightingale-12b-instruct"
SERVER = "models.example"
DATA = Path("/home/you/.local/share/rp-tui/chat.db")
SETTINGS = Path("/home/you/.config/rp-tui/config.toml")  # which is not there
REPLY = Trace(
    at=int(NOON),
    run="",
    chat=None,
    job="narrate",
    slot="narrative",
    model=MODEL,
    blocks="[]",
    first_token_ms=380,
    total_ms=4_120,
    tokens_in=3_214,
    tokens_out=96,
    outcome="done",
)

TOBIAS = BotAuthored(
    "Old Tobias",
    persona="Tobias keeps the lighthouse, and a logbook that nobody else may read.",
    kickoff="The lamp room smells of oil on a Thursday morning. Tobias is counting ships.",
)
WREN = BotAuthored(
    "Wren",
    persona="Wren repairs clocks and lies about the time.",
    kickoff="Forty clocks tick in Wren's shop on a Monday afternoon, no two of them together.",
)

ASIDE = (
    "*I set the basket down beside her.* Sorry. I did not think that anyone would be up."
    " ((could she be reading one of the old letters?))"
)
SHORT = (
    '*She turns the page before she looks at you.* "Nobody is up, love. I am merely not asleep,'
    ' and that has been so for years."'
)
ASKED = "Is that a letter? It looks as if it had been read a hundred times."
FIRST = '"A bill," *says Mara, and folds it.*'
SECOND = (
    "*She holds the paper to the lamp, and for once she does not hide what it is.*\n\n"
    "> The rent of a house is not what you pay for it.\n"
    "> It is what you keep quiet about.\n\n"
    '"My mother wrote that, on the back of a gas bill. It is a secret, and **nobody knows** that I'
    ' kept it." *The dryer under her stops with a knock.*\n\n'
    '"Your rent is due on Friday, all the same."'
)


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.now_s = NOON

    def __call__(self) -> float:
        return self.now_s


async def tell(folder: Path) -> None:
    """Tell the story into a data folder, and leave it as the end of the program does."""
    clock = Clock()
    async with playing(folder, clock=clock) as play:
        clock.now_s = NOON - 9 * DAY_S
        tobias = await play.begin(TOBIAS)
        await seen(play, tobias)
        await hold(play, tobias)
        clock.now_s = NOON - 3 * DAY_S
        await play.begin(WREN)
        clock.now_s = NOON - 5 * HOUR_S
        await seen(play, await play.begin(ILSE))
        clock.now_s = NOON - 4 * MINUTE_S
        mara = await play.begin()
        await talk(play, mara)
        await seen(play, mara)
        await play.engine.remember(LAST, OPENED, mara)
        await play.database.put(traces.record, REPLY._replace(chat=mara))


async def talk(play: Playing, mara: int) -> None:
    """What was said with Mara, the last of it anew."""
    for prose, reply in ((ASIDE, SHORT), (ASKED, FIRST)):
        play.voice.says(reply)
        await play.engine.take_turn(mara, prose)
        await play.engine.quiet()
    play.voice.says(SECOND)
    await play.engine.regenerate(mara)
    await play.engine.quiet()


async def hold(play: Playing, chat: int) -> None:
    """Words that could not be said."""
    play.voice.says(ConnectionLost(SERVER, MODEL))
    with pytest.raises(ConnectionLost):
        await play.engine.take_turn(chat, "How many did you count?")


async def seen(play: Playing, chat: int) -> None:
    """The player has read the chat to its end."""
    newest = (await play.engine.turns(chat, 1))[-1]
    await play.engine.remember(SEEN, str(chat), newest.id)
