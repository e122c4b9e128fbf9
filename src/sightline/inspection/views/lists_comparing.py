"""A council's own Annex A workbook held against the record: where do the two differ?"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.inspection.forms.lists import WorkbookForm
from sightline.inspection.queries import lists as queries
from sightline.inspection.uploads import is_too_large, limited_to
from sightline.inspection.views.lists import asked, shared_context
from sightline.sources import annex_a
from sightline.sources.annex_a import ListComparison, WorkbookRead
from sightline.sources.extract import Refusal
from sightline.web import clock

MOST_BYTES = 40 * 1024 * 1024  # the workbook of a council of 60,000 children is 2 MB
MOST_NAMED = 20  # children named under one heading; the counts are of all
CALLED = "The workbook"


@dataclass(frozen=True, slots=True)
class Whom:
    """Children that a difference is about: how many rows, those who may be named, and how many children may not."""

    words: str
    rows: int
    named: tuple[tuple[str, str], ...]  # person, name
    further: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One list in both, as the page shows it."""

    found: ListComparison
    differences: tuple[Whom, ...]


@dataclass(frozen=True, slots=True)
class RefusedKind:
    """What could not be read of one column of one list, for one reason; ``rows``: the first of them."""

    sheet: str
    column: str
    reason: str
    rows: str


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.ANNEX_A_EXPORT)
@limited_to(MOST_BYTES)
def compare(request: HttpRequest, mock: int | None = None) -> HttpResponse:
    """How does the workbook that the council made by itself differ from the record?"""
    reader = require(request, Permission.ANNEX_A_EXPORT)
    about = asked(request, reader, mock)
    context = {
        **shared_context(reader, about),
        "form": WorkbookForm(),
        "most": MOST_BYTES // 1024 // 1024,
        "trail": [*about.trail, (about.address("lists"), "Child-level lists")],
    }
    if request.method != "POST":
        return render(request, "inspection/lists/compare.html", context)
    form = context["form"] = WorkbookForm(request.POST, request.FILES)
    status = 422
    if is_too_large(request):
        form.errors.clear()
        form.add_error("workbook", f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Keep the lists alone")
        status = 413
    elif form.is_valid():
        try:
            workbook = _read(form.cleaned_data["workbook"])
        except UserError as error:
            form.add_error("workbook", str(error))
        else:
            ours = queries.for_reader(queries.lists_of(about.scope).lists, reader, about.scope.as_at)
            context.update(_result(request, reader, annex_a.compare(ours, workbook.lists), workbook))
            return render(request, "inspection/lists/compared.html", context)
    return render(request, "inspection/lists/compare.html", context, status=status)


def _read(given: UploadedFile[Any]) -> WorkbookRead:
    """The workbook, from a file that lasts no longer than the reading and has no name of the council's."""
    with tempfile.TemporaryDirectory(prefix="sightline-") as folder:
        path = Path(folder) / "workbook.xlsx"
        with path.open("wb") as file:
            for piece in given.chunks():
                file.write(piece)
        return annex_a.read_workbook(path, called=CALLED)


def _result(
    request: HttpRequest, reader: Bearer, found: Sequence[ListComparison], workbook: WorkbookRead
) -> dict[str, object]:
    everyone = {
        each
        for one in found
        for whom in (one.only_ours, one.only_theirs, *(whom for _, whom in one.differing))
        for each in whom
        if one.annex_list.subject.key == "child_id"
    }
    names = queries.names_of(reader, clock.today(), everyone)
    compared = [Compared(each, _differences(each, names)) for each in found]
    shown = [person for each in compared for whom in each.differences for person, _ in whom.named]
    return {
        "compared": compared,
        "handles": showing(request, Doing.LISTED, shown),
        "workbook": workbook,
        "refused": _refused(workbook.refusals),
    }


def _differences(found: ListComparison, names: dict[str, str]) -> tuple[Whom, ...]:
    ways = [
        ("In the record only", found.only_ours),
        ("In the workbook only", found.only_theirs),
        *((f"“{column.name}” differs", whom) for column, whom in found.differing),
    ]
    return tuple(_whom(words, whom, names) for words, whom in ways if whom)


def _whom(words: str, rows: tuple[str, ...], names: dict[str, str]) -> Whom:
    children = list(dict.fromkeys(rows))
    known = [(each, names[each]) for each in children if each in names]
    return Whom(
        words, len(rows), tuple(known[:MOST_NAMED]), max(0, len(known) - MOST_NAMED), len(children) - len(known)
    )


def _refused(refusals: Sequence[Refusal]) -> list[RefusedKind]:
    kinds = []
    for (sheet, column, reason), some in groupby(
        sorted(refusals, key=lambda each: (each.file, each.column, each.reason, each.line)),
        key=lambda each: (each.file, each.column, each.reason),
    ):
        lines = [each.line for each in some]
        first = ", ".join(map(str, lines[:10])) + (" …" if len(lines) > 10 else "")
        kinds.append(RefusedKind(sheet, column, reason, first))
    return kinds
