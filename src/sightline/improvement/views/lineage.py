"""Which recommendation asks again for what another asked: suggested from their words, said by people."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.permissions import Permission
from sightline.improvement.actions import lineage as actions
from sightline.improvement.forms.plan import EarlierForm, JudgeForm, WordsForm
from sightline.improvement.lineage import Text, Weighed
from sightline.improvement.models import Recommendation, Repetition
from sightline.improvement.queries.plan_lineage import repeats, suggestions
from sightline.improvement.views.plan_saying import making, say

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@allowed(Permission.PLAN_VIEW)
def repetitions(request: HttpRequest) -> HttpResponse:
    """What was asked for more than once, since when, and what may have been?"""
    reader = require(request, Permission.PLAN_VIEW)
    rows = list(Recommendation.objects.select_related("published", "conclusion"))
    asked = repeats(rows)
    chains = {
        tuple(sorted([row.pk, *(each.pk for each in asked[row.pk].others)])): (asked[row.pk], row)
        for row in sorted(rows, key=lambda each: each.made_on.toordinal() if each.made_on else 0)
        if asked[row.pk].is_repeated
    }
    judged = Repetition.objects.select_related("earlier", "later", "by", "taken_back_by")
    context = {
        "chains": sorted(
            ((found, [*found.others, last]) for found, last in chains.values()),
            key=lambda each: (-each[0].times, -each[0].years),
        ),
        "suggested": suggestions(rows),
        "judged": judged.order_by("-at"),
        "may_manage": reader.may(Permission.PLAN_MANAGE),
    }
    return render(request, "improvement/plan/repetitions.html", context)


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def judge(request: HttpRequest, earlier: int, later: int) -> HttpResponse:
    """Does the later ask again for what the earlier asked?"""
    account = require(request, Permission.PLAN_MANAGE).account
    one, other = get_object_or_404(Recommendation, pk=earlier), get_object_or_404(Recommendation, pk=later)
    if one.pk == other.pk:
        raise Http404
    rows = Recommendation.objects.values_list("pk", "words")
    likeness = Weighed(Text(pk, words) for pk, words in rows).between(one.pk, other.pk)

    def write(form: forms.Form) -> object:
        sent = form.cleaned_data
        return actions.judge(
            earlier=one,
            later=other,
            is_repeat=sent["answer"] == "yes",
            reasons=sent["words"],
            likeness=likeness,
            by=account,
        )

    context = {
        "heading": "Are they the same?",
        "button": "Say so",
        "row": other,
        "pair": (one, other),
        "likeness": likeness,
    }
    return say(request, making(JudgeForm), write, done=reverse("plan:repetitions"), context=context)


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def same_as(request: HttpRequest, recommendation: int) -> HttpResponse:
    """Which other recommendation asks for the same, though its words did not suggest it?"""
    account = require(request, Permission.PLAN_MANAGE).account
    row = get_object_or_404(Recommendation, pk=recommendation)
    rows = list(Recommendation.objects.exclude(pk=row.pk))
    others = {str(each.pk): f"{each.made_on.year if each.made_on else '–'}: {each.words[:110]}" for each in rows}

    def write(form: forms.Form) -> object:
        other = get_object_or_404(Recommendation, pk=int(form.cleaned_data["other"]))
        return actions.judge(earlier=other, later=row, is_repeat=True, reasons=form.cleaned_data["words"], by=account)

    context = {"heading": "Say that another asks for the same", "button": "Say so", "row": row}
    return say(
        request,
        making(EarlierForm, others=others),
        write,
        done=reverse("plan:recommendation", args=[row.pk]),
        context=context,
    )


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def take_back(request: HttpRequest, repetition: int) -> HttpResponse:
    """Why is what was said of the two taken back?"""
    account = require(request, Permission.PLAN_MANAGE).account
    found = get_object_or_404(
        Repetition.objects.filter(taken_back_at=None).select_related("earlier", "later"), pk=repetition
    )
    write = lambda form: actions.take_back(repetition=found, why=form.cleaned_data["words"], by=account)  # noqa: E731

    context = {
        "heading": "Take back what was said of the two",
        "button": "Take it back",
        "row": found.later,
        "pair": (found.earlier, found.later),
        "said": found.reasons,
    }
    return say(
        request,
        making(WordsForm, label="Why is it taken back?"),
        write,
        done=reverse("plan:repetitions"),
        context=context,
    )
