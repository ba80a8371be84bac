"""The data model, as it ships: beside the package when installed, at the top of a checkout."""

import re
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[2]
NAME = "schema.sql"
PART = re.compile(r'^CREATE (?:VIRTUAL )?(?:TABLE|VIEW|INDEX) "?(\w+)', re.MULTILINE)


@cache
def schema() -> str:
    """The text of schema.sql."""
    shipped = PACKAGE / NAME
    file = shipped if shipped.is_file() else PACKAGE.parent / NAME
    return file.read_text(encoding="utf-8")


@cache
def parts() -> frozenset[str]:
    """The names of its tables, views and indices."""
    return frozenset(PART.findall(schema()))
