"""Roads to permanence, put together from the adoption files of the SSDA903 and the episodes.

Each decision that a child should be placed for adoption is a row. The two files that give it give the same day (the
return's rule 523), which joins them. What came of it in that time in care (a placement order, a placement for adoption,
the adoption) belongs to the latest decision of that time. A time in care that shows any of these, or ends in special
guardianship or a child arrangements order, without a decision in the return is a row by itself.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.record.tables import TABLES
from sightline.sources.extract import arrow_schema
from sightline.sources.rows import RecordBuilder
from sightline.sources.ssda903_episodes import Episodes
from sightline.sources.ssda903_rows import Returned
from sightline.sources.values import Value

_PLACED_FOR_ADOPTION = ("A3", "A4", "A5", "A6")
_PLACEMENT_ORDER = ("E1",)
_ORDERS = {
    **dict.fromkeys(("E11", "E12"), "ADOPTION"),
    **dict.fromkeys(("E43", "E44", "E45", "E46", "E47", "E48"), "SGO"),
    "E41": "CAO",
}
_AD1 = {
    "DATE_MATCH": "matched_on",
    "FOSTER_CARE": "adopted_by_carer",
    "NB_ADOPTR": "number_of_adopters",
    "SEX_ADOPTR": "adopter_sex",
    "LS_ADOPTR": "adopter_legal_status",
}
_REVERSAL = {"DATE_PLACED_CEASED": "decision_reversed_on", "REASON_PLACED_CEASED": "decision_reversed_reason"}


@dataclass(slots=True)
class _Road:
    """One child's road to permanence and the place in the return that first speaks of it."""

    child: str
    since: dt.date | None
    place: tuple[str, int]
    care: int | None = None
    values: dict[str, Value] = field(default_factory=dict)


def add_permanences(
    episodes: Episodes | None, adopted: Returned | None, decided: Returned | None, builder: RecordBuilder
) -> None:
    """Add a row for each road to permanence."""
    roads: dict[tuple[str, dt.date | None], _Road] = {}
    _decisions(roads, adopted, "DATE_INT", _AD1, episodes)
    _decisions(roads, decided, "DATE_PLACED", _REVERSAL, episodes)
    found = list(roads.values())
    if episodes is not None:
        _what_came_of_them(found, episodes)
    care = episodes.keys("care", episodes.periods) if episodes is not None else pa.nulls(0, pa.string())
    rows = [
        {
            "permanence_id": f"{road.child}|permanence|{road.since or ''}",
            "person_id": road.child,
            "cla_id": care[road.care].as_py() if road.care is not None else None,
            **road.values,
        }
        for road in found
    ]
    schema = arrow_schema(TABLES["permanences"])
    columns = {each.name: pa.array([row.get(each.name) for row in rows], each.type) for each in schema}
    builder.add_columns("permanences", columns, lambda some: [found[row].place for row in some])


def _decisions(
    roads: dict[tuple[str, dt.date | None], _Road],
    returned: Returned | None,
    day: str,
    names: dict[str, str],
    episodes: Episodes | None,
) -> None:
    if returned is None:
        return
    child, decided_on = returned.column("CHILD"), returned.column(day)
    care = episodes.period_on(child, decided_on) if episodes is not None else pa.nulls(len(child), pa.int64())
    columns = {ours: returned.column(theirs).to_pylist() for theirs, ours in names.items()}
    places = returned.locate(range(len(child)))
    about = zip(child.to_pylist(), decided_on.to_pylist(), care.to_pylist(), places, strict=True)
    for row, (name, since, period, place) in enumerate(about):
        road = roads.setdefault((name, since), _Road(name, since, place, period, {"adoption_decision_on": since}))
        for ours, values in columns.items():
            if road.values.get(ours) is None:
                road.values[ours] = values[row]


def _what_came_of_them(roads: list[_Road], episodes: Episodes) -> None:
    latest: dict[int, _Road] = {}
    for road in sorted(roads, key=lambda road: road.since or dt.date.min):
        if road.care is not None:
            latest[road.care] = road
    facts = _facts(episodes)
    numbers = sorted(facts)
    starts = episodes.periods.starts[numbers] if numbers else np.empty(0, dtype=np.int64)
    children = episodes.at("CHILD", starts).to_pylist()
    places = episodes.rows.locate(starts.tolist())
    for number, child, place in zip(numbers, children, places, strict=True):
        if number in latest:
            latest[number].values |= facts[number]
        else:
            since = min(value for value in facts[number].values() if isinstance(value, dt.date))
            roads.append(_Road(child, since, place, number, facts[number]))


def _facts(episodes: Episodes) -> dict[int, dict[str, Value]]:
    """By the number of the period of care, what its episodes say of permanence, each with its day."""
    facts: dict[int, dict[str, Value]] = defaultdict(dict)
    for name, column, codes in (
        ("placed_for_adoption_on", "PLACE", _PLACED_FOR_ADOPTION),
        ("placement_order_on", "LS", _PLACEMENT_ORDER),
    ):
        is_one = pc.is_in(episodes.rows.column(column), value_set=pa.array(codes))
        has_day = pc.is_valid(episodes.rows.column("DECOM"))
        rows = np.flatnonzero(pc.and_(is_one, has_day).to_numpy(zero_copy_only=False))
        numbers, first = np.unique(episodes.periods.of_row[rows], return_index=True)
        _note(facts, numbers.tolist(), name, episodes.at("DECOM", rows[first]).to_pylist())
    lasts = episodes.periods.lasts
    ended = pc.and_(
        pc.is_in(episodes.at("REC", lasts), value_set=pa.array(list(_ORDERS))), pc.is_valid(episodes.at("DEC", lasts))
    )
    numbers = np.flatnonzero(ended.to_numpy(zero_copy_only=False))
    reasons = episodes.at("REC", lasts[numbers]).to_pylist()
    _note(facts, numbers.tolist(), "order_on", episodes.at("DEC", lasts[numbers]).to_pylist())
    _note(facts, numbers.tolist(), "order_type", [_ORDERS[reason] for reason in reasons])
    return facts


def _note(facts: dict[int, dict[str, Value]], numbers: Sequence[int], name: str, values: Sequence[Value]) -> None:
    for number, value in zip(numbers, values, strict=True):
        facts[number][name] = value
