"""An activity: what somebody is doing in a chat, so that nobody leans on a counter in a car."""

from typing import Any, Literal, get_args

from msgspec import UNSET, UnsetType, field, structs

from rp_tui.core.domain.edit import ManualEdit, edited
from rp_tui.core.domain.ids import first_end
from rp_tui.core.domain.noun import Event, Noun, State
from rp_tui.core.domain.text import line, lines

Attention = Literal["low", "medium", "high"]
ATTENTIONS = get_args(Attention)
LEAST: Attention = "low"
MOST_HELD = MOST_STATUSES = 12

# What holds of a new verb until it is said otherwise.
AT_FIRST = {"interruptible": True, "required_attention": LEAST, "expected_duration": ""}


class Activity(State, frozen=True):
    verb: str = ""  # any: "driving", "lying in bed reading"
    interruptible: bool = True
    required_attention: Attention = LEAST
    expected_duration: str = ""
    started_at: str = ""  # the chat's clock when the verb began
    posture: str = ""
    container: int | None = None
    slot: str = ""
    holding: tuple[str, ...] = ()
    attention: str = ""  # on what, where the prose says so
    status: dict[str, str] = field(default_factory=dict)  # conscious, sober, injured …

    FIXED = frozenset({"container", "started_at"})


class ActivityChanged(Event, frozen=True):
    """What is unset stays as it was."""

    verb: str | UnsetType = UNSET
    interruptible: bool | UnsetType = UNSET
    required_attention: Attention | UnsetType = UNSET
    expected_duration: str | UnsetType = UNSET
    started_at: str | UnsetType = UNSET
    posture: str | UnsetType = UNSET
    container: int | UnsetType | None = UNSET
    slot: str | UnsetType = UNSET
    holding: tuple[str, ...] | UnsetType = UNSET
    attention: str | UnsetType = UNSET
    status: dict[str, str] | UnsetType = UNSET


def fold(activity: Activity | None, event: Any) -> Activity:
    activity = activity or Activity()
    match event:
        case ActivityChanged():
            return structs.replace(activity, **set_fields(event))
        case ManualEdit():
            return edited(activity, event)
    return activity


def set_fields(event: ActivityChanged) -> dict[str, Any]:
    return {name: value for name, value in structs.asdict(event).items() if value is not UNSET}


def change(activity: Activity, proposed: ActivityChanged, at: str) -> ActivityChanged | None:
    """What is new in a proposed activity, cleaned; a new verb begins now. None where nothing is."""
    wanted = {name: tidied(value) for name, value in set_fields(proposed).items()}
    wanted.pop("started_at", None)
    if not wanted.get("verb", True):
        del wanted["verb"]
    if wanted.get("required_attention", LEAST) not in ATTENTIONS:
        del wanted["required_attention"]
    if "status" in wanted:
        wanted["status"] = with_statuses(activity.status, wanted["status"])
    if wanted.get("verb", activity.verb) != activity.verb:
        wanted = {**AT_FIRST, **wanted, "started_at": at}
    if wanted.get("container", activity.container) != activity.container:
        wanted.setdefault("slot", "")  # a slot is a slot of its place
    new = {name: value for name, value in wanted.items() if value != getattr(activity, name)}
    return ActivityChanged(**new) if new else None


def tidied(value: Any) -> Any:
    match value:
        case str():
            return line(value)
        case tuple():
            return lines(value)[:MOST_HELD]
        case dict():
            return {line(what): line(how) for what, how in value.items()}
    return value


def with_statuses(known: dict[str, str], told: dict[str, str]) -> dict[str, str]:
    """What is known and what is told anew; what is told to be nothing has passed."""
    merged = {what: how for what, how in {**known, **told}.items() if what and how}
    return dict(list(merged.items())[:MOST_STATUSES])


NOUN = Noun("activity", Activity, (ActivityChanged,), fold, first_end)
