"""What an edition keeps and shows, as JSON and as CSV: the same bytes for the same figures."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sightline.findings.listing import cell
from sightline.scrutiny import telling_kept
from sightline.scrutiny.disclosure import ALL, Dimension, Population, Rule, Safe, SafeCell, Table
from sightline.scrutiny.disclosure.safe import CONFIDENTIAL

HEAD = ("table", "title", "by_1", "value_1", "by_2", "value_2", "measure", "value", "day")
KEYS = HEAD.index("value")  # columns before it name a row
KINDS = {"value": "integer", "day": "date"}  # of the columns that are not text
MEANINGS = {
    "table": "Name of the table, the same in every edition",
    "title": "Title of the table or figure",
    "by_1": "First thing it is divided by",
    "value_1": "Value of the first; all for all together",
    "by_2": "Second thing it is divided by, empty for none",
    "value_2": "Value of the second; all for all together",
    "measure": "What the value is: a count of children; or of a share its part, its whole and both as per cent; or, in "
    "the telling gap, days counted from the day on which the record first showed a failing",
    "value": f"The figure: counts are rounded to the nearest five; {CONFIDENTIAL} is not shown, to protect children; "
    "days are not rounded",
    "day": "In the telling gap, the day it showed, was told, or was asked about; empty where it has not come, and of "
    "every other figure",
}


def as_json(value: object) -> str:
    """JSON, the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: str | bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(value.encode() if isinstance(value, str) else value).hexdigest()


def kept(safe: Safe) -> dict[str, Any]:
    """A table with its true counts and how far each cell is open; :func:`brought_back` reads it."""
    population = safe.table.population
    return {
        "name": safe.table.name,
        "population": population.name,
        "by": list(safe.table.by),
        "dimensions": [[each.name, list(each.values), each.is_sensitive] for each in population.dimensions],
        "counts": sorted([*where, count] for where, count in population.counts.items()),
        "rule": [safe.rule.threshold, safe.rule.base, safe.rule.protection],
        "cells": [
            [*where, each.value, *safe.reach[where], safe.basis[where], where in safe.kept]
            for where, each in safe.cells.items()
        ],
        "hidden": [[*each.where, each.count, each.reason.value, each.least, each.greatest] for each in safe.hidden],
    }


def brought_back(raw: Mapping[str, Any]) -> Safe:
    """The table of an earlier edition, to hold the next against."""
    dimensions = tuple(
        Dimension(name, tuple(values), is_sensitive=is_sensitive) for name, values, is_sensitive in raw["dimensions"]
    )
    counts = {tuple(where): count for *where, count in raw["counts"]}
    table = Table(raw["name"], Population(raw["population"], dimensions, counts), tuple(raw["by"]))
    cells, reach, basis, same = {}, {}, {}, set()
    for *names, value, least, greatest, first, is_kept in raw["cells"]:
        where = tuple(names)
        cells[where], reach[where], basis[where] = SafeCell(where, value), (least, greatest), first
        if is_kept:
            same.add(where)
    return Safe(table, Rule(*raw["rule"]), cells, (), reach, frozenset(same), basis)


def rows_of(said: Mapping[str, Any]) -> Iterator[Sequence[object]]:
    """Every figure and cell of an edition, one a row, as :data:`HEAD` names the columns."""
    for each in said["figures"]:
        share = (("part", "part"), ("whole", "whole"), ("per cent", "per_cent"))
        for measure, key in share if each["is_share"] else (("children", "part"),):
            yield each["id"], each["title"], "", "", "", "", measure, _shown(each[key]), ""
    for table in said["tables"]:
        first, second = [*table["by"], ""][:2]
        for found in table["cells"]:
            values = [*found["where"], ""][:2]
            named = (table["id"], table["title"], first, values[0], second, values[1], "children")
            yield *named, _shown(found["value"]), ""
    for which, days, on in telling_kept.rows(said["telling"]):
        yield *which, days, on


def as_csv(said: Mapping[str, Any]) -> str:
    """The edition as a CSV that no spreadsheet reads as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([cell(value) for value in row] for row in rows_of(said))
    return out.getvalue()


def metadata(said: Mapping[str, Any], *, url: str, published_at: str) -> dict[str, Any]:
    """What the CSV means, as *CSV on the Web* (W3C Recommendation of 17 December 2015) asks for it."""
    head = HEAD if said["format"] >= telling_kept.WHO_ASKED else HEAD[: KEYS + 1]  # as its own CSV was made
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": said["title"],
        "dc:publisher": said["council"],
        "dc:issued": published_at,
        "dc:description": " ".join(said["method"]),
        "dialect": {"encoding": "utf-8", "header": True},
        "null": [CONFIDENTIAL],
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "dc:description": MEANINGS[name], "datatype": KINDS.get(name, "string")}
                | ({"null": ""} if name == "day" else {})
                for name in head
            ]
        },
        "notes": [{key: said[key] for key in ("edition", "as_at", "known_at", "ledger", "catalogue", "what_changed")}],
    }


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, str]]:
    """Every figure that is told otherwise than before, in words; only what is public of both.

    Of the telling gap by its days alone: that nobody was told counts on from day to day, and is no news.
    """
    old, new = _comparable(before, now), _comparable(now, now)
    return [
        {
            "title": str(key[1]),
            "where": ", ".join(_where(key)),
            "measure": str(key[6]),
            "before": _in_words(old.get(key)),
            "now": _in_words(new.get(key)),
        }
        for key in dict.fromkeys([*old, *new])
        if old.get(key) != new.get(key)
    ]


def _comparable(said: Mapping[str, Any], now: Mapping[str, Any]) -> dict[tuple[object, ...], object]:
    """Each row by what names it, as it is compared in the format of ``now``."""
    found: dict[tuple[object, ...], object] = {}
    for row in rows_of(said):
        if row[0] != telling_kept.TABLE:
            found[tuple(row[:KEYS])] = row[KEYS]
        elif now["format"] >= telling_kept.WHO_ASKED:
            found[tuple(row[:KEYS])] = telling_kept.in_words(str(row[-1]))
    return found


def _where(key: Sequence[object]) -> list[str]:
    places = (key[5],) if key[0] == telling_kept.TABLE else (key[3], key[5])  # a failing is its title already
    return [str(each) if each != ALL else "all together" for each in places if each]


def _shown(value: int | None) -> object:
    return CONFIDENTIAL if value is None else value


def _in_words(value: object) -> str:
    if value is None:
        return "not there"
    if value == CONFIDENTIAL:
        return "not shown"
    return value if isinstance(value, str) else f"{value:,}"
