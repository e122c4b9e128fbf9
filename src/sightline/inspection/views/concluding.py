"""Grades by people beside the indicative ones; strengths and recommendations, each with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.inspection.actions import concluding as actions
from sightline.inspection.actions.concluding import Drawn
from sightline.inspection.findings import Findings
from sightline.inspection.forms.concluding import ConclusionForm, JudgeForm
from sightline.inspection.forms.voices import WhyForm
from sightline.inspection.framework import Area
from sightline.inspection.limiting import OVERALL, rules_in_words
from sightline.inspection.models import AuditGrade, BasisKind, ConclusionKind, Judged, MockInspection, Priority
from sightline.inspection.queries.concluding import (
    concluded,
    conclusions_of,
    grades_of,
    grounds_for,
    history_of,
    withdrawn_of,
)
from sightline.inspection.queries.mocks import findings_of, framework_of, latest_evidence
from sightline.inspection.queries.triangulating import triangles_of
from sightline.inspection.saying import Reading
from sightline.inspection.triangulation import Triangle
from sightline.inspection.views.kept_words import is_sent, keeping
from sightline.inspection.views.taking_part import Part, concluding, part_of


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """One judgement in scope: the grade given, and what the standing evidence indicates."""

    area: Area
    judged: Judged | None
    indicated: str
    at_odds: int
    strengths: int
    recommendations: int


@require_safe
@allowed(Permission.MOCK_VIEW)
def judgements(request: HttpRequest, mock: int) -> HttpResponse:
    """Which grade was each judgement given, by whom and why, and what did the record indicate?"""
    part = part_of(request, mock)
    framework = framework_of(part.mock)
    findings = _findings(part.mock)
    given = grades_of(part.mock)
    triangles = triangles_of(part.mock, findings)
    conclusions = conclusions_of(part.mock)
    rows = [
        JudgementRow(
            area,
            given.given.get(area.id),
            findings.indicated(area.id) if findings else "",
            sum(each.is_at_odds for each in triangles if each.judgement == area.id),
            sum(each.kind == ConclusionKind.STRENGTH.value for each in conclusions if each.judgement == area.id),
            sum(each.kind == ConclusionKind.RECOMMENDATION.value for each in conclusions if each.judgement == area.id),
        )
        for area in framework.areas
        if area.id in part.mock.areas
    ]
    context = {
        "part": part,
        "framework": framework,
        "rows": rows,
        "grades": given,
        "indicated_overall": findings.overall.value if findings and findings.overall else "",
        "rules": rules_in_words(framework),
    }
    return render(request, "inspection/concluding/judgements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_LEAD)
def judge(request: HttpRequest, mock: int, judgement: str) -> HttpResponse:
    """Which grade, and why?"""
    part = concluding(request, mock)
    framework = framework_of(part.mock)
    area = framework.area(judgement)
    is_overall = judgement == OVERALL and framework.overall is not None
    if not framework.is_graded or not (is_overall or (area is not None and judgement in part.mock.areas)):
        raise Http404
    findings = _findings(part.mock)
    history = list(history_of(part.mock, judgement))
    kept = keeping(part, "judge", judgement, reverse("concluding:judge", args=[mock, judgement]))
    if request.method == "POST":
        form = JudgeForm(request.POST, reader=part.reader)
        if (saved := kept.answer(request, form)) is not None:
            return saved
        if is_sent(request) and form.is_valid():
            try:
                actions.judge(
                    mock=part.mock,
                    judgement=judgement,
                    grade=AuditGrade(form.cleaned_data["grade"]),
                    reasons=form.cleaned_data["reasons"],
                    by=part.reader.account,
                )
            except UserError as error:
                form.add_error("grade", str(error))
            else:
                kept.forget()
                return redirect("concluding:judgements", mock)
    else:
        begins = {"grade": history[0].grade, "reasons": history[0].reasons} if history else {}
        form = JudgeForm(initial=kept.first(JudgeForm, begins), reader=part.reader)
    triangles = [each for each in triangles_of(part.mock, findings) if each.judgement == judgement]
    context = {
        "part": part,
        "form": form,
        "heading": framework.overall if is_overall else area.name if area else "",
        "area": area,
        "grades": grades_of(part.mock) if is_overall else None,
        "indicated": findings.indicated(judgement) if findings else "",
        "reasons": _reasons(findings, judgement),
        "to_strength": _pointing(triangles, Reading.STRENGTH),
        "to_concern": _pointing(triangles, Reading.CONCERN),
        "history": history,
        "cancel": reverse("concluding:judgements", args=[mock]),
        **kept.context(),
    }
    return render(request, "inspection/concluding/judge.html", context, status=422 if form.errors else 200)


@require_safe
@allowed(Permission.MOCK_VIEW)
def recommendations(request: HttpRequest, mock: int) -> HttpResponse:
    """What is strong, what must be better, and what does each rest on?"""
    part = part_of(request, mock)
    findings = _findings(part.mock)
    found = concluded(part.mock, findings)
    framework = framework_of(part.mock)
    rested_on = {ground.key for each in found for ground in each.grounds if ground.kind is BasisKind.LINE}
    left = [each for each in triangles_of(part.mock, findings) if each.line and each.line not in rested_on]
    context = {
        "part": part,
        "strengths": [each for each in found if not each.is_recommendation],
        "recommendations": [each for each in found if each.is_recommendation],
        "withdrawn": withdrawn_of(part.mock),
        "unwritten": [
            ("strength", "Points to strength, and nothing is written of it", _one_way(left, Reading.STRENGTH)),
            ("recommendation", "Points to concern, and nothing is written of it", _one_way(left, Reading.CONCERN)),
        ],
        "areas": [each for each in framework.areas if each.id in part.mock.areas],
    }
    return render(request, "inspection/concluding/recommendations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_LEAD)
def conclude(request: HttpRequest, mock: int, judgement: str) -> HttpResponse:
    """What is strong here, or must be better, and on what does that rest?"""
    part = concluding(request, mock)
    area = framework_of(part.mock).area(judgement)
    if area is None or judgement not in part.mock.areas:
        raise Http404
    there = grounds_for(part.mock, judgement, _findings(part.mock))
    kept = keeping(part, "conclude", judgement, reverse("concluding:conclude", args=[mock, judgement]))
    if request.method == "POST":
        form = ConclusionForm(request.POST, reader=part.reader, there=there)
        if (saved := kept.answer(request, form)) is not None:
            return saved
        if is_sent(request) and form.is_valid() and _concluded(part, judgement, form):
            kept.forget()
            return redirect("concluding:recommendations", mock)
    else:
        first = {"kind": request.GET.get("kind", ""), "grounds": request.GET.getlist("on")}
        form = ConclusionForm(initial=kept.first(ConclusionForm, first), reader=part.reader, there=there)
    context = {
        "part": part,
        "form": form,
        "area": area,
        "cancel": reverse("concluding:recommendations", args=[mock]),
        **kept.context(),
    }
    return render(request, "inspection/concluding/conclude.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_LEAD)
def withdraw(request: HttpRequest, mock: int, number: int) -> HttpResponse:
    """Why is it taken back?"""
    part = concluding(request, mock)
    found = next((each for each in conclusions_of(part.mock) if each.pk == number), None)
    if found is None:
        raise Http404
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(conclusion=found, why=form.cleaned_data["why"], by=part.reader.account)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("concluding:recommendations", mock)
    context = {
        "part": part,
        "form": form,
        "heading": f"Take back {found.get_kind_display().lower()}",
        "said": found.words,
        "cancel": reverse("concluding:recommendations", args=[mock]),
    }
    return render(request, "inspection/concluding/take_back.html", context, status=422 if form.errors else 200)


def _concluded(part: Part, judgement: str, form: ConclusionForm) -> bool:
    sent = form.cleaned_data
    drawn = Drawn(
        kind=ConclusionKind(sent["kind"]),
        words=sent["words"],
        judgement=judgement,
        grounds=sent["grounds"],
        priority=Priority(sent["priority"]) if sent["priority"] else None,
    )
    try:
        actions.conclude(mock=part.mock, drawn=drawn, by=part.reader.account)
    except UserError as error:
        form.add_error(None, str(error))
        return False
    return True


def _findings(mock: MockInspection) -> Findings | None:
    evidence = latest_evidence(mock)
    return findings_of(evidence) if evidence else None


def _reasons(findings: Findings | None, judgement: str) -> tuple[str, ...]:
    if findings is None:
        return ()
    if judgement == OVERALL:
        return findings.overall_reasons
    found = findings.judgement(judgement)
    return found.reasons if found else ()


def _one_way(triangles: Sequence[Triangle], reading: Reading) -> list[Triangle]:
    """Those of which at least one source points this way, and none the other."""
    other = Reading.CONCERN if reading is Reading.STRENGTH else Reading.STRENGTH
    readings = [(each, {said.reading for said in each.said}) for each in triangles]
    return [each for each, found in readings if reading in found and other not in found]


def _pointing(triangles: Sequence[Triangle], reading: Reading) -> list[tuple[str, str]]:
    """What points one way, with the sources that do."""
    found = [
        (each.title, ", ".join(said.source.value.lower() for said in each.said if said.reading is reading))
        for each in triangles
    ]
    return [(title, sources) for title, sources in found if sources]
