"""What a reply costs while it comes, against a client that prints what it hears."""

from itertools import count
from pathlib import Path
from statistics import mean, median

from rp_tui.bench.rows import Row, row
from rp_tui.bench.server import Server
from rp_tui.bench.ui.programs import Replied, client, ours, ready, replied
from rp_tui.bench.ui.server import AT_ONCE, Wish
from rp_tui.bench.ui.sizes import Sizes
from rp_tui.bench.ui.terminal import Terminal
from rp_tui.bench.ui.usage import FINEST_S

SLOW, QUICK = 50, 300  # tokens a second
SLOW_CPU_S, QUICK_CPU_S, FLAT = 1.5, 0.7, 1.3
SLOW_BYTES, QUICK_BYTES = 260, 160
AT_ONCE_MS = 600
PER = 1_000  # tokens

Way = tuple[int, int]  # tokens, and how many of them a second
Taken = dict[Way, list[Replied]]


ends = count()  # so that no reply is taken for one before it


async def rows(folder: Path, server: Server, sizes: Sizes) -> list[Row]:
    """The longest come last: each prompt holds the replies before it."""
    slow, *quick, at_once = ways = ways_of(sizes)
    async with ours(folder, server) as one, client(server) as other:
        await ready(one)
        await other.draws()
        await heard(one, server, quick[:1])  # which loads all that a reply needs
        floor = await heard(other, server, [slow, quick[1]])
        taken: Taken = {}
        for few in ([*quick[:1] * sizes.short_replies, slow, quick[1]], quick[2:]):
            for _ in range(sizes.rounds):
                await heard(one, server, few, taken)
        for _ in range(sizes.at_once):
            await heard(other, server, [at_once], floor)
            await heard(one, server, [at_once], taken)
    return judged(ways, taken, floor)


def ways_of(sizes: Sizes) -> list[Way]:
    """Slow, quick of each length, and at once."""
    quick = [(tokens, QUICK) for tokens in sizes.replies]
    return [(sizes.slow_tokens, SLOW), *quick, (sizes.replies[-1], AT_ONCE)]


async def heard(
    program: Terminal, server: Server, ways: list[Way], taken: Taken | None = None
) -> Taken:
    """Hear some replies."""
    taken = {} if taken is None else taken
    for tokens, rate in ways:
        one = await replied(program, server, Wish(tokens, rate, next(ends)))
        taken.setdefault((tokens, rate), []).append(one)
    return taken


def judged(ways: list[Way], taken: Taken, floor: Taken) -> list[Row]:
    slow, *quick, at_once = ways
    _, middle, long = quick
    each = [
        row(
            f"CPU of {PER:,} tokens in replies of {way[0]:,}",
            *(cpu_s(taken, way), "s", cpu_s(floor, middle)),
            of="value",
            bound=QUICK_CPU_S,
        )
        for way in quick
    ]
    growth = cpu_s(taken, long), "s", cpu_s(taken, middle)
    shown = shown_ms(taken, at_once), "ms", shown_ms(floor, at_once)
    named = f"{at_once[0]:,} tokens at once, last sent to shown"
    slowly = cpu_s(taken, slow), "s", cpu_s(floor, slow)
    return [
        row(f"CPU of {PER:,} tokens, {SLOW} a second", *slowly, of="value", bound=SLOW_CPU_S),
        *each,
        row(f"  of {long[0]:,}, against of {middle[0]:,}", *growth, bound=FLAT),
        told(f"bytes a token, {SLOW} a second", slow, taken, floor, SLOW_BYTES),
        told(f"  bytes a token, {QUICK} a second", middle, taken, floor, QUICK_BYTES),
        row(named, *shown, of="value", bound=AT_ONCE_MS),
    ]


def told(name: str, way: Way, taken: Taken, floor: Taken, bound: float) -> Row:
    """What goes to the terminal of each token."""
    sent, least = (median(one.bytes for one in each[way]) / way[0] for each in (taken, floor))
    return row(name, sent, "B", least, of="value", bound=bound)


def cpu_s(taken: Taken, way: Way) -> float:
    """Of a thousand tokens; the mean, as some systems tell no more than hundredths."""
    tokens, _ = way
    return PER / tokens * max(FINEST_S, mean(one.cpu_s for one in taken[way]))


def shown_ms(taken: Taken, way: Way) -> float:
    return median(one.shown_ms for one in taken[way])
