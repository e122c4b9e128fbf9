"""Verdicts in a database: the rules of :mod:`sightline.standards.obligations`, stated once more as expressions.

Days are whole numbers. One table is read, ``obligations`` of an evaluation with the team each is counted under; the
days that a question is about are marked (:data:`MARKS`), and put in place of their marks when it is asked.
"""

from __future__ import annotations

from collections.abc import Iterator

import ibis
import ibis.expr.types as ir

from sightline.engines.lower.marks import MARKS
from sightline.engines.lower.moves import NUMBER, nothing, number
from sightline.standards.obligations import Verdict

COLUMNS = ("standard", "subject", "ref", "since", "due", "done_on", "ended_on")
TEAM = "team"
OBLIGATIONS = ibis.table(dict.fromkeys((*COLUMNS, TEAM), NUMBER), name="obligations")
AS_AT, WINDOW_FROM = (number(mark) for mark in MARKS.values())

COUNTS = ("due", "met", "breached_open", "breached_late", "not_yet_due", "unknown")
VERDICTS = tuple(Verdict)  # a verdict's number is its place here


def standing(rows: ir.Table) -> ir.Table:
    """``rows`` that exist on the day asked about, with ``verdict`` (its number), ``is_open`` and ``is_running``."""
    is_known = rows.since.notnull() & rows.due.notnull()
    is_done = (rows.done_on <= AS_AT).fill_null(False)
    is_running = rows.ended_on.isnull() | (rows.ended_on > AS_AT)
    verdict = ibis.cases(
        (~is_known, _verdict(Verdict.UNKNOWN)),
        (is_done & (rows.done_on <= rows.due), _verdict(Verdict.MET)),
        (is_done, _verdict(Verdict.BREACHED)),
        (~is_running & (rows.ended_on <= rows.due), _verdict(Verdict.NOT_YET_DUE)),
        (rows.due < AS_AT, _verdict(Verdict.BREACHED)),
        else_=_verdict(Verdict.NOT_YET_DUE),
    )
    rows = rows.filter(rows.since.isnull() | (rows.since <= AS_AT))
    rows = rows.mutate(verdict=verdict, is_running=is_running, is_done=is_done)
    is_open = (rows.verdict == _verdict(Verdict.BREACHED)) & ~rows.is_done & rows.is_running
    return rows.mutate(is_open=is_open)


def counted(rows: ir.Table) -> ir.Table:
    """``rows`` standing on a day, with a flag for each of :data:`COUNTS` that says whether it counts there."""
    in_window = ((rows.due > WINDOW_FROM) & (rows.due <= AS_AT)).fill_null(False)
    is_breached = rows.verdict == _verdict(Verdict.BREACHED)
    rows = rows.mutate(
        is_met=in_window & (rows.verdict == _verdict(Verdict.MET)),
        is_breached_open=rows.is_open,
        is_breached_late=in_window & is_breached & ~rows.is_open,
        is_not_yet_due=(rows.verdict == _verdict(Verdict.NOT_YET_DUE)) & rows.is_running,
        is_unknown=(rows.verdict == _verdict(Verdict.UNKNOWN)) & (rows.since.isnull() | (rows.since > WINDOW_FROM)),
    )
    return rows.mutate(is_due=rows.is_met | rows.is_breached_open | rows.is_breached_late)


def questions() -> Iterator[tuple[str, ir.Table]]:
    """Every query an evaluation answers, by name."""
    yield "counts", _counts(("standard",))
    yield "counts_by_team", _counts(("standard", TEAM))
    rows = counted(standing(OBLIGATIONS))
    yield "standing", rows.select(*COLUMNS, TEAM, "verdict", "is_open", *(f"is_{name}" for name in COUNTS))


def _counts(by: tuple[str, ...]) -> ir.Table:
    """What was settled before the window counts nowhere, and is most of the record: it is left out first."""
    rows = OBLIGATIONS
    is_settled = (rows.done_on <= AS_AT).fill_null(False) | (rows.ended_on <= AS_AT).fill_null(False)
    rows = counted(standing(rows.filter(rows.due.isnull() | (rows.due > WINDOW_FROM) | ~is_settled)))
    sums = {name: rows[f"is_{name}"].cast(NUMBER).sum() for name in COUNTS}
    in_breach = ibis.ifelse(rows.is_breached_open | rows.is_breached_late, rows.subject, nothing())
    return rows.group_by(*by).agg(**sums, subjects=in_breach.nunique())


def _verdict(verdict: Verdict) -> ir.Value:
    return number(VERDICTS.index(verdict))
