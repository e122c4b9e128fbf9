"""Freezing the standing evidence of a mock inspection, and the frame its sample is drawn from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from sightline.access.children import restricted_children
from sightline.access.models import Account
from sightline.engines.base import Engine
from sightline.engines.duckdb import DuckDBEngine
from sightline.errors import UserError
from sightline.findings.leaving_out import without
from sightline.inspection.actions.mocks import log, open_still
from sightline.inspection.findings import digest_of
from sightline.inspection.frame import frame_of
from sightline.inspection.framework import load_framework
from sightline.inspection.models import Evidence, MockInspection
from sightline.inspection.standing.inspect import WeighedRecord, conclude, weigh_record
from sightline.inspection.standing.render_json import to_json
from sightline.ledger import owed
from sightline.ledger.kept import known_now
from sightline.ledger.models import Transaction
from sightline.ledger.queries import last_through
from sightline.ledger.snapshot import as_known
from sightline.sources.extract import Extract
from sightline.standards.standard import Standard
from sightline.web import clock

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Worked:
    """What the record shows, worked out and not written yet. ``through``: the last transaction it rests on."""

    as_at: dt.date
    known_at: dt.datetime
    through: int
    findings: dict[str, Any]
    frame: dict[str, Any]


def freeze(
    *,
    mock: MockInspection,
    by: Account,
    known_at: dt.datetime | None = None,
    engine: Engine | None = None,
    progress: Progress = lambda _: None,
) -> Evidence:
    """Work out what the record shows as at the mock inspection's day, and keep it as its next edition.

    ``known_at``: as it was known then; None for now. The record is read and weighed before the transaction that writes,
    so that nobody waits for it. Restricted children are in no figure and in no frame, as everywhere.

    UserError for an instant to come, before anything was known, or for a mock inspection that is closed.
    """
    return keep(mock=mock, worked=work_out(mock, known_at, engine or DuckDBEngine(), progress), by=by)


def work_out(mock: MockInspection, known_at: dt.datetime | None, engine: Engine, progress: Progress) -> Worked:
    """The evidence and the frame, from the record as known now or at ``known_at``."""
    instant = known_at or clock.now()
    extract, through = _read(known_at, progress)
    kept = without(extract, restricted_children())
    standards = owed.standards()
    record = weigh_record(kept, mock.as_at, engine, standards, progress=progress)
    return worked_from(mock, record, standards, known_at=instant, through=through, progress=progress)


def worked_from(
    mock: MockInspection,
    record: WeighedRecord,
    standards: Sequence[Standard],
    *,
    known_at: dt.datetime,
    through: int,
    progress: Progress = lambda _: None,
) -> Worked:
    """The same from a record weighed already, which is what was known once transaction ``through`` was written."""
    inspection = conclude(record, load_framework(mock.framework), standards, known_at=known_at, progress=progress)
    progress("Listing the children there are to draw from")
    return Worked(mock.as_at, known_at, through, to_json(inspection), frame_of(record).to_json())


@transaction.atomic
def keep(*, mock: MockInspection, worked: Worked, by: Account) -> Evidence:
    """Write what was worked out as the next edition. UserError if the mock inspection changed its day meanwhile."""
    found = open_still(mock)
    if (found.as_at, found.framework) != (worked.as_at, worked.findings["framework"]):
        raise UserError("The day or the framework was changed while the evidence was worked out. Freeze it again.")
    last = Transaction.objects.filter(number=worked.through).values_list("digest", flat=True).first()
    edition = (found.evidence.order_by("-edition").values_list("edition", flat=True).first() or 0) + 1
    made = Evidence.objects.create(
        mock=found,
        edition=edition,
        as_at=worked.as_at,
        known_at=worked.known_at,
        through=worked.through,
        ledger_digest=last or "",
        catalogue=owed.catalogue_digest(),
        findings=worked.findings,
        digest=digest_of(worked.findings),
        frame=worked.frame,
        frame_digest=digest_of(worked.frame),
        frozen_by=by,
        frozen_at=clock.now(),
    )
    log(by=by, page="mock-evidence", why=f"froze evidence {made.edition} of {found.pk}")
    return made


def _read(known_at: dt.datetime | None, progress: Progress) -> tuple[Extract, int]:
    if known_at is None:
        known = known_now(progress)
        return known.extract, known.through
    if known_at > clock.now():
        raise UserError("What will be known later cannot be frozen. Choose an instant that has passed.")
    through = last_through(known_at)
    if not through:
        first = Transaction.objects.order_by("number").values_list("recorded_at", flat=True).first()
        began = f" The record begins on {first:%-d %B %Y}." if first else ""
        raise UserError(f"Nothing was on the record yet at that instant.{began}")
    return as_known(known_at, progress=progress), through
