"""Keys in order: a key is let through when the one before it has been done, and not before.

Textual hands a key to what has the focus, and from there it climbs to the app, queue by queue; what
it sets going climbs behind it. Of keys that come at once, as over a slow link, the next would be
handed on in the meantime, and to where the focus is no more. So behind each key a follower climbs
the same way: when it is up, and has met nothing on the way, the key is done.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import Any, TypeAlias

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen

from rp_tui.ui.edge import Edge

Typed: TypeAlias = events.Key | events.Paste

PATIENCE_S = 1.0  # for which keys wait for one thing: what hangs must not take the keyboard
CLIMBS = 2  # at least: what a key has sent on its way may go behind the first


@dataclass(eq=False)
class Follower:
    """Climbs behind a key, from where that was handed to up to the app."""

    way: Sequence[DOMNode]
    until_s: float
    climbs: int = 0


@dataclass(eq=False)
class Hold:
    """Keys wait that are typed to a screen, while something goes on that leads them elsewhere."""

    screen: Screen[Any] | None  # nothing, if they wait whatever they are typed to
    most_s: float
    until_s: float


class InOrder(Edge, inherit_bindings=False):
    """An app in which no key overtakes another, and no paste."""

    def __init__(self, *, ansi_color: bool | None = None, **options: Any) -> None:
        super().__init__(ansi_color=ansi_color, **options)
        self._typed: deque[Typed] = deque()
        self._follower: Follower | None = None
        self._written: DOMNode | None = None  # to which letters went that nothing follows yet
        self._reached: Screen[Any] | None = None  # what was sent to it has been followed
        self._holds: list[Hold] = []
        self._alarm: asyncio.TimerHandle | None = None

    def on_mount(self) -> None:
        """Look at the keys again when another screen has them."""
        self.screen_change_signal.subscribe(self, self._look_again, immediate=True)

    async def on_event(self, event: events.Event) -> None:
        """Keys stand in line, and a paste among them."""
        if isinstance(event, Typed) and not event.is_forwarded:
            self._typed.append(event)
            await self._let_through()
        else:
            await super().on_event(event)

    def hold_keys(
        self, screen: Screen[Any] | None = None, most_s: float | None = None
    ) -> Callable[[], None]:
        """Let keys wait that are typed to a screen, until that is called which is given back.

        While another screen lies over it keys go there; back on it they wait again.
        """
        most_s = PATIENCE_S if most_s is None else most_s
        hold = Hold(screen, most_s, monotonic() + most_s)
        self._holds.append(hold)

        def release() -> None:
            self._holds.remove(hold)
            self._reached = None  # what it has sent is still on its way
            self.call_later(self._let_through)

        return release

    def _look_again(self, screen: Screen[Any]) -> None:
        for hold in self._holds:
            if hold.screen is screen:
                hold.until_s = monotonic() + hold.most_s
        self.call_later(self._let_through)

    async def _let_through(self) -> None:
        """Hand the keys on, up to one that has to wait."""
        while (left_s := self._busy_until_s - monotonic()) <= 0:
            self._follower = None
            if self._reached is not self.screen:
                self._follow(self.screen)
            elif not self._typed:
                break
            elif self._written and not self._is_text(self._typed[0], self._written):
                self._follow(self._written)
            else:
                await self._hand_on(self._typed.popleft())
        self._be_woken(left_s)

    @property
    def _busy_until_s(self) -> float:
        """Until when the next key has to wait at most."""
        holds = [each for each in self._holds if each.screen is None or each.screen is self.screen]
        ends_s = [each.until_s for each in (*holds, self._follower) if each]
        return max(ends_s, default=-inf)

    def _be_woken(self, in_s: float) -> None:
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
        if self._typed and in_s < inf:
            loop = asyncio.get_running_loop()
            self._alarm = loop.call_later(in_s, self.call_later, self._let_through)

    async def _hand_on(self, event: Typed) -> None:
        to = self.focused or self.screen
        is_text = self._is_text(event, to)
        await super().on_event(event)
        if is_text:
            self._written = to  # and the next letter may stand in its queue behind this one
        else:
            self._follow(to)

    def _is_text(self, event: Typed, to: DOMNode) -> bool:
        """Whether it is a letter, and what has the focus writes it."""
        if to is not self.focused or not isinstance(event, events.Key):
            return False
        return to.check_consume_key(event.key, event.character)

    # What climbs behind a key.

    def _follow(self, to: DOMNode) -> None:
        self._reached, self._written = self.screen, None
        *way, _ = to.ancestors_with_self
        self._follower = Follower(way, monotonic() + PATIENCE_S)
        self._climb(self._follower)

    def _climb(self, follower: Follower, at: int = 0) -> None:
        """Go on behind all that the next one has been sent; past one that is no more."""
        for next_at, node in enumerate(follower.way[at:], at + 1):
            if node.call_later(self._climb, follower, next_at):
                return
        self.call_later(self._arrive, follower)

    async def _arrive(self, follower: Follower) -> None:
        if follower is not self._follower:
            return  # it took too long
        follower.climbs += 1
        # What is no more, as a dialogue that was answered, may have left messages unread.
        met = any(each.message_queue_size for each in (*follower.way, self) if each.is_running)
        if (met or follower.climbs < CLIMBS) and monotonic() < follower.until_s:
            self._climb(follower)
        else:
            self._follower = None
            await self._let_through()


def hold_keys(screen: Screen[Any]) -> Callable[[], None]:
    """Let keys wait that are typed to a screen, until that is called which is given back."""
    app = screen.app
    return app.hold_keys(screen) if isinstance(app, InOrder) else lambda: None
