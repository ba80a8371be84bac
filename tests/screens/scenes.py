"""The scenes of which there are pictures: each brings the screen into a state, and leaves it there.

No scene goes by time: each waits until what it has asked for is seen, and for the rest `still`.
"""

import asyncio
from collections.abc import Awaitable, Callable

from rp_tui.core.engine import Engine
from rp_tui.core.llm.errors import RateLimited
from rp_tui.core.play.feed import LibraryChanged
from rp_tui.core.storage.errors import DiskFull
from rp_tui.screens.chat.sittings import DRAFTS
from rp_tui.screens.modals.help import Help
from rp_tui.screens.modals.save_failed import SaveFailed
from rp_tui.ui.action import Group
from tests.screens.seat import Seat
from tests.screens.story import DATA, MODEL, SERVER

Scene = Callable[[Seat], Awaitable[None]]

PAUSED = (
    "*She slides off the dryer, and the floor takes her weight without a sound.*\n\n"
    '"You want the truth, at this hour?" *A breath.* "Then sit down, and'
)
ANSWER = "Then read it to me, and I will tell you mine."


async def a_chat_is_played(seat: Seat) -> None:
    """The story stands, and in another chat a reply is on its way."""
    other = next(card.id for card in seat.chat.library.cards if card.name == "Ilse")
    seat.play.voice.says("You are", asyncio.Event())
    seat.host.call(
        lambda engine: seat.play.stage.start(engine.take_turn(other, "Lend me one."), "elsewhere")
    )
    await seat.until(lambda: seat.chat.library.going[other].phase == "streaming")
    await still(seat)


async def a_reply_streams(seat: Seat) -> None:
    """Its cursor stands behind the last word, and the box is locked."""
    seat.play.voice.says(PAUSED, asyncio.Event())
    await written(seat)
    await seat.press("enter")
    await seat.sees("Then sit down, and")
    await seat.until(lambda: seat.chat.composer.locked and not seat.chat.composer.border_subtitle)
    await still(seat)


async def a_reply_is_asked_anew(seat: Seat) -> None:
    """Your last words can be changed first."""
    await seat.press("ctrl+r")
    await seat.until(lambda: seat.chat.composer.text and seat.chat.composer.border_subtitle)
    await quiet(seat)


async def a_rewind_is_asked_about(seat: Seat) -> None:
    """What would go is counted."""
    await seat.read()
    await seat.press("k", "k", "R")
    await seat.until(lambda: seat.asks)
    await quiet(seat)


async def a_rewind_is_done(seat: Seat) -> None:
    """What was done is told, with the key that undoes it."""
    await a_rewind_is_asked_about(seat)
    await seat.press("enter")
    await seat.until(lambda: seat.number == 3 and seat.chat.notice.view)
    await quiet(seat)


async def a_reply_has_failed(seat: Seat) -> None:
    """The words are held, and can be sent again."""
    refusing = asyncio.Event()
    seat.play.voice.says(refusing, RateLimited(SERVER, MODEL))
    await written(seat)
    await seat.press("enter")
    await seat.sees("is writing")
    await still(seat)
    seat.let(refusing)
    await seat.sees("Retry")
    await seat.until(lambda: not seat.chat.composer.border_subtitle)
    await quiet(seat)


async def words_are_found(seat: Seat) -> None:
    """They are lit wherever they stand, and the last of them is gone to."""
    await seat.press("ctrl+f")
    await seat.press(*"the dryer", "enter")
    await seat.until(lambda: seat.chat.hits and seat.chat.notice.view)
    await quiet(seat)


async def a_letter_is_awaited(seat: Seat) -> None:
    """The leader shows what can be done with turns."""
    await seat.read()
    await seat.press("ctrl+o", Group.TURN.letter)
    await seat.until(lambda: seat.chat.which_key.group is Group.TURN)
    await quiet(seat)


async def help_is_read(seat: Seat) -> None:
    """Every key, as it is declared."""
    await seat.press("f1")
    await seat.until(lambda: isinstance(seat.app.screen, Help))
    await quiet(seat)


async def an_action_is_sought(seat: Seat) -> None:
    """What fits is offered, and what cannot be done now tells why."""
    await seat.press("ctrl+p")
    await seat.press(*"branch")
    await seat.sees("▎ Name branch", "Branch here")
    await quiet(seat)


async def words_cannot_be_saved(seat: Seat) -> None:
    """They are held before your eyes."""

    async def fails(*_: object, **__: object) -> None:
        raise DiskFull(DATA)

    await written(seat)
    seat.play.database.put = fails  # type: ignore[assignment]
    await seat.press("enter")
    await seat.until(lambda: isinstance(seat.app.screen, SaveFailed))
    await quiet(seat)


SCENES: tuple[Scene, ...] = (
    a_chat_is_played,
    a_reply_streams,
    a_reply_is_asked_anew,
    a_rewind_is_asked_about,
    a_rewind_is_done,
    a_reply_has_failed,
    words_are_found,
    a_letter_is_awaited,
    help_is_read,
    an_action_is_sought,
    words_cannot_be_saved,
)


async def written(seat: Seat) -> None:
    """The answer stands in the box, is counted, and is kept as a draft."""
    await seat.write(ANSWER)
    await seat.until(lambda: seat.chat.composer.border_subtitle)
    while ANSWER not in (await seat.host.ask(Engine.remembered, DRAFTS)).values():
        await seat.pilot.pause()


async def quiet(seat: Seat) -> None:
    """All that goes on by itself has ended, and is shown."""
    await seat.host.ask(Engine.quiet)
    await still(seat)


async def still(seat: Seat) -> None:
    """All that the core has told is shown.

    Of two looks at the library that come one after the other the second is younger than the call.
    """
    await look_anew(seat)
    await look_anew(seat)
    await seat.pilot.pause()


async def look_anew(seat: Seat) -> None:
    """Have the screen look at the library once more."""
    known = seat.chat.library
    seat.host.call(tell)
    await seat.until(lambda: seat.chat.library is not known)


def tell(engine: Engine) -> None:
    """Have everything looked at anew."""
    engine.feed.tell(LibraryChanged())
