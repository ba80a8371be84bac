"""How things look: a bit for every look, and the style of any that come together."""

from rich.style import Style

(
    NARRATED,
    QUOTE,
    ACTION,
    STRONG,
    OOC,
    NAME,
    YOURS,
    NOTE,
    MARK,
    CURSOR,
    BAR,
    THUMB,
    NEWS,
    FOUND,
    MATCH,
    FADED,
) = (1 << bit for bit in range(16))

CALLED = {
    NARRATED: "narration",
    QUOTE: "quote",
    ACTION: "action",
    STRONG: "strong",
    OOC: "ooc",
    NAME: "name",
    YOURS: "yours",
    NOTE: "note",
    MARK: "mark",
    CURSOR: "cursor",
    BAR: "bar",
    THUMB: "thumb",
    NEWS: "news",
    FOUND: "found",
    MATCH: "match",
    FADED: "faded",
}


class Looks(dict[int, Style]):
    """The style of every look, and of looks together, put together when first asked for."""

    def __missing__(self, look: int) -> Style:
        parts = [self[bit] for bit in CALLED if look & bit and bit != look]
        self[look] = style = Style.combine([Style.null(), *parts])
        return style
