"""Asking a question of an inquiry: the only writer of :class:`~sightline.improvement.models.Inquiry`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.improvement.models import Inquiry
from sightline.inspection.standing.lines import LINES
from sightline.web import clock

LONGEST = dt.timedelta(days=3653)  # as far back as the record is looked at day by day


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked: a line of enquiry or standards, whose, and over which time."""

    title: str
    why: str
    asked_for: str
    line: str
    standards: tuple[str, ...]
    team_id: str
    service: str
    since: dt.date
    until: dt.date


@transaction.atomic
def ask(*, asked: Asked, known: Collection[str], by: Account) -> Inquiry:
    """Keep a question, with who asked and why; ``known``: the codes of the standards there are.

    :class:`~sightline.errors.UserError` for one that asks about nothing, about two things at once, of two sets of teams
    at once, or over a time that cannot be.
    """
    if bool(asked.line) == bool(asked.standards):
        raise UserError("Ask about a line of enquiry or about standards: one of the two.")
    if asked.line and asked.line not in LINES:
        raise UserError("There is no such line of enquiry; choose one of the list.")
    if unknown := sorted(set(asked.standards) - set(known)):
        raise UserError(f"There is no standard {unknown[0]}; write the code as the page of standards has it.")
    if asked.team_id and asked.service:
        raise UserError("Choose a team or a service, not both.")
    if asked.until < asked.since:
        raise UserError("The last day is before the first; change one of them.")
    if asked.until - asked.since > LONGEST:
        raise UserError("The record is looked at day by day over ten years at most; ask about a shorter time.")
    if asked.until > clock.today():
        raise UserError("The last day has not come yet; nothing can be known of it.")
    inquiry = Inquiry.objects.create(
        title=asked.title,
        why=asked.why,
        asked_for=asked.asked_for,
        line=asked.line,
        standards=list(asked.standards),
        team_id=asked.team_id,
        service=asked.service,
        since=asked.since,
        until=asked.until,
        by=by,
        at=clock.now(),
    )
    actions.log(by=by, doing=Doing.CHANGED, page="inquiry", why=f"asked question {inquiry.pk}")
    return inquiry
