"""The list of every inspection of every authority, filtered and sorted by the address, and as a download."""

from __future__ import annotations

from collections.abc import Mapping

from sightline.country.inspections import AREAS, Grade, PastInspection, inspections
from sightline.findings.listing import Choice, Filter, Listing, Order, listing

ORDER = list(Grade)


def inspection_list(asked: Mapping[str, str]) -> Listing[PastInspection]:
    """Every inspection of every authority, as the address filters and sorts it."""
    every = inspections()
    regions = sorted({each.authority.region for each in every})
    frameworks = list(dict.fromkeys(each.framework for each in every))
    years = sorted({each.on.year for each in every}, reverse=True)
    last: dict[int, PastInspection] = {}
    for each in every:
        last.setdefault(each.authority.code, each)
    return listing(
        every,
        asked,
        filters=(
            Filter(
                "overall", "Overall grade", tuple(Choice(each.value, each.value.capitalize()) for each in Grade), _is
            ),
            Filter("framework", "Framework", tuple(Choice(each, each) for each in frameworks), _under),
            Filter("region", "Region", tuple(Choice(each, each) for each in regions), _in_region),
            Filter("year", "Year", tuple(Choice(str(each), str(each)) for each in years), _in_year),
            Filter(
                "which",
                "Which",
                (Choice("last", "The last of each authority"),),
                lambda row, _: last[row.authority.code] is row,
            ),
        ),
        orders=(
            Order("newest", "Newest first", lambda row: (row.on, row.authority.name), reverse=True),
            Order("oldest", "Oldest first", lambda row: (row.on, row.authority.name)),
            Order("authority", "Authority", lambda row: (row.authority.name, -row.on.toordinal())),
            Order("grade", "Overall grade, lowest first", lambda row: (-_place(row.overall), row.authority.name)),
        ),
        search=lambda row: row.authority.name,
    )


INSPECTION_COLUMNS = (
    "Authority",
    "Code",
    "Region",
    "Framework",
    "Kind",
    "First day",
    "Last day",
    "Published",
    "Overall",
    *AREAS.values(),
    "Source",
)


def inspection_cells(each: PastInspection) -> tuple[object, ...]:
    """One inspection as a row of the download."""
    return (
        each.authority.name,
        each.authority.code,
        each.authority.region,
        each.framework,
        each.kind,
        each.started_on,
        each.ended_on,
        each.published_on,
        each.overall.value if each.overall else None,
        *(each.areas[area].value if area in each.areas else None for area in AREAS),
        each.source,
    )


def _place(grade: Grade | None) -> int:
    return ORDER.index(grade) if grade else -1


def _is(row: PastInspection, value: str) -> bool:
    return row.overall is not None and row.overall.value == value


def _under(row: PastInspection, value: str) -> bool:
    return row.framework == value


def _in_region(row: PastInspection, value: str) -> bool:
    return row.authority.region == value


def _in_year(row: PastInspection, value: str) -> bool:
    return str(row.on.year) == value
