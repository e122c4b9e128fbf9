"""The pages: each asks :mod:`sightline.findings.queries` and hands the answer to its template.

None writes but to the access log; each states its permission, and a child comes from
:func:`sightline.access.children.open_child` alone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access.actions import log
from sightline.access.allowed import allowed, require
from sightline.access.children import open_child, restricted_children, visible
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.findings import lists, queries
from sightline.findings.listing import Listing
from sightline.improvement.queries.worksheets import worries_first
from sightline.inspection.framework import load_framework
from sightline.inspection.queries.concerns import concerns_first
from sightline.inspection.standing.rule import NOT_OFSTEDS, load_rule
from sightline.ledger.absent import absent_rows
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Standard
from sightline.web import clock


@require_safe
@allowed(Permission.FINDINGS_VIEW)
def front(request: HttpRequest) -> HttpResponse:
    """What would an inspector find on Monday?"""
    reader = require(request, Permission.FINDINGS_VIEW)
    loaded = queries.held()
    context = {
        "page": queries.front_page(loaded),
        "inspection": loaded.inspection,
        "not_ofsteds": NOT_OFSTEDS,
        "concerns": concerns_first(reader),
        "worries": worries_first(reader),
    }
    return render(request, "findings/front.html", context)


@require_safe
@allowed(Permission.FINDINGS_VIEW)
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
@allowed(Permission.FINDINGS_VIEW)
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
@allowed(Permission.FINDINGS_VIEW)
def line(request: HttpRequest, line_id: str) -> HttpResponse:
    """What was looked into, what was found, and by which standards?"""
    loaded = queries.held()
    found = loaded.lines.get(line_id)
    if found is None:
        raise Http404
    return render(request, "findings/line.html", {"page": queries.line_page(loaded, found), "line": found})


@require_safe
@allowed(Permission.STANDARDS_VIEW)
def standards(request: HttpRequest) -> HttpResponse:
    """Which standards are there, and how does each stand?"""
    return render(request, "findings/standards.html", {"listing": lists.standards(queries.held(), request.GET)})


@require_safe
@allowed(Permission.FINDINGS_EXPORT)
def standards_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The list of standards, as filtered, as a file."""
    rows = lists.standards(queries.held(), request.GET).all_rows
    reader = require(request, Permission.FINDINGS_EXPORT)
    log(by=reader.account, doing=Doing.EXPORTED, page=f"findings:standards-{kind}")
    return file_response(kind, "standards", lists.STANDARD_COLUMNS, map(lists.standard_cells, rows))


@require_safe
@allowed(Permission.STANDARDS_VIEW)
def standard(request: HttpRequest, code: str) -> HttpResponse:
    """What does this standard ask, by what authority, and how has it been kept?"""
    page = queries.standard_page(queries.held(), code)
    if page is None:
        raise Http404
    return render(request, "findings/standard.html", {"page": page, "row": page.row, "standard": page.row.standard})


@require_safe
@allowed(Permission.CHILDREN_LIST)
def cases(request: HttpRequest, code: str) -> HttpResponse:
    """Which children or staff, whose team, since when?"""
    found, listing = _cases(request, code, Permission.CHILDREN_LIST)
    shown = [row.obligation.subject for row in listing.rows] if found.subject_kind is SubjectKind.CHILD else []
    context = {"standard": found, "listing": listing, "handles": showing(request, listing.looking_for, shown)}
    return render(request, "findings/cases.html", context)


@require_safe
@allowed(Permission.CHILDREN_EXPORT)
def cases_file(request: HttpRequest, code: str, kind: FileKind) -> HttpResponse:
    """The list of cases, as filtered, as a file."""
    found, listing = _cases(request, code, Permission.CHILDREN_EXPORT)
    rows = listing.all_rows
    shown = [row.obligation.subject for row in rows] if found.subject_kind is SubjectKind.CHILD else []
    showing(request, Doing.EXPORTED, shown)
    return file_response(kind, found.code, lists.CASE_COLUMNS, map(lists.case_cells, rows))


def _cases(request: HttpRequest, code: str, by: Permission) -> tuple[Standard, Listing[queries.Case]]:
    """The cases that may be shown; of staff or carers, only to those who may see them."""
    loaded = queries.held()
    found = loaded.standards.get(code)
    if found is None:
        raise Http404
    if found.subject_kind in (SubjectKind.WORKER, SubjectKind.CARER):
        require(request, Permission.STAFF_VIEW)
    return found, lists.cases(loaded, found, request.GET, visible(require(request, by), clock.today(), by=by))


@require_safe
@allowed(Permission.CHILDREN_LIST)
def children(request: HttpRequest) -> HttpResponse:
    """Which children have something overdue, whose are they, and for how long?"""
    listing = _children(request, Permission.CHILDREN_LIST)
    handles = showing(request, listing.looking_for, [row.child.key for row in listing.rows])
    return render(request, "findings/children.html", {"listing": listing, "handles": handles})


@require_safe
@allowed(Permission.CHILDREN_EXPORT)
def children_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The list of children, as filtered, as a file."""
    rows = _children(request, Permission.CHILDREN_EXPORT).all_rows
    showing(request, Doing.EXPORTED, [row.child.key for row in rows])
    return file_response(kind, "children", lists.CHILD_COLUMNS, map(lists.child_cells, rows))


def _children(request: HttpRequest, by: Permission) -> Listing[queries.ChildRow]:
    return lists.children(queries.held(), request.GET, visible(require(request, by), clock.today(), by=by))


@require_safe
@allowed(Permission.CHILD_OPEN)
def child(request: HttpRequest, handle: str) -> HttpResponse:
    """What is overdue for this child, what has happened, and what comes next?"""
    opened = open_child(request, handle, doing=Doing.OPENED)
    loaded = queries.held()
    page = queries.subject_page(loaded, SubjectKind.CHILD, opened.person_id)
    if page is None:
        return render(request, "findings/child_left_out.html", {"child": opened})
    context = {"page": queries.child_page(loaded, page, request.GET), "subject": page, "child": opened}
    return render(request, "findings/child.html", context)


@require_safe
@allowed(Permission.STAFF_VIEW)
def worker(request: HttpRequest, key: str) -> HttpResponse:
    """What is overdue for this member of staff, and which children do they hold?"""
    return _subject(request, SubjectKind.WORKER, key)


@require_safe
@allowed(Permission.STAFF_VIEW)
def carer(request: HttpRequest, key: str) -> HttpResponse:
    """What is overdue for this foster carer?"""
    return _subject(request, SubjectKind.CARER, key)


@require_safe
@allowed(Permission.FINDINGS_VIEW)
def council(request: HttpRequest, key: str) -> HttpResponse:
    """What does the council itself owe?"""
    return _subject(request, SubjectKind.COUNCIL, key)


def _subject(request: HttpRequest, kind: SubjectKind, key: str) -> HttpResponse:
    loaded = queries.held()
    page = queries.subject_page(loaded, kind, key)
    if page is None:
        raise Http404
    shown = visible(require(request, Permission.HOME_VIEW), clock.today())
    other = queries.other_page(loaded, page, shown)
    handles = showing(request, Doing.LISTED, [row.child.key for row in other.children])
    return render(request, "findings/subject.html", {"page": other, "subject": page, "handles": handles})


@require_safe
@allowed(Permission.TEAMS_VIEW)
def teams(request: HttpRequest) -> HttpResponse:
    """Whose teams carry what?"""
    listing = lists.teams(queries.held(), request.GET, restricted_children())
    return render(request, "findings/teams.html", {"listing": listing})


@require_safe
@allowed(Permission.FINDINGS_EXPORT)
def teams_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The list of teams as a file."""
    rows = lists.teams(queries.held(), request.GET, restricted_children()).all_rows
    log(by=require(request, Permission.FINDINGS_EXPORT).account, doing=Doing.EXPORTED, page=f"findings:teams-{kind}")
    return file_response(kind, "teams", lists.TEAM_COLUMNS, map(lists.team_cells, rows))


@require_safe
@allowed(Permission.TEAMS_VIEW)
def team(request: HttpRequest, key: str) -> HttpResponse:
    """What stands against this team, and which of its children?"""
    shown = visible(require(request, Permission.TEAMS_VIEW), clock.today())
    page = queries.team_page(queries.held(), key, left_out=restricted_children(), visible=shown)
    if page is None:
        raise Http404
    handles = showing(request, Doing.LISTED, [row.child.key for row in page.gravest])
    return render(request, "findings/team.html", {"page": page, "handles": handles})


@require_safe
@allowed(Permission.FINDINGS_VIEW)
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
@allowed(Permission.FINDINGS_VIEW)
def strengths(request: HttpRequest) -> HttpResponse:
    """What is done well?"""
    loaded = queries.held()
    return render(
        request,
        "findings/strengths.html",
        {"strengths": loaded.inspection.strengths, "standards": queries.strong_standards(loaded)},
    )


@require_safe
@allowed(Permission.FINDINGS_VIEW)
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
            "absent": absent_rows(),
        },
    )
