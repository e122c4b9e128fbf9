"""The papers of a meeting: making an edition, reading and downloading those made."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.interruptions import NotPermitted
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.workbooks import KIND
from sightline.errors import UserError
from sightline.improvement.actions.packs import make_pack
from sightline.improvement.forms.packs import PackForm
from sightline.improvement.models import Meeting, Pack, PackFor
from sightline.improvement.queries import boards as queries
from sightline.improvement.queries.packs import editions, sees_inside, typed_words
from sightline.improvement.views.boards_meetings import caption_of, meeting_trail
from sightline.inspection.queries.naming import named_in
from sightline.inspection.report_document import small_numbers
from sightline.inspection.report_html import body_of
from sightline.web import clock

MOST_NAMED = 20  # of the words that may be names, said in one message


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_VIEW)
def packs(request: HttpRequest, meeting: int) -> HttpResponse:
    """Which editions are there, and for whom is another?"""
    reader = require(request, Permission.BOARD_VIEW)
    found = queries.meeting(meeting)
    may_make = reader.may(Permission.BOARD_MANAGE) and not found.called_off_why
    is_first = not found.packs.exists()
    form = None
    if request.method == "POST":
        if not may_make:
            raise NotPermitted
        form = PackForm(request.POST, is_first=is_first)
        if (made := _made(found, form, reader)) is not None:
            return redirect("boards:pack", meeting, made.edition)
    elif may_make:
        form = PackForm(initial={"audience": PackFor.BOARD.value}, is_first=is_first)
    context = {
        "meeting": found,
        "caption": caption_of(found),
        "trail": meeting_trail(found),
        "editions": editions(found, reader),
        "form": form,
    }
    return render(request, "improvement/boards/packs.html", context, status=422 if form and form.errors else 200)


@require_safe
@allowed(Permission.BOARD_VIEW)
def pack(request: HttpRequest, meeting: int, number: int) -> HttpResponse:
    """What does this edition say?"""
    found = _pack(request, meeting, number)
    return _shown(request, found, body_of(found.html) if _is_as_made(found) else "")


@require_safe
@allowed(Permission.BOARD_VIEW)
def pack_html(request: HttpRequest, meeting: int, number: int) -> HttpResponse:
    """The edition as the HTML file that was made."""
    found = _pack(request, meeting, number)
    return _sent(request, found, found.html.encode("utf-8", "surrogatepass"), "text/html; charset=utf-8", "html")


@require_safe
@allowed(Permission.BOARD_VIEW)
def pack_pdf(request: HttpRequest, meeting: int, number: int) -> HttpResponse:
    """The edition as the PDF that was made."""
    found = _pack(request, meeting, number)
    return _sent(request, found, bytes(found.pdf), "application/pdf", "pdf")


@require_safe
@allowed(Permission.BOARD_VIEW)
def pack_xlsx(request: HttpRequest, meeting: int, number: int) -> HttpResponse:
    """The edition as the workbook that was made."""
    found = _pack(request, meeting, number)
    return _sent(request, found, bytes(found.xlsx), KIND, "xlsx")


def _made(meeting: Meeting, form: PackForm, reader: Bearer) -> Pack | None:
    """The edition made; None where something is to be put right first, and the form says what."""
    if not form.is_valid():
        return None
    sent = form.cleaned_data
    audience = PackFor(sent["audience"])
    if not sent["looked"] and _is_warned(meeting, form, reader, audience):
        return None
    try:
        return make_pack(
            meeting=meeting, audience=audience, what_changed=sent.get("what_changed", ""), by=reader.account
        )
    except UserError as error:
        form.add_error(None, str(error))
        return None


def _is_warned(meeting: Meeting, form: PackForm, reader: Bearer, audience: PackFor) -> bool:
    """Whether words that people wrote may tell of a child: a name on the record or, to partners, a count of a few."""
    words = [*typed_words(meeting, reader, clock.today()), form.cleaned_data.get("what_changed") or ""]
    form.names = named_in("\n".join(words), reader)[:MOST_NAMED]
    form.small = small_numbers(words)[:MOST_NAMED] if audience is PackFor.BOARD else ()
    if form.names:
        found = ", ".join(f"“{each}”" for each in form.names)
        form.add_error("looked", f"Words that people wrote may name somebody on the record: {found}.")
    if form.small:
        found = ", ".join(f"“{each}”" for each in form.small)
        form.add_error("looked", f"Words that people wrote count fewer than five children: {found}.")
    if form.names or form.small:
        form.add_error("looked", "Put them right, or say that you have looked and they may go to the board.")
    return bool(form.names or form.small)


def _pack(request: HttpRequest, meeting: int, number: int) -> Pack:
    """The edition; Http404 for none, and for one to stay inside to those whose role sees no children."""
    reader = require(request, Permission.BOARD_VIEW)
    found = Pack.objects.select_related("meeting__board").filter(meeting=meeting, edition=number).first()
    if found is None or (found.audience == PackFor.INSIDE and not sees_inside(reader)):
        raise Http404
    return found


def _is_as_made(found: Pack) -> bool:
    """Whether what is kept still has the digests it was made with: nobody changed it in the database itself."""
    html = hashlib.sha256(found.html.encode("utf-8", "surrogatepass")).hexdigest()
    return (
        html == found.html_digest
        and hashlib.sha256(bytes(found.pdf)).hexdigest() == found.pdf_digest
        and hashlib.sha256(bytes(found.xlsx)).hexdigest() == found.xlsx_digest
    )


def _shown(request: HttpRequest, found: Pack, body: str) -> HttpResponse:
    context = {
        "pack": found,
        "meeting": found.meeting,
        "trail": meeting_trail(found.meeting),
        "body": body,
    }
    return render(request, "improvement/boards/pack.html", context, status=200 if body else 409)


def _sent(request: HttpRequest, found: Pack, content: bytes, kind: str, ending: str) -> HttpResponse:
    if not _is_as_made(found):
        return _shown(request, found, "")
    reader = require(request, Permission.BOARD_VIEW)
    access.log(by=reader.account, doing=Doing.EXPORTED, page=f"boards:pack-{ending}", why=f"edition {found.edition}")
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = (
        f'attachment; filename="board-{found.meeting.on.isoformat()}-edition-{found.edition}.{ending}"'
    )
    return answer
