"""What every error of ours has in common: one sentence, and the exit code of a command it ends."""

from typing import ClassVar


class Trouble(Exception):
    """An error whose text is one sentence: what happened, and what to do."""

    exit_code: ClassVar[int] = 1
