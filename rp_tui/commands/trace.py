"""`rp-tui trace`: the last calls of the models, one of them whole, or what all of them cost."""

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from rp_tui import paths
from rp_tui.core.domain.clean import clean
from rp_tui.core.llm.trace import Laid
from rp_tui.core.storage import traces
from rp_tui.core.storage.traces import Kept, Usage

UNKNOWN = "–"
NUMERIC = frozenset({"id", "chat", "first", "total", "in", "out", "calls"})
CALLS = ("id", "when", "chat", "job", "model", "first", "total", "in", "out", "outcome", "then")
WIDEST = 44  # of a model's name in a table
HEAD = 24  # how much of a heading's line goes to the name


def run(args: Namespace) -> int:
    """Show what was asked for."""
    with traces.beside(paths.find(args.data_dir, os.environ).database) as db:
        if args.usage:
            used = traces.usage(db)
            found: Any = [row._asdict() for row in used]
            lines = usage_table(used)
        elif args.id is not None:
            kept = traces.one(db, args.id)
            found, lines = as_json(kept), whole(kept)
        else:
            newest = traces.latest(db, args.last)
            found = [as_json(kept) for kept in newest]
            lines = calls_table(newest)
    if args.json:
        print(msgspec.json.format(msgspec.json.encode(found)).decode())
    else:
        print("\n".join(clean(line) for line in lines))
    return 0


def as_json(kept: Kept) -> dict[str, Any]:
    return {
        "id": kept.id,
        **kept.trace._asdict(),
        "blocks": msgspec.json.decode(kept.trace.blocks),
    }


def calls_table(newest: Sequence[Kept]) -> Iterator[str]:
    """The calls, the newest last, where the eye is."""
    if not newest:
        return iter(("No model has been called yet.",))
    return table(CALLS, [cells(kept) for kept in reversed(newest)])


def cells(kept: Kept) -> tuple[str, ...]:
    call = kept.trace
    return (
        str(kept.id),
        moment(call.at),
        said(call.chat),
        call.job,
        call.model if len(call.model) <= WIDEST else f"…{call.model[1 - WIDEST :]}",
        span(call.first_token_ms),
        span(call.total_ms),
        said(call.tokens_in),
        said(call.tokens_out),
        call.outcome,
        call.fallback,
    )


def usage_table(used: Sequence[Usage]) -> Iterator[str]:
    """What was used, and the sum of it."""
    rows = [tuple(said(cell) for cell in row) for row in used]
    sums = [sum(column) for column in zip(*(row[4:] for row in used), strict=True)] or [0, 0, 0]
    rows.append(("all", "", "", "", *map(said, sums)))
    return table(("day", "chat", "job", "model", "calls", "in", "out"), rows)


def whole(kept: Kept) -> Iterator[str]:
    """One call: its figures, its blocks, and the messages as they were laid out of them."""
    call = kept.trace
    yield f"Call {kept.id}: {call.job}, by {call.model} ({call.slot}), {moment(call.at)}"
    first, total = span(call.first_token_ms), span(call.total_ms)
    yield f"  first word {first}, in all {total}"
    yield f"  tokens in {said(call.tokens_in)}, out {said(call.tokens_out)}"
    yield f"  chat {said(call.chat)}, run {call.run or UNKNOWN}"
    yield f"  outcome {call.outcome}{f', then {call.fallback}' if call.fallback else ''}"
    blocks = msgspec.json.decode(call.blocks, type=list[Laid])
    yield from ("", "Blocks")
    for block in blocks:
        if block.name:
            left_out = f"  {block.trimmed.partition(':')[0]}" if block.trimmed else ""
            yield f"  {block.name:<{HEAD}} {block.tier:<7} {said(block.tokens):>7}{left_out}"
    yield from messages(blocks)
    for block in blocks:
        if block.message is None and block.trimmed:
            yield from ("", f"--- in no message: {block.name}", block.trimmed)


def messages(blocks: Sequence[Laid]) -> Iterator[str]:
    """What was sent; a line above each stretch says which block it is."""
    number = None
    for block in blocks:
        if block.message is None:
            continue
        if block.message != number:
            number = block.message
            yield from ("", f"=== {number + 1}. {block.role}")
        if block.name:
            yield f"--- {block.name}"
        yield block.text


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows under their titles, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(titles, *rows, strict=True)]
    for row in (titles, *rows):
        padded = (
            cell.rjust(width) if title in NUMERIC else cell.ljust(width)
            for title, cell, width in zip(titles, row, widths, strict=True)
        )
        yield "  ".join(padded).rstrip()


def moment(at: int) -> str:
    return f"{datetime.fromtimestamp(at).astimezone():%Y-%m-%d %H:%M:%S}"


def span(ms: int | None) -> str:
    return UNKNOWN if ms is None else f"{ms:,} ms"


def said(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return UNKNOWN if value is None else str(value)
