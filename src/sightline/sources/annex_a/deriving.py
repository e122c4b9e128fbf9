"""The lists worked out from a record, as at a day: a query of the list's own for each, in ``queries/``.

DuckDB runs the queries over the record's Arrow tables. They are plain SQL so that a council's analyst can read how a
list comes about, and try it on a warehouse of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from importlib import resources

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from sightline.errors import UserError
from sightline.record import calendar
from sightline.record.schema import Kind
from sightline.sources.annex_a.lists import Lists, arrow_schema, empty, missing, needed
from sightline.sources.annex_a.specification import AnnexList, ListColumn, specification
from sightline.sources.extract import ARROW_TYPES, Extract
from sightline.sources.progress import Progress, silent

TABLES_READ = (
    *("people", "disabilities", "teams", "professionals", "involvements", "contacts", "early_help_episodes"),
    *("cin_episodes", "assessments", "s47_enquiries", "initial_cp_conferences", "cin_plans", "cin_visits", "cp_plans"),
    *("cp_visits", "cp_reviews", "legal_statuses", "immigration_statuses", "cla_episodes", "cla_placements"),
    *("cla_reviews", "cla_visits", "cla_care_plans", "cla_health_checks", "missing_episodes", "return_interviews"),
    *("care_leavers", "pathway_plans", "permanences"),
)
"""Every table that a list is worked out from."""


def derive(extract: Extract, as_at: dt.date, progress: Progress = silent) -> Lists:
    """The lists as the record has them at the end of ``as_at``; a list the record holds nothing of is there, empty."""
    since = [calendar.add_months(as_at, -months) for months in (6, 12)]
    if None in since:
        raise UserError(f"{as_at} lies outside the calendar; choose a day between 1971 and 2060.")
    lists = specification().lists
    tables, unfillable, unfit = {}, {}, {}
    with duckdb.connect(":memory:", config={"threads": 2}) as base:
        for name in TABLES_READ:
            base.register(name, extract.tables[name])
        base.execute(
            "CREATE TEMP TABLE asked AS SELECT ?::DATE AS as_at, ?::DATE AS six_months, ?::DATE AS twelve_months, "
            "?::BOOLEAN AS ends_are_known",
            [as_at, *since, extract.supplies("s47_enquiries", "ended_on")],
        )
        base.execute(_query("00_shared"))
        for number, annex_list in lists.items():
            progress("working out the lists", number, len(lists))
            unfillable[number] = frozenset(each.key for each in annex_list.columns if not _can_fill(each, extract))
            if not any(each.reads for each in annex_list.columns):
                tables[number] = empty(annex_list)
                continue
            rows = base.execute(_query(f"{number:02}")).fetch_arrow_table()
            tables[number], misfits = _as_listed(annex_list, rows, unfillable[number])
            unfit.update({(number, key): whom for key, whom in misfits.items()})
    return Lists(tables, as_at, extract.source, unfillable, unfit)


@cache
def _query(name: str) -> str:
    return resources.files("sightline.sources.annex_a").joinpath(f"queries/{name}.sql").read_text("utf-8")


def _can_fill(column: ListColumn, extract: Extract) -> bool:
    """Whether the record can hold what the column asks, or does: a reader may keep a value it cannot keep in full."""
    return any(extract.supplies(table, name) for table, name in column.reads) or any(
        extract.tables[table].column(name).null_count < extract.tables[table].num_rows for table, name in column.reads
    )


def _as_listed(
    annex_list: AnnexList, rows: pa.Table, unfillable: Iterable[str]
) -> tuple[pa.Table, dict[str, tuple[str, ...]]]:
    """The query's rows with the record's codes as the list has them, and by column, whose fitted none of its codes.

    A column that nothing can fill stays empty: "no" and 0 would be answers.
    """
    unfit: dict[str, tuple[str, ...]] = {}
    columns = {}
    for column in annex_list.columns:
        if column.key in unfillable:
            columns[column.key] = pa.nulls(rows.num_rows, ARROW_TYPES[column.kind])
            continue
        values = rows.column(column.key)
        if column.kind is Kind.CODE:
            values, fits_none = _coded(column, values)
            if pc.any(fits_none).as_py():
                unfit[column.key] = tuple(rows.column(annex_list.subject.key).filter(fits_none).to_pylist())
        columns[column.key] = values.cast(ARROW_TYPES[column.kind])
    table = pa.table(columns, schema=arrow_schema(annex_list))
    return _unknown_said(annex_list, table, unfillable), unfit


def _coded(column: ListColumn, values: pa.ChunkedArray) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """The list's codes for the record's, and for each row whether there is none for it."""
    known = column.codes.of_record if column.codes is not None else {}
    words = values.cast(pa.string())
    codes = pa.array(list(known.values()), pa.string())
    found = codes.take(pc.index_in(words, value_set=pa.array(list(known), pa.string())))
    return found, pc.and_(pc.is_null(found), pc.is_valid(words))


def _unknown_said(annex_list: AnnexList, table: pa.Table, unfillable: Iterable[str]) -> pa.Table:
    """Where the list has a code for not known, an empty cell that is needed says so."""
    for place, column in enumerate(annex_list.columns):
        if column.codes is None or column.codes.unknown is None or column.key in unfillable:
            continue
        says_unknown = pc.and_(needed(column, table), missing(column, table))
        values = pc.if_else(says_unknown, column.codes.unknown, table.column(column.key))
        table = table.set_column(place, column.key, values)
    return table
