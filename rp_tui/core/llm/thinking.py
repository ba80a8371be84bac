"""Keeps a model's thinking out of its prose, wherever the stream cuts its tags."""

import re
from collections.abc import Generator, Iterator

from rp_tui.core.llm.port import Text, Unsaid

# Cards ask for thoughts in tags of their own as part of the story: those are prose.
NAMES = ("think", "thinking", "reasoning", "seed:think")
TAG = re.compile(rf"<(?P<close>/?)(?:{'|'.join(NAMES)})\s{{0,4}}>", re.IGNORECASE)
# The beginning of a tag that the next piece may complete.
WHOLE_TAGS = tuple(f"<{slash}{name}" for name in NAMES for slash in ("", "/"))
LONGEST_TAG = max(map(len, WHOLE_TAGS)) + 5


class Thinking:
    """Takes pieces of a reply and gives its prose."""

    def __init__(self) -> None:
        self._held = ""
        self._inside = False
        self._seen = False  # that it thinks; since then a tag that only closes is a slip
        self._spoke = False

    @property
    def seen(self) -> bool:
        """Whether anything was kept out."""
        return self._seen

    def feed(self, piece: str) -> Iterator[Text | Unsaid]:
        """The prose that is certain now."""
        text = self._held + piece
        self._held = ""
        if "<" in text:
            text = yield from self._outside(text)
            start = text.rfind("<")
            if start >= 0 and may_become_a_tag(text[start:]):
                text, self._held = text[:start], text[start:]
        yield from self._say(text)

    def rest(self) -> Iterator[Text | Unsaid]:
        """What was held back, now that nothing more comes."""
        text, self._held = self._held, ""
        yield from self._say(text)

    def _outside(self, text: str) -> Generator[Text | Unsaid, None, str]:
        """Say what stands before and between tags; what follows the last one is left."""
        end = 0
        for tag in TAG.finditer(text):
            yield from self._say(text[end : tag.start()])
            end = tag.end()
            if tag["close"] and not self._inside and not self._seen and self._spoke:
                # It was opened in the prompt's template, out of our sight.
                self._spoke = False
                yield Unsaid()
            self._inside, self._seen = not tag["close"], True
        return text[end:]

    def _say(self, text: str) -> Iterator[Text]:
        if self._inside:
            return
        if self._seen and not self._spoke:
            text = text.lstrip()
        if text:
            self._spoke = True
            yield Text(text)


def may_become_a_tag(end: str) -> bool:
    if len(end) > LONGEST_TAG:
        return False
    end = end.lower()
    return any(tag.startswith(end) or end.rstrip() == tag for tag in WHOLE_TAGS)
