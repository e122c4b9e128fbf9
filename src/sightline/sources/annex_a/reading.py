"""A council's own Annex A workbook read into lists, with everything that could not be taken and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import python_calamine as calamine

from sightline.errors import SourceError
from sightline.sources.annex_a.cells import Cell, is_blank, read_column
from sightline.sources.annex_a.lists import Lists, arrow_schema
from sightline.sources.annex_a.package import Package, look_over
from sightline.sources.annex_a.sheets import ListLayout, layout_of, unmerged
from sightline.sources.annex_a.specification import ListColumn, specification
from sightline.sources.extract import Refusal
from sightline.sources.progress import Progress, silent
from sightline.sources.refusals import RefusalLog
from sightline.wording import all_of

MOST_SHEETS = 250
NO_SUBJECT = "the row says about nobody; fill in the identifier"


@dataclass(frozen=True, slots=True)
class SheetFound:
    """What one sheet of the workbook turned out to be.

    ``place``: its number from 1. ``layout``: None where it is no list, or where another sheet is taken for the same
    list. ``rows``: of the list, with something in them; ``refused``: of those, the ones about nobody.
    """

    name: str
    place: int
    is_hidden: bool
    layout: ListLayout | None
    rows: int = 0
    refused: int = 0
    passed_over: str = ""

    @property
    def called(self) -> str:
        """The sheet as a report names it: by its list, or by its place, since anything may stand in its name."""
        return self.layout.annex_list.sheet if self.layout else f"sheet {self.place}"


@dataclass(frozen=True, slots=True)
class WorkbookRead:
    """A workbook's lists; ``lines`` gives, by list, the workbook's row (from 1) of each row."""

    lists: Lists
    lines: Mapping[int, Sequence[int]]
    sheets: tuple[SheetFound, ...]
    refusals: tuple[Refusal, ...]
    refused_total: int
    notes: tuple[str, ...]


def read_workbook(path: Path, progress: Progress = silent, *, called: str = "") -> WorkbookRead:
    """Read the lists of the workbook at ``path``. Raises :class:`SourceError` when it is no Annex A workbook.

    ``called``: what to call it, where its name is not one that its owner gave it.
    """
    called = called or path.name
    package = look_over(path, called)
    log = RefusalLog()
    taken, sheets = _sheets(path, called, progress)
    if not taken:
        raise SourceError(_no_list(called, sheets))
    tables: dict[int, pa.Table] = {}
    lines: dict[int, list[int]] = {}
    unfillable: dict[int, frozenset[str]] = {}
    found = []
    for sheet, layout, rows in taken:
        number = layout.annex_list.number
        tables[number], lines[number], summary = _rows(sheet, layout, rows, package, log)
        unfillable[number] = _unfilled(layout, tables[number])
        found.append(summary)
    lists = Lists(dict(sorted(tables.items())), None, "Annex A workbook", unfillable)
    every = tuple(sorted([*found, *sheets], key=lambda each: each.place))
    return WorkbookRead(lists, lines, every, log.sorted(), log.total, _notes(package, every))


def _sheets(
    path: Path, called: str, progress: Progress
) -> tuple[list[tuple[SheetFound, ListLayout, list[list[Cell]]]], list[SheetFound]]:
    """The sheets taken as lists, with their rows, and those passed over. A visible sheet comes before a hidden one,
    and one that has more of a list's columns before one that has fewer."""
    taken: dict[int, tuple[SheetFound, ListLayout, list[list[Cell]]]] = {}
    passed_over: list[SheetFound] = []
    for place, (name, is_hidden, load) in enumerate(_open(path, called), 1):
        progress("reading the workbook", place, 0)
        with _damage_told(called):
            rows, merged = load()
        layout = layout_of(name, rows)
        sheet = SheetFound(name, place, is_hidden, layout, len(rows))
        if layout is None:
            passed_over.append(SheetFound(name, place, is_hidden, None, 0, 0, "it is none of the lists"))
            continue
        unmerged(rows, merged, layout.first_row)
        number = layout.annex_list.number
        before = taken.get(number)
        if before is None or _rank(sheet, layout) > _rank(before[0], before[1]):
            taken[number], before = (sheet, layout, rows), before
        else:
            before = (sheet, layout, rows)
        if before is not None:
            why = f"another sheet is taken as list {number}"
            passed_over.append(SheetFound(before[0].name, before[0].place, before[0].is_hidden, None, 0, 0, why))
    return [taken[number] for number in sorted(taken)], passed_over


def _rank(sheet: SheetFound, layout: ListLayout) -> tuple[bool, int, int]:
    return not sheet.is_hidden, len(layout.positions), -sheet.place


Loaded = tuple[list[list[Cell]], list[Any]]


def _open(path: Path, called: str) -> list[tuple[str, bool, Callable[[], Loaded]]]:
    """Each worksheet: its name, whether it is hidden, and what loads its rows and merged ranges."""
    with _damage_told(called):
        book = calamine.CalamineWorkbook.from_path(path)
        sheets = book.sheets_metadata
    if len(sheets) > MOST_SHEETS:
        raise SourceError(f"{called} has {len(sheets)} sheets; keep the eleven lists in a workbook of their own.")

    def loader(name: str) -> Callable[[], Loaded]:
        def load() -> Loaded:
            sheet = book.get_sheet_by_name(name)
            rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            return rows, list(sheet.merged_cell_ranges or ())

        return load

    return [
        (each.name, each.visible != calamine.SheetVisibleEnum.Visible, loader(each.name))
        for each in sheets
        if each.typ == calamine.SheetTypeEnum.WorkSheet
    ]


def _rows(
    sheet: SheetFound, layout: ListLayout, rows: list[list[Cell]], package: Package, log: RefusalLog
) -> tuple[pa.Table, list[int], SheetFound]:
    """The rows of a list with something in them, less those about nobody."""
    annex_list = layout.annex_list
    positions = [layout.positions.get(column.key) for column in annex_list.columns]
    places = [each for each in positions if each is not None]
    filled = [
        (line, row)
        for line, row in enumerate(rows[layout.first_row :], layout.first_row + 1)
        if any(not is_blank(row[place]) for place in places)
    ]
    lines = [line for line, _ in filled]

    def locate(which: Sequence[int]) -> list[tuple[str, int]]:
        return [(annex_list.sheet, lines[place]) for place in which]

    values: dict[str, list[Any]] = {}
    for column, position in zip(annex_list.columns, positions, strict=True):
        if position is None:
            values[column.key] = [None] * len(filled)
            continue
        cells = [row[position] for _, row in filled]
        values[column.key], refused = read_column(column, cells, counts_from_1904=package.counts_from_1904)
        for reason, which in refused.items():
            log.add_rows(locate, which, column.name, reason, kept_row=column is not annex_list.subject)
    subject = values[annex_list.subject.key]
    nobody = [place for place, each in enumerate(subject) if each is None]
    log.add_rows(locate, nobody, annex_list.subject.name, NO_SUBJECT)
    kept = [place for place, each in enumerate(subject) if each is not None]
    table = pa.table(
        {key: [each[place] for place in kept] for key, each in values.items()}, schema=arrow_schema(annex_list)
    )
    summary = SheetFound(sheet.name, sheet.place, sheet.is_hidden, layout, len(filled), len(nobody))
    return table, [lines[place] for place in kept], summary


def _unfilled(layout: ListLayout, table: pa.Table) -> frozenset[str]:
    """The columns that the sheet does not have, or has and fills in no row."""
    absent = set(layout.missing)
    if table.num_rows:
        absent |= {name for name in table.column_names if table.column(name).null_count == table.num_rows}
    return frozenset(absent)


def _notes(package: Package, sheets: Sequence[SheetFound]) -> tuple[str, ...]:
    notes = []
    if package.has_macros:
        notes.append("The workbook holds macros; none was run.")
    if package.counts_from_1904:
        notes.append("The workbook counts days from 1904, and its dates were read so.")
    present = {each.layout.annex_list.number for each in sheets if each.layout}
    if absent := [str(number) for number in specification().lists if number not in present]:
        notes.append(f"The workbook has no sheet for list {all_of(absent)}.")
    for each in sheets:
        if each.layout is None:
            continue
        if each.is_hidden:
            notes.append(f"{each.called} is on a hidden sheet.")
        if each.layout.missing:
            names = [_column(each.layout, key).name for key in each.layout.missing]
            notes.append(f"{each.called} has no column {all_of([f'“{name}”' for name in names])}.")
        if places := each.layout.unknown:
            notes.append(f"{each.called} has a heading that the list does not, in column {_lettered(places)}.")
        if places := each.layout.doubled:
            notes.append(f"{each.called} repeats a heading in column {_lettered(places)}; the first is read.")
    doubled = [str(each.place) for each in sheets if each.passed_over.startswith("another")]
    if doubled:
        which = f"Sheet {doubled[0]} looks" if len(doubled) == 1 else f"Sheets {all_of(doubled)} look"
        notes.append(f"{which} like a list that another sheet was taken for; only that other one was read.")
    return tuple(notes)


def _column(layout: ListLayout, key: str) -> ListColumn:
    return layout.annex_list.column(key)


def _lettered(positions: Sequence[int]) -> str:
    return all_of([_letters(each) for each in positions])


def _letters(position: int) -> str:
    """The column's name in a workbook: A, B, … AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _no_list(called: str, sheets: Sequence[SheetFound]) -> str:
    return (
        f"{called} is a workbook, but none of its {len(sheets)} sheets has the headings of a list of Annex A "
        f"(such as “{specification().lists[1].subject.name}”); give each list its own sheet, headings above the rows."
    )


@contextmanager
def _damage_told(called: str) -> Iterator[None]:
    """Says in one sentence what a damaged part makes the reader raise, a panic among them, which is no Exception."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, MemoryError, SourceError):
        raise
    except BaseException as error:
        raise SourceError(
            f"{called} is damaged and its sheets cannot be read; open it in Excel and save it again."
        ) from error
