"""Every list that is taken away as a CSV is taken away as a workbook too, with the same rows and a line in the log."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence

import pytest
from python_calamine import CalamineWorkbook

from sightline.access.matrix import ABSENT, Route, routes
from sightline.access.models import AccessEntry, Doing
from sightline.casework.exporting import FileKind, file_response
from tests.support.addresses import ADDRESSES
from tests.support.personas import Persona, browser_of

pytestmark = pytest.mark.usefixtures("loaded")

# A CSV alone, and why.
CSV_ALONE = {
    "/published/<str:quarter>/<int:number>/figures.csv": (
        "open data for machines: the edition's kept file, described by CSV on the Web and checked by its digest"
    ),
}
ROUTES = list(routes())
CSVS = [each for each in ROUTES if each.pattern.endswith(".csv") and each.pattern not in CSV_ALONE]
GROWS = "access:child-log-csv"  # by the line that taking it away leaves: no second file is as the first
SHOWN = [each.name for each in CSVS if each.name in ADDRESSES and each.name not in ABSENT and each.name != GROWS]
# Nobody holds a list of an inspector's scope but an inspector, of tasks but staff, of accounts but who manages them.
READERS = (Persona.DIRECTOR, Persona.TEAM_MANAGER, Persona.ADMINISTRATOR)


def sibling(name: str) -> str:
    return f"{name.removesuffix('csv')}xlsx"


def test_every_csv_has_a_workbook_beside_it_for_the_same_readers() -> None:
    workbooks = {each.name: each for each in ROUTES}
    lacking = [
        each.pattern
        for each in CSVS
        if workbooks.get(sibling(each.name))
        != Route(sibling(each.name), f"{each.pattern.removesuffix('csv')}xlsx", each.permission)
    ]
    assert lacking == [], "declare it with casework.exporting.addresses, or say in CSV_ALONE why it stands alone"


def test_what_stands_alone_is_still_there() -> None:
    assert set(CSV_ALONE) <= {each.pattern for each in ROUTES}


@pytest.mark.parametrize("name", SHOWN)
def test_the_workbook_says_what_the_csv_says_and_leaves_the_same_line(name: str) -> None:
    answers = (_taken(persona, name) for persona in READERS)
    first, second, lines = next(each for each in answers if each is not None)
    assert second == first
    assert len(first[0]) > 1
    if not lines:
        assert len(first) == 1, "only a list of nobody leaves no line"
        return
    assert len(lines) == 2
    assert lines[0].page.removesuffix("csv") == lines[1].page.removesuffix("xlsx")
    assert lines[0].shown_count == lines[1].shown_count


def _taken(persona: Persona, name: str) -> tuple[list[list[str]], list[list[str]], list[AccessEntry]] | None:
    """The rows of the CSV and of the workbook, and what taking them left in the log; None if it is refused."""
    browser = browser_of(persona)
    before = AccessEntry.objects.count()
    as_csv = browser.get(ADDRESSES[name])
    if as_csv.status_code != 200:
        return None
    as_xlsx = browser.get(ADDRESSES[sibling(name)])
    rows = list(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig"), newline="")))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx.content)).get_sheet_by_index(0).to_python()
    exported = AccessEntry.objects.order_by("pk")[before:]
    return _plain(rows), _plain(sheet), [each for each in exported if each.doing == Doing.EXPORTED]


def _plain(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    """Cells as text, whatever kind the workbook gives them, without the apostrophe that keeps a CSV's from running."""
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    words = str(value).removeprefix("'")
    try:
        return f"{float(words):.9g}"
    except ValueError:
        return words


def test_a_formula_runs_in_neither_kind_of_file() -> None:
    for kind in FileKind:
        content = file_response(kind, "list", ["Name"], [["=1+1"]]).content
        if kind is FileKind.CSV:
            assert content.decode("utf-8-sig").splitlines() == ["Name", "'=1+1"]
        else:
            sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
            assert sheet == [["Name"], ["=1+1"]]
