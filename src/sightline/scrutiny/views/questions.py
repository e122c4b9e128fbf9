"""Questions to officers: the list, one question, how they stand over time."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.scrutiny.actions.saying import post_of
from sightline.scrutiny.models import Asker, Question
from sightline.scrutiny.queries import questions as queries
from sightline.scrutiny.queries.questions import Asked, State
from sightline.web import clock

HEAD = (
    "Number", "Question", "Asked by", "Asked", "Due", "How it stands", "Days to the first answer, or so far",
    "Days overdue", "To be answered by", "First answered", "Answers", "Answer that stands", "Follow-ups", "Public",
)  # fmt: skip


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def questions(request: HttpRequest) -> HttpResponse:
    """What was asked, what was answered, and what waits?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    rows = queries.asked(reader, clock.today(), Asker.MEMBER)
    found = question_listing(request, reader, rows)
    context = {
        "listing": found,
        "standing": queries.standing(rows),
        "by_post": queries.by_post(rows),
        "mine": own(reader, rows),
        "may_export": True,
        **links("questions:questions"),
    }
    return render(request, "scrutiny/questions/questions.html", context)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def questions_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The same, as filtered, as a file."""
    reader = require(request, Permission.SCRUTINY_VIEW)
    rows = queries.asked(reader, clock.today(), Asker.MEMBER)
    access.log(by=reader.account, doing=Doing.EXPORTED, page=f"questions:questions-{kind}")
    return file_response(kind, "questions", HEAD, map(cells, question_listing(request, reader, rows).all_rows))


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def figures(request: HttpRequest) -> HttpResponse:
    """What did members and children ask, and when were they answered?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    rows = queries.asked(reader, clock.today())
    sides = [(kind, [each for each in rows if each.question.asker == kind.value]) for kind in Asker]
    context = {
        "sides": [(kind, queries.standing(found), queries.by_quarter(found)) for kind, found in sides],
        "by_post": queries.by_post(rows),
    }
    return render(request, "scrutiny/questions/figures.html", context)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def question(request: HttpRequest, number: int) -> HttpResponse:
    """What was asked, what was answered, and does it answer?"""
    return shown(request, number, Asker.MEMBER)


def shown(request: HttpRequest, number: int, asker: Asker) -> HttpResponse:
    """The page of a question, in the room it belongs to."""
    reader = require(request, Permission.SCRUTINY_VIEW)
    found = found_or_404(reader, number)
    if found.question.asker != asker.value:
        return redirect(address(found.question))
    is_own = found.question.by_id == reader.account.pk
    is_given = found.given_to is not None and found.given_to.pk == reader.account.pk
    keeps = reader.may(Permission.SCRUTINY_MANAGE)
    stands = found.state is not State.WITHDRAWN
    context = {
        "found": found,
        "is_childrens": asker is Asker.CHILDREN,
        "written_by": post_of(found.question.by),
        "answers": [(each, each.pk in found.public_answers) for each in reversed(found.answers)],
        "back": reverse("questions:parenting" if asker is Asker.CHILDREN else "questions:questions"),
        "may_assign": stands and keeps,
        "may_answer": stands and not is_own and (is_given or keeps),
        "may_publish": stands and keeps,
        "may_reply": stands and is_own and bool(found.answers),
        "may_follow": stands and bool(found.answers) and _may_ask(reader, asker),
        "may_withdraw": stands and is_own and not found.answers,
    }
    return render(request, "scrutiny/questions/question.html", context)


def _may_ask(reader: Bearer, asker: Asker) -> bool:
    return reader.may(Permission.SCRUTINY_ANSWER if asker is Asker.CHILDREN else Permission.SCRUTINY_ASK)


def found_or_404(reader: Bearer, number: int) -> Asked:
    """The question of that number; Http404 where there is none."""
    found = queries.one(reader, number, clock.today())
    if found is None:
        raise Http404
    return found


def address(question: Question) -> str:
    """The page of a question."""
    name = "questions:parenting-question" if question.asker == Asker.CHILDREN.value else "questions:question"
    return reverse(name, args=[question.pk])


def own(reader: Bearer, rows: Sequence[Asked]) -> list[Asked]:
    """Those the reader is to answer, first to fall due first."""
    given = [each for each in rows if each.given_to is not None and each.given_to.pk == reader.account.pk]
    owed = [each for each in given if each.state.is_open]
    return sorted(owed, key=lambda each: (each.question.due_on is None, each.question.due_on, each.question.pk))


def question_listing(request: HttpRequest, reader: Bearer, rows: Sequence[Asked]) -> Listing[Asked]:
    """The page of a list of questions that the address describes."""
    posts = sorted({each.post for each in rows}, key=str.casefold)
    return listing(
        rows,
        request.GET,
        filters=(
            Filter(
                "state",
                "How it stands",
                (Choice("open", "Not answered"), *(Choice(each.name.lower(), each.value) for each in State)),
                lambda row, value: row.state.is_open if value == "open" else row.state.name.lower() == value,
            ),
            Filter("post", "To be answered by", tuple(Choice(each, each) for each in posts), _is_post),
            Filter("whose", "Whose", (Choice("mine", "Mine: asked, or to answer"),), lambda row, value: row.is_mine),
            Filter(
                "public",
                "Public",
                (Choice("yes", "On the public list"), Choice("no", "Not public")),
                lambda row, value: row.is_public is (value == "yes"),
            ),
        ),
        orders=(
            Order("waiting", "Not answered, oldest first", lambda row: (not row.state.is_open, row.question.asked_on)),
            Order("overdue", "Most overdue", lambda row: (not row.state.is_open, -row.over, row.question.asked_on)),
            Order("latest", "Asked last", lambda row: (-row.question.asked_on.toordinal(), -row.question.pk)),
            Order("post", "To be answered by", lambda row: (row.post.casefold(), row.question.asked_on)),
        ),
        search=lambda row: " ".join((row.question.words, row.asker, *(each.words for each in row.answers))),
    )


def _is_post(row: Asked, value: str) -> bool:
    return row.post == value


def cells(row: Asked) -> list[object]:
    """A row as a file has it, in the order of :data:`HEAD`."""
    first = row.answers[0].answered_on if row.answers else None
    return [
        row.question.pk,
        row.question.words,
        row.asker,
        row.question.asked_on,
        row.question.due_on,
        row.state.value,
        row.days,
        row.over,
        row.post,
        first,
        len(row.answers),
        row.answer.words if row.answer else None,
        len(row.follow_ups),
        "yes" if row.is_public else "no",
    ]
