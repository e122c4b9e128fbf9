"""The child-level lists: what each holds, what it lacks, and the workbook that is handed over."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.workbooks import KIND
from sightline.inspection.queries import lists as queries
from sightline.inspection.queries.lists import Scope
from sightline.inspection.queries.mocks import mock_of
from sightline.inspection.views.mock_hub import trail
from sightline.sources.annex_a import ColumnGap, ListColumn, gaps, specification, write

RESTRICTED_LEFT_OUT = (
    "A child whose record is restricted is in none of these lists, and no count tells how many there are."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: whose lists, what is wrong with the day, and the addresses of the pages about them."""

    scope: Scope
    problem: str
    trail: list[tuple[str, str]]

    @property
    def query(self) -> str:
        """The day as a query string, where the address alone does not say it."""
        return "" if self.scope.mock else f"?as_at={self.scope.as_at}"

    def address(self, name: str, *args: object) -> str:
        """The address of one of the pages, about the same lists."""
        if self.scope.mock:
            return reverse(f"lists:mock-{name}", args=[self.scope.mock.pk, *args])
        return reverse(f"lists:{name}", args=args) + self.query


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column of a list, and what it lacks; None where it lacks nothing."""

    column: ListColumn
    gap: ColumnGap | None


def asked(request: HttpRequest, reader: Bearer, mock: int | None) -> Asked:
    """Which lists a request is about; Http404 for a mock inspection that the reader may not see."""
    if mock is not None:
        found = mock_of(reader, mock)
        return Asked(queries.scope_of(found), "", trail(found))
    scope, problem = queries.scope_on(request.GET.get("as_at", ""))
    return Asked(scope, problem, [(reverse("mock:room"), "Inspection")])


def shared_context(reader: Bearer, about: Asked) -> dict[str, Any]:
    """What every page of the lists shows."""
    return {
        "scope": about.scope,
        "mock": about.scope.mock,
        "problem": about.problem,
        "lists_href": about.address("lists"),
        "workbook_href": about.address("workbook"),
        "compare_href": about.address("compare"),
        "may_export": reader.may(Permission.ANNEX_A_EXPORT),
        "restricted_left_out": RESTRICTED_LEFT_OUT,
        "about": specification(),
    }


@require_safe
@allowed(Permission.MOCK_VIEW)
def every_list(request: HttpRequest, mock: int | None = None) -> HttpResponse:
    """How many rows has each list, and what is lacking?"""
    reader = require(request, Permission.MOCK_VIEW)
    about = asked(request, reader, mock)
    worked = queries.lists_of(about.scope, fresh=False)
    found = queries.for_figures(worked.lists, reader)
    context = {
        **shared_context(reader, about),
        "at": worked.at,
        "rows": [(each, about.address("list", each.annex_list.number)) for each in gaps(found)],
        "trail": about.trail,
    }
    return render(request, "inspection/lists/lists.html", context, status=422 if about.problem else 200)


@require_safe
@allowed(Permission.MOCK_VIEW)
def one_list(request: HttpRequest, number: int, mock: int | None = None) -> HttpResponse:
    """What does one list ask, and where does this council's record fall short of it?"""
    reader = require(request, Permission.MOCK_VIEW)
    if number not in specification().lists:
        raise Http404
    about = asked(request, reader, mock)
    worked = queries.lists_of(about.scope, fresh=False)
    found = queries.for_figures(worked.lists, reader)
    gap = next(each for each in gaps(found) if each.annex_list.number == number)
    by_key = {each.column.key: each for each in gap.columns}
    context = {
        **shared_context(reader, about),
        "at": worked.at,
        "gap": gap,
        "annex_list": gap.annex_list,
        "columns": [ColumnShown(each, by_key.get(each.key)) for each in gap.annex_list.columns],
        "trail": [*about.trail, (about.address("lists"), "Child-level lists")],
    }
    return render(request, "inspection/lists/list.html", context)


@require_safe
@allowed(Permission.ANNEX_A_EXPORT)
def workbook(request: HttpRequest, mock: int | None = None) -> HttpResponse:
    """The workbook itself; the log names every child in it."""
    reader = require(request, Permission.ANNEX_A_EXPORT)
    about = asked(request, reader, mock)
    found = queries.for_reader(queries.lists_of(about.scope).lists, reader, about.scope.as_at)
    showing(request, Doing.EXPORTED, found.people())
    with tempfile.TemporaryDirectory(prefix="sightline-") as folder:
        path = Path(folder) / "annex-a.xlsx"
        write(found, path, words=(RESTRICTED_LEFT_OUT,))
        response = HttpResponse(path.read_bytes(), content_type=KIND)
    response["Content-Disposition"] = f'attachment; filename="annex-a-{about.scope.as_at}.xlsx"'
    return response
