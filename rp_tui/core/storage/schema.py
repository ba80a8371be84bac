"""The data model, as it ships: beside the package when installed, at the top of a checkout."""

from functools import cache
from importlib.resources import files
from pathlib import Path

PACKAGE = "rp_tui"
NAME = "schema.sql"


@cache
def schema() -> str:
    """The text of schema.sql."""
    shipped = files(PACKAGE) / NAME
    if shipped.is_file():
        return shipped.read_text(encoding="utf-8")
    return (Path(str(files(PACKAGE))).parent / NAME).read_text(encoding="utf-8")
