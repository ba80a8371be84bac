import pytest

from rp_tui.core.domain.edge import Edge, Fact
from rp_tui.core.domain.ids import YOU
from tests.core.prompts.views import ANN, a_view, block, dialogue

# What somebody came to know in forty scenes, and words of later talk that touch upon each.
LEARNED = {
    "Robin grew up in Leith": "I was back in Leith.", "Robin's sister is a vet": "My sisters rang.",
    "Robin takes sugar": "No sugar today.", "Robin once broke a wrist": "I'm breaking things.",
    "Robin plays the cello": "The cello is sold.", "Robin fears deep water": "So much water!",
    "Robin owes the bank": "The banks are closed.", "Robin hates Mondays": "It's Monday.",
    "Robin keeps bees": "A bee stung me.", "Robin was married to Alma": "Alma wrote to me.",
    "Robin reads maps": "I lost the map.", "Robin has a scar": "My scars itch.",
    "Robin bakes bread": "I've been baking.", "Robin sleeps badly": "Let me sleep.",
    "Robin failed an exam": "Exams, again.", "Robin speaks Danish": "Is that Danish?",
    "Robin lost a coat": "I found a coat.", "Robin votes green": "Who did you vote for?",
    "Robin smokes in secret": "I quit smoking.", "Robin draws bridges": "That bridge is up.",
    "Robin collects stamps": "A stamp, please.", "Robin rents a boat": "Your boats leak.",
    "Robin is allergic to nuts": "Are there nuts in it?", "Robin sings alto": "Sing for me.",
    "Robin can juggle": "Watch me juggling.", "Robin has two cities": "Which city?",
    "Robin repairs clocks": "The clock stopped.", "Robin was in prison": "Prisons smell alike.",
    "Robin dyes wool": "The dyed wool ran.", "Robin climbs": "We climbed all day.",
    "Robin stole a ladder": "Hand me that ladder.", "Robin adopted a greyhound": "Greyhounds run.",
    "Robin wears glasses": "My glasses are cracked.", "Robin believes in ghosts": "A ghost!",
    "Robin is a surveyor": "No surveyor would sign it.", "Robin swam the lake": "Lakes freeze.",
    "Robin writes sonnets": "Another sonnet?", "Robin rode a camel": "Camels spit.",
    "Robin brews cider": "Is there cider?", "Robin forged a letter": "That's no forgery.",
}  # fmt: skip


def told_facts(said: str) -> list[str]:
    known = {f"{at:02}": Fact(text) for at, text in enumerate(LEARNED)}
    talk = dialogue((YOU, said), (ANN, '"Hm." *Ann looks at Robin.*'))
    view = a_view(edges={YOU: Edge(facts=known)}, lines=talk)
    return [line[2:] for line in block(view, "edge: Robin").splitlines() if line[:2] == "- "]


@pytest.mark.parametrize("fact", [*LEARNED][:-1])
def test_any_fact_of_forty_comes_back_when_the_talk_touches_it(fact: str) -> None:
    facts = told_facts(f"Robin here. {LEARNED[fact]} What does Robin say, Ann?")
    assert fact in facts
    assert len(facts) == 12


def test_the_newest_facts_are_told_whatever_is_said_and_all_in_their_order() -> None:
    quiet, talkative = told_facts("Hm."), told_facts(" ".join([*LEARNED.values()][:20]))
    assert quiet == [*LEARNED][-12:]
    assert talkative[-6:] == quiet[-6:]
    assert len(talkative) == 12
    assert sorted(talkative, key=[*LEARNED].index) == talkative
    assert talkative[0] in [*LEARNED][:20]


def test_names_of_who_is_there_touch_nothing() -> None:
    assert told_facts("Robin? Robin! Ann, where is Robin's Robin?") == told_facts("Hm.")
