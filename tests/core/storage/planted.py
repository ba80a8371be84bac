"""A story that plants a secret in every kind of state, and knows who may be told which."""

import random
from collections.abc import Callable, Iterable
from typing import NamedTuple

from msgspec.structs import replace

from rp_tui.core.domain import container, edge, group, item, memory, scene, turn
from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.domain.chat import GuestJoined, GuestLeft
from rp_tui.core.domain.edge import Edge, Fact
from rp_tui.core.domain.ids import NARRATOR, YOU, compose
from rp_tui.core.domain.item import ItemGained
from rp_tui.core.domain.memory import MemoryFormed
from rp_tui.core.domain.mood import MoodChanged
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.pair import introduce, pair_of
from rp_tui.core.domain.turn import TurnHidden
from rp_tui.core.domain.witness import EVERYONE, Presence
from rp_tui.core.domain.you import describe
from rp_tui.core.storage.log import Log
from tests.core.storage.stories import MORNING, does, entity_of, opening, speak

ANN, BEN, CLEO = BOTS = (1, 2, 3)
NAMES = ("Ann", "Ben", "Cleo")
HOSTS = (ANN, BEN)


class Planted(NamedTuple):
    """A secret, on which step it is, who may know it, and what has taken its place since."""

    secret: str
    chat: int
    step: int
    of: tuple[object, ...]  # two of the same: the later one stands, unless it is of many
    may: frozenset[int]
    in_chats: frozenset[int]  # where a prompt of theirs must tell it
    beside: frozenset[int] = frozenset()  # and only if all these are there


class Tale:
    """A story in two chats with guests, each utterance of which holds a secret of its own."""

    def __init__(self, log: Log) -> None:
        self.log, self.count, self.moves = log, 0, 0
        self.planted: list[Planted] = []
        self.steps: dict[int, list[int]] = {host: [] for host in HOSTS}
        self.hidden: dict[str, int] = {}  # by which step
        self.guests: dict[int, list[tuple[int, int | None]]] = {host: [] for host in HOSTS}
        self.author()

    def author(self) -> None:
        bots = [
            BotAuthored(
                name,
                self.authored(bot),
                (self.authored(bot),),
                (self.authored(bot),),
                self.authored(bot),
                self.authored(bot, "relationship"),
                self.secret(),  # of a kickoff a prompt knows no more than its person and tense
            )
            for bot, name in zip(BOTS, NAMES, strict=True)
        ]
        player = describe("Robin", persona="Dry.")
        self.log.author("author", Draft("you", player, YOU), *(Draft("bot", bot) for bot in bots))
        for host in HOSTS:
            self.log.open(f"open {host}", host, *opening(host))
            self.steps[host] = [self.log.head(host)]
            self.guests[host] = [(0, None)]

    def authored(self, bot: int, of: str = "identity") -> str:
        """A secret of who a bot is, which its prompts tell everywhere."""
        secret = self.secret()
        told = frozenset(HOSTS) if of == "identity" else frozenset[int]()
        own = frozenset({bot})
        self.planted.append(Planted(secret, 0, 0, (of, secret), own, told, own))
        return secret

    def secret(self) -> str:
        self.count += 1
        return f"zq{self.count:05}x"

    def there(self, chat: int) -> Presence:
        return Presence(chat, self.guests[chat][-1][1])

    def plant(
        self,
        chat: int,
        make: Callable[[str], Draft],
        of: tuple[object, ...],
        may: Iterable[int],
        *,
        everywhere: bool = False,
        beside: Iterable[int] = (),
        told: bool = True,
    ) -> int:
        """Tell one thing on a step of its own; say which entity it is of."""
        secret = self.secret()
        draft = make(secret)
        written = speak(self.log, chat, [draft])
        (step,) = written.steps
        self.steps[chat].append(step)
        where = frozenset(HOSTS if everywhere else [chat]) if told else frozenset[int]()
        self.planted.append(
            Planted(secret, chat, step, of, frozenset(may), where, frozenset(beside))
        )
        return entity_of(written, draft.kind)

    def do(self, chat: int, *drafts: Draft) -> None:
        """A step without a secret."""
        self.steps[chat] += speak(self.log, chat, drafts).steps

    def rewind(self, chat: int, steps: int) -> None:
        """Let the last steps be as if they had never been."""
        kept = self.steps[chat][: max(1, len(self.steps[chat]) - steps)]
        gone = {*self.steps[chat][len(kept) :]}
        self.steps[chat] = kept
        self.moves += 1
        self.log.move(f"rewind {self.moves}", kept[-1])
        self.guests[chat] = [(at, guest) for at, guest in self.guests[chat] if at not in gone]
        self.planted = [one for one in self.planted if one.step not in gone]
        self.hidden = {one: step for one, step in self.hidden.items() if step not in gone}

    def standing(self) -> list[Planted]:
        """What nothing later has replaced or hidden."""
        seen = [one for one in self.planted if one.secret not in self.hidden]
        return list({one.of: one for one in sorted(seen, key=lambda one: one.step)}.values())


# What can be told: each plants a secret in another kind of state.


def anyone(tale: Tale, chat: int, dice: random.Random) -> int:
    return dice.choice(tale.there(chat).everyone)


def a_bot(tale: Tale, chat: int, dice: random.Random) -> int:
    return dice.choice(tale.there(chat).bots)


def two(tale: Tale, chat: int, dice: random.Random) -> tuple[int, int]:
    one = a_bot(tale, chat, dice)
    return one, dice.choice([who for who in tale.there(chat).everyone if who != one])


def unique(tale: Tale, kind: str) -> tuple[object, ...]:
    return kind, tale.count


def a_turn(tale: Tale, chat: int, dice: random.Random) -> int:
    there = tale.there(chat)
    who = dice.choice([*there.everyone, NARRATOR])
    of = unique(tale, "turn")
    return tale.plant(chat, lambda s: said(tale, chat, who, s), of, there.everyone, everywhere=True)


def said(tale: Tale, chat: int, who: int, prose: str) -> Draft:
    return Draft("turn", turn.speak(tale.there(chat), tale.count, who, prose, MORNING))


def an_aside(tale: Tale, chat: int, dice: random.Random) -> None:
    who = anyone(tale, chat, dice)
    around = dice.choice(("Hello (({})) there.", "(({}))", "*waves (({}*"))
    tale.plant(
        chat, lambda s: said(tale, chat, who, around.format(s)), unique(tale, "ooc"), (), told=False
    )


def a_hidden_turn(tale: Tale, chat: int, dice: random.Random) -> None:
    id = a_turn(tale, chat, dice)
    tale.do(chat, Draft("turn", TurnHidden(True), id))
    tale.hidden[tale.planted[-1].secret] = tale.steps[chat][-1]


def a_memory(tale: Tale, chat: int, dice: random.Random) -> None:
    there, who = tale.there(chat), a_bot(tale, chat, dice)
    sources: tuple[memory.Source, ...] = ("seen", "scene", "told")
    source = dice.choice(sources)
    significance = dice.randint(0, 3)

    def make(secret: str) -> Draft:
        made = memory.form(who, there, MORNING, secret, significance, source=source)
        return Draft("memory", made)

    tale.plant(chat, make, unique(tale, "memory"), {who}, everywhere=True)


def a_memory_of_what_it_did_not_see(tale: Tale, chat: int, dice: random.Random) -> None:
    """Which no decision of ours makes; the gate does not rely on that."""
    owner = dice.choice([bot for bot in BOTS if bot not in tale.there(chat).bots] or [CLEO])
    missed = replace(tale.there(chat), guest=next(bot for bot in BOTS if bot not in {chat, owner}))

    def make(secret: str) -> Draft:
        mask, guest = EVERYONE, missed.guest
        made = MemoryFormed(owner, chat, MORNING, mask, guest, secret, significance=3)
        return Draft("memory", made)

    if owner != chat:
        tale.plant(chat, make, unique(tale, "missed"), (), told=False)


def a_fact(tale: Tale, chat: int, dice: random.Random) -> None:
    there, (one, other) = tale.there(chat), two(tale, chat, dice)

    def make(secret: str) -> Draft:
        made = edge.shift(Edge(), there, MORNING, 1, 1, [secret])
        return Draft("edge", made, compose(one, other))

    tale.plant(chat, make, unique(tale, "fact"), {one}, everywhere=True, beside={other})


def a_fact_that_it_did_not_see(tale: Tale, chat: int, dice: random.Random) -> None:
    """As a guest's, kept on the edge of one who was not that guest."""
    guest = tale.there(chat).guest
    one = next(bot for bot in BOTS if bot not in {chat, guest})

    def make(secret: str) -> Draft:
        fact = Fact(secret, chat, EVERYONE, guest or CLEO + 1, source="seen")
        made = edge.EdgeShifted(chat, MORNING, learned={secret: fact})
        return Draft("edge", made, compose(one, YOU))

    tale.plant(chat, make, unique(tale, "missed fact"), (), told=False)


def a_summary(tale: Tale, chat: int, dice: random.Random) -> None:
    one, other = two(tale, chat, dice)
    tale.plant(
        chat,
        lambda s: Draft("edge", edge.summarise(chat, s), compose(one, other)),
        ("summary", one, other, chat),
        {one},
        everywhere=True,
        beside={other},
    )


def your_side(tale: Tale, chat: int, dice: random.Random) -> None:
    """What you hold of a bot is yours alone."""
    bot = a_bot(tale, chat, dice)
    tale.plant(
        chat,
        lambda s: Draft("edge", edge.summarise(chat, s), compose(YOU, bot)),
        ("yours", bot, chat),
        (),
        told=False,
    )


def a_moment(tale: Tale, chat: int, dice: random.Random) -> None:
    one, other = two(tale, chat, dice)
    tale.plant(
        chat,
        lambda s: Draft("edge", edge.share(1, s), compose(one, other)),
        ("moment", one, other),
        {one},
        everywhere=True,
        beside={other},
    )


def a_mood(tale: Tale, chat: int, dice: random.Random) -> None:
    bot, of = a_bot(tale, chat, dice), dice.choice(("feeling", "goal"))

    def make(secret: str) -> Draft:
        made = MoodChanged(secret) if of == "feeling" else MoodChanged(goals=(secret,))
        return Draft("mood", made, compose(bot))

    tale.plant(chat, make, (of, bot), {bot}, everywhere=True)


def a_thing(tale: Tale, chat: int, dice: random.Random) -> None:
    there, holder = tale.there(chat), anyone(tale, chat, dice)
    tale.plant(
        chat,
        lambda s: Draft("item", item.gain(there, holder, s, s)),
        unique(tale, "thing"),
        there.everyone,
        everywhere=True,
        beside={holder},
    )


def an_unseen_thing(tale: Tale, chat: int, dice: random.Random) -> None:
    """The host has it, and a guest of before saw it."""
    there = tale.there(chat)
    before = next(bot for bot in BOTS if bot not in there.bots)
    tale.plant(
        chat,
        lambda s: Draft("item", ItemGained(chat, s, "", chat, EVERYONE, before)),
        unique(tale, "unseen"),
        {chat, before, YOU},
        everywhere=True,
        beside={chat},
    )


def a_group(tale: Tale, chat: int, dice: random.Random) -> None:
    guest = tale.there(chat).guest
    if guest is not None:
        tale.plant(
            chat,
            lambda s: Draft("group", group.summarise(s), compose(chat, guest)),
            ("group", chat, guest),
            {chat, guest},
            beside={chat, guest},
        )


def an_activity(tale: Tale, chat: int, dice: random.Random) -> None:
    who = anyone(tale, chat, dice)
    tale.plant(
        chat,
        lambda s: does(who, chat, verb=s),
        ("activity", chat, who),
        (YOU, *BOTS),
        beside={who},
    )


def a_scene(tale: Tale, chat: int, dice: random.Random) -> None:
    tale.plant(
        chat,
        lambda s: Draft("scene", scene.open_scene(chat, MORNING, None, s)),
        ("scene", chat),
        (YOU, *BOTS),
    )


def a_place(tale: Tale, chat: int, dice: random.Random) -> None:
    """Where nobody is."""
    tale.plant(
        chat,
        lambda s: Draft("container", container.ContainerFounded(chat, s)),
        unique(tale, "place"),
        (),
        told=False,
    )


def a_meeting(tale: Tale, chat: int, dice: random.Random) -> None:
    """How two have met is for their edges to tell."""
    one, other = dice.sample(BOTS, 2)
    made = pair_of(one, other)
    tale.plant(
        chat,
        lambda s: Draft("pair", introduce(met=True, how=s), made),
        unique(tale, "pair"),
        (),
        told=False,
    )


def a_visit(tale: Tale, chat: int, dice: random.Random) -> None:
    """A guest comes, or goes."""
    guest = tale.there(chat).guest
    if guest is None:
        now: int | None = dice.choice([bot for bot in BOTS if bot != chat])
        tale.do(chat, Draft("chat", GuestJoined(now or 0), chat))
    else:
        now = None
        tale.do(chat, Draft("chat", GuestLeft(guest), chat))
    tale.guests[chat].append((tale.steps[chat][-1], now))


def a_rewind(tale: Tale, chat: int, dice: random.Random) -> None:
    tale.rewind(chat, dice.randint(1, 4))


DEEDS: tuple[Callable[[Tale, int, random.Random], object], ...] = (
    a_turn,
    a_turn,
    an_aside,
    a_hidden_turn,
    a_memory,
    a_memory_of_what_it_did_not_see,
    a_fact,
    a_fact_that_it_did_not_see,
    a_summary,
    your_side,
    a_moment,
    a_mood,
    a_mood,
    a_thing,
    an_unseen_thing,
    a_group,
    an_activity,
    a_scene,
    a_place,
    a_meeting,
    a_visit,
    a_visit,
    a_rewind,
)
