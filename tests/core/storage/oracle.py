"""What the log must come to, in plain Python: which step stands on which, and what was told on it.

It never reads the database and takes nothing from storage. It walks from the heads to their roots,
sorts what was told there by (step, seq) and folds it with the nouns' own folds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rp_tui.core.domain.ids import LOW_BITS
from rp_tui.core.domain.noun import Birth, Draft, Event, State
from rp_tui.core.domain.nouns import NOUNS

Key = tuple[str, int]
Heads = Mapping[int, int]

DAY_S = 24 * 3600
KEPT_DAYS = 14


class Step(NamedTuple):
    chat: int
    parent: int | None
    branch: int  # the step that was first written on it
    horizon: int = 0


class Told(NamedTuple):
    """One event, and where it was told."""

    step: int
    seq: int
    key: Key
    event: Event


class Folded(NamedTuple):
    """An entity: its last live event, how many are live, and what they come to."""

    step: int
    seq: int
    folded: int
    state: State | None


class Deed(NamedTuple):
    """What a deed put down, as the log says it."""

    steps: tuple[int, ...]
    entities: tuple[Key, ...]


@dataclass
class Oracle:
    """Steps with parents, events with steps, heads, tails and the days on which something was."""

    seq: int = 0
    steps: dict[int, Step] = field(default_factory=dict)
    events: list[Told] = field(default_factory=list)
    heads: dict[int, int] = field(default_factory=dict)
    tails: dict[tuple[int, int], int] = field(default_factory=dict)  # the batch that dropped it
    names: dict[int, str] = field(default_factory=dict)
    days: list[int] = field(default_factory=list)  # of each batch
    _now: dict[Key, Folded] | None = None

    def settle(self, step: int, drafts: Iterable[Draft], at: int) -> Deed:
        first = self._batch(at)
        self._tell(step, drafts)
        return self.deed(first, self.seq)

    def open(self, chat: int, drafts: Iterable[Draft], at: int) -> Deed:
        """A chat's first root, or a reset's, whose horizon is all that was told before."""
        first = self._batch(at)
        horizon = first - 1 if chat in self.heads else 0
        step = self._tell(None, drafts)
        self.steps[step] = Step(chat, None, step, horizon)
        self._stand(chat, step)
        return self.deed(first, self.seq)

    def append(self, chat: int, steps: Iterable[Iterable[Draft]], at: int) -> Deed:
        first = self._batch(at)
        for drafts in steps:
            head = self.heads[chat]
            branch = self.steps[head].branch
            goes_on = head == self.tip(branch)
            step = self._tell(None, drafts)
            self.steps[step] = Step(chat, head, branch if goes_on else step)
            self.heads[chat] = step
        return self.deed(first, self.seq)

    def move(self, step: int, at: int) -> Deed:
        first = self._batch(at)
        self._stand(self.steps[step].chat, step)
        return self.deed(first, self.seq)

    def name(self, step: int, name: str | None, at: int) -> Deed:
        first = self._batch(at)
        branch = self.steps[step].branch
        if name is None:
            self.names.pop(branch, None)
        else:
            self.names[branch] = name
        return self.deed(first, self.seq)

    def prune(self) -> int:
        """Keep what heads, names and young tails stand on, and one step more of what leaves it.

        A tail is young while its chat could be fourteen days older at most. Of the days on which
        something was written since, one may be the day on which it was left, and one a wrong
        clock's; neither has made it a day older.
        """
        for tail, batch in list(self.tails.items()):
            if len(set(self.days[batch:])) > KEPT_DAYS + 2:
                del self.tails[tail]
        ends = {*self.heads.values(), *(step for _, step in self.tails)}
        ends |= {self.tip(branch) for branch in self.names}
        held = {step for end in ends for step in self.path(end)}
        held |= {step for step, known in self.steps.items() if known.parent in held}
        self.steps = {step: known for step, known in self.steps.items() if step in held}
        branches = {known.branch for known in self.steps.values()}
        self.names = {branch: name for branch, name in self.names.items() if branch in branches}
        kept = [told for told in self.events if told.step == 0 or told.step in held]
        gone = len(self.events) - len(kept)
        self.events, self._now = kept, None
        return gone

    def path(self, step: int | None) -> Iterator[int]:
        """The step, the one that it stands on, and so on to its root."""
        while step is not None:
            yield step
            step = self.steps[step].parent

    def children(self, step: int) -> list[int]:
        return sorted(child for child, known in self.steps.items() if known.parent == step)

    def siblings(self, step: int) -> list[int]:
        parent = self.steps[step].parent
        return [step] if parent is None else self.children(parent)

    def tip(self, branch: int) -> int:
        return max(step for step, known in self.steps.items() if known.branch == branch)

    def last_left(self, chat: int) -> int | None:
        left = {batch: step for (of, step), batch in self.tails.items() if of == chat}
        return left[max(left)] if left else None

    def is_there(self, key: Key) -> bool:
        return any(told.key == key for told in self.events)

    def deed(self, first: int, last: int) -> Deed:
        """What was put down under these seqs, as far as it is there."""
        found = [told for told in self.events if first <= told.seq <= last]
        steps = sorted({told.step for told in found})
        return Deed(tuple(steps), tuple(told.key for told in found))

    def told_on(self, steps: Iterable[int]) -> list[Told]:
        wanted = set(steps)
        return [told for told in self.events if told.step in wanted]

    def horizons(self, heads: Heads | None = None) -> dict[int, int]:
        """Of each chat, the last seq that its root hides."""
        return {
            chat: self.steps[list(self.path(head))[-1]].horizon
            for chat, head in (heads or self.heads).items()
        }

    def now(self) -> dict[Key, Folded]:
        """Every entity as it is."""
        if self._now is None:
            self._now = self.folded(self.heads)
        return self._now

    def folded(self, heads: Heads) -> dict[Key, Folded]:
        """Every entity as it is where the chats stand on these steps."""
        live = {0}.union(*(self.path(head) for head in heads.values()))
        horizons = self.horizons(heads)
        found: dict[Key, Folded] = {}
        for told in sorted(self.events, key=lambda told: (told.step, told.seq)):
            noun = NOUNS[told.key[0]]
            hidden = max((horizons.get(bot, 0) for bot in noun.ends(told.key[1])), default=0)
            if told.step in live and (told.step == 0 or told.step > hidden):
                was = found.get(told.key, Folded(0, 0, 0, None))
                state = noun.fold(was.state, told.event)
                found[told.key] = Folded(told.step, told.seq, was.folded + 1, state)
        return {key: entity for key, entity in found.items() if entity.state is not None}

    def _batch(self, at: int) -> int:
        self._now = None
        self.days.append(at // DAY_S)
        return self.seq + 1

    def _stand(self, chat: int, step: int) -> None:
        left = self.heads.get(chat)
        self.heads[chat] = step
        path = set(self.path(step))
        self.tails = {tail: at for tail, at in self.tails.items() if tail[1] not in path}
        if left is not None and left not in path:
            self.tails[chat, left] = len(self.days)

    def _tell(self, step: int | None, drafts: Iterable[Draft]) -> int:
        for kind, event, entity in drafts:
            self.seq += 1
            step = self.seq if step is None else step
            known = self._born(kind, event) if entity is None else entity
            self.events.append(Told(step, self.seq, (kind, known), event))
        assert step is not None
        return step

    def _born(self, kind: str, event: Event) -> int:
        noun = NOUNS[kind]
        match noun.birth:
            case Birth.SEQ:
                return self.seq
            case Birth.OWNED:
                return (int(getattr(event, noun.owner)) << LOW_BITS) + self.seq
        numbers = [told.key[1] for told in self.events if told.key[0] == kind]
        return 1 + max(numbers, default=0)
