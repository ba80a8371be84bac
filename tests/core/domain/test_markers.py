from time import perf_counter

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.markers import (
    BadMarkers,
    Kind,
    Markers,
    Segment,
    ooc_only,
    segments,
    spoken,
)

MILLION = 1_000_000
LIMIT_S = 15  # what is quadratic takes minutes

prose = st.text(st.sampled_from("abc5 \n*()\"':"), max_size=60) | st.text(max_size=60)
nesting_markers = st.sampled_from(["(( ))", "[[ ]]", "{ }", "<ooc> </ooc>", "<!-- -->"]).map(
    Markers.parse
)


def read(text: str) -> list[tuple[Kind, str]]:
    return [(segment.kind, segment.text) for segment in segments(text)]


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def bracket(markers: Markers) -> tuple[str, str]:
    """What nests within ooc of these markers."""
    if len(set(markers.ooc_open)) == 1:
        return markers.ooc_open[0], markers.ooc_close[0]
    return markers.ooc_open, markers.ooc_close


@st.composite
def asides(draw: st.DrawFn, markers: Markers) -> str:
    """An ooc full of secrets, in which all brackets are balanced."""
    first, last = bracket(markers)
    plain = st.sampled_from(["SECRET", " ", "SECRET\n\nSECRET", "*", "**", " * ", '"'])
    inner = draw(
        st.recursive(
            plain,
            lambda part: (
                st.lists(part).map("".join)
                | st.lists(part).map(lambda parts: first + "".join(parts) + last)
            ),
            max_leaves=12,
        )
    )
    return markers.ooc_open + inner + markers.ooc_close


@given(prose)
def test_no_letter_is_lost_and_none_changes_its_place(text: str) -> None:
    assert letters("".join(segment.text for segment in segments(text))) == letters(text)


@given(prose)
def test_no_segment_is_blank_but_an_empty_aside(text: str) -> None:
    assert all(segment.text.strip() or segment.kind == "ooc" for segment in segments(text))


@given(prose)
def test_a_bot_sees_every_letter_that_is_not_ooc_and_no_other(text: str) -> None:
    found = segments(text)
    seen = "".join(segment.text for segment in found if segment.kind != "ooc")
    assert letters(spoken(found)) == letters(seen)


@given(st.text(st.sampled_from('ab5 .,!?\n*"')))
def test_without_ooc_every_word_keeps_its_paragraph(text: str) -> None:
    paragraphs = [letters(part) for part in text.split("\n\n")]
    told = [letters(part) for part in spoken(segments(text)).split("\n\n")]
    assert [part for part in told if part] == [part for part in paragraphs if part]


@given(st.data(), nesting_markers)
def test_a_planted_secret_never_reaches_a_bot(data: st.DataObject, markers: Markers) -> None:
    visible = st.sampled_from(["word ", "*nods* ", "*nods", " ", "\n\n", '"word" ', "5 * 3 "])
    hidden = asides(markers).map(lambda aside: aside + " ")
    parts = data.draw(st.lists(visible | hidden, max_size=8))
    told = spoken(segments("".join(parts), markers))
    assert "SECRET" not in told
    wanted = "".join(part for part in parts if markers.ooc_open not in part)
    assert letters(told) == letters(wanted)


@given(prose.filter(lambda text: "(" not in text), st.text(st.sampled_from("S(\n *:a")))
def test_an_aside_without_an_end_hides_all_that_follows(before: str, after: str) -> None:
    told = spoken(segments(before + "((" + after))
    assert letters(told) == letters(before)


@pytest.mark.parametrize(
    "aside",
    [
        "((SECRET (b) SECRET))",
        "(((SECRET)))",
        "((((SECRET))))",
        "((SECRET ((b)) SECRET))",
        "((SECRET (b (c)) SECRET))",
        "((SECRET (b)) SECRET))",
        "((SECRET\n\nSECRET))",
        "((SECRET :) SECRET))",
        "((SECRET :)))",
        "((SECRET :( ))",
        "((:( ))",
        "((1) SECRET 2) SECRET (b (c)) SECRET))",
        "((*SECRET* **SECRET** *SECRET))",
        '(("SECRET" SECRET))',
        "((note:(b (c)) SECRET))",
        "((note:( b)) SECRET))",
    ],
)
def test_no_way_to_nest_an_aside_lets_it_out(aside: str) -> None:
    assert spoken(segments(f"Hello {aside} there")) == "Hello there"
    assert spoken(segments(f"*nods {aside} slowly*")) == "*nods* *slowly*"
    assert ooc_only(segments(aside))


@pytest.mark.parametrize(
    "text", ["((SECRET", "((SECRET (b))", "((SECRET)\n\nSECRET", "(((SECRET))"]
)
def test_an_aside_with_a_bracket_too_few_runs_to_the_end(text: str) -> None:
    assert spoken(segments(f"Hello. {text} SECRET")) == "Hello."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n\t ", []),
        ("Hello.", [("dialogue", "Hello.")]),
        ('"Hello."', [("dialogue", '"Hello."')]),
        ("*nods*", [("action", "nods")]),
        ('*nods* "Yes."', [("action", "nods"), ("dialogue", ' "Yes."')]),
        ("Yes. *nods*", [("dialogue", "Yes. "), ("action", "nods")]),
        ("*nods* *sits*", [("action", "nods"), ("action", " sits")]),
        ("((brb))", [("ooc", "brb")]),
        ("(( brb ))", [("ooc", "brb")]),
        ("(())", [("ooc", "")]),
        ("*((brb))*", [("ooc", "brb")]),
        ("(aside) b)) c", [("dialogue", "(aside) b)) c")]),
        ("*nods ((brb)) twice*", [("action", "nods "), ("ooc", "brb"), ("action", " twice")]),
        ("*nods\nand sits*", [("action", "nods\nand sits")]),
        ("*nods ((a\n\nb)) on*", [("action", "nods "), ("ooc", "a\n\nb"), ("action", " on")]),
        ("*nods*Yes", [("action", "nods"), ("dialogue", "Yes")]),
    ],
)
def test_prose_is_cut_at_its_markers(text: str, found: list[tuple[Kind, str]]) -> None:
    assert read(text) == found


def test_an_action_that_is_cut_short_runs_to_the_end_of_its_paragraph() -> None:
    assert read("*walks over and") == [("action", "walks over and")]
    assert read("*walks\n \nHello.") == [("action", "walks"), ("dialogue", "\n \nHello.")]
    assert spoken(segments("*walks\n\nHello.")) == "*walks*\n\nHello."


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 is 15, and 5*3 too",
        "* a list\n* of two",
        "* * *",
        "***",
        "I **really** mean it",
        "***really***",
        "what the f*ck is 5*.",
        "an asterisk at the end *",
        "*",
    ],
)
def test_an_asterisk_that_marks_nothing_stays_in_the_dialogue(text: str) -> None:
    assert read(text) == [("dialogue", text)]
    assert spoken(segments(text)) == text


def test_bold_type_within_an_action_stays_in_it() -> None:
    assert read("*he **really** tries*") == [("action", "he **really** tries")]
    assert read("*he **tries***") == [("action", "he **tries**")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hello.\n\n((x))\n\nBye.", "Hello.\n\nBye."),
        ("Hello ((x)) there", "Hello there"),
        ("Hello.  ((x))\nBye.", "Hello.\nBye."),
        ("Hello((x))there", "Hello there"),
        ("Hello((x)).", "Hello."),
        ("*a*((x))*b*", "*a* *b*"),
        ("*a*((x))\n\n*b*", "*a*\n\n*b*"),
        ("((x)) ((y))\n\nHello.", "Hello."),
        ("((x))", ""),
        ('"Hi."\n*sits*\n\n"So."', '"Hi."\n*sits*\n\n"So."'),
    ],
)
def test_what_a_bot_sees_closes_over_what_it_does_not(text: str, told: str) -> None:
    assert spoken(segments(text)) == told


def test_segments_of_a_model_are_told_apart_as_well() -> None:
    read = (Segment("action", "a"), Segment("action", "b"), Segment("dialogue", "\n\n"))
    assert spoken((*read, Segment("dialogue", "c"))) == "*a* *b*\n\nc"


def test_a_turn_of_asides_alone_is_known() -> None:
    assert ooc_only(segments("((a)) \n\n((b))"))
    assert not ooc_only(segments("((a)) b"))
    assert not ooc_only(segments(""))


@pytest.mark.parametrize(
    ("setting", "text", "told"),
    [
        ("[[ ]]", "a [[x [y] z]] b ((c))", "a b ((c))"),
        ("{ }", "a {x {y} z} b", "a b"),
        ("<ooc> </ooc>", "a <ooc>x <ooc>y</ooc> z</ooc> b", "a b"),
        ("|| ||", "a ||x | y|| b || z", "a b"),
        ("// \\\\", "a //x\\\\ b", "a b"),
    ],
)
def test_other_markers_work_alike(setting: str, text: str, told: str) -> None:
    assert spoken(segments(text, Markers.parse(setting))) == told


@pytest.mark.parametrize(
    "setting",
    [
        *["", " ", "((", "// ", "(( )) ))", "/* */", '" "', "\u201c \u201d", "ooc coo", "< <<"],
        *["\u200b( )", "\x1b( )", "(" * 17 + " )", "\ud800( )"],
    ],
)
def test_what_cannot_mark_is_refused_in_one_sentence(setting: str) -> None:
    with pytest.raises(BadMarkers, match=r"cannot mark .* such as \(\( \)\)\.$") as caught:
        Markers.parse(setting)
    assert isinstance(caught.value, Trouble)
    assert isinstance(caught.value, ValueError)
    assert str(caught.value).isprintable()


@given(st.text(max_size=40))
@example("(( ))")
def test_a_setting_is_markers_or_a_trouble(setting: str) -> None:
    try:
        markers = Markers.parse(setting)
    except BadMarkers:
        return
    told = spoken(segments(f"a {markers.ooc_open} SECRET {markers.ooc_close} b", markers))
    assert "SECRET" not in told


def test_markers_and_segments_survive_the_log() -> None:
    found = segments("*nods* Yes. ((brb))")
    assert msgspec.json.decode(msgspec.json.encode(found), type=tuple[Segment, ...]) == found
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"ooc_open": ""}', type=Markers)


@pytest.mark.parametrize(
    "unit",
    [
        *["*", "* ", "*a ", "*a* ", "*a\n\n", "(", "(( ", ")", "(())", "((a)) *b* ", "*((x))"],
        *["\n", "\n ", " ", "a", "((:( "],
    ],
    ids=repr,
)
def test_a_megabyte_of_markers_takes_time_in_proportion(unit: str) -> None:
    began = perf_counter()
    spoken(segments(unit * (MILLION // len(unit))))
    assert perf_counter() - began < LIMIT_S
