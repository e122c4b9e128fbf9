"""Campaigns: the list, beginning one, how far it has come, what it found, completing it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import restricted_children, visible
from sightline.access.listing import showing
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.casework.queries.tasks import names_of_children
from sightline.charts import step_line
from sightline.errors import UserError
from sightline.improvement.actions import campaigns as actions
from sightline.improvement.actions import worksheets_findings as back
from sightline.improvement.actions.campaigns import Plan
from sightline.improvement.cohorts import MOST_PARTS, QUESTIONS, How
from sightline.improvement.forms.campaigns import (
    WHEN,
    CampaignForm,
    ChooseQuestionsForm,
    CompleteForm,
    MoveDueForm,
    ToPlanForm,
    ToTrainingForm,
)
from sightline.improvement.models import Campaign, Recommendation
from sightline.improvement.queries import campaigns as queries
from sightline.improvement.queries.campaigns import ChildLine, ChildState, campaign_of
from sightline.improvement.queries.cohorts import Drawn, comes_out_again, draw
from sightline.improvement.queries.worksheets import findings as found_in
from sightline.improvement.queries.worksheets import worries_of
from sightline.improvement.worksheets import asked, questions_of
from sightline.inspection.queries.members import team_names
from sightline.web import clock

LEFT_NAMED = 20  # children left, on the page that completes a campaign; the list of its children has the rest first
asks = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@allowed(Permission.CAMPAIGN_VIEW)
def campaigns(request: HttpRequest) -> HttpResponse:
    """Which campaigns are there, and how far is each?"""
    reader = require(request, Permission.CAMPAIGN_VIEW)
    rows = [(each, queries.progress(each)) for each in queries.campaigns(reader)]
    context = {"rows": rows, "may_lead": reader.may(Permission.CAMPAIGN_LEAD)}
    return render(request, "improvement/campaigns/list.html", context)


@require_safe
@allowed(Permission.CAMPAIGN_LEAD)
def new(request: HttpRequest) -> HttpResponse:
    """Which children should be reviewed, one by one?"""
    context = {"form": ChooseQuestionsForm(), "questions": QUESTIONS.values()}
    return render(request, "improvement/campaigns/new.html", context)


@asks
@allowed(Permission.CAMPAIGN_LEAD)
def cohort(request: HttpRequest) -> HttpResponse:
    """How many children is that, and what is asked of each?"""
    reader = require(request, Permission.CAMPAIGN_LEAD)
    chosen = [each for each in dict.fromkeys(request.GET.getlist("q")) if each in QUESTIONS]
    if not 1 <= len(chosen) <= MOST_PARTS:
        problem = f"Choose one question, or up to {MOST_PARTS} together."
        form = ChooseQuestionsForm(initial={"q": chosen})
        context = {"form": form, "questions": QUESTIONS.values(), "problem": problem}
        return render(request, "improvement/campaigns/new.html", context, status=422)
    how = How.ANY if request.GET.get("how") == "any" else How.EVERY
    answering = queries.may_review(Permission.CHILD_RESTRICT)
    plan = {str(each.pk): _short(each) for each in Recommendation.objects.order_by("-made_on", "pk")}
    sent = CampaignForm(request.POST or None, questions=chosen, how=how, answering=answering, plan=plan, reader=reader)
    counted: list[ChildCount] | None = None
    if request.method == "POST" and request.POST.get("intent") == "count":
        counted = _count(sent)
    elif request.method == "POST" and sent.is_valid():
        made = _begin(sent, reader, answering)
        if made is not None:
            return redirect("campaigns:reviewers", made.pk)
    context = {"form": sent, "how": how, "counted": counted, "is_combined": len(chosen) > 1}
    wrong = bool(sent.errors) and request.method == "POST" and counted is None
    return render(request, "improvement/campaigns/cohort.html", context, status=422 if wrong else 200)


def _short(recommendation: Recommendation) -> str:
    number = f"{recommendation.number}. " if recommendation.number else ""
    return f"{number}{textwrap.shorten(recommendation.words, 90, placeholder='…')}"


ChildCount = tuple[str, int]


def _count(form: CampaignForm) -> list[ChildCount] | None:
    """How many children the cohort has, and of which teams; nothing else in the form need be there yet."""
    form.is_valid()
    for name in set(form.errors) - {*form.asked_fields, *WHEN}:
        del form.errors[name]
    if form.errors:
        return None
    try:
        drawn = draw(form.cohort(), form.cleaned_data["as_at"], known_at=form.known_at())
    except UserError as error:
        form.add_error(None, str(error))
        return None
    apart, names = restricted_children(), team_names()
    found: dict[str, int] = {}
    for each in drawn.children:
        if each.person_id not in apart:
            name = names.get(each.team_id, each.team_id) or "No team"
            found[name] = found.get(name, 0) + 1
    return [("", sum(found.values())), *sorted(found.items(), key=lambda each: (-each[1], each[0]))]


def _begin(form: CampaignForm, reader: Bearer, answering: Sequence[Account]) -> Campaign | None:
    said = form.cleaned_data
    try:
        drawn: Drawn = draw(form.cohort(), said["as_at"], known_at=form.known_at())
        plan = Plan(
            title=said["title"],
            why=said["why"],
            due_on=said["due_on"],
            questions=asked(said["sheet"], said["own"].splitlines()),
            lead=reader.account,
            set_apart_with=next(each for each in answering if str(each.pk) == said["set_apart_with"]),
            recommendation=Recommendation.objects.filter(pk=int(said["recommendation"] or 0)).first(),
        )
        return actions.begin(plan=plan, drawn=drawn, by=reader.account)
    except UserError as error:
        form.add_error(None, str(error))
        return None


@asks
@allowed(Permission.CAMPAIGN_VIEW)
def campaign(request: HttpRequest, campaign: int) -> HttpResponse:
    """How far is this campaign, and will it be done in time?"""
    reader = require(request, Permission.CAMPAIGN_VIEW)
    found = campaign_of(reader, campaign)
    is_again = request.method == "POST" and request.POST.get("do") == "again"
    form = MoveDueForm(request.POST if request.method == "POST" and not is_again else None)
    same: bool | None = None
    if request.method == "POST":
        by = require(request, Permission.CAMPAIGN_LEAD).account
        if is_again:
            same = comes_out_again(found)
        elif form.is_valid():
            try:
                actions.move_due(
                    campaign=found, due_on=form.cleaned_data["due_on"], why=form.cleaned_data["why"], by=by
                )
            except UserError as error:
                form.add_error(None, str(error))
            else:
                return redirect("campaigns:campaign", campaign)
    now = queries.progress(found)
    may_lead = reader.may(Permission.CAMPAIGN_LEAD)
    context = {
        "campaign": found,
        "now": now,
        "drawing": _chart(found, now),
        "questions": questions_of(found.questions),
        "may_lead": may_lead,
        "reviewers": now.by_reviewer if may_lead else (),
        "form": form,
        "same": same,
    }
    return render(request, "improvement/campaigns/campaign.html", context, status=422 if form.errors else 200)


def _chart(campaign: Campaign, now: queries.Progress) -> str:
    if len(now.by_day) < 2:
        return ""
    said = f"{now.by_day[-1].value:.0f} of {now.whole.total} reviewed on day {now.day} of {now.days}."
    return step_line(f"campaign-{campaign.pk}", "Children reviewed, day by day", said, now.by_day)


@asks
@allowed(Permission.CAMPAIGN_LEAD)
def complete(request: HttpRequest, campaign: int) -> HttpResponse:
    """Is every child reviewed, or recorded as one who could not be, and why?"""
    reader = require(request, Permission.CAMPAIGN_LEAD)
    found = campaign_of(reader, campaign)
    form = CompleteForm(request.POST or None, reader=reader)
    if request.method == "POST" and form.is_valid():
        try:
            actions.complete(campaign=found, words=form.cleaned_data["words"], by=reader.account)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("campaigns:campaign", campaign)
    seen = visible(reader, clock.today(), by=Permission.CAMPAIGN_LEAD)
    lines = queries.shown_lines(found)
    left = [each for each in lines if each.is_left]
    off = [each for each in lines if each.state is ChildState.PUT_OFF]
    mine = [each for each in left if each.child.person_id in seen]
    off_mine = [each for each in off if each.child.person_id in seen]
    named = [*mine[:LEFT_NAMED], *off_mine]
    people = [each.child.person_id for each in named]
    context = {
        "campaign": found,
        "left": mine[:LEFT_NAMED],
        "left_more": max(0, len(mine) - LEFT_NAMED),
        "left_beyond": len(left) - len(mine),
        "off": off_mine,
        "off_beyond": len(off) - len(off_mine),
        "left_count": len(left),
        "names": names_of_children(people),
        "handles": showing(request, Doing.LISTED, people),
        "worries_open": queries.progress(found).worries_open,
        "form": form,
        "trail": trail(found),
    }
    return render(request, "improvement/campaigns/complete.html", context, status=422 if form.errors else 200)


@asks
@allowed(Permission.CHILD_RESTRICT)
def set_apart(request: HttpRequest, campaign: int) -> HttpResponse:
    """Which children's records are restricted, of those this reader may know of, and is each reviewed?"""
    reader = require(request, Permission.CHILD_RESTRICT)
    require(request, Permission.CAMPAIGN_LEAD)
    found = campaign_of(reader, campaign)
    problem = ""
    if request.method == "POST":
        try:
            actions.sign_set_apart(campaign=found, by=reader.account)
        except UserError as error:
            problem = str(error)
        else:
            return redirect("campaigns:set-apart", campaign)
    lines: list[ChildLine] = queries.apart_lines(found, reader)
    people = [each.child.person_id for each in lines]
    context = {
        "campaign": found,
        "lines": lines,
        "names": names_of_children(people),
        "handles": showing(request, Doing.LISTED, people),
        "may_sign": found.set_apart_with_id == reader.account.pk and found.set_apart_at is None,
        "problem": problem,
        "trail": trail(found),
    }
    return render(request, "improvement/campaigns/set_apart.html", context, status=422 if problem else 200)


@asks
@allowed(Permission.CAMPAIGN_VIEW)
def findings(request: HttpRequest, campaign: int) -> HttpResponse:
    """What did the reviews find, question by question, and where does it go?"""
    reader = require(request, Permission.CAMPAIGN_VIEW)
    found = campaign_of(reader, campaign)
    may_lead = reader.may(Permission.CAMPAIGN_LEAD)
    which = request.POST.get("do", "") if request.method == "POST" else ""
    plan = ToPlanForm(request.POST if which == "plan" else None, prefix="plan", reader=reader)
    teams = team_names()
    training = ToTrainingForm(request.POST if which == "training" else None, prefix="tr", teams=teams, reader=reader)
    if request.method == "POST":
        by = require(request, Permission.CAMPAIGN_LEAD).account
        sent: forms.Form = plan if which == "plan" else training
        if sent.is_valid():
            said = sent.cleaned_data
            try:
                if sent is plan:
                    back.to_plan(campaign=found, words=said["words"], due_on=said["due_on"], question="", by=by)
                else:
                    back.to_training(
                        campaign=found, topic=said["topic"], words=said["words"], team_id=said["team"], by=by
                    )
            except UserError as error:
                sent.add_error(None, str(error))
            else:
                return redirect("campaigns:findings", campaign)
    wrong = [each for each in (plan, training) if each.is_bound and each.errors]
    context = {
        "campaign": found,
        "found": found_in(found),
        "went": list(found.findings.filter(review=None).select_related("by")),
        "plan": plan,
        "training": training,
        "wrong": wrong,
        "may_lead": may_lead,
        "trail": trail(found),
    }
    return render(request, "improvement/campaigns/findings.html", context, status=422 if wrong else 200)


@require_safe
@allowed(Permission.CAMPAIGN_LEAD)
def worries(request: HttpRequest, campaign: int) -> HttpResponse:
    """Which worries were raised, and what was done about each?"""
    reader = require(request, Permission.CAMPAIGN_LEAD)
    found = campaign_of(reader, campaign)
    lines = worries_of(found, visible(reader, clock.today(), by=Permission.CAMPAIGN_LEAD))
    people = [each.concern.review.child.person_id for each in lines]
    context = {
        "campaign": found,
        "lines": lines,
        "names": names_of_children(people),
        "handles": showing(request, Doing.LISTED, people),
        "trail": trail(found),
    }
    return render(request, "improvement/campaigns/worries.html", context)


def trail(campaign: Campaign, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way back."""
    return [
        (reverse("campaigns:list"), "Campaigns"),
        (reverse("campaigns:campaign", args=[campaign.pk]), campaign.title),
        *more,
    ]
