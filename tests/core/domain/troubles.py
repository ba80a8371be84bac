"""What every error of a decision must be."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rp_tui.core.domain.errors import Trouble

ONE_SENTENCE = re.compile(r"""['"“]?[A-Z0-9'"][^\n]*\.""")
SEVERAL = re.compile(r"[.!?] +[A-Z]")


@contextmanager
def refused(trouble: type[Trouble]) -> Iterator[None]:
    """Expect just this trouble, in one sentence that a person can read."""
    with pytest.raises(trouble) as caught:
        yield
    said = str(caught.value)
    assert caught.type is trouble
    assert ONE_SENTENCE.fullmatch(said), said
    assert not SEVERAL.search(said), said
