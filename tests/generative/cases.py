"""What the generated tests are given: a load of many children and standards of many kinds over it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st

from sightline.engines.base import Engine, from_arrow
from sightline.record.schema import Row
from sightline.sources.extract import from_rows
from sightline.standards.obligations import Obligation
from sightline.standards.standard import Standard
from tests.generative.records import day_pools, records
from tests.generative.standards import standards
from tests.support.records import written_record

ONE_DAY = dt.timedelta(days=1)


def share(part: float) -> settings:
    """That part of the profile's examples, so that one profile makes the whole folder longer or shorter."""
    return settings(max_examples=round(settings().max_examples * part))


@dataclass(frozen=True, repr=False)
class Case:
    """Loads of a record, and standards to hold against each."""

    loads: tuple[tuple[Row, ...], ...]
    standards: tuple[Standard, ...]

    def __repr__(self) -> str:
        """The loads as they would be written in a spec, and the standards."""
        loads = "\n\n".join(f"a load of\n{written_record(rows)}" for rows in self.loads)
        return "\n\n".join([loads, *(f"{each.code}: subject {each.subject}, {each.node}" for each in self.standards)])


@st.composite
def cases(draw: st.DrawFn, *, loads: int = 6, most: int = 8, alone: bool = False) -> Case:
    """``loads`` records and up to ``most`` standards over the same few days (``alone``: about a child's own rows).

    Engines that compile standards do so once a case, so more loads are worth more than more cases.
    """
    days = draw(day_pools())
    count = draw(st.integers(1, most))
    return Case(
        tuple(tuple(draw(records(days))) for _ in range(loads)),
        tuple(draw(standards(days, f"s{number}", alone)) for number in range(count)),
    )


def evaluated(engine: Engine, rows: Iterable[Row], held: Sequence[Standard]) -> list[Obligation]:
    """The obligations, in order."""
    return from_arrow(engine.obligations(from_rows(rows), held))


def differences(found: Sequence[Obligation], expected: Sequence[Obligation], held: Sequence[Standard]) -> str:
    """What one engine yields and another does not, with the standards concerned; empty if nothing."""
    more, less = Counter(found) - Counter(expected), Counter(expected) - Counter(found)
    codes = {each.standard for each in (more + less)}
    lines = [f"+ {each}" for each in more.elements()] + [f"- {each}" for each in less.elements()]
    about = [f"{each.code}: subject {each.subject}, {each.node}" for each in held if each.code in codes]
    return "\n".join([*lines, *about])


def days_to_ask(obligations: Iterable[Obligation]) -> list[dt.date]:
    """The day before, of and after each date that a verdict can turn on."""
    dates = {
        date for each in obligations for date in (each.since, each.due, each.done_on, each.ended_on) if date is not None
    }
    return sorted({day for date in dates for day in (date - ONE_DAY, date, date + ONE_DAY)})
