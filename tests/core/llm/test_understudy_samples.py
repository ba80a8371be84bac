"""The understudy plays the bots that ship, as a newcomer would find them."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from rp_tui.commands.new import begin
from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.container import Container
from rp_tui.core.domain.ids import YOU
from rp_tui.core.interchange import samples
from rp_tui.core.llm.understudy import AT_ONCE, Understudy
from rp_tui.core.llm.understudy.material import of
from rp_tui.core.storage import reads
from tests.core.llm.understudies import BAKER, KEEPER, PLACE, THIEF, answer, scene
from tests.core.llm.understudies import SAID as LINES
from tests.core.play.acting import Playing, playing
from tests.core.prompts.views import ANN

if TYPE_CHECKING:
    from rp_tui.core.domain.turn import Turn

SAID = (
    "Hello. Sorry, I came as fast as I could.",
    "Is that someone at the door?",
    "*takes the seat* Show me.",
    "I never saw it before in my life.",
    "What do you think it means?",
    "You're hiding something from me.",
    "*looks at the window* The weather is turning.",
    "Tell me about your family.",
    "I'm scared, to be honest.",
    "All right. What do we do now?",
)
MARKUP = re.compile(
    r"[\[\]{}<>]|\b(?:low|medium|high) attention|attention on\b|interruptible|affinity|/100"
)
LONG_DEED = 4  # words; shorter ones anybody may do
MOST_SHARED = 0.41  # of what one does, that another of its temper does as well


async def told(play: Playing, name: str) -> list[str]:
    """What a sample answers to ten turns."""
    await begin(play.engine, samples.load(name))
    bot = max(await play.engine.bots())
    for line in SAID:
        await play.engine.take_turn(bot, line)
        await play.engine.quiet()
    turns: dict[int, Turn] = await play.database.ask(reads.last_turns, bot, 100)
    return [turns[at].prose for at in sorted(turns) if turns[at].speaker == bot]


@pytest.fixture
async def replies(tmp_path: Path) -> dict[str, list[str]]:
    """What each of them said."""
    async with playing(tmp_path) as play:
        play.stage.voice = play.stage.voice._replace(model=Understudy(AT_ONCE))
        return {name: await told(play, name) for name in samples.names()}


async def test_no_reply_shows_what_only_a_prompt_holds(replies: dict[str, list[str]]) -> None:
    for said in replies.values():
        assert len(said) == len(SAID)
        assert [reply for reply in said if MARKUP.search(reply)] == []


def test_what_is_held_is_what_is_known_to_be_in_hand() -> None:
    doing = Activity("holding an old letter in a clear sleeve", posture="standing")
    view = scene(activities={ANN: doing, YOU: Activity()})
    for line in LINES:
        for seed in range(5):
            assert not MARKUP.search(answer(view, (YOU, line), seed=seed))


def test_what_a_speaker_says_it_is_at_is_its_own() -> None:
    view = scene(BAKER, activities={ANN: Activity("resting her chin on her hand"), YOU: Activity()})
    replies = [answer(view, (YOU, "What are you doing?"), seed=seed) for seed in range(20)]
    said = " ".join(speech for reply in replies for speech in re.findall(r'"([^"]*)"', reply))
    assert re.search(r"resting my chin on my hand", said, re.IGNORECASE)
    assert "her hand" not in said


def test_three_of_one_temper_have_ways_of_their_own() -> None:
    ways = [Counter(habits(name)) for name in samples.names()]
    shared = [
        (one & other).total() / min(one.total(), other.total())
        for one, other in combinations(ways, 2)
    ]
    assert mean(shared) < MOST_SHARED


def habits(name: str) -> Iterator[str]:
    """What somebody of that name does while it speaks."""
    view = scene(replace(THIEF, name=name, persona=f"{name} is a thief."))
    for line in LINES[:12]:
        for seed in range(8):
            yield from deeds(answer(view, (YOU, line), seed=seed), name)


def deeds(reply: str, name: str) -> set[str]:
    """What is done in a reply, by whomever."""
    done = " ".join(reply.split("*")[1::2]).replace(name, "they")
    done = re.sub(r"\b(?:she|he|I)\b", "they", done, flags=re.IGNORECASE)
    done = re.sub(r"\b(?:her|his|my)\b", "their", done, flags=re.IGNORECASE)
    parts = (part.strip(" .") for part in re.split(r"[.;]", done))
    return {part for part in parts if len(part.split()) >= LONG_DEED}


@pytest.mark.parametrize("line", ["Is that someone at the door?", "Wait. Did you hear something?"])
def test_who_asks_whether_somebody_is_there_hears_of_that(line: str) -> None:
    told = {fragment.text for fragment in of("say ask there")}
    for seed in range(10):
        assert any(text in answer(scene(), (YOU, line), seed=seed) for text in told)


def test_nothing_hums_in_a_story_of_long_ago() -> None:
    for year, hums in (("1893", False), ("1993", True)):
        old = replace(KEEPER, persona=f"{KEEPER.persona} It is the year {year}.")
        study = Container(ANN, "the studio", "workplace")
        view = scene(old, places={PLACE: study})
        replies = (answer(view, (YOU, line), seed=s) for line in LINES for s in range(6))
        assert any(re.search("printer|screen", reply) for reply in replies) is hums
