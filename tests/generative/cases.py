"""What the generated tests are given: a load of many children and standards of many kinds over it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from hypothesis import settings
from hypothesis import strategies as st

from sightline.engines.base import Engine, from_arrow
from sightline.record.schema import Row
from sightline.sources.extract import from_rows
from sightline.standards.obligations import Obligation
from sightline.standards.standard import Standard
from tests.generative.records import day_pools, records
from tests.generative.standards import KINDS, standards
from tests.support.records import written_record

ONE_DAY = dt.timedelta(days=1)


def share(part: float) -> settings:
    """That part of the profile's examples, so that one profile makes the whole folder longer or shorter."""
    return settings(max_examples=round(settings().max_examples * part))


class Case:
    """Loads of a record, and standards to hold against each. No dataclass, which would be printed whole on failure."""

    def __init__(self, loads: Iterable[Sequence[Row]], standards: Iterable[Standard]) -> None:
        self.loads = tuple(loads)
        self.standards = tuple(standards)

    def __repr__(self) -> str:
        return f"Case of {len(self.loads)} loads and {len(self.standards)} standards"


@st.composite
def cases(draw: st.DrawFn, *, loads: int = 3, count: int = 10, alone: bool = False) -> Case:
    """``loads`` records and ``count`` standards over the same few days (``alone``: about a child's own rows).

    Ten standards are one of each kind. Engines that compile standards do so once a case, whatever the loads.
    """
    days = draw(day_pools())
    first = draw(st.integers(0, len(KINDS) - 1))
    kinds = [KINDS[(first + number) % len(KINDS)] for number in range(count)]
    return Case(
        [draw(records(days)) for _ in range(loads)],
        [draw(standards(kind, days, f"s{number}", alone)) for number, kind in enumerate(kinds)],
    )


def evaluated(engine: Engine, rows: Iterable[Row], held: Sequence[Standard]) -> list[Obligation]:
    """The obligations, in order."""
    return from_arrow(engine.obligations(from_rows(rows), held))


def differences(found: Sequence[Obligation], expected: Sequence[Obligation]) -> list[str]:
    """What one evaluation yields and another does not, as often as it does."""
    more, less = Counter(found) - Counter(expected), Counter(expected) - Counter(found)
    return [f"+ {each}" for each in more.elements()] + [f"- {each}" for each in less.elements()]


def disagreement(engine: Engine, reference: Engine, rows: Sequence[Row], held: Sequence[Standard]) -> str:
    """Where two engines differ: the smallest part of record and standards that shows it; empty if they agree."""

    def differ(rows: Sequence[Row], held: Sequence[Standard]) -> list[str]:
        return differences(evaluated(engine, rows, held), evaluated(reference, rows, held))

    if not differ(rows, held):
        return ""
    held = next(([each] for each in held if differ(rows, [each])), list(held))
    rows = reduced(rows, lambda fewer: bool(differ(fewer, held)))
    return "\n\n".join(["\n".join(differ(rows, held)), written_record(rows), *(str(each) for each in held)])


def reduced(rows: Sequence[Row], still: Callable[[Sequence[Row]], bool]) -> list[Row]:
    """``rows`` without those that can go, by ever smaller handfuls, while ``still`` holds of the rest."""
    kept = list(rows)
    size = len(kept) // 2
    while size:
        for start in range(len(kept) - size, -1, -size):
            fewer = kept[:start] + kept[start + size :]
            if still(fewer):
                kept = fewer
        size //= 2
    return kept


def days_to_ask(obligations: Iterable[Obligation]) -> list[dt.date]:
    """The day before, of and after each date that a verdict can turn on."""
    dates = {
        date for each in obligations for date in (each.since, each.due, each.done_on, each.ended_on) if date is not None
    }
    return sorted({day for date in dates for day in (date - ONE_DAY, date, date + ONE_DAY)})
