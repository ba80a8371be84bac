"""An app that is nothing but a transcript, and a chat for it to show."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult

from rp_tui.core.domain.markers import DEFAULT, Markers
from rp_tui.widgets.transcript.paint import SELECTED
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.widget import Transcript
from tests.patient import Patient

MANY = 10_000
SIZE = (80, 24)

MIRA = '*She looks up.* "You came back," she says, and **means** it.'
ALEX = '"I did." *I shut the door.* ((slowly, please))'


def chat(count: int, words: int = 1) -> list[Shown]:
    """A chat that a narrator opens."""
    turns = [Shown(10, 1, label="Narrator", prose="Rain, and a lantern.", kind="narration")]
    for number in range(2, count + 1):
        told = f"Turn {number}. " + " ".join([MIRA if number % 2 else ALEX] * words)
        if number % 2:
            turns.append(Shown(number * 10, number, 1, "Mira", told))
        else:
            turns.append(Shown(number * 10, number, 0, "Alex", told, kind="you"))
    return turns


class Shelf:
    """Pages of turns that are at hand, or that come later; it counts what it gave."""

    def __init__(self, turns: list[Shown]) -> None:
        self.turns = turns
        self.given = 0

    def before(self, id: int | None, limit: int) -> Sequence[Shown]:
        found = [turn for turn in self.turns if id is None or turn.id < id][-limit:]
        self.given += len(found)
        return found

    async def since(self, id: int | None, limit: int) -> Sequence[Shown]:
        found = [turn for turn in self.turns if id is None or turn.id >= id][:limit]
        self.given += len(found)
        return found

    def find(self, text: str) -> Sequence[int]:
        return [turn.id for turn in self.turns if text.lower() in turn.prose.lower()]


class Host(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, turns: list[Shown], markers: Markers = DEFAULT) -> None:
        super().__init__()
        self.shelf = Shelf(turns)
        self.transcript = Transcript(markers)
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.transcript

    async def on_mount(self) -> None:
        await self.transcript.open(self.shelf)
        self.transcript.focus()

    def on_transcript_selected(self, message: Transcript.Selected) -> None:
        self.heard.append(message.shown.number)

    def on_transcript_unread(self, message: Transcript.Unread) -> None:
        self.heard.append(message)

    def on_transcript_found(self, message: Transcript.Found) -> None:
        self.heard.append((message.at, message.count))

    def lines(self) -> list[str]:
        """The screen, without what stands at its right edge."""
        strips = self.screen._compositor.render_strips()
        return [strip.text[: self.size.width - 1].rstrip() for strip in strips]

    def styled(self, text: str) -> set[str]:
        """How a text looks wherever it begins a piece of the screen."""
        return {
            str(segment.style)
            for strip in self.screen._compositor.render_strips()
            for segment in strip
            if segment.text.strip().startswith(text)
        }


@asynccontextmanager
async def opened(
    turns: list[Shown], size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[Host, Patient]]:
    host = Host(turns)
    async with host.run_test(size=size):
        pilot = Patient(host)
        await pilot.pause()
        yield host, pilot


def bar(host: Host) -> list[str]:
    """What stands beside the bar."""
    lines = [line.strip() for line in host.lines()]
    return [line.removeprefix(SELECTED).strip() for line in lines if line.startswith(SELECTED)]


def stripped(host: Host) -> list[str]:
    return [line.replace(SELECTED, " ").strip() for line in host.lines()]
