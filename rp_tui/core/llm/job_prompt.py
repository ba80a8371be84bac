"""The prompt of a job: what to do, the form and an example stay the same; the matter comes last."""

import json
from collections.abc import Callable

from msgspec.structs import replace

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.prompt import Block, Message, Prompt
from rp_tui.core.llm.job import Answer, Job, Matter

Count = Callable[[str], int]

JSON_MODE = "You are a careful reader who answers in JSON."
JSON_ONLY = (
    "That was not what was asked for. Respond with JSON only: one object in the form that was"
    " given, with no words before or behind it."
)
CUT = "[The beginning is left out.]"
GAP = "\n\n"

WRAPPING = 100  # tokens of what is said around the schema, and of the servers' own marks
AGAIN = 60  # tokens of the reminder, if it comes to that
CHARACTERS_A_TOKEN = 4


class JobTooLong(Trouble):
    """What a job always says leaves no room for a matter."""

    def __init__(self, job: str, tokens: int, most: int) -> None:
        self.job = job
        super().__init__(
            f"The job {job} needs {tokens:,} tokens before its last block and may have {most:,};"
            " shorten what it tells, or raise prompt.classifier_tokens."
        )


def laid_out(job: Job[Matter, Answer], matter: Matter, count: Count, most: int) -> Prompt:
    """The prompt, with room for the reminder; if need be the last block loses its beginning."""
    told = [counted(block, count) for block in job.tell(matter)]
    system = f"{JSON_MODE}\n{job.instructions}"
    shown, right = job.example[0], as_json(job.example[1])
    fixed = (
        Block("instructions", "must", system, count(system)),
        Block("form", "must", "", schema_tokens(job, count)),
        Block("example", "must", shown, count(shown)),
        Block("right answer", "must", right, count(right)),
    )
    room = most - AGAIN - job.answer_tokens - sum(block.tokens for block in (*fixed, *told[:-1]))
    if told and told[-1].tokens > room:
        if room <= count(CUT):
            raise JobTooLong(job.name, most - room, most)
        told[-1] = without_head(told[-1], count, room, most)
    messages = (
        Message("system", system),
        Message("user", shown),
        Message("assistant", right),
        Message("user", GAP.join(block.text for block in told if block.text)),
    )
    return Prompt(job.name, (*fixed, *told), messages)


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


def schema_tokens(job: Job[Matter, Answer], count: Count) -> int:
    """What the form takes, as it is written into the request."""
    return WRAPPING + count(json.dumps(job.answer.model_json_schema(), indent=2))


def as_json(answer: Answer) -> str:
    """An answer as it is wanted."""
    return f"```json\n{answer.model_dump_json(by_alias=True)}\n```"
