from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import UNSET

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.names import LONGEST_NAME, key
from rp_tui.core.domain.text import LONGEST_LINE, passage
from rp_tui.core.interchange.bot_file import BotFile, Stage, parse
from rp_tui.core.interchange.bot_toml import WIDTH, text, written

rough = st.text(st.sampled_from("ab\"\\ \n\t'#=[]{}.é“😀") | st.characters(), max_size=300)
prose = rough.map(passage).map(passage)
phrase = rough.map(lambda text: clean(text[:LONGEST_LINE], single_line=True))
phrases = st.lists(phrase.filter(bool), max_size=4).map(tuple)
answer = st.booleans() | st.just(UNSET)
clock = st.sampled_from(["", "2026-03-10T21:14:00Z", "Tuesday evening", "21:30"])
stages = st.builds(
    Stage,
    *(phrase, phrase, answer, answer, phrases, clock, phrase, prose),
    *[phrase] * 6,
)
bots = st.builds(
    BotFile,
    phrase.map(lambda text: clean(text[:LONGEST_NAME], single_line=True)).filter(key),
    prose,
    st.lists(prose.filter(bool), max_size=3).map(tuple),
    phrases,
    *(prose, prose, prose, stages),
)

MOST_LETTERS = 9

ANN = BotFile(
    "Ann",
    "She draws bridges, and says that they are easier than people, since a bridge tells you at "
    'once what it cannot bear.\n\nShe says "no" first.',
    ("Fine.", 'He said """what"""'),
    ("exact",),
    scene=Stage(place="office", public=True, clock="evening"),
)
ANNS = r'''name = "Ann"
persona = """
She draws bridges, and says that they are easier than people, since a bridge tells you \
at once what it cannot bear.

She says "no" first."""
voice = ["Fine.", "He said \"\"\"what\"\"\""]
traits = ["exact"]

[scene]
place = "office"
public = true
clock = "evening"
'''


def test_a_bot_is_written_so_that_a_person_can_read_it() -> None:
    assert written(ANN) == ANNS


@given(bots)
@example(ANN)
@example(BotFile("Ann", 'a\n"""""', ("\\", '\n"'.strip()), backstory="a\\\nb" + ' ""' * 60))
@example(BotFile("Ann", "word " * 40 + "  two  spaces \t" * 20 + "\nend"))
def test_a_bot_comes_back_from_its_file_as_it_was(bot: BotFile) -> None:
    assert parse(written(bot).encode(), "ann.toml") == bot


@given(st.lists(st.text('ab\\"', min_size=1, max_size=MOST_LETTERS), max_size=90))
def test_lines_are_no_wider_than_the_page(words: list[str]) -> None:
    for line in text(" ".join(words)).removesuffix('"""').split("\n"):
        assert len(line.removesuffix("\\")) <= WIDTH
