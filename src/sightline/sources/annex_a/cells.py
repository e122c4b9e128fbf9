"""A workbook's cells into values: days however they are kept, numbers that are identifiers, codes in any form."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from sightline.record.schema import Kind
from sightline.sources.annex_a.specification import ListColumn
from sightline.sources.delimited import MISSING
from sightline.sources.values import (
    FIRST_DAY,
    LAST_DAY,
    NOT_A_COUNT,
    NOT_A_DATE,
    OUT_OF_RANGE,
    PLACEHOLDER_DAY,
    Refused,
    Value,
    count_of,
    day_of,
    unguarded,
)

Cell = object
"""What a workbook's reader gives for a cell: text, a number, a flag, a day, a time, a span of time; "" for nothing."""

NOT_A_CODE = "not one of the list's codes"
TOO_LONG_A_NUMBER = "a number longer than a workbook keeps exactly; keep identifiers as text"
NOT_AN_IDENTIFIER = "not an identifier"
_EPOCH = {False: dt.date(1899, 12, 30), True: dt.date(1904, 1, 1)}
_SERIAL = re.compile(r"[0-9]{4,5}(?:\.[0-9]*)?")
_EXACT = 10**15  # beyond this a workbook rounds
_NOTHING = frozenset((*MISSING, "-"))


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing, or a word for nothing."""
    return cell is None or (isinstance(cell, str) and cell.strip() in _NOTHING)


def reader(column: ListColumn, *, counts_from_1904: bool) -> Callable[[Cell], Value]:
    """What reads a cell of ``column`` that is not blank; raises :class:`Refused` with the reason, never the value."""
    match column.kind:
        case Kind.DATE:
            return lambda cell: _day(cell, counts_from_1904=counts_from_1904)
        case Kind.COUNT:
            return _count
        case Kind.CODE:
            return lambda cell: _code(cell, column)
    return _text


def read_column(
    column: ListColumn, cells: Sequence[Cell], *, counts_from_1904: bool
) -> tuple[list[Value], dict[str, list[int]]]:
    """The values of a column, and by reason the places (from 0) of the cells that are no value of it.

    Each distinct cell is understood once. Text and number are kept apart: 1, 1.0 and true are equal to Python.
    """
    read = reader(column, counts_from_1904=counts_from_1904)
    known: dict[tuple[type, Cell], Value] = {}
    reasons: dict[tuple[type, Cell], str] = {}
    refused: dict[str, list[int]] = {}
    values: list[Value] = []
    for place, cell in enumerate(cells):
        way = (type(cell), cell)
        if way not in known:
            known[way] = None
            try:
                known[way] = None if is_blank(cell) else read(cell)
            except Refused as refusal:
                reasons[way] = str(refusal)
        values.append(known[way])
        if way in reasons:
            refused.setdefault(reasons[way], []).append(place)
    return values, refused


def _day(cell: Cell, *, counts_from_1904: bool) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        day = cell.date()
    elif isinstance(cell, dt.date):
        day = cell
    elif isinstance(cell, bool):
        raise Refused(NOT_A_DATE)
    elif isinstance(cell, (int, float)):
        day = _serial(float(cell), counts_from_1904=counts_from_1904)
    elif isinstance(cell, str):
        text = cell.strip().removeprefix("'")  # an apostrophe keeps a workbook from making a day of it
        if not _SERIAL.fullmatch(text):
            return day_of(text)
        day = _serial(float(text), counts_from_1904=counts_from_1904)
    else:
        raise Refused(NOT_A_DATE)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused(OUT_OF_RANGE)
    return None if day == PLACEHOLDER_DAY else day


def _serial(number: float, *, counts_from_1904: bool) -> dt.date:
    """The day that a workbook keeps as this number; a time of day is its fraction."""
    if not 1 <= number < 100_000:
        raise Refused(OUT_OF_RANGE)
    return _EPOCH[counts_from_1904] + dt.timedelta(days=int(number))


def _count(cell: Cell) -> int:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        raise Refused(NOT_A_COUNT)
    return count_of(unguarded(cell) if isinstance(cell, str) else _plain(cell))


def _code(cell: Cell, column: ListColumn) -> str:
    if column.codes is None or not isinstance(cell, (str, int, float)):
        raise Refused(NOT_A_CODE)
    text = str(cell).casefold() if isinstance(cell, bool) else cell if isinstance(cell, str) else _plain(cell)
    found = column.codes.understand(unguarded(text))
    if found is None:
        raise Refused(NOT_A_CODE)
    return found


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return unguarded(cell.strip())
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        raise Refused(NOT_AN_IDENTIFIER)
    if abs(cell) >= _EXACT:
        raise Refused(TOO_LONG_A_NUMBER)
    return _plain(cell)


def _plain(number: int | float) -> str:
    """A number as it was typed: an identifier of 1001 comes out of a workbook as 1001.0."""
    return str(int(number)) if float(number).is_integer() else str(number)
