"""Who knew what when: the questions that were asked, asking another, one's timeline, and what is taken away of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access import actions
from sightline.access.allowed import allowed, require
from sightline.access.children import restricted_children
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.charts import Mark, step_line
from sightline.errors import UserError
from sightline.findings.listing import Listing
from sightline.findings.queries import held
from sightline.improvement.actions.inquiries import ask as keep
from sightline.improvement.forms.inquiries import InquiryForm
from sightline.improvement.inquiries import Event
from sightline.improvement.inquiry_bundle import COLUMNS, bundle, cells
from sightline.improvement.inquiry_few import DRAWN_AT, FEWER
from sightline.improvement.models import Inquiry
from sightline.improvement.queries.inquiries import Timeline, timeline
from sightline.improvement.queries.inquiry_list import folded, listed, years_of
from sightline.web import clock

YEARS = 2  # asked about where nothing else is said
Trail = list[tuple[str, str]]


def _trail() -> Trail:
    return [(reverse("inquiry:inquiries"), "Who knew what when")]


@require_safe
@allowed(Permission.INQUIRY_VIEW)
def inquiries(request: HttpRequest) -> HttpResponse:
    """Which questions were asked, by whom and why?"""
    rows = Inquiry.objects.select_related("by")
    return render(request, "improvement/inquiry/inquiries.html", {"inquiries": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.INQUIRY_VIEW)
def ask(request: HttpRequest) -> HttpResponse:
    """What is asked, whose, over which time, for whom and why?"""
    reader = require(request, Permission.INQUIRY_VIEW)
    loaded, today = held(), clock.today()
    names = sorted((team.name, key) for key, team in loaded.people.teams.items())
    initial = {"since": today.replace(year=today.year - YEARS, day=min(today.day, 28)), "until": today}
    form = InquiryForm(
        request.POST if request.method == "POST" else None,
        teams={key: name for name, key in names},
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = keep(asked=form.asked(), known=frozenset(loaded.standards), by=reader.account)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("inquiry:inquiry", inquiry=made.pk)
    return render(request, "improvement/inquiry/ask.html", {"form": form, "trail": _trail()})


@require_safe
@allowed(Permission.INQUIRY_VIEW)
def inquiry(request: HttpRequest, inquiry: int) -> HttpResponse:
    """Who knew what when, what did they do, and how long did it take?"""
    found = _timeline(inquiry)
    listing = listed(found.events, request.GET)
    context = {**_context(found, listing), "years": years_of(found.events, request.GET), "trail": _trail()}
    return render(request, "improvement/inquiry/inquiry.html", context)


@require_safe
@allowed(Permission.INQUIRY_VIEW)
def timeline_html(request: HttpRequest, inquiry: int) -> HttpResponse:
    """The whole timeline as one page that needs nothing else, to keep or to print."""
    found = _timeline(inquiry)
    _log(request, "inquiry:html", found)
    whole = render_to_string("improvement/inquiry/export.html", _context(found, None))
    answer = HttpResponse(whole, content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="timeline-{inquiry}.html"'
    return answer


@require_safe
@allowed(Permission.INQUIRY_VIEW)
def timeline_file(request: HttpRequest, inquiry: int, kind: FileKind) -> HttpResponse:
    """The timeline, as filtered, as a file."""
    found = _timeline(inquiry)
    _log(request, f"inquiry:{kind}", found)
    return file_response(kind, f"timeline-{inquiry}", COLUMNS, cells(listed(found.events, request.GET).all_rows))


@require_safe
@allowed(Permission.INQUIRY_VIEW)
def timeline_bundle(request: HttpRequest, inquiry: int) -> HttpResponse:
    """The whole timeline with its proofs and how to check them, as a ZIP."""
    found = _timeline(inquiry)
    _log(request, "inquiry:bundle", found)
    answer = HttpResponse(bundle(found), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="timeline-{inquiry}.zip"'
    return answer


def _timeline(number: int) -> Timeline:
    asked = Inquiry.objects.select_related("by").filter(pk=number).first()
    if asked is None:
        raise Http404
    return timeline(held(), asked, left_out=restricted_children())


def _log(request: HttpRequest, page: str, found: Timeline) -> None:
    reader = require(request, Permission.INQUIRY_VIEW)
    actions.log(by=reader.account, doing=Doing.EXPORTED, page=page, why=f"question {found.inquiry.pk}")


def _context(found: Timeline, listing: Listing[Event] | None) -> dict[str, object]:
    marks = [Mark(on, DRAWN_AT if found.scope.told(count) == FEWER else count) for on, count in found.counts]
    words = f"{found.last_count}. The table below has each month." if marks else ""
    has_few = any(said == FEWER for _, said in found.months)
    title = "How many were concerned at each month’s end"
    drawing = step_line("concerned", title, words, marks) if len(marks) > 1 and any(m.value for m in marks) else ""
    return {
        "timeline": found,
        "inquiry": found.inquiry,
        "scope": found.scope,
        "listing": listing,
        "rows": folded(listing.rows) if listing else (),
        "drawing": drawing,
        "caption": f"A number {FEWER} is drawn at {DRAWN_AT}, whichever it was." if has_few else "",
        "standards": found.scope.standards,
    }
