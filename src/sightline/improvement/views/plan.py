"""The plan: what is late, repeated, failing though people say it is met, and closed over its measure; and all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.improvement.models import Source, Status
from sightline.improvement.queries import plan as queries
from sightline.improvement.queries.plan import ByMeasure, PlanLine
from sightline.improvement.queries.plan_lineage import suggestions
from sightline.improvement.queries.plan_taking import not_taken
from sightline.web import clock


@dataclass(frozen=True, slots=True)
class Watched:
    """Something that the first page watches for: its name in the address, what it is called, and which lines are so."""

    value: str
    label: str
    words: str
    holds: Callable[[PlanLine], bool]


WATCHED = (
    Watched(
        "late",
        "late",
        "It, or an action of it, is overdue.",
        lambda each: each.is_late,
    ),
    Watched(
        "contradicted",
        "failing, though people say met",
        "It was closed, every action was said to be done, or it was held to be met, and the record shows otherwise.",
        lambda each: each.is_contradicted,
    ),
    Watched(
        "over",
        "ever closed over their measure",
        "Somebody signed for it. It is shown here for ever, though it was opened again since.",
        lambda each: each.over_measure is not None,
    ),
    Watched(
        "reopened",
        "reopened by their measure",
        "It was closed, and then the record showed that it is not met.",
        lambda each: each.reopened is not None,
    ),
    Watched(
        "repeated",
        "asked for more than once",
        "People confirmed that it asks for what was asked before.",
        lambda each: each.repeats.is_repeated and each.is_open,
    ),
    Watched(
        "lacking",
        "without owner, day, action or measure",
        "What the plan does not say yet.",
        lambda each: bool(each.lacks),
    ),
)
HEAD = (
    "Number",
    "Recommendation",
    "From",
    "Made",
    "Owner",
    "To be met by",
    "As people say",
    "By measure",
    "What the measures say",
    "Asked for",
    "First asked for",
    "Actions",
    "Actions done",
    "Days late",
    "Closed over its measure",
    "Signed by",
    "Reasons signed",
    "Reopened by its measure",
)


@require_safe
@allowed(Permission.PLAN_VIEW)
def front(request: HttpRequest) -> HttpResponse:
    """What of the plan is late, repeated, failing though people say it is met, or closed over its measure?"""
    reader = require(request, Permission.PLAN_VIEW)
    lines = queries.plan_lines(reader, clock.today())
    mine = [
        (line, action)
        for line in lines
        for action in line.actions
        if line.is_open and not action.is_done and action.row.owner_id == reader.account.pk
    ]
    may_manage = reader.may(Permission.PLAN_MANAGE)
    context = {
        "lines": lines,
        "open": sum(each.is_open for each in lines),
        "met": sum(each.status is Status.CLOSED for each in lines),
        "held": sum(each.status_by_measure is ByMeasure.HELD for each in lines),
        "measured": sum(bool(each.standings) for each in lines),
        "watched": [(each, sum(map(each.holds, lines))) for each in WATCHED],
        "mine": sorted(mine, key=lambda each: each[1].row.due_on),
        "to_judge": len(suggestions([each.recommendation for each in lines])) if may_manage else 0,
        "not_taken": not_taken() if may_manage else [],
    }
    return render(request, "improvement/plan/front.html", context)


@require_safe
@allowed(Permission.PLAN_VIEW)
def listed(request: HttpRequest) -> HttpResponse:
    """Which recommendations are there, and how does each stand?"""
    found = _listing(request, require(request, Permission.PLAN_VIEW))
    context = {
        "listing": found,
        "watch": request.GET.get("watch", ""),  # each line then says what it is watched for
        "may_export": True,
        **links("plan:list"),
    }
    return render(request, "improvement/plan/list.html", context)


@require_safe
@allowed(Permission.PLAN_VIEW)
def printed(request: HttpRequest) -> HttpResponse:
    """The same, as filtered, whole, with every action: to be printed."""
    found = _listing(request, require(request, Permission.PLAN_VIEW))
    return render(request, "improvement/plan/print.html", {"listing": found, "lines": found.all_rows})


@require_safe
@allowed(Permission.PLAN_VIEW)
def listed_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The same, as filtered, as a file."""
    return file_response(kind, "improvement-plan", HEAD, map(_cells, _exported(request, f"plan:list-{kind}")))


def _exported(request: HttpRequest, page: str) -> list[PlanLine]:
    reader = require(request, Permission.PLAN_VIEW)
    rows = list(_listing(request, reader).all_rows)
    access.log(by=reader.account, doing=Doing.EXPORTED, page=page)
    return rows


def _listing(request: HttpRequest, reader: Bearer) -> Listing[PlanLine]:
    rows = queries.plan_lines(reader, clock.today())
    owners = {
        str(each.recommendation.owner_id): each.recommendation.owner.name for each in rows if each.recommendation.owner
    }
    return listing(
        rows,
        request.GET,
        filters=(
            Filter(
                "watch", "Watch for", tuple(Choice(each.value, each.label.capitalize()) for each in WATCHED), _watched
            ),
            Filter("status", "As people say", tuple(Choice(each.value, each.label) for each in Status), _is_status),
            Filter(
                "measure",
                "By measure",
                tuple(Choice(each.name.lower(), each.value) for each in ByMeasure),
                _is_measured,
            ),
            Filter("source", "From", tuple(Choice(each.value, each.label) for each in Source), _is_from),
            Filter(
                "owner", "Owner", tuple(Choice(key, name) for key, name in sorted(owners.items(), key=_name)), _is_of
            ),
        ),
        orders=(
            Order("newest", "Newest first", lambda each: -_day(each)),
            Order("late", "Longest late", lambda each: (-each.days_late, -_day(each))),
            Order("due", "First to be met", _due),
            Order("repeated", "Most often asked for", lambda each: (-each.repeats.times, -each.repeats.years)),
            Order("number", "By source and number", _number),
        ),
        search=lambda each: f"{each.recommendation.words} {each.source_label}",
    )


def _watched(row: PlanLine, value: str) -> bool:
    return next(each for each in WATCHED if each.value == value).holds(row)


def _is_status(row: PlanLine, value: str) -> bool:
    return row.status.value == value


def _is_measured(row: PlanLine, value: str) -> bool:
    return row.status_by_measure.name.lower() == value


def _is_from(row: PlanLine, value: str) -> bool:
    return row.recommendation.source == value


def _is_of(row: PlanLine, value: str) -> bool:
    return str(row.recommendation.owner_id) == value


def _name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def _day(row: PlanLine) -> int:
    made = row.recommendation.made_on
    return made.toordinal() if made else 0


def _due(row: PlanLine) -> tuple[bool, int]:
    due = row.recommendation.due_on
    return not row.is_open or due is None, due.toordinal() if due else 0


def _number(row: PlanLine) -> tuple[int, str, int, int]:
    said = row.recommendation.number
    return -_day(row), row.source_label, int(said) if said.isascii() and said.isdigit() else 0, row.recommendation.pk


def _cells(line: PlanLine) -> list[object]:
    row, over = line.recommendation, line.over_measure
    return [
        row.number,
        row.words,
        line.source_label,
        row.made_on,
        row.owner.name if row.owner else None,
        row.due_on,
        line.status.label,
        line.status_by_measure.value,
        " ".join(each.words for each in line.standings),
        line.repeats.times,
        line.repeats.since or row.made_on,
        len(line.actions),
        line.actions_done,
        line.days_late or None,
        over.on if over else None,
        over.by.name if over and over.by else None,
        over.reasons if over else None,
        line.reopened.on if line.reopened else None,
    ]
