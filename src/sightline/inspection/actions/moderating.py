"""Settling the grade of a file that two auditors saw."""

from __future__ import annotations

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.inspection.actions.mocks import open_still
from sightline.inspection.models import AuditGrade, Moderation, SampledChild
from sightline.inspection.queries.auditing import SHORTEST_WORDS, live_audits
from sightline.web import clock

LONGEST = 20_000


@transaction.atomic
def moderate(*, child: SampledChild, grade: str, why: str, by: Account) -> Moderation:
    """Record the grade as agreed or decided, with the reason, once. Both audits stay as they were submitted.

    UserError until both are submitted, for a grade that is none, without a reason, and where it was settled already.
    """
    open_still(child.sample.mock)  # first, as everywhere: two who write never wait for each other
    found = SampledChild.objects.select_for_update().get(pk=child.pk)
    audits = list(live_audits().filter(child=found))
    if len(audits) < 2 or any(each.submitted_at is None for each in audits):
        raise UserError("A file is moderated once two audits of it are submitted.")
    if grade not in AuditGrade.values:
        raise UserError("Choose one of the grades.")
    words = why.strip()[:LONGEST]
    if len(words) < SHORTEST_WORDS:
        raise UserError("Say in a sentence how the grade was come to.")
    if Moderation.objects.filter(child=found).exists():
        raise UserError("The grade of this file was settled already.")
    made = Moderation.objects.create(child=found, grade=grade, why=words, by=by, at=clock.now())
    access.log(by=by, doing=Doing.CHANGED, page="audits:moderate", person_id=found.person_id)
    return made
