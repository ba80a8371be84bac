"""A long chat, told through the log, and the prompts of it one after the other."""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import pytest

from rp_tui.bench.stories import Story
from rp_tui.core.domain import edge, group, item, memory, mood, turn
from rp_tui.core.domain.activity import ActivityChanged
from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.domain.chat import GuestJoined, GuestLeft, set_clock, start
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
from rp_tui.core.prompts.speaker import assemble
from rp_tui.core.prompts.trim import Budget
from rp_tui.core.storage import gate, reads
from rp_tui.core.storage.log import Log
from tests.core.prompts.views import ANN, BEN
from tests.core.storage.stories import MORNING, entity_of, fresh, speak

TURNS = 60
SCENE_EVERY = 15
YOURS, REPLY = (15, 60), (60, 180)  # words
WINDOW = 48
SCENES = 3


class Told(NamedTuple):
    """A prompt, and when it was made."""

    turn: int
    prompt: Prompt

    @property
    def window(self) -> list[int]:
        """The turns before those that wait for an answer."""
        return [int(at) for message in self.before for at in re.findall(r"⟨(\d+)⟩", message)]

    @property
    def sent(self) -> list[str]:
        return [message.text for message in self.prompt.messages]

    @property
    def before(self) -> list[str]:
        """What stands before the changing tail."""
        return self.sent[:-1]

    @property
    def dialogue(self) -> int:
        """Tokens of the window."""
        named = {"dialogue", "last turns"}
        return sum(block.tokens for block in self.prompt.blocks if block.name in named)


class Chat:
    """Ann's chat with Robin, in which something of everything happens."""

    def __init__(self, log: Log, seed: int) -> None:
        self.log, self.story, self.turns = log, Story(seed), 0
        self.there, self.at = Presence(ANN), MORNING
        self.place = self.scene = 0
        self.memories: list[int] = []

    def begin(self) -> None:
        persona = self.story.prose(150)
        ann = BotAuthored(
            "Ann", persona, (self.story.prose(40),), ("exact", "dry"), self.story.prose(60)
        )
        seed = edge.seed(60, 50, self.story.prose(20), [self.story.phrase(7) for _ in range(4)])
        self.log.author(
            "author",
            Draft("you", describe("Robin", "he/him", self.story.prose(15)), YOU),
            Draft("bot", ann),
            Draft("bot", BotAuthored("Ben", self.story.prose(30), (self.story.prose(20),))),
            Draft("edge", seed, compose(ANN, YOU)),
        )
        self.log.open("open", ANN, Draft("chat", start(MORNING, "rain"), ANN))
        self.next_scene()
        for _ in range(3):
            self.remember(3, -90)

    def next_scene(self) -> None:
        """Close the scene with what comes of it, and open the next."""
        if self.scene:
            open_now = reads.open_scene(self.log.db, ANN)
            assert open_now is not None
            self.tell(Draft("scene", close(open_now, self.at, "by hand", ()), self.scene))
            for who in self.there.bots:
                summary = self.story.prose(60)
                self.tell(
                    Draft(
                        "memory", memory.form(who, self.there, self.at, summary, 2, source="scene")
                    ),
                    Draft("edge", edge.summarise(ANN, self.story.prose(50)), compose(who, YOU)),
                    Draft("edge", edge.share(self.scene, self.story.phrase(12)), compose(who, YOU)),
                )
            self.at = advance(self.at, hours=9)
            self.tell(Draft("chat", set_clock(self.at), ANN))
        place = ContainerFounded(ANN, self.story.phrase(2), "room", slots=("door", "window"))
        self.place = entity_of(speak(self.log, ANN, [Draft("container", place)]), "container")
        scene = open_scene(ANN, self.at, self.place, self.story.prose(25))
        self.scene = entity_of(speak(self.log, ANN, [Draft("scene", scene)]), "scene")

    def say(self, who: int, words: tuple[int, int]) -> None:
        self.turns += 1
        prose = f"⟨{self.turns}⟩ {self.story.prose(self.story.dice.randint(*words))}"
        said = turn.speak(self.there, self.turns, who, prose, self.at)
        self.tell(Draft("turn", said), *self.consequences(who))

    def consequences(self, who: int) -> Iterator[Draft]:
        other = YOU if who != YOU else ANN
        facts = [self.story.phrase(7)] if self.turns % 4 == 0 else []
        made = edge.shift(Edge(), self.there, self.at, 1, -1, facts)
        yield Draft("edge", made, compose(who, other))
        if who != YOU:
            feeling = mood.change(Mood(), self.story.phrase(3), (self.story.phrase(5),), "tired")
            assert feeling is not None
            yield Draft("mood", feeling, compose(who))
        for one in self.there.everyone:
            doing = ActivityChanged(
                self.story.phrase(3), posture="sitting", container=self.place, slot="door"
            )
            yield Draft("activity", doing, compose(one, ANN))
        if self.turns % 9 == 0:
            yield Draft("item", item.gain(self.there, ANN, self.story.phrase(2)))

    def close_if_due(self) -> None:
        if self.turns % SCENE_EVERY < 2:
            self.next_scene()
        if self.turns % 6 < 2:
            self.remember(1)

    def remember(self, significance: int, days: int = 0) -> None:
        at = advance(self.at, days=days)
        text = self.story.prose(30)
        made = memory.form(ANN, self.there, at, text, significance)
        self.memories.append(entity_of(speak(self.log, ANN, [Draft("memory", made)]), "memory"))

    def visit(self) -> None:
        self.there = Presence(ANN, BEN)
        shared = group.summarise(self.story.prose(20))
        self.tell(Draft("chat", GuestJoined(BEN), ANN), Draft("group", shared, compose(ANN, BEN)))

    def leave(self) -> None:
        self.tell(Draft("chat", GuestLeft(BEN), ANN))
        self.there = Presence(ANN)

    def prompt(self, who: int) -> Told:
        picks = [Pick("memory", id, "by chance") for id in self.story.dice.sample(self.memories, 3)]
        view = gate.view(self.log.db, ANN, who, turns=WINDOW, summaries=SCENES, recalled=picks)
        return Told(self.turns, assemble(view, Budget(), count))

    def tell(self, *drafts: Draft) -> None:
        speak(self.log, ANN, drafts)


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    db = fresh(tmp_path / "chat.db")
    chat = Chat(Log(db), seed=5)
    chat.begin()
    yield chat
    db.close()


def played(chat: Chat, turns: int) -> Iterator[Told]:
    """The prompts of Ann, one before each of her replies."""
    while chat.turns < turns:
        chat.say(YOU, YOURS)
        yield chat.prompt(ANN)
        chat.say(ANN, REPLY)
        chat.close_if_due()


def visited(chat: Chat) -> Iterator[tuple[Told, Told]]:
    """The prompts of Ann and of Ben, who answers Ann, while he is there for the second time."""
    for first in (True, False):
        list(played(chat, chat.turns + 10))
        chat.visit()
        for _ in range(3 if first else 16):
            chat.say(YOU, YOURS)
            ann = chat.prompt(ANN)
            chat.say(ANN, REPLY)
            ben = chat.prompt(BEN)
            chat.say(BEN, YOURS)
            chat.close_if_due()
            if not first:
                yield ann, ben
        chat.leave()


def check(prompts: list[Told]) -> list[Told]:
    """Each begins as the one before, but for trims, six turns apart; say which those are."""
    trims: list[Told] = []
    for before, after in pairwise(prompts):
        assert after.before[0] == before.before[0]
        if after.before[: len(before.before)] != before.before:
            assert after.window[0] - before.window[0] >= 6
            kept = [turn for turn in before.window if turn >= after.window[0]]
            assert after.window[: len(kept)] == kept
            trims.append(after)
    assert all(after.turn - before.turn >= 6 for before, after in pairwise(trims))
    return trims


def test_a_prompt_begins_as_the_one_before_but_for_trims_that_are_far_apart(chat: Chat) -> None:
    prompts = list(played(chat, TURNS))
    assert len(check(prompts)) >= 2
    assert mean(told.dialogue for told in prompts) >= 2_500
    assert max(told.prompt.tokens for told in prompts) <= Budget().soft
    assert share_unchanged(prompts) > 0.6


def test_with_a_guest_the_prompts_of_both_bots_begin_as_those_before(chat: Chat) -> None:
    of_ann, of_ben = zip(*visited(chat), strict=True)
    assert check(list(of_ann))
    assert check(list(of_ben)) is not None


def share_unchanged(prompts: list[Told]) -> float:
    """How much of a prompt, in characters, a server has read with the one before."""
    shares = []
    for before, after in pairwise(prompts):
        same = sum(len(text) for text in takewhile(before.sent.__contains__, after.sent))
        shares.append(same / sum(map(len, after.sent)))
    return mean(shares)
