"""Makes ``data/`` from a folder of published figures, an edition: ``python -m sightline.country.gathering FOLDER``.

The folder holds ``la_codes.csv``, ``la_inspections.csv``, ``la_visits.csv``, ``la_indicators.parquet`` (long: la_code,
year, measure, value) and ``stat_neighbours.csv``. Which measures are kept, and how each reads, is ``measures.csv``,
which is written by hand: one that is not in it is left out (finance, attainment, counts that only size explains).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sightline.country import NEIGHBOURS_MODEL
from sightline.country.files import DATA
from sightline.errors import UserError

FRAMEWORKS = {
    "ILACS": "ILACS",
    "SIF": "Single Inspection Framework",
    "SLAC": "Safeguarding and looked-after children",
    "CPI": "Protection of children",
    "TLAC": "Looked-after children",
}
GRADES = frozenset({"outstanding", "good", "requires improvement", "inadequate"})
AREAS = ("leaders", "help_protection", "in_care", "care_leavers", "adoption", "lscb")


def gather(folder: Path, into: Path = DATA) -> None:
    """Write every file of ``data/`` but the measures; :class:`UserError` naming the file that is not there."""
    _write(
        into / "authorities.csv",
        ("authority", "ons_code", "urn", "name", "region", "kind", "is_current"),
        (
            (
                each["la_code"],
                each["ons_code"],
                each["urn"].removesuffix(".0"),
                each["la_name"],
                each["region"],
                each["la_type"],
                "yes" if each["status"] == "current" else "no",
            )
            for each in _rows(folder / "la_codes.csv")
        ),
    )
    _write(
        into / "inspections.csv",
        ("authority", "framework", "kind", "started_on", "ended_on", "published_on", "overall", *AREAS, "source"),
        (
            (
                each["la_code"],
                FRAMEWORKS[each["framework"]],
                each["type"],
                each["inspection_start"],
                each["inspection_end"],
                each["published"],
                _grade(each["overall"]),
                *(_grade(each[area]) for area in AREAS),
                each["source"],
            )
            for each in _rows(folder / "la_inspections.csv")
        ),
    )
    _write(
        into / "visits.csv",
        ("authority", "kind", "visited_on", "published_on", "theme"),
        (
            (
                each["la_code"],
                "focused visit" if "Focused" in each["type"] else "monitoring visit",
                each["date"],
                each["published"],
                each["theme"],
            )
            for each in _rows(folder / "la_visits.csv")
        ),
    )
    _write(
        into / "neighbours.csv",
        ("authority", "rank", "neighbour", "closeness"),
        (
            (each["la_code"], each["rank"], each["neighbour_code"], each["closeness"].strip().lower())
            for each in _rows(folder / "stat_neighbours.csv")
            if each["model_year"] == str(NEIGHBOURS_MODEL)
        ),
    )
    _indicators(folder / "la_indicators.parquet", into)


def _indicators(source: Path, into: Path) -> None:
    kept = pa.array([each["measure"] for each in _rows(DATA / "measures.csv")])
    if not source.exists():
        raise UserError(f"{source.name} is not in the folder of published figures; put it there and ask again.")
    table = pq.read_table(source, columns=["la_code", "year", "measure", "value"])
    table = table.set_column(2, "measure", table["measure"].cast(pa.string()))
    table = table.filter(pc.is_in(table["measure"], value_set=kept))
    table = table.sort_by([("measure", "ascending"), ("la_code", "ascending"), ("year", "ascending")])
    columns = {
        "measure": table["measure"].dictionary_encode(),
        "authority": table["la_code"].cast(pa.int16()),
        "year": table["year"].cast(pa.int16()),
        "value": table["value"].cast(pa.float32()),
    }
    pq.write_table(pa.table(columns), into / "indicators.parquet", compression="zstd", compression_level=19)


def _grade(words: str) -> str:
    """A grade as Sightline writes it; a dash, an absence and what is no grade are none."""
    return words if words in GRADES else ""


def _rows(path: Path) -> Iterable[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError:
        raise UserError(f"{path.name} is not in the folder of published figures; put it there and ask again.") from None


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    gather(Path(sys.argv[1]))
