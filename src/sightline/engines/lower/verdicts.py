"""Verdicts in a database: the rules of :mod:`sightline.standards.obligations`, stated once more as expressions.

Days are whole numbers. Two tables are read: ``obligations`` (of an evaluation, with the team each is counted under) and
``asked``, one row with the days that a question is about.
"""

from __future__ import annotations

from collections.abc import Iterator

import ibis
import ibis.expr.types as ir

from sightline.engines.lower.calendar import FAR
from sightline.engines.lower.moves import NUMBER, nothing, number
from sightline.standards.obligations import Verdict

COLUMNS = ("standard", "subject", "ref", "since", "due", "done_on", "ended_on")
TEAM = "team"
OBLIGATIONS = ibis.table(dict.fromkeys((*COLUMNS, TEAM), NUMBER), name="obligations")
ON_A_DAY = ibis.table(dict.fromkeys(("as_at", "window_from"), NUMBER), name="asked")
OVER_DAYS = ibis.table(dict.fromkeys(("first", "last"), NUMBER), name="asked")

COUNTS = ("due", "met", "breached_open", "breached_late", "not_yet_due", "unknown")
STATES = ("met", "breached_open", "breached_over", "not_yet_due", "unknown")
VERDICTS = tuple(Verdict)  # a verdict's number is its place here


def standing(rows: ir.Table) -> ir.Table:
    """``rows`` that exist on the day ``as_at``, with ``verdict`` (its number), ``is_open`` and ``is_running``."""
    as_at = rows.as_at
    is_known = rows.since.notnull() & rows.due.notnull()
    is_done = rows.done_on.notnull() & (rows.done_on <= as_at)
    is_running = rows.ended_on.isnull() | (rows.ended_on > as_at)
    is_lapsed = rows.ended_on.notnull() & (rows.ended_on <= rows.due) & (rows.ended_on <= as_at)
    verdict = ibis.cases(
        (~is_known, _verdict(Verdict.UNKNOWN)),
        (is_done & (rows.done_on <= rows.due), _verdict(Verdict.MET)),
        (is_done, _verdict(Verdict.BREACHED)),
        (is_lapsed, _verdict(Verdict.NOT_YET_DUE)),
        (as_at > rows.due, _verdict(Verdict.BREACHED)),
        else_=_verdict(Verdict.NOT_YET_DUE),
    )
    rows = rows.filter(rows.since.isnull() | (rows.since <= as_at))
    rows = rows.mutate(verdict=verdict, is_running=is_running, is_done=is_done)
    is_open = (rows.verdict == _verdict(Verdict.BREACHED)) & ~rows.is_done & rows.is_running
    return rows.mutate(is_open=is_open)


def counted(rows: ir.Table) -> ir.Table:
    """``rows`` standing on a day, with a flag for each of :data:`COUNTS` that says whether it counts there."""
    in_window = (rows.due > rows.window_from) & (rows.due <= rows.as_at)
    is_breached = rows.verdict == _verdict(Verdict.BREACHED)
    flags = {
        "met": in_window & (rows.verdict == _verdict(Verdict.MET)),
        "breached_open": rows.is_open,
        "breached_late": in_window & is_breached & ~rows.is_open,
        "not_yet_due": (rows.verdict == _verdict(Verdict.NOT_YET_DUE)) & rows.is_running,
        "unknown": (rows.verdict == _verdict(Verdict.UNKNOWN))
        & (rows.since.isnull() | (rows.since > rows.window_from)),
    }
    rows = rows.mutate(**{f"is_{name}": ibis.coalesce(flag, False) for name, flag in flags.items()})
    return rows.mutate(is_due=rows.is_met | rows.is_breached_open | rows.is_breached_late)


def questions() -> Iterator[tuple[str, ir.Table]]:
    """Every query an evaluation answers, by name."""
    rows = counted(standing(OBLIGATIONS.cross_join(ON_A_DAY)))
    yield "counts", _counts(rows, ("standard",))
    yield "counts_by_team", _counts(rows, ("standard", TEAM))
    flags = [f"is_{name}" for name in COUNTS]
    yield "standing", rows.select(*COLUMNS, TEAM, "verdict", "is_open", *flags)
    yield "history", _changes(("standard",))
    yield "history_by_team", _changes(("standard", TEAM))


def _counts(rows: ir.Table, by: tuple[str, ...]) -> ir.Table:
    sums = {name: rows[f"is_{name}"].cast(NUMBER).sum() for name in COUNTS}
    in_breach = ibis.ifelse(rows.is_breached_open | rows.is_breached_late, rows.subject, nothing())
    return rows.group_by(*by).agg(**sums, subjects=in_breach.nunique())


def _changes(by: tuple[str, ...]) -> ir.Table:
    """How many obligations enter and leave each of :data:`STATES` on each day from ``first`` to ``last``.

    An obligation passes through at most three states: not yet due, then met or in breach, then that breach over. What
    happened before ``first`` counts on ``first``.
    """
    rows = OBLIGATIONS.select(*by, "since", "due", "done_on", "ended_on")
    is_known = rows.since.notnull() & rows.due.notnull()
    is_met = is_known & rows.done_on.notnull() & (rows.done_on <= rows.due)
    is_lapsed = is_known & ~is_met & rows.ended_on.notnull() & (rows.ended_on <= rows.due)
    turns = ibis.cases(
        (is_met, rows.done_on),
        (is_lapsed, rows.ended_on),
        (is_known, number(rows.due + 1)),
    )
    over = ibis.ifelse(
        rows.done_on.isnull() | (rows.ended_on.notnull() & (rows.ended_on < rows.done_on)), rows.ended_on, rows.done_on
    )
    rows = rows.mutate(
        starts=ibis.coalesce(rows.since, number(-FAR)),
        turns=ibis.ifelse(turns < rows.since, rows.since, turns),
        over=over,
        is_known=ibis.coalesce(is_known, False),
        is_met=ibis.coalesce(is_met, False),
        is_breach=ibis.coalesce(is_known & ~is_met & ~is_lapsed, False),
    )
    rows = rows.mutate(over=ibis.ifelse(rows.over < rows.turns, rows.turns, rows.over))
    starts = _change(rows, by, rows.starts, not_yet_due=_one(rows.is_known), unknown=_one(~rows.is_known))
    known = rows.filter(rows.is_known)
    turned = _change(
        known,
        by,
        known.turns,
        not_yet_due=number(-1),
        met=_one(known.is_met),
        breached_open=_one(known.is_breach),
    )
    breaches = rows.filter(rows.is_breach, rows.over.notnull())
    ended = _change(breaches, by, breaches.over, breached_open=number(-1), breached_over=number(1))
    changes = ibis.union(starts, turned, ended).cross_join(OVER_DAYS)
    changes = changes.filter(changes.day <= changes.last)
    changes = changes.mutate(day=ibis.ifelse(changes.day < changes["first"], changes["first"], changes.day))
    sums = {name: changes[name].sum() for name in STATES}
    return changes.group_by(*by, "day").agg(**sums)


def _change(rows: ir.Table, by: tuple[str, ...], day: ir.Value, **states: ir.Value) -> ir.Table:
    values = {name: number(states.get(name, number(0))) for name in STATES}
    return rows.select(*by, day=number(day), **values)


def _one(flag: ir.BooleanValue) -> ir.Value:
    return ibis.ifelse(flag, number(1), number(0))


def _verdict(verdict: Verdict) -> ir.Value:
    return number(VERDICTS.index(verdict))
