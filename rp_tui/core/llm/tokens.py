"""Counting tokens as cl100k_base does, from ranks that ship with the program: no network, ever.

The models that are asked cut words a little differently; Calibration learns how differently.
"""

import re
from binascii import a2b_base64
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from math import ceil
from pathlib import Path
from statistics import median
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import Struct

from rp_tui.core.domain.errors import Trouble

if TYPE_CHECKING:
    from tiktoken import Encoding

RANKS = Path(__file__).with_name("data") / "cl100k_base.tiktoken.xz"
SHA256 = "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"
PATTERN = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s"
)

# Within some 500,000 blanks the encoder's search panics; what is longer than this is cut before
# it is counted, at the cost of about one token a cut.
LONGEST_PIECE = 16_384
MOST_COUNTS = 2_048
LONGEST_REMEMBERED = 8_192  # characters; together some 16 MB of what mostly lives elsewhere too

# What a word, a run of marks or of digits, a letter of another alphabet, and a character beyond
# them come to on prose. The pieces are about those that the encoder itself begins with.
WORTH = {
    r"['’]?[A-Za-z\u00aa-\u024f]+": 1.085,
    r"(?:(?!['’]\w)[^\w\s\u2e80-\U0010ffff])+|\d{1,3}|_": 1.0,
    r"[\u0250-\u1fff]": 0.75,
    r"[\u2e80-\U0010ffff]": 1.3,
}

FEWEST_TO_LEARN = 200  # tokens; below them a server's own wrapping outweighs the text
LEAST_RATIO, MOST_RATIO = 0.7, 1.5
MOST_RATIOS = 9
MOST_MODELS = 32


class RanksDamaged(Trouble):
    """The file that tokens are counted with is not what was shipped."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is missing or damaged; install rp-tui again.")


class NoXz(Trouble):
    """A Python that was built on a machine without xz."""

    def __init__(self) -> None:
        super().__init__(
            "This Python cannot read xz files; install xz, then build or install Python again."
        )


class Tokenizer:
    """cl100k_base, built once, by whoever first asks, on whichever thread."""

    def __init__(self, ranks: Path = RANKS) -> None:
        self._ranks = ranks
        self._building = Lock()
        self._encoding: Encoding | None = None
        self._remembered = lru_cache(maxsize=MOST_COUNTS)(self._counted)

    def load(self) -> "Encoding":
        """The encoder; the first call takes a tenth of a second, so make it on a thread."""
        with self._building:
            if self._encoding is None:
                self._encoding = build(self._ranks)
            return self._encoding

    def count(self, text: str) -> int:
        """How many tokens a text is; what stands for control tokens in it counts as prose."""
        return self._remembered(text) if len(text) <= LONGEST_REMEMBERED else self._counted(text)

    def _counted(self, text: str) -> int:
        encoding = self.load()
        return sum(
            len(encoding.encode_ordinary(text[start : start + LONGEST_PIECE]))
            for start in range(0, len(text), LONGEST_PIECE)
        )


SHIPPED = Tokenizer()
load = SHIPPED.load
count = SHIPPED.count


def estimate(text: str) -> int:
    """About how many tokens a text is, by the look of it: within a seventh on nearly all prose."""
    return ceil(sum(worth * len(piece.findall(text)) for piece, worth in pieces()))


@cache
def pieces() -> tuple[tuple[re.Pattern[str], float], ...]:
    """What to look for; not made when this is imported, for that takes as long as much else."""
    return tuple((re.compile(piece), worth) for piece, worth in WORTH.items())


class Calibration(Struct, frozen=True):
    """How many tokens of a model's own go to one of ours, by what servers said of past prompts."""

    ratios: Mapping[str, tuple[float, ...]] = {}

    def learn(self, model: str, ours: int, theirs: int) -> "Calibration":
        """With one more prompt that we and the server have counted."""
        ratio = theirs / ours if ours >= FEWEST_TO_LEARN else 0.0
        # A server that silently cuts a prompt reports what it kept. To believe it would be to send
        # still more; to believe too high a ratio is only to send less.
        if ratio < LEAST_RATIO:
            return self
        others = {name: known for name, known in self.ratios.items() if name != model}
        kept = dict(list(others.items())[-(MOST_MODELS - 1) :])
        ratios = (*self.ratios.get(model, ()), min(ratio, MOST_RATIO))[-MOST_RATIOS:]
        return Calibration({**kept, model: ratios})

    def ratio(self, model: str) -> float:
        """The median of what was learnt, so that one odd answer changes little; at first 1."""
        return median(self.ratios.get(model) or (1.0,))


def build(path: Path) -> "Encoding":
    """The encoder from a file of ranks."""
    from tiktoken import Encoding

    # As token and rank, line by line; that the ranks are 0, 1, 2 … is part of what was hashed.
    tokens = read(path).split()[::2]
    ranks = {a2b_base64(token): rank for rank, token in enumerate(tokens)}
    return Encoding("cl100k_base", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens={})


def read(path: Path) -> bytes:
    """The ranks, which are exactly what tiktoken expects, or else nothing at all."""
    try:
        import lzma  # not every Python that was built from source has it
    except ImportError:
        raise NoXz from None
    try:
        ranks = lzma.decompress(path.read_bytes())
    except (OSError, EOFError, lzma.LZMAError):
        raise RanksDamaged(path) from None
    if sha256(ranks).hexdigest() != SHA256:
        raise RanksDamaged(path)
    return ranks
