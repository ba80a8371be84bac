"""One line for a provider's units: who goes first, that all get through, and that none is lost."""

import asyncio
import random

import pytest

from rp_tui.core.llm import scheduler
from rp_tui.core.llm.plan import TooHeavy
from rp_tui.core.llm.scheduler import PATIENCE, Crowded, Priority, Scheduler

FOREGROUND, SETTLING, BACKGROUND = Priority
STORIES, DEEDS = 60, 250
ENOUGH_S = 5.0


class Calls:
    """Calls that hold their units until they are told to end, and the order they began in."""

    def __init__(self, limit: int) -> None:
        self.scheduler = Scheduler(limit, int)  # here a model is called what it costs
        self.begun: list[str] = []
        self.hurried: list[tuple[str, float]] = []
        self.ends: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def ask(
        self,
        name: str,
        priority: Priority = FOREGROUND,
        units: int = 1,
        by: float | None = None,
    ) -> None:
        self.ends[name] = asyncio.Event()
        self.tasks[name] = asyncio.create_task(self.hold(name, priority, units, by))
        await settled()

    async def hold(self, name: str, priority: Priority, units: int, by: float | None) -> None:
        async with self.scheduler.slot(str(units), priority, by) as ticket:
            self.begun.append(name)
            ticket.heed(lambda until: self.hurried.append((name, until)))
            await self.ends[name].wait()

    async def end(self, name: str) -> None:
        self.ends[name].set()
        await self.tasks[name]
        await settled()

    async def end_all(self) -> None:
        for end in self.ends.values():
            end.set()
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)


async def settled() -> None:
    """Let every task come to where it waits."""
    for _ in range(4):
        await asyncio.sleep(0)


async def test_calls_run_together_while_their_units_fit() -> None:
    calls = Calls(limit=4)
    await calls.ask("reply", units=2)
    await calls.ask("parse")
    await calls.ask("addressee")
    await calls.ask("late")
    assert calls.begun == ["reply", "parse", "addressee"]
    assert calls.scheduler.in_use == 4
    await calls.end("parse")
    assert calls.begun[-1] == "late"
    await calls.end_all()
    assert calls.scheduler.in_use == 0


async def test_what_a_person_waits_for_goes_first_and_background_last() -> None:
    calls = Calls(limit=1)
    await calls.ask("first", BACKGROUND)
    await calls.ask("summary", BACKGROUND)
    await calls.ask("mood", SETTLING)
    await calls.ask("reply", FOREGROUND)
    for name in ("first", "reply", "mood", "summary"):
        await calls.end(name)
    assert calls.begun == ["first", "reply", "mood", "summary"]


@pytest.mark.parametrize("priority", Priority)
async def test_within_a_priority_who_came_first_is_first(priority: Priority) -> None:
    calls = Calls(limit=2)
    units = {"a": 2, "b": 1, "c": 2, "d": 1, "e": 1}
    for name, needed in units.items():
        await calls.ask(name, priority, needed)
    for name in units:
        await calls.end(name)
    assert calls.begun == list(units)


async def test_a_light_call_does_not_pass_a_heavy_one_that_is_first_in_line() -> None:
    calls = Calls(limit=4)
    await calls.ask("light", units=1)
    await calls.ask("heavy", units=4)
    await calls.ask("lighter", units=1)
    assert calls.begun == ["light"]
    await calls.end("light")
    assert calls.begun == ["light", "heavy"]
    await calls.end_all()


@pytest.mark.parametrize("priority", Priority)
async def test_nobody_starves_under_constant_foreground(priority: Priority) -> None:
    calls = Calls(limit=2)
    await calls.ask("running", FOREGROUND, units=2)
    await calls.ask("patient", priority, units=2)
    running = "running"
    for number in range(4 * PATIENCE):
        await calls.ask(f"person {number}", FOREGROUND, units=1 + number % 2)
        await calls.end(running)
        running = calls.begun[-1]
        if "patient" in calls.begun:
            break
    overtakers = [name for name in calls.begun if name.startswith("person")]
    assert len(overtakers) == priority * PATIENCE
    await calls.end_all()


async def test_a_call_heavier_than_all_units_is_refused_by_who_says_so() -> None:
    line = Scheduler(2)
    with pytest.raises(TooHeavy) as refused:
        async with line.slot("large-70b", FOREGROUND):
            pass
    assert str(refused.value) == (
        "The settings let run 2 units at once and large-70b needs 4;"
        " raise concurrency in the settings, or choose a smaller model."
    )
    line.resize(2)
    with pytest.raises(TooHeavy) as refused:
        async with line.slot("large-70b", FOREGROUND):
            pass
    assert str(refused.value) == (
        "Your plan runs 2 units at once and large-70b needs 4;"
        " choose a smaller model or another plan."
    )
    assert line.in_use == 0


async def test_the_line_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "MOST_WAITING", 3)
    calls = Calls(limit=1)
    for name in "abcd":
        await calls.ask(name, BACKGROUND)
    with pytest.raises(Crowded, match="3 calls are waiting"):
        async with calls.scheduler.slot("1", FOREGROUND):
            pass
    await calls.end_all()
    assert calls.begun == list("abcd")


async def test_a_larger_plan_lets_those_in_who_wait() -> None:
    calls = Calls(limit=1)
    await calls.ask("a")
    await calls.ask("b")
    calls.scheduler.resize(2)
    await settled()
    assert calls.begun == ["a", "b"]
    await calls.end_all()


async def test_a_smaller_plan_ends_nothing_and_refuses_what_it_can_never_run() -> None:
    calls = Calls(limit=4)
    await calls.ask("a", units=4)
    await calls.ask("heavy", units=3)
    await calls.ask("light", units=2)
    calls.scheduler.resize(2)
    await settled()
    assert calls.begun == ["a"]
    with pytest.raises(TooHeavy, match="plan runs 2 units at once and 3 needs 3"):
        await calls.tasks["heavy"]
    await calls.end("a")
    assert calls.begun == ["a", "light"]
    await calls.end_all()


async def test_units_granted_to_a_task_that_is_cancelled_before_it_wakes_are_given_back() -> None:
    calls = Calls(limit=1)
    async with calls.scheduler.slot("1", FOREGROUND):
        await calls.ask("a")
        await calls.ask("b")
    assert calls.scheduler.in_use == 1, "a holds them and does not know yet"
    calls.tasks["a"].cancel()
    await settled()
    assert calls.begun == ["b"]
    await calls.end_all()
    assert calls.scheduler.in_use == 0


async def test_a_cancelled_waiter_that_is_refused_in_the_same_moment_leaves_no_trace() -> None:
    calls = Calls(limit=2)
    await calls.ask("a", units=2)
    await calls.ask("b", units=2)
    calls.scheduler.resize(1)
    calls.tasks["b"].cancel()
    await settled()
    assert calls.tasks["b"].cancelled()
    await calls.end_all()


async def test_an_error_in_a_call_gives_its_units_back() -> None:
    line = Scheduler(1, int)
    with pytest.raises(ValueError, match="bad reply"):
        async with line.slot("1", FOREGROUND):
            raise ValueError("bad reply")
    assert line.in_use == 0


async def test_whoever_holds_units_may_not_wait_for_more() -> None:
    line = Scheduler(2, int)
    async with line.slot("1", FOREGROUND):
        with pytest.raises(RuntimeError, match="wait for ever"):
            async with line.slot("1", SETTLING):
                pass
    assert line.in_use == 0


@pytest.mark.parametrize("seed", range(STORIES))
async def test_whatever_happens_no_unit_is_lost_and_no_limit_broken(seed: int) -> None:
    await asyncio.wait_for(story(random.Random(seed)), ENOUGH_S)


async def story(dice: random.Random) -> None:
    """Calls that come, end, fail and are cancelled at random moments."""
    line = Scheduler(4, int)
    tasks: list[asyncio.Task[None]] = []
    used = 0
    for _ in range(DEEDS):
        deed = dice.choices(("ask", "cancel", "plan changes"), (12, 4, 1))[0]
        if deed == "ask":
            tasks.append(asyncio.create_task(call(line, dice)))
        elif deed == "cancel" and tasks:
            dice.choice(tasks).cancel()
        elif deed == "plan changes":
            line.resize(dice.choice((1, 2, 4, 8)))
        if dice.random() < 0.6:
            await asyncio.sleep(0)
        assert line.in_use <= max(used, line.limit)
        used = line.in_use
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    expected = (asyncio.CancelledError, ConnectionError, TooHeavy)
    assert all(end is None or isinstance(end, expected) for end in ends)
    assert ends.count(None) > DEEDS / 10, "a story in which nothing ends well shows nothing"
    assert not line.waiting
    assert not line.running


async def call(line: Scheduler, dice: random.Random) -> None:
    units, priority = dice.choice("1124"), dice.choice(list(Priority))
    async with line.slot(units, priority):
        for _ in range(dice.randrange(6)):
            await asyncio.sleep(0)
        if dice.random() < 0.1:
            raise ConnectionError


async def test_what_runs_is_told_to_end_while_something_more_urgent_waits_for_it() -> None:
    calls = Calls(limit=3)
    await calls.ask("mood", SETTLING)
    await calls.ask("summary", BACKGROUND)
    await calls.ask("addressee", FOREGROUND)
    await calls.ask("score", SETTLING)
    assert calls.hurried == []
    await calls.ask("reply", FOREGROUND, by=7.0)
    assert calls.hurried == [("mood", 7.0), ("summary", 7.0)]
    await calls.end("mood")
    assert calls.begun[-1] == "reply"
    await calls.ask("other reply", FOREGROUND, by=5.0)
    assert calls.hurried[2:] == [("summary", 5.0)]
    await calls.end_all()


async def test_nobody_is_told_to_end_for_what_can_begin_at_once() -> None:
    calls = Calls(limit=2)
    await calls.ask("mood", SETTLING)
    await calls.ask("reply", FOREGROUND, by=7.0)
    assert calls.begun == ["mood", "reply"]
    assert calls.hurried == []
    await calls.end_all()


async def test_who_could_not_be_told_yet_is_told_as_soon_as_they_listen() -> None:
    calls, told = Calls(limit=1), list[float]()
    async with calls.scheduler.slot("1", SETTLING) as ticket:
        await calls.ask("reply", FOREGROUND, by=7.0)
        ticket.heed(told.append)
    assert told == [7.0]
    await calls.end_all()
