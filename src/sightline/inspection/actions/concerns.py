"""Immediate concerns: raised by an auditor, told to managers at once, opened, answered.

How soon it must be opened and answered is our own design: an hour, for the issue asks that a manager hears of it the
same hour, and four hours, so that the answer comes on the day. The site sends no messages: it shows a concern on the
first page of everybody told, and tells the auditor to telephone too.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.inspection.models import Audit, ConcernTold, ImmediateConcern
from sightline.inspection.queries.concerns import told_of
from sightline.web import clock

OPENED_WITHIN = dt.timedelta(hours=1)
ANSWERED_WITHIN = dt.timedelta(hours=4)
SHORTEST = 10  # characters: less is no sentence
LONGEST = 20_000


@transaction.atomic
def raise_concern(*, audit: Audit, words: str, spoke_to: str, by: Account) -> ImmediateConcern:
    """Say that a child may be unsafe now. It is kept whatever else: after the audit is submitted, after the mock
    inspection is closed, and where nobody can be told. Said again in the same words before it is answered, as by
    pressing twice, it is the same concern. UserError for somebody else's audit, or no words."""
    found = Audit.objects.select_for_update(of=("self",)).select_related("child__sample__mock").get(pk=audit.pk)
    if found.auditor_id != by.pk:
        raise UserError("This audit is not yours.")
    said = words.strip()[:LONGEST]
    if len(said) < SHORTEST:
        raise UserError("Say in a sentence why the child may be unsafe now.")
    if standing := ImmediateConcern.objects.filter(audit=found, words=said, answered_at=None).first():
        return standing
    now = clock.now()
    told = told_of(found.child.person_id, found.child.sample.mock, clock.today(), but=by)
    first = next((each.account for each, at_once in told if at_once and each.is_manager), None)
    made = ImmediateConcern.objects.create(
        audit=found,
        words=said,
        spoke_to=spoke_to.strip()[:300],
        raised_by=by,
        raised_at=now,
        manager=first,
        escalates_at=now + OPENED_WITHIN,
        due_at=now + ANSWERED_WITHIN,
    )
    ConcernTold.objects.bulk_create(
        ConcernTold(concern=made, account=each.account, is_at_once=at_once, why=each.why) for each, at_once in told
    )
    access.log(by=by, doing=Doing.CHANGED, page="audits:raise", person_id=found.child.person_id, about=first)
    return made


@transaction.atomic
def see(*, concern: ImmediateConcern, by: Account) -> ImmediateConcern:
    """Keep who opened a concern first, and when. Whoever raised it does not count."""
    found = ImmediateConcern.objects.select_for_update(of=("self",)).select_related("audit__child").get(pk=concern.pk)
    if found.seen_at is None and found.raised_by_id != by.pk:
        found.seen_at, found.seen_by = clock.now(), by
        found.save(update_fields=["seen_at", "seen_by"])
        access.log(by=by, doing=Doing.CHANGED, page="audits:concern", person_id=found.audit.child.person_id)
    return found


@transaction.atomic
def answer(*, concern: ImmediateConcern, words: str, by: Account) -> ImmediateConcern:
    """Say what was done about a concern, once. UserError for one's own, without words, and for one answered already."""
    found = ImmediateConcern.objects.select_for_update(of=("self",)).select_related("audit__child").get(pk=concern.pk)
    if found.raised_by_id == by.pk:
        raise UserError("You raised this concern yourself, so somebody else must answer it.")
    if found.answered_at is not None:
        raise UserError("This concern was answered already.")
    said = words.strip()[:LONGEST]
    if len(said) < SHORTEST:
        raise UserError("Say in a sentence what you did to make the child safe.")
    now = clock.now()
    found.answer, found.answered_by, found.answered_at = said, by, now
    if found.seen_at is None:
        found.seen_at, found.seen_by = now, by
    found.save(update_fields=["answer", "answered_by", "answered_at", "seen_at", "seen_by"])
    access.log(by=by, doing=Doing.CHANGED, page="audits:concern", person_id=found.audit.child.person_id)
    return found
