"""The report: what is still missing, making an edition, reading and downloading those made."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed
from sightline.access.interruptions import NotPermitted
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.inspection.actions.reporting import make_report
from sightline.inspection.forms.concluding import ReportForm
from sightline.inspection.models import Audience, ImmediateConcern, MockInspection, MockReport
from sightline.inspection.queries.comparing import comparison_of
from sightline.inspection.queries.concluding import conclusions_of, grades_of
from sightline.inspection.queries.mocks import framework_of, latest_evidence
from sightline.inspection.queries.numbers import counted
from sightline.inspection.queries.reporting import typed_words
from sightline.inspection.queries.triangulating import explained_in, triangles_of
from sightline.inspection.report_document import small_numbers
from sightline.inspection.report_html import body_of
from sightline.inspection.views.taking_part import Part, part_of


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_VIEW)
def report(request: HttpRequest, mock: int) -> HttpResponse:
    """What is missing, which editions there are, and what came back since the last inspection?"""
    part = part_of(request, mock)
    editions = list(part.mock.reports.select_related("made_by").defer("html", "pdf").order_by("-edition"))
    if request.method == "POST":
        if not part.may_conclude:
            raise NotPermitted
        form = ReportForm(request.POST, is_first=not editions)
        if _made(part, form):
            return redirect("concluding:report", mock)
    else:
        form = ReportForm(initial={"audience": Audience.SENT.value}, is_first=not editions)
    context = {
        "part": part,
        "form": form,
        "editions": editions,
        "missing": missing_in(part.mock),
        "comparison": comparison_of(part.mock),
        "small": small_numbers(typed_words(part.mock)) if part.may_conclude else (),
    }
    return render(request, "inspection/concluding/report.html", context, status=422 if form.errors else 200)


@require_safe
@allowed(Permission.MOCK_VIEW)
def edition(request: HttpRequest, mock: int, number: int) -> HttpResponse:
    """What does this edition say?"""
    part = part_of(request, mock)
    found = _edition(part, number)
    return _shown(request, part, found) if _is_as_made(found) else _not_as_made(request, part, found)


@require_safe
@allowed(Permission.MOCK_VIEW)
def report_html(request: HttpRequest, mock: int, number: int) -> HttpResponse:
    """The edition as the HTML file that was made."""
    part = part_of(request, mock)
    found = _edition(part, number)
    if not _is_as_made(found):
        return _not_as_made(request, part, found)
    access.log(by=part.reader.account, doing=Doing.EXPORTED, page="concluding:report-html")
    answer = HttpResponse(found.html.encode("utf-8", "surrogatepass"), content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="mock-inspection-{mock}-edition-{number}.html"'
    return answer


@require_safe
@allowed(Permission.MOCK_VIEW)
def report_pdf(request: HttpRequest, mock: int, number: int) -> HttpResponse:
    """The edition as the PDF that was made."""
    part = part_of(request, mock)
    found = _edition(part, number)
    if not _is_as_made(found):
        return _not_as_made(request, part, found)
    access.log(by=part.reader.account, doing=Doing.EXPORTED, page="concluding:report-pdf")
    answer = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="mock-inspection-{mock}-edition-{number}.pdf"'
    return answer


def missing_in(mock: MockInspection) -> list[tuple[str, str]]:
    """What the report would lack, in words, each with where it is done; a report may be made all the same."""
    framework = framework_of(mock)
    out = []
    if latest_evidence(mock) is None:
        out.append(("No evidence is frozen, so no report can be made yet.", ""))
    grades = grades_of(mock)
    judging = reverse("concluding:judgements", args=[mock.pk])
    if framework.is_graded:
        waiting = [area.name for area in framework.areas if area.id in mock.areas and area.id not in grades.given]
        if waiting:
            out.append((f"{counted(len(waiting), 'judgement has', 'judgements have')} no grade yet.", judging))
        if grades.broken:
            out.append((grades.broken, judging))
        elif grades.limit is not None and grades.overall is None and not grades.limit.unjudged:
            out.append(("There is no overall grade yet.", judging))
    if not conclusions_of(mock):
        out.append(
            (
                "No strength and no recommendation is written yet.",
                reverse("concluding:recommendations", args=[mock.pk]),
            )
        )
    explained = explained_in(mock)
    unexplained = sum(each.is_at_odds and each.key not in explained for each in triangles_of(mock))
    if unexplained:
        words = f"{counted(unexplained, 'disagreement', 'disagreements')} between sources not explained yet."
        out.append((words, reverse("concluding:triangulation", args=[mock.pk])))
    waiting_concerns = ImmediateConcern.objects.filter(audit__child__sample__mock=mock, answered_at=None).count()
    if waiting_concerns:
        words = f"{counted(waiting_concerns, 'immediate concern is', 'immediate concerns are')} not answered yet."
        out.append((words, ""))
    return out


def _made(part: Part, form: ReportForm) -> bool:
    if not form.is_valid():
        return False
    sent = form.cleaned_data
    audience = Audience(sent["audience"])
    if audience is Audience.SENT and not sent["looked"] and (small := small_numbers(typed_words(part.mock))):
        found = ", ".join(f"“{each}”" for each in small)
        form.add_error(
            "looked",
            f"Words that people wrote count fewer than five children: {found}. Put them right, or say that you have "
            "looked and they may be sent.",
        )
        return False
    try:
        make_report(
            mock=part.mock, audience=audience, what_changed=sent.get("what_changed", ""), by=part.reader.account
        )
    except UserError as error:
        form.add_error(None, str(error))
        return False
    return True


def _edition(part: Part, number: int) -> MockReport:
    found = part.mock.reports.select_related("made_by").filter(edition=number).first()
    if found is None:
        raise Http404
    return found


def _is_as_made(found: MockReport) -> bool:
    """Whether what is kept still has the digests it was made with: nobody changed it in the database itself."""
    html = hashlib.sha256(found.html.encode("utf-8", "surrogatepass")).hexdigest()
    return html == found.html_digest and hashlib.sha256(bytes(found.pdf)).hexdigest() == found.pdf_digest


def _shown(request: HttpRequest, part: Part, found: MockReport) -> HttpResponse:
    context = {"part": part, "edition": found, "body": body_of(found.html), "cancel": _back(part.mock.pk)}
    return render(request, "inspection/concluding/edition.html", context)


def _not_as_made(request: HttpRequest, part: Part, found: MockReport) -> HttpResponse:
    """An edition that somebody changed in the database is not shown as the one that was sent."""
    context = {"part": part, "edition": found, "body": "", "cancel": _back(part.mock.pk)}
    return render(request, "inspection/concluding/edition.html", context, status=409)


def _back(mock: int) -> str:
    return reverse("concluding:report", args=[mock])
