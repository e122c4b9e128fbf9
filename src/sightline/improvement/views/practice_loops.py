"""The loops of practice: weaknesses taken up, and whether a re-audit closed them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.actions import log
from sightline.access.allowed import allowed, require
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.errors import UserError
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.improvement.actions import practice_loops as actions
from sightline.improvement.forms.practice import LoopForm, WhyForm
from sightline.improvement.models import Loop
from sightline.improvement.practice_closing import LoopState
from sightline.improvement.queries.practice_evidence import evidence
from sightline.improvement.queries.practice_loops import LoopRow, loop_row, loops, untaken
from sightline.improvement.views.practice import FORM, team_names, trail
from sightline.record.calendar import add_months
from sightline.web import clock

COLUMNS = (
    "Theme", "Team", "Opened", "How it stands", "Since", "Days open", "Actions", "Completed", "Aim in a hundred",
    "Files asked", "Found",
)  # fmt: skip


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def list_loops(request: HttpRequest) -> HttpResponse:
    """Which weaknesses were acted on, and which of them did a re-audit show to be gone?"""
    reader = require(request, Permission.PRACTICE_VIEW)
    found = evidence()
    rows = loops(found, clock.today())
    context = {
        "listing": _listing(request, rows),
        "untaken": untaken(found.themes_on(clock.today()), rows),
        "may_manage": reader.may(Permission.PRACTICE_MANAGE),
        "may_export": reader.may(Permission.FINDINGS_EXPORT),
        **links("practice:loops"),
        "trail": trail(),
    }
    return render(request, "improvement/practice/loops.html", context)


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def loops_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The loops, as filtered, as a file."""
    return file_response(kind, "loops", COLUMNS, map(_cells, _exported(request)))


def _exported(request: HttpRequest) -> list[LoopRow]:
    reader = require(request, Permission.FINDINGS_EXPORT)
    log(by=reader.account, doing=Doing.EXPORTED, page="practice:loops")
    return list(_listing(request, loops(evidence(), clock.today())).all_rows)


def _listing(request: HttpRequest, rows: list[LoopRow]) -> Listing[LoopRow]:
    states = (Choice("open", "Open, in any way"), *(Choice(each.name.lower(), each.value) for each in LoopState))
    teams = sorted({(each.loop.team_id or "council", each.team) for each in rows}, key=lambda each: each[1])
    return listing(
        rows,
        request.GET,
        filters=(
            Filter("state", "How it stands", states, _is_in),
            Filter(
                "team",
                "Team",
                tuple(Choice(*each) for each in teams),
                lambda each, value: (each.loop.team_id or "council") == value,
            ),
        ),
        orders=(
            Order("state", "Reopened first", lambda each: (list(LoopState).index(each.stands.state), -each.stands.age)),
            Order("age", "Longest open", lambda each: -each.stands.age),
            Order("theme", "Theme", lambda each: (each.theme.name, each.team)),
        ),
    )


def _is_in(row: LoopRow, value: str) -> bool:
    return row.stands.state.is_open if value == "open" else row.stands.state.name.lower() == value


def _cells(row: LoopRow) -> list[object]:
    stood = row.stands
    latest = stood.results[-1].words if stood.results else ""
    said = [row.theme.name, row.team, row.loop.opened_on, stood.state.value, stood.since, stood.age]
    return [*said, len(row.actions), row.done, row.loop.aim, row.loop.files, latest]


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def loop(request: HttpRequest, loop: int) -> HttpResponse:
    """One weakness: what was done, what re-audits found, why it stands as it does."""
    reader = require(request, Permission.PRACTICE_VIEW)
    found = get_object_or_404(Loop.objects.select_related("by", "recommendation", "set_aside_by"), pk=loop)
    row = loop_row(found, evidence(), clock.today())
    audits = {each.pk: each for each in row.re_audits}
    context = {
        "row": row,
        "results": [(each, audits[each.re_audit.number]) for each in row.stands.results],
        "may_manage": reader.may(Permission.PRACTICE_MANAGE),
        "trail": trail((reverse("practice:loops"), "Closing the loop")),
    }
    return render(request, "improvement/practice/loop.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PRACTICE_MANAGE)
def open_loop(request: HttpRequest) -> HttpResponse:
    """Take a weakness up."""
    reader = require(request, Permission.PRACTICE_MANAGE)
    initial = {
        "theme": request.GET.get("theme", ""),
        "team": "council",
        "aim": 85,
        "files": 20,
        "how_many": 20,
        "since": add_months(clock.today(), -12),
    }
    form = LoopForm(request.POST or None, teams=team_names(), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.open_loop(
                theme=said["theme"],
                team_id=form.team_id(),
                words=said["words"],
                aim=said["aim"],
                files=said["how_many"],
                since=said["since"],
                by=reader.account,
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("practice:loop", loop=made.pk)
    context = {
        "form": form,
        "heading": "Take up a weakness",
        "lead": "It becomes a line of the improvement plan, and is closed by a re-audit and by nothing else.",
        "button": "Take it up",
        "trail": trail((reverse("practice:loops"), "Closing the loop")),
    }
    return render(request, FORM, context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PRACTICE_MANAGE)
def set_aside(request: HttpRequest, loop: int) -> HttpResponse:
    """Say that a weakness is not pursued."""
    reader = require(request, Permission.PRACTICE_MANAGE)
    found = get_object_or_404(Loop, pk=loop)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_loop_aside(loop=found, why=form.cleaned_data["why"], by=reader.account)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("practice:loop", loop=found.pk)
    context = {
        "form": form,
        "heading": "Set this aside",
        "lead": "It is not closed by that, and says so for ever.",
        "button": "Set it aside",
        "trail": trail((reverse("practice:loop", args=[found.pk]), "The weakness")),
    }
    return render(request, FORM, context)
