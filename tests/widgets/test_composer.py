"""The composer: what is written is sent, kept, counted and never lost; letters are only letters."""

from contextlib import nullcontext
from time import perf_counter

import pytest
from textual import events
from textual.app import App, SuspendNotSupported
from textual.geometry import Region

from rp_tui.core.domain.text import LONGEST_PASSAGE
from rp_tui.core.llm.tokens import estimate
from rp_tui.ui import editor, themes
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.composer import INVITATION, Composer
from tests.widgets.frame import HOSTILE, harmless, rows, shown, text

LIMIT_S = 2.0  # a stall is tens of seconds; this machine is noisy


def composer() -> Composer:
    return Composer(Keymap(), estimate)


def colour_of(box: Composer, letter: str) -> str:
    """In which a letter is drawn."""
    strips = box.render_lines(Region(0, 0, *box.outer_size))
    styles = [each.style for strip in strips for each in strip if each.text.strip() == letter]
    return styles[0].color.name if styles and styles[0] and styles[0].color else ""


def typed(words: str) -> list[str]:
    return ["space" if char == " " else char for char in words]


async def test_enter_sends_what_was_written_and_keeps_it_until_it_is_taken() -> None:
    box = composer()
    async with shown(box) as (app, pilot):
        await pilot.press(*typed("Hello there"), "enter")
        assert [sent.text for sent in app.told(Composer.Submitted)] == ["Hello there"]
        assert box.draft == "Hello there"
        await pilot.press("enter")
        assert len(app.told(Composer.Submitted)) == 1, "locked until it is known what becomes of it"
        box.sent()
        assert box.draft == ""


async def test_a_letter_asks_for_no_style_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    box = composer()
    async with shown(box) as (_, pilot):
        await pilot.press("a")
        await pilot.until(lambda: "a" in text(box))
        asked: list[str] = []
        monkeypatch.setattr(box, "get_component_rich_style", asked.append)
        await pilot.press("b")
        await pilot.until(lambda: "ab" in text(box))
        assert asked == []


async def test_what_is_written_has_the_colour_of_the_theme_of_now() -> None:
    box = composer()
    async with shown(box, theme="dusk") as (app, pilot):
        await pilot.press("a")
        await pilot.until(lambda: colour_of(box, "a") == themes.ALL["dusk"].foreground)
        app.theme = "paper"
        await pilot.until(lambda: colour_of(box, "a") == themes.ALL["paper"].foreground)


async def test_the_words_of_an_old_turn_stand_between_whose_they_are_and_what_keys_do() -> None:
    box = composer()
    async with shown(box) as (_, pilot):
        box.draft = "Hello there"
        box.mend("You · turn 2", "Regenerate")
        await pilot.until(lambda: "You · turn 2" in rows(box)[0])
        counted = f"{estimate('Hello there')} tokens · Enter Regenerate"
        await pilot.until(lambda: counted in rows(box)[-1])
        assert "Cancel" in rows(box)[-1]
        await pilot.resize_terminal(40, 12)
        # What the keys do matters more than a count.
        await pilot.until(lambda: "tokens" not in rows(box)[-1] and "Cancel" in rows(box)[-1])
        box.free()
        await pilot.resize_terminal(80, 24)
        await pilot.until(lambda: "tokens" in text(box) and "Regenerate" not in text(box))


async def test_what_could_not_be_sent_can_be_sent_again() -> None:
    box = composer()
    async with shown(box) as (app, pilot):
        await pilot.press("a", "enter")
        box.free()
        await pilot.press("b", "enter")
        assert [sent.text for sent in app.told(Composer.Submitted)] == ["a", "ab"]


@pytest.mark.parametrize("key", ["ctrl+j", "shift+enter"])
async def test_a_line_is_broken_without_sending(key: str) -> None:
    box = composer()
    async with shown(box) as (app, pilot):
        await pilot.press("a", key, "b")
        assert box.draft == "a\nb"
        assert not app.told(Composer.Submitted)


async def test_nothing_is_not_sent() -> None:
    box = composer()
    async with shown(box) as (app, pilot):
        await pilot.press("enter", "space", "ctrl+j", "enter")
        assert not app.told(Composer.Submitted)


async def test_it_grows_with_the_text_to_a_third_of_the_screen() -> None:
    box = composer()
    async with shown(box, size=(80, 30)) as (_, pilot):
        assert box.outer_size.height == 3
        box.draft = "a\nb\nc"
        await pilot.pause()
        assert box.outer_size.height == 5
        box.draft = "line\n" * 100
        await pilot.pause()
        assert box.outer_size.height <= 10


async def test_what_was_said_comes_back_and_the_draft_waits() -> None:
    box = composer()
    async with shown(box) as (_, pilot):
        box.remember(["first", "second\nof two lines"])
        await pilot.press("d", "r", "up")
        assert box.text == "second\nof two lines"
        assert box.draft == "dr"
        await pilot.press("up", "up")
        assert box.text == "first"
        await pilot.press("up")
        assert box.text == "first", "there is nothing before it"
        await pilot.press("down", "down")
        assert box.text == "dr"
        await pilot.press("down")
        assert box.text == "dr"


async def test_older_words_that_are_changed_are_of_the_draft_until_they_are_sent() -> None:
    box = composer()
    async with shown(box) as (app, pilot):
        box.remember(["first"])
        await pilot.press("d", "up", "!")
        await pilot.pause()
        assert (box.text, box.draft) == ("first!", "d\n\nfirst!")
        await pilot.press("enter")
        (sent,) = app.told(Composer.Submitted)
        assert (sent.text, sent.beside) == ("first!", "d")


async def test_older_words_that_are_changed_and_left_go_behind_the_draft() -> None:
    box = composer()
    async with shown(box) as (_, pilot):
        box.remember(["zeroth", "first"])
        await pilot.press("d", "up", "!", "up")
        await pilot.pause()
        assert box.text == "zeroth"
        await pilot.press("down")
        assert box.text == "first"
        await pilot.press("down")
        assert box.text == box.draft == "d\n\nfirst!"


async def test_the_editor_gives_back_older_words_and_the_draft_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    box = composer()
    monkeypatch.setattr(App, "suspend", nullcontext)
    monkeypatch.setattr(editor, "edit", lambda text, env: text)
    async with shown(box) as (_, pilot):
        box.remember(["first"])
        await pilot.press("d", "up", "ctrl+l")
        await pilot.pause()
        assert (box.text, box.draft) == ("first", "d")


async def test_what_is_remembered_while_older_words_are_looked_at_takes_nothing_away() -> None:
    box = composer()
    async with shown(box) as (_, pilot):
        box.remember(["first"])
        await pilot.press("d", "up")
        box.remember(["other", "words"])
        assert box.text == box.draft == "d"


async def test_up_moves_within_the_text_before_it_leaves_it() -> None:
    box = composer()
    async with shown(box) as (_, pilot):
        box.remember(["before"])
        box.draft = "one\ntwo"
        await pilot.press("up", "x")
        assert box.draft == "onex\ntwo"
        box.draft = "a long row that is wrapped " * 6
        await pilot.press("up", "x")
        assert "x" in box.draft, "rows that are wrapped are rows"


async def test_what_was_sent_is_remembered() -> None:
    box = composer()
    async with shown(box) as (_, pilot):
        await pilot.press("a", "enter")
        box.sent()
        box.free()
        await pilot.press("up")
        assert box.text == "a"


async def test_a_draft_is_there_again_when_older_words_were_sent_beside_it() -> None:
    box = composer()
    async with shown(box) as (app, pilot):
        box.remember(["again"])
        await pilot.press("d", "up", "enter")
        (sent,) = app.told(Composer.Submitted)
        assert (sent.text, sent.beside) == ("again", "d")
        box.sent(sent.beside)
        box.free()
        assert box.text == box.draft == "d"


async def test_a_locked_box_invites_to_nothing_and_shows_no_cursor() -> None:
    box = composer()
    async with shown(box) as (_, pilot):
        assert INVITATION in text(box)
        box.hold("Ada is writing")
        await pilot.pause()
        assert INVITATION not in text(box)
        assert not box.show_cursor
        box.free()
        await pilot.pause()
        assert INVITATION in text(box)
        assert box.show_cursor


@pytest.mark.parametrize("theme", ["dusk", "paper", "contrast"])
async def test_the_cursor_has_the_themes_colour_also_on_what_invites(theme: str) -> None:
    box = composer()
    async with shown(box, theme=theme) as (app, pilot):
        box.focus()
        await pilot.pause()
        wanted = app.theme_variables["input-cursor-background"]
        for draft in ("", "mine"):
            box.draft = draft
            await pilot.pause()
            row = box.render_lines(Region(0, 1, box.outer_size.width, 1))[0]
            shades = {one.style.bgcolor.name for one in row if one.style and one.style.bgcolor}
            assert wanted in shades


async def test_a_locked_box_takes_nothing_and_says_which_key_stops() -> None:
    box = composer()
    async with shown(box) as (app, pilot):
        box.draft = "mine"
        box.hold("Ada\x1b[2J [b]writes[/b]")
        await pilot.press("x", "space", "?", "backspace", "ctrl+j", "enter", "ctrl+u")
        await box._on_paste(events.Paste("pasted"))
        await pilot.pause()
        assert box.draft == "mine"
        assert "Ada [b]writes[/b] · Ctrl+G stops" in text(box)
        assert not app.told(Composer.Submitted)
        assert [refused.told for refused in app.told(Composer.Refused)] == [
            "Nothing can be written until the reply has ended; stop it, or wait."
        ]
        box.free()
        await pilot.press("x")
        assert box.draft == "minex"


async def test_a_draft_is_told_once_the_player_pauses_and_counted() -> None:
    box = composer()
    async with shown(box) as (app, pilot):
        for char in "some words":
            box.insert(char)
        await pilot.until(lambda: app.told(Composer.Drafted))
        assert [drafted.text for drafted in app.told(Composer.Drafted)] == ["some words"]
        await pilot.until(lambda: f"{estimate('some words')} tokens" in text(box))
        box.sent()
        await pilot.until(lambda: app.told(Composer.Drafted)[-1].text == "")
        await pilot.until(lambda: "token" not in text(box))


async def test_as_much_as_a_turn_may_have_is_pasted_whole_and_sent_whole() -> None:
    box = composer()
    words = ("word " * 20 + "\n") * (LONGEST_PASSAGE // 101)
    async with shown(box) as (app, pilot):
        began = perf_counter()
        await box._on_paste(events.Paste(words))
        await pilot.pause()
        await pilot.press("enter")
        assert perf_counter() - began < LIMIT_S
        assert [sent.text for sent in app.told(Composer.Submitted)] == [words.strip()]


async def test_a_megabyte_is_refused_at_once_with_a_sentence() -> None:
    box = composer()
    async with shown(box) as (app, pilot):
        await pilot.press("a")
        began = perf_counter()
        await box._on_paste(events.Paste("x" * 1_000_000))
        assert perf_counter() - began < LIMIT_S
        await pilot.pause()
        assert box.draft == "a"
        assert [refused.told for refused in app.told(Composer.Refused)] == [
            "A turn has at most 100,000 characters, and this would have 1,000,001;"
            " shorten it, or send it in parts."
        ]


async def test_a_draft_that_has_grown_too_long_is_kept_and_not_sent() -> None:
    box = composer()
    async with shown(box) as (app, pilot):
        box.draft = "x\n" * (LONGEST_PASSAGE // 2 + 1)
        await pilot.press("enter")
        assert not app.told(Composer.Submitted)
        assert app.told(Composer.Refused)
        assert len(box.draft) > LONGEST_PASSAGE
        box.select_all()
        await pilot.press("enter")
        assert not app.told(Composer.Submitted)


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_text_is_harmless_in_the_box(hostile: str) -> None:
    box = composer()
    async with shown(box) as (_, pilot):
        await box._on_paste(events.Paste(hostile[:1_000]))
        box.hold(hostile)
        await pilot.pause()
        assert harmless(rows(box))
        box.draft = ""
        box.invite(hostile)
        box.mend(hostile, "Change")
        await pilot.pause()
        assert harmless(rows(box))


async def test_an_idle_box_paints_nothing() -> None:
    box = composer()
    async with shown(box):
        assert not box.cursor_blink
        assert not box.blink_timer._active.is_set()


async def test_the_draft_goes_to_the_editor_and_comes_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("editor") / "append"
    path.write_text('#!/bin/sh\nprintf " and more" >> "$1"\n')
    path.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(path))
    box = composer()
    async with shown(box) as (app, pilot):
        monkeypatch.setattr(app, "suspend", nullcontext)
        await pilot.press("a", "ctrl+l")
        assert box.draft == "a and more"


async def test_what_stands_in_the_way_of_the_editor_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    box = composer()

    def never() -> None:
        raise SuspendNotSupported

    async with shown(box) as (app, pilot):
        await pilot.press("a", "ctrl+l")
        monkeypatch.setattr(app, "suspend", nullcontext)
        await pilot.press("ctrl+l")
        monkeypatch.setattr(app, "suspend", never)
        await pilot.press("ctrl+l")
        told = [refused.told for refused in app.told(Composer.Refused)]
        assert "No editor is set; start rp-tui with EDITOR=nano, or the one you like." in told
        assert told[-1].startswith("The screen cannot make room for an editor here")
        assert box.draft == "a"


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12), (10, 3)])
async def test_it_is_usable_at_every_size(size: tuple[int, int]) -> None:
    box = composer()
    async with shown(box, size=size) as (app, pilot):
        await pilot.press(*typed("some words"), "enter")
        assert app.told(Composer.Submitted)
