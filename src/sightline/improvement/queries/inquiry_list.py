"""A timeline as a list: filtered by who and by what kind, in the order things were known or the other way round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.queries.inquiries import known_order


def listed(events: Sequence[Event], asked: Mapping[str, str]) -> Listing[Event]:
    """The part of a timeline that the address describes."""
    tiers = tuple(Choice(tier.value, _title(tier.value)) for tier in Tier if any(each.tier is tier for each in events))
    kinds = tuple(Choice(kind, kind) for kind in sorted({each.kind for each in events}))
    return listing(
        events,
        asked,
        filters=(
            Filter("who", "Who knew, or did", tiers, lambda event, value: event.tier.value == value),
            Filter("kind", "Kind", kinds, lambda event, value: event.kind == value),
        ),
        orders=(
            Order("known", "When known, the first leading", known_order),
            Order("newest", "When known, the last leading", known_order, reverse=True),
        ),
        search=lambda event: f"{event.words} {event.source}",
    )


def _title(words: str) -> str:
    return words[0].upper() + words[1:]
