"""From a folder on disk, or an extract in memory, to the one record the site shows: evaluated and inspected once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence

from sightline.engines.base import Engine
from sightline.findings.leaving_out import without
from sightline.findings.people import people_on
from sightline.findings.queries.loaded import Loaded, Weighing, overdue_by_subject
from sightline.findings.standing import Standing, is_of_the_record
from sightline.inspection.framework import Framework
from sightline.inspection.standing.inspect import WeighedRecord, conclude, weigh_record
from sightline.inspection.standing.report import Inspection
from sightline.sources.extract import Extract
from sightline.standards.lasting import outlasts_the_window
from sightline.standards.standard import Standard

Progress = Callable[[str], None]


def load(
    extract: Extract,
    as_at: dt.date,
    *,
    standards: Sequence[Standard],
    engine: Engine,
    framework: Framework,
    source: str,
    known_at: dt.datetime | None = None,
    progress: Progress = lambda _: None,
    is_invented: bool = False,
    leaving_out: Collection[str] = (),
) -> Loaded:
    """Evaluate and inspect ``extract`` as at ``as_at``, and index it for the pages, which all show ``source``.

    ``leaving_out``: keys of people of whom nothing is evaluated, counted or shown, for anybody.
    """
    extract = without(extract, leaving_out)
    record = weigh_record(extract, as_at, engine, standards, progress=progress)
    inspection = conclude(record, framework, standards, known_at=known_at, progress=progress)
    return indexed(
        record, inspection, standards=standards, source=source, is_invented=is_invented, leaves_out=bool(leaving_out)
    )


def indexed(
    record: WeighedRecord,
    inspection: Inspection,
    *,
    standards: Sequence[Standard],
    source: str,
    is_invented: bool = False,
    leaves_out: bool = False,
) -> Loaded:
    """A record weighed and inspected already, indexed for the pages."""
    extract, as_at = record.extract, record.as_at
    fading = [each.code for each in record.standards if not outlasts_the_window(each)]
    of_the_record = [each.code for each in record.standards if is_of_the_record(each)]
    standing = Standing(
        record.owed.named(), as_at, fading=fading, of_the_record=of_the_record, window_days=record.rule.window_days
    )
    names = [row for row in extract.tables["councils"].to_pylist() if row["name"]]
    return Loaded(
        extract=extract,
        standards={each.code: each for each in standards},
        standing=standing,
        inspection=inspection,
        record=Weighing(record.standards, record.weighed, record.rule),
        people=people_on(extract, as_at),
        as_at=as_at,
        known_at=inspection.known_at,
        council=names[0]["name"] if names else "A council without a name",
        source=source,
        lines={line.id: line for line in inspection.lines},
        findings={each.code: each for line in inspection.lines for each in line.standards},
        not_assessable={each.code: each.missing for each in inspection.data_quality.not_assessable},
        overdue=overdue_by_subject(standing),
        is_invented=is_invented,
        leaves_out=leaves_out,
    )
