"""A server to play with by hand: it says where it is, and stops by itself."""

import argparse
import asyncio
import contextlib
import os
from collections.abc import Callable
from typing import Any

from tests.loopback import Loopback, Plan, identities, plans

TEXT = "*looks up from the ledger* You are late, and the tea is cold. Sit."
CONTEXT_ERROR = {
    "message": "This model's maximum context length is 4096 tokens.",
    "code": "context_length_exceeded",
}

PLANS: dict[str, Callable[[argparse.Namespace], Plan]] = {
    "says": lambda args: plans.says(args.text, every_s=args.every),
    "tokens": lambda args: plans.says(["word "] * args.tokens, every_s=args.every),
    "length": lambda args: plans.says(args.text, every_s=args.every, finish="length"),
    "empty": lambda args: plans.says(""),
    "unfinished": lambda args: plans.says(args.text, finish=None, done=False),
    "breaks": lambda args: plans.breaks(args.text),
    "hangs": lambda args: plans.hangs(args.text),
    "silent": lambda args: plans.hangs(at_once=True),
    "trickles": lambda args: plans.trickles(args.text, every_s=args.every or 2.0),
    "thinks": lambda args: plans.says(f"<think>Hm. {args.text}</think>{args.text}"),
    "error": lambda args: plans.sends({"error": {"message": "overloaded"}}, before=args.text),
    "endless": lambda args: plans.never_ends(),
    "line": lambda args: plans.long_line(),
    "html": lambda args: plans.answers(plans.HTML, media_type="text/html"),
    "status": lambda args: plans.refuses(args.status),
    "cold": lambda args: plans.refuses(400, {"error": {"message": "Model is cold"}}),
    "context": lambda args: plans.refuses(400, {"error": CONTEXT_ERROR}),
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.loopback", description=__doc__)
    parser.add_argument("plan", nargs="?", choices=sorted(PLANS), default="says")
    parser.add_argument("--kind", choices=sorted(identities.KINDS), help="the local server it is")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--text", default=TEXT)
    parser.add_argument("--tokens", type=int, default=1_000)
    parser.add_argument("--every", type=float, default=0.0, help="seconds between two tokens")
    parser.add_argument("--status", type=int, default=503)
    parser.add_argument("--stop-after", type=float, default=3_600.0, metavar="SECONDS")
    return parser.parse_args()


async def serve(args: argparse.Namespace) -> None:
    """Serve until the time is up, or nobody who started it is left."""
    pages: dict[str, Any] = identities.KINDS.get(args.kind, {})
    async with Loopback(PLANS[args.plan](args), port=args.port, pages=pages) as server:
        print(server.url, flush=True)  # noqa: T201  (who started it asks for this)
        parent = os.getppid()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(args.stop_after):
                while os.getppid() == parent:  # noqa: ASYNC110  (nothing tells of it)
                    await asyncio.sleep(0.5)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(arguments()))
