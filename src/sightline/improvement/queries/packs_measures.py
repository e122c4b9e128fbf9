"""The measures of a board's pack, each with its control chart and the chart's signals in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

from sightline.findings.queries.loaded import Loaded
from sightline.improvement import packs_telling as telling
from sightline.improvement.control import Control, SignalKind, xmr
from sightline.improvement.models import Measure, PackFor
from sightline.improvement.packs_document import FigureLine, MeasureLine
from sightline.improvement.queries import measures
from sightline.improvement.queries.measures import Stands
from sightline.improvement.queries.packs_lines import plain
from sightline.improvement.queries.plan import PlanLine
from sightline.improvement.queries.plan_closing import ByMeasure
from sightline.improvement.queries.visits import day_words
from sightline.improvement.series import Point
from sightline.inspection.queries.numbers import counted

FIGURES_SHOWN = 13  # month ends in a pack's table: a year and the month it is held against
SAME = 1e-9  # a share is a quotient
SIGNALS_SHOWN = 6  # the latest; the measure's own page has every one


def measure_lines(
    lines: Sequence[PlanLine],
    references: Mapping[int, str],
    audience: PackFor,
    loaded: Loaded,
    on: dt.date,
) -> list[MeasureLine]:
    """The measures of the plan in its order, then those the board only watches."""
    out = [
        _measure(each.measure, each.stands, each.by_measure, references[line.recommendation.pk], audience, loaded, on)
        for line in lines
        for each in line.standings
    ]
    for watched in Measure.objects.filter(recommendation=None, ended_at=None).order_by("pk"):
        stands = measures.stands(watched, on, loaded)
        state = (
            ByMeasure.CANNOT_TELL
            if stands.meets is None
            else ByMeasure.FAILING
            if not stands.meets
            else ByMeasure.HELD
            if stands.has_held(watched.months_to_hold)
            else ByMeasure.NOT_LONG_ENOUGH
        )
        out.append(_measure(watched, stands, state, "watched", audience, loaded, on))
    return out


def _measure(
    measure: Measure,
    stands: Stands,
    state: ByMeasure,
    reference: str,
    audience: PackFor,
    loaded: Loaded,
    on: dt.date,
) -> MeasureLine:
    is_share = measures.is_share(measure)
    figure = partial(measures.figure, measure)
    points = measures.series(measure, on, loaded)
    now = measures.on_day(measure, on, loaded)
    charted, not_shown = telling.marks(measures.charted_points(measure, loaded), audience, is_share=is_share)
    control = xmr(charted, ceiling=measures.ceiling_of(measure), say=figure, higher_is_better=measure.higher_is_better)
    sign = "at least" if measure.higher_is_better else "at most"
    name = plain(measures.name_of(measure, loaded))
    held = (
        f"Held since {day_words(stands.held_since)}; {measure.months_to_hold} months are asked"
        if stands.meets and stands.held_since
        else ""
    )
    return MeasureLine(
        reference=reference,
        name=name,
        why=plain(measure.words),
        counted=measures.counted_words(measure),
        team=measures.team_name(measure, loaded),
        target=f"{sign} {figure(measure.target)} by {day_words(measure.target_on)}, held for "
        f"{counted(measure.months_to_hold, 'month', 'months')}",
        baseline=_baseline(measure, audience, is_share, loaded),
        now=_figure(measure, now, audience, is_share),
        state=state.value,
        held=held,
        chart=_chart(measure, control, name, audience),
        chart_words=control.words,
        signals=tuple(_signals(control)),
        figures=tuple(
            FigureLine(f"{each.on:%B %Y}", _figure(measure, each, audience, is_share))
            for each in reversed(points[-FIGURES_SHOWN:])
        ),
        not_shown=not_shown,
    )


def _figure(measure: Measure, point: Point, audience: PackFor, is_share: bool) -> str:
    if point.value is None:
        return "cannot be told"
    found = telling.told(point, audience, is_share=is_share)
    return measures.figure(measure, point.value) if found is None else found.words


def _baseline(measure: Measure, audience: PackFor, is_share: bool, loaded: Loaded) -> str:
    """The baseline; of a share, partners are told it by the rule of every other, of the counts of that day.

    Only the share is kept of it. Where the record of the day was put right since, no counts are known that make it.
    """
    if measure.baseline is None:
        return "none was set"
    on = f", {day_words(measure.baseline_on)}" if measure.baseline_on else ""
    if is_share and audience is PackFor.INSIDE:
        return f"{measure.baseline:.0%}{on}"
    if is_share:
        point = measures.on_day(measure, measure.baseline_on, loaded) if measure.baseline_on else None
        if point is None or point.value is None or abs(point.value - measure.baseline) > SAME:
            return f"not shown: the record of that day was put right since{on}"
        return f"{_figure(measure, point, audience, is_share)}{on}"
    if measure.kind == "standard":
        return f"{telling.count(round(measure.baseline), audience)}{on}"
    return f"{measures.figure(measure, measure.baseline)}{on}"


def _chart(measure: Measure, control: Control, name: str, audience: PackFor) -> str:
    from sightline.improvement.measures_drawing import control_chart
    from sightline.improvement.queries.measure_pages import axis

    return control_chart(
        f"m{measure.pk}",
        f"Control chart: {name}",
        control.words,
        control,
        say=partial(axis, measure),
        ceiling=measures.ceiling_of(measure),
    )


def _signals(control: Control) -> list[str]:
    """The latest signals in words, the last first; of a run of points outside the limits each is one."""
    found = sorted(control.signals, key=lambda each: (each.last, each.kind is SignalKind.REBASED), reverse=True)
    return [each.words for each in found[:SIGNALS_SHOWN]]
