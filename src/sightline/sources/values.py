"""Cells into values: dates, flags, numbers and codes as councils' systems really write them.

Each distinct text is understood once and the answer spread over its rows, so a column of three million dates costs
about as much as its four thousand different days.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.record.schema import Kind
from sightline.sources.delimited import MISSING
from sightline.sources.extract import ARROW_TYPES

PLACEHOLDER = "PLACEHOLDER_DATA"
"""What the SSD's own extract scripts write in a column they do not fill yet."""
PLACEHOLDER_DAY = dt.date(1900, 1, 1)
"""What SQL Server makes of an empty text cast to a date, and the SSD's placeholder for one: not recorded."""
FIRST_DAY, LAST_DAY = PLACEHOLDER_DAY, dt.date(2100, 12, 31)

NOT_A_DATE = "not a date in a form Sightline reads (YYYY-MM-DD, DD/MM/YYYY or DD-Mon-YYYY)"
NO_SUCH_DAY = "there is no such day"
OUT_OF_RANGE = "the date lies outside 1900 to 2100"
NOT_A_FLAG = "not a yes or no"
NOT_A_COUNT = "not a whole number"
NOT_AN_AMOUNT = "not a number"

Value = dt.date | bool | int | float | str | None

_ZONE = r"(?: ?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?"
_TIME = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?[AaPp][Mm])?" + _ZONE + ")?"
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})" + _TIME)
_ENGLISH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})" + _TIME)
_NAMED = re.compile(r"([0-9]{1,2})[ /-]([A-Za-z]{3,9})[ /-]([0-9]{4})" + _TIME)
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name: number for number, full in enumerate(_MONTH_NAMES, start=1) for name in (full, full[:3], full[:4])}
_YES = frozenset({"y", "yes", "true", "t", "1", "1.0"})
_NO = frozenset({"n", "no", "false", "f", "0", "0.0"})
_NOT_APPLICABLE = frozenset({"na", "not recorded", "not known", "unknown", "u"})


class Refused(Exception):
    """The text is not a value of its column; the message is the reason and never the text."""


def day_of(text: str) -> dt.date | None:
    """The day a text names, a time of day dropped; None for the placeholder day. Day comes before month.

    Two-figure years are refused: a child's and a grandparent's century cannot be told apart.
    """
    text = text.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _ENGLISH.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif (match := _NAMED.fullmatch(text)) and match[2].casefold() in _MONTHS:
        day, month, year = int(match[1]), _MONTHS[match[2].casefold()], int(match[3])
    else:
        raise Refused(NOT_A_DATE)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise Refused(OUT_OF_RANGE)
    try:
        value = dt.date(year, month, day)
    except ValueError:
        raise Refused(NO_SUCH_DAY) from None
    return None if value == PLACEHOLDER_DAY else value


def flag_of(text: str) -> bool | None:
    """Yes or no; None where the text says that it does not apply or is not known."""
    folded = text.strip().casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    if folded in _NOT_APPLICABLE:
        return None
    raise Refused(NOT_A_FLAG)


def count_of(text: str) -> int:
    """A whole number; 3.0 is one, 3.5 is not."""
    if re.fullmatch(r"\s*[+-]?[0-9]{1,15}(\.0*)?\s*", text):
        return int(text.strip().partition(".")[0])
    raise Refused(NOT_A_COUNT)


def amount_of(text: str) -> float:
    """A decimal number; infinity and not-a-number are refused."""
    try:
        value = float(text)
    except ValueError:
        raise Refused(NOT_AN_AMOUNT) from None
    if not math.isfinite(value) or "_" in text:
        raise Refused(NOT_AN_AMOUNT)
    return value


READERS: Mapping[Kind, Callable[[str], Value]] = MappingProxyType(
    {
        Kind.DATE: day_of,
        Kind.FLAG: flag_of,
        Kind.COUNT: count_of,
        Kind.AMOUNT: amount_of,
        Kind.CODE: str.strip,
    }
)
"""How the text of a cell is read, for the kinds with few distinct values; keys and free text keep theirs."""


# A spreadsheet runs a cell that starts with one of these. What Sightline writes is guarded with an apostrophe, and so
# is a text that would read back as missing; one already guarded is guarded again, so that reading undoes it exactly.
_MARKERS = "|".join(re.escape(each) for each in (*MISSING[1:], PLACEHOLDER))
GUARDED = rf"^('*(?:[=+\-@\t\r]|(?:{_MARKERS})$))"
_GUARDED = re.compile("'" + GUARDED[1:])


def unguarded(text: str) -> str:
    """The text as it was before it was guarded against running in a spreadsheet."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


@dataclass(frozen=True, slots=True)
class Converted:
    """A column of the record; ``refused`` gives the rows (from 0) whose text was no value, by reason.

    ``is_placeholder`` says that the column holds nothing but the marks of a source that does not fill it.
    """

    values: pa.ChunkedArray
    refused: Mapping[str, np.ndarray]
    is_placeholder: bool = False


def convert(kind: Kind, cells: pa.ChunkedArray, *, is_delimited: bool = True) -> Converted:
    """Cells as ``kind``, whatever type they came in: text, dictionary-coded text, or the types of a Parquet file.

    Only a delimited file writes missing as a word and guards texts against spreadsheets.
    """
    value_type = cells.type.value_type if pa.types.is_dictionary(cells.type) else cells.type
    if not (pa.types.is_string(value_type) or pa.types.is_large_string(value_type)):
        typed = _typed(kind, cells)
        if typed is not None:
            return typed
        cells = _as_text(cells)
    if kind in READERS:
        return _convert_distinct(kind, cells, is_delimited=is_delimited)
    return _convert_text(kind, cells, is_delimited=is_delimited)


def _convert_distinct(kind: Kind, cells: pa.ChunkedArray, *, is_delimited: bool) -> Converted:
    if not pa.types.is_dictionary(cells.type):
        cells = cells.dictionary_encode()
    read, target = READERS[kind], ARROW_TYPES[kind]
    missing = _missing(is_delimited=is_delimited)
    known: dict[str, Value] = {}
    reasons: dict[str, str] = {}
    placeholders = 0
    chunks: list[pa.Array] = []
    refused: dict[str, list[np.ndarray]] = {}
    start = 0
    for chunk in cells.chunks:
        words = chunk.dictionary.to_pylist()
        for word in words:
            if word is None or word in known:
                continue
            known[word] = None
            if word.strip() in missing:
                continue
            if word.strip() == PLACEHOLDER:
                placeholders += 1
                continue
            try:
                value = known[word] = read(unguarded(word) if is_delimited else word)
            except Refused as refusal:
                reasons[word] = str(refusal)
                continue
            placeholders += value is None and kind is Kind.DATE
        values = pa.array([None if word is None else known[word] for word in words], target)
        chunks.append(values.take(chunk.indices))
        for reason in {reasons[word] for word in words if word in reasons}:
            bad = pa.array([index for index, word in enumerate(words) if reasons.get(word) == reason])
            rows = np.flatnonzero(pc.is_in(chunk.indices, value_set=bad.cast(chunk.indices.type)).to_numpy(False))
            refused.setdefault(reason, []).append(rows + start)
        start += len(chunk)
    only_placeholders = placeholders > 0 and not reasons and all(value is None for value in known.values())
    return Converted(
        pa.chunked_array(chunks, target),
        {reason: np.concatenate(rows) for reason, rows in refused.items()},
        only_placeholders,
    )


def _convert_text(kind: Kind, cells: pa.ChunkedArray, *, is_delimited: bool) -> Converted:
    if cells.type != pa.string():
        cells = cells.cast(pa.string())
    if kind is Kind.KEY:
        cells = pc.utf8_trim_whitespace(cells)
    empty = pc.is_in(cells, value_set=pa.array([*_missing(is_delimited=is_delimited), PLACEHOLDER]))
    if pc.any(empty).as_py():
        placeholders = pc.equal(cells, PLACEHOLDER)
        cells = pc.if_else(empty, pa.scalar(None, pa.string()), cells)
        if cells.null_count == len(cells) and pc.any(placeholders).as_py():
            return Converted(cells, {}, is_placeholder=True)
    if is_delimited and pc.any(pc.starts_with(cells, "'")).as_py():
        cells = pc.replace_substring_regex(cells, "^'" + GUARDED[1:], r"\1")
    return Converted(cells, {})


def _missing(*, is_delimited: bool) -> tuple[str, ...]:
    return MISSING if is_delimited else ("",)


def _typed(kind: Kind, cells: pa.ChunkedArray) -> Converted | None:
    """A column of a Parquet file whose type already suits; None when it must go through text."""
    source = cells.type
    if kind is Kind.DATE and (pa.types.is_timestamp(source) or pa.types.is_date(source)):
        days = pc.cast(cells.cast(pa.timestamp("us")) if pa.types.is_date(source) else cells, pa.date32(), safe=False)
        placeholder = pc.equal(days, PLACEHOLDER_DAY)
        outside = pc.or_(pc.less(days, FIRST_DAY), pc.greater(days, LAST_DAY))
        rows = np.flatnonzero(pc.fill_null(outside, False).to_numpy())
        days = pc.if_else(pc.or_(placeholder, outside), pa.scalar(None, pa.date32()), days)
        only = days.null_count == len(days) and bool(pc.any(placeholder).as_py()) and not len(rows)
        return Converted(days, {OUT_OF_RANGE: rows} if len(rows) else {}, only)
    if kind is Kind.FLAG and pa.types.is_boolean(source):
        return Converted(cells, {})
    if kind is Kind.COUNT and pa.types.is_integer(source):
        return Converted(cells.cast(pa.int64(), safe=False), {})
    if kind is Kind.AMOUNT and (pa.types.is_integer(source) or pa.types.is_floating(source)):
        return Converted(cells.cast(pa.float64(), safe=False), {})
    if pa.types.is_null(source):
        return Converted(cells.cast(ARROW_TYPES[kind]), {})
    return None


def _as_text(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_floating(cells.type):  # a key that passed through a spreadsheet: 1001.0 is 1001
        whole = pc.equal(pc.floor(cells), cells)
        if pc.all(whole).as_py() is not False:
            cells = cells.cast(pa.int64(), safe=False)
    try:
        return cells.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return pa.chunked_array([pa.nulls(len(cells), pa.string())])
