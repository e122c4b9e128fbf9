"""The lists of tasks: one's own, those one gave, one's team's, those left behind by somebody who has gone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import visible
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.casework.models.tasks import TaskSource
from sightline.casework.queries import tasks as queries
from sightline.casework.queries.tasks import TaskRow, TaskState, Whose
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.web import clock

COLUMNS = ("Task", "Child", "For", "Given by", "Due", "How it stands", "Done", "What was done")
HEADINGS = {
    Whose.MINE: "My tasks",
    Whose.GIVEN: "Tasks I gave",
    Whose.TEAM: "My team’s tasks",
    Whose.LEFT: "Tasks nobody will do",
}


@require_safe
@allowed(Permission.TASK_DO)
def mine(request: HttpRequest) -> HttpResponse:
    """What am I to do?"""
    return _list(request, Whose.MINE, Permission.TASK_DO)


@require_safe
@allowed(Permission.TASK_DO)
def given(request: HttpRequest) -> HttpResponse:
    """What did I ask of others?"""
    return _list(request, Whose.GIVEN, Permission.TASK_DO)


@require_safe
@allowed(Permission.TASK_ASSIGN)
def team(request: HttpRequest) -> HttpResponse:
    """What is my team to do?"""
    return _list(request, Whose.TEAM, Permission.TASK_ASSIGN)


@require_safe
@allowed(Permission.TASK_ASSIGN)
def left(request: HttpRequest) -> HttpResponse:
    """Which open tasks are with somebody who has gone?"""
    return _list(request, Whose.LEFT, Permission.TASK_ASSIGN)


@require_safe
@allowed(Permission.TASK_DO)
def tasks_file(request: HttpRequest, whose: str, kind: FileKind) -> HttpResponse:
    """A list of tasks, as filtered, as a file."""
    return file_response(kind, "tasks", COLUMNS, map(_cells, _exported(request, whose)))


def _exported(request: HttpRequest, whose: str) -> list[TaskRow]:
    """The tasks of a file, with a line in the log that names the children in it; none about a child out of reach."""
    if whose not in set(Whose):
        raise Http404
    which = Whose(whose)
    is_own = which in (Whose.MINE, Whose.GIVEN)
    reader = require(request, Permission.TASK_DO if is_own else Permission.TASK_ASSIGN)
    require(request, Permission.CHILDREN_EXPORT)
    rows = [each for each in _listing(request, reader, which).all_rows if not each.is_beyond]
    showing(request, Doing.EXPORTED, [each.task.person_id for each in rows if each.task.person_id])
    return rows


def _list(request: HttpRequest, whose: Whose, by: Permission) -> HttpResponse:
    reader = require(request, by)
    found = _listing(request, reader, whose)
    shown = [each.task.person_id for each in found.rows if each.task.person_id and not each.is_beyond]
    context = {
        "listing": found,
        "handles": showing(request, found.looking_for, shown),
        "heading": HEADINGS[whose],
        "whose": whose,
        **links("recording:tasks", whose.value),
    }
    return render(request, "casework/recording/tasks.html", context)


def _listing(request: HttpRequest, reader: Bearer, whose: Whose) -> Listing[TaskRow]:
    rows = queries.tasks(reader, whose, clock.today(), visible(reader, clock.today()))
    return listing(
        rows,
        request.GET,
        filters=(
            Filter(
                "state", "How it stands", tuple(Choice(each.name.lower(), each.value) for each in TaskState), _stands
            ),
            Filter("source", "From", tuple(Choice(each.name.lower(), each.value) for each in TaskSource), _from),
        ),
        orders=(
            Order(
                "due", "First to fall due", lambda each: (each.state is TaskState.DONE, each.task.due_on, each.task.pk)
            ),
            Order("name", "Who is to do it", lambda each: (each.task.for_name.casefold(), each.task.due_on)),
            Order("given", "Last given", lambda each: -each.task.pk),
        ),
        search=lambda each: "" if each.is_beyond else f"{each.task.words} {each.child} {each.task.for_name}",
    )


def _choices(kind: type[TaskState] | type[TaskSource]) -> tuple[Choice, ...]:
    return tuple(Choice(each.name.lower(), each.value) for each in kind)


def _stands(row: TaskRow, value: str) -> bool:
    return row.state.name.lower() == value


def _from(row: TaskRow, value: str) -> bool:
    return TaskSource(row.task.source).name.lower() == value


def _cells(row: TaskRow) -> list[object]:
    task = row.task
    said = [task.words, row.child, task.for_name, task.given_by.name, task.due_on, row.state.value]
    return [*said, task.done_on, task.done_words]
