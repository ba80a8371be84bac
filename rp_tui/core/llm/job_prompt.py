"""The prompt of a job: what to do, the form and an example stay the same; the matter comes last.

The form is a JSON schema between tags, as models that were tuned for it know it, and no longer
than it must be: a small model reads it with each of its small questions.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.prompt import Block, Message, Prompt
from rp_tui.core.llm.job import Answer, Job, Matter

if TYPE_CHECKING:
    from pydantic import BaseModel

Count = Callable[[str], int]

JSON_MODE = "You are a careful reader who answers in JSON."
FORM = "Here is the JSON schema that your answer must adhere to:\n<schema>\n{}\n</schema>"
REQUEST = "Answer in JSON, within a ```json codeblock."
JSON_ONLY = (
    "That was not what was asked for. Respond with JSON only: one object in the form that was"
    " given, with no words before or behind it."
)
CUT = "[The beginning is left out.]"
GAP = "\n\n"

MARKS = 40  # tokens of a server's own, around messages and between them
AGAIN = 60  # tokens of the reminder, if it comes to that
CHARACTERS_A_TOKEN = 4

# What the example shows as well, or what is said of the form and not to who fills it in.
UNTOLD = frozenset({"title", "default"})


class JobTooLong(Trouble):
    """What a job always says leaves no room for a matter."""

    def __init__(self, job: str, tokens: int, most: int) -> None:
        self.job = job
        super().__init__(
            f"The job {job} needs {tokens:,} tokens before its last block and may have {most:,};"
            " shorten what it tells, or raise prompt.classifier_tokens or classifier.context."
        )


def laid_out(job: Job[Matter, Answer], matter: Matter, count: Count, most: int) -> Prompt:
    """The prompt, with room for the reminder; if need be the last block loses its beginning."""
    told = [counted(block, count) for block in job.tell(matter)]
    instructions, form = f"{JSON_MODE}\n{job.instructions}", form_of(job.answer)
    shown, right = example(job), as_json(job.example[1])
    parts = {"instructions": instructions, "form": form, "example": shown, "right answer": right}
    fixed = [counted(Block(name, "must", text, 0), count) for name, text in parts.items()]
    request = counted(Block("request", "must", REQUEST, 0), count)
    always = sum(block.tokens for block in (*fixed, *told[:-1], request))
    room = most - MARKS - AGAIN - job.answer_tokens - always
    if told and told[-1].tokens > room:
        if room <= count(CUT):
            raise JobTooLong(job.name, most - room, most)
        told[-1] = without_head(told[-1], count, room, most)
    messages = (
        Message("system", GAP.join((instructions, form))),
        Message("user", shown),
        Message("assistant", right),
        Message("user", GAP.join(block.text for block in (*told, request) if block.text)),
    )
    return Prompt(job.name, (*fixed, *told, request), messages)


@cache
def example(job: Job[Matter, Answer]) -> str:
    """The example as any matter is told, made when it is first asked for: to count loads much."""
    return GAP.join(block.text for block in job.tell(job.example[0]))


def reminded(prompt: Prompt, said: str, answer_tokens: int) -> Prompt:
    """The same once more, with what was answered and the reminder behind it."""
    said = said[: answer_tokens * CHARACTERS_A_TOKEN].strip()
    answered = [Message("assistant", said)] if said else []
    messages = (*prompt.messages, *answered, Message("user", JSON_ONLY))
    return Prompt(prompt.job, prompt.blocks, messages)


def without_head(block: Block, count: Count, room: int, most: int) -> Block:
    """The block's end, as much as there is room for, from the beginning of a line or a word."""
    room -= count(CUT) + 1
    text = block.text
    low, high = 0, len(text)  # characters from the end: the first fit, the second do not
    while high - low > CHARACTERS_A_TOKEN:
        middle = (low + high) // 2
        low, high = (middle, high) if count(text[-middle:]) <= room else (low, middle)
    end = f"{CUT}\n{from_a_start(text[len(text) - low :])}"
    tokens = count(end)
    why = f"{block.tokens - tokens:,} tokens left out, to stay under {most:,}: its beginning"
    return replace(block, text=end, tokens=tokens, trimmed=why)


def from_a_start(text: str) -> str:
    """What begins with the first whole line, or if there is but one, with the first whole word."""
    for gap in ("\n", " "):
        _, found, rest = text.partition(gap)
        if found and len(rest) > len(text) // 2:
            return rest
    return text


def counted(block: Block, count: Count) -> Block:
    return replace(block, tokens=count(block.text))


@cache
def form_of(answer: "type[BaseModel]") -> str:
    """The form of an answer, as it is told."""
    schema = answer.model_json_schema()
    schema.pop("description", None)  # which is the class's, for who reads the code
    whole = told_of(schema, schema.pop("$defs", {}))
    return FORM.format(json.dumps(whole, ensure_ascii=False, separators=(",", ":")))


def told_of(schema: Any, known: Mapping[str, Any]) -> Any:
    """A schema as short as it can be, with what it refers to in its place."""
    if isinstance(schema, list):
        return [told_of(one, known) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if reference := schema.get("$ref"):
        return told_of(known[reference.rpartition("/")[2]], known)
    told = {key: told_of(value, known) for key, value in schema.items() if key not in UNTOLD}
    if "properties" in schema:  # whose names are the answer's own, whatever they are
        fields = schema["properties"]
        told["properties"] = {name: told_of(field, known) for name, field in fields.items()}
    return told


def as_json(answer: Answer) -> str:
    """An answer as it is wanted."""
    return f"```json\n{answer.model_dump_json(by_alias=True)}\n```"
