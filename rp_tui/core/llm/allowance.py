"""What a provider says that our plan allows; most servers know of no plans."""

import asyncio

from rp_tui.core.llm.clients import Clients
from rp_tui.core.llm.endpoint import Endpoint
from rp_tui.core.llm.failures import NoClient, Refused
from rp_tui.core.llm.plan import Plan

WITHIN_S = 5.0
LONGEST_PLAN = 64 << 10  # bytes


async def allowance(endpoint: Endpoint, clients: Clients, within_s: float = WITHIN_S) -> Plan:
    """The plan; an empty one where nothing is said of it in time."""
    try:
        client = await clients.get(endpoint)
    except NoClient:
        return Plan()  # it is told when a model is asked

    import httpx2
    import msgspec
    import openai

    body = bytearray()
    try:
        async with asyncio.timeout(within_s):
            response = await client.get("/plan", cast_to=httpx2.Response, stream=True)
            try:
                async for data in response.aiter_raw():
                    body += data
                    if len(body) > LONGEST_PLAN:
                        return Plan()
            finally:
                await response.aclose()
        return Plan.read(msgspec.json.decode(body))
    except (TimeoutError, Refused, openai.OpenAIError, httpx2.HTTPError, ValueError):
        return Plan()
