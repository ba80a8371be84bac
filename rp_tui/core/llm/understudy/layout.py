"""Parts become prose: actions in asterisks, speech in quotation marks, and not too much of it."""

import re
from collections.abc import Sequence

from rp_tui.core.llm.understudy.english import sentences, words

MOST_SENTENCES = 5
MOST_WORDS = 110
MARKS = re.compile(r"[\[\]{}<>*“”#]")

Part = tuple[str, str]  # "do" or "say", and the words; "/" begins a paragraph


def bounded(parts: Sequence[Part]) -> list[Part]:
    """The parts that say something, as many as stay short; the last are left out first."""
    kept: list[Part] = []
    count = length = 0
    for kind, text in parts:
        size, long = len(sentences(text)), len(words(text))
        if kind != "/" and not text:
            continue
        if any(k == "say" for k, _ in kept) and (
            count + size > MOST_SENTENCES or length + long > MOST_WORDS
        ):
            continue
        kept.append((kind, text))
        count, length = count + size, length + long
    return kept


def written(parts: Sequence[Part]) -> str:
    """Actions in asterisks, speech in quotation marks; neighbours of one kind are one."""
    runs: list[list[str]] = []
    kinds: list[str] = []
    for kind, text in parts:
        if kinds and kinds[-1] == kind:
            runs[-1].append(text)
        else:
            kinds.append(kind)
            runs.append([text])
    marks = {"do": "*", "say": '"'}
    told = [
        "\n\n" if kind == "/" else f"{marks[kind]}{' '.join(map(plainly, run))}{marks[kind]}"
        for kind, run in zip(kinds, runs, strict=True)
    ]
    return " ".join(told).replace(" \n\n ", "\n\n").strip()


def plainly(text: str) -> str:
    """Words on one line, without anything that could pass for a mark of ours."""
    return " ".join(MARKS.sub("", text.replace('"', "'")).split())
