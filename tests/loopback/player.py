"""A player: a model of ours that asks the loopback server, and a look at what is left behind."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from rp_tui.core.domain.prompt import Message, Prompt
from rp_tui.core.llm.clients import Clients
from rp_tui.core.llm.endpoint import Endpoint, Secret
from rp_tui.core.llm.errors import ModelTrouble
from rp_tui.core.llm.openai_model import OpenAIModel
from rp_tui.core.llm.port import End, Model, Params, Piece, Text, Unsaid
from tests.loopback.server import Loopback, Plan

KEY = "sk-planted-0123456789/+secret"
PROMPT = Prompt("speak", messages=(Message("system", "Be brief."), Message("user", "Hello?")))
PARAMS = Params("tiny")
LONGEST_TEST_S = 10.0


@dataclass
class Heard:
    """All that came of a call."""

    pieces: list[Piece] = field(default_factory=list)
    error: ModelTrouble | None = None

    @property
    def text(self) -> str:
        said: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, Text):
                said.append(piece.text)
            elif isinstance(piece, Unsaid):
                said.clear()
        return "".join(said)

    @property
    def end(self) -> End | None:
        last = self.pieces[-1] if self.pieces else None
        return last if isinstance(last, End) else None

    @property
    def outcome(self) -> str:
        """In a word: how it ended."""
        if self.error:
            return type(self.error).__name__
        if self.end:
            return f"{self.end.reason} {self.end.cause}".strip()
        return "nothing"


class Player:
    """Asks the server as the program would, a little less patiently."""

    def __init__(self, server: Loopback, **manners: Any) -> None:
        self.server = server
        self.clients = Clients()
        self.endpoint = Endpoint(server.url, Secret(KEY))
        self.model = OpenAIModel(
            self.endpoint, self.clients, **{"retry_waits_s": (0.01, 0.01, 0.01)} | manners
        )

    def ask(self, prompt: Prompt = PROMPT, params: Params = PARAMS) -> AsyncGenerator[Piece, None]:
        model: Model = self.model  # no more of it is known to who asks
        return model.generate(prompt, params)

    async def hear(self, prompt: Prompt = PROMPT, params: Params = PARAMS) -> Heard:
        """Listen to the end, however it ends."""
        heard = Heard()
        try:
            async with asyncio.timeout(LONGEST_TEST_S):
                async for piece in self.ask(prompt, params):
                    heard.pieces.append(piece)
        except ModelTrouble as error:
            heard.error = error
        return heard


@asynccontextmanager
async def playing(plan: Plan | None = None, **manners: Any) -> AsyncIterator[Player]:
    """A player with a server of its own; what either leaves behind is a failure."""
    before = asyncio.all_tasks()
    async with Loopback(plan) as server:
        player = Player(server, **manners)
        await player.model.warm()
        yield player
        readers = [task for task in asyncio.all_tasks() if task.get_name() == "model"]
        assert not readers, "a reader outlived its call"
        await player.clients.close()
        await server.idle()
    left = asyncio.all_tasks() - before
    assert not left, f"tasks were left behind: {left}"
