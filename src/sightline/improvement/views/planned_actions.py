"""Actions of the plan: planned, put right, done, opened again, taken out; and what each waits for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.models import Account
from sightline.access.permissions import Permission
from sightline.improvement.actions import planned_actions as actions
from sightline.improvement.actions.planned_actions import Planned
from sightline.improvement.forms.plan import WordsForm
from sightline.improvement.forms.planned_actions import ActionForm, CorrectActionForm, DoneForm, WaitForm
from sightline.improvement.models import Dependency, PlannedAction, Recommendation
from sightline.improvement.queries.plan_actions import reaches, standing
from sightline.improvement.queries.plan_people import may_own, owner
from sightline.improvement.views.plan_saying import making, say
from sightline.web import clock

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def add(request: HttpRequest, recommendation: int) -> HttpResponse:
    """What will be done, what will show that it worked, who answers for it, and by when?"""
    account = require(request, Permission.PLAN_MANAGE).account
    row = get_object_or_404(Recommendation, pk=recommendation)

    def write(form: forms.Form) -> object:
        planned = _planned(form)
        return actions.add_action(
            recommendation=row,
            words=planned.words,
            will_show=planned.will_show,
            owner=planned.owner,
            due_on=planned.due_on,
            starts_on=planned.starts_on,
            by=account,
        )

    make = making(ActionForm, people=may_own(clock.today()), wanted_by=row.due_on)
    return say(
        request, make, write, done=_page(row), context={"heading": "Plan an action", "button": "Plan it", "row": row}
    )


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def correct(request: HttpRequest, action: int) -> HttpResponse:
    """What of the action is wrong, and why is it changed?"""
    found, account = _open(request, action)

    def write(form: forms.Form) -> object:
        return actions.correct_action(action=found, planned=_planned(form), why=form.cleaned_data["why"], by=account)

    people = {str(found.owner_id): found.owner.name, **may_own(clock.today())}
    make = making(CorrectActionForm, people=people, wanted_by=found.recommendation.due_on)
    return _say(request, found, make, write, "Change an action", "Keep this", first=ActionForm.first(found))


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def done(request: HttpRequest, action: int) -> HttpResponse:
    """When was it done, and what was done?"""
    found, account = _open(request, action)

    def write(form: forms.Form) -> None:
        sent = form.cleaned_data
        actions.do_action(action=found, done_on=sent["done_on"], words=sent["words"], by=account)

    first = {"done_on": clock.today().isoformat()}
    return _say(request, found, making(DoneForm), write, "Say that it is done", "Say that it is done", first=first)


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def open_again(request: HttpRequest, action: int) -> HttpResponse:
    """Why is it not done after all?"""
    found, account = _open(request, action)
    write = lambda form: actions.open_action_again(action=found, why=form.cleaned_data["words"], by=account)  # noqa: E731
    make = making(WordsForm, label="Why is it not done after all?")
    return _say(request, found, make, write, "Open the action again", "Open it again")


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def take_out(request: HttpRequest, action: int) -> HttpResponse:
    """Why will it not be done?"""
    found, account = _open(request, action)
    write = lambda form: actions.withdraw_action(action=found, why=form.cleaned_data["words"], by=account)  # noqa: E731
    make = making(WordsForm, label="Why will it not be done?")
    return _say(request, found, make, write, "Take the action out of the plan", "Take it out")


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def waits_for(request: HttpRequest, action: int) -> HttpResponse:
    """Which action must be done first?"""
    found, account = _open(request, action)
    others = {
        str(each.pk): f"{each.words[:90]} (due {each.due_on:%d/%m/%Y})"
        for each in standing().filter(done_on=None).exclude(pk=found.pk)
        if not reaches(each, found)
    }

    def write(form: forms.Form) -> object:
        needs = get_object_or_404(PlannedAction, pk=int(form.cleaned_data["needs"]))
        return actions.wait_for(action=found, needs=needs, by=account)

    make = making(WaitForm, others=others)
    return _say(request, found, make, write, "Say what it waits for", "It waits for that")


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def wait_no_longer(request: HttpRequest, wait: int) -> HttpResponse:
    """Why need it not wait?"""
    account = require(request, Permission.PLAN_MANAGE).account
    row = get_object_or_404(
        Dependency.objects.filter(taken_away_at=None).select_related("action__recommendation", "needs"), pk=wait
    )
    write = lambda form: actions.wait_no_longer(dependency=row, why=form.cleaned_data["words"], by=account)  # noqa: E731
    context = {
        "heading": "It need not wait",
        "button": "It need not wait",
        "row": row.action.recommendation,
        "action": row.action,
        "needs": row.needs,
    }
    make = making(WordsForm, label="Why need it not wait?")
    return say(request, make, write, done=_page(row.action.recommendation), context=context)


def _open(request: HttpRequest, action: int) -> tuple[PlannedAction, Account]:
    account = require(request, Permission.PLAN_MANAGE).account
    found = standing().select_related("recommendation").filter(pk=action).first()
    if found is None:
        raise Http404
    return found, account


def _say(
    request: HttpRequest,
    found: PlannedAction,
    make: Callable[..., forms.Form],
    write: Callable[[forms.Form], object],
    heading: str,
    button: str,
    first: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {"heading": heading, "button": button, "row": found.recommendation, "action": found}
    return say(request, make, write, done=_page(found.recommendation), context=context, first=first)


def _planned(form: forms.Form) -> Planned:
    sent = form.cleaned_data
    found = owner(sent["owner"])
    if found is None:
        raise Http404
    return Planned(sent["words"], sent["will_show"], found, sent["due_on"], sent["starts_on"])


def _page(row: Recommendation) -> str:
    return reverse("plan:recommendation", args=[row.pk])
