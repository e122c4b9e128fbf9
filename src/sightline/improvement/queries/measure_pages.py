"""What the pages of measures show: the list, one measure, and what can be measured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sightline.charts import Mark
from sightline.country.indicators import Role
from sightline.country.indicators import measures as published
from sightline.findings.queries.loaded import Loaded, held_or_none
from sightline.improvement.control import Control
from sightline.improvement.measures_drawing import Way, control_chart, trajectory
from sightline.improvement.models import Counted, Measure, MeasureKind, Reading
from sightline.improvement.queries import measures as queries
from sightline.improvement.queries import prompt_answers
from sightline.improvement.queries.measures import COUNTRY, LINE, Stands
from sightline.improvement.series import Point
from sightline.inspection.prompts import PROMPTS
from sightline.inspection.standing.words import long_date
from sightline.standards.nodes import Judgement
from sightline.standards.standard import Standard


class MeasureState(StrEnum):
    """How a measure stands, for the list."""

    HELD = "Met, and held long enough"
    MET = "Met, not yet long enough"
    NOT_MET = "Not met"
    UNKNOWN = "Cannot be told"
    ENDED = "Ended"


STATE_COLOURS = {
    MeasureState.HELD: "green",
    MeasureState.MET: "blue",
    MeasureState.NOT_MET: "red",
    MeasureState.UNKNOWN: "grey",
    MeasureState.ENDED: "grey",
}


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in the list. ``is_late``: not met though the day it was to be reached has come."""

    measure: Measure
    name: str
    counted: str
    team: str
    stands: Stands
    state: MeasureState
    now: str
    target: str
    baseline: str
    is_late: bool

    @property
    def colour(self) -> str:
        """The tag's colour."""
        return STATE_COLOURS[self.state]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of the table of figures."""

    on: dt.date
    figure: str
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """A measure's page. ``charted``: what the control chart is drawn of. ``standard`` None unless it is of one."""

    row: MeasureRow
    standard: Standard | None
    control: Control
    charted: str
    drawing: str
    way_drawing: str
    figures: tuple[FigureRow, ...]
    charted_figures: tuple[FigureRow, ...]
    readings: tuple[tuple[Reading, str], ...]
    is_stock: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be measured, and how it stands for the whole council today."""

    kind: MeasureKind
    key: str
    name: str
    about: str
    now: str


def measure_rows(on: dt.date) -> list[MeasureRow]:
    """Every measure, ended ones too, as it stands on ``on``."""
    loaded = held_or_none()
    found = Measure.objects.select_related("recommendation", "by")
    return [measure_row(each, on, loaded) for each in found]


def measure_row(measure: Measure, on: dt.date, loaded: Loaded | None) -> MeasureRow:
    """One measure as it stands."""
    stands = queries.stands(measure, on, loaded)
    sign = "at least" if measure.higher_is_better else "at most"
    return MeasureRow(
        measure=measure,
        name=queries.name_of(measure, loaded),
        counted=queries.counted_words(measure),
        team=queries.team_name(measure, loaded),
        stands=stands,
        state=_state(measure, stands),
        now=queries.figure(measure, stands.value),
        target=f"{sign} {queries.figure(measure, measure.target)}",
        baseline=queries.figure(measure, measure.baseline),
        is_late=measure.ended_at is None and not stands.meets and measure.target_on <= on,
    )


def _state(measure: Measure, stands: Stands) -> MeasureState:
    if measure.ended_at is not None:
        return MeasureState.ENDED
    if stands.meets is None:
        return MeasureState.UNKNOWN
    if not stands.meets:
        return MeasureState.NOT_MET
    return MeasureState.HELD if stands.has_held(measure.months_to_hold) else MeasureState.MET


def measure_page(measure: Measure, on: dt.date) -> MeasurePage:
    """Everything on a measure's page."""
    loaded = held_or_none()
    row = measure_row(measure, on, loaded)
    points = queries.series(measure, on, loaded)
    charted = queries.charted_points(measure, loaded)
    control = queries.chart_of(measure, loaded)
    is_stock = measure.counted == Counted.OPEN
    return MeasurePage(
        row=row,
        standard=loaded.standards.get(measure.key) if loaded and measure.kind == MeasureKind.STANDARD else None,
        control=control,
        charted=_charted(measure, charted),
        drawing=control_chart(
            "control",
            "Control chart: " + row.name,
            f"{control.words} The tables below have each figure.",
            control,
            say=lambda value: axis(measure, value),
            ceiling=queries.ceiling_of(measure),
        ),
        way_drawing=_way(measure, row, points),
        figures=tuple(_figure_row(measure, each) for each in reversed(points)),
        charted_figures=() if is_stock else tuple(_figure_row(measure, each) for each in reversed(charted)),
        readings=tuple((each, queries.figure(measure, each.value)) for each in measure.readings.order_by("-pk")[:60]),
        is_stock=is_stock,
    )


def _way(measure: Measure, row: MeasureRow, points: list[Point]) -> str:
    marks = [Mark(each.on, each.value) for each in points if each.value is not None]
    if row.stands.value is not None and marks and marks[-1].on < (measure.baseline_on or marks[-1].on):
        marks.append(Mark(measure.baseline_on or marks[-1].on, row.stands.value))
    start = None
    if measure.baseline is not None and measure.baseline_on is not None:
        start = Mark(measure.baseline_on, measure.baseline)
    words = (
        f"From {row.baseline} on {long_date(measure.baseline_on)} " if measure.baseline_on else ""
    ) + f"to {row.target} by {long_date(measure.target_on)}; now {row.now}."
    return trajectory(
        "way",
        "From the baseline to the target",
        words[0].upper() + words[1:],
        marks,
        Way(start, Mark(measure.target_on, measure.target)),
        say=lambda value: axis(measure, value),
        ceiling=queries.ceiling_of(measure),
    )


def axis(measure: Measure, value: float) -> str:
    """A figure beside an axis."""
    if queries.is_share(measure):
        return f"{value:.0%}"
    return f"{value:,.0f}" if value >= 4 or value == round(value) else f"{value:.1f}"


def _charted(measure: Measure, points: Sequence[Point]) -> str:
    period = "quarter" if len(points) > 1 and (points[1].on - points[0].on).days > 31 else "month"
    if measure.kind == MeasureKind.PROMPT:
        return f"Share of the files audited in each {period} in which it was strong or sound"
    if measure.key.startswith(COUNTRY):
        return "The figure published each year"
    if measure.counted == Counted.OPEN:
        return "How many stood overdue at each month’s end"
    return f"Share done in time of what fell due in each {period}"


def _figure_row(measure: Measure, point: Point) -> FigureRow:
    return FigureRow(point.on, queries.figure(measure, point.value), point.numerator, point.denominator)


def choices() -> list[Choice]:
    """Everything that can be measured from this record, standards first."""
    loaded = held_or_none()
    if loaded is None:
        return []
    found = [_of_standard(loaded, each) for each in loaded.standards.values() if _has_figure(loaded, each)]
    found += [
        _choice(loaded, MeasureKind.INDICATOR, LINE + each, Counted.OWN, "Line of enquiry: all its standards together")
        for each in loaded.lines
        if any(each in one.lines for one in loaded.record.standards)
    ]
    if queries.own_authority(loaded) is not None:
        found += [
            _choice(loaded, MeasureKind.INDICATOR, COUNTRY + each.id, Counted.OWN, f"Published each year: {each.topic}")
            for each in published().values()
            if each.role is Role.ASK
        ]
    answered = prompt_answers.shares_of_all(loaded.as_at)
    return found + [
        _choice(
            loaded,
            MeasureKind.PROMPT,
            each.id,
            Counted.OWN,
            f"Audit prompt: {each.area}",
            answered.get(each.id, Point(loaded.as_at, None)),
        )
        for each in PROMPTS.values()
        if each.of_a_file
    ]


def choice_of(kind: str, key: str) -> Choice | None:
    """One of :func:`choices`; None for none of them."""
    return next((each for each in choices() if (each.kind, each.key) == (kind, key)), None)


def _has_figure(loaded: Loaded, standard: Standard) -> bool:
    return not isinstance(standard.node, Judgement) and standard.code not in loaded.not_assessable


def _of_standard(loaded: Loaded, standard: Standard) -> Choice:
    kept = _blank(MeasureKind.STANDARD, standard.code, Counted.KEPT)
    open_ = _blank(MeasureKind.STANDARD, standard.code, Counted.OPEN)
    in_time = queries.on_day(kept, loaded.as_at, loaded)
    stand = queries.on_day(open_, loaded.as_at, loaded)
    words = [f"{queries.figure(kept, in_time.value)} in time"] if in_time.value is not None else []
    words += [f"{queries.figure(open_, stand.value)} overdue"] if stand.value is not None else []
    about = f"Standard {standard.code}, {standard.force.value}"
    return Choice(MeasureKind.STANDARD, standard.code, standard.sentence, about, ", ".join(words) or "cannot be told")


def _choice(
    loaded: Loaded, kind: MeasureKind, key: str, counted: Counted, about: str, point: Point | None = None
) -> Choice:
    """``point``: the figure, where it is worked out already."""
    measure = _blank(kind, key, counted)
    value = (point or queries.on_day(measure, loaded.as_at, loaded)).value
    return Choice(kind, key, queries.name_of(measure, loaded), about, queries.figure(measure, value))


def _blank(kind: MeasureKind, key: str, counted: Counted) -> Measure:
    return Measure(kind=kind, key=key, counted=counted, higher_is_better=counted != Counted.OPEN)
