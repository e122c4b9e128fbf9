"""A file of the SSDA903 return as rows of typed cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sightline.sources.ssda903_layout import ReturnFile
from sightline.sources.values import Value


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One row of a file of the return, and where it stands."""

    file: str
    line: int
    child: str
    cells: Mapping[str, Value]

    def text(self, name: str) -> str | None:
        """The text in a cell; None when it is missing."""
        value = self.cells.get(name)
        return value if isinstance(value, str) else None

    def day(self, name: str) -> dt.date | None:
        """The day in a cell; None when it is missing or was refused."""
        value = self.cells.get(name)
        return value if isinstance(value, dt.date) else None


@dataclass(frozen=True, slots=True)
class Returned:
    """One file of the return read: its columns, as many values in each as there are ``lines``."""

    file: ReturnFile
    name: str
    columns: Mapping[str, Sequence[Value]]
    lines: Sequence[int]

    def rows(self) -> Iterator[ReturnRow]:
        """Its rows, those without a child left out."""
        names = tuple(self.columns)
        for line, values in zip(self.lines, zip(*self.columns.values(), strict=True), strict=True):
            cells = dict(zip(names, values, strict=True))
            if cells["CHILD"] is not None:
                yield ReturnRow(self.name, line, str(cells["CHILD"]), cells)
