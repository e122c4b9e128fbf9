"""For the director: what was unusual in a week's access, to filter, sort, print and take away."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access import actions
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import hidden_from
from sightline.access.models import BreakGlass, Doing
from sightline.access.permissions import Permission
from sightline.access.unusual import Kind, Span, Unusual, mondays, unusual_access, week_of
from sightline.casework.exporting import FileKind, file_response
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.web import clock
from sightline.web.templatetags.wording import day

NAME, PAGE = "unusual-access", "access:unusual"
HEAD = ("Who", "Why it is listed", "What was done", "How many", "From", "Until")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown of a span. ``earlier`` and ``later``: query strings of the weeks beside it; ``later`` is "" where
    the last seven days come next."""

    span: Span
    listing: Listing[Unusual]
    found: int
    earlier: str | None
    later: str | None


@require_safe
@allowed(Permission.UNUSUAL_ACCESS_REVIEW)
def unusual(request: HttpRequest) -> HttpResponse:
    """What was unusual in the last seven days, or in a week before?"""
    shown = _shown(request, require(request, Permission.UNUSUAL_ACCESS_REVIEW))
    waiting = BreakGlass.objects.filter(reviewed_at=None).count()
    return render(request, "access/unusual.html", {"shown": shown, "listing": shown.listing, "waiting": waiting})


@require_safe
@allowed(Permission.UNUSUAL_ACCESS_REVIEW)
def unusual_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The list, as filtered, as a file."""
    return file_response(kind, NAME, HEAD, _exported(request))


def _exported(request: HttpRequest) -> list[tuple[object, ...]]:
    """The rows of a file, with a line in the log; it names no child."""
    reader = require(request, Permission.UNUSUAL_ACCESS_REVIEW)
    shown = _shown(request, reader)
    actions.log(by=reader.account, doing=Doing.EXPORTED, page=PAGE)
    since, until = (each.strftime("%Y-%m-%d %H:%M") for each in (shown.span.since, shown.span.until))
    return [
        (each.account.name, each.kind.value, each.sentence, each.count, since, until) for each in shown.listing.all_rows
    ]


def _shown(request: HttpRequest, reader: Bearer) -> _Shown:
    now = clock.now()
    known = mondays(now)
    weeks = [each.isoformat() for each in known]
    asked = request.GET.get("week", "")
    place = weeks.index(asked) if asked in weeks else None
    span = Span(now.astimezone(clock.LONDON)) if place is None else week_of(known[place])
    rows = unusual_access(span.until, hidden=hidden_from(reader))
    people = {str(each.account.pk): each.account.name for each in rows}
    found = listing(
        rows,
        request.GET,
        filters=(
            Filter(
                "week",
                "Week from",
                tuple(Choice(each.isoformat(), f"Monday {day(each)}") for each in known),
                lambda row, value: True,  # the rows are of that week already
                without="The last seven days",
            ),
            Filter(
                "kind",
                "Why it is listed",
                tuple(Choice(each.name.lower(), each.value.capitalize()) for each in Kind),
                lambda row, value: row.kind.name.lower() == value,
            ),
            Filter(
                "who",
                "Who",
                tuple(Choice(*each) for each in people.items()),
                lambda row, value: str(row.account.pk) == value,
            ),
        ),
        orders=(
            Order("who", "Name", _by_name),
            Order("kind", "Why it is listed", lambda row: (row.kind.value, *_by_name(row))),
            Order("most", "Largest number", lambda row: (-row.count, *_by_name(row))),
        ),
    )
    kept = dict(parse_qsl(found.query))
    before = 0 if place is None else place + 1
    earlier = urlencode({**kept, "week": weeks[before]}) if before < len(weeks) else None
    later = None
    if place is not None:
        rest = {name: value for name, value in kept.items() if name != "week"}
        later = urlencode({**rest, "week": weeks[place - 1]} if place else rest)
    return _Shown(span, found, len(rows), earlier, later)


def _by_name(row: Unusual) -> tuple[str, int, str]:
    return row.account.name.casefold(), row.account.pk, row.kind.value
