"""Corporate parenting: what the children in care council asked, and what was answered and done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.scrutiny.models import Asker
from sightline.scrutiny.queries import questions as queries
from sightline.scrutiny.views.questions import HEAD, cells, own, question_listing, shown
from sightline.web import clock


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def parenting(request: HttpRequest) -> HttpResponse:
    """What did the children ask, and what did we do?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    rows = queries.asked(reader, clock.today(), Asker.CHILDREN)
    context = {
        "listing": question_listing(request, reader, rows),
        "standing": queries.standing(rows),
        "by_post": queries.by_post(rows),
        "mine": own(reader, rows),
        "may_export": True,
        **links("questions:parenting"),
    }
    return render(request, "scrutiny/questions/parenting.html", context)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def parenting_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The same, as filtered, as a file, with what was done."""
    reader = require(request, Permission.SCRUTINY_VIEW)
    rows = question_listing(request, reader, queries.asked(reader, clock.today(), Asker.CHILDREN)).all_rows
    access.log(by=reader.account, doing=Doing.EXPORTED, page=f"questions:parenting-{kind}")
    told = ([*cells(each), each.answer.did if each.answer else None] for each in rows)
    return file_response(kind, "childrens-questions", (*HEAD, "What was done"), told)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def parenting_question(request: HttpRequest, number: int) -> HttpResponse:
    """What did the children ask, and what was answered?"""
    return shown(request, number, Asker.CHILDREN)
