"""The registry: every noun that the log can hold. A new one is a file and a line here."""

from rp_tui.core.domain import (
    activity,
    bot,
    chat,
    container,
    edge,
    group,
    item,
    memory,
    mood,
    pair,
    scene,
    turn,
    you,
)
from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.noun import Event, Noun

NOUNS: dict[str, Noun] = {
    module.NOUN.name: module.NOUN
    for module in (
        you,
        bot,
        mood,
        chat,
        scene,
        container,
        turn,
        activity,
        edge,
        memory,
        item,
        pair,
        group,
    )
}

EVENTS: tuple[type[Event], ...] = (
    ManualEdit,
    *(event for noun in NOUNS.values() for event in noun.events),
)
