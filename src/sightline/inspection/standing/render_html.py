"""The inspection as one self-contained HTML file: no script, nothing from outside, and it prints as it reads."""

from __future__ import annotations

from importlib import resources

import jinja2
from markupsafe import Markup

from sightline import charts
from sightline.inspection.standing.report import Inspection, Series
from sightline.inspection.standing.rule import NOT_OFSTEDS, Rule, Status, load_rule
from sightline.inspection.standing.words import long_date, percent

MOST_KEYS = 200  # a list longer than this is for the JSON, not for paper


def render_html(inspection: Inspection, rule: Rule | None = None) -> str:
    """The report as an HTML document."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"long_date": long_date, "percent": percent}
    source = (resources.files("sightline.inspection.standing") / "templates" / "report.html.j2").read_text(
        encoding="utf-8"
    )
    dated = sorted(
        (each for each in inspection.lines if each.first_stood_out is not None),
        key=lambda each: (str(each.first_stood_out), each.id),
    )
    return environment.from_string(source).render(
        inspection=inspection,
        dated=dated,
        timeline=_timeline(inspection),
        series=[(each, Markup(_chart(each))) for each in inspection.series],  # noqa: S704 (our own drawing, escaped)
        not_ofsteds=NOT_OFSTEDS,
        not_assessable=Status.NOT_ASSESSABLE,
        most_keys=MOST_KEYS,
        rule=rule or load_rule(),
    )


def _chart(series: Series) -> str:
    limits = None
    if series.centre is not None and series.low is not None and series.high is not None:
        limits = charts.Limits(series.centre, series.low, series.high)
    marks = [charts.Mark(point.on, point.value) for point in series.points]
    return charts.step_line(series.id, series.title, series.words, marks, limits=limits)


def _timeline(inspection: Inspection) -> Markup:
    rows = [
        charts.Stretch(each.title, each.first_stood_out, each.since)
        for each in sorted(inspection.lines, key=lambda line: (str(line.first_stood_out), line.id))
        if each.first_stood_out is not None
    ]
    if not rows:
        return Markup("")
    first = min(row.first for row in rows if row.first is not None).replace(month=1, day=1)
    words = "; ".join(f"{row.label} since {row.since}" for row in rows if row.since) or "None stands out on the day."
    svg = charts.timeline(
        "stood-out", "When each line of enquiry stood out in the record", words, rows, first, inspection.as_at
    )
    return Markup(svg)  # noqa: S704 (our own drawing, its words escaped)
