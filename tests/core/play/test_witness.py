"""Nobody knows what they were not told: secrets of random stories never reach who was away."""

import asyncio
import re
import tempfile
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.domain.group import Group
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.llm.port import End, Params, Piece, Text
from rp_tui.core.play.regenerating import NothingToRegenerate
from rp_tui.core.play.rewinding import NothingToRewind
from rp_tui.core.storage import now, reads
from tests.core.play.acting import Playing
from tests.core.play.company import STRANGERS, Observed, observed, sound

HOST, FIRST, SECOND = "Mara", "Ilse", "Jonas"
GUESTS = (FIRST, SECOND)
SECRET = re.compile(r"zq\d+x", re.IGNORECASE)

# Whose eyes a job looks with; the others look with the host's and yours, who are always there.
OWNERS = {
    "state_update": "who",
    "moment_memory": "who",
    "scene_summary": "who",
    "edge_summary": "who",
    "older_turns": "who",
    "interjection": "bot",
    "guest_exit": "guest",
}
SAYINGS = (
    "{to}, I love you. My secret is {secret}, and nobody knows it.",
    "{to}, my sister {secret} is dead, and I never told anyone.",
    "I hate {secret}. What do you two think of it?",
    '{to}, the word is {secret}. *I look at {to}.* "Ask them who stole {secret}."',
    "{to}, the salt is called {secret}.",
    '"{to}, remember {secret}." *We drive to the park.*',
    '"We are done here, {secret}." *Fade out.*',
)


class Deed(NamedTuple):
    """One thing that happens in a story."""

    what: str
    which: int = 0
    to: int = 0


DEEDS = st.one_of(
    st.builds(Deed, st.just("say"), st.integers(0, len(SAYINGS) - 1), st.integers(0, 1)),
    st.builds(Deed, st.just("come"), st.integers(0, 1)),
    st.builds(Deed, st.sampled_from(["go", "close", "hear"])),
    st.builds(Deed, st.just("at home"), st.integers(0, 1), st.integers(0, len(SAYINGS) - 1)),
    st.builds(Deed, st.just("rewind"), st.integers(0, 5)),
    st.builds(Deed, st.just("reset"), st.integers(0, 2)),
    st.builds(Deed, st.sampled_from(["back", "regenerate"])),
    st.builds(Deed, st.sampled_from(["swipe", "edit"]), st.integers(0, 5)),
)
COMMON = st.builds(Deed, st.just("say"), st.integers(0, len(SAYINGS) - 1), st.integers(0, 1))


class Secretive:
    """A voice that says a new secret each time, before those who are there."""

    def __init__(self, story: "Story") -> None:
        self._story = story
        self.prompts: list[Prompt] = []

    async def generate(self, prompt: Prompt, params: Params) -> AsyncGenerator[Piece, None]:
        self.prompts.append(prompt)
        secret = await self._story.secret()
        yield Text(f'"I love it, and I never told anyone of {secret}. I am afraid of {secret}."')
        yield End("done")

    async def warm(self) -> None:
        """There is nothing to wait for."""


class Story:
    """A story, with who has heard each of its secrets."""

    def __init__(self, play: Playing) -> None:
        self.play = play
        self.ladder: Observed = observed(play)
        self.voice = Secretive(self)
        play.stage.voice = play.stage.voice._replace(model=self.voice)
        self.heard: dict[str, set[str]] = {}  # by whom, as the story now is
        self.first_heard: dict[str, set[str]] = {}  # what is on paper, no rewind takes back
        self.forgot: dict[str, set[str]] = {}  # by a reset since
        self.turn_of: dict[str, int] = {}
        self.worded_away: set[str] = set()  # by an edit; whoever heard it may still know it
        self.known: set[tuple[str, str]] = set()  # what was found, and by whom
        self.bots: dict[str, int] = {}
        self.at_home: str | None = None  # whose own chat is played just now
        self.stands: list[int] = []
        self._numbers = count(1)

    async def begin(self) -> None:
        for name in (HOST, *GUESTS):
            draft = BotAuthored(
                name,
                persona=f"The mark of this one is MARK-{name}.",
                kickoff=f"{name} waits in the kitchen on a Friday evening.",
            )
            self.bots[name] = await self.play.begin(draft)

    @property
    def host(self) -> int:
        return self.bots[HOST]

    async def guest(self) -> str | None:
        """Who visits the host just now."""
        id = (await self.play.database.ask(reads.chat, self.host)).guest
        return next((name for name, bot in self.bots.items() if bot == id), None)

    async def there(self) -> set[str]:
        """Who hears what is said just now."""
        if self.at_home:
            return {"You", self.at_home}
        guest = await self.guest()
        return {"You", HOST, *([guest] if guest else [])}

    async def secret(self, heard: set[str] | None = None) -> str:
        secret = f"zq{next(self._numbers)}x"
        heard = heard or await self.there()
        self.first_heard[secret], self.forgot[secret] = {*heard}, set()
        return secret

    async def tell(self, deeds: Iterable[Deed]) -> None:
        await self.remember_where()
        for deed in deeds:
            await self.do(deed)
            await self.play.engine.quiet()
            self.at_home = None
            await self.hearken()
            await self.look()
            await self.remember_where()

    async def remember_where(self) -> None:
        self.stands.append((await self.play.database.ask(now.now, self.host)).head)

    async def hearken(self) -> None:
        """What is part of no story any more, nobody has heard."""
        live: dict[int, str] = {}
        for bot in self.bots.values():
            said = await self.play.database.ask(reads.last_turns, bot, 1_000)
            live |= {id: one.prose for id, one in said.items()}
        for id, prose in live.items():
            self.turn_of |= dict.fromkeys(SECRET.findall(prose), id)
        for secret, heard in self.first_heard.items():
            told = live.get(self.turn_of.get(secret, 0))
            stands = told is not None and (secret in told or secret in self.worded_away)
            self.heard[secret] = heard - self.forgot[secret] if stands else set()

    async def do(self, deed: Deed) -> None:
        engine, guest = self.play.engine, await self.guest()
        match deed:
            case Deed("say", which, to):
                told = guest if to and guest else HOST
                prose = SAYINGS[which].format(to=told, secret=await self.secret())
                await engine.take_turn(self.host, prose)
            case Deed("aside"):
                await engine.take_turn(self.host, "((Slowly, please.))")
            case Deed("hear"):
                await engine.hear(self.host)
            case Deed("come", which) if guest is None:
                id = self.bots[GUESTS[which]]
                unknown = await engine.must_introduce(self.host, id)
                await engine.add_guest(self.host, id, STRANGERS if unknown else None)
            case Deed("go") if guest:
                await engine.see_off(self.host)
            case Deed("close"):
                at = await self.play.database.ask(now.now, self.host)
                said = await self.play.database.ask(now.turns_from, self.host, at.scene_id)
                if any(turn.speaker >= YOU for turn in said.values()):
                    await engine.close_scene(self.host)
            case Deed("at home", which, saying):
                self.at_home = GUESTS[which]
                secret = await self.secret()
                prose = SAYINGS[saying].format(to=self.at_home, secret=secret)
                await engine.take_turn(self.bots[self.at_home], prose)
            case Deed("reset", which):
                await self.reset((HOST, *GUESTS)[which])
            case _:
                await self.go_back(deed)

    async def go_back(self, deed: Deed) -> None:
        engine = self.play.engine
        said = await self.play.database.ask(reads.last_turns, self.host, 1_000)
        yours = [id for id, turn in said.items() if turn.speaker == YOU]
        match deed:
            case Deed("rewind", which):
                self.stands = self.stands[: max(1, len(self.stands) - which)]
                await engine.switch(self.host, self.stands[-1])
            case Deed("back") if yours:
                with suppress(NothingToRewind):
                    await engine.rewind(self.host, yours[-1])
            case Deed("regenerate"):
                with suppress(NothingToRegenerate):
                    await engine.regenerate(self.host, confirmed=True)
            case Deed("swipe", which) if said:
                found = (await engine.siblings(self.host, [*said][-1])).steps
                await engine.swipe(self.host, found[which % len(found)], confirmed=True)
            case Deed("edit", which) if len(said) > 1:
                await self.edit([*said][max(1, len(said) - 1 - which)])

    async def edit(self, id: int) -> None:
        """Other words, which those hear who heard the old ones."""
        prose = (await self.play.database.ask(now.turn, id)).prose
        old = SECRET.findall(prose)
        if old:
            secret = await self.secret(self.first_heard[old[0]])
            self.turn_of[secret] = id
            self.worded_away |= {*old}
            await self.play.engine.reword(self.host, id, prose.replace(old[0], secret))

    async def reset(self, name: str) -> None:
        """Whoever begins anew knows nothing, and of what was said in its chat nobody does."""
        await self.play.engine.reset(self.bots[name], name)
        await self.play.engine.quiet()
        for who, text in self.asked():  # a visit ends before its guest forgets
            self.may_know(who, text, self.heard)
        for forgot in self.forgot.values():
            forgot.add(name)
        if name == HOST:
            self.stands.clear()

    # What is known.

    async def look(self) -> None:
        """Everything that anybody was asked or holds names only what they heard."""
        for who, text in self.asked():
            self.may_know(who, text, self.heard)
        async for who, text in self.held():
            self.may_know(who, text, self.heard)
        for who, text in self.on_paper():
            self.may_know(who, text, self.first_heard)

    def may_know(self, who: str, text: str, heard: dict[str, set[str]]) -> None:
        for secret in map(str.lower, SECRET.findall(text)):
            assert who in heard[secret], f"{who} knows {secret}: {text}"
            self.known.add((who, secret))

    def asked(self) -> Iterator[tuple[str, str]]:
        """All prompts since the last look, with whose eyes each was made for."""
        for prompt in self.voice.prompts:
            text = "\n".join(message.text for message in prompt.messages)
            (speaker,) = re.findall(r"MARK-(\w+)", text)
            yield speaker, text
        self.voice.prompts.clear()
        for job, matter in self.ladder.matters:
            text = msgspec.json.encode(matter).decode()
            for owner in self.owners(job, matter):
                yield owner, text
        self.ladder.matters.clear()

    def owners(self, job: str, matter: Any) -> Iterable[str]:
        if job == "group_summary":
            return list(matter.names)
        return [getattr(matter, OWNERS[job])] if job in OWNERS else ["You"]

    async def held(self) -> AsyncGenerator[tuple[str, str], None]:
        """All that anybody remembers, feels, has and has written down."""
        ask = self.play.database.ask
        for name, who in (("You", YOU), *self.bots.items()):
            owned = (
                await ask(reads.memories, who),
                await ask(reads.edges_from, who),
                await ask(reads.items, who),
            )
            yield name, msgspec.json.encode([list(found.values()) for found in owned]).decode()
        for name in GUESTS:
            shared = await ask(reads.state, Group, compose(self.host, self.bots[name]))
            for each in ("You", HOST, name):
                yield each, shared.summary if shared else ""

    def on_paper(self) -> Iterator[tuple[str, str]]:
        """What is written out of scenes, with who tells it."""
        for path in self.play.stage.folders.exports.glob("*.json"):
            for summary in msgspec.json.decode(path.read_bytes())["summaries"]:
                yield summary["witness"], " ".join((summary["text"], *summary["quotes"]))


async def told(folder: Path, deeds: Iterable[Deed]) -> Story:
    async with sound(folder) as play:
        story = Story(play)
        await story.begin()
        await story.tell(deeds)
        return story


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a story takes too long to shrink
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@example([Deed("come"), Deed("say", 0), Deed("back"), Deed("go"), Deed("hear"), Deed("say", 1)])
@example([Deed("say", 0), Deed("back"), Deed("come"), Deed("say", 1, 1), Deed("say", 0, 1)])
@example([Deed("aside"), Deed("come"), Deed("say", 3, 1), Deed("go"), Deed("say", 0)])
@example([Deed("come", 1), Deed("say", 2), Deed("reset", 2), Deed("say", 0), Deed("edit", 2)])
@example([Deed("come"), Deed("say", 0), Deed("regenerate"), Deed("go"), Deed("edit", 1)])
@given(st.lists(st.one_of(COMMON, DEEDS), min_size=3, max_size=14))
def test_nobody_is_told_or_holds_what_was_said_while_they_were_away(deeds: list[Deed]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        asyncio.run(told(Path(folder), deeds))


VISITS = (
    Deed("say", 0),
    Deed("come", 0),
    Deed("say", 0, 1),
    Deed("say", 1),
    Deed("go"),
    Deed("say", 1),
    Deed("come", 1),
    Deed("say", 0, 1),
    Deed("go"),
    Deed("at home", 0, 0),
    Deed("at home", 1, 0),
)


async def test_what_was_heard_is_known_by_each_who_heard_it(tmp_path: Path) -> None:
    story = await told(tmp_path, VISITS)
    for who in ("You", HOST, *GUESTS):
        heard = {secret for secret, ears in story.heard.items() if who in ears}
        found = {secret for name, secret in story.known if name == who}
        assert found == heard
    assert list((tmp_path / "exports").glob("*.json"))


@pytest.mark.parametrize("who", GUESTS)
async def test_a_leak_would_be_found(tmp_path: Path, who: str) -> None:
    async with sound(tmp_path) as play:
        story = Story(play)
        await story.begin()
        await story.tell(VISITS)
        for heard in (*story.heard.values(), *story.first_heard.values()):
            heard.discard(who)
        with pytest.raises(AssertionError, match=f"{who} knows zq"):
            await story.look()
