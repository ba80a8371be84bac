"""What answers are made of; each takes those slips of small models that leave nothing to guess."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

# How a model fills in what it should have left blank.
NOTHING = frozenset(
    """none|n/a|na|nothing|null|unknown|no change|unchanged|not mentioned|not specified|unspecified
    |not stated|not given|no one|nobody|empty|blank|-|--|.""".replace("\n", "").split("|")
) | {""}


class Answer(BaseModel):
    """An answer in few fields; what it adds is not heard."""

    model_config = ConfigDict(frozen=True)


def said(value: object) -> object:
    """A text that says something, else a blank."""
    if isinstance(value, str):
        return "" if is_nothing(value) else " ".join(value.split())
    return value


def is_nothing(value: str) -> bool:
    return value.strip().strip(".()[]<>\"'").strip().casefold() in NOTHING


def listed(value: object) -> object:
    """A list of texts, also where one text, or texts with a label each, was given."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple):
        return value
    texts = [next(iter(v.values())) if isinstance(v, dict) and len(v) == 1 else v for v in value]
    return [text for text in map(said, texts) if text != ""]


def prose(value: object) -> object:
    """A text whose lines are kept; blank where it says nothing."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = " ".join(value)
    return value.strip() if isinstance(value, str) and not is_nothing(value) else said(value)


Text = Annotated[str, BeforeValidator(said)]
Texts = Annotated[list[str], BeforeValidator(listed)]
Prose = Annotated[str, BeforeValidator(prose)]


def words(others: Mapping[Any, str]) -> BeforeValidator:
    """For a choice among words: in any case, or by what else a model calls one of them."""

    def chosen(value: object) -> object:
        if isinstance(value, str):
            value = " ".join(value.replace("_", " ").casefold().strip(" .\"'").split())
        if isinstance(value, bool) or not isinstance(value, str | int):
            return value
        return others.get(value, value)

    return BeforeValidator(chosen)
