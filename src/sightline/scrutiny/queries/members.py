"""The ten figures as members see them: in words, with their trend and what stands beside them.

No count of the record is in reach here, only what was released of it
(:mod:`sightline.scrutiny.queries.members_release`). Trends are of what may be told, not of what is true, so that a
chart says no more than the figures beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sightline.charts import Mark
from sightline.country.authorities import authorities, neighbours
from sightline.country.comparing import FEWEST_NEIGHBOURS, Interval
from sightline.country.indicators import Measure as Published
from sightline.country.indicators import measures as published
from sightline.country.indicators import values
from sightline.findings.queries.loaded import Loaded, held
from sightline.improvement.control import Control, SignalKind, xmr
from sightline.inspection.queries.country import chosen
from sightline.scrutiny.disclosure import share_of
from sightline.scrutiny.members_chart import draw
from sightline.scrutiny.models import Look, OfficerStatement
from sightline.scrutiny.publications_method import TOO_FEW
from sightline.scrutiny.queries.members_release import Allowed, Release, released
from sightline.scrutiny.ten_figures import FIGURES, Figure
from sightline.standards.standard import Standard

CANNOT = "the record cannot tell"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it may be told. ``value``: for a chart, None where it is not shown. ``words``: in a sentence."""

    on: dt.date
    value: float | None
    words: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Published figures beside one of the ten, of one year. ``own`` None: the council publishes none, or is invented.

    ``middle`` and ``span``: of its statistical neighbours, of whom ``count`` have a figure. ``everywhere``: the middle
    one of all ``councils`` in England with a figure; the edition held has no figure for England as a whole.
    """

    measure: Published
    year: int
    counted_on: dt.date | None
    published_by: dt.date
    is_later: bool
    own: float | None
    middle: float | None
    span: Interval | None
    count: int
    everywhere: float | None
    councils: int
    is_own: bool


class Lately(StrEnum):
    """How the newest figure of a trend lies to what was ordinary before; the value is how it is said."""

    WORSE = "Worse than it ordinarily is"
    BETTER = "Better than it ordinarily is"
    ORDINARY = "As it ordinarily varies"
    UNTOLD = "No trend can be told"


@dataclass(frozen=True, slots=True)
class TenRow:
    """One of the ten on the members' first page."""

    figure: Figure
    now: Told
    sentence: str
    of: str
    control: Control
    lately: Lately
    drawing: str
    beside: Beside | None
    standards: tuple[Standard, ...]
    said: OfficerStatement | None
    looks: int


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer said of a figure, and the day it was superseded; None while it stands."""

    statement: OfficerStatement
    superseded_on: dt.date | None


@dataclass(frozen=True, slots=True)
class TenPage:
    """One of the ten on its own page."""

    row: TenRow
    quarters: tuple[Told, ...]
    statements: tuple[Said, ...]
    looks: tuple[Look, ...]


def told(figure: Figure, allowed: Allowed) -> Told:
    """What is released of a figure, in words: a share is worked out of the two counts as told, never of true ones."""
    if not allowed.is_known:
        return Told(allowed.on, None, "", CANNOT)
    if figure.is_share:
        found = share_of(allowed.part, allowed.whole)
        if found.value is None:
            return Told(allowed.on, None, "", found.words)
        return Told(allowed.on, float(found.value), f"{found.value}%")
    if allowed.part is None:
        return Told(allowed.on, None, "", TOO_FEW)
    return Told(allowed.on, float(allowed.part), f"About {allowed.part:,}" if allowed.part else "No")


def ten_rows() -> list[TenRow]:
    """The ten, in the order of their file."""
    loaded = held()
    release = released(loaded)
    said = _statements()
    looks = list(Look.objects.values_list("figure", flat=True))
    return [_row(loaded, release, each, said.get(each.id, ()), looks.count(each.id)) for each in FIGURES.values()]


def ten_page(figure: Figure) -> TenPage:
    """One of the ten, with what was said of it and who chose to look into it."""
    loaded = held()
    release = released(loaded)
    statements = _statements(figure.id).get(figure.id, ())
    looks = tuple(Look.objects.filter(figure=figure.id).select_related("by").prefetch_related("outcomes__question"))
    row = _row(loaded, release, figure, statements, len(looks))
    return TenPage(row, tuple(reversed(_quarters(figure, release))), statements, looks)


def _row(loaded: Loaded, release: Release, figure: Figure, statements: Sequence[Said], looks: int) -> TenRow:
    allowed = release.now[figure.id]
    now = told(figure, allowed)
    control = _control(figure, _quarters(figure, release))
    return TenRow(
        figure=figure,
        now=now,
        sentence=sentence(figure, now),
        of=_of(figure, allowed),
        control=control,
        lately=lately(figure, control),
        drawing=_drawing(figure, control),
        beside=beside(figure, loaded),
        standards=tuple(loaded.standards[code] for code in figure.standards if code in loaded.standards),
        said=next((each.statement for each in statements if each.superseded_on is None), None),
        looks=looks,
    )


def sentence(figure: Figure, now: Told) -> str:
    """The figure in a plain sentence; that it is not shown, and why, where it is not."""
    if now.words:
        return figure.says.replace("{children}", _capital(now.words)).replace("{share}", now.words)
    return f"Not shown: {now.why_not}."


def lately(figure: Figure, control: Control) -> Lately:
    """Whether the newest figure of the trend is part of a signal, and of which: never by the figure alone."""
    if control.limits is None:
        return Lately.UNTOLD
    newest = control.points[-1].on
    signals = [each for each in control.signals if each.last >= newest and each.kind is not SignalKind.REBASED]
    if not signals:
        return Lately.ORDINARY
    return Lately.BETTER if signals[-1].is_up is figure.higher_is_better else Lately.WORSE


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _of(figure: Figure, allowed: Allowed) -> str:
    """Of how many, where a count is of a population that is counted and may be told."""
    if not figure.of or not allowed.whole or allowed.part is None:
        return ""
    who = "children in need" if figure.of == "Children in need" else "children looked after"
    return f"There were about {allowed.whole:,} {who} that day."


def _quarters(figure: Figure, release: Release) -> tuple[Told, ...]:
    """From the first that may be shown on; the day itself is not among them."""
    found = [told(figure, each) for each in release.quarters[figure.id]]
    begun = next((place for place, each in enumerate(found) if each.value is not None), len(found))
    return tuple(found[begun:])


def _control(figure: Figure, quarters: Sequence[Told]) -> Control:
    if figure.no_trend:
        return Control((), (), (), figure.no_trend)
    marks = [Mark(each.on, each.value) for each in quarters if each.value is not None]
    return xmr(
        marks,
        ceiling=100.0 if figure.is_share else None,
        say=lambda value: f"{value:.0f}%" if figure.is_share else f"{value:,.0f}",
        higher_is_better=figure.higher_is_better,
    )


def _drawing(figure: Figure, control: Control) -> str:
    return draw(
        f"trend-{figure.id}",
        figure.title,
        f"{control.words} The figure’s own page has a table.",
        control,
        say=lambda value: f"{value:.0f}%" if figure.is_share else f"{value:,.0f}",
        ceiling=100.0 if figure.is_share else None,
    )


def beside(figure: Figure, loaded: Loaded) -> Beside | None:
    """The published figure of the last year that had ended by the day; None where none is published of it."""
    measure = published().get(figure.beside)
    if measure is None:
        return None
    held_values, which = values(measure), chosen("")
    near = [each.authority for each in neighbours(which.authority)]
    for year in reversed(held_values.years):
        counted_on = measure.counted_day(year)
        if counted_on is None or counted_on > loaded.as_at:
            continue
        figures = [value for each in near if (value := held_values.of(each.code, year)) is not None]
        every = [held_values.of(each.code, year) for each in authorities().values()]
        there = [each for each in every if each is not None]
        enough = len(figures) >= FEWEST_NEIGHBOURS
        return Beside(
            measure=measure,
            year=year,
            counted_on=counted_on,
            published_by=measure.published_by(year),
            is_later=measure.published_by(year) > loaded.as_at,
            own=held_values.of(which.authority.code, year) if which.is_own else None,
            middle=float(np.median(figures)) if enough else None,
            span=Interval(min(figures), max(figures)) if enough else None,
            count=len(figures),
            everywhere=float(np.median(there)) if there else None,
            councils=len(there),
            is_own=which.is_own,
        )
    return None


def _statements(figure: str = "") -> dict[str, tuple[Said, ...]]:
    """By figure, the latest first."""
    rows = list(OfficerStatement.objects.filter(**({"figure": figure} if figure else {})))
    superseded = {each.supersedes_id: each.said_on for each in rows}
    found: dict[str, list[Said]] = {}
    for each in rows:
        found.setdefault(each.figure, []).append(Said(each, superseded.get(each.pk)))
    return {name: tuple(some) for name, some in found.items()}


def looks() -> list[Look]:
    """Every choice of a member, the latest first, with what came of it."""
    return list(Look.objects.select_related("by").prefetch_related("outcomes__question", "outcomes__by"))
