"""A speaker's prompt: what it may know, laid out, trimmed to a budget, and put into messages."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rp_tui.core.domain.prompt import Block, Prompt
from rp_tui.core.domain.view import View
from rp_tui.core.prompts.blocks import changing
from rp_tui.core.prompts.identity import Told, system
from rp_tui.core.prompts.messages import BREAK, UNDER_WAY, Utterance, messages, utterances
from rp_tui.core.prompts.trim import Budget, Fitted, fit
from rp_tui.core.prompts.window import LAST, Spoken, cost

JOB = "reply"

Count = Callable[[str], int]


def assemble(view: View, budget: Budget, count: Count, *, brief: bool = False) -> Prompt:
    """The prompt of who speaks next; brief for one who only reacts to what others said."""
    stable = [counted(told, count) for told in system(view)]
    moving = [counted(told, count) for told in changing(view, brief=brief)]
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
    fitted = fit((*stable, *moving), turns, view.more, budget)
    before, after = fitted.blocks[: len(stable)], fitted.blocks[len(stable) :]
    return Prompt(
        JOB,
        (*before, *dialogue(said, turns, fitted), *after),
        messages(joined(before), said[fitted.start :], joined(after)),
    )


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
