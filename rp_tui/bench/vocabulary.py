"""Words for stories that nobody wrote: a few are common, most are rare, as in any language."""

import random
from collections.abc import Sequence
from itertools import accumulate

NAMES = """
Aldous Bram Corvin Dagny Elowen Farrow Greta Hollis Isolde Jorah Kestrel Linnea Maren Nessa
Orrin Petra Quill Rosalind Silas Thessaly Una Verity Wystan Yara"""
FUNCTION_WORDS = """
the and of to a in that it you is I was with her his she he on as for at not but from your
be they my by this have what had are so there all would when if no one were out do their me
up then than into over down them how could some only too before again here just still"""
STEMS = """
lantern river oath ship moon cloak raven tower candle ember frost harbor iron ivory letter
marsh mirror night orchard parlor quarry rain saddle salt scarlet shadow silver smoke snow
storm sword table thorn thunder tide timber velvet village violet water whisper willow window
winter wolf wood wool amber anchor ash barrel bell blood bone book bridge"""
TAILS = """
light gate ward stone fall keeper song path born bound craft crown dust fire folk glass grove
hand haven heart hold horn lore maid mark mere mill mouth point port reach ridge rise road
root run shade shard shore side smith spell spire stead step thorn tide vale wall watch way
weaver well wind wing work worn wright yard"""
# Zipf's law with Mandelbrot's head: the commonest word of content is one in a hundred or so.
HEAD = 10
FUNCTION_SHARE, NAME_SHARE = 0.45, 0.04
STREAM = 1 << 16  # words drawn at once, to cut prose from: twenty times faster than drawing each


class Vocabulary:
    """A seed's words, as often as each comes in prose."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        stems, functions = STEMS.split(), FUNCTION_WORDS.split()
        self.content = [*stems, *(stem + tail for stem in stems for tail in TAILS.split())]
        dice.shuffle(self.content)
        self.upto = upto(self.content, HEAD)
        function = dice.choices(functions, cum_weights=upto(functions, 2), k=STREAM)
        content = dice.choices(self.content, cum_weights=self.upto, k=STREAM)
        shares = FUNCTION_SHARE, FUNCTION_SHARE + NAME_SHARE, 1
        kinds = dice.choices(range(3), cum_weights=shares, k=STREAM)
        names = dice.choices(NAMES.split(), k=STREAM)
        drawn = zip(kinds, function, names, content, strict=True)
        self.stream = [words[kind] for kind, *words in drawn]

    def some(self, count: int) -> list[str]:
        """Words as they come in prose."""
        at = int(self.dice.random() * (STREAM - count))
        return self.stream[at : at + count]

    def query(self, count: int) -> list[str]:
        """Different words of content, without the names: what a line of dialogue asks for."""
        found: dict[str, None] = {}
        while len(found) < count:
            found |= dict.fromkeys(self.dice.choices(self.content, cum_weights=self.upto))
        return list(found)


def upto(words: Sequence[str], head: int) -> list[float]:
    """How common each word is, summed up from the first, which is the commonest."""
    return list(accumulate(1 / (rank + head) for rank in range(len(words))))
