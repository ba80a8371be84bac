import pytest

from rp_tui.core.domain.edge import Edge, EdgeShifted, EdgeSummarised, fold, shift
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.item import Item, ItemGained
from rp_tui.core.domain.memory import MemoryFormed
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.promotion import CATEGORIES, NotPromotable, Promotion, promote
from rp_tui.core.domain.text import NothingTold
from rp_tui.core.domain.witness import EVERYONE, NotPresent, Presence
from tests.core.domain.troubles import refused

AT = "2026-03-10T21:14:00Z"
HOST, GUEST, OTHER = 1, 2, 3
HERE = Presence(HOST, GUEST)


def kept(promotion: Promotion, edge: Edge | None = None, item: Item | None = None) -> Draft | None:
    edges = {YOU: edge} if edge else {}
    return promote(promotion, HERE, AT, edges, {5: item} if item else {})


def test_a_thing_goes_to_somebodys_hands() -> None:
    draft = kept(Promotion("object", HOST, "picnic basket"))
    assert draft == Draft("item", ItemGained(HOST, "picnic basket", "", HOST, EVERYONE, GUEST))


def test_a_thing_that_somebody_has_is_not_promoted_again() -> None:
    held = Item(HOST, "Picnic Basket", "", HOST, EVERYONE, GUEST)
    assert kept(Promotion("object", HOST, "picnic basket"), item=held) is None


def test_knowledge_goes_to_an_edge_and_moves_no_feeling() -> None:
    draft = kept(Promotion("knowledge", HOST, "Robin hates rain.", YOU))
    assert draft is not None
    assert (draft.kind, draft.entity) == ("edge", compose(HOST, YOU))
    assert isinstance(draft.event, EdgeShifted)
    assert (draft.event.affinity, draft.event.trust) == (0, 0)
    assert [fact.text for fact in draft.event.learned.values()] == ["Robin hates rain."]


def test_knowledge_that_is_known_is_not_promoted_again() -> None:
    edge = fold(None, shift(Edge(), HERE, AT, 0, 0, ["Robin hates rain."]))
    assert kept(Promotion("knowledge", HOST, "robin HATES rain", YOU), edge) is None


def test_a_change_between_two_goes_to_the_edges_summary() -> None:
    draft = kept(Promotion("relationship", GUEST, "Rivals now.", HOST))
    assert draft == Draft("edge", EdgeSummarised(HOST, "Rivals now."), compose(GUEST, HOST))


def test_the_gist_goes_to_a_memory() -> None:
    draft = kept(Promotion("gist", GUEST, "It rained on all of us.", significance=9))
    assert draft is not None
    assert isinstance(draft.event, MemoryFormed)
    assert (draft.event.owner, draft.event.source, draft.event.significance) == (GUEST, "scene", 3)
    assert draft.entity is None


@pytest.mark.parametrize("category", ["", "prop", "event", "Object", "mood", "gist "])
def test_there_is_no_fifth_category(category: str) -> None:
    assert len(CATEGORIES) == 4
    with refused(NotPromotable):
        kept(Promotion(category, HOST, "picnic basket", YOU))


@pytest.mark.parametrize("category", [*CATEGORIES, "prop"])
def test_who_was_not_there_takes_nothing(category: str) -> None:
    with refused(NotPresent):
        kept(Promotion(category, OTHER, "picnic basket", YOU))


@pytest.mark.parametrize("category", ["knowledge", "relationship"])
@pytest.mark.parametrize("about", [None, HOST, OTHER, -1])
def test_what_is_learned_concerns_somebody_else_who_was_there(
    category: str, about: int | None
) -> None:
    with refused(NotPresent):
        kept(Promotion(category, HOST, "Rivals now.", about))


@pytest.mark.parametrize("category", ["relationship", "gist"])
def test_a_blank_promotion_is_refused(category: str) -> None:
    with refused(NothingTold):
        kept(Promotion(category, HOST, " ", YOU))
