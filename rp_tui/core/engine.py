"""The engine: the one door to the core. Commands go in, questions are answered, a feed tells."""

import asyncio
from collections.abc import Mapping

from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.play import authoring, holding, kickoff, recovery, turns
from rp_tui.core.play.feed import Feed
from rp_tui.core.play.kickoff import Beginning
from rp_tui.core.play.room import Held, Room, cancelled
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.wish import Outcome, Wish
from rp_tui.core.storage.now import chats


class Engine:
    """What can be done, each a method; to be used on the loop that it was made on."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._rooms: dict[int, Room] = {}

    @property
    def feed(self) -> Feed:
        """What has changed, for whoever follows."""
        return self._stage.feed

    async def start(self) -> None:
        """Take up what the last start left: words that were on their way, and late work."""
        for chat in await self._stage.database.ask(chats):
            await recovery.recover(self._stage, self.room(chat))

    async def close(self) -> None:
        """Let go of everything; a reply on its way stays on disk as far as it has come."""
        await cancelled(list(self._stage.tasks))

    async def quiet(self) -> None:
        """Wait until nothing is under way any more."""
        while work := list(self._stage.tasks - {asyncio.current_task()}):
            await asyncio.wait(work)

    def room(self, chat: int) -> Room:
        """What is going on in a chat."""
        return self._rooms.setdefault(chat, Room(chat))

    # You and your bots.

    async def describe_you(self, name: str, pronouns: str = "", persona: str = "") -> None:
        """Say who you are."""
        await authoring.describe_you(self._stage, name, pronouns, persona)

    async def author(self, draft: BotAuthored) -> int:
        """Make a bot."""
        return await authoring.author(self._stage, draft)

    async def amend(self, bot: int, changes: Mapping[str, object]) -> None:
        """Change who a bot is."""
        await authoring.amend(self._stage, bot, changes)

    async def propose_kickoff(self, bot: int) -> Beginning:
        """What the author's prose comes to, to be mended and confirmed."""
        return await kickoff.propose(self._stage, bot)

    async def confirm_kickoff(self, bot: int, beginning: Beginning) -> None:
        """Open a bot's chat."""
        await kickoff.confirm(self._stage, bot, beginning)

    # Turns.

    async def take_turn(self, chat: int, prose: str) -> Outcome:
        """Say something, and hear the answer."""
        return await self._say(chat, Wish("turn", prose))

    async def hear(self, chat: int) -> Outcome:
        """Let a bot speak without a word of yours."""
        return await self._say(chat, Wish("reply"))

    async def stop(self, chat: int) -> None:
        """End the reply that is on its way; what was said stands."""
        await self.room(chat).stop()

    def held(self, chat: int) -> Held | None:
        """Words that could not be said, and why."""
        return self.room(chat).held

    async def retry(self, chat: int) -> Outcome:
        """Try again what could not be said."""
        return await asyncio.shield(holding.begin_retry(self._stage, self.room(chat)))

    async def keep(self, chat: int) -> Outcome:
        """Keep a reply that was cut off, as far as it came."""
        return await asyncio.shield(holding.begin_keeping(self._stage, self.room(chat)))

    async def discard(self, chat: int) -> str:
        """Let go of what could not be said; your words are yours again."""
        return await holding.discard(self._stage, self.room(chat))

    async def keep_trying(self, chat: int) -> Outcome:
        """Ask a model that is cold again and again, until it answers or you stop."""
        room = self.room(chat)
        room.trying = self._stage.start(
            holding.keep_trying(self._stage, room), f"keep trying in chat {chat}"
        )
        return await asyncio.shield(room.trying)

    async def _say(self, chat: int, wish: Wish) -> Outcome:
        return await asyncio.shield(turns.begin(self._stage, self.room(chat), wish))
