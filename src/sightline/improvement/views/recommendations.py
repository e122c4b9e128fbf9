"""One recommendation of the plan: its page, added by hand, put right, begun, closed, set aside, opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.models import Account
from sightline.access.permissions import Permission
from sightline.improvement.actions import closing
from sightline.improvement.actions.plan import add_recommendation, correct_recommendation
from sightline.improvement.forms.plan import AddForm, CorrectForm, SignForm, WordsForm
from sightline.improvement.models import Dependency, PlannedAction, Recommendation, Repetition, Source
from sightline.improvement.queries import plan as queries
from sightline.improvement.queries.plan_closing import in_the_way
from sightline.improvement.queries.plan_lineage import suggestions
from sightline.improvement.queries.plan_people import may_own, owner
from sightline.improvement.queries.plan_reviews import review_lines
from sightline.improvement.views.plan_saying import making, say
from sightline.inspection.areas import AREAS
from sightline.web import clock

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@allowed(Permission.PLAN_VIEW)
def recommendation(request: HttpRequest, recommendation: int) -> HttpResponse:
    """What was asked, how often before, what is done about it, and how does it stand as people and as figures say?"""
    reader = require(request, Permission.PLAN_VIEW)
    line = queries.plan_line(reader, recommendation, clock.today())
    row = line.recommendation
    judged = Repetition.objects.select_related("earlier", "later", "by", "taken_back_by")
    every = list(Recommendation.objects.select_related("published", "conclusion"))
    context = {
        "line": line,
        "row": row,
        "area": AREAS.get(row.area, ""),
        "review": next(iter(review_lines(row.review)), None) if row.review else None,
        "evidence": row.evidence.select_related("by", "withdrawn_by", "file", "action").defer("file__content"),
        "before": row.before.select_related("by", "owner"),
        "judged": [*judged.filter(earlier=row), *judged.filter(later=row)],
        "suggested": suggestions(every, [row]) if reader.may(Permission.PLAN_MANAGE) else [],
        "former": PlannedAction.objects.filter(recommendation=row).exclude(superseded_by=None, withdrawn_at=None),
        "ended_waits": Dependency.objects.filter(action__recommendation=row)
        .exclude(taken_away_at=None)
        .select_related("action", "needs", "taken_away_by"),
        "ended_measures": row.measures.exclude(ended_at=None),
    }
    return render(request, "improvement/plan/recommendation.html", context)


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def add(request: HttpRequest) -> HttpResponse:
    """What is recommended, by whom, and who answers for it?"""
    account = require(request, Permission.PLAN_MANAGE).account
    made: list[Recommendation] = []

    def write(form: forms.Form) -> object:
        made.append(add_recommendation(by=account, **_sent(form.cleaned_data)))
        return None

    answer = say(
        request,
        making(AddForm, people=may_own(clock.today())),
        write,
        done=reverse("plan:list"),
        context={"heading": "Add a recommendation", "button": "Add it to the plan"},
    )
    return redirect("plan:recommendation", made[0].pk) if made else answer


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def correct(request: HttpRequest, recommendation: int) -> HttpResponse:
    """What of it is wrong, or who answers for it now, and why?"""
    account = require(request, Permission.PLAN_MANAGE).account
    row = get_object_or_404(Recommendation, pk=recommendation)

    def write(form: forms.Form) -> object:
        sent = form.cleaned_data
        return correct_recommendation(recommendation=row, why=sent["why"], by=account, **_sent(sent))

    return say(
        request,
        making(CorrectForm, people=may_own(clock.today())),
        write,
        done=reverse("plan:recommendation", args=[row.pk]),
        context={"heading": "Put it right, or give it to somebody", "button": "Keep this", "row": row},
        first=CorrectForm.first(row),
    )


def _sent(sent: dict[str, Any]) -> dict[str, Any]:
    names = ("source_words", "words", "number", "made_on", "area", "due_on")
    return {**{each: sent[each] for each in names}, "source": Source(sent["source"]), "owner": owner(sent["owner"])}


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def begin(request: HttpRequest, recommendation: int) -> HttpResponse:
    """What was begun?"""
    return _change(request, recommendation, closing.begin, "Say that work is under way", "What was begun?")


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def close(request: HttpRequest, recommendation: int) -> HttpResponse:
    """What shows that it is met? Where its measure does not let it be closed, the page says why and asks nothing."""
    return _change(
        request, recommendation, closing.close, "Close it as met", "What shows that it is met?", minds_measure=True
    )


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def set_aside(request: HttpRequest, recommendation: int) -> HttpResponse:
    """Why is it not accepted?"""
    heading, label = "Say that it is not accepted", "Why is it not accepted?"
    return _change(request, recommendation, closing.set_aside, heading, label, minds_measure=True)


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def reopen(request: HttpRequest, recommendation: int) -> HttpResponse:
    """Why is it opened again?"""
    return _change(request, recommendation, closing.reopen, "Open it again", "Why is it opened again?")


@require_http_methods(METHODS)
@allowed(Permission.PLAN_OVERRIDE)
def close_over_measure(request: HttpRequest, recommendation: int) -> HttpResponse:
    """Why is it closed although its measure says otherwise? Signed, and shown to the board for ever."""
    account = require(request, Permission.PLAN_OVERRIDE).account
    row = get_object_or_404(Recommendation, pk=recommendation)

    def write(form: forms.Form) -> object:
        return closing.close_over_measure(recommendation=row, words=form.cleaned_data["words"], by=account)

    context = {
        "heading": "Close it over its measure",
        "button": "Sign, and close it",
        "row": row,
        "in_the_way": in_the_way(row, clock.today()),
        "is_warning": True,
    }
    done = reverse("plan:recommendation", args=[row.pk])
    return say(request, making(SignForm, name=account.name), write, done=done, context=context)


def _change(
    request: HttpRequest,
    recommendation: int,
    action: Callable[..., object],
    heading: str,
    label: str,
    *,
    minds_measure: bool = False,
) -> HttpResponse:
    account: Account = require(request, Permission.PLAN_MANAGE).account
    row = get_object_or_404(Recommendation, pk=recommendation)
    write = lambda form: action(recommendation=row, words=form.cleaned_data["words"], by=account)  # noqa: E731
    context = {
        "heading": heading,
        "button": heading,
        "row": row,
        "in_the_way": in_the_way(row, clock.today()) if minds_measure else [],
    }
    done = reverse("plan:recommendation", args=[row.pk])
    return say(request, making(WordsForm, label=label), write, done=done, context=context)
