"""An edition as one HTML file that needs nothing beside it, and as tagged PDF (PDF/UA-1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from sightline.scrutiny.disclosure import ALL
from sightline.scrutiny.telling import by_weight, in_rows
from sightline.scrutiny.telling_chart import TITLE, draw
from sightline.scrutiny.telling_kept import gaps_of
from sightline.typeset import typeset
from sightline.wording import all_of

BEGINS, ENDS = "<main>", "</main>"
TOGETHER = "All together"
NOT_SHOWN = "[c]"
DRAWN_TOGETHER = 8  # failings in one drawing of the PDF: more would not fit on its page


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table as it is printed. ``columns``: what each cell stands under."""

    head: str
    cells: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def labelled(self) -> list[tuple[str, str]]:
        """Each cell with what it stands under, for a narrow screen."""
        return list(zip(self.columns, self.cells, strict=True))


@dataclass(frozen=True, slots=True)
class Printed:
    """A table as it is printed. ``head``: of each column, the first that of the rows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


def printed(table: Mapping[str, Any]) -> Printed:
    """A table of an edition by rows and columns: the longer side goes down the page."""
    cells = {tuple(each["where"]): each["value"] for each in table["cells"]}
    (one, other), (down, across) = table["by"], table["values"]
    is_turned = len(across) > len(down)
    if is_turned:
        one, other, down, across = other, one, across, down
    rows = tuple(
        Row(
            _named(value),
            tuple(_told(cells[(column, value) if is_turned else (value, column)]) for column in across),
            tuple(map(_named, across)),
        )
        for value in down
    )
    return Printed(table["title"], (one, *(_named(column) for column in across)), rows)


def render_html(said: Mapping[str, Any]) -> str:
    """The edition as an HTML document without script; whatever somebody typed is escaped."""
    return render_to_string("scrutiny/publications/document.html", _context(said))


def render_pdf(said: Mapping[str, Any], made_on: dt.date) -> bytes:
    """The edition as a PDF: the same bytes for the same words on the same day."""
    tables = [
        {"title": each.title, "head": list(each.head), "rows": [[row.head, *row.cells] for row in each.rows]}
        for each in map(printed, said["tables"])
    ]
    gaps = by_weight(gaps_of(said))
    parts = [gaps[first : first + DRAWN_TOGETHER] for first in range(0, len(gaps), DRAWN_TOGETHER)]
    drawings = {f"telling-{number}.svg": draw(part, among=gaps) for number, part in enumerate(parts, 1)}
    more = {
        "tables": tables,
        "digest_words": said["ledger"]["digest"],
        "asked": [[_capital(words) for words in each] for each in in_rows(gaps)],
        "drawings": [f"/{name}" for name in drawings],
        "drawing_words": TITLE,
    }
    return typeset(_template(), {**said, **more}, made_on, drawings)


def body_of(html: str) -> SafeString:
    """What stands between a document's head and its end, to be shown within a page of the site.

    Only ever of a document that :func:`render_html` made and the store kept.
    """
    _, _, after = html.partition(BEGINS)
    inside, _, _ = after.rpartition(ENDS)
    return mark_safe(inside)  # noqa: S308 - made by the template above, which escapes


def _context(said: Mapping[str, Any]) -> dict[str, Any]:
    gaps = by_weight(gaps_of(said))
    return {
        "r": said,
        "tables": [printed(each) for each in said["tables"]],
        "untold": untold(said["telling"]),
        "asked": in_rows(gaps),
        "drawing": draw(gaps),
    }


def untold(telling: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Each failing that some tier was not told of since it showed, with those tiers in words, most of them first."""
    found = [(each["title"], [told["tier"].lower() for told in each["told"] if not told["on"]]) for each in telling]
    found.sort(key=lambda each: -len(each[1]))
    return [(title, all_of(tiers)) for title, tiers in found if tiers]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _named(value: str) -> str:
    return TOGETHER if value == ALL else value


def _told(value: int | None) -> str:
    return NOT_SHOWN if value is None else f"{value:,}"


@cache
def _template() -> bytes:
    return (resources.files("sightline.scrutiny") / "publication.typ").read_bytes()
