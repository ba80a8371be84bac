"""A speaker's prompt: what it may know, laid out, trimmed to a budget, and put into messages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.prompt import Block, Prompt
from rp_tui.core.domain.view import View
from rp_tui.core.prompts import identity, player
from rp_tui.core.prompts.blocks import changing
from rp_tui.core.prompts.identity import Told
from rp_tui.core.prompts.kinds import Kind
from rp_tui.core.prompts.messages import BREAK, UNDER_WAY, Utterance, messages, utterances
from rp_tui.core.prompts.trim import Budget, Fitted, fit
from rp_tui.core.prompts.window import LAST, Spoken, cost

Count = Callable[[str], int]


class NothingToContinue(Trouble):
    """Somebody else has the last word."""

    def __init__(self) -> None:
        super().__init__("Only the last turn of a chat can be gone on with; take a turn instead.")


class Laid(NamedTuple):
    """A prompt laid out: the first so many of its blocks never change, and the window has these."""

    fitted: Fitted
    stable: int
    said: list[Utterance]
    turns: list[Spoken]


def assemble(view: View, budget: Budget, count: Count, kind: Kind = "speak") -> Prompt:
    """The prompt of who speaks next; its job is the kind of turn that is asked for."""
    fitted, stable, said, turns = laid_out(view, budget, count, kind)
    before, after = fitted.blocks[:stable], fitted.blocks[stable:]
    return Prompt(
        kind,
        (*before, *dialogue(said, turns, fitted), *after),
        messages(joined(before), said[fitted.start :], joined(after)),
    )


def window_start(view: View, budget: Budget, count: Count, kind: Kind = "speak") -> int:
    """The first of the view's lines that a prompt has room for."""
    return laid_out(view, budget, count, kind).fitted.start


def laid_out(view: View, budget: Budget, count: Count, kind: Kind) -> Laid:
    """The blocks, trimmed to the budget, and the turns."""
    if kind == "continue" and (not view.lines or view.lines[-1].speaker != view.speaker):
        raise NothingToContinue
    system = player.system if view.speaker == YOU else identity.system
    stable = [counted(told, count) for told in system(view)]
    moving = [counted(told, count) for told in changing(view, kind)]
    said = utterances(view)
    opening = count(UNDER_WAY + BREAK)
    turns = [
        Spoken(
            line.number,
            sum(count(voice.text + BREAK) for voice in voices),
            opening if voices[0].role == "assistant" else 0,
        )
        for line, voices in zip(view.lines, said, strict=True)
    ]
    return Laid(fit((*stable, *moving), turns, view.more, budget), len(stable), said, turns)


def counted(told: Told, count: Count) -> Block:
    return Block(told.name, told.tier, told.text, count(told.text + BREAK))


def joined(blocks: Iterable[Block]) -> str:
    return BREAK.join(block.text for block in blocks if block.text)


def dialogue(said: Sequence[Utterance], turns: Sequence[Spoken], fitted: Fitted) -> Iterator[Block]:
    """The window as two blocks: the last turns, which every prompt has, and those before them."""
    start = fitted.start
    last = max(start, len(said) - LAST)
    if last > start or fitted.note:
        tokens = cost(turns[:last], start)
        yield Block("dialogue", "nice", text_of(said[start:last]), tokens, fitted.note)
    if last < len(said):
        tokens = cost(turns, start) - cost(turns[:last], start)
        yield Block("last turns", "must", text_of(said[last:]), tokens)


def text_of(said: Iterable[Utterance]) -> str:
    return BREAK.join(voice.text for utterance in said for voice in utterance)
