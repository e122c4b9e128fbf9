"""The manual: what each kind of standard means, as literal rows and the obligations they yield, on every engine.

A folder is a chapter, a file a section, a test a paragraph. ``spec`` is given a record, a node and the expected
obligations, as ASCII tables (:mod:`tests.support.records`). A column ``on 2024-05-01`` holds the verdict at the
end of that day, or ``-`` where the obligation had not yet begun.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from sightline.engines.base import Engine, from_arrow
from sightline.sources.extract import from_rows
from sightline.standards.nodes import Node
from sightline.standards.obligations import Obligation, SubjectKind, exists_on, verdict_on
from tests.support.engines import engine, keeps_compiled_sql_with_the_tests
from tests.support.records import read_record, read_table, written
from tests.support.standards import ALWAYS, standard_of

__all__ = ["engine", "keeps_compiled_sql_with_the_tests"]

ON = "on "


@dataclass(frozen=True)
class Spec:
    """One paragraph of the manual, checked on one engine."""

    engine: Engine

    def __call__(
        self,
        record: str,
        node: Node,
        expect: str,
        *,
        subject: str = "person_id",
        subject_kind: SubjectKind = SubjectKind.CHILD,
        in_force: tuple[dt.date | None, dt.date | None] = ALWAYS,
        only: Iterable[str] | None = None,
    ) -> None:
        """Evaluate ``node`` over ``record`` and compare the columns that ``expect`` names; its rows in any order."""
        standard = standard_of(node, subject=subject, subject_kind=subject_kind, in_force=in_force)
        extract = from_rows(read_record(record), only=only)
        obligations = from_arrow(self.engine.obligations(extract, [standard]))
        lines = [line for line in expect.splitlines() if line.strip()]
        header = [cell.strip() for cell in lines[0].split("|")]
        expected = sorted(tuple(row[column] for column in header) for row in read_table(lines))
        found = sorted(tuple(_cell(each, column) for column in header) for each in obligations)
        assert found == expected, (
            f"{self.engine.name} yields\n{written(header, found)}\nnot\n{written(header, expected)}"
        )


@pytest.fixture
def spec(engine: Engine) -> Spec:
    """A paragraph, on each engine."""
    return Spec(engine)


def _cell(obligation: Obligation, column: str) -> str:
    if column.startswith(ON):
        day = dt.date.fromisoformat(column.removeprefix(ON))
        return verdict_on(obligation, day).value if exists_on(obligation, day) else "-"
    value = getattr(obligation, column)
    return "" if value is None else str(value)
