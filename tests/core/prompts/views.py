"""What the tests of prompts share: a counter that is cheap, and views made by hand."""

from typing import Any

from msgspec.structs import replace

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.chat import Chat
from rp_tui.core.domain.edge import Edge, Fact
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.view import Line, Recalled, Style, View
from rp_tui.core.domain.witness import ALONE, Presence
from rp_tui.core.domain.you import You
from rp_tui.core.prompts.speaker import assemble
from rp_tui.core.prompts.trim import Budget

ANN, BEN = 1, 2
NOW = "2026-03-10T21:14:00Z"  # a Tuesday
NAMES = {YOU: "Robin", ANN: "Ann", BEN: "Ben"}

PLAIN = View(
    speaker=ANN,
    presence=Presence(ANN),
    addressee=YOU,
    names={YOU: "Robin", ANN: "Ann"},
    bot=Bot("Ann", persona="Ann draws bridges.", voice=("Fine. It's fine.",), traits=("exact",)),
    mood=Mood(),
    you=You("Robin"),
    chat=Chat(NOW, NOW[:10]),
    style=Style(),
    activities={ANN: Activity(), YOU: Activity()},
    edges={YOU: Edge()},
)


def count(text: str) -> int:
    """Tokens, roughly."""
    return len(text) // 4 + 1


def a_view(**changes: Any) -> View:
    """Ann, alone with Robin, unless it is said otherwise."""
    return replace(PLAIN, **changes)


def with_ben(speaker: int = ANN, **changes: Any) -> View:
    """The same with Ben as a guest."""
    others = [who for who in NAMES if who != speaker]
    here: dict[str, Any] = {
        "speaker": speaker,
        "presence": Presence(ANN, BEN),
        "names": NAMES,
        "activities": {who: Activity() for who in NAMES},
        "edges": {who: Edge() for who in others},
        "bot": Bot(NAMES[speaker]),
    }
    return a_view(**{**here, **changes})


def dialogue(*said: tuple[int, str], first: int = 1) -> tuple[Line, ...]:
    """Lines, numbered as they come."""
    return tuple(
        Line(1000 + number, number, speaker, text)
        for number, (speaker, text) in enumerate(said, first)
    )


def chatter(turns: int, words: int = 20, first: int = 1) -> tuple[Line, ...]:
    """A dialogue of Robin and Ann, each line of it different."""
    speakers = (YOU, ANN)
    said = ((speakers[at % 2], f"line {at} " + "word " * words) for at in range(turns))
    return dialogue(*said, first=first)


def memory(text: str, **changes: Any) -> Memory:
    """What Ann remembers of an hour ago."""
    return replace(Memory(ANN, "2026-03-10T20:14:00Z", ALONE, None, text), **changes)


def rich(turns: int = 30, words: int = 40) -> View:
    """A view with something of everything that can be trimmed."""
    return with_ben(
        bot=Bot(
            "Ann", "Ann draws bridges.", ("Fine.",), ("exact",), "She grew up by the sea. " * 120
        ),
        chat=Chat(NOW, NOW[:10], "rain", BEN),
        scene=Scene(ANN, NOW, None, "They are late."),
        mood=Mood("uneasy", ("to go home",)),
        group="They share a secret.",
        edges={
            YOU: Edge(facts={str(n): Fact(f"Robin fact {n}") for n in range(15)}),
            BEN: Edge(summaries={"0": "An old colleague."}),
        },
        items={},
        lines=chatter(turns, words),
        pins=tuple(memory(f"pin {n} " + "kept " * 20, pin="manual") for n in range(3)),
        scenes=tuple(memory(f"scene {n} " + "past " * 20, source="scene") for n in range(3)),
        recalled=tuple(Recalled(memory(f"recall {n}"), f"why {n}", NOW, ANN) for n in range(4)),
        older="They met and quarrelled.",
    )


def told(view: View) -> Prompt:
    """The prompt of a view, with room for all of it."""
    return assemble(view, Budget(), count)


def block(view: View, name: str) -> str:
    """The text of the one block of a name; empty where there is none."""
    return "".join(block.text for block in told(view).blocks if block.name == name)


def text_of(prompt: Prompt) -> str:
    """All that a model is sent."""
    return "\n".join(message.text for message in prompt.messages)
