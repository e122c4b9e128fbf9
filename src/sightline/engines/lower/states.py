"""Spans of the record, merged, clipped, and kept only while another state holds: as ibis tables of whole numbers.

Spans that need the same steps take them together, whatever table they come from; how far each is clipped is a row of
``clips``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ibis
import ibis.expr.types as ir

from sightline.engines.lower.calendar import FAR
from sightline.engines.lower.moves import NUMBER, moved, nothing, number
from sightline.engines.lower.parts import BOUNDS, CLIPS, State, Use
from sightline.engines.lower.plan import Plan
from sightline.engines.lower.series import STATE, births, pooled, states
from sightline.standards.nodes import Spans, Unit

SPANS = ("series", "by", "subject", "count", "ref", "starts", "ends")
STRETCHES = ("series", "by", "starts", "ends")

CLIPPED = ibis.table(dict.fromkeys(CLIPS.names, NUMBER), name="clips")


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


def _done(wanted: Sequence[tuple[int, State]]) -> ir.Table:
    """Spans after every step: those never clipped together, and those clipped, by how deep they lean on others."""
    by_depth: dict[int, list[tuple[int, State]]] = {}
    for series, state in wanted:
        by_depth.setdefault(0 if not _is_clipped(state.spans) else 1 + _depth(state.spans), []).append((series, state))
    return pooled(_stepped(by_depth[depth], depth) for depth in sorted(by_depth))


def _is_clipped(spans: Spans) -> bool:
    return any(each is not None for each in (spans.aged, spans.first, spans.beyond, spans.only_while))


def _depth(spans: Spans) -> int:
    """How deep a state leans on others."""
    return 0 if spans.only_while is None else 1 + _depth(spans.only_while.spans)


def _stepped(wanted: Sequence[tuple[int, State]], depth: int) -> ir.Table:
    """The states, which all lean on others as deep: 0 if they are not clipped, else one more than :func:`_depth`."""
    rows = pooled(
        _recorded([series for series, state in wanted if state.spans.merged is is_merged], is_merged)
        for is_merged in sorted({state.spans.merged for _, state in wanted})
    )
    if depth == 0:
        return rows.select(*SPANS)
    clips = CLIPPED.select(*CLIPS.names[1:], clip=CLIPPED.series)
    rows = rows.inner_join(clips, rows.series == clips.clip).select(*rows.columns, *CLIPS.names[1:])
    rows = rows.mutate(own_starts=rows.starts)
    every = [state.spans for _, state in wanted]
    if any(spans.aged is not None for spans in every):
        rows = _aged(rows)
    for bound, clipped in zip(BOUNDS, (_up_to, _from), strict=True):
        for unit in sorted({limit.unit for spans in every if (limit := getattr(spans, bound)) is not None}):
            column = f"{bound}_{unit}"
            rows = clipped(moved(rows, "own_starts", column, unit, "bound"), column)
    return (_only_while(rows, covers(depth - 2)) if depth > 1 else rows).select(*SPANS)


def _recorded(series: Sequence[int], is_merged: bool) -> ir.Table:
    rows = states(series)
    rows = rows.filter(is_span(rows))
    if not is_merged:
        return rows.select(*STATE)
    # a row without a key merges with none
    rows = rows.mutate(by=ibis.coalesce(rows.by, number(-1 - rows.ref)), subject=ibis.coalesce(rows.subject, -1))
    return merged(rows, ("series", "by", "subject")).select(*STATE)


def _aged(rows: ir.Table) -> ir.Table:
    born = births()
    rows = rows.left_join(born, rows.person == born.born_person).select(*rows.columns, "born")
    rows = rows.filter(rows.is_aged.isnull() | rows.born.notnull())
    rows = _from(moved(rows, "born", "low", Unit.MONTHS, "bound"), "low")
    return _up_to(moved(rows, "born", "high", Unit.MONTHS, "bound"), "high")


def _only_while(rows: ir.Table, others: ir.Table) -> ir.Table:
    others = others.select(cover=others.series, cover_by=others.by, covered=others.starts, bared=others.ends)
    columns = rows.columns
    rows = rows.inner_join(others, [rows.only_while == others.cover, rows.only_by == others.cover_by])
    rows = _from(rows.select(*columns, "bared", bound="covered"), "only_while")
    rows = _up_to(rows.mutate(bound=number(ibis.coalesce(rows.bared, FAR))), "only_while")
    return rows.mutate(ends=rows.ends.nullif(FAR))


def _from(rows: ir.Table, column: str) -> ir.Table:
    """What of the spans lies on or after ``bound``; nothing if ``column`` sets one and that day cannot be said."""
    starts = ibis.ifelse(rows.starts < rows.bound, rows.bound, rows.starts)
    rows = rows.filter(rows[column].isnull() | rows.bound.notnull(), rows.ends.isnull() | (starts < rows.ends))
    return rows.mutate(starts=ibis.ifelse(rows.starts < rows.bound, rows.bound, rows.starts)).drop("bound")


def _up_to(rows: ir.Table, column: str) -> ir.Table:
    """What of the spans lies before ``bound``; nothing if ``column`` sets one and that day cannot be said."""
    is_cut = rows.bound.notnull() & (rows.ends.isnull() | (rows.ends > rows.bound))
    rows = rows.mutate(ends=ibis.ifelse(is_cut, rows.bound, rows.ends))
    is_left = rows.ends.isnull() | (rows.starts < rows.ends)
    return rows.filter(rows[column].isnull() | rows.bound.notnull(), is_left).drop("bound")
