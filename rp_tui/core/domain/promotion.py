"""Promotion: the four ways in which something outlives its scene, and there is no fifth.

A thing goes to somebody's hands, a piece of knowledge to an edge, a change between two to the
edge's summary, the gist of it all to a memory. Everything else stays in the closed scene.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

from rp_tui.core.domain import edge, item, memory
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import compose
from rp_tui.core.domain.item import Item
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.witness import NotPresent, Presence

Category = Literal["object", "knowledge", "relationship", "gist"]
CATEGORIES = get_args(Category)


class Promotion(Struct, frozen=True):
    """What a model would keep of a scene, and for whom."""

    category: str
    who: int
    text: str
    about: int | None = None  # whom the knowledge or the change concerns
    significance: int = 1


class NotPromotable(Trouble):
    """There are four categories."""


def promote(
    promotion: Promotion,
    presence: Presence,
    at: str,
    edges: Mapping[int, Edge],
    items: Mapping[int, Item],
) -> Draft | None:
    """The event that keeps it for somebody of these edges and items; None where it is kept."""
    who, text = presence.expect(promotion.who), promotion.text
    match promotion.category:
        case "object":
            known = item.held(text, who, items) is not None
            return None if known else Draft("item", item.gain(presence, who, text))
        case "knowledge":
            return learned(promotion, presence, at, edges)
        case "relationship":
            summary = edge.summarise(presence.chat, text)
            return Draft("edge", summary, compose(who, other(promotion, presence)))
        case "gist":
            significance = promotion.significance
            formed = memory.form(who, presence, at, text, significance, source="scene")
            return Draft("memory", formed)
    raise NotPromotable(f"What is promoted is {', '.join(CATEGORIES)}; the rest stays.")


def learned(
    promotion: Promotion, presence: Presence, at: str, edges: Mapping[int, Edge]
) -> Draft | None:
    target = other(promotion, presence)
    made = edge.shift(edges.get(target, Edge()), presence, at, 0, 0, [promotion.text])
    return Draft("edge", made, compose(promotion.who, target)) if made.learned else None


def other(promotion: Promotion, presence: Presence) -> int:
    """Whom it concerns: somebody else who was there."""
    about = promotion.about
    if about is None or about == promotion.who or about not in presence.everyone:
        raise NotPresent("What is learned must concern somebody else who was there.")
    return about
