"""What the tests of interchange share: troubles read, and stories made by hand."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.markers import segments
from rp_tui.core.interchange.story import Begun, Said, Story

NOW = "2026-03-10T21:14:00Z"  # a Tuesday
YOU, HOST = "Robin", "Ann"


@contextmanager
def refused(trouble: type[Trouble], *words: str) -> Iterator[None]:
    """Expect just this trouble, in one sentence that has these words."""
    with pytest.raises(trouble) as caught:
        yield
    said = str(caught.value)
    assert caught.type is trouble
    assert said.endswith((".", "?")), said
    assert said.isprintable()
    for word in words:
        assert word in said, said


def said(prose: str, speaker: str = HOST, number: int = 1, **changes: bool) -> Said:
    """A turn as code reads it."""
    return Said(number, speaker, prose, segments(prose), NOW, **changes)


def story(*turns: Said | Begun, title: str = "Ann and Robin") -> Story:
    return Story(title, YOU, HOST, turns, NOW[:10])
