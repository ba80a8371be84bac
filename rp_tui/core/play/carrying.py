"""Carrying over: what people take along where a scene ends and the next begins."""

from collections.abc import Collection

from msgspec import UNSET, UnsetType

from rp_tui.core.domain.activity import AT_FIRST, Activity, ActivityChanged

STAYS_BEHIND = ("posture", "attention")
ARRIVES = "arriving"


def carried(doing: Activity, place: int | None, fresh: Collection[str]) -> ActivityChanged:
    """The way to another place: hands stay full, and what was just said of somebody holds there.

    What was done before belongs to the place that is left: nobody goes on leaning on its counter.
    """
    changed: dict[str, object] = {"container": place}
    if doing.slot:
        changed["slot"] = ""
    if doing.verb and "verb" not in fresh:
        changed |= {**AT_FIRST, "verb": "", "started_at": ""}
    for field in STAYS_BEHIND:
        if getattr(doing, field) and field not in fresh:
            changed[field] = ""
    return ActivityChanged(**changed)  # type: ignore[arg-type]


def arriving(place: int | None, at: str) -> ActivityChanged:
    """A guest just appears, with empty hands; what ails it, it brings along."""
    return ActivityChanged(
        ARRIVES,
        started_at=at,
        posture="",
        container=place,
        slot="",
        holding=(),
        attention="",
        interruptible=True,
        required_attention="low",
        expected_duration="",
    )


def gone(doing: Activity) -> ActivityChanged | None:
    """Who has left takes up no place; None where it took up none."""
    left: UnsetType | None = UNSET if doing.container is None else None
    if left is UNSET and not doing.slot:
        return None
    return ActivityChanged(container=left, slot="")
