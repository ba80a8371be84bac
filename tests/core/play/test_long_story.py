"""Two hundred turns on the understudy, with all that a player does in between, told twice."""

from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.engine import Engine
from rp_tui.core.llm.chain import NOWHERE, UNDERSTUDY, Link
from rp_tui.core.llm.port import Params
from rp_tui.core.llm.understudy import AT_ONCE, Understudy
from rp_tui.core.play.guests import Introduction
from rp_tui.core.storage import reads
from rp_tui.core.storage.connection import connect_to_read
from rp_tui.core.storage.verify import verify
from tests.core.play.acting import ILSE, MARA, Playing, playing

TURNS = 200

# What the player says, over and over; with each round a number, so that no two turns are alike.
SAYS = (
    "Good evening, Mara. Is the water hot in number {n}?",
    "*sits down on the bench with basket {n}* I met your brother today.",
    "((slower, please)) Tell me about the year {n}, when you bought the house.",
    "I lied to you about the rent of month {n}. I am sorry, Mara.",
    "*gives Mara a folded letter* Read it when I am gone.",
    "I love you, Mara. There, I have said it for the {n}th time.",
    "What do you do when nobody is looking?",
    "You are cold and cruel, and the whole house knows it.",
    "*laughs* All right. Friday. I swear on machine {n}.",
    "My sister Anna died when I was {n}. I have never told anyone.",
)


async def told(folder: Path, check: Callable[[Path], None]) -> None:
    """The whole story; all is quiet between two deeds, so that it can be told the same again."""
    async with playing(folder) as play:
        play.stage.voice = Link(NOWHERE, Understudy(AT_ONCE), Params(UNDERSTUDY, max_tokens=400))
        engine = play.engine
        await engine.describe_you("Tom", "he", "Tom repairs cellos and is always late.")
        mara, ilse = await play.begin(MARA), await play.begin(ILSE)
        deeds = events(play, engine, mara, ilse)
        for number in range(1, TURNS + 1):
            says = SAYS[number % len(SAYS)].format(n=number)
            await engine.take_turn(mara, says)
            await engine.quiet()
            for deed in deeds.get(number, ()):
                await deed()
                await engine.quiet()
            if number % 10 == 0:
                check(folder / "chat.db")


def events(
    play: Playing, engine: Engine, mara: int, ilse: int
) -> dict[int, tuple[Callable[[], Awaitable[object]], ...]]:
    """What the player does besides talking, by the turn after which it is done."""

    async def newest(back: int = 1) -> int:
        found = await play.database.ask(reads.last_turns, mara, back)
        return min(found)

    async def rewind(turns: int) -> None:
        await engine.rewind(mara, await newest(turns))

    async def reword() -> None:
        await engine.reword(mara, await newest(), "*Mara says nothing at all.*")

    async def edit_edge() -> None:
        await engine.edit(mara, "edge", mara << 40, "affinity", 71)

    async def swipe() -> None:
        found = await engine.siblings(mara, await newest())
        await engine.swipe(mara, found.steps[0], confirmed=True)

    strangers = Introduction(met=False)
    return {
        12: (lambda: engine.regenerate(mara),),
        17: (lambda: engine.regenerate(mara, "Then let us talk about the weather."),),
        20: (lambda: engine.close_scene(mara),),
        25: (lambda: rewind(6),),
        28: (lambda: engine.undo_move(mara),),
        33: (lambda: engine.regenerate(mara), swipe),
        40: (lambda: engine.add_guest(mara, ilse, strangers),),
        47: (lambda: engine.regenerate(mara),),
        55: (edit_edge, lambda: engine.undo_edit(mara)),
        63: (reword,),
        64: (lambda: engine.undo_edit(mara),),
        70: (lambda: engine.see_off(mara),),
        80: (lambda: engine.take_turn(mara, "We walk to the park together."),),
        90: (lambda: engine.go_on(mara),),
        99: (lambda: rewind(12), lambda: engine.undo_move(mara)),
        110: (lambda: engine.add_guest(mara, ilse),),
        118: (lambda: engine.close_scene(mara),),
        125: (lambda: engine.see_off(mara),),
        130: (lambda: engine.hear(mara),),
        140: (lambda: engine.reset(mara, "Mara"),),
        150: (lambda: rewind(4),),
        160: (lambda: engine.close_scene(mara),),
        180: (lambda: engine.jot(mara, mara, 0, "Tom is left-handed."),),
        190: (lambda: engine.regenerate(mara), lambda: engine.regenerate(mara)),
    }


def clean(database: Path) -> None:
    assert verify(database)[2] is None


def state(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all nouns, the events with them: everything but the times of the machine."""
    with closing(connect_to_read(database)) as db:
        nouns = ((name, f'SELECT * FROM "{name}" ORDER BY id') for name in NOUNS)
        rows = {name: db.execute(sql).fetchall() for name, sql in nouns}
        rows["event"] = db.execute("SELECT * FROM event ORDER BY seq").fetchall()
        rows["head"] = db.execute("SELECT * FROM head ORDER BY chat").fetchall()
    return rows


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_a_long_story_told_twice_comes_to_the_same_and_is_clean_all_the_way(
    tmp_path: Path,
) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    await told(tmp_path / "one", clean)
    await told(tmp_path / "two", lambda _: None)
    one, two = (state(tmp_path / name / "chat.db") for name in ("one", "two"))
    for name in one:
        assert one[name] == two[name], name
    clean(tmp_path / "two" / "chat.db")
    assert len(one["turn"]) > 50  # what was said since the reset
