"""Saying what a mock inspection is planned to cost in people's hours, and what it did."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from sightline.access.models import Account
from sightline.errors import UserError
from sightline.inspection.actions.mocks import log, open_still
from sightline.inspection.models import Hours, MockInspection, WorkKind
from sightline.web import clock

MOST_PLANNED = Decimal(10_000)
MOST_SPENT = Decimal(100)  # by one person in one entry: more is a slip of the keyboard


@transaction.atomic
def plan_hours(*, mock: MockInspection, hours: Mapping[WorkKind, Decimal], by: Account) -> None:
    """Plan the hours of each kind of work; what was planned before stays on the record, and the newest counts."""
    found = open_still(mock)
    for kind, number in hours.items():
        if not 0 <= number <= MOST_PLANNED:
            raise UserError(f"Hours planned are from 0 to {MOST_PLANNED:,}.")
        _write(found, kind, number, "", by, is_planned=True)
    log(by=by, page="mock-hours", why=f"planned the hours of {found.pk}")


@transaction.atomic
def spend_hours(*, mock: MockInspection, kind: WorkKind, hours: Decimal, words: str, by: Account) -> Hours:
    """Say hours that somebody spent. Those of an audit are said with the audit, not here."""
    found = open_still(mock)
    if not 0 < hours <= MOST_SPENT:
        raise UserError(f"Hours spent are more than 0, and at most {MOST_SPENT} at a time.")
    made = _write(found, kind, hours, words.strip()[:200], by, is_planned=False)
    log(by=by, page="mock-hours", why=f"said hours spent on {found.pk}")
    return made


def _write(mock: MockInspection, kind: WorkKind, hours: Decimal, words: str, by: Account, *, is_planned: bool) -> Hours:
    return Hours.objects.create(
        mock=mock,
        kind=kind.value,
        is_planned=is_planned,
        hours=hours.quantize(Decimal("0.01")),
        words=words,
        by=by,
        at=clock.now(),
    )
