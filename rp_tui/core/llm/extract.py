"""The answer in a small model's reply: the object that stands in and among its prose.

A reply that was cut off is never an answer, nor is a piece from within one that is broken.
"""

import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

from rp_tui.core.llm.loose_json import Broken, Reader, Truncated

if TYPE_CHECKING:
    from pydantic import BaseModel

Model = TypeVar("Model", bound="BaseModel")

LONGEST_REPLY = 2_000_000  # characters; what is longer is no answer to a small question
LONGEST_REFUSAL_START = 200
MOST_STARTS = 1_000  # places that an object might begin at
LONGEST_BEFORE = 40

START = re.compile(r"\[\s*+\{|\{")
# Signs that braces are missing or too many around an object: a key before it; a key behind it, or
# a comma and one more.
KEY_BEFORE = re.compile(r"[\"'“”]\s*:\s*\Z")
MORE_BEHIND = re.compile(r"\s*+(?:,\s*+\{|,?+\s*+[\"'“][^\"'“”\n]{1,100}[\"'”]\s*+:)")
EMPTY = re.compile(r"[\s`]*+(?:json)?[\s`]*+\{\s*+\}[\s`]*+")
THOUGHTS = re.compile(r"</(?:think|thinking|thought|scratchpad)>")

REFUSAL = re.compile(
    r"""\W*+ (?: json\b\W*+ )?+ (?: (?:no|oh|well|okay|ok|hmm)\b\W*+ )?+ (?:
        (?:i['’]?m|i\ am|we['’]?re|we\ are) \W+ (?:\w+\W+){0,2}?
            (?: sorry | afraid | unable | not\ able | not\ comfortable | not\ going\ to
              | not\ permitted | not\ allowed )
      | (?:i|we) \W+ (?:\w+\W+){0,1}? (?: can['’]?t | cannot | can\ not | won['’]?t | will\ not
              | couldn['’]?t | could\ not | must\ decline | must\ refuse | decline | refuse
              | apologi[sz]e | (?:do\ not|don['’]?t)\ feel\ comfortable )
      | (?:my\ )? (?:sincere\ )? (?:apologies|apology) \b
      | sorry \b
      | unfortunately \W+ (?:i|we|this|that|as) \b
      | as\ an?\ (?: (?:\w+\ ){0,2}? (?:ai|language\ model|assistant) ) \b
      | (?:this|that|the|your) \W+ (?:content|request|prompt|topic|scene) \W+ (?:\w+\W+){0,3}?
            (?: violates | against | inappropriate | not\ allowed )
    )""",
    re.VERBOSE | re.IGNORECASE,
)

# What a model puts its answer into when it takes the question for a call of a tool.
WRAPPERS = frozenset(
    {"answer", "arguments", "data", "json", "output", "parameters", "response", "result"}
)


def extract(text: str) -> dict[str, Any] | None:
    """The first whole object in a reply, or nothing."""
    return next(objects(text), None)


def parse(text: str, model: type[Model]) -> Model | None:
    """The reply's answer to what a model asks for, if it is there and fits."""
    if EMPTY.fullmatch(text):  # to answer so is to say that there is nothing to tell
        return validated({}, model)
    for found in objects(text):
        if answer := addressed(found, model):
            return validated(answer, model)
    return None


def is_refusal(text: str) -> bool:
    """Whether a reply begins as a refusal does and holds no object."""
    return bool(REFUSAL.match(text[:LONGEST_REFUSAL_START])) and extract(text) is None


def objects(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a reply in their order, none of them from within another or from a thought.

    No character is read twice but to look one token ahead, so the time is linear.
    """
    if len(text) > LONGEST_REPLY:
        return
    at = max((thought.end() for thought in THOUGHTS.finditer(text)), default=0)
    for _ in range(MOST_STARTS):
        start = START.search(text, at)
        if not start or belongs_to_key(text, start.start()):
            return
        reader = Reader(text, start.start())
        try:
            found = reader.value()
        except Truncated:
            return
        except Broken:
            # What was begun in earnest and broke must not lend us a piece of its inside.
            if reader.begun and (start[0] != "{" or not reader.leave_object()):
                return
        else:
            if MORE_BEHIND.match(text, reader.at):
                return
            match found:
                case [dict() as lone] | (dict() as lone):
                    yield lone
        at = max(reader.at, start.start() + 1)


def belongs_to_key(text: str, at: int) -> bool:
    return bool(KEY_BEFORE.search(text[max(0, at - LONGEST_BEFORE) : at]))


def addressed(found: Mapping[str, Any], model: "type[BaseModel]") -> dict[str, Any] | None:
    """The answer under the names of the model's fields; nothing if it names none of them."""
    if answer := renamed(found, model):
        return answer
    inner = [
        value
        for key, value in found.items()
        if folded(key) in WRAPPERS | {folded(model.__name__)} and isinstance(value, dict)
    ]
    return renamed(inner[0], model) if len(inner) == 1 else None


def renamed(found: Mapping[str, Any], model: "type[BaseModel]") -> dict[str, Any] | None:
    """With keys such as "New facts" or "newFacts" under the field that they mean, new_facts."""
    names = {
        folded(field.alias or name): field.alias or name
        for name, field in model.model_fields.items()
    }
    answer = dict(found)
    for key in found:
        name = names.get(folded(key), key)
        if name not in answer:
            answer[name] = answer.pop(key)
    return answer if any(name in answer for name in names.values()) else None


def folded(key: str) -> str:
    return "".join(char for char in key.casefold() if char.isalnum())


def validated(answer: Mapping[str, Any], model: type[Model]) -> Model | None:
    """The answer as the model has it; where it holds null for a default, with that default."""
    from pydantic import ValidationError

    said = {key: value for key, value in answer.items() if value is not None}
    for candidate in (answer, said):
        try:
            found = model.model_validate(candidate)
        except ValidationError:
            continue
        return None if miscounted(candidate, found.model_dump(by_alias=True)) else found
    return None


def miscounted(given: object, taken: object) -> bool:
    """Whether true or "nan" was taken for a number, which pydantic allows and no model means."""
    if isinstance(given, Mapping) and isinstance(taken, Mapping):
        return any(miscounted(given[key], taken[key]) for key in given.keys() & taken.keys())
    if isinstance(given, list) and isinstance(taken, list | tuple):
        return any(miscounted(one, other) for one, other in zip(given, taken, strict=False))
    if isinstance(given, bool):
        return isinstance(taken, int | float) and taken is not given
    return isinstance(taken, float) and not isfinite(taken)
