"""The toast: counts its seconds down without painting more than their digits, and is gone."""

import pytest
from textual.geometry import Region

from rp_tui.ui.action import Place
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.toast import LASTS_S, MOST_ROWS, Notice, NoticeView
from tests.widgets.frame import HOSTILE, harmless, rows, shown, text

REWOUND = NoticeView("Rewound 12 turns.", "undo")


async def test_it_says_what_was_done_and_the_key_that_undoes_it() -> None:
    toast = Notice(Keymap())
    async with shown(toast) as (_, pilot):
        toast.view = REWOUND
        await pilot.pause()
        assert "Rewound 12 turns.   u Undo  30 s" in text(toast)
        toast.place = Place.COMPOSER
        toast.view = NoticeView("Rewound 1 turn.", "undo")
        await pilot.pause()
        assert "Rewound 1 turn.   Ctrl+O t u Undo  30 s" in text(toast)


async def test_each_second_paints_its_digits_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    toast = Notice(Keymap())
    async with shown(toast) as (_, pilot):
        toast.view = REWOUND
        await pilot.pause()
        painted: list[Region] = []
        refresh = toast.refresh

        def noted(*regions: Region) -> Notice:
            painted.extend(regions)
            return refresh(*regions)

        monkeypatch.setattr(toast, "refresh", noted)
        toast.tick()
        (region,) = painted
        assert region.area == len("30 s")
        digits = region.translate(toast.content_offset)
        assert rows(toast)[digits.y][digits.x : digits.right] == "29 s"


async def test_it_goes_when_its_time_is_over_and_says_so_once() -> None:
    toast = Notice(Keymap())
    async with shown(toast) as (app, pilot):
        toast.view = REWOUND
        for _ in range(LASTS_S):
            assert toast.view is REWOUND
            toast.tick()
        await pilot.pause()
        assert not toast.has_class("-shown")
        toast.tick()
        await pilot.pause()
        assert [expired.view for expired in app.told(Notice.Expired)] == [REWOUND]


async def test_a_new_one_counts_from_its_start() -> None:
    toast = Notice(Keymap())
    async with shown(toast) as (_, pilot):
        toast.view = REWOUND
        toast.tick()
        toast.view = NoticeView("Copied.", lasts_s=3)
        await pilot.pause()
        assert toast.left_s == 3
        assert text(toast).strip() == "Copied.", "what nobody can undo counts no seconds"


async def test_what_is_told_again_counts_from_its_start_again() -> None:
    toast = Notice(Keymap())
    async with shown(toast):
        toast.view = NoticeView("Nobody is here.", lasts_s=8)
        for _ in range(6):
            toast.tick()
        toast.view = NoticeView("Nobody is here.", lasts_s=8)
        assert toast.left_s == 8


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_hostile_text_is_harmless_and_the_key_stays_in_sight(
    hostile: str, size: tuple[int, int]
) -> None:
    toast = Notice(Keymap())
    async with shown(toast, size=size) as (_, pilot):
        toast.view = NoticeView(hostile, "undo")
        await pilot.pause()
        assert harmless(rows(toast))
        assert "u Undo" in text(toast)
        assert toast.outer_size.height <= MOST_ROWS + 1, "with a row for the key"


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_a_sentence_is_told_to_its_end(size: tuple[int, int]) -> None:
    told = "Mara has no kickoff yet; write the prose that opens its chat, and begin then."
    toast = Notice(Keymap())
    async with shown(toast, size=size) as (_, pilot):
        toast.view = NoticeView(told, "undo")
        await pilot.pause()
        words = [word for row in rows(toast) for word in row.split()]
        assert " ".join(words).startswith(told)
        assert toast.outer_size.height <= MOST_ROWS + 1
        assert "u Undo  30 s" in text(toast)
        before = text(toast)
        toast.tick()
        await pilot.pause()
        assert text(toast) == before.replace("30 s", "29 s"), "nothing moves while it counts"


async def test_an_offer_that_another_word_hides_is_seen_again_for_the_rest_of_its_time() -> None:
    toast = Notice(Keymap())
    async with shown(toast) as (_, pilot):
        toast.view = REWOUND
        toast.view = NoticeView("Copied.", lasts_s=4)
        toast.view = NoticeView("Copied again.", lasts_s=4)
        await pilot.pause()
        assert toast.offered == "undo"
        for _ in range(4):
            toast.tick()
        await pilot.pause()
        assert toast.view is REWOUND
        assert "u Undo  26 s" in text(toast)


async def test_an_offer_whose_time_is_over_is_not_seen_again() -> None:
    toast = Notice(Keymap())
    async with shown(toast):
        toast.view = REWOUND
        toast.view = NoticeView("Mara is here.", lasts_s=LASTS_S + 1)
        for _ in range(LASTS_S + 1):
            toast.tick()
        assert toast.view is None


async def test_what_is_read_leads_back_to_the_offer_and_a_new_offer_takes_its_place() -> None:
    toast = Notice(Keymap())
    async with shown(toast):
        toast.view = REWOUND
        toast.view = NoticeView("Copied.")
        toast.close()
        assert toast.view is REWOUND
        toast.view = NoticeView("The guest seems gone.", "see-off")
        toast.close()
        assert toast.view is None


async def test_an_offer_that_is_withdrawn_is_not_seen_again() -> None:
    toast = Notice(Keymap())
    async with shown(toast):
        toast.view = REWOUND
        toast.view = NoticeView("Copied.")
        toast.withdraw("undo")
        assert toast.view
        toast.close()
        assert toast.view is None
