"""A line of the frame: one row of text that fits, made of values that are shown as they are."""

from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

BETWEEN = " · "


class Line(Widget):
    """One row; what it shows depends on how wide it is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--strong", "line--muted", "line--key"}
    DEFAULT_CSS = """
    Line {
        height: 1;
        width: 1fr;
        & > .line--strong { color: $foreground; text-style: bold; }
        & > .line--muted { color: $text-muted; }
        & > .line--key { color: $footer-key-foreground; }
        &:ansi {
            & > .line--muted { text-style: dim; }
            & > .line--key { text-style: bold; }
        }
    }
    """

    def line(self, cells: int) -> Content:
        """What is shown in so many cells."""
        raise NotImplementedError

    def render(self) -> Content:
        """The line, as wide as there is room."""
        return self.line(self.content_size.width)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as its words, where the layout leaves that to it."""
        return self.line(container.width).cell_length

    def said(self, text: str, name: str) -> Content:
        """Text in one of the line's styles."""
        return Content.styled(text, self.get_visual_style(f"line--{name}", partial=True))
