"""A chat in which something of everything happens, and the prompts of it one after the other."""

import re
from collections.abc import Iterable, Iterator
from itertools import count as counter
from itertools import pairwise, takewhile
from typing import NamedTuple

from rp_tui.bench.stories import Story
from rp_tui.core.domain import edge, item, memory, mood, turn
from rp_tui.core.domain.activity import ActivityChanged
from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.domain.chat import set_clock, start
from rp_tui.core.domain.clock import advance
from rp_tui.core.domain.container import ContainerFounded
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.domain.scene import close, open_scene
from rp_tui.core.domain.view import Pick
from rp_tui.core.domain.witness import Presence
from rp_tui.core.domain.you import describe
from rp_tui.core.llm.tokens import count
from rp_tui.core.play.rules import Rules
from rp_tui.core.prompts.speaker import assemble
from rp_tui.core.storage import gate, reads
from rp_tui.core.storage.log import Log

ANN, BEN = 1, 2
MORNING = "2026-03-03T09:00:00Z"
SCENE_EVERY, MEMORY_EVERY, FACT_EVERY, THING_EVERY = 15, 6, 4, 9  # turns
NIGHT_HOURS = 9
YOURS, REPLY = (15, 60), (60, 180)  # words
PICKS = 3
RULES = Rules()

MARK = re.compile(r"⟨(\d+)⟩")  # the number of a turn, within its prose


class Told(NamedTuple):
    """A prompt, and after how many turns it was made."""

    turn: int
    prompt: Prompt

    @property
    def sent(self) -> list[str]:
        """What a server is sent."""
        return [message.text for message in self.prompt.messages]

    @property
    def before(self) -> list[str]:
        """What stands before the changing tail."""
        return self.sent[:-1]

    @property
    def window(self) -> list[int]:
        """The turns before those that wait for an answer."""
        return [int(number) for text in self.before for number in MARK.findall(text)]

    def tokens(self, *blocks: str) -> int:
        """What blocks of these names cost."""
        return sum(block.tokens for block in self.prompt.blocks if block.name in blocks)


class Script:
    """Ann's chat with Robin: scenes, memories, facts and things; Ben may come."""

    def __init__(self, log: Log, seed: int) -> None:
        self.log, self.story, self.turns = log, Story(seed), 0
        self.there, self.at = Presence(ANN), MORNING
        self.place = self.scene = 0
        self.memories: list[int] = []
        self.deeds = (f"script {number}" for number in counter())

    def begin(self) -> None:
        """Author everybody and open the chat."""
        story = self.story
        ann = BotAuthored(
            "Ann", story.prose(150), (story.prose(40),), ("exact", "dry"), story.prose(60)
        )
        seed = edge.seed(60, 50, story.prose(20), [story.phrase(7) for _ in range(4)])
        self.log.author(
            next(self.deeds),
            Draft("you", describe("Robin", "he/him", story.prose(15)), YOU),
            Draft("bot", ann),
            Draft("bot", BotAuthored("Ben", story.prose(30), (story.prose(20),))),
            Draft("edge", seed, compose(ANN, YOU)),
        )
        self.log.open(next(self.deeds), ANN, Draft("chat", start(MORNING, "rain"), ANN))
        self.next_scene()
        for _ in range(PICKS):
            self.remember(3, -90)

    def prompts(self, turns: int) -> Iterator[Told]:
        """Play so many turns; the prompts of Ann, one before each of her replies."""
        for _ in range(turns // 2):
            self.say(YOU, YOURS)
            yield self.prompt(ANN)
            self.say(ANN, REPLY)
            self.go_on()

    def prompt(self, who: int) -> Told:
        """What somebody would be sent now."""
        picks = [Pick("memory", id) for id in self.story.dice.sample(self.memories, PICKS)]
        view = gate.view(
            self.log.db,
            ANN,
            who,
            turns=RULES.window,
            summaries=RULES.summaries,
            recalled=picks,
        )
        return Told(self.turns, assemble(view, RULES.budget, count))

    def say(self, who: int, words: tuple[int, int]) -> None:
        """A turn, with what comes of it."""
        self.turns += 1
        prose = f"⟨{self.turns}⟩ {self.story.prose(self.story.dice.randint(*words))}"
        said = turn.speak(self.there, self.turns, who, prose, self.at)
        self.tell(Draft("turn", said), *self.consequences(who))

    def go_on(self) -> None:
        """What happens every few turns."""
        if self.turns % SCENE_EVERY < 2:
            self.next_scene()
        if self.turns % MEMORY_EVERY < 2:
            self.remember(1)

    def next_scene(self) -> None:
        """Close the scene with what comes of it, and open the next."""
        if self.scene:
            self._close_scene()
        place = ContainerFounded(ANN, self.story.phrase(2), "room", slots=("door", "window"))
        self.place = self._born(Draft("container", place))
        scene = open_scene(ANN, self.at, self.place, self.story.prose(25))
        self.scene = self._born(Draft("scene", scene))

    def remember(self, significance: int, days: int = 0) -> None:
        """Ann keeps something in mind."""
        at = advance(self.at, days=days)
        made = memory.form(ANN, self.there, at, self.story.prose(30), significance)
        self.memories.append(self._born(Draft("memory", made)))

    def consequences(self, who: int) -> Iterator[Draft]:
        """What is felt and done after a turn, and now and then learnt or taken."""
        other, story = YOU if who != YOU else ANN, self.story
        facts = [] if self.turns % FACT_EVERY else [story.phrase(7)]
        made = edge.shift(Edge(), self.there, self.at, 1, -1, facts)
        yield Draft("edge", made, compose(who, other))
        if who != YOU:
            feeling = mood.change(Mood(), story.phrase(3), (story.phrase(5),), "tired")
            assert feeling is not None
            yield Draft("mood", feeling, compose(who))
        for one in self.there.everyone:
            doing = ActivityChanged(
                story.phrase(3), posture="sitting", container=self.place, slot="door"
            )
            yield Draft("activity", doing, compose(one, ANN))
        if self.turns % THING_EVERY == 0:
            yield Draft("item", item.gain(self.there, ANN, story.phrase(2)))

    def tell(self, *drafts: Draft) -> None:
        """A step of its own."""
        self.log.append(next(self.deeds), self.log.head(ANN), drafts)

    def _born(self, draft: Draft) -> int:
        written = self.log.append(next(self.deeds), self.log.head(ANN), [draft])
        return next(entity for kind, entity in written.entities if kind == draft.kind)

    def _close_scene(self) -> None:
        open_now = reads.open_scene(self.log.db, ANN)
        assert open_now is not None
        self.tell(Draft("scene", close(open_now, self.at, "by hand", ()), self.scene))
        for who in self.there.bots:
            text = self.story.prose(60)
            summary = memory.form(who, self.there, self.at, text, 2, source="scene")
            self.tell(
                Draft("memory", summary),
                Draft("edge", edge.summarise(ANN, self.story.prose(50)), compose(who, YOU)),
                Draft("edge", edge.share(self.scene, self.story.phrase(12)), compose(who, YOU)),
            )
        self.at = advance(self.at, hours=NIGHT_HOURS)
        self.tell(Draft("chat", set_clock(self.at), ANN))


def trims(prompts: Iterable[Told]) -> list[Told]:
    """Those of the prompts whose window begins elsewhere than that of the one before."""
    return [
        after
        for before, after in pairwise(prompts)
        if before.window and after.window[0] != before.window[0]
    ]


def unchanged(before: Told, after: Told) -> float:
    """How much of a prompt, in characters, a server has read with the one before."""
    pairs = zip(before.sent, after.sent, strict=False)
    same = sum(len(one) for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return same / sum(map(len, after.sent))
