"""Making an edition of the report: printed once, kept as it was, never changed."""

from __future__ import annotations

import hashlib

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.inspection.actions.mocks import open_still
from sightline.inspection.models import Audience, Conclusion, MockInspection, MockReport
from sightline.inspection.queries.concluding import concluded, grades_of
from sightline.inspection.queries.mocks import findings_of, latest_evidence
from sightline.inspection.queries.reporting import printed_numbers, report_of
from sightline.inspection.report_document import Shown, data_digest
from sightline.inspection.report_html import render_html
from sightline.inspection.report_pdf import render_pdf
from sightline.web import clock

SHORTEST = 4  # characters of what changed


@transaction.atomic
def make_report(*, mock: MockInspection, audience: Audience, by: Account, what_changed: str = "") -> MockReport:
    """Make the next edition, as HTML and PDF, and give each recommendation the number it is printed with.

    UserError where no evidence was frozen, where the overall grade breaks a rule by now, where a second edition does
    not say what changed, or where it would say the very same as the last for the same readers.
    """
    held = open_still(mock)
    evidence = latest_evidence(held)
    if evidence is None:
        raise UserError("Freeze the evidence first: a report rests on it.")
    grades = grades_of(held)
    if grades.broken:
        raise UserError(f"{grades.broken} Judge it anew before the report is made.")
    last = held.reports.order_by("-edition").first()
    changed = " ".join(what_changed.split())
    if last is not None and len(changed) < SHORTEST:
        raise UserError("Say what changed since the last edition.")
    said = concluded(held, findings_of(evidence))
    numbers = printed_numbers(said)
    edition = last.edition + 1 if last else 1
    report = report_of(
        held,
        Shown(audience.value),
        edition=edition,
        what_changed=changed,
        is_invented=access.is_invented(),
        said=said,
        numbers=numbers,
    )
    digest = data_digest(report)
    before = held.reports.filter(audience=audience.value).order_by("-edition").values_list("data_digest", flat=True)
    if before.first() == digest:
        raise UserError("It would say the very same as the edition before. Nothing was made.")
    for each in said:
        if each.is_recommendation and each.conclusion.number is None:
            Conclusion.objects.filter(pk=each.conclusion.pk).update(number=numbers[each.conclusion.pk])
    html, pdf = render_html(report), render_pdf(report, clock.today())
    made = MockReport.objects.create(
        mock=held,
        edition=edition,
        audience=audience.value,
        html=html,
        pdf=pdf,
        html_digest=hashlib.sha256(html.encode("utf-8", "surrogatepass")).hexdigest(),
        pdf_digest=hashlib.sha256(pdf).hexdigest(),
        data_digest=digest,
        what_changed=changed,
        made_by=by,
        made_at=clock.now(),
    )
    access.log(by=by, doing=Doing.CHANGED, page="concluding:report", why=f"edition {edition}, {audience.value}")
    return made
