"""What a prompt says of where, when and how things are: the blocks of this very moment."""

from collections.abc import Iterator

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.clock import BadDay, BadMoment, ChatTime, ago, day_of, friendly
from rp_tui.core.domain.container import Container, occupants
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.view import View
from rp_tui.core.prompts.plain import called, flat, together

JUST_NOW = "just now"


def scene(view: View) -> str:
    """When and where it is, what the scene is about, and who is there."""
    told = (time(view), place(view), description(view), here(view))
    return "\n".join(filter(None, told))


def time(view: View) -> str:
    told = []
    if view.chat.clock:
        day = day_number(view)
        told.append(f"{friendly(view.chat.clock, view.chat.anchor)}{day and f', {day}'}.")
    if view.chat.weather:
        told.append(f"Weather: {flat(view.chat.weather)}.")
    return f"[Time] {' '.join(told)}" if told else ""


def day_number(view: View) -> str:
    try:
        return f"Day {day_of(view.chat.clock, view.chat.anchor)}"
    except BadDay:
        return ""


def place(view: View) -> str:
    """The place, what it is like, and the places around it."""
    id = view.scene.container if view.scene else None
    if id is None:
        id = view.activities[view.speaker].container
    if id is None or id not in view.places:
        return ""
    inner, *outer = around(view, id)
    like = [inner.type, "public" if inner.public else "private", "moving" if inner.moving else ""]
    if inner.audible_range:
        like.append(f"voices carry: {inner.audible_range}")
    told = f"[Place] {flat(inner.name)} ({flat('; '.join(filter(None, like)))})"
    told += "".join(f", in {flat(place.name)}" for place in outer)
    if inner.slots:
        told += f". Spots: {spots(view, id)}"
    return f"{told}."


def around(view: View, id: int | None) -> Iterator[Container]:
    """A place and those around it, the nearest first; a circle ends."""
    seen: set[int] = set()
    while id is not None and id in view.places and id not in seen:
        seen.add(id)
        yield view.places[id]
        id = view.places[id].parent


def spots(view: View, id: int) -> str:
    taken = occupants(id, view.activities)
    return ", ".join(
        flat(slot) + (f" ({called(view, taken[slot])})" if slot in taken else "")
        for slot in view.places[id].slots
    )


def description(view: View) -> str:
    told = flat(view.scene.description) if view.scene else ""
    return told and f"[Scene] {told}"


def here(view: View) -> str:
    names = [called(view, who) for who in view.presence.everyone if who != view.speaker]
    return f"[Here] {together([called(view, view.speaker), *names])}; nobody else."


def activities(view: View) -> str:
    """What everybody who is there is doing."""
    own = [view.speaker, *(who for who in view.presence.everyone if who != view.speaker)]
    return "\n".join(f"[Doing] {activity(view, who, view.activities[who])}" for who in own)


def activity(view: View, who: int, doing: Activity) -> str:
    """As "Ann is driving — high attention, not interruptible, attention on the road; sitting"."""
    told = f"{called(view, who)} {verb(doing)}"
    if doing.verb:
        told += f" — {doing.required_attention} attention, "
        told += "interruptible" if doing.interruptible else "not interruptible"
    if on := attention(view, who, doing):
        told += f", attention on {on}" if doing.verb else f" — attention on {on}"
    return f"{'; '.join((told, *circumstances(view, doing)))}."


def verb(doing: Activity) -> str:
    said = flat(doing.verb)
    first = said.partition(" ")[0]
    if not said:
        return "is here"
    return f"is {said}" if first.endswith("ing") else said


def attention(view: View, who: int, doing: Activity) -> str:
    """On what, where that is known; of a bot it may say "you", which is the player."""
    on = flat(doing.attention)
    if on.casefold() != "you":
        return on
    return "" if who == YOU else called(view, YOU)


def circumstances(view: View, doing: Activity) -> Iterator[str]:
    here = view.scene.container if view.scene else None
    if doing.posture:
        yield flat(doing.posture)
    if doing.slot:
        yield f"at the {flat(doing.slot)}"
    if doing.container not in {None, here} and doing.container in view.places:
        yield f"in {flat(view.places[doing.container].name)}"
    if doing.holding:
        yield f"holding {', '.join(map(flat, doing.holding))}"
    if doing.expected_duration:
        yield f"for {flat(doing.expected_duration)}"
    if (since := when(view, view.presence.chat, doing.started_at)) and since != JUST_NOW:
        yield f"began {since}"
    yield from (f"{flat(what)}: {flat(how)}" for what, how in doing.status.items())


def mood(view: View) -> str:
    """How the speaker is, and what it wants."""
    me, mood = called(view, view.speaker), view.mood
    told = [f"{me} feels {flat(mood.feeling)}."] if mood.feeling else []
    if mood.status:
        told.append(f"{me}'s condition: {flat(mood.status)}.")
    if mood.goals:
        told.append(f"{me} wants: {'; '.join(map(flat, mood.goals))}.")
    return f"[Inside] {' '.join(told)}" if told else ""


def items(view: View) -> str:
    """What people have, as far as the speaker knows."""
    own = [view.speaker, *(who for who in view.items if who != view.speaker)]
    told = [
        f"{called(view, who)} has: {', '.join(thing(i.name, i.note) for i in held)}."
        for who in own
        if (held := view.items.get(who))
    ]
    return f"[Things] {' '.join(told)}" if told else ""


def thing(name: str, note: str) -> str:
    return f"{flat(name)} ({flat(note)})" if note else flat(name)


def when(view: View, chat: int, at: str) -> str:
    """How long ago it was on the clock of this chat; other chats' clocks tell nothing here."""
    if chat != view.presence.chat:
        return ""
    try:
        passed = ago(ChatTime(chat, at), ChatTime(chat, view.chat.clock))
    except BadMoment:
        return ""
    return "" if passed.startswith("in ") else passed
