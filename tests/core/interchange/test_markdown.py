import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.markers import DEFAULT, Kind, Segment, segments
from rp_tui.core.interchange import markdown as md
from rp_tui.core.interchange.transcript import markdown
from tests.core.interchange.saying import said, story

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HARMLESS = set(
    """paragraph_open paragraph_close inline text softbreak hardbreak em_open em_close strong_open
    strong_close""".split()
)
SPACE = re.compile(r"\s+")

hostile = st.text(
    st.sampled_from("ab1 \n\t#*_-+=>`~|<>[]()!&;:.\\/@\"'“”…é。😀\u3000") | st.characters(),
    max_size=40,
)
pieces = st.lists(
    st.sampled_from(
        [
            *("# ", "## x\n", "\n\n", "\n", "    ", "\t", "```", "~~~", "---", "===", "***", "* "),
            *("1. ", "2) ", "> ", "- ", "+ ", "| a | b |\n", "|---|---|\n", ":-:", "<b>", "<!--"),
            *(
                "<script>",
                "&amp;",
                "[a](b)",
                "![a](b)",
                "[a]: b\n",
                "**bold**",
                "*act*",
                " ((ooc))",
            ),
            *("http://a.b", "<http://a.b>", "~~no~~", "\\", "word", '"', " ", "**", "_x_", "a|b\n"),
        ]
    ),
    max_size=10,
).map("".join)
anything = pieces | hostile
kinds: st.SearchStrategy[Kind] = st.sampled_from(["dialogue", "action", "ooc"])
readings = st.lists(st.builds(Segment, kinds, anything), max_size=6).map(tuple)


def flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def shown(tokens: list[Token]) -> str:
    """What a reader sees, without spaces."""
    return SPACE.sub("", "".join(token.content for token in flat(tokens) if token.type == "text"))


def meant(read: tuple[Segment, ...]) -> str:
    """What was said, without spaces; the marks of bold type are seen in its effect."""
    texts = (clean(one.text) for one in read)
    dressed = (
        f"(({text}))" if one.kind == "ooc" else text for one, text in zip(read, texts, strict=True)
    )
    return SPACE.sub("", "".join(dressed))


def without_bold(text: str) -> str:
    return text.replace("**", "")


@given(readings)
@example((Segment("dialogue", "a | b\n:-:"),))
@example((Segment("action", "nods."), Segment("dialogue", "Fine")))
@example((Segment("dialogue", "so"), Segment("action", '"x"'), Segment("action", "y")))
@example((Segment("action", 'He "**no**" **yes**. **a**b'),))
@example(segments('Oh *She **really** means "it".*Well (**yes**)'))
def test_a_reader_sees_what_was_said_and_nothing_takes_effect(read: tuple[Segment, ...]) -> None:
    written = "\n\n".join(md.paragraphs(read, DEFAULT))
    tokens = READER.parse(written)
    assert {token.type for token in flat(tokens)} <= HARMLESS
    assert without_bold(shown(tokens)) == without_bold(meant(read))


@given(readings.filter(lambda read: any(one.kind == "action" for one in read)))
def test_every_action_is_in_italics(read: tuple[Segment, ...]) -> None:
    tokens = READER.parse("\n\n".join(md.paragraphs(read, DEFAULT)))
    italics, depth = [], 0
    for token in flat(tokens):
        depth += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        if depth and token.type == "text":
            italics.append(token.content)
    acted = "".join(clean(one.text) for one in read if one.kind == "action")
    assert without_bold(SPACE.sub("", "".join(italics))) == without_bold(SPACE.sub("", acted))


@given(anything, anything, st.booleans(), st.booleans())
@example("**Robin:** I love you.", "Ann", False, False)
@example("Oh.\n    **Robin:** I love you.", "Ann", True, False)
def test_a_turn_adds_no_heading_and_no_name(
    prose: str, speaker: str, narration: bool, truncated: bool
) -> None:
    turn = said(prose, speaker, narration=narration, truncated=truncated)
    tokens = READER.parse("".join(markdown(story(turn, turn))))
    quoted = {"blockquote_open", "blockquote_close"} if narration else set()
    headings = {"heading_open", "heading_close"}
    assert {token.type for token in flat(tokens)} <= HARMLESS | quoted | headings
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1"]
    openings = [token.children or [] for token in tokens if token.type == "inline"]
    labelled = [
        line
        for line in openings
        if [token.type for token in line if token.type != "text" or token.content][:1]
        == ["strong_open"]
    ]
    assert len(labelled) == (0 if narration else 2)


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ('*She nods.* "Hi."', '*She nods.* "Hi."'),
        ("*nods.*Fine", "*nods.* Fine"),
        ("Hello ((brb)) there", "Hello ((brb)) there"),
        ("I **really** mean it", "I **really** mean it"),
        ("**Robin:** I love you", r"\*\*Robin:\*\* I love you"),
        ("Oh.\n\n  **Robin** loves you", "Oh.\n\n\\*\\*Robin\\*\\* loves you"),
        ("# Not a heading", r"\# Not a heading"),
        ("> not a quote", r"\> not a quote"),
        ("<script>x</script>", r"\<script>x\</script>"),
        ("- one\n- two", "\\- one  \n\\- two"),
        ("1986. A year.", r"1986\. A year."),
        ("3.5 metres", "3.5 metres"),
        ("[a](http://b.c)", r"\[a\](http\://b.c)"),
        ("www.a.b and me@a.b", r"www\.a.b and me\@a.b"),
        ("```\ncode\n```", "\\`\\`\\`  \ncode  \n\\`\\`\\`"),
        ("5*3 &amp; C# & co", r"5\*3 \&amp; C# & co"),
        ("one\n\n\n    two", "one\n\ntwo"),
        ("a\x1b[31m b", "a b"),
    ],
)
def test_prose_is_written_so(prose: str, expected: str) -> None:
    assert "\n\n".join(md.paragraphs(segments(prose), DEFAULT)) == expected


def test_an_address_becomes_no_link_of_a_readers_own_making() -> None:
    reader = MarkdownIt("gfm-like")
    (line,) = md.paragraphs(segments("https://a.example/b or www.a.example or me@a"), DEFAULT)
    assert "link_open" in {token.type for token in flat(reader.parse("https://a.example/b"))}
    assert "link_open" not in {token.type for token in flat(reader.parse(line))}
