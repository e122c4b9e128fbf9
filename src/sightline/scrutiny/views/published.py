"""What anybody may read without signing in: published editions as pages, files and JSON, and nothing else.

An edition that is not published is not there: the same answer as for a quarter that was never counted. Query strings
are not read. Files and JSON of an edition carry its digest as ETag, so that whoever has it already is told so with 304.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from sightline.access.actions import is_invented
from sightline.scrutiny.models import PackEdition
from sightline.scrutiny.publications_document import body_of
from sightline.scrutiny.publications_kept import metadata
from sightline.scrutiny.queries.publications import (
    Quarter,
    is_as_made,
    published,
    published_edition,
    quarter_of,
    said_of,
)
from sightline.scrutiny.queries.questions import published_questions
from sightline.web import clock
from sightline.web.middleware import KEPT_BY_READER

VERSION = 1
FOUND = "all"  # as X-Robots-Tag: a search engine may list it


@login_not_required
@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    """What has the council published?"""
    found: dict[int, list[PackEdition]] = {}
    for each in published():
        found.setdefault(each.pack_id, []).append(each)
    rows = [(Quarter(editions[0].pack.ends_on), editions) for editions in found.values()]
    newest = published_edition(rows[0][0].ends_on) if rows else None
    said = said_of(newest) if newest is not None and is_as_made(newest) else None
    return _page(request, "scrutiny/publications/packs.html", {"rows": rows, "said": said}, is_newest=True)


@login_not_required
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """What was asked of officers that the council made public, and what was answered?"""
    rows = published_questions(clock.today())
    waiting = sum(not each.is_answered or each.is_refused for each in rows)
    return _page(request, "scrutiny/publications/questions.html", {"rows": rows, "waiting": waiting}, is_newest=True)


@login_not_required
@require_safe
def edition(request: HttpRequest, quarter: str, number: int | None = None) -> HttpResponse:
    """What does this edition say, or the newest of its quarter?"""
    found = _found(quarter, number)
    others = published().filter(pack=found.pack)
    if not is_as_made(found):
        return render(request, "scrutiny/publications/damaged.html", {"edition": found}, status=409)
    context = {
        "edition": found,
        "quarter": Quarter(found.pack.ends_on),
        "body": body_of(found.html),
        "others": others,
        "newest": others[0],
    }
    is_newest = found.number == others[0].number
    return _page(request, "scrutiny/publications/edition.html", context, is_newest=is_newest)


@login_not_required
@require_safe
def pdf(request: HttpRequest, quarter: str, number: int) -> HttpResponse:
    """The edition as the PDF that was made."""
    found = _whole(quarter, number)
    return _file(request, bytes(found.pdf), found.pdf_digest, "application/pdf", _name(found, "pdf"))


@login_not_required
@require_safe
def html(request: HttpRequest, quarter: str, number: int) -> HttpResponse:
    """The edition as the HTML file that was made."""
    found = _whole(quarter, number)
    name = _name(found, "html")
    return _file(request, found.html.encode(), found.html_digest, "text/html; charset=utf-8", name)


@login_not_required
@require_safe
def csv(request: HttpRequest, quarter: str, number: int) -> HttpResponse:
    """Every figure of the edition as a CSV; what it means is at the same address with -metadata.json after it."""
    found = _whole(quarter, number)
    answer = _file(request, found.csv.encode(), found.csv_digest, "text/csv; charset=utf-8", _name(found, "csv"))
    answer["Link"] = f'<{_address("csv-metadata", found)}>; rel="describedby"; type="application/csvm+json"'
    return answer


@login_not_required
@require_safe
def csv_metadata(request: HttpRequest, quarter: str, number: int) -> HttpResponse:
    """What the CSV means, as CSV on the Web."""
    found = _whole(quarter, number)
    said = metadata(said_of(found), url=_address("csv", found), published_at=found.decision.at.isoformat())
    return _json(request, said, found.said_digest)


@login_not_required
@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """How is the published read by a program?"""
    context = {"version": VERSION, "newest": published().first()}
    return _page(request, "scrutiny/publications/api.html", context, is_newest=True)


@login_not_required
@require_safe
def api_editions(request: HttpRequest) -> HttpResponse:
    """Every published edition, the newest first."""
    rows = [_listed(each) for each in published()]
    return _json(
        request, {"version": VERSION, "editions": rows}, "-".join(row["digest"][:12] for row in rows) or "none"
    )


@login_not_required
@require_safe
def api_edition(request: HttpRequest, quarter: str, number: int | None = None) -> HttpResponse:
    """All that an edition says, or the newest of its quarter."""
    found = _found(quarter, number)
    if not is_as_made(found):
        return _json(
            request, {"version": VERSION, "error": "This edition is no longer as it was made."}, "", status=409
        )
    return _json(request, {"version": VERSION, **_listed(found), "said": said_of(found)}, found.said_digest)


def _page(request: HttpRequest, template: str, context: dict[str, Any], *, is_newest: bool) -> HttpResponse:
    """A public page, alone of all pages to be found by search engines.

    Not where everybody is invented, nor an edition corrected since: whoever searches should find the one that stands.
    """
    may_be_found = is_newest and not is_invented()
    answer = render(request, template, {**context, "may_be_found": may_be_found})
    if may_be_found:
        answer["X-Robots-Tag"] = FOUND
    return answer


def _listed(each: PackEdition) -> dict[str, Any]:
    quarter = Quarter(each.pack.ends_on)
    return {
        "quarter": {"begins_on": quarter.begins_on.isoformat(), "ends_on": quarter.ends_on.isoformat()},
        "edition": each.number,
        "as_at": each.as_at.isoformat(),
        "published_at": each.decision.at.isoformat(),
        "what_changed": each.what_changed,
        "digest": each.said_digest,
        "page": _address("edition", each),
        "json": _address("api-edition", each),
        "csv": _address("csv", each),
        "csv_metadata": _address("csv-metadata", each),
        "pdf": _address("pdf", each),
    }


def _found(quarter: str, number: int | None) -> PackEdition:
    """The edition, if it is public; Http404 otherwise, whether or not there is a draft of it."""
    asked = quarter_of(quarter)
    found = (
        published_edition(asked.ends_on, number) if asked is not None and (number is None or number < 10**6) else None
    )
    if found is None:
        raise Http404
    return found


def _whole(quarter: str, number: int) -> PackEdition:
    found = _found(quarter, number)
    if not is_as_made(found):
        raise Http404
    return found


def _address(name: str, each: PackEdition) -> str:
    return reverse(f"published:{name}", args=[each.pack.ends_on.isoformat(), each.number])


def _name(each: PackEdition, ending: str) -> str:
    return f"childrens-services-{each.pack.ends_on}-edition-{each.number}.{ending}"


def _file(request: HttpRequest, content: bytes, digest: str, kind: str, name: str) -> HttpResponse:
    """An edition never changes, so the reader's browser may keep it; no page of the site is kept so."""
    answer = _unless_known(request, digest) or HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = KEPT_BY_READER
    answer["ETag"] = f'"{digest}"'
    return answer


def _json(request: HttpRequest, value: dict[str, Any], digest: str, status: int = 200) -> HttpResponse:
    known = _unless_known(request, digest) if digest else None
    answer = known or JsonResponse(value, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"  # public already, and asked for without anybody's cookies
    if digest:
        answer["ETag"] = f'"{digest}"'
    return answer


def _unless_known(request: HttpRequest, digest: str) -> HttpResponse | None:
    """304 where whoever asks says they have this already."""
    theirs = {each.removeprefix("W/") for each in parse_etags(request.headers.get("If-None-Match", ""))}
    return HttpResponseNotModified() if f'"{digest}"' in theirs else None
