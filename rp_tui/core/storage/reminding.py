"""Reminding: what came to a speaker's mind joins its view, if it may know it."""

from collections.abc import Sequence
from sqlite3 import Connection

from msgspec.structs import replace

from rp_tui.core.domain.view import Line, Pick, View
from rp_tui.core.storage import gate


def reminded(db: Connection, view: View, picks: Sequence[Pick], start: int) -> View:
    """The view with what was picked; of its lines a prompt has those from `start` on."""
    known = {*(line.id for line in view.lines[start:])}
    back = tuple(gate.picked(db, view.speaker, picks, known))
    speakers = [found.what.speaker for found in back if isinstance(found.what, Line)]
    names = {**gate.names(db, speakers), **view.names} if speakers else view.names
    return replace(view, recalled=back, names=names)
