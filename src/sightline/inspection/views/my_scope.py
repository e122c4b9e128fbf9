"""What an inspector sees: the lists they were let read, and the files they may open."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access.allowed import allowed, require
from sightline.access.children import visible
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.findings.listing import Listing, Order, listing
from sightline.inspection.actions.inspectors import files_given
from sightline.inspection.models import FilesScope
from sightline.inspection.queries import inspectors as queries
from sightline.inspection.queries.inspector_lists import ListRow, list_of, rows_of, worked_out
from sightline.inspection.views.inspectors import with_names
from sightline.sources.annex_a.specification import AnnexList
from sightline.web import clock


@require_safe
@allowed(Permission.INSPECTIONS_VIEW)
def my_scope(request: HttpRequest) -> HttpResponse:
    """What may I see here, and until when?"""
    reader = require(request, Permission.INSPECTIONS_VIEW)
    scope = queries.scope_of(reader.account, clock.today())
    context: dict[str, object] = {"scope": scope}
    if scope is not None:
        given = visible(reader, clock.today()).only(files_given(scope)) if scope.files == FilesScope.GIVEN else []
        context |= {
            "lists": queries.lists_of(scope),
            "given": with_names(request, given),
        }
    return render(request, "inspection/visits/my_scope.html", context)


@require_safe
@allowed(Permission.CHILDREN_LIST)
def scope_list(request: HttpRequest, number: int) -> HttpResponse:
    """Who is on this list?"""
    annex_list, found, at = _rows(request, number)
    people = [each.person_id for each in found.rows if each.person_id]
    mine = visible(require(request, Permission.CHILDREN_LIST), clock.today())
    handles = showing(request, found.looking_for, people)
    context = {
        "annex_list": annex_list,
        "listing": found,
        "known_at": at,
        "as_at": clock.today(),
        "handles": {key: handle for key, handle in handles.items() if key in mine},
        "may_export": True,
    }
    return render(request, "inspection/visits/scope_list.html", context)


@require_safe
@allowed(Permission.CHILDREN_EXPORT)
def scope_list_file(request: HttpRequest, number: int, kind: FileKind) -> HttpResponse:
    """The same list as a file."""
    annex_list, found, _ = _rows(request, number)
    showing(request, Doing.EXPORTED, [each.person_id for each in found.all_rows if each.person_id])
    head = [each.name for each in annex_list.columns]
    return file_response(kind, f"list-{annex_list.number}", head, (each.cells for each in found.all_rows))


def _rows(request: HttpRequest, number: int) -> tuple[AnnexList, Listing[ListRow], object]:
    """The list, if it is within the scope of whoever asks; Http404 otherwise, as for a list that there is not."""
    reader = require(request, Permission.CHILDREN_LIST)
    scope, annex_list = queries.scope_of(reader.account, clock.today()), list_of(number)
    if scope is None or annex_list is None or number not in scope.lists:
        raise Http404
    worked = worked_out(clock.today(), clock.now())
    # Every child on the list but those hidden from the reader: a list within the scope is read whole, and opening a
    # file is another matter.
    rows = rows_of(worked.lists, annex_list, queries.hidden(reader))
    as_listed: Order[ListRow] = Order("list", "As the list has them", lambda _: 0)
    return annex_list, listing(rows, request.GET, orders=(as_listed,)), worked.at
