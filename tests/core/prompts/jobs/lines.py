"""Dialogue as a test writes it down: "Ann: *nods* Yes.", read as a turn is."""

from rp_tui.core.domain.markers import segments
from rp_tui.core.prompts.jobs.shared.matter import Said, heard


def line(text: str) -> Said:
    who, _, prose = text.partition(": ")
    return heard(who, segments(prose))


def lines(*texts: str) -> tuple[Said, ...]:
    return tuple(map(line, texts))
