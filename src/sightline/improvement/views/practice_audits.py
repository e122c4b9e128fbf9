"""The programme of audits, one planned audit, and the files of those that are audited here."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.actions import handles, log
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer, bearer
from sightline.access.children import hidden_from, open_child, restricted_children
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.casework.queries.tasks import names_of_children
from sightline.errors import UserError
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.improvement.actions import practice_audits as actions
from sightline.improvement.forms.practice import AnswerForm, PlanForm, WhyForm
from sightline.improvement.models import AuditedFile, Loop, PlannedAudit, Where
from sightline.improvement.queries.practice_audits import Programme, Programmed, Stands, by_month, programme, programmed
from sightline.improvement.queries.practice_evidence import evidence
from sightline.improvement.queries.practice_loops import finders, loop_row
from sightline.improvement.themes import themes
from sightline.improvement.views.practice import FORM, accounts, team_names, trail
from sightline.inspection.models import Answered
from sightline.web import clock

COLUMNS = (
    "Team", "Theme", "How", "Auditor", "From", "Due", "Files planned", "Files done", "How it stands", "Days late",
    "Finished", "A re-audit", "Withdrawn because",
)  # fmt: skip


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def audits(request: HttpRequest) -> HttpResponse:
    """What was to be audited this year, what was, and what is late?"""
    reader = require(request, Permission.PRACTICE_VIEW)
    page = _year(request)
    context = {
        "page": page,
        "months": by_month(page.rows),
        "listing": _listing(request, page, reader),
        "names": _may_name(reader),
        "own": reader.account.pk,
        "may_manage": reader.may(Permission.PRACTICE_MANAGE),
        "may_export": reader.may(Permission.FINDINGS_EXPORT),
        **links("practice:audits"),
        "trail": trail(),
    }
    return render(request, "improvement/practice/audits.html", context)


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def audits_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The programme, as filtered, as a file."""
    return file_response(kind, "audits-of-practice", COLUMNS, _exported(request))


def _exported(request: HttpRequest) -> list[list[object]]:
    reader = require(request, Permission.FINDINGS_EXPORT)
    log(by=reader.account, doing=Doing.EXPORTED, page="practice:audits")
    names = _may_name(reader)
    return [_cells(each, names) for each in _listing(request, _year(request), reader).all_rows]


def _year(request: HttpRequest) -> Programme:
    """The programme of the twelve months shown: of a calendar year, where one is asked for."""
    today = clock.today()
    asked = request.GET.get("year", "")
    first = None
    if asked.isascii() and asked.isdigit() and len(asked) == 4 and abs(int(asked) - today.year) <= 10:
        first = dt.date(int(asked), 1, 1)
    return programme(evidence(), today, first=first)


def _may_name(reader: Bearer) -> bool:
    return reader.may(Permission.STAFF_VIEW) or reader.may(Permission.PRACTICE_MANAGE)


def _listing(request: HttpRequest, page: Programme, reader: Bearer) -> Listing[Programmed]:
    teams = sorted({(each.audit.team_id or "council", each.team) for each in page.rows}, key=lambda each: each[1])
    about = sorted({(each.audit.theme or "practice", each.theme) for each in page.rows}, key=lambda each: each[1])
    years = range(clock.today().year + 1, clock.today().year - 4, -1)
    own = reader.account.pk
    return listing(
        page.rows,
        request.GET,
        filters=(
            Filter("year", "Year", _choices([(str(each), str(each)) for each in years]), lambda _, __: True),
            Filter("team", "Team", _choices(teams), lambda each, value: (each.audit.team_id or "council") == value),
            Filter("theme", "Theme", _choices(about), lambda each, value: (each.audit.theme or "practice") == value),
            Filter(
                "state",
                "How it stands",
                tuple(Choice(each.name.lower(), each.value) for each in Stands),
                lambda each, value: each.state.name.lower() == value,
            ),
            Filter("whose", "Whose", (Choice("mine", "Mine"),), lambda each, _: each.audit.auditor_id == own),
        ),
        orders=(
            Order("due", "First to fall due", lambda each: (each.audit.due_on, each.audit.pk)),
            Order("late", "Longest late", lambda each: (-each.days_late, each.audit.due_on)),
            Order("team", "Team", lambda each: (each.team, each.audit.due_on)),
        ),
    )


def _choices(found: list[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(*each) for each in found)


def _cells(row: Programmed, names: bool) -> list[object]:
    audit = row.audit
    said = [row.team, row.theme, audit.get_where_display(), row.auditor if names else "", audit.starts_on, audit.due_on]
    counted = [audit.files, row.done, row.state.value, row.days_late, row.done_on]
    return [*said, *counted, "yes" if audit.loop_id else "", audit.withdrawn_why]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PRACTICE_MANAGE)
def plan(request: HttpRequest) -> HttpResponse:
    """Put an audit in the programme; for a loop (``?loop=``) it is its re-audit."""
    reader = require(request, Permission.PRACTICE_MANAGE)
    asked = request.GET.get("loop", "")
    loop = get_object_or_404(Loop, pk=int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    barred = _barred(loop) if loop is not None else frozenset()
    people = {key: each for key, each in accounts().items() if not actions.is_barred(each, barred)}
    people = {k: a for k, a in people.items() if bearer(a, clock.today()).may(Permission.FILE_AUDIT)}
    initial = {"how_many": loop.files if loop else 10, "where": Where.HERE.value, "starts_on": clock.today()}
    form = PlanForm(
        request.POST or None,
        teams=team_names(),
        auditors={key: each.name for key, each in people.items()},
        loop=loop,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_audit(plan=form.plan(people), by=reader.account, barred=barred)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("practice:audit", audit=made.pk)
    name = themes()[loop.theme].name.lower() if loop else ""
    context = {
        "form": form,
        "heading": f"Plan the re-audit: {name}" if loop else "Plan an audit",
        "lead": "Whoever found the weakness or owns an action on it is not among the auditors." if loop else "",
        "button": "Put it in the programme",
        "trail": trail((reverse("practice:audits"), "Audits")),
    }
    return render(request, FORM, context)


def _barred(loop: Loop) -> frozenset[str]:
    found = evidence()
    row = loop_row(loop, found, clock.today())
    return finders(loop, found) | {each.owner for each in row.actions if each.owner}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PRACTICE_VIEW)
def audit(request: HttpRequest, audit: int) -> HttpResponse:
    """One planned audit: what was planned and done; its lead draws the files of one that is made here."""
    reader = require(request, Permission.PRACTICE_VIEW)
    found = _audit(audit)
    problem = ""
    if request.method == "POST":
        manager = require(request, Permission.PRACTICE_MANAGE)
        try:
            actions.draw_files(audit=found, by=manager.account)
        except UserError as error:
            problem = str(error)
        else:
            return redirect("practice:audit", audit=found.pk)
    row = programmed([found], evidence(), clock.today())[0]
    drawn = list(found.drawn.all())
    context = {
        "row": row,
        "audit": found,
        "question": themes()[found.theme].question if found.theme in themes() else "",
        "drawn": len(drawn),
        "answers": _answers(drawn),
        "problem": problem,
        "names": _may_name(reader) or found.auditor_id == reader.account.pk,
        "is_mine": found.auditor_id == reader.account.pk,
        "may_manage": reader.may(Permission.PRACTICE_MANAGE),
        "trail": trail((reverse("practice:audits"), "Audits")),
    }
    return render(request, "improvement/practice/audit.html", context)


def _answers(drawn: list[AuditedFile]) -> list[tuple[str, int]]:
    """How many files showed what, without saying which; none of a child whose record was restricted since."""
    hidden = restricted_children()
    shown = [each for each in drawn if each.person_id not in hidden]
    counts = {each: sum(file.answer == each.value for file in shown) for each in Answered}
    return [(str(each.label), count) for each, count in counts.items() if count]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PRACTICE_MANAGE)
def withdraw(request: HttpRequest, audit: int) -> HttpResponse:
    """Take an audit out of the programme."""
    reader = require(request, Permission.PRACTICE_MANAGE)
    found = _audit(audit)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_audit(audit=found, why=form.cleaned_data["why"], by=reader.account)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("practice:audits")
    context = {
        "form": form,
        "heading": "Take this audit out of the programme",
        "button": "Withdraw it",
        "trail": trail((reverse("practice:audit", args=[found.pk]), "The audit")),
    }
    return render(request, FORM, context)


@require_safe
@allowed(Permission.FILE_AUDIT)
def my_files(request: HttpRequest) -> HttpResponse:
    """Which files have I to read for an audit of practice?"""
    reader = require(request, Permission.FILE_AUDIT)
    hidden = hidden_from(reader)
    mine = AuditedFile.objects.filter(audit__auditor=reader.account, audit__withdrawn_at=None).select_related("audit")
    files = [each for each in mine.order_by("audit__due_on", "audit", "place") if each.person_id not in hidden]
    people = [each.person_id for each in files]
    names = names_of_children(people)
    showing(request, Doing.LISTED, people)
    teams = team_names()
    context = {
        "files": [(each, names.get(each.person_id, ""), teams.get(each.audit.team_id, "")) for each in files],
        "themes": themes(),
        "left": sum(not each.answer for each in files),
        "day": clock.today(),
        "trail": trail() if reader.may(Permission.PRACTICE_VIEW) else [],
    }
    return render(request, "improvement/practice/my_files.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.FILE_AUDIT)
def file(request: HttpRequest, audit: int, place: int) -> HttpResponse:
    """Say what one file shows of the theme."""
    reader = require(request, Permission.FILE_AUDIT)
    found = (
        AuditedFile.objects.select_related("audit")
        .filter(audit=audit, place=place, audit__auditor=reader.account, audit__withdrawn_at=None)
        .first()
    )
    if found is None:
        raise Http404
    handle = handles(person_ids=[found.person_id])[found.person_id]
    child = open_child(request, handle, doing=Doing.OPENED, by=Permission.FILE_AUDIT)
    form = AnswerForm(request.POST or None, initial={"answer": found.answer, "words": found.words})
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_file(
                file=found,
                answer=Answered(form.cleaned_data["answer"]),
                words=form.cleaned_data["words"],
                by=reader.account,
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("practice:my-files")
    context = {
        "form": form,
        "file": found,
        "child": child,
        "name": names_of_children([child.person_id]).get(child.person_id, ""),
        "theme": themes().get(found.audit.theme),
        "trail": [(reverse("practice:my-files"), "Files to read")],
    }
    return render(request, "improvement/practice/file.html", context)


def _audit(number: int) -> PlannedAudit:
    return get_object_or_404(PlannedAudit.objects.select_related("auditor", "loop", "by", "withdrawn_by"), pk=number)
