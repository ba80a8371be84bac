"""What can be wrong with the settings: one class and one sentence each.

None of them quotes text, since what was put in the wrong place may be a key.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rp_tui.core.domain.errors import Trouble
from rp_tui.paths import PACKAGE

SAMPLE = PACKAGE / "config_sample.toml"  # every setting, with its default and a comment


class Spot(NamedTuple):
    """Where a file cannot be read on."""

    line: int
    column: int
    text: str  # as much of the line as can be no key; nothing if all could be


class ConfigTrouble(Trouble):
    """A setting, or the file of settings, cannot be understood."""


class BadSetting(ConfigTrouble):
    """A setting has a value that it cannot have."""

    def __init__(self, name: str, where: str, wanted: str, found: str = "") -> None:
        instead = f", not {found}" if found else ""
        super().__init__(f"{name} {where} must be {wanted}{instead}.")


class UnknownSetting(ConfigTrouble):
    """Nothing is called so."""

    def __init__(self, name: str, where: str, meant: Iterable[str]) -> None:
        names = " or ".join(meant)
        question = f"; did you mean {names}?" if names else f"; {SAMPLE} shows all that there are."
        super().__init__(f"{name} {where} is no setting{question}")


class EmptyKey(ConfigTrouble):
    """A key is named and nothing is in it."""

    def __init__(self, name: str, where: str) -> None:
        super().__init__(
            f"{name} {where} is empty; give the key, or take the setting out to play without one."
        )


class Clash(ConfigTrouble):
    """Two settings cannot both be so."""

    def __init__(self, small: str, low: int, large: str, high: int, path: Path) -> None:
        super().__init__(
            f"{small} is {low:,}, too much beside {large}, which is {high:,};"
            f" change one of them in {path}."
        )


class BadFile(ConfigTrouble):
    """The file of settings cannot be read as one."""

    def __init__(self, path: Path, what: str, spot: Spot | None = None) -> None:
        self.path, self.spot = path, spot
        super().__init__(f"{path} {what}; mend the file, or take it away to play with defaults.")
