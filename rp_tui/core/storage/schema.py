"""The data model, as it ships: beside the package when installed, at the top of a checkout."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

PACKAGE = "rp_tui"
NAME = "schema.sql"
PART = re.compile(r'^CREATE (?:VIRTUAL )?(?:TABLE|VIEW|INDEX) "?(\w+)', re.MULTILINE)


@cache
def schema() -> str:
    """The text of schema.sql."""
    shipped = files(PACKAGE) / NAME
    if shipped.is_file():
        return shipped.read_text(encoding="utf-8")
    return (Path(str(files(PACKAGE))).parent / NAME).read_text(encoding="utf-8")


@cache
def parts() -> frozenset[str]:
    """The names of its tables, views and indices."""
    return frozenset(PART.findall(schema()))
