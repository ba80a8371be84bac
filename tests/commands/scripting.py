"""Scripts: the program as another program runs it, on a folder and with a model of the test's."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, NamedTuple

from rp_tui.core.domain.turn import Turn
from rp_tui.core.storage import traces
from rp_tui.core.storage.looks.turns import newest

MOST = 99  # turns of any of these chats
OURS = ("RP_TUI_", "CHAT_DB_PATH", "FEATHERLESS_API_KEY", "PYTHONIOENCODING")


class Answer(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What a stream of JSON said, an object a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    def of(self, what: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["type"] == what]


class Script:
    """Runs `rp-tui` on a folder; without a server the understudy plays."""

    def __init__(self, folder: Path, server: str | None = None, **env: str) -> None:
        self._folder = folder
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        self.env = inherited | {"RP_TUI_DATA_DIR": str(folder)} | env
        if server:
            self.env |= {"RP_TUI_NARRATIVE_BASE_URL": server, "RP_TUI_NARRATIVE_MODEL": "tiny"}

    async def start(
        self, *args: str, out: int = asyncio.subprocess.PIPE
    ) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "rp_tui", *args),
            stdin=asyncio.subprocess.PIPE,
            stdout=out,
            stderr=asyncio.subprocess.PIPE,
            env=self.env,
        )

    async def run(self, *args: str, said: bytes = b"") -> Answer:
        """Run it to its end."""
        return await ended(await self.start(*args), said)

    async def new(self, *args: str) -> None:
        """Author a bot, who must be there then."""
        answer = await self.run("new", *(args or ("--sample", "tamsin")))
        assert answer.code == 0, answer.err

    def turns(self, bot: int = 1) -> list[Turn]:
        """The turns of a chat behind its kickoff."""
        with traces.beside(self._folder / "chat.db") as db:
            return [said.turn for said in newest(db, bot, MOST)][1:]

    def said(self) -> list[str]:
        return [turn.prose for turn in self.turns()]


async def ended(process: asyncio.subprocess.Process, said: bytes = b"") -> Answer:
    out, err = await process.communicate(said)
    assert process.returncode is not None
    return Answer(process.returncode, (out or b"").decode(), err.decode())


async def interrupted(
    process: asyncio.subprocess.Process, after: bytes = b"", by: signal.Signals = signal.SIGINT
) -> Answer:
    """Send a signal once so much was printed, and hear the rest."""
    assert process.stdout
    before = await process.stdout.readuntil(after) if after else b""
    process.send_signal(by)
    code, out, err = await ended(process)
    return Answer(code, before.decode() + out, err)
