"""What may be told to members of the ten figures: one release an evaluation, checked by the solver as editions are.

What is true of the record and what may be told are kept apart: :class:`Counted` is what is true, :func:`release` the
one way from it to what is told, and nothing else is shown. Its figures of a day, the counts they are of and every
quarter of their trends are put to :mod:`sightline.scrutiny.disclosure`,

- against every edition that was published: each cell is held against the same cell of each; whatever an edition counted
  of the same day is told as the edition told it unless it changed by more than a few; and the quarters of a share are
  held against the years that were told of it, as if they added up to them, which is more than a reader knows;
- and as told again: whatever is shown stays open to half the protection each time, so that two days, or a day and a
  quarter's end, never tell of a change of a few, whichever two are subtracted. So what was told on earlier days need
  not be kept to be safe from it.

A count is shown or not; that it is small is never said, since a larger one is hidden too where it would tell.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sightline.errors import UserError
from sightline.findings.queries.loaded import Loaded, remembered
from sightline.improvement.series import Point, by_month, by_quarter, days_of_any, month_ends, share, standing
from sightline.inspection.standing.population import population
from sightline.scrutiny.disclosure import ALL, Dimension, Population, Safe, Table, suppress
from sightline.scrutiny.disclosure.tables import Where
from sightline.scrutiny.models import Became, PackEdition
from sightline.scrutiny.publications_counting import LOOKED_AFTER, TABLES
from sightline.scrutiny.publications_kept import brought_back, digest
from sightline.scrutiny.ten_figures import FIGURES, Figure, TenCounted
from sightline.scrutiny.ten_placements import moved_often

QUARTERS = 24  # of a trend: six years
YEAR = 4  # quarters
IN_TIME, NOT = "yes", "no"  # as editions name them
CARE = "Looked after"  # whom the national measure of homes is of


@dataclass(frozen=True, slots=True)
class Counted:
    """What the record holds, exactly; ``whole`` None where it is of nobody counted. No part: it cannot be told."""

    on: dt.date
    part: int | None
    whole: int | None


@dataclass(frozen=True, slots=True)
class Allowed:
    """The counts of a figure as they may be told, None where not. ``is_known``: whether the record can tell at all."""

    on: dt.date
    part: int | None
    whole: int | None
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Published:
    """A published edition: the day it counted, and its tables with how far each cell is open."""

    as_at: dt.date
    tables: tuple[Safe, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """What may be told: by figure the day's, and its quarters, oldest first."""

    now: Mapping[str, Allowed]
    quarters: Mapping[str, tuple[Allowed, ...]]


def released(loaded: Loaded) -> Release:
    """What may be told of the record held, beside every edition published by now: worked out once for both; a query."""
    found = PackEdition.objects.filter(decision__became=Became.PUBLISHED.value).order_by("pk")
    return _released(loaded, tuple(found.values_list("pk", "exact_digest")))


@remembered
@lru_cache(maxsize=2)
def _released(loaded: Loaded, editions: tuple[tuple[int, str], ...]) -> Release:
    now = {each.id: now_of(loaded, each) for each in FIGURES.values()}
    quarters = {each.id: quarters_of(loaded, each) for each in FIGURES.values()}
    return release(now, quarters, _published([key for key, _ in editions]))


def _published(keys: Sequence[int]) -> list[Published]:
    """The editions of these keys; UserError where the counts kept with one were changed in the database."""
    out = []
    for each in PackEdition.objects.filter(pk__in=keys).order_by("pk").only("as_at", "exact", "exact_digest"):
        if digest(each.exact) != each.exact_digest:
            raise UserError("The counts kept with an edition were changed; nothing can be checked against it.")
        wanted = [raw for raw in json.loads(each.exact)["tables"] if _is_of_the_ten(raw["name"])]
        out.append(Published(each.as_at, tuple(brought_back(raw) for raw in wanted)))
    return out


def _is_of_the_ten(name: str) -> bool:
    return name.startswith("figure:") or name == TABLES[0].name


def release(
    now: Mapping[str, Counted], quarters: Mapping[str, Sequence[Counted]], editions: Sequence[Published]
) -> Release:
    """What may be told of these counts beside these editions."""
    told_now: dict[str, Allowed] = {}
    told_then: dict[str, tuple[Allowed, ...]] = {}
    safes: dict[str, Safe] = {}
    for name, figure in FIGURES.items():
        if (safe := _safe(figure, now[name], editions)) is not None:
            safes[name] = safe
        told_now[name] = _allowed(now[name], safe)
    told_now = told_alike(told_now, _totals_of(safes), editions)
    for name, figure in FIGURES.items():
        if figure.counted is TenCounted.SHARE:
            told_then[name] = _linked(figure, quarters[name], _years(figure, now[name], safes.get(name), editions))
        else:
            told_then[name] = tuple(_allowed(each, _safe(figure, each, editions)) for each in quarters[name])
    return Release(told_now, told_then)


def _allowed(counted: Counted, safe: Safe | None) -> Allowed:
    if safe is None:
        return Allowed(counted.on, None, None, is_known=counted.part is not None)
    whole = safe.value(ALL) if counted.whole is not None else None
    return Allowed(counted.on, safe.value(IN_TIME), whole)


def _safe(figure: Figure, counted: Counted, editions: Sequence[Published]) -> Safe | None:
    """A figure of one day, held against the same one of each edition; None where there is nothing to count."""
    if counted.part is None or (figure.is_share and not counted.whole):
        return None
    there = [(each, safe) for each in editions for safe in each.tables if safe.table.name == f"figure:{figure.id}"]
    same = next((safe.table.population.name for each, safe in reversed(there) if each.as_at == counted.on), None)
    counts: dict[Where, int] = {(IN_TIME,): counted.part}
    if counted.whole is not None:
        counts[NOT,] = counted.whole - counted.part
    dimension = Dimension("outcome", tuple(value for (value,) in counts))
    whole = Population(same or f"{figure.id} on {counted.on}", (dimension,), counts)
    table = Table(f"figure:{figure.id}", whole, ("outcome",))
    return suppress([table], before=[_comparable(safe) for _, safe in there], is_told_again=True)[0]


def _comparable(safe: Safe) -> Safe:
    """A figure of an edition by the cells that mean the same here: all of one that has no others is no whole."""
    if (NOT,) in safe.cells:
        return safe
    only = (IN_TIME,)
    return replace(
        safe,
        cells={only: safe.cells[only]},
        reach={only: safe.reach[only]},
        basis={only: safe.basis[only]},
        kept=safe.kept & {only},
    )


def _totals_of(safes: Mapping[str, Safe]) -> dict[str, tuple[str, Safe]]:
    """By figure whom it is of, where those are counted, with its table."""
    of = {name: FIGURES[name].of or CARE for name in safes if not FIGURES[name].is_share or _is_of_care(name)}
    return {name: (who, safes[name]) for name, who in of.items() if (NOT,) in safes[name].cells}


def _is_of_care(name: str) -> bool:
    return FIGURES[name].counted is TenCounted.PLACEMENTS


def told_alike(
    told: dict[str, Allowed], totals: Mapping[str, tuple[str, Safe]], editions: Sequence[Published]
) -> dict[str, Allowed]:
    """Whoever is counted in several figures is told alike in each or in none, and held against the tables published.

    The figures are checked each by itself, and a total hidden in one must not be read off another.
    """
    out = dict(told)
    for who in {who for who, _ in totals.values()}:
        here = {name: safe for name, (of, safe) in totals.items() if of == who}
        values = {told[name].whole for name in here}
        if len(values) > 1 or (who == CARE and any(not _may_stand(safe, editions) for safe in here.values())):
            out |= {name: replace(told[name], whole=None) for name in here}
    return out


def _may_stand(safe: Safe, editions: Sequence[Published]) -> bool:
    """Whether no change of a few in the children looked after can be worked out since any edition."""
    count, (least, greatest) = safe.table.count((ALL,)), safe.reach[ALL,]
    for earlier in (each for edition in editions for each in edition.tables if each.table.name == TABLES[0].name):
        low, high = earlier.reach[LOOKED_AFTER, ALL]
        changed = count - earlier.table.count((LOOKED_AFTER, ALL))
        if safe.rule.is_small(changed) and (high - low) + (greatest - least) < safe.rule.protection:
            return False
    return True


def _years(
    figure: Figure, now: Counted, safe: Safe | None, editions: Sequence[Published]
) -> list[tuple[dt.date, Safe]]:
    """The years told of a share, by the day they ended: by editions, and on the day itself."""
    name = f"figure:{figure.id}"
    found = [(each.as_at, told) for each in editions for told in each.tables if told.table.name == name]
    return [*found, *([(now.on, safe)] if safe is not None else [])]


def _linked(figure: Figure, quarters: Sequence[Counted], years: Iterable[tuple[dt.date, Safe]]) -> tuple[Allowed, ...]:
    """The quarters of a share: those of a year that was told together with it, any other by itself.

    A year that was told and would now be hidden cannot be taken back: its quarters are withheld instead.
    """
    ends = [each.on for each in quarters]
    told = [(on, safe) for on, safe in years if on in ends[YEAR - 1 :]]
    groups = {f"year to {on}": ends[ends.index(on) + 1 - YEAR : ends.index(on) + 1] for on, _ in told}
    linked = {end for group in groups.values() for end in group}
    out = {each.on: _allowed(each, _quarter(figure, each)) for each in quarters if each.on not in linked}
    if linked:
        out |= _together(figure, [each for each in quarters if each.on in linked], groups, told)
    return tuple(out[end] for end in ends)


def _quarter(figure: Figure, counted: Counted) -> Safe | None:
    if counted.part is None or not counted.whole:
        return None
    counts: dict[Where, int] = {(IN_TIME,): counted.part, (NOT,): counted.whole - counted.part}
    table = Table.of(f"quarters:{figure.id}", (Dimension("outcome", (IN_TIME, NOT)),), counts)
    return suppress([table], is_told_again=True)[0]


def _together(
    figure: Figure,
    quarters: Sequence[Counted],
    groups: Mapping[str, Sequence[dt.date]],
    told: Sequence[tuple[dt.date, Safe]],
) -> dict[dt.date, Allowed]:
    counts: dict[Where, int] = {}
    for each in quarters:
        part, whole = each.part or 0, each.whole or 0
        counts |= {(str(each.on), IN_TIME): part, (str(each.on), NOT): whole - part}
    years = {year: tuple(map(str, group)) for year, group in groups.items()}
    dimensions = (
        Dimension("quarter", tuple(str(each.on) for each in quarters), years),
        Dimension("outcome", (IN_TIME, NOT)),
    )
    whole_table = Population(f"{figure.id} by quarter", dimensions, counts)
    (safe,) = suppress([Table(f"quarters:{figure.id}", whole_table, ("quarter", "outcome"))], is_told_again=True)
    gone = {
        end
        for on, year in told
        for (value,), cell in year.cells.items()
        if cell.value is not None and safe.value(f"year to {on}", value) is None
        for end in groups[f"year to {on}"]
    }
    return {
        each.on: Allowed(each.on, None, None)
        if each.on in gone
        else Allowed(each.on, safe.value(str(each.on), IN_TIME), safe.value(str(each.on), ALL))
        for each in quarters
    }


def now_of(loaded: Loaded, figure: Figure) -> Counted:
    """On the day; a share of the twelve months before."""
    if figure.counted is TenCounted.PLACEMENTS:
        return placements(loaded, loaded.as_at)
    days = days_of_any(loaded, figure.standards)
    if days is None:
        return Counted(loaded.as_at, None, None)
    found = _of_point((share if figure.is_share else standing)(days, loaded.as_at))
    whole = _population(loaded).get(figure.of) if figure.of else None
    if figure.is_share or found.part is None or whole is None or whole < found.part:
        return found
    return replace(found, whole=whole)


def quarters_of(loaded: Loaded, figure: Figure) -> tuple[Counted, ...]:
    """At each quarter's end, of the quarter alone for what fell due: neighbours that share no case.

    None of a figure of which the record keeps only the newest: what it holds of an earlier day is not what was so then.
    """
    if figure.no_trend:
        return ()
    ends = [each for each in month_ends(loaded.as_at, QUARTERS * 3) if each.month % 3 == 0]
    if figure.counted is TenCounted.PLACEMENTS:
        return tuple(placements(loaded, each) for each in ends)
    if figure.is_share:
        months = by_month(loaded, figure.standards, months=QUARTERS * 3)
        return tuple(Counted(each.on, each.numerator, each.denominator) for each in by_quarter(months))
    days = days_of_any(loaded, figure.standards)
    return tuple(_of_point(standing(days, each)) for each in ends) if days else ()


def _of_point(point: Point) -> Counted:
    if point.value is None:
        return Counted(point.on, None, None)
    return Counted(point.on, point.numerator, point.denominator)


@remembered
@lru_cache(maxsize=2)
def _population(loaded: Loaded) -> dict[str, int]:
    return population(loaded.extract, loaded.as_at)


def placements(loaded: Loaded, on: dt.date) -> Counted:
    """The children looked after on a day, and those of them who moved often."""
    found = moved_often(loaded.extract, on)
    return Counted(on, None, None) if found is None else Counted(on, found.moved, found.looked_after)
