"""The expressions that standards are lowered to: which operations they may use, and what they are kept under."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import ibis  # noqa: TID251 - what the engine compiles
import ibis.expr.operations as ops  # noqa: TID251
import pytest

from sightline.engines.lower.plan import plan_of
from sightline.engines.lower.rows import rows_of
from sightline.engines.lower.verdicts import questions
from sightline.engines.sql import expressions as expressions_of
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.nodes import Every, Spans, days
from sightline.standards.standard import Standard
from tests.support.standards import standard_of

PERMITTED = {
    *("UnboundTable", "SelfReference", "Field", "Literal", "Cast"),
    *("Project", "Filter", "DropColumns", "Union", "JoinChain", "JoinLink", "JoinReference"),
    *("Aggregate", "Sum", "Min", "Max", "CountDistinct"),
    *("WindowFunction", "WindowBoundary", "SortKey", "RowNumber", "DenseRank", "Lead"),
    *("And", "Or", "Not", "IfElse", "SearchedCase", "Coalesce", "NullIf", "InValues", "IsNull", "NotNull"),
    *("Equals", "Less", "LessEqual", "Greater", "GreaterEqual", "Add", "Subtract", "Multiply"),
}
"""Operations that every database has and that mean the same in each: whole numbers, flags, equality of texts."""


def _named(standards: list[Standard]) -> Iterator[tuple[str, ibis.Table]]:
    plan = plan_of(standards)
    yield from expressions_of(plan)
    yield from rows_of(plan)
    yield from questions()


@pytest.fixture(scope="module")
def expressions(standards: list[Standard]) -> list[tuple[str, ibis.Table]]:
    """Everything the fixtures' standards of every kind are lowered to."""
    return list(_named(standards))


def test_only_permitted_operations_are_used(expressions: list[tuple[str, ibis.Table]]) -> None:
    found = {(type(node).__name__, name) for name, each in expressions for node in each.op().find(ops.Node)}
    assert not {(operation, name) for operation, name in found if operation not in PERMITTED}


def test_the_catalogue_uses_only_permitted_operations() -> None:
    nodes = {type(node).__name__ for _, each in _named(list(CATALOGUE.values())) for node in each.op().find(ops.Node)}
    assert not nodes - PERMITTED


def test_a_forbidden_operation_would_be_found() -> None:
    table = ibis.table({"day": "date"}, name="t")
    moved = table.select(later=table.day + ibis.interval(days=1))
    assert {type(node).__name__ for node in moved.op().find(ops.Node)} - PERMITTED


def test_no_text_is_ordered_and_no_date_is_a_date(expressions: list[tuple[str, ibis.Table]]) -> None:
    ordering = (ops.Less, ops.LessEqual, ops.Greater, ops.GreaterEqual, ops.Min, ops.Max, ops.SortKey)
    for _, each in expressions:
        for node in each.op().find(ops.Value):
            assert not node.dtype.is_temporal()
            assert not node.dtype.is_interval()
            if isinstance(node, ordering):
                arguments = [arg for arg in node.args if isinstance(arg, ops.Value)]
                assert all(argument.dtype.is_numeric() for argument in arguments)


@pytest.mark.parametrize("dialect", ["postgres", "pyspark"])
def test_other_databases_can_be_asked_the_same(expressions: list[tuple[str, ibis.Table]], dialect: str) -> None:
    for name, each in expressions:
        assert "SELECT" in ibis.to_sql(each, dialect=dialect), name


def test_limits_and_dates_in_force_are_rows() -> None:
    """Changing a limit compiles nothing again."""
    node = Every(CATALOGUE["child-seen-6m"].node.event, Spans("cin_plans", "started_on", "ended_on"), days(42))  # type: ignore[union-attr]
    standard = standard_of(node, in_force=(dt.date(2015, 1, 1), None))
    changed = standard_of(replace(node, limit=days(30)), in_force=(dt.date(2016, 1, 1), None))
    assert plan_of([standard]).structure == plan_of([changed]).structure
    assert plan_of([standard]).tables["asks"] != plan_of([changed]).tables["asks"]


def test_what_a_source_supplies_is_not_compiled_in(standards: list[Standard]) -> None:
    every, none = plan_of(standards), plan_of(standards, lambda _: False)
    assert every.structure == none.structure
    assert every.tables["asks"].num_rows > none.tables["asks"].num_rows == 0
