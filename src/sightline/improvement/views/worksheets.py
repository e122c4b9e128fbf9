"""A reviewer's pages: the children to review, the worksheet, a worry, what goes back, reopening."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.actions import handles
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import Child, Visible, open_child, visible
from sightline.access.interruptions import NotPermitted
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.actions.tasks import doer
from sightline.casework.queries.tasks import allocation, names_of_children, people_to_ask
from sightline.casework.views.drafts import is_quiet
from sightline.errors import UserError
from sightline.improvement.actions import worksheets as actions
from sightline.improvement.actions import worksheets_findings as back
from sightline.improvement.actions import worksheets_worries as worrying
from sightline.improvement.actions.worksheets import Sheet, fields_of
from sightline.improvement.forms.worksheets import (
    ReopenForm,
    ToWorkerForm,
    WorryAnswerForm,
    WorryForm,
    worksheet_form,
)
from sightline.improvement.models import ChildReview
from sightline.improvement.queries import campaigns as campaign_queries
from sightline.improvement.queries import worksheets as queries
from sightline.improvement.queries.worksheets import Reading
from sightline.improvement.queries.worksheets_suggesting import suggestions
from sightline.improvement.worksheets import WorksheetQuestion
from sightline.inspection.actions.concerns import ANSWERED_WITHIN
from sightline.inspection.queries.concerns import line_of
from sightline.inspection.views.audits_saving import SavedForm, quietly_saved, revision_seen
from sightline.web import clock

asks = require_http_methods(["GET", "HEAD", "POST"])
A_WEEK = dt.timedelta(days=7)


@require_safe
@allowed(Permission.CAMPAIGN_REVIEW)
def mine(request: HttpRequest) -> HttpResponse:
    """Which children am I to review, and how far am I?"""
    reader = require(request, Permission.CAMPAIGN_REVIEW)
    seen = visible(reader, clock.today(), by=Permission.CAMPAIGN_REVIEW)
    rows = campaign_queries.reviews_of(reader.account, seen)
    people = [each.review.child.person_id for each in rows]
    context = {
        "rows": rows,
        "names": names_of_children(people),
        "handles": showing(request, Doing.LISTED, people),
        "left": sum(each.review.submitted_at is None for each in rows),
        "today": clock.today(),
    }
    return render(request, "improvement/campaigns/mine.html", context)


@asks
@allowed(Permission.CAMPAIGN_REVIEW)
def worksheet(request: HttpRequest, review: int) -> HttpResponse:
    """What does this child's record show, question by question, and what should happen now?"""
    reader = require(request, Permission.CAMPAIGN_REVIEW)
    reading = _reading(reader, review)
    questions = queries.questions_asked(reading.review)
    if is_quiet(request):
        _writing(reading)
        form = worksheet_form(questions)(request.POST)
        return quietly_saved(lambda *, quietly: _save(request, reading, form.sent_words(), quietly=quietly))
    opened = _open(request, reading.review)
    if not reading.may_write:
        if request.method == "POST":
            raise Http404
        return _read(request, reading, opened, questions)
    form = worksheet_form(questions, suggestions(opened.child, clock.today()))(request.POST or None)
    answers = queries.answers_of(reading.review)
    context = {
        **opened.context,
        "reading": reading,
        "review": reading.review,
        "worries": _worries(reading.review),
        "lacks": queries.lacks_of(reading.review, answers),
        "count": len(questions),
    }
    page = SavedForm(
        request,
        form,
        "improvement/campaigns/worksheet.html",
        context,
        reading.review.revision,
        fields_of(reading.review, answers),
    )

    def save(*, quietly: bool) -> tuple[int, int]:
        number, revision = _save(request, reading, form.sent_words(), quietly=quietly)
        if request.POST.get("intent") == "submit":
            actions.submit(review=reading.review, child=opened.child, by=reader.account)
        return number, revision

    here = reverse("campaigns:worksheet", args=[review])
    onward = {"mine": reverse("campaigns:mine"), "submit": here, "worry": reverse("campaigns:raise", args=[review])}
    return page.answer(save, onward, here)


def _save(request: HttpRequest, reading: Reading, words: Mapping[str, str], *, quietly: bool) -> tuple[int, int]:
    sheet = Sheet(
        {
            each.id: (words.get(f"{each.id}_answer", ""), words.get(f"{each.id}_words", ""))
            for each in queries.questions_asked(reading.review)
        },
        words.get("grade", ""),
        words.get("words", ""),
    )
    by = require(request, Permission.CAMPAIGN_REVIEW).account
    saved = actions.save(review=reading.review, sheet=sheet, seen=revision_seen(request), by=by, quietly=quietly)
    return saved.pk, saved.revision


def _read(
    request: HttpRequest, reading: Reading, opened: _Opened, questions: tuple[WorksheetQuestion, ...]
) -> HttpResponse:
    reader = require(request, Permission.CAMPAIGN_REVIEW)
    answers = queries.answers_of(reading.review)
    said = []
    for each in questions:
        given = answers.get(each.id)
        said.append((each, each.answer(given.answer) if given else None, given.words if given else ""))
    context = {
        **opened.context,
        "reading": reading,
        "review": reading.review,
        "said": said,
        "worries": _worries(reading.review),
        "findings": list(queries.findings_of(reading.review)),
        "reopenings": list(queries.reopenings_of(reading.review)),
        "next": _next(reading, visible(reader, clock.today(), by=Permission.CAMPAIGN_REVIEW)),
        "may_reopen": _may_reopen(reading, reader),
    }
    return render(request, "improvement/campaigns/reviewed.html", context)


@asks
@allowed(Permission.CAMPAIGN_REVIEW)
def raise_worry(request: HttpRequest, review: int) -> HttpResponse:
    """Why may this child be unsafe now?"""
    reader = require(request, Permission.CAMPAIGN_REVIEW)
    reading = _reading(reader, review)
    if not reading.is_own:
        raise Http404
    opened = _open(request, reading.review)
    form = WorryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = worrying.raise_worry(
                review=reading.review, words=said["words"], spoke_to=said["spoke_to"], by=reader.account
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("campaigns:worry", made.pk)
    context = {
        **opened.context,
        "form": form,
        "review": reading.review,
        "told": queries.told_of(
            opened.child.person_id, reading.review.child.campaign, clock.today(), but=reader.account
        ),
        "hours": ANSWERED_WITHIN.seconds // 3600,
        "trail": _trail(reading.review),
    }
    return render(request, "improvement/campaigns/raise.html", context, status=422 if form.errors else 200)


@asks
@allowed(Permission.CAMPAIGN_REVIEW)
def worry(request: HttpRequest, worry: int) -> HttpResponse:
    """What worries the reviewer, who knows of it, and what was done?"""
    reader = require(request, Permission.CAMPAIGN_REVIEW)
    found = queries.worry_for(reader, worry)
    if found is None:
        raise Http404
    opened = _open(request, found.review)
    may_answer = queries.may_answer(found, reader)
    form = WorryAnswerForm(request.POST or None)
    if request.method == "POST":
        account = require(request, Permission.CONCERN_ANSWER).account
        if form.is_valid():
            try:
                worrying.answer(worry=found, words=form.cleaned_data["words"], by=account)
            except UserError as error:
                form.add_error(None, str(error))
            else:
                return redirect("campaigns:worry", worry)
    elif request.method == "GET" and reader.may(Permission.CONCERN_ANSWER):
        worrying.see(worry=found, by=reader.account)
        found = queries.worry_for(reader, worry) or found
    now = clock.now()
    context = {
        **opened.context,
        "line": line_of(found, now),
        "worry": found,
        "told": queries.told_now(found, now),
        "may_answer": may_answer,
        "is_own": found.raised_by_id == reader.account.pk,
        "holds": bool(found.held_by) and found.held_by == reader.account.professional_id,
        "form": form,
    }
    return render(request, "improvement/campaigns/worry.html", context, status=422 if form.errors else 200)


@asks
@allowed(Permission.CAMPAIGN_REVIEW)
def give_back(request: HttpRequest, review: int) -> HttpResponse:
    """What should the child's worker do about what was found?"""
    reader = require(request, Permission.CAMPAIGN_REVIEW)
    reading = _reading(reader, review)
    opened = _open(request, reading.review)
    held = allocation(opened.child.person_id, clock.today())
    people = {held.worker: f"{held.name}, the allocated worker"} if held.worker else {}
    people |= {
        key: name
        for key, name in people_to_ask([held.team] if held.team else [], clock.today()).items()
        if key not in people
    }
    initial = {"to": held.worker, "due_on": clock.today() + A_WEEK, "words": reading.review.words[:1_000]}
    form = ToWorkerForm(request.POST or None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            back.to_worker(
                review=reading.review,
                child=opened.child,
                words=said["words"],
                due_on=said["due_on"],
                to=doer(said["to"]),
                by=reader.account,
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("campaigns:worksheet", review)
    context = {
        **opened.context,
        "form": form,
        "review": reading.review,
        "has_people": bool(people),
        "trail": _trail(reading.review),
    }
    return render(request, "improvement/campaigns/give_back.html", context, status=422 if form.errors else 200)


@asks
@allowed(Permission.CAMPAIGN_REVIEW)
def reopen(request: HttpRequest, review: int) -> HttpResponse:
    """Why is this review opened again?"""
    reader = require(request, Permission.CAMPAIGN_REVIEW)
    reading = _reading(reader, review)
    if reading.review.submitted_at is None:
        raise Http404
    if not _may_reopen(reading, reader):
        raise NotPermitted
    opened = _open(request, reading.review)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen(review=reading.review, why=form.cleaned_data["why"], by=reader.account)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("campaigns:worksheet" if reading.is_own else "campaigns:list", *([review] * reading.is_own))
    context = {**opened.context, "form": form, "review": reading.review, "trail": _trail(reading.review)}
    return render(request, "improvement/campaigns/reopen.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A child of a campaign whom the reader was allowed to open."""

    child: Child
    name: str
    review: ChildReview

    @property
    def context(self) -> Mapping[str, Any]:
        """What every page about the child says. The child's name is in a heading, and never in a title."""
        campaign = self.review.child.campaign
        trail = [(reverse("campaigns:mine"), "Children to review")]
        return {"child": self.child, "about": self.name, "campaign": campaign, "row": self.review.child, "trail": trail}


def _open(request: HttpRequest, review: ChildReview) -> _Opened:
    person, by = review.child.person_id, Permission.CAMPAIGN_REVIEW
    child = open_child(request, handles(person_ids=[person])[person], doing=Doing.OPENED, by=by)
    return _Opened(child, names_of_children([person]).get(person, person), review)


def _reading(reader: Bearer, number: int) -> Reading:
    found = queries.review_for(reader, number)
    if found is None:
        raise Http404
    return found


def _writing(reading: Reading) -> None:
    if not reading.may_write:
        raise Http404


def _may_reopen(reading: Reading, reader: Bearer) -> bool:
    return reading.review.submitted_at is not None and (reading.is_own or reader.may(Permission.CAMPAIGN_LEAD))


def _next(reading: Reading, seen: Visible) -> int | None:
    """The reviewer's next child to review in the same campaign, of those they may still open; None where none is left,
    or for another reader."""
    if not reading.is_own:
        return None
    left = ChildReview.objects.filter(
        reviewer=reading.review.reviewer, child__campaign=reading.review.child.campaign, submitted_at=None
    )
    left = left.filter(seen.where("child__person_id"), taken_back_at=None)
    return left.order_by("child__place").values_list("pk", flat=True).first()


def _worries(review: ChildReview) -> list[Any]:
    now = clock.now()
    return [line_of(each, now) for each in review.worries.select_related("answered_by")]


def _trail(review: ChildReview) -> list[tuple[str, str]]:
    return [
        (reverse("campaigns:mine"), "Children to review"),
        (reverse("campaigns:worksheet", args=[review.pk]), "Worksheet"),
    ]
