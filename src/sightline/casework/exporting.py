"""Lists taken away as files: one view a list, with an address for each kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from django.http import HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, reverse

from sightline.casework.workbooks import xlsx_response
from sightline.findings.listing import csv_response


class FileKind(StrEnum):
    """What a list is taken away as: the end of the file's name, of its address and of its address's name."""

    CSV = "csv"
    XLSX = "xlsx"


def addresses(route: str, view: Callable[..., HttpResponseBase], name: str = "") -> list[URLPattern]:
    """The addresses of ``view``, which is told its ``kind``: ``route`` with each ending, called ``name``-csv and so on.

    Without a name they are called csv and xlsx, in an app that has one list.
    """
    return [path(f"{route}.{kind}", view, {"kind": kind}, name=f"{name}-{kind}".lstrip("-")) for kind in FileKind]


def links(name: str, *args: object) -> dict[str, str]:
    """Where the list ``name`` is taken away, by the kind of file, as its page's context wants it."""
    return {kind.value: reverse(f"{name}-{kind}", args=args) for kind in FileKind}


def file_response(kind: FileKind, name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Rows as a file in which nothing runs as a formula; ``name`` is the file's, and never holds a person's key."""
    return csv_response(name, head, rows) if kind is FileKind.CSV else xlsx_response(name, head, rows)
