"""Where data, files and voices disagree, first; and what was made of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.errors import UserError
from sightline.inspection.actions.concluding import explain as explain_action
from sightline.inspection.forms.concluding import ExplainForm
from sightline.inspection.queries.auditing import not_counted_yet
from sightline.inspection.queries.mocks import latest_evidence
from sightline.inspection.queries.triangulating import explained_in, triangles_of
from sightline.inspection.triangulation import Agreement, Triangle
from sightline.inspection.views.kept_words import is_sent, keeping
from sightline.inspection.views.taking_part import concluding, part_of

COLUMNS = ("Judgement", "About", "How they stand", "Record", "", "Files", "", "Seen and heard", "", "What it may mean")
HEADINGS = {
    Agreement.DISAGREE: "Where they disagree",
    Agreement.PARTLY: "Where they partly disagree",
    Agreement.CONCERN: "Where they agree on a concern",
    Agreement.STRENGTH: "Where they agree on a strength",
    Agreement.MIXED: "Where they agree that it is mixed",
    Agreement.ALONE: "Where one source alone speaks",
    Agreement.NOTHING: "Of which nothing is known",
}


@require_safe
@allowed(Permission.MOCK_VIEW)
def triangulation(request: HttpRequest, mock: int) -> HttpResponse:
    """Where do the record, the files and people disagree?"""
    part = part_of(request, mock)
    found = triangles_of(part.mock)
    explained = explained_in(part.mock)
    groups = [
        (heading, agreement.name.lower(), rows)
        for agreement, heading in HEADINGS.items()
        if (rows := [(each, explained.get(each.key)) for each in found if each.agreement is agreement])
    ]
    context = {
        "part": part,
        "groups": groups,
        "evidence": latest_evidence(part.mock),
        "at_odds": sum(each.is_at_odds for each in found),
        "compared": any(each.agreement not in (Agreement.ALONE, Agreement.NOTHING) for each in found),
        "unexplained": sum(each.is_at_odds and each.key not in explained for each in found),
        # told to those who lead alone: an auditor who has one file left would learn that theirs is the second
        "waiting": not_counted_yet(part.mock) if part.reader.may(Permission.MOCK_LEAD) else 0,
        "may_export": part.reader.may(Permission.FINDINGS_EXPORT),
    }
    return render(request, "inspection/concluding/triangulation.html", context)


@require_safe
@allowed(Permission.MOCK_VIEW)
def triangulation_file(request: HttpRequest, mock: int, kind: FileKind) -> HttpResponse:
    """All of it as a file; counts and no child."""
    part = part_of(request, mock)
    require(request, Permission.FINDINGS_EXPORT)
    access.log(by=part.reader.account, doing=Doing.EXPORTED, page=f"concluding:triangulation-{kind}")
    return file_response(kind, "sources-compared", COLUMNS, map(_cells, triangles_of(part.mock)))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_LEAD)
def explain(request: HttpRequest, mock: int, about: str) -> HttpResponse:
    """What did you make of this disagreement?"""
    part = concluding(request, mock)
    triangle = next((each for each in triangles_of(part.mock) if each.key == about), None)
    if triangle is None:
        raise Http404
    before = explained_in(part.mock).get(about)
    kept = keeping(part, "explain", about, reverse("concluding:explain", args=[mock, about]))
    if request.method == "POST":
        form = ExplainForm(request.POST, reader=part.reader)
        if (saved := kept.answer(request, form)) is not None:
            return saved
        if is_sent(request) and form.is_valid():
            try:
                words = form.cleaned_data["words"]
                explain_action(mock=part.mock, triangle=triangle, words=words, by=part.reader.account)
            except UserError as error:
                form.add_error(None, str(error))
            else:
                kept.forget()
                return redirect("concluding:triangulation", mock)
    else:
        begins = {"words": before.words if before else ""}
        form = ExplainForm(initial=kept.first(ExplainForm, begins), reader=part.reader)
    context = {
        "part": part,
        "form": form,
        "triangle": triangle,
        "before": before,
        "cancel": reverse("concluding:triangulation", args=[mock]),
        **kept.context(),
    }
    status = 422 if form.errors else 200
    return render(request, "inspection/concluding/explain.html", context, status=status)


def _cells(each: Triangle) -> list[object]:
    said = [text for one in each.said for text in (one.reading.value, one.words)]
    return [each.judgement_name, each.title, each.agreement.value, *said, each.words]
