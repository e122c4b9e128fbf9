"""A timeline as a list: filtered by who and by what kind, in the order things were known or the other way round.

On a page, reports of one day that told leaders the same are one row that names them all. What is taken away keeps a row
a report.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.queries.inquiries import known_on, known_order
from sightline.improvement.queries.inquiry_told import RECEIVED, REPORT
from sightline.wording import all_of

YEAR = "year"  # in the address
TIMES = {2: "twice", 3: "three times"}


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """A row of the page: one event, or the reports of one day that told several tiers the same."""

    on: dt.date
    known_at: dt.datetime | None
    tier: str
    kind: str
    words: str
    source: str
    proof: str


def folded(events: Sequence[Event]) -> list[ShownEvent]:
    """The events of a page as its rows, in their order: a folded one where its first stood."""
    rows: dict[Hashable, list[Event]] = {}
    for place, each in enumerate(events):
        _, received, rest = each.words.partition(RECEIVED)
        is_report = each.kind == REPORT and received
        key = (each.on, each.known_at, each.source, rest) if is_report else place
        rows.setdefault(key, []).append(each)
    return [_shown(each) for each in rows.values()]


def _shown(same: Sequence[Event]) -> ShownEvent:
    first, words = same[0], same[0].words
    if len(same) > 1:
        who = Counter(each.words.partition(RECEIVED)[0] for each in same)
        said = [f"{name} ({TIMES.get(times, f'{times} times')})" if times > 1 else name for name, times in who.items()]
        names = [said[0], *(each[0].lower() + each[1:] for each in said[1:])]
        words = f"{all_of(names)}{RECEIVED}{words.partition(RECEIVED)[2]}"
    tiers = ", ".join(dict.fromkeys(each.tier.value for each in same))
    proof = ", ".join(each.proof for each in same if each.proof)
    return ShownEvent(first.on, first.known_at, tiers, first.kind, words, first.source, proof)


def listed(events: Sequence[Event], asked: Mapping[str, str]) -> Listing[Event]:
    """The part of a timeline that the address describes."""
    tiers = tuple(Choice(tier.value, _title(tier.value)) for tier in Tier if any(each.tier is tier for each in events))
    kinds = tuple(Choice(kind, kind) for kind in sorted({each.kind for each in events}))
    years = tuple(Choice(str(year), str(year)) for year in sorted({known_on(each).year for each in events}))
    return listing(
        events,
        asked,
        filters=(
            Filter("who", "Who knew, or did", tiers, lambda event, value: event.tier.value == value),
            Filter("kind", "Kind", kinds, lambda event, value: event.kind == value),
            Filter(YEAR, "Year known", years, lambda event, value: known_on(event).year == int(value)),
        ),
        orders=(
            Order("known", "When known, the first leading", known_order),
            Order("newest", "When known, the last leading", known_order, reverse=True),
        ),
        search=lambda event: f"{event.words} {event.source}",
    )


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the index: how many events it has of those that the other filters keep, and the address of them.

    ``label`` is "All years" for all; ``query``: the query string that leads to it, with every filter but the page.
    """

    label: str
    count: int
    query: str
    is_chosen: bool


def years_of(events: Sequence[Event], asked: Mapping[str, str]) -> list[Year]:
    """The index of a timeline by the year in which things were known, all years first; none of a single year."""
    whole = listed(events, {name: value for name, value in asked.items() if name != YEAR})
    counts = sorted(Counter(known_on(each).year for each in whole.all_rows).items())
    if len(counts) < 2:
        return []
    kept = parse_qsl(whole.query)
    chosen = asked.get(YEAR, "")
    found = [Year("All years", whole.total, whole.query, chosen not in {str(year) for year, _ in counts})]
    return found + [
        Year(str(year), count, urlencode([*kept, (YEAR, str(year))]), chosen == str(year)) for year, count in counts
    ]


def _title(words: str) -> str:
    return words[0].upper() + words[1:]
