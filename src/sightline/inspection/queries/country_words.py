"""How a figure beside its neighbours reads: as a question, as a row of a table, as a row of a download."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sightline.country import INDICATORS_ON
from sightline.country.authorities import Authority
from sightline.country.comparing import OLDEST, Bearing, Comparison, Interval, Side
from sightline.country.drawing import beside_neighbours


@dataclass(frozen=True, slots=True)
class Question:
    """One figure outside the neighbours' range, as a question with its drawing."""

    comparison: Comparison
    asks: str
    figures: str
    change: str
    of_when: str
    caution: str
    colour: str
    tag: str
    drawing: str


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator as a row of the table."""

    comparison: Comparison
    value: str
    own: str
    middle: str
    span: str
    side: str
    change: str
    of_when: str


@dataclass(frozen=True, slots=True)
class Topic:
    """The indicators of one topic."""

    name: str
    rows: tuple[Row, ...]


def question(each: Comparison, number: int, of: Authority, today: dt.date) -> Question:
    """A figure outside the range, as it is asked; ``number`` tells its drawing from the others of the page."""
    where = "higher" if each.side is Side.ABOVE else "lower"
    many = (
        "all ten neighbours" if len(each.neighbours) == 10 else f"all {len(each.neighbours)} neighbours with a figure"
    )
    end = {"low": "The lower, the better.", "high": "The higher, the better."}.get(each.measure.wanted, "")
    asks = {
        Bearing.WORSE: f"{where.capitalize()} than {many}. {end} What lies behind it?",
        Bearing.BETTER: f"{where.capitalize()} than {many}. {end} Is it real, and what keeps it so?",
        Bearing.NEITHER: f"{where.capitalize()} than {many}. Neither end is better in itself. What explains it?",
    }[each.bearing]
    assert each.span is not None  # noqa: S101 - outside a range there is one
    figures = (
        f"{figure(each.value)} against {figure(each.span.low)} to {figure(each.span.high)} (middle "
        f"{figure(each.middle)}). Of all {each.of} authorities, {each.rank - 1} are higher."
    )
    caution = ""
    if each.own is not None and each.may_be_chance:
        caution = (
            f"Its own figure may be anywhere from {figure(each.own.low)} to {figure(each.own.high)} by chance, which "
            "reaches the neighbours’: small numbers could explain it."
        )
    if each.value == 0:
        caution = "A nought may also stand for a figure that was not supplied. " + caution
    return Question(
        comparison=each,
        asks=asks,
        figures=figures,
        change=_change(each),
        of_when=_of_when(each, today),
        caution=caution,
        colour={Bearing.WORSE: "orange", Bearing.BETTER: "green", Bearing.NEITHER: "blue"}[each.bearing],
        tag={Bearing.WORSE: "Worse end", Bearing.BETTER: "Better end", Bearing.NEITHER: "Neither end is better"}[
            each.bearing
        ],
        drawing=beside_neighbours(
            f"q{number}",
            f"{each.measure.name}: {of.name} and its neighbours",
            f"{each.years[0].year} to {each.years[-1].year}. {figures} {_change(each)}",
            each.years,
        ),
    )


def row(each: Comparison, today: dt.date) -> Row:
    """A figure as a row of the table of every indicator."""
    return Row(
        comparison=each,
        value=figure(each.value),
        own=_between(each.own),
        middle=figure(each.middle),
        span=_between(each.span),
        side={Side.ABOVE: "above all", Side.BELOW: "below all", Side.WITHIN: "within"}[each.side]
        if each.span
        else "too few to tell",
        change=_change(each),
        of_when=_of_when(each, today),
    )


def topics(found: Sequence[Comparison], today: dt.date) -> tuple[Topic, ...]:
    """The indicators by topic, in order."""
    by_topic: dict[str, list[Row]] = {}
    for each in found:
        by_topic.setdefault(each.measure.topic, []).append(row(each, today))
    return tuple(Topic(name, tuple(rows)) for name, rows in by_topic.items())


INDICATOR_COLUMNS = (
    "Indicator",
    "Topic",
    "As published",
    "Year",
    "Counted on or to",
    "This authority",
    "Low",
    "High",
    "Neighbours with a figure",
    "Neighbours' middle",
    "Neighbours' lowest",
    "Neighbours' highest",
    "Reach from",
    "Reach to",
    "Where it lies",
    "Better end",
    "Rank from the highest",
    "Of authorities",
    "Change in a year",
    "Change in three years",
    "Source",
)


def indicator_cells(each: Comparison) -> tuple[object, ...]:
    """One indicator as a row of the download."""
    return (
        each.measure.name,
        each.measure.topic,
        each.measure.published_as,
        each.year,
        each.counted_on,
        _round(each.value),
        *_ends(each.own),
        len(each.neighbours),
        _round(each.middle),
        *_ends(each.span),
        *_ends(each.reach),
        each.side.value,
        each.measure.wanted or "not stated",
        each.rank,
        each.of,
        _round(each.change),
        _round(each.change_three),
        each.measure.source,
    )


def figure(value: float | None) -> str:
    """A figure as it is read: one decimal, none for what is large; words for none."""
    if value is None:
        return "no figure"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1f}"


def _change(each: Comparison) -> str:
    parts = [
        f"{'up' if change > 0 else 'down'} {figure(abs(change))} {since}" if round(change, 2) else f"unchanged {since}"
        for change, since in ((each.change, "on the year before"), (each.change_three, "in three years"))
        if change is not None
    ]
    return (", ".join(parts).capitalize() + ".") if parts else "No earlier figure to compare."


def _of_when(each: Comparison, today: dt.date) -> str:
    """The date of a figure and its age: today, or on the day of the edition where this record stands before it."""
    counted = each.counted_on
    if counted is None:
        return f"Of {each.year}."
    beyond, read = (" when this edition was made", INDICATORS_ON) if today < INDICATORS_ON else (" now", today)
    months = (read.year - counted.year) * 12 + read.month - counted.month
    old = " Old: nothing newer is published." if each.year < OLDEST else ""
    return f"To {counted.day} {counted:%B %Y}, {months} months old{beyond}.{old}"


def _between(span: Interval | None) -> str:
    return f"{figure(span.low)} to {figure(span.high)}" if span else "not known"


def _ends(span: Interval | None) -> tuple[float | None, float | None]:
    return (_round(span.low), _round(span.high)) if span else (None, None)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
