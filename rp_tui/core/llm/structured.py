"""One request for an answer in a form, through instructor's fenced JSON, and once only.

Instructor reads the answer first. The words of the request are those of the prompt, which asks for
what this mode asks for: its own would take two thirds of most prompts. It says what it does in a
logger, which is silenced, and takes a second to load, so it is loaded late and in a thread.
"""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

from rp_tui.core.llm import clients
from rp_tui.core.llm.job import Answer

Hear = Callable[[], Awaitable[str]]


@cache
def load() -> None:
    """Import all that it takes; from a thread, for it takes long."""
    clients.load()
    import instructor
    from instructor.core import InstructorRetryException  # noqa: F401
    from openai.types.chat import ChatCompletion  # noqa: F401

    instructor.patch(create=nothing, mode=instructor.Mode.MD_JSON)  # so that it loads the rest
    gc.freeze()


async def ready() -> None:
    """Wait until it is loaded."""
    if not load.cache_info().currsize:
        await asyncio.to_thread(load)


async def nothing(**_: Any) -> None:
    """What asks nobody."""


async def ask(form: type[Answer], hear: Hear) -> Answer | None:
    """What instructor makes of the text that is heard; what went wrong in hearing is raised."""
    import instructor
    from instructor.core import IncompleteOutputException, InstructorRetryException

    texts: list[str] = []

    async def create(**_: Any) -> Any:
        texts.append(await hear())
        return completion(texts[-1])

    asked: Any = instructor.patch(create=create, mode=instructor.Mode.MD_JSON)
    try:
        answer: Answer = await asked(
            response_model=form,
            max_retries=0,
            strict=False,
            messages=[],
        )
    except IncompleteOutputException:
        return None
    except InstructorRetryException as error:
        if texts:
            return None
        cause = error.__cause__ or error
    else:
        return answer
    raise cause


def completion(text: str) -> Any:
    """A text as the library's own kind of answer."""
    from openai.types.chat import ChatCompletion

    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return ChatCompletion.model_validate(
        {"id": "", "created": 0, "model": "", "object": "chat.completion", "choices": [choice]}
    )
