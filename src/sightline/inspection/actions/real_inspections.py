"""Recording inspections and visits by Ofsted: once a person confirmed them, and put right only with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.db import IntegrityError, transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.inspection.actions.report_files import forget_words
from sightline.inspection.areas import AREAS, GRADES, frameworks, graded_by
from sightline.inspection.following import Event
from sightline.inspection.models import (
    FindingKind,
    PublishedFinding,
    PublishedRecommendation,
    RealInspection,
    ReportFile,
)
from sightline.web import clock

SHORTEST_REASON = 10  # characters: less says nothing
LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation as a person confirmed it. ``supersedes``: the key of the same one as it was recorded before."""

    text: str
    number: str = ""
    page: int | None = None
    priority: str = ""
    body: str = "council"
    national_framework: str = ""
    supersedes: int | None = None


@dataclass(frozen=True, slots=True)
class Ticked:
    """A sentence of the report that a person ticked."""

    kind: FindingKind
    text: str
    page: int | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An inspection as a person confirmed it. ``findings`` None: those there were, where it is put right."""

    authority: str
    framework: str
    event: Event
    urn: str = ""
    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    published_on: dt.date | None = None
    received_on: dt.date | None = None
    lead_inspector: str = ""
    judgements: Mapping[str, str] | None = None
    recommendations: tuple[Recommended, ...] = ()
    findings: tuple[Ticked, ...] | None = ()
    follows: RealInspection | None = None


@transaction.atomic
def record_inspection(
    *, confirmed: Confirmed, by: Account, place: str = "", report: ReportFile | None = None
) -> RealInspection:
    """Record an inspection that a person confirmed, and take away what they had kept of its form.

    :class:`~sightline.errors.UserError` for one that is recorded already, or that contradicts its own framework.
    """
    _check(confirmed)
    same = RealInspection.objects.filter(
        authority__iexact=confirmed.authority.strip(),
        event=confirmed.event,
        started_on=confirmed.started_on,
        superseded_by=None,
    )
    if confirmed.started_on is not None and same.exists():
        raise UserError(
            "That visit to this authority, of this kind and beginning on this day, is recorded already. "
            "Open it and put it right there."
        )
    if report is not None:
        ReportFile.objects.select_for_update().only("pk").get(pk=report.pk)  # two who confirm it at once wait
    if report is not None and report.inspections.filter(superseded_by=None).exists():
        raise UserError("An inspection was recorded from this report already. Open it and put it right there.")
    return _write(confirmed, by, place, report, None, "")


@transaction.atomic
def correct_inspection(
    *, inspection: RealInspection, confirmed: Confirmed, why: str, by: Account, place: str = ""
) -> RealInspection:
    """Put an inspection right: a new row in its place, the one before and the reason kept.

    :class:`~sightline.errors.UserError` without a reason, and for one that somebody else put right meanwhile.
    """
    _check(confirmed)
    reason = " ".join(why.split())[:LONGEST_REASON]
    if len(reason) < SHORTEST_REASON:
        raise UserError("Say why it is put right, in a few words.")
    report = inspection.report
    try:
        with transaction.atomic():
            return _write(confirmed, by, place, report, inspection, reason)
    except IntegrityError as error:
        raise UserError(
            "Somebody else put this right meanwhile. Nothing of yours was filed: save your words, and open it again."
        ) from error


def _write(
    confirmed: Confirmed,
    by: Account,
    place: str,
    report: ReportFile | None,
    supersedes: RealInspection | None,
    why: str,
) -> RealInspection:
    made = RealInspection.objects.create(
        authority=confirmed.authority.strip(),
        urn=confirmed.urn.strip(),
        framework=confirmed.framework,
        event=confirmed.event.value,
        started_on=confirmed.started_on,
        ended_on=confirmed.ended_on,
        published_on=confirmed.published_on,
        received_on=confirmed.received_on,
        lead_inspector=confirmed.lead_inspector.strip(),
        judgements=dict(confirmed.judgements or {}),
        report=report,
        follows=confirmed.follows,
        confirmed_by=by,
        confirmed_at=clock.now(),
        supersedes=supersedes,
        why=why,
    )
    before = set(supersedes.recommendations.values_list("pk", flat=True)) if supersedes else set()
    PublishedRecommendation.objects.bulk_create(
        PublishedRecommendation(
            inspection=made,
            place=number,
            number=each.number,
            text=each.text,
            page=each.page,
            priority=each.priority,
            body=each.body,
            national_framework=each.national_framework,
            supersedes_id=each.supersedes if each.supersedes in before else None,
        )
        for number, each in enumerate(confirmed.recommendations, 1)
    )
    PublishedFinding.objects.bulk_create(
        PublishedFinding(
            inspection=made, place=number, kind=each.kind, number=each.number, text=each.text, page=each.page
        )
        for number, each in enumerate(_findings(confirmed, supersedes), 1)
    )
    if place:
        forget_words(place=place, by=by)
    access.log(by=by, doing=Doing.CHANGED, page="real-inspection", why=why)
    return made


def _findings(confirmed: Confirmed, supersedes: RealInspection | None) -> tuple[Ticked, ...]:
    if confirmed.findings is not None or supersedes is None:
        return confirmed.findings or ()
    before = supersedes.findings.order_by("place")
    return tuple(Ticked(FindingKind(each.kind), each.text, each.page, each.number) for each in before)


def _check(confirmed: Confirmed) -> None:
    """UserError for what cannot be so."""
    if not confirmed.authority.strip():
        raise UserError("Say which authority was inspected.")
    if confirmed.framework not in frameworks():
        raise UserError("Choose the framework it was inspected under.")
    if confirmed.started_on is None and confirmed.ended_on is None and confirmed.published_on is None:
        raise UserError("Give at least one day: when it began, when it ended, or when the report was published.")
    days = (("began", confirmed.started_on), ("ended", confirmed.ended_on), ("was published", confirmed.published_on))
    known = [(words, day) for words, day in days if day is not None]
    for (first, earlier), (then, later) in pairwise(known):
        if later < earlier:
            raise UserError(f"It cannot have {_past(then)} before it {first}; look at the days again.")
    if confirmed.received_on and confirmed.ended_on and confirmed.received_on < confirmed.ended_on:
        raise UserError("The report cannot have been received before the inspection ended; look at the days again.")
    allowed = graded_by(confirmed.framework)
    for area, grade in (confirmed.judgements or {}).items():
        if area not in allowed:
            raise UserError(f"This framework gives no grade for: {AREAS.get(area, 'that area')}. Take the grade out.")
        if grade not in GRADES or (grade == "adequate" and confirmed.framework != "before-2013"):
            raise UserError(f"That is no grade of this framework; look at: {AREAS[area]}.")
    if any(not each.text.strip() for each in confirmed.recommendations):
        raise UserError("A recommendation has no words; type them, or leave it out.")


def _past(words: str) -> str:
    return "been published" if words == "was published" else words
