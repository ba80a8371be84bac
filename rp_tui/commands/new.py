"""`rp-tui new FILE.toml`: author a bot from a file, or take a sample, and open its chat."""

import asyncio
import os
import re
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from rp_tui import bootstrap, config, paths
from rp_tui.commands.output import complain
from rp_tui.commands.printer import shown
from rp_tui.core.domain import bot as bots
from rp_tui.core.domain.bot import Bot, BotAuthored
from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.names import NameTaken, key
from rp_tui.core.engine import Engine
from rp_tui.core.interchange import bot_file, samples
from rp_tui.core.interchange.bot_file import BotFile
from rp_tui.core.llm.outcome import How
from rp_tui.core.prompts.jobs.shared.naming import patterns

FIRST = 100  # characters of a persona in the list of samples

UNREAD_KICKOFF = (
    "No model could read the kickoff ('rp-tui trace' tells why); "
    "the scene begins as the file settles it, and the rest is left open."
)
UNREAD_RELATIONSHIP = (
    "No model could read how you stand to each other ('rp-tui trace' tells why); it begins neutral."
)


class NothingNamed(Trouble):
    """Neither a file nor a sample."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("Name a bot file, or a sample with --sample; '--sample' alone lists them.")


class Begun(NamedTuple):
    """What a bot still lacks, and what of its file nobody could read."""

    wants: tuple[str, ...]
    unread: tuple[str, ...] = ()


def run(args: Namespace) -> int:
    """Author it, and say how to play."""
    if args.sample == "":
        sys.stdout.writelines(listed())
        return 0
    if (args.sample is None) == (args.file is None):
        raise NothingNamed
    found = samples.load(args.sample) if args.sample else bot_file.read(Path(args.file))
    if args.name is not None:
        found = renamed(found, clean(args.name, single_line=True))
    places = paths.find(args.data_dir, os.environ)
    settings = config.load(places.config, os.environ)

    async def make() -> Begun:
        async with bootstrap.engine(settings, places) as engine:
            return await begin(engine, found)

    begun = asyncio.run(make())
    for told in begun.unread:
        complain(told)
    sys.stdout.writelines(done(found, begun, args.file))
    return 0


async def begin(engine: Engine, found: BotFile) -> Begun:
    """Author a bot and open its chat as its file has it; say what it still lacks."""
    bot = await authored(engine, found.draft)
    if not found.kickoff:
        return Begun(await engine.lacks(bot))
    beginning = await engine.propose_kickoff(bot, found.scene.form())
    if found.scene.moment:
        opening = structs.replace(beginning.opening, clock=found.scene.moment)
        beginning = structs.replace(beginning, opening=opening)
    await engine.confirm_kickoff(bot, beginning)
    told = ((beginning.opening_by, UNREAD_KICKOFF), (beginning.bonds_by, UNREAD_RELATIONSHIP))
    unread = tuple(sentence for how, sentence in told if is_default(how))
    return Begun(await engine.lacks(bot), unread)


async def authored(engine: Engine, draft: BotAuthored) -> int:
    """The bot; one of that name that has not begun is taken up where this only adds to it."""
    made = bots.author(draft, ())
    begun = {card.id: card.is_open for card in await engine.library()}
    for id, known in (await engine.bots()).items():
        if key(known.name) == key(made.name) and not begun[id] and adds_to(made, known):
            await engine.amend(id, structs.asdict(made))
            return id
    try:
        return await engine.author(draft)
    except NameTaken:
        raise NameTaken(
            f"Somebody is called {made.name} already; give this one a name with --name NAME."
        ) from None


def adds_to(made: BotAuthored, known: Bot) -> bool:
    """Whether nothing that is known would be lost."""
    fields = structs.asdict(made)
    return all(not value or value == fields[name] for name, value in identity(known).items())


def identity(known: Bot) -> dict[str, object]:
    fields = structs.asdict(known)
    del fields["deleted"], fields["name"]
    return fields


def is_default(how: How | None) -> bool:
    return how is not None and how.by == "default"


def renamed(found: BotFile, name: str) -> BotFile:
    """A bot under another name, also where its prose names it."""
    forms = tuple(zip(patterns(found.name), (name, *name.split()[:1]), strict=False))

    def told(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(told, value))
        return reworded(value, forms) if isinstance(value, str) else value

    prose = {field: told(value) for field, value in structs.asdict(found).items()}
    scene = {field: told(value) for field, value in structs.asdict(found.scene).items()}
    stage = structs.replace(found.scene, **scene)
    return structs.replace(found, **{**prose, "name": name, "scene": stage})


def reworded(text: str, forms: Iterable[tuple[str, str]]) -> str:
    """A text with other words for those that a pattern finds."""
    for form, words in forms:
        text = re.sub(form, words.replace("\\", r"\\"), text)
    return text


def done(found: BotFile, begun: Begun, file: str | None) -> Iterator[str]:
    """What is there now, and how to go on."""
    yield f"{clean(found.name, single_line=True)} is in the library.\n"
    if begun.wants:
        yield f"It would play better with: {'; '.join(begun.wants)}.\n"
    if found.kickoff:
        yield f'Play: rp-tui say {shown(found.name)} "..."\n'
    elif file is not None:
        yield f"Add a kickoff to it and begin: rp-tui new {shown(file)}\n"


def listed() -> list[str]:
    """The samples, a line each."""
    lines = []
    for name in samples.names():
        persona = clean(samples.load(name).persona, single_line=True)
        first = persona if len(persona) <= FIRST else f"{persona[: FIRST - 1].rstrip()}…"
        lines.append(f"{name}: {first}\n")
    return [*lines, "Take one with 'rp-tui new --sample NAME'.\n"]
