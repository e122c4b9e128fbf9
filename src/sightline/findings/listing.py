"""Lists whose filters, order and page are in the address, so that a list can be sent to a colleague, and as a CSV.

Whatever the query string holds, a list is shown: a value it does not know is set aside and said to be, never an error
and never silently taken for "all".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpResponse

from sightline.access.models import Doing

T = TypeVar("T")
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, as it stands in the address and as it reads."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Filter(Generic[T]):
    """A filter: its name in the address, its label, its choices, the rows each keeps, and what no choice is called."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    keeps: Callable[[T, str], bool]
    without: str = "All"


@dataclass(frozen=True, slots=True)
class Order(Generic[T]):
    """A way to sort: its name in the address, its label and its key."""

    name: str
    label: str
    key: Callable[[T], Any]
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class ShownFilter:
    """A filter as the form shows it, with what is chosen."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    chosen: str
    without: str


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """One page of a list, and all that its template needs to move about in it."""

    rows: Sequence[T]
    all_rows: Sequence[T]
    filters: tuple[ShownFilter, ...]
    orders: tuple[Choice, ...]
    order: str
    page: int
    pages: int
    set_aside: tuple[str, ...]
    words: str | None
    _kept: Mapping[str, str]

    @property
    def total(self) -> int:
        """Rows on all pages."""
        return len(self.all_rows)

    @property
    def first(self) -> int:
        """Number of the first row shown, from 1."""
        return (self.page - 1) * PAGE_SIZE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def query(self) -> str:
        """The filters and order as a query string, without the page."""
        return urlencode(self._kept)

    @property
    def previous(self) -> str | None:
        """Query string of the page before; None on the first."""
        return urlencode({**self._kept, "page": self.page - 1}) if self.page > 1 else None

    @property
    def next(self) -> str | None:
        """Query string of the page after; None on the last."""
        return urlencode({**self._kept, "page": self.page + 1}) if self.page < self.pages else None

    @property
    def looking_for(self) -> Doing:
        """What showing the list is, to the access log: a search when words were looked for."""
        return Doing.SEARCHED if self.words else Doing.LISTED

    @property
    def is_filtered(self) -> bool:
        """Whether a filter or a search narrows the list."""
        return any(each.chosen for each in self.filters) or bool(self.words)


def listing(
    rows: Sequence[T],
    asked: Mapping[str, str],
    *,
    filters: Sequence[Filter[T]] = (),
    orders: Sequence[Order[T]],
    search: Callable[[T], str] | None = None,
) -> Listing[T]:
    """The page of ``rows`` that ``asked`` (the query string) describes. The first order is the default.

    ``search``: the text of a row that the words in ``q`` are looked for in, ignoring case; None for no search box.
    """
    kept: dict[str, str] = {}
    set_aside: list[str] = []
    shown: list[ShownFilter] = []
    found = list(rows)
    for each in filters:
        value = asked.get(each.name, "")
        if value and value not in {choice.value for choice in each.choices}:
            set_aside.append(each.label)
            value = ""
        if value:
            kept[each.name] = value
            found = [row for row in found if each.keeps(row, value)]
        shown.append(ShownFilter(each.name, each.label, each.choices, value, each.without))
    words: str | None = None
    if search is not None:
        words = " ".join(asked.get("q", "").replace("\0", " ").split())[:100]
        if words:
            kept["q"] = words
            found = [row for row in found if words.casefold() in search(row).casefold()]
    by_name = {each.name: each for each in orders}
    asked_order = asked.get("sort", "")
    if asked_order and asked_order not in by_name:
        set_aside.append("Sort by")
    order = by_name.get(asked_order, orders[0])
    if order is not orders[0]:
        kept["sort"] = order.name
    found.sort(key=order.key, reverse=order.reverse)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = _page(asked.get("page", ""), pages)
    return Listing(
        rows=found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        all_rows=found,
        filters=tuple(shown),
        orders=tuple(Choice(each.name, each.label) for each in orders),
        order=order.name,
        page=page,
        pages=pages,
        set_aside=tuple(set_aside),
        words=words,
        _kept=kept,
    )


def _page(asked: str, pages: int) -> int:
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        return 1
    return min(max(int(asked), 1), pages)


def csv_response(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Rows as a CSV that no spreadsheet reads as a formula; ``name`` is the file's, and never holds a person's key."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def cell(value: object) -> str:
    """A value as a cell: nothing for None; text that a spreadsheet would run is led by an apostrophe."""
    if value is None:
        return ""
    words = str(value)
    if isinstance(value, str) and words.lstrip()[:1] in {"=", "+", "-", "@"}:
        return "'" + words
    if isinstance(value, str) and words[:1] in {"\t", "\r", "\n"}:
        return "'" + words
    return words
