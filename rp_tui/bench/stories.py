"""Stories out of a seed: who says what, and what comes of it. The same seed tells the same."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from rp_tui.bench.vocabulary import Vocabulary
from rp_tui.core.domain import edge, item, memory, turn
from rp_tui.core.domain.activity import ActivityChanged
from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.domain.chat import ChatOpened
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.mood import MoodChanged
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.witness import Presence

DAWN = datetime(2031, 3, 14, 8, tzinfo=UTC)
MINUTES_A_TURN = 4
YOUR_WORDS, REPLY_WORDS, MEMORY_WORDS, QUERY_WORDS = 30, 60, 18, 8
LONGEST_SENTENCE = 14
FACT_EVERY, ITEM_EVERY = 25, 5
SPEAKERS_SHARE = 0.15
EVENTS_A_TURN = 8

Step = list[Draft]


class Exchange(NamedTuple):
    """A turn of a chat as people count: what you say, and the reply with what comes of it."""

    host: int
    yours: Step
    reply: Step


class Story:
    """Several chats, each told on from turn to turn."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.words = Vocabulary(self.dice)
        self.exchanges = 0
        self.said: dict[int, int] = {}  # how many exchanges of a chat were told

    def cast(self, bots: int) -> Step:
        """The bots, who are numbered from one."""
        return [Draft("bot", BotAuthored(f"Bot {n}", self.prose(40))) for n in range(1, bots + 1)]

    def opening(self, host: int) -> Step:
        """The first step of a chat."""
        clock = self._clock(host)
        waits = ActivityChanged("waits", started_at=clock)
        return [
            Draft("chat", ChatOpened(clock, clock[:10], self.phrase(2)), host),
            Draft("activity", waits, compose(host, host)),
        ]

    def exchange(self, host: int, guest: int | None = None) -> Exchange:
        """Eight events, as EVENTS_A_TURN says; with a guest, twelve."""
        presence, at = Presence(host, guest), self._clock(host)
        number = 2 * self.said.get(host, 0) + 1
        self.said[host] = self.said.get(host, 0) + 1
        self.exchanges += 1
        yours = turn.speak(presence, number, YOU, self.prose(YOUR_WORDS), at)
        reply = turn.speak(presence, number + 1, host, self.prose(REPLY_WORDS), at)
        return Exchange(
            host, [Draft("turn", yours)], [Draft("turn", reply), *self.consequences(presence, at)]
        )

    def consequences(self, presence: Presence, at: str) -> Iterator[Draft]:
        """What a reply brings about: an edge to each other, a mood and a memory for each bot."""
        for who in presence.bots:
            for other in presence.everyone:
                if other != who:
                    yield self._shift(who, other, presence, at)
            yield Draft("mood", MoodChanged(self.phrase(2)), compose(who))
            yield self._keepsake(who, presence, at)
        if presence.guest is None:
            yield self._shift(YOU, presence.chat, presence, at)
        for who in (YOU, presence.chat):
            doing = ActivityChanged(self.phrase(3), posture=self.phrase(1), started_at=at)
            yield Draft("activity", doing, compose(who, presence.chat))

    def late(self, host: int) -> Step:
        """What a reply brings about, told when the chat has gone on."""
        return list(self.consequences(Presence(host), self._clock(host)))

    def query(self) -> list[str]:
        """What a line of dialogue asks the memories for."""
        return self.words.query(QUERY_WORDS)

    def prose(self, count: int) -> str:
        """Sentences, now said and now done."""
        words = self.words.some(count)
        told: list[str] = []
        while words:
            length = int((1 + self.dice.random()) * LONGEST_SENTENCE / 2)
            sentence, words = " ".join(words[:length]), words[length:]
            sentence = f"{sentence[0].upper()}{sentence[1:]}."
            told.append(sentence if len(told) % 2 else f"*{sentence}*")
        return " ".join(told)

    def phrase(self, count: int) -> str:
        """A few words."""
        return " ".join(self.words.some(count))

    def _shift(self, who: int, other: int, presence: Presence, at: str) -> Draft:
        facts = [] if self.dice.randrange(FACT_EVERY) else [self.phrase(8)]
        step = self.dice.randint(-3, 3), self.dice.randint(-3, 3)
        return Draft("edge", edge.shift(Edge(), presence, at, *step, facts), compose(who, other))

    def _keepsake(self, who: int, presence: Presence, at: str) -> Draft:
        """A memory; of every few a thing instead."""
        if self.exchanges % ITEM_EVERY == 0:
            return Draft("item", item.gain(presence, who, self.phrase(2)))
        text, significance = self.phrase(MEMORY_WORDS), self.dice.randint(0, 2)
        return Draft("memory", memory.form(who, presence, at, text, significance))

    def _clock(self, host: int) -> str:
        at = DAWN + timedelta(minutes=MINUTES_A_TURN * self.said.get(host, 0))
        return at.isoformat().replace("+00:00", "Z")


def told(story: Story, hosts: Sequence[int], exchanges: int) -> Iterator[Exchange]:
    """A story of several chats in turns; the first host has the speaker's share of it."""
    rest = (1 - SPEAKERS_SHARE) / max(1, len(hosts) - 1)
    shares = [SPEAKERS_SHARE, *([rest] * (len(hosts) - 1))]
    for _ in range(exchanges):
        yield story.exchange(*story.dice.choices(hosts, shares))
