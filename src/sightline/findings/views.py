"""The pages: each asks :mod:`sightline.findings.queries` and hands the answer to its template. None writes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.findings import lists, queries
from sightline.findings.listing import csv_response
from sightline.inspection.framework import load_framework
from sightline.inspection.rule import NOT_OFSTEDS, load_rule
from sightline.standards.obligations import SubjectKind


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What would an inspector find on Monday?"""
    loaded = queries.held()
    page = queries.front_page(loaded)
    return render(
        request, "findings/front.html", {"page": page, "inspection": loaded.inspection, "not_ofsteds": NOT_OFSTEDS}
    )


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, and how an indicative grade is reached."""
    inspection = queries.held().inspection
    framework = load_framework(inspection.framework)
    return render(
        request,
        "findings/about.html",
        {"inspection": inspection, "framework": framework, "rule": load_rule(), "not_ofsteds": NOT_OFSTEDS},
    )


@require_safe
def judgement(request: HttpRequest, judgement_id: str) -> HttpResponse:
    """Why this grade, and which lines of enquiry lie behind it?"""
    found = queries.judgement(queries.held(), judgement_id)
    if found is None:
        raise Http404
    return render(
        request,
        "findings/judgement.html",
        {"judgement": found, "lines": queries.gravest_first(found.lines_of_enquiry), "not_ofsteds": NOT_OFSTEDS},
    )


@require_safe
def line(request: HttpRequest, line_id: str) -> HttpResponse:
    """What was looked into, what was found, and by which standards?"""
    loaded = queries.held()
    found = loaded.lines.get(line_id)
    if found is None:
        raise Http404
    return render(request, "findings/line.html", {"page": queries.line_page(loaded, found), "line": found})


@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """Which standards are there, and how does each stand?"""
    return render(request, "findings/standards.html", {"listing": lists.standards(queries.held(), request.GET)})


@require_safe
def standards_csv(request: HttpRequest) -> HttpResponse:
    """The list of standards, as filtered, as a CSV."""
    rows = lists.standards(queries.held(), request.GET).all_rows
    return csv_response("standards", lists.STANDARD_COLUMNS, map(lists.standard_cells, rows))


@require_safe
def standard(request: HttpRequest, code: str) -> HttpResponse:
    """What does this standard ask, by what authority, and how has it been kept?"""
    page = queries.standard_page(queries.held(), code)
    if page is None:
        raise Http404
    return render(request, "findings/standard.html", {"page": page, "row": page.row, "standard": page.row.standard})


@require_safe
def cases(request: HttpRequest, code: str) -> HttpResponse:
    """Which children or staff, whose team, since when?"""
    loaded = queries.held()
    found = loaded.standards.get(code)
    if found is None:
        raise Http404
    listing = lists.cases(loaded, found, request.GET)
    return render(request, "findings/cases.html", {"standard": found, "listing": listing})


@require_safe
def cases_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The list of cases, as filtered, as a CSV."""
    loaded = queries.held()
    found = loaded.standards.get(code)
    if found is None:
        raise Http404
    rows = lists.cases(loaded, found, request.GET).all_rows
    return csv_response(found.code, lists.CASE_COLUMNS, map(lists.case_cells, rows))


@require_safe
def children(request: HttpRequest) -> HttpResponse:
    """Which children have something overdue, whose are they, and for how long?"""
    return render(request, "findings/children.html", {"listing": lists.children(queries.held(), request.GET)})


@require_safe
def children_csv(request: HttpRequest) -> HttpResponse:
    """The list of children, as filtered, as a CSV."""
    rows = lists.children(queries.held(), request.GET).all_rows
    return csv_response("children", lists.CHILD_COLUMNS, map(lists.child_cells, rows))


@require_safe
def child(request: HttpRequest, key: str) -> HttpResponse:
    """What is overdue for this child, what has happened, and what comes next?"""
    loaded = queries.held()
    page = queries.subject_page(loaded, SubjectKind.CHILD, key)
    if page is None:
        raise Http404
    return render(
        request, "findings/child.html", {"page": queries.child_page(loaded, page, request.GET), "subject": page}
    )


@require_safe
def worker(request: HttpRequest, key: str) -> HttpResponse:
    """What is overdue for this member of staff, and which children do they hold?"""
    return _subject(request, SubjectKind.WORKER, key)


@require_safe
def carer(request: HttpRequest, key: str) -> HttpResponse:
    """What is overdue for this foster carer?"""
    return _subject(request, SubjectKind.CARER, key)


@require_safe
def council(request: HttpRequest, key: str) -> HttpResponse:
    """What does the council itself owe?"""
    return _subject(request, SubjectKind.COUNCIL, key)


def _subject(request: HttpRequest, kind: SubjectKind, key: str) -> HttpResponse:
    loaded = queries.held()
    page = queries.subject_page(loaded, kind, key)
    if page is None:
        raise Http404
    return render(request, "findings/subject.html", {"page": queries.other_page(loaded, page), "subject": page})


@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """Whose teams carry what?"""
    return render(request, "findings/teams.html", {"listing": lists.teams(queries.held(), request.GET)})


@require_safe
def teams_csv(request: HttpRequest) -> HttpResponse:
    """The list of teams as a CSV."""
    rows = lists.teams(queries.held(), request.GET).all_rows
    return csv_response("teams", lists.TEAM_COLUMNS, map(lists.team_cells, rows))


@require_safe
def team(request: HttpRequest, key: str) -> HttpResponse:
    """What stands against this team, and which of its children?"""
    page = queries.team_page(queries.held(), key)
    if page is None:
        raise Http404
    return render(request, "findings/team.html", {"page": page})


@require_safe
def first_stood_out(request: HttpRequest) -> HttpResponse:
    """When could each failing first have been seen?"""
    loaded = queries.held()
    found = queries.stood_out(loaded)
    return render(
        request,
        "findings/first_stood_out.html",
        {
            "found": found,
            "drawing": queries.stood_out_drawing(loaded, found),
            "rule": loaded.record.rule.stood_out,
        },
    )


@require_safe
def strengths(request: HttpRequest) -> HttpResponse:
    """What is done well?"""
    loaded = queries.held()
    return render(
        request,
        "findings/strengths.html",
        {"strengths": loaded.inspection.strengths, "standards": queries.strong_standards(loaded)},
    )


@require_safe
def data_quality(request: HttpRequest) -> HttpResponse:
    """What could not be read, told or asked?"""
    loaded = queries.held()
    return render(
        request,
        "findings/data_quality.html",
        {
            "quality": loaded.inspection.data_quality,
            "unknowns": queries.unknowns(loaded),
            "not_assessable": queries.not_assessable(loaded),
        },
    )
