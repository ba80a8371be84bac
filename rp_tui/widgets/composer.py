"""The composer: where a turn is written. Enter sends it, Ctrl+J breaks its line."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import SuspendNotSupported
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection, TextAreaTheme

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.text import LONGEST_PASSAGE
from rp_tui.ui import editor, wording
from rp_tui.ui.action import Place
from rp_tui.ui.keymap import Keymap, bindings

if TYPE_CHECKING:
    from textual.timer import Timer

QUIET_S = 0.25  # without a key, after which a draft is told and counted
MOST_REMEMBERED = 200
INVITATION = "Say something, or *do* something."
TOO_LONG = (
    "A turn has at most {most:,} characters, and this would have {count:,};"
    " shorten it, or send it in parts."
)
CANCEL = "Cancel"
PARAGRAPH = "\n\n"
BESIDE_FOOT = 6  # cells of the frame to both sides of what stands in it
LOCKED = "Nothing can be written until the reply has ended; stop it, or wait."


class Composer(TextArea):
    """One turn as it is written; a draft is kept, also beside older words, until it is taken."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.COMPOSER)]
    DEFAULT_CSS = """
    Composer {
        height: auto;
        min-height: 3;
        max-height: 33vh;
        padding: 0 1;
        border: round $border-blurred;
        background: $background;
        color: $foreground;
        border-title-color: $text-muted;
        border-subtitle-color: $text-muted;
        scrollbar-size-vertical: 1;
        &:focus { border: round $border; }
        &.-read-only, &.-read-only:focus { border: round $border-blurred; }
        & .text-area--cursor-line { background: transparent; }
        & .text-area--cursor, &:light .text-area--cursor, &:dark .text-area--cursor {
            color: $input-cursor-foreground;
            background: $input-cursor-background;
        }
        & .text-area--selection { background: $input-selection-background; }
        & .text-area--placeholder { color: $text-disabled; }
        &:ansi {
            & .text-area--placeholder { color: ansi_default; text-style: dim; }
            & .text-area--cursor { text-style: not dim reverse; }
            & .text-area--selection { background: ansi_default; text-style: reverse; }
        }
    }
    """

    locked: var[bool] = var(False)
    _dressed: TextAreaTheme | None = None  # what has the styles of now

    @dataclass
    class Submitted(Message):
        """The player sent a turn; it stays in the box, locked, until `sent` or `free`."""

        text: str
        beside: str = ""  # the draft, where older words are sent
        of: int | None = None  # the chat that it was written for

    @dataclass
    class Drafted(Message):
        """The draft changed, and the player has paused."""

        text: str
        of: int | None = None  # the chat that it is written for

    @dataclass
    class Refused(Message):
        """Something was not done; what is told is a sentence for the player."""

        told: str

    def __init__(
        self,
        keymap: Keymap,
        count: Callable[[str], int],
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes, highlight_cursor_line=False)
        self.cursor_blink = False  # a blink is 400 bytes a second over SSH
        self.match_cursor_bracket = False
        self._keymap, self._count = keymap, count
        self.of: int | None = None  # the chat that is written for
        self._said: list[str] = []
        self._back = 0  # how far back in what was said
        self._recalled = ""
        self._aside = ""  # the draft, while what was said is looked at
        self._quiet: Timer | None = None
        self._deeds = ""  # what is done with the words of an old turn
        self._invited = INVITATION
        self.invite(INVITATION)

    @property
    def draft(self) -> str:
        """What is written and not yet taken; older words are of it once they are changed."""
        if not self._back:
            return self.text
        changed = "" if self.text == self._recalled else self.text
        return PARAGRAPH.join(filter(None, (self._aside, changed)))

    @draft.setter
    def draft(self, text: str) -> None:
        self._back, self._aside = 0, ""
        self._show(clean(text))

    def invite(self, told: str) -> None:
        """Say in the empty box what may be written."""
        self._invited = wording.one_line(told)
        self.placeholder = Content("" if self.locked else self._invited)

    def remember(self, said: Iterable[str]) -> None:
        """What the player said in this chat before, the oldest first."""
        if self._back:
            self.draft = self.draft  # of older words only that is theirs which was changed
        self._said = [*said][-MOST_REMEMBERED:]

    def hold(self, told: str) -> None:
        """Let nothing be written, and say why; the key that stops is told beside it."""
        stop = self._keymap.way("stop", Place.COMPOSER)
        self.locked = True
        self._head(f"{wording.one_line(told)} · {stop} stops")

    def free(self) -> None:
        """Let the player write again; what is in the box stays."""
        self.locked = False
        self._head("")

    def mend(self, called: str, deed: str) -> None:
        """Let the words of an old turn be written, below whose they are and above the keys."""
        send, leave = (self._keymap.way(id, Place.COMPOSER) for id in ("send", "to-transcript"))
        self.locked = False
        self._head(wording.one_line(called), f"{send} {deed} · {leave} {CANCEL}")

    def _head(self, told: str, deeds: str = "") -> None:
        self.border_title = Content(told)
        if deeds != self._deeds:
            self._deeds = deeds
            self._tell_foot()

    def sent(self, draft: str = "") -> None:
        """The words are taken, and are of the past now; in the box is what was beside them."""
        if self.text.strip():
            self._said = [*self._said, self.text][-MOST_REMEMBERED:]
        self.draft = draft
        self._tell_foot()

    def on_resize(self) -> None:
        """There is more room below the words, or less."""
        self._tell_foot()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the box; Textual asks for all their styles with every key, which is dear."""
        if self._dressed is self._theme:
            return super(TextArea, self).render_lines(crop)
        self._dressed = self._theme
        return super().render_lines(crop)

    def notify_style_update(self) -> None:
        """The theme, the focus or the lock changed."""
        super().notify_style_update()
        self._dressed = None

    def render_line(self, y: int) -> Strip:
        """A row of the box; nothing, where there is no room for a letter."""
        return super().render_line(y) if self.content_size.width else Strip([])

    def on_hide(self, event: events.Hide) -> None:
        """Keep the focus where there is no room for a moment: what is typed on is no key."""
        event.prevent_default()
        self._end_mouse_selection()

    def watch_locked(self, locked: bool) -> None:
        """A locked box is read-only, and looks it: nothing invites to write, and no cursor."""
        self.read_only, self.show_cursor = locked, not locked
        self.invite(self._invited)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters are text here, even while none is taken: no letter turns into an action."""
        return character is not None and character.isprintable()

    async def _on_key(self, event: events.Key) -> None:
        # Textual would ask the base class too, which breaks the line on Enter.
        event.prevent_default()
        if self.locked and event.is_printable:
            event.stop()
        elif event.is_printable:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if self.locked:
            self.post_message(self.Refused(LOCKED))
        elif self._fits(len(self.text) - len(self.selected_text) + len(event.text)):
            await super()._on_paste(events.Paste(clean(event.text)))

    def _fits(self, count: int) -> bool:
        if count > LONGEST_PASSAGE:
            self.post_message(self.Refused(TOO_LONG.format(most=LONGEST_PASSAGE, count=count)))
        return count <= LONGEST_PASSAGE

    def action_send(self) -> None:
        """Send the turn, if there is one."""
        text = self.text.strip()
        if text and not self.locked and self._fits(len(text)):
            self.locked = True
            self.post_message(self.Submitted(text, self._aside if self._back else "", self.of))

    def action_newline(self) -> None:
        """Break the line."""
        self._replace_via_keyboard("\n", *self.selection)

    def action_history_up(self) -> None:
        """Above the first row are the words said before."""
        if self._row == 0 and self._back < len(self._said) and not self.locked:
            self._look_back(self._back + 1)
        else:
            self.action_cursor_up()

    def action_history_down(self) -> None:
        """Below the last row of older words are newer ones, and then the draft."""
        last = self._row == self.wrapped_document.height - 1
        if last and self._back and not self.locked:
            self._look_back(self._back - 1)
        else:
            self.action_cursor_down()

    @property
    def _row(self) -> int:
        return self.wrapped_document.location_to_offset(self.cursor_location).y

    def _look_back(self, back: int) -> None:
        self._aside = self.draft
        self._recalled = self._said[-back] if back else self._aside
        self._back = back
        self._show(self._recalled)

    def _show(self, text: str) -> None:
        self.load_text(text)
        self.selection = Selection.cursor(self.document.end)  # also where no cursor is shown

    def action_open_editor(self) -> None:
        """Hand the draft to the player's editor, and take back what comes."""
        if self.locked:
            self.post_message(self.Refused(LOCKED))
            return
        try:
            with self.app.suspend():
                self._show(clean(editor.edit(self.text, os.environ)))
        except SuspendNotSupported:
            self.post_message(self.Refused(str(editor.CannotSuspend())))
        except editor.EditorTrouble as trouble:
            self.post_message(self.Refused(str(trouble)))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell of it when the player pauses."""
        event.stop()
        if self._quiet:
            self._quiet.stop()
        self._quiet = self.set_timer(QUIET_S, self._pause)

    def _pause(self) -> None:
        self._tell_foot()
        self.post_message(self.Drafted(self.draft, self.of))

    def _tell_foot(self) -> None:
        """The keys, if they do anything but send; and the tokens, where there is room for them."""
        tokens = self._count(self.text) if self.text.strip() else 0
        counted = wording.counted(tokens, "token") if tokens else ""
        told = " · ".join(filter(None, (counted, self._deeds)))
        fits = cell_len(told) <= self.size.width - BESIDE_FOOT
        self.border_subtitle = Content(told if fits else self._deeds or counted)
