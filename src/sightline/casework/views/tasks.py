"""One task: what became of it, giving one, doing one, giving one to somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.actions import handles as handles_of
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import Child, open_child
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.casework.actions import tasks as actions
from sightline.casework.actions.drafts import TASKS, Place, Seen
from sightline.casework.forms.drafting import KeptForm
from sightline.casework.forms.tasks import DoneForm, ReassignForm, TaskForm
from sightline.casework.models.tasks import Task, TaskSource
from sightline.casework.queries import tasks as queries
from sightline.casework.queries.tasks import Allocation
from sightline.casework.views.about import child_context, child_named
from sightline.casework.views.drafts import Writing, answer, is_quiet, keep_quietly
from sightline.ledger.queries import current
from sightline.web import clock

MYSELF = "myself"
NOBODY = Allocation("", "", "")


@dataclass(frozen=True, slots=True)
class Opened:
    """A task that the reader may see, with the child it is about, opened."""

    task: Task
    child: Child | None

    @property
    def context(self) -> Mapping[str, Any]:
        """What its pages say of whom it is about."""
        tasks = (reverse("recording:tasks"), "Tasks")
        if self.child is None:
            return {"about": "", "child": None, "trail": [tasks]}
        return {**child_context(self.child, ""), "trail": [tasks]}


def _open(request: HttpRequest, reader: Bearer, number: int) -> Opened:
    """The task, its child opened too; Http404 for one that is none of the reader's, and as the child says."""
    found = queries.task_for(reader, number, clock.today())
    if found is None:
        raise Http404
    if not found.person_id:
        return Opened(found, None)
    handle = handles_of(person_ids=[found.person_id])[found.person_id]
    return Opened(found, open_child(request, handle, doing=Doing.OPENED))


@require_safe
@allowed(Permission.TASK_DO)
def task(request: HttpRequest, number: int) -> HttpResponse:
    """What was asked of whom, by when, and what became of it?"""
    opened = _open(request, require(request, Permission.TASK_DO), number)
    there = queries.in_post([opened.task.for_worker], clock.today())
    context = {
        **opened.context,
        "heading": "A task",
        "task": opened.task,
        "is_left": queries.is_left(opened.task, there),
        "days": (clock.today() - opened.task.due_on).days,
        "changes": opened.task.changes.select_related("by").order_by("pk"),
    }
    return render(request, "casework/recording/task.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.TASK_DO)
def give_task(request: HttpRequest) -> HttpResponse:
    """What is to be done, about no child in particular?"""
    reader = require(request, Permission.TASK_DO)
    place = Place(reader.account, "task", TASKS)
    if is_quiet(request):
        return keep_quietly(place, TaskForm(request.POST))
    return answer(request, _giving(reader, place, None))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.TASK_DO)
def give_child_task(request: HttpRequest, handle: str) -> HttpResponse:
    """What is to be done for this child?"""
    reader = require(request, Permission.TASK_DO)
    if is_quiet(request):
        person = child_named(request, handle, "task")
        return keep_quietly(Place(reader.account, "task", TASKS, person_id=person), TaskForm(request.POST))
    child = open_child(request, handle, doing=Doing.OPENED)
    return answer(request, _giving(reader, Place(reader.account, "task", TASKS, person_id=child.person_id), child))


def _giving(reader: Bearer, place: Place, child: Child | None) -> Writing:
    by = reader.account
    held = queries.allocation(child.person_id, clock.today()) if child else NOBODY

    def write(form: KeptForm, seen: Seen) -> None:
        sent = form.cleaned_data
        actions.give_by_hand(
            words=sent["words"],
            due_on=sent["due_on"],
            to=_chosen(sent["to"], by),
            team_id=held.team or _team_of(sent["to"], by),
            place=place,
            seen=seen,
            by=by,
        )

    return Writing(
        place=place,
        make=partial(TaskForm, people=_people(reader, held)),
        write=write,
        again=lambda _: None,
        address=reverse("recording:give-child-task", args=[child.handle]) if child else reverse("recording:give-task"),
        done=reverse("recording:tasks-given"),
        context=child_context(child, "Give a task")
        if child
        else {"about": "", "heading": "Give a task", "trail": [(reverse("recording:tasks"), "Tasks")]},
        first={"to": held.worker if reader.may(Permission.TASK_ASSIGN) else MYSELF},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.TASK_DO)
def task_done(request: HttpRequest, number: int) -> HttpResponse:
    """When was it done, and what was done?"""
    reader = require(request, Permission.TASK_DO)
    place = _place(reader, number, "task-done")
    if is_quiet(request):
        return keep_quietly(place, DoneForm(request.POST))
    opened = _open(request, reader, number)
    address = _of_decision(opened)
    if address is not None:
        return redirect(address)

    def write(form: KeptForm, seen: Seen) -> None:
        sent = form.cleaned_data
        actions.do_task(task=opened.task, words=sent["words"], on=sent["on"], place=place, seen=seen, by=reader.account)

    return answer(request, _changing(opened, place, DoneForm, write, "task-done", "Say that it is done"))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.TASK_ASSIGN)
def task_reassign(request: HttpRequest, number: int) -> HttpResponse:
    """Who is to do it now, and why?"""
    reader = require(request, Permission.TASK_ASSIGN)
    place = _place(reader, number, "task-reassign")
    if is_quiet(request):
        return keep_quietly(place, ReassignForm(request.POST))
    opened = _open(request, reader, number)
    held = NOBODY
    if opened.child is not None:
        held = queries.allocation(opened.child.person_id, clock.today())

    def write(form: KeptForm, seen: Seen) -> None:
        sent = form.cleaned_data
        actions.hand_on(
            task=opened.task,
            to=_chosen(sent["to"], reader.account),
            why=sent["why"],
            due_on=sent["due_on"],
            place=place,
            seen=seen,
            by=reader.account,
        )

    make = partial(ReassignForm, people=_people(reader, held))
    return answer(request, _changing(opened, place, make, write, "task-reassign", "Give it to somebody else"))


def _changing(opened: Opened, place: Place, make: Any, write: Any, name: str, heading: str) -> Writing:
    number = opened.task.pk
    if opened.task.done_on is not None:
        raise Http404
    return Writing(
        place=place,
        make=make,
        write=write,
        again=lambda _: None,
        address=reverse(f"recording:{name}", args=[number]),
        done=reverse("recording:task", args=[number]),
        context={**opened.context, "heading": heading, "task": opened.task},
        first={"on": clock.today().isoformat()},
        page="casework/recording/task_form.html",
    )


def _of_decision(opened: Opened) -> str | None:
    """Where the decision is followed up whose follow-up the task is; None when it is not or was followed up already."""
    if opened.child is None or opened.task.source != TaskSource.DECISION.value:
        return None
    named = current("management_decisions").filter(management_decision_id=opened.task.source_key, followed_up_on=None)
    version = named.filter(person_id=opened.child.person_id).values_list("version", flat=True).first()
    return reverse("recording:followed-up", args=[opened.child.handle, version]) if version else None


def _place(reader: Bearer, number: int, form: str) -> Place:
    """Where words about a task belong: with the child, so that they are not shown when the child may not be."""
    found = queries.task_for(reader, number, clock.today())
    if found is None:
        raise Http404
    return Place(reader.account, form, TASKS, person_id=found.person_id, key=str(number))


def _people(reader: Bearer, held: Allocation) -> dict[str, str]:
    """Whom the reader may ask: themselves, and where they may give tasks, those they answer for."""
    found = {MYSELF: f"{reader.account.name}, myself"}
    if reader.may(Permission.TASK_ASSIGN):
        own = reader.account.professional_id
        people = queries.workers_to_ask(reader, held, clock.today())
        found |= {key: name for key, name in people.items() if key != own}
    return found


def _chosen(sent: str, by: Account) -> actions.Doer:
    return actions.oneself(by) if sent == MYSELF else actions.doer(sent)


def _team_of(sent: str, by: Account) -> str:
    """The team in which whoever is chosen holds a post, "" for none."""
    worker = by.professional_id if sent == MYSELF else sent
    posts = queries.posts_on(clock.today()).filter(professional_id=worker or "")
    return posts.order_by("-started_on", "-version").values_list("team_id", flat=True).first() or ""
