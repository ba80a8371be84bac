"""What stays of a story calls everybody by one name, also a player who has said none."""

import re

import pytest

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.view import Line, Pick
from rp_tui.core.prompts.plain import NAMELESS
from rp_tui.core.storage import gate, reads
from tests.core.play.acting import ILSE, MARA, Playing
from tests.core.play.company import STRANGERS, say

SAID = re.compile(r'"[^"]*"')
SECOND_PERSON = re.compile(r"\byou(?:r|rs|rself|'s)?\b", re.IGNORECASE)


async def played(play: Playing) -> tuple[int, int]:
    """Two scenes of which all that classifiers write is left: facts, memories and summaries."""
    mara, ilse = await play.begin(MARA), await play.begin(ILSE)
    await say(play, mara, "*I set my wet umbrella in the corner.* I play the cello.")
    await say(play, mara, "*I kiss Mara.* I love you, Mara.", '"I love you too. I am a widow."')
    await say(play, mara, "My sister gave me this key before she died. I am ashamed of it.")
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    await play.engine.add_guest(mara, ilse, STRANGERS)
    await say(play, mara, "Ilse, promise me that you never tell anyone.", '"I promise you."')
    await say(play, mara, "*I hand Mara my coat.* The truth is that I killed the baron.")
    await play.engine.see_off(mara)
    await play.engine.quiet()
    return mara, ilse


async def left(play: Playing, *owners: int) -> list[str]:
    """All that classifiers have written, as people read it."""
    told: list[str] = []
    for who in owners:
        told += [one.text for one in (await play.database.ask(reads.memories, who)).values()]
        for edge in (await play.database.ask(reads.edges_from, who)).values():
            told += [fact.text for fact in edge.facts.values() if fact.source != "seed"]
            told += [text for chat, text in edge.summaries.items() if chat != "0"]
            told += edge.moments.values()
    return told


@pytest.mark.parametrize("name", ["", "Tom"])
async def test_whoever_plays_has_one_name_in_all_that_stays(play: Playing, name: str) -> None:
    if name:
        await play.engine.describe_you(name)
    called = name or NAMELESS
    mara, ilse = await played(play)
    told = await left(play, YOU, mara, ilse)
    assert f"{called} plays the cello." in told
    assert f"{called} loves Mara." in told
    assert any(f'{called} told Mara, "I love you, Mara."' in one for one in told)
    assert not any(f"{who} told {who}" in one for one in told for who in (called, "Mara", "Ilse"))
    for text in told:
        assert not SECOND_PERSON.search(SAID.sub("", text)), text
        assert "Narrator" not in text
        assert not re.search(r",\.|\bthey is\b|they's", text)
    assert not any("wet umbrella" in one and f"{called}'s wet" in one for one in told)


@pytest.mark.parametrize("name", ["", "Tom"])
async def test_a_prompt_calls_the_player_as_its_memories_do(play: Playing, name: str) -> None:
    if name:
        await play.engine.describe_you(name)
    mara, _ = await played(play)
    await say(play, mara, "Do you remember?")
    prompt = play.voice.prompted()
    assert f"Mara knows of {name or NAMELESS}:" in prompt
    assert f"- {name or NAMELESS} plays the cello." in prompt
    assert "You told" not in prompt
    assert "You's" not in prompt


async def test_no_line_of_a_prompt_says_again_what_it_says(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "*I kiss Mara.* I love you, Mara, and I always will.")
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    await say(play, mara, "Good morning.")
    seen = await play.database.ask(lambda db: gate.view(db, mara, mara, turns=1, summaries=3))
    assert [pin.source for pin in seen.pins] == ["seen"]
    told = play.voice.prompted().partition("[Past scene]")[2].split("\n")
    again = [line for line in told if "I love you, Mara, and I always will" in line]
    assert [line.split(maxsplit=1)[0] for line in ["[Past", *again[1:]]] == [
        "[Past",
        "[Never",
        "So",
    ]
    assert all(line.count("I love you, Mara, and I always will") == 1 for line in again)


async def test_a_moment_is_not_recalled_beside_a_scene_that_tells_it(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "I confess that I stole the baron's cello. I am ashamed of it.")
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    found = await play.database.ask(reads.memories, mara)
    picks = [Pick("memory", id) for id in found]
    moment = next(one for one in found.values() if one.source == "seen")

    async def recalled(summaries: int) -> list[Memory | Line]:
        seen = await play.database.ask(
            lambda db: gate.view(db, mara, mara, turns=1, summaries=summaries, recalled=picks)
        )
        return [one.what for one in seen.recalled]

    assert moment in await recalled(0)
    assert moment not in await recalled(1)
