"""The models as the doctor sees them: each slot, what the plan allows, and who else is here."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from rp_tui.bootstrap import minds
from rp_tui.commands.slots import Seen, classifier, narrator
from rp_tui.config import Config, load
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.llm.chain import UNDERSTUDY
from rp_tui.core.llm.detect import LocalServer, detect
from rp_tui.core.llm.trace import Tracer

MOST_NAMED = 3  # models of a local server


class Found(msgspec.Struct, frozen=True):
    """All slots, the servers on this machine, and what is wrong."""

    slots: dict[str, Seen] = {}
    local: tuple[LocalServer, ...] = ()
    problems: tuple[str, ...] = ()


def look(path: Path, env: Mapping[str, str]) -> Found:
    """Look at the models that the settings name; if the settings are wrong, that is all."""
    try:
        config = load(path, env)
    except Trouble as trouble:
        return Found(problems=(str(trouble),))
    return asyncio.run(look_at(config))


async def look_at(config: Config) -> Found:
    """Ask each slot something small, one after the other: a plan may run but one at once."""
    found = minds(config, Tracer(), record=lambda _: None)
    try:
        local = await detect()
        slots = {
            "narrative": await narrator(found.narrative),
            "classifier": await classifier(found.ladder),
        }
        problems = [seen.problem for seen in slots.values() if seen.problem]
        unfit = await found.providers.learn(found.narrative, found.ladder.chain)
        return Found(slots, tuple(local), (*problems, *unfit))
    finally:
        await found.close()


def told(found: Found) -> dict[str, str]:
    """What was found as a person reads it, without the problems."""
    lines = {name: told_slot(seen) for name, seen in found.slots.items()}
    here = "; ".join(map(told_server, found.local)) or "no server that is known"
    return lines | {"on this machine": here} if lines else {}


def told_slot(seen: Seen) -> str:
    """One slot on one line."""
    if seen.model == UNDERSTUDY and not seen.host:
        why = "no key is set, or it was asked for"
        return f"the understudy plays, since {why}: an offline stand-in and no model"
    return ", ".join((f"{seen.model} on {seen.host}", *abilities(seen)))


def abilities(seen: Seen) -> Iterator[str]:
    if seen.problem:
        yield "cannot be used"
        return
    yield from seen.can
    if seen.first_word_ms is not None:
        yield f"first word {seen.first_word_ms:,} ms"
    yield f"in all {seen.total_ms:,} ms"


def told_server(server: LocalServer) -> str:
    """A local server and some of what it offers."""
    names = ", ".join(server.models[:MOST_NAMED]) or "no model"
    more = f" and {len(server.models) - MOST_NAMED} more" if server.models[MOST_NAMED:] else ""
    return f"{server.name} at {server.base_url} ({names}{more})"
