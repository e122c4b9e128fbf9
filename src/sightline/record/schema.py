"""How a table of the record is declared: one frozen row class, read by everything else.

A declaration is documentation, validation, form label, extract mapping and simulation target at once. Importers,
exporters, the reference pages and the engines derive what they need from :class:`Table`; nothing repeats a column.

This module, and all of :mod:`sightline.record`, imports the standard library only.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar


class Privacy(StrEnum):
    """How much a column says about a person; decides who may see it and what may be published."""

    IDENTIFYING = "identifying"  # names or points to one person by itself
    SENSITIVE = "sensitive"  # about a child or family, harmful if linked to them
    OPERATIONAL = "operational"  # about the running of the service or its staff
    PUBLIC = "public"  # could be published as it stands


class Kind(StrEnum):
    """The type of a column's values."""

    KEY = "key"  # opaque identifier, never a row number
    TEXT = "text"
    CODE = "code"  # one value of a code set
    DATE = "date"  # a day; the record keeps no times of day
    FLAG = "flag"  # true, false or not recorded
    COUNT = "count"  # whole number
    AMOUNT = "amount"  # decimal number


PYTHON_TYPES: Mapping[Kind, type] = types.MappingProxyType(
    {
        Kind.KEY: str,
        Kind.TEXT: str,
        Kind.CODE: str,
        Kind.DATE: dt.date,
        Kind.FLAG: bool,
        Kind.COUNT: int,
        Kind.AMOUNT: float,
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, what it means, where the Standard Safeguarding Dataset keeps it, and its privacy class.

    ``ssd`` is the SSD column name; ``name#KEY`` is one key of an SSD column that holds JSON; None where the SSD has
    no such column. ``through`` names ``table.column`` to look the value up in, for a child's key that the SSD leaves to
    a parent table. ``references`` names the table whose key this column holds.
    """

    name: str
    kind: Kind
    meaning: str
    privacy: Privacy
    ssd: str | None = None
    codes: str | None = None
    references: str | None = None
    through: str | None = None
    is_key: bool = False
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A declared table: its name, row class and columns in order."""

    name: str
    row: type[Row]
    columns: tuple[Column, ...]
    meaning: str
    ssd: str | None

    @property
    def key(self) -> Column:
        """The column whose value names a row for ever."""
        return next(column for column in self.columns if column.is_key)

    def column(self, name: str) -> Column:
        """The column called ``name``; KeyError with the table's columns if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        known = ", ".join(column.name for column in self.columns)
        raise KeyError(f"{self.name} has no column {name!r}; it has {known}")

    def has(self, name: str) -> bool:
        """Whether the table declares a column called ``name``."""
        return any(column.name == name for column in self.columns)


class Row:
    """Base of every row class; rows are frozen and made by keyword."""

    __slots__ = ()


def _field(kind: Kind, meaning: str, **about: Any) -> Any:
    metadata = {"kind": kind, "meaning": meaning, **about}
    if about.get("is_required"):
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=None, metadata=metadata)


def key(meaning: str, *, ssd: str | None = None) -> Any:
    """The row's own stable key; always present."""
    return _field(Kind.KEY, meaning, ssd=ssd, privacy=Privacy.OPERATIONAL, is_key=True, is_required=True)


def link(
    table: str,
    meaning: str,
    *,
    ssd: str | None = None,
    through: str | None = None,
    privacy: Privacy = Privacy.OPERATIONAL,
) -> Any:
    """The key of a row in another table; a dangling one is reported, not refused."""
    return _field(Kind.KEY, meaning, ssd=ssd, references=table, through=through, privacy=privacy)


def identifier(meaning: str, *, ssd: str | None = None, privacy: Privacy = Privacy.OPERATIONAL) -> Any:
    """A key shared by several rows that has no table of its own, such as a whole period of care."""
    return _field(Kind.KEY, meaning, ssd=ssd, privacy=privacy)


def text(meaning: str, *, ssd: str | None = None, privacy: Privacy = Privacy.SENSITIVE) -> Any:
    """Words as they were typed."""
    return _field(Kind.TEXT, meaning, ssd=ssd, privacy=privacy)


def code(meaning: str, *, codes: str, ssd: str | None = None, privacy: Privacy = Privacy.SENSITIVE) -> Any:
    """One value of the code set named ``codes`` (:mod:`sightline.record.codes`)."""
    return _field(Kind.CODE, meaning, ssd=ssd, codes=codes, privacy=privacy)


def day(meaning: str, *, ssd: str | None = None, privacy: Privacy = Privacy.SENSITIVE) -> Any:
    """A date. The SSD's date-times are read as their day; none of its clocks is finer."""
    return _field(Kind.DATE, meaning, ssd=ssd, privacy=privacy)


def flag(meaning: str, *, ssd: str | None = None, privacy: Privacy = Privacy.SENSITIVE) -> Any:
    """Yes, no, or None for not recorded; the three are never confused."""
    return _field(Kind.FLAG, meaning, ssd=ssd, privacy=privacy)


def count(meaning: str, *, ssd: str | None = None, privacy: Privacy = Privacy.SENSITIVE) -> Any:
    """A whole number."""
    return _field(Kind.COUNT, meaning, ssd=ssd, privacy=privacy)


def amount(meaning: str, *, ssd: str | None = None, privacy: Privacy = Privacy.SENSITIVE) -> Any:
    """A decimal number, its unit in the meaning."""
    return _field(Kind.AMOUNT, meaning, ssd=ssd, privacy=privacy)


R = TypeVar("R", bound=type[Row])

_DECLARED: dict[str, Table] = {}


def table(name: str, *, ssd: str | None = None) -> Callable[[R], R]:
    """Declare the decorated frozen dataclass as the table ``name``; its docstring is the table's meaning."""

    def declare(row: R) -> R:
        if name in _DECLARED:
            raise ValueError(f"table {name!r} is declared twice: {_DECLARED[name].row.__name__} and {row.__name__}")
        hints = typing.get_type_hints(row)
        columns = tuple(_declared_column(row, hints, each) for each in dataclasses.fields(typing.cast(Any, row)))
        if sum(column.is_key for column in columns) != 1:
            raise ValueError(f"table {name!r} needs exactly one key column")
        _DECLARED[name] = Table(name, row, columns, (row.__doc__ or "").strip(), ssd)
        return row

    return declare


def _declared_column(row: type[Row], hints: Mapping[str, Any], each: dataclasses.Field[Any]) -> Column:
    column = Column(name=each.name, **each.metadata)
    expected: Any = PYTHON_TYPES[column.kind]
    if not column.is_required:
        expected = expected | None
    if hints[each.name] != expected:
        raise TypeError(f"{row.__name__}.{each.name} is declared {column.kind} but annotated {hints[each.name]}")
    return column


def declared() -> Mapping[str, Table]:
    """Every table declared so far, by name; import :mod:`sightline.record.tables` to have them all."""
    return types.MappingProxyType(_DECLARED)
