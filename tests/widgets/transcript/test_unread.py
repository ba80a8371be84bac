"""Pages that cannot be read: it is told, what is shown stays, and it is tried again."""

from collections.abc import Sequence

import pytest

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.storage.errors import DamagedFile
from rp_tui.widgets.transcript import reader
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.widget import Transcript
from tests.widgets.transcript.host import Host, Shelf, chat, opened, stripped


class Faulty(Shelf):
    """Cannot be read as often as it is told."""

    fails = 0

    def before(self, id: int | None, limit: int) -> Sequence[Shown]:
        self._may_fail()
        return super().before(id, limit)

    async def since(self, id: int | None, limit: int) -> Sequence[Shown]:
        self._may_fail()
        return await super().since(id, limit)

    def find(self, text: str) -> Sequence[int]:
        self._may_fail()
        return super().find(text)

    def _may_fail(self) -> None:
        if self.fails:
            self.fails -= 1
            raise DamagedFile("chat.db", "a bad page")


def unread(host: Host) -> list[Transcript.Unread]:
    return [one for one in host.heard if isinstance(one, Transcript.Unread)]


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "PAGE", 1)


@pytest.mark.parametrize("key", ["g", "pageup", "ctrl+u", "k"])
async def test_a_key_that_reads_in_vain_tells_why_and_moves_nothing(key: str) -> None:
    async with opened(chat(400)) as (host, pilot):
        shelf = Faulty(host.shelf.turns)
        await host.transcript.open(shelf)
        await pilot.pause()
        before = stripped(host), host.transcript.selected
        shelf.fails = 1
        await pilot.press(key)
        await pilot.pause()
        assert [one.told for one in unread(host)] == [str(DamagedFile("chat.db", "a bad page"))]
        assert (stripped(host), host.transcript.selected) == before
        await pilot.press(key)
        await pilot.pause()
        assert len(unread(host)) == 1
        assert (stripped(host), host.transcript.selected) != before


async def test_a_wheel_and_a_resize_that_read_in_vain_tell_why() -> None:
    async with opened(chat(400)) as (host, pilot):
        shelf = Faulty(host.shelf.turns)
        await host.transcript.open(shelf)
        shelf.fails = 1
        await host.transcript.on_mouse_scroll_up()
        await pilot.pause()
        assert len(unread(host)) == 1
        shelf.fails = 1
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert len(unread(host)) == 2
        assert any("Turn 400." in line for line in stripped(host))


async def test_a_hit_that_cannot_be_gone_to_is_gone_to_later() -> None:
    async with opened(chat(400)) as (host, pilot):
        shelf = Faulty(host.shelf.turns)
        await host.transcript.open(shelf)
        assert await host.transcript.find("Turn 39") > 1
        host.transcript._hits.ids.insert(0, 10)
        shelf.fails = 1
        await host.transcript.action_next_hit()
        await pilot.pause()
        assert len(unread(host)) == 1
        await host.transcript.action_next_hit()
        await pilot.pause()
        assert host.transcript.selected == shelf.turns[0]


async def test_a_chat_that_cannot_be_opened_is_read_with_the_next_move() -> None:
    async with opened(chat(30)) as (host, pilot):
        shelf = Faulty(host.shelf.turns)
        shelf.fails = 1
        with pytest.raises(Trouble):
            await host.transcript.open(shelf)
        await pilot.pause()
        assert not any(stripped(host)), "nothing of another chat is left"
        await pilot.press("k")
        await pilot.pause()
        assert any("Turn 30." in line for line in stripped(host))
