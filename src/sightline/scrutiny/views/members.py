"""The members' view: the service in ten figures, what officers say of them, and what members chose to look into."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.actions import log
from sightline.access.allowed import allowed, require
from sightline.access.models import Doing as Done
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.country import INDICATORS_ON, LICENCE
from sightline.scrutiny.actions import members as actions
from sightline.scrutiny.forms.members import LookForm, OutcomeForm, StatementForm
from sightline.scrutiny.models import Look, OfficerStatement, Question
from sightline.scrutiny.queries import members as queries
from sightline.scrutiny.ten_figures import FIGURES, Figure
from sightline.scrutiny.views.questions_doing import Doing, do

BOTH = ["GET", "HEAD", "POST"]
COLUMNS = ("Figure", "On", "As it may be told", "Percentage or rounded count", "Why it is not shown", "Note")
NOTE = (
    "Counts are rounded to the nearest five, and what would tell of a few is not shown; shares are of rounded counts."
)
QUESTIONS = 50  # of the latest, to choose one from


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def ten(request: HttpRequest) -> HttpResponse:
    """How are the children, in ten figures?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    rows = queries.ten_rows()
    worse = [each for each in rows if each.lately is queries.Lately.WORSE]
    context = {"rows": rows, "worse": worse, "may_ask": reader.may(Permission.SCRUTINY_ASK)}
    return render(request, "scrutiny/members/ten.html", {**context, **_edition()})


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def figure(request: HttpRequest, figure: str) -> HttpResponse:
    """What does this figure say, is it chance, and what do officers say about it?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    context = {
        "page": queries.ten_page(_figure(figure)),
        "may_ask": reader.may(Permission.SCRUTINY_ASK),
        "may_answer": reader.may(Permission.SCRUTINY_ANSWER),
    }
    return render(request, "scrutiny/members/figure.html", {**context, **_edition()})


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def ten_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The ten as they may be told, as a file."""
    reader = require(request, Permission.SCRUTINY_VIEW)
    log(by=reader.account, doing=Done.EXPORTED, page=f"members:ten-{kind}")
    rows = [_cells(each.figure, each.now) for each in queries.ten_rows()]
    return file_response(kind, "ten-figures", COLUMNS, rows)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def figure_file(request: HttpRequest, figure: str, kind: FileKind) -> HttpResponse:
    """A figure by quarter as it may be told, as a file."""
    reader = require(request, Permission.SCRUTINY_VIEW)
    found = _figure(figure)
    log(by=reader.account, doing=Done.EXPORTED, page=f"members:figure-{kind}")
    rows = [_cells(found, each) for each in queries.ten_page(found).quarters]
    return file_response(kind, f"figure-{found.id}", COLUMNS, rows)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def looks(request: HttpRequest) -> HttpResponse:
    """What did members choose to look into, and what came of it?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    rows = [(each, FIGURES.get(each.figure)) for each in queries.looks()]
    context = {"rows": rows, "may_answer": reader.may(Permission.SCRUTINY_ANSWER)}
    return render(request, "scrutiny/members/looks.html", context)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ANSWER)
def say(request: HttpRequest, figure: str) -> HttpResponse:
    """What do officers say about it?"""
    reader = require(request, Permission.SCRUTINY_ANSWER)
    found = _figure(figure)
    address = reverse("members:figure", args=[found.id])
    last = OfficerStatement.objects.filter(figure=found.id, superseded_by=None).first()

    def write(sent: Mapping[str, Any]) -> str:
        actions.state(figure=found.id, words=sent["words"], nobody_named=sent["nobody_named"], by=reader.account)
        return address

    intro: tuple[str, ...] = ("Members and whoever may read scrutiny see these words with their day and your post.",)
    if last is not None:
        intro = (*intro, "What was said before stays beside it, marked as superseded.")
    doing = Doing(
        heading="Say what officers make of it",
        caption=found.title,
        button="Say it",
        cancel=address,
        make=lambda data: StatementForm(data, reader=reader),
        write=write,
        intro=intro,
        about=[(f"Said on {last.said_on.day} {last.said_on:%B %Y}", last.words)] if last else [],
        trail=((reverse("members:ten"), "Ten figures"),),
    )
    return do(request, doing)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ASK)
def look(request: HttpRequest, figure: str) -> HttpResponse:
    """Why do you want it looked into?"""
    reader = require(request, Permission.SCRUTINY_ASK)
    found = _figure(figure)
    address = reverse("members:figure", args=[found.id])

    def write(sent: Mapping[str, Any]) -> str:
        actions.look_into(figure=found.id, why=sent["why"], nobody_named=sent["nobody_named"], by=reader.account)
        return address

    doing = Doing(
        heading="Look into this figure",
        caption=found.title,
        button="Ask for it to be looked into",
        cancel=address,
        make=lambda data: LookForm(data, reader=reader),
        write=write,
        intro=("Officers see your choice with its day, and what comes of it is shown here.",),
        trail=((reverse("members:ten"), "Ten figures"),),
    )
    return do(request, doing)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ANSWER)
def outcome(request: HttpRequest, number: int) -> HttpResponse:
    """What came of what a member chose?"""
    reader = require(request, Permission.SCRUTINY_ANSWER)
    found = get_object_or_404(Look.objects.select_related("by"), pk=number)
    asked = list(Question.objects.filter(withdrawn_at=None).order_by("-asked_on", "-pk")[:QUESTIONS])
    title = FIGURES[found.figure].title if found.figure in FIGURES else "A figure no longer among the ten"

    def write(sent: Mapping[str, Any]) -> str:
        question = next((each for each in asked if str(each.pk) == sent["question"]), None)
        actions.came_of_it(
            look=found,
            words=sent["words"],
            question=question,
            nobody_named=sent["nobody_named"],
            by=reader.account,
        )
        return reverse("members:looks")

    doing = Doing(
        heading="What came of it",
        caption=title,
        button="Say what came of it",
        cancel=reverse("members:looks"),
        make=lambda data: OutcomeForm(data, reader=reader, questions=asked),
        write=write,
        about=[(f"Chosen on {found.chosen_on.day} {found.chosen_on:%B %Y} by {found.by.name}", found.why)],
        trail=((reverse("members:looks"), "What members chose to look into"),),
    )
    return do(request, doing)


def _figure(name: str) -> Figure:
    if name not in FIGURES:
        raise Http404
    return FIGURES[name]


def _cells(figure: Figure, told: queries.Told) -> list[object]:
    return [figure.title, told.on, queries.sentence(figure, told), told.value, told.why_not, NOTE]


def _edition() -> dict[str, object]:
    return {"licence": LICENCE, "indicators_on": INDICATORS_ON}
