"""Random stories in three chats that share guests, held against an oracle and against a rebuild."""

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rp_tui.core.domain import edge, scene
from rp_tui.core.domain.bot import BotAuthored, BotDeleted
from rp_tui.core.domain.chat import see_off, welcome
from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.turn import TurnSpoken
from rp_tui.core.storage import projector, searched
from rp_tui.core.storage.errors import (
    AlreadyOpen,
    HeadMoved,
    NameInUse,
    NotFound,
    NothingToUndo,
    NothingToWrite,
)
from rp_tui.core.storage.log import Log, Written
from rp_tui.core.storage.preview import preview, state_at
from tests.core.storage.checks import (
    SEARCHABLE,
    SHARED,
    check_index,
    check_log,
    check_others,
    check_rows,
    counted,
    dump,
    refused,
)
from tests.core.storage.drafts import WORDS, Teller, bots, texts
from tests.core.storage.oracle import DAY_S, KEPT_DAYS, Deed, Oracle
from tests.core.storage.stories import BOTS, authored, feels, fresh, opening

START = 1_767_225_600  # the first second of 2026
WRONG_CLOCKS = (0, 4_086_600_000)  # in 1970, as where a battery is empty, and in 2099
SOUGHT = (*WORDS[:2], "tuesday")


class World(RuleBasedStateMachine):
    """Each command is given to the log and to the oracle; then all that can be seen is compared."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "log.db")
        self.now, self.deeds, self.clock_was_wrong = START, 0, False
        self.db = fresh(self.path)
        self.log = Log(self.db, clock=lambda: self.now)
        self.oracle = Oracle()
        self.left: dict[tuple[int, int, int], int] = {}  # when each tail was left, truly
        self.chat: int | None = None  # whose command was given last
        self.author(*authored())
        for chat in BOTS:
            self.open(self.log.open, chat)
        self.before, self.chat, self.horizons = dump(self.db), None, self.oracle.horizons()

    def teardown(self) -> None:
        if hasattr(self, "log"):
            self.db.close()
            self.folder.cleanup()

    # What a player does.

    @rule(chat=bots, turns=st.integers(1, 4), data=st.data())
    def take_turns(self, chat: int, turns: int, data: Any) -> None:
        by = self.teller(data, chat)
        for _ in range(turns):
            self.speak(chat, [by.utterance(YOU)], [by.utterance(chat), *by.consequences()])

    @rule(chat=bots, edited=st.booleans(), data=st.data())
    def regenerate(self, chat: int, edited: bool, data: Any) -> None:
        turn = self.your_last_turn(chat)
        if turn is None:
            return
        parent = self.oracle.steps[turn].parent
        assert parent is not None
        self.go(parent if edited else turn)
        by = self.teller(data, chat)
        yours = [[by.utterance(YOU)]] if edited else []
        self.speak(chat, *yours, [by.utterance(chat), *by.consequences()])

    @rule(data=st.data())
    def settle_late(self, data: Any) -> None:
        step = self.a_step(data)
        chat = self.oracle.steps[step].chat
        self.settle(step, *self.teller(data, chat).consequences())
        self.chat = chat

    @rule(chat=bots, data=st.data())
    def edit_by_hand(self, chat: int, data: Any) -> None:
        self.speak(chat, self.teller(data, chat).consequences())

    @rule(chat=bots, data=st.data())
    def open_or_close_a_scene(self, chat: int, data: Any) -> None:
        by = self.teller(data, chat)
        at = by.here.clock
        for id in by.known("scene"):
            found = self.oracle.now().get(("scene", id))
            if found and isinstance(found.state, Scene) and found.state.is_open:
                made = scene.close(found.state, at, "by hand", ())
                self.speak(chat, [Draft("scene", made, id), *by.consequences()])
                return
        self.speak(chat, [Draft("scene", scene.open_scene(chat, at, None, data.draw(texts)))])

    @rule(chat=bots, data=st.data())
    def a_guest_comes_or_goes(self, chat: int, data: Any) -> None:
        here = self.teller(data, chat).here
        if here.guest is None:
            guest = data.draw(st.sampled_from([bot for bot in BOTS if bot != chat]))
            self.speak(chat, [Draft("chat", welcome(chat, here, guest), chat)])
        else:
            self.speak(chat, [Draft("chat", see_off(here), chat)])

    @rule(bot=bots, feeling=st.integers(0, 100), text=texts)
    def author_in_mid_play(self, bot: int, feeling: int, text: str) -> None:
        drafts = (
            Draft("edge", edge.seed(feeling, 50, text, (text,)), compose(bot, YOU)),
            Draft("bot", ManualEdit("persona", "", text), bot),
            Draft("bot", BotAuthored(f"{text} {self.bots}")),
            Draft("bot", BotDeleted(deleted=feeling > 50), self.bots),
        )
        self.author(*drafts[: 1 + feeling % 4])

    @rule(chat=bots, steps=st.integers(1, 5))
    def rewind(self, chat: int, steps: int) -> None:
        path = list(self.oracle.path(self.oracle.heads[chat]))
        self.go(path[min(steps, len(path) - 1)])

    @rule(data=st.data())
    def switch(self, data: Any) -> None:
        self.go(self.a_step(data))

    @rule(chat=bots, data=st.data())
    def swipe(self, chat: int, data: Any) -> None:
        step = self.a_step(data, of=self.oracle.path(self.oracle.heads[chat]))
        for known in self.oracle.steps:
            assert self.log.parent(known) == self.oracle.steps[known].parent
            assert self.log.children(known) == self.oracle.children(known)
        siblings = self.log.siblings(step)
        assert siblings == self.oracle.siblings(step)
        self.go(data.draw(st.sampled_from(siblings)))

    @rule(chat=bots, times=st.integers(1, 3))
    def undo(self, chat: int, times: int) -> None:
        for _ in range(times):
            step = self.oracle.last_left(chat)
            if step is None:
                with refused(self.db, NothingToUndo):
                    self.log.undo("nothing to undo", chat)
                return
            written = self.do(self.log.undo, chat)
            assert written == self.oracle.move(step, self.now)
            self.chat = chat

    @rule(chat=bots)
    def reset(self, chat: int) -> None:
        self.open(self.log.reset, chat)

    @rule(data=st.data(), number=st.integers(0, 3))
    def name(self, data: Any, number: int) -> None:
        step = self.a_step(data)
        chat, branch = self.oracle.steps[step].chat, self.oracle.steps[step].branch
        name = f"the {number}th way" if number else None
        others = {
            named
            for of, named in self.oracle.names.items()
            if of != branch and self.oracle.steps[of].chat == chat
        }
        if name in others:
            with refused(self.db, NameInUse):
                self.log.name("never", step, name)
            return
        assert self.do(self.log.name, step, name) == self.oracle.name(step, name, self.now)
        assert name is None or self.log.named(chat, name) == self.oracle.tip(branch)

    # What time and trouble do.

    @rule(days=st.sampled_from((18, 17, 16, 15, 9, 0)))
    def days_go_by_and_old_tails_go(self, days: int) -> None:
        for _ in range(days):
            self.now += DAY_S
            self.write_nothing_new()
        tails = set(self.oracle.tails.items())
        assert self.log.prune() == self.oracle.prune()
        for (chat, step), batch in tails - set(self.oracle.tails.items()):
            assert self.now - self.left[chat, step, batch] >= KEPT_DAYS * DAY_S

    @precondition(lambda self: not self.clock_was_wrong)
    @rule(clock=st.sampled_from(WRONG_CLOCKS), data=st.data())
    def one_batch_under_a_wrong_clock(self, clock: int, data: Any) -> None:
        self.clock_was_wrong, right = True, self.now
        self.now = clock
        self.go(self.a_step(data))
        self.now = right

    @rule()
    def retry(self) -> None:
        verb, deed, args, first, last = self.last
        before = dump(self.db, ("batch", "event", "head", "tail"))
        assert Deed(*verb(deed, *args)) == self.oracle.deed(first, last)
        assert dump(self.db, ("batch", "event", "head", "tail")) == before

    @rule(chat=bots, bot=bots, data=st.data())
    def ask_for_what_cannot_be(self, chat: int, bot: int, data: Any) -> None:
        asked = data.draw(st.sampled_from((self.unknown, self.moved, self.again, self.failing)))
        asked(chat, bot, self.a_step(data))

    def unknown(self, chat: int, bot: int, _: int) -> None:
        """Whatever comes before it, what is not there is refused with all of its deed."""
        head, nobody = self.oracle.heads[chat], 99
        for draft in (
            Draft("turn", ManualEdit("hidden", False, True), compose(chat, self.oracle.seq + 2)),
            Draft("scene", ManualEdit("description", "", "torn"), head + 10_000),
            feels(nobody, "torn"),
            Draft("edge", ManualEdit("trust", 0, 1), compose(bot, nobody)),
        ):
            with refused(self.db, NotFound):
                self.log.append("never", head, [feels(bot, "torn"), draft])
            with refused(self.db, NotFound):
                self.log.settle("never", head, feels(bot, "torn"), draft)
        no_step = next(told.seq for told in self.oracle.events if 0 < told.step < told.seq)
        for step in (no_step, self.oracle.seq + 1):
            with refused(self.db, NotFound):
                self.log.move("never", step)
            with refused(self.db, NotFound):
                self.log.settle("never", step, feels(bot, "torn"))

    def moved(self, chat: int, bot: int, step: int) -> None:
        if step not in self.oracle.heads.values():
            with refused(self.db, HeadMoved):
                self.log.append("never", step, [feels(bot, "lost")])

    def again(self, chat: int, bot: int, _: int) -> None:
        with refused(self.db, AlreadyOpen):
            self.log.open("never", chat, *opening(chat))
        with refused(self.db, NothingToWrite):
            self.log.append("never", self.oracle.heads[chat], [feels(bot, "torn")], [])

    def failing(self, chat: int, bot: int, _: int) -> None:
        """What a deed that fails has made is not there for the next."""
        head, nobody = self.oracle.heads[chat], self.bots + 1
        steps = [feels(bot, "torn")], [feels(bot, "calm")]
        with refused(self.db, ZeroDivisionError):
            self.log.append("never", head, *steps, beside=lambda _: 1 // 0)
        with refused(self.db, NotFound):
            born = Draft("bot", BotAuthored("Nobody"))
            self.log.author("never", born, feels(nobody, "torn"), feels(nobody + 1, "torn"))
        with refused(self.db, NotFound):
            self.log.append("never", head, [feels(nobody, "torn")])

    @rule(chat=bots, data=st.data())
    def look_at_other_steps(self, chat: int, data: Any) -> None:
        *_, root = self.oracle.path(self.oracle.heads[chat])
        for step in (root, self.a_step(data), self.a_step(data)):
            self.look_at(step)

    def look_at(self, step: int) -> None:
        """The state at a step, and what a move there would change, without one."""
        chat = self.oracle.steps[step].chat
        now = list(self.oracle.path(self.oracle.heads[chat]))
        then = list(self.oracle.path(step))
        folded = self.oracle.folded(self.oracle.heads | {chat: step})
        there = {key: found.state for key, found in folded.items()}
        here = {key: found.state for key, found in self.oracle.now().items()}

        on_the_way = {told.key for told in self.oracle.told_on([0, *then])}
        expected = {key: state for key, state in there.items() if key in on_the_way}
        assert state_at(self.path, step) == expected

        seen = preview(self.path, step)
        differing = sorted(key for key in here | there if here.get(key) != there.get(key))
        assert seen.differences == tuple((*key, here.get(key), there.get(key)) for key in differing)
        assert seen.steps_gone == len(set(now) - set(then))
        assert list(seen.gone) == counted(self.oracle.told_on(set(now) - set(then)))
        assert list(seen.back) == counted(self.oracle.told_on(set(then) - set(now)))

    # What must hold after each command.

    @invariant()
    @precondition(lambda self: hasattr(self, "log"))
    def all_is_as_the_oracle_says_and_as_a_rebuild_would_make_it(self) -> None:
        after = dump(self.db)
        check_rows(after, self.oracle)
        check_log(self.db, self.oracle)
        for kind, searchable in SEARCHABLE.items():
            states = [(id, row.state) for (of, id), row in self.oracle.now().items() if of == kind]
            check_index(self.db, kind, [searchable(id, state) for id, state in states], SOUGHT)
        was_reset = self.horizons != self.oracle.horizons()
        check_others(self.before, after, self.oracle, self.chat, was_reset=was_reset)
        self.log.rebuild()
        assert dump(self.db) == after
        self.before, self.chat, self.horizons = after, None, self.oracle.horizons()
        for (chat, step), batch in self.oracle.tails.items():
            self.left.setdefault((chat, step, batch), self.now)

    # How a command is given to both.

    def do(self, verb: Callable[..., Written], *args: Any) -> Deed:
        self.deeds += 1
        deed, first = f"deed {self.deeds}", self.oracle.seq + 1
        written = verb(deed, *args)
        last = first + len(written.entities) - 1
        self.last = (verb, deed, args, first, last)
        return Deed(*written)

    def open(self, verb: Callable[..., Written], chat: int) -> None:
        drafts = opening(chat)
        assert self.do(verb, chat, *drafts) == self.oracle.open(chat, drafts, self.now)
        self.chat = chat

    def speak(self, chat: int, *steps: list[Draft]) -> None:
        written = self.do(self.log.append, self.oracle.heads[chat], *steps)
        assert written == self.oracle.append(chat, steps, self.now)
        self.chat = chat

    def settle(self, step: int, *drafts: Draft) -> None:
        written = self.do(self.log.settle, step, *drafts)
        assert written == self.oracle.settle(step, drafts, self.now)

    def author(self, *drafts: Draft) -> None:
        written = self.do(self.log.author, *drafts)
        assert written == self.oracle.settle(0, drafts, self.now)
        self.chat = SHARED

    def go(self, step: int) -> None:
        assert self.do(self.log.move, step) == self.oracle.move(step, self.now)
        self.chat = self.oracle.steps[step].chat

    def write_nothing_new(self) -> None:
        """A batch, because that is what makes a day one on which the log was written."""
        step = self.oracle.heads[1]
        name = self.oracle.names.get(self.oracle.steps[step].branch)
        assert self.do(self.log.name, step, name) == self.oracle.name(step, name, self.now)

    @property
    def bots(self) -> int:
        """How many there are, and the id of the last."""
        return sum(kind == "bot" for kind, _ in self.oracle.now())

    def teller(self, data: Any, chat: int) -> Teller:
        return Teller(data.draw, self.oracle, chat)

    def a_step(self, data: Any, of: Iterable[int] | None = None) -> int:
        steps = sorted(self.oracle.steps if of is None else of)
        step: int = data.draw(st.sampled_from(steps))
        return step

    def your_last_turn(self, chat: int) -> int | None:
        yours = {
            told.step
            for told in self.oracle.events
            if isinstance(told.event, TurnSpoken) and told.event.speaker == YOU
        }
        path = self.oracle.path(self.oracle.heads[chat])
        return next((step for step in path if step in yours), None)


class LongWorld(World):
    """The same, for longer."""


def how_long(examples: str) -> settings:
    return settings(
        max_examples=int(examples),
        stateful_step_count=40,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projector, "CHECKPOINT_EVERY", 3)
    monkeypatch.setattr(searched, "AT_ONCE", 2)


World.TestCase.settings = how_long(os.environ.get("EXAMPLES", "100"))
LongWorld.TestCase.settings = how_long(os.environ.get("EXAMPLES_SLOW", "400"))

TestWorld = pytest.mark.timeout(900)(World.TestCase)
TestLongWorld = pytest.mark.slow(pytest.mark.timeout(0)(LongWorld.TestCase))
