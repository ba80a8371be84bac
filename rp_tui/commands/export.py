"""`rp-tui export BOT`: a chat's transcript as Markdown, plain text or JSON."""

import os
import sys
from argparse import Namespace

from rp_tui import config, paths
from rp_tui.commands.bots import meant
from rp_tui.commands.output import escaped
from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.ids import NARRATOR
from rp_tui.core.interchange import files, transcript
from rp_tui.core.interchange.story import Begun, Said, Story
from rp_tui.core.storage import reads, traces
from rp_tui.core.storage.looks import turns
from rp_tui.core.storage.looks.chat import chat_look
from rp_tui.core.storage.search import Reader


def run(args: Namespace) -> int:
    """Write it to a file, else to where the output goes."""
    places = paths.find(args.data_dir, os.environ)
    settings = config.load(places.config, os.environ)
    with traces.beside(places.database) as db:
        bot = meant(args.bot, reads.bots(db))
        chunks = transcript.FORMS[args.format](story(db, bot, settings))
        if args.out is None:
            json = args.format == "json"
            sys.stdout.writelines(escaped(chunk) if json else chunk for chunk in chunks)
            return 0
        path = paths.absolute(args.out)
        files.keep(path, (chunk.encode() for chunk in chunks))
    sys.stdout.write(f"Written to {clean(str(path), single_line=True)}.\n")
    return 0


def story(db: Reader, bot: int, settings: config.Config) -> Story:
    """A chat as it is written out, read as it is written."""
    seen = chat_look(db, bot)
    return Story(
        seen.bot.name,
        seen.you.name,
        seen.bot.name,
        (told(one) for one in turns.told(db, bot)),
        seen.chat.anchor,
        settings.ooc,
    )


def told(one: turns.Said | turns.SceneBegan) -> Said | Begun:
    match one:
        case turns.SceneBegan(at, place):
            return Begun(at, place)
    turn = one.turn
    return Said(
        turn.number,
        one.name,
        turn.prose,
        turn.segments,
        turn.at,
        narration=turn.speaker == NARRATOR,
        truncated=turn.truncated,
        hidden=turn.hidden,
    )
