"""A story as a file to read or to keep, a piece at a time: Markdown, plain text or JSON.

What is hidden is in the JSON alone, marked as hidden.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from rp_tui.core.domain.clean import clean
from rp_tui.core.interchange import markdown as md
from rp_tui.core.interchange.clean_json import encoded
from rp_tui.core.interchange.story import BROKEN_OFF, Begun, Said, Story, heading

FORMAT = "rp-tui transcript"
VERSION = 1
INDENT = "    "

Form = Literal["markdown", "text", "json"]


class Header(Struct, frozen=True):
    """What a JSON transcript says before its turns."""

    format: str
    version: int
    title: str
    you: str
    host: str
    anchor: str


def markdown(story: Story) -> Iterator[str]:
    """Markdown: scenes are headings, narration is quoted, and a turn begins with a name in bold."""
    yield f"# {md.title(story.title)}\n"
    for entry in seen(story):
        if isinstance(entry, Begun):
            yield f"\n## {md.title(heading(entry, story.anchor)) or '…'}\n"
        else:
            yield f"\n{marked_down(entry, story)}\n"


def marked_down(said: Said, story: Story) -> str:
    told = md.paragraphs(said.segments, story.markers)
    if said.truncated:
        told[-1:] = [" ".join((*told[-1:], md.inert(BROKEN_OFF)))]
    prose = "\n\n".join(told)
    return md.quote(prose) if said.narration else f"**{md.title(said.speaker)}:** {prose}"


def plain(story: Story) -> Iterator[str]:
    """Plain text, line by line as it was said; what is indented has no name of its own before it,
    so that nothing said can pass for another's turn.
    """
    yield f"{clean(story.title, single_line=True)}\n"
    for entry in seen(story):
        if isinstance(entry, Begun):
            yield f"\n--- {heading(entry, story.anchor) or '…'} ---\n"
        else:
            yield f"\n{spelt_out(entry)}\n"


def spelt_out(said: Said) -> str:
    prose = clean(said.prose).strip()
    if said.truncated:
        prose = f"{prose} {BROKEN_OFF}"
    prose = "\n".join(f"{INDENT}{line}".rstrip() for line in prose.split("\n"))
    if said.narration:
        return prose
    return f"{clean(said.speaker, single_line=True)}: {prose.removeprefix(INDENT)}"


def json(story: Story) -> Iterator[str]:
    """JSON, a turn a line; ooc is a kind of segment, and the version grows when a field changes."""
    header = Header(FORMAT, VERSION, story.title, story.you, story.host, story.anchor)
    yield encoded(header).decode().removesuffix("}") + ',"turns":['
    comma = ""
    for entry in story.turns:
        yield f"{comma}\n{encoded(entry).decode()}"
        comma = ","
    yield "\n]}\n"


def seen(story: Story) -> Iterator[Said | Begun]:
    """What is not hidden."""
    return (entry for entry in story.turns if isinstance(entry, Begun) or not entry.hidden)


FORMS: Mapping[Form, Callable[[Story], Iterator[str]]] = {
    "markdown": markdown,
    "text": plain,
    "json": json,
}
