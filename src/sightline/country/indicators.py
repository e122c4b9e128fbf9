"""The published indicators: what each measures, and its value for every authority and year.

Values stand as last revised. A value that was suppressed or is missing is not there, and is never taken for nought.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from sightline.country.authorities import authorities
from sightline.country.files import DATA, rows

Floats = npt.NDArray[np.float64]


class Role(StrEnum):
    """What a measure is for here."""

    ASK = "ask"  # of the service: held against the neighbours'
    CONTEXT = "context"  # of the place
    BASE = "base"  # a count others are shares of


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator. ``wanted``: *low* or *high* where the source says which is better, else empty.

    ``kind``: a *share* (in hundredths) or a *rate*, of the count ``base``, where one is published. ``counted_on``: the
    month and day of the year the figure is of or the year it covers ends, None where measures of its kind differ.
    ``lag_months``: how long after 31 March of its year it is published, as a rule; our assumption.
    """

    id: str
    name: str
    topic: str
    role: Role
    wanted: str
    kind: str
    base: str
    counted_on: tuple[int, int] | None
    lag_months: int
    published_as: str
    source: str

    @property
    def per(self) -> int:
        """How many of the base a value is of: 100 for a share, 10,000 for a rate."""
        return 100 if self.kind == "share" else 10_000

    def counted_day(self, year: int) -> dt.date | None:
        """The day a year's figure is of, or its year ended."""
        return dt.date(year, *self.counted_on) if self.counted_on else None

    def published_by(self, year: int) -> dt.date:
        """The day by which a year's figure is out, as a rule."""
        months = 3 + self.lag_months
        return dt.date(year + (months - 1) // 12, (months - 1) % 12 + 1, 28)


@dataclass(frozen=True, slots=True)
class Values:
    """One measure's values: years by authorities (positions in ``codes``), nan where there is none."""

    years: tuple[int, ...]
    codes: Mapping[int, int]
    grid: Floats

    def of(self, code: int, year: int) -> float | None:
        """The value for an authority in a year; None if there is none."""
        if year not in self.years or code not in self.codes:
            return None
        value = float(self.grid[self.years.index(year), self.codes[code]])
        return None if np.isnan(value) else value

    def latest(self, code: int) -> int | None:
        """The last year with a value for an authority."""
        if code not in self.codes:
            return None
        found = np.flatnonzero(~np.isnan(self.grid[:, self.codes[code]]))
        return self.years[int(found[-1])] if len(found) else None

    def series(self, code: int) -> tuple[tuple[int, float], ...]:
        """Year and value for an authority, oldest first; years without one left out."""
        found = ((year, self.of(code, year)) for year in self.years)
        return tuple((year, value) for year, value in found if value is not None)


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure by its published code, in the order they are shown."""
    found = {}
    for each in rows("measures.csv"):
        month, _, day = each["counted_on"].partition("-")
        found[each["measure"]] = Measure(
            each["measure"],
            each["name"],
            each["topic"],
            Role(each["role"]),
            each["wanted"],
            each["kind"],
            each["base"],
            (int(month), int(day)) if month else None,
            int(each["lag_months"]),
            each["published_as"],
            each["source"],
        )
    return MappingProxyType(found)


@cache
def _table() -> Mapping[str, Values]:
    table = pq.read_table(DATA / "indicators.parquet").combine_chunks()
    names = table["measure"].chunk(0).dictionary.to_pylist()
    which = table["measure"].chunk(0).indices.to_numpy()
    codes = {code: place for place, code in enumerate(authorities())}
    place = np.array([codes.get(code, -1) for code in range(1000)])[table["authority"].to_numpy()]
    year, value = table["year"].to_numpy().astype(np.int64), table["value"].to_numpy().astype(np.float64)
    # Kept as single-precision: back to the figure as it was published.
    value = np.round(value, 4)
    found = {}
    for number, name in enumerate(names):
        mine = np.flatnonzero((which == number) & (place >= 0))
        years = np.unique(year[mine])
        grid = np.full((len(years), len(codes)), np.nan)
        grid[np.searchsorted(years, year[mine]), place[mine]] = value[mine]
        found[name] = Values(tuple(years.tolist()), codes, grid)
    return MappingProxyType(found)


def values(measure: Measure) -> Values:
    """A measure's values; read once a process."""
    return _table()[measure.id]
