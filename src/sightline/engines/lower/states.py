"""Spans of the record, merged, clipped, and kept only while another state holds: as ibis tables of whole numbers.

Spans that need the same steps take them together, whatever table they come from; how far each is clipped is a row of
``clips``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from sightline.engines.lower.calendar import FAR
from sightline.engines.lower.moves import NUMBER, moved, nothing, number
from sightline.engines.lower.plan import CLIPS, Plan, State, Use
from sightline.engines.lower.series import births, pooled, states
from sightline.standards.nodes import Spans, Unit

SPANS = ("series", "by", "subject", "count", "ref", "starts", "ends")
STRETCHES = ("series", "by", "starts", "ends")

CLIPPED = ibis.table(dict.fromkeys(CLIPS.names, NUMBER), name="clips")


@dataclass(frozen=True, slots=True)
class Steps:
    """What is done to spans before they are used."""

    is_merged: bool
    is_aged: bool  # a birth date must be known
    from_age: bool
    to_age: bool
    first: Unit | None
    beyond: Unit | None
    only_while: int | None  # how deep states lean on others: the covers they meet are one less deep


def states_of(plan: Plan) -> Iterator[tuple[str, ir.Table]]:
    """Tables to make, in order: ``covers 0`` (and deeper ones that lean on those), ``spans``."""
    by_depth: dict[int, list[tuple[int, State]]] = {}
    for series, state in plan.states:
        if state.use is Use.COVER:
            by_depth.setdefault(_depth(state.spans), []).append((series, state))
    for depth in sorted(by_depth):
        yield f"covers {depth}", merged(_done(by_depth[depth]), ("series", "by")).select(*STRETCHES)
    used = [(series, state) for series, state in plan.states if state.use is not Use.COVER]
    if used:
        rows = _done(used)
        yield "spans", rows.select(*SPANS, place=number(ibis.row_number()))


def spans() -> ir.Table:
    """Spans in which something is owed or counted, after every step, each with a ``place`` of its own."""
    return ibis.table(dict.fromkeys((*SPANS, "place"), NUMBER), name="spans")


def covers(depth: int) -> ir.Table:
    """Stretches of days covered by states that lean on others ``depth`` deep, in order and apart."""
    return ibis.table(dict.fromkeys(STRETCHES, NUMBER), name=f"covers {depth}")


def depth_of(plan: Plan, cover: int) -> int:
    """How deep the state numbered ``cover`` leans on others."""
    return next(_depth(state.spans) for series, state in plan.states if series == cover)


def is_span(rows: ir.Table) -> ir.BooleanValue:
    """Whether a recorded span holds on any day."""
    return rows.starts.notnull() & (rows.ends.isnull() | (rows.ends > rows.starts))


def is_set_aside(rows: ir.Table) -> ir.BooleanValue:
    """Whether what is recorded cannot be a span: no start, or an end before it."""
    return rows.starts.isnull() | (rows.ends < rows.starts)


def merged(rows: ir.Table, together: Sequence[str]) -> ir.Table:
    """Overlapping or touching spans as one, if they agree in ``together``; other columns are those of the earliest.

    A span opens a new stretch when it starts after every earlier one (in order of start, then ref) has ended.
    """
    before = ibis.window(group_by=list(together), order_by=[rows.starts, rows.ref], preceding=(None, 1))
    rows = rows.mutate(far=number(ibis.coalesce(rows.ends, FAR)))
    rows = rows.mutate(reach=rows.far.max().over(before))
    rows = rows.mutate(opens=ibis.ifelse(rows.reach.isnull() | (rows.starts > rows.reach), number(1), number(0)))
    so_far = ibis.window(group_by=list(together), order_by=[rows.starts, rows.ref], preceding=None, following=0)
    rows = rows.mutate(stretch=number(rows.opens.sum().over(so_far)))
    others = [name for name in rows.columns if name not in {*together, *_STEPS}]
    first = {name: ibis.ifelse(rows.opens == 1, rows[name], nothing()).max() for name in others}
    joined = rows.group_by(*together, "stretch").agg(starts=rows.starts.min(), far=rows.far.max(), **first)
    return joined.select(*together, *others, "starts", ends=joined.far.nullif(FAR))


_STEPS = frozenset({"starts", "ends", "far", "reach", "opens", "stretch"})


def _done(wanted: Iterable[tuple[int, State]]) -> ir.Table:
    by_steps: dict[Steps, list[int]] = {}
    for series, state in wanted:
        by_steps.setdefault(_steps(state.spans), []).append(series)
    return pooled(_stepped(steps, states(series)) for steps, series in by_steps.items())


def _steps(spans: Spans) -> Steps:
    low, high = spans.aged or (None, None)
    return Steps(
        is_merged=spans.merged,
        is_aged=spans.aged is not None,
        from_age=low is not None,
        to_age=high is not None,
        first=None if spans.first is None else spans.first.unit,
        beyond=None if spans.beyond is None else spans.beyond.unit,
        only_while=None if spans.only_while is None else _depth(spans),
    )


def _depth(spans: Spans) -> int:
    return 0 if spans.only_while is None else 1 + _depth(spans.only_while.spans)


def _stepped(steps: Steps, rows: ir.Table) -> ir.Table:
    rows = rows.filter(is_span(rows))
    if steps.is_merged:  # a row without a key merges with none
        rows = rows.mutate(by=ibis.coalesce(rows.by, number(-1 - rows.ref)), subject=ibis.coalesce(rows.subject, -1))
        rows = merged(rows, ("series", "by", "subject"))
    is_clipped = steps.is_aged or steps.first or steps.beyond or steps.only_while is not None
    if not is_clipped:
        return rows.select(*SPANS)
    clips = CLIPPED.select(*CLIPS.names[1:], clip=CLIPPED.series)
    rows = rows.inner_join(clips, rows.series == clips.clip).select(*rows.columns, *CLIPS.names[1:])
    rows = rows.mutate(own_starts=rows.starts)
    if steps.is_aged:
        born = births()
        rows = rows.inner_join(born, rows.person == born.born_person).select(*rows.columns, "born")
    if steps.from_age:
        rows = _from(moved(rows, "born", "low", Unit.MONTHS, "bound"))
    if steps.to_age:
        rows = _up_to(moved(rows, "born", "high", Unit.MONTHS, "bound"))
    if steps.first is not None:
        rows = _up_to(moved(rows, "own_starts", "first", steps.first, "bound"))
    if steps.beyond is not None:
        rows = _from(moved(rows, "own_starts", "beyond", steps.beyond, "bound"))
    if steps.only_while is not None:
        rows = _only_while(rows, covers(steps.only_while - 1))
    return rows.select(*SPANS)


def _only_while(rows: ir.Table, others: ir.Table) -> ir.Table:
    others = others.select(cover=others.series, cover_by=others.by, covered=others.starts, bared=others.ends)
    columns = rows.columns
    rows = rows.inner_join(others, [rows.only_while == others.cover, rows.only_by == others.cover_by])
    rows = _from(rows.select(*columns, "bared", bound=rows.covered))
    rows = _up_to(rows.mutate(bound=number(ibis.coalesce(rows.bared, FAR))))
    return rows.mutate(ends=rows.ends.nullif(FAR))


def _from(rows: ir.Table) -> ir.Table:
    """What of the spans lies on or after ``bound``; nothing if that day cannot be said."""
    rows = rows.mutate(starts=ibis.ifelse(rows.starts < rows.bound, rows.bound, rows.starts))
    return rows.filter(rows.bound.notnull(), rows.ends.isnull() | (rows.starts < rows.ends)).drop("bound")


def _up_to(rows: ir.Table) -> ir.Table:
    """What of the spans lies before ``bound``; nothing if that day cannot be said."""
    rows = rows.mutate(ends=ibis.ifelse(rows.ends.isnull() | (rows.ends > rows.bound), rows.bound, rows.ends))
    return rows.filter(rows.bound.notnull(), rows.starts < rows.ends).drop("bound")
