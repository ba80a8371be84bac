from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.edge import Edge, Fact
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.you import DEFAULT_NAME, You
from tests.core.prompts.views import ANN, BEN, a_view, block, told, with_ben


def test_an_edge_is_told_in_words_and_numbers() -> None:
    view = a_view(edges={YOU: Edge(78, 35)})
    assert block(view, "edge: Robin") == (
        "[Ann to Robin] Ann is very fond of Robin (affinity 78/100) and is wary of Robin "
        "(trust 35/100).\nAnn and Robin have no history yet."
    )


def test_an_edge_tells_of_before_of_here_of_elsewhere_and_of_what_they_share() -> None:
    edge = Edge(
        summaries={"0": "Coworkers.", "1": "They stay late.", "5": "He came over."},
        moments={"9": "The stuck lift."},
        facts={"a": Fact("He takes it black")},
        last_chat=ANN,
        last_at="2026-03-07T21:14:00Z",
    )
    assert block(a_view(edges={YOU: edge}), "edge: Robin").splitlines()[1:] == [
        "From before: Coworkers.",
        "So far: They stay late.",
        "Elsewhere: He came over.",
        "Between the two: The stuck lift.",
        "Last together 3 days ago.",
        "Ann knows of Robin:",
        "- He takes it black",
    ]


def test_what_the_author_wrote_stands_in_until_there_is_a_summary() -> None:
    view = a_view(bot=Bot("Ann", relationship="Ann is my coworker."))
    assert "From before: Ann is my coworker." in block(view, "edge: Robin")
    edges = {YOU: Edge(summaries={"1": "They stay late."})}
    assert "coworker" not in block(a_view(bot=view.bot, edges=edges), "edge: Robin")


def test_a_player_without_a_name_is_no_you_in_what_was_told_before() -> None:
    edge = Edge(
        summaries={"0": "Ann likes you more than she lets on: you have her spare key."},
        facts={"a": Fact("You are a nurse.", source="seed"), "b": Fact("You said so.")},
    )
    view = a_view(you=You(), names={YOU: DEFAULT_NAME, ANN: "Ann"}, edges={YOU: edge})
    assert block(view, "edge: Player").splitlines()[1:] == [
        "From before: Ann likes Player more than she lets on: Player has her spare key.",
        "Ann knows of Player:",
        "- Player is a nurse.",
        "- You said so.",
    ]


def test_the_edge_to_whom_the_speaker_answers_must_be_there_and_the_other_should() -> None:
    tiers = {b.name: b.tier for b in told(with_ben(addressee=BEN)).blocks}
    assert (tiers["edge: Ben"], tiers["edge: Robin"]) == ("must", "should")


def test_what_the_story_so_far_says_is_not_said_again_as_a_moment() -> None:
    moments = {"7": "They kissed in the rain.", "9": "She lent him her ring."}
    held = Edge(summaries={str(ANN): "They kissed in the rain. All is well."}, moments=moments)
    text = "\n".join(block.text for block in told(a_view(edges={YOU: held})).blocks)
    assert text.count("They kissed in the rain.") == 1
    assert "Between the two: She lent him her ring." in text
