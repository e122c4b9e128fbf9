"""A manager's decisions about a child: those made, a new one, a corrected one, one followed up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import Child, open_child
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.access.roles import Reach
from sightline.casework.actions import deciding, tasks
from sightline.casework.actions.deciding import Decided, reasons_of
from sightline.casework.actions.drafts import Place, Seen
from sightline.casework.forms.deciding import CorrectDecisionForm, DecisionForm, FollowedUpForm
from sightline.casework.forms.drafting import KeptForm
from sightline.casework.models.tasks import Task
from sightline.casework.queries.deciding import decisions_of, task_of
from sightline.casework.queries.recorded import key_of, standing
from sightline.casework.queries.tasks import Allocation, allocation, people_to_ask
from sightline.casework.views.about import child_context, child_named
from sightline.casework.views.drafts import Writing, answer, is_quiet, keep_quietly
from sightline.record.codes import CODE_SETS
from sightline.record.tables.management_decisions import ManagementDecision
from sightline.web import clock

FORM, FOLLOWED, TABLE = "decision", "followed-up", "management_decisions"
MYSELF = "myself"


@require_safe
@allowed(Permission.CHILD_OPEN)
def decisions(request: HttpRequest, handle: str) -> HttpResponse:
    """What was decided about this child, why, and was it followed up?"""
    child = open_child(request, handle, doing=Doing.OPENED)
    context = {
        **child_context(child, "Management decisions"),
        "decisions": decisions_of(child, clock.today()),
        "kinds": CODE_SETS["decision_type"].meanings,
    }
    return render(request, "casework/recording/decisions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.DECISION_MAKE)
def decide(request: HttpRequest, handle: str) -> HttpResponse:
    """What is decided, why, and what is to follow?"""
    reader = require(request, Permission.DECISION_MAKE)
    by = reader.account
    if is_quiet(request):
        person = child_named(request, handle, FORM)
        return keep_quietly(Place(by, FORM, TABLE, person_id=person), DecisionForm(request.POST))
    child = open_child(request, handle, doing=Doing.OPENED)
    place, held = Place(by, FORM, TABLE, person_id=child.person_id), allocation(child.person_id, clock.today())

    def write(form: KeptForm, seen: Seen) -> None:
        decided = _decided(form, by)
        deciding.decide(child=child, decided=decided, team_id=held.team, place=place, seen=seen, by=by)

    writing = Writing(
        place=place,
        make=partial(DecisionForm, people=_people(reader, held)),
        write=write,
        again=lambda key: _correcting(child, reader, key),
        address=reverse("recording:decide", args=[handle]),
        done=reverse("recording:decisions", args=[handle]),
        context=child_context(child, "Record a management decision"),
        first={"decided_on": clock.today().isoformat(), "to": held.worker},
    )
    return answer(request, writing)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.DECISION_MAKE)
def correct_decision(request: HttpRequest, handle: str, version: int) -> HttpResponse:
    """What should this decision have said, and why?"""
    reader = require(request, Permission.DECISION_MAKE)
    if is_quiet(request):
        place = _quiet_place(request, reader.account, handle, version, FORM)
        return keep_quietly(place, CorrectDecisionForm(request.POST))
    child = open_child(request, handle, doing=Doing.OPENED)
    key = key_of(TABLE, version, child.person_id)
    seen_version = version if request.method == "POST" else None
    writing = _correcting(child, reader, key, seen_version) if key else None
    return _answered(request, writing, version)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.TASK_DO)
def followed_up(request: HttpRequest, handle: str, version: int) -> HttpResponse:
    """When was this decision followed up, and what was done?"""
    reader = require(request, Permission.TASK_DO)
    if is_quiet(request):
        place = _quiet_place(request, reader.account, handle, version, FOLLOWED)
        return keep_quietly(place, FollowedUpForm(request.POST))
    child = open_child(request, handle, doing=Doing.OPENED)
    key = key_of(TABLE, version, child.person_id)
    seen_version = version if request.method == "POST" else None
    writing = _following(child, reader.account, key, seen_version) if key else None
    return _answered(request, writing, version)


def _quiet_place(request: HttpRequest, by: Account, handle: str, version: int, form: str) -> Place:
    person = child_named(request, handle, form)
    key = key_of(TABLE, version, person)
    if key is None:
        raise Http404
    return Place(by, form, TABLE, person_id=person, key=key, version=version)


def _answered(request: HttpRequest, writing: Writing | None, version: int) -> HttpResponse:
    if writing is None:
        raise Http404
    if request.method != "POST" and writing.place.version != version:
        return redirect(writing.address)
    return answer(request, writing)


def _correcting(child: Child, reader: Bearer, key: str, seen_version: int | None = None) -> Writing | None:
    found = standing(child, ManagementDecision, key)
    if found is None:
        return None
    by, version = reader.account, found[1] if seen_version is None else seen_version
    place = Place(by, FORM, TABLE, person_id=child.person_id, key=key, version=version)
    held, task = allocation(child.person_id, clock.today()), task_of(key)

    def write(form: KeptForm, seen: Seen) -> None:
        deciding.correct_decision(
            child=child,
            decided=_decided(form, by),
            why=form.cleaned_data["reason"],
            team_id=held.team,
            place=place,
            seen=seen,
            by=by,
        )

    return Writing(
        place=place,
        make=partial(CorrectDecisionForm, people=_people(reader, held, task)),
        write=write,
        again=lambda key: _correcting(child, reader, key),
        address=reverse("recording:correct-decision", args=[child.handle, version]),
        done=reverse("recording:decisions", args=[child.handle]),
        context=child_context(child, "Correct a management decision"),
        standing=_texts(found[0], task),
    )


def _following(child: Child, by: Account, key: str, seen_version: int | None = None) -> Writing | None:
    found = standing(child, ManagementDecision, key)
    if found is None or found[0].followed_up_on is not None:
        return None
    version = found[1] if seen_version is None else seen_version

    def write(form: KeptForm, seen: Seen) -> None:
        given = form.cleaned_data
        deciding.follow_up(child=child, on=given["on"], words=given["words"], place=place, seen=seen, by=by)

    place = Place(by, FOLLOWED, TABLE, person_id=child.person_id, key=key, version=version)
    return Writing(
        place=place,
        make=FollowedUpForm,
        write=write,
        again=lambda key: _following(child, by, key),
        address=reverse("recording:followed-up", args=[child.handle, version]),
        done=reverse("recording:decisions", args=[child.handle]),
        context=child_context(child, "Follow up a decision"),
        first={"on": clock.today().isoformat()},
    )


def _people(reader: Bearer, held: Allocation, task: Task | None = None) -> Mapping[str, str]:
    """Who may be asked: the allocated worker, oneself, and those in post in the child's team and one's own."""
    found = {held.worker: f"{held.name}, the allocated worker"} if held.worker else {}
    teams = {team for team in (held.team, *reader.teams(Reach.TEAM)) if team}
    found |= {MYSELF: f"{reader.account.name}, myself"}
    own = reader.account.professional_id
    found |= {key: name for key, name in people_to_ask(teams, clock.today()).items() if key not in found and key != own}
    if task is not None and task.for_worker and task.for_worker != own:
        found.setdefault(task.for_worker, task.for_name)
    return found


def _decided(form: KeptForm, by: Account) -> Decided:
    given = form.cleaned_data
    needs = given["follow_up"] == "yes"
    to = None
    if needs:
        to = tasks.oneself(by) if given["to"] == MYSELF else tasks.doer(given["to"])
    return Decided(
        decision_type=given["decision_type"],
        decided_on=given["decided_on"],
        rationale=given["rationale"],
        follow_up_due_on=given["follow_up_due_on"] if needs else None,
        not_needed_because="" if needs else given["not_needed_because"],
        what=given["what"] if needs else "",
        to=to,
    )


def _texts(decision: ManagementDecision, task: Task | None) -> dict[str, str]:
    reasons, not_needed = reasons_of(decision)
    by = decision.follow_up_due_on
    return {
        "decision_type": decision.decision_type or "",
        "decided_on": decision.decided_on.isoformat() if decision.decided_on else "",
        "rationale": reasons,
        "follow_up": "yes" if by else "no" if not_needed else "",
        "follow_up_due_on": by.isoformat() if by else "",
        "what": task.words if task else "",
        "to": task.for_worker if task else "",
        "not_needed_because": not_needed,
    }
