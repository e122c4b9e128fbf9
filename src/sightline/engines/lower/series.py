"""Events and spans of the record, as ibis tables of whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir

from sightline.engines.lower.columns import REF, Form, Held, database_type, form_tested, in_database
from sightline.engines.lower.moves import NUMBER, moved, nothing, number
from sightline.standards.nodes import Condition, Events, Limit, Linked, OnlyWhile, Spans, Test, Unit

FAR = 2_000_000_000  # a day number beyond any calendar: the end of what is open, while ends are compared


class Record:
    """The record's tables as the database holds them: only columns that are read, each in its forms."""

    def __init__(self, held: Iterable[Held]) -> None:
        columns: dict[str, dict[str, str]] = {}
        for each in sorted(held):
            columns.setdefault(each.table, {REF: NUMBER})[each.name] = database_type(each)
        self._tables = {name: ibis.table(schema, name=in_database(name)) for name, schema in columns.items()}

    def events(self, events: Events, **keys: str) -> ir.Table:
        """The events with ``ref``, ``day``, ``until`` and a number for each of ``keys`` (new name: column)."""
        return self._dated(self._kept(events.table, events.where, events.linked), events, keys)

    def checked(self, events: Events, conditions: Sequence[Condition], **keys: str) -> ir.Table:
        """The events, and whether their own row ``holds`` every condition."""
        rows = self._kept(events.table, events.where, events.linked)
        return self._dated(rows, events, keys, holds=holds(rows, events.table, conditions))

    def _dated(self, rows: ir.Table, events: Events, keys: Mapping[str, str], **more: ir.Value) -> ir.Table:
        day = rows[_day(events.table, events.on)]
        until = nothing() if events.until is None else rows[_day(events.table, events.until)]
        rows = rows.select(**_keys(rows, events.table, keys), **more, ref=rows[REF], day=day, until=until)
        return rows if events.later is None else moved(rows, "day", events.later, "day")

    def set_aside(self, spans: Spans, **keys: str) -> ir.Table:
        """Rows that make no span: ``ref``, and ``starts`` if that is known. Rows without a key are left out."""
        rows = self._bounds(spans, keys).filter(lambda row: row.starts.isnull() | (row.ends < row.starts))
        return _having(rows, keys).select(*keys, "ref", "starts")

    def spans(self, spans: Spans, together: Sequence[str], having: Sequence[str], **keys: str) -> ir.Table:
        """The spans with ``ref``, ``starts``, ``ends`` and a number for each of ``keys``.

        ``together`` are the keys within which spans merge, ``having`` those a row must carry. Another key that is
        missing becomes a number that no other row shares.
        """
        extra = {} if spans.aged is None else {"person": "person_id"}
        if spans.only_while is not None:
            extra["only_by"] = spans.only_while.by
        rows = self._bounds(spans, {**keys, **extra})
        rows = rows.filter(rows.starts.notnull(), rows.ends.isnull() | (rows.ends > rows.starts))
        rows = _having(rows, having)
        alone = {key: ibis.coalesce(rows[key], number(-1 - rows.ref)) for key in keys if key not in having}
        rows = rows.mutate(**alone) if alone else rows
        if spans.merged:
            rows = merged(rows, together)
        rows = self._clipped(rows, spans)
        if spans.only_while is not None:
            rows = self._only_while(rows, spans.only_while)
        return rows.select(*keys, "ref", "starts", "ends")

    def stretches(self, spans: Spans, by: str) -> ir.Table:
        """``by``, ``starts``, ``ends``: the stretches of days that the spans cover, in order and apart."""
        rows = self.spans(spans, ("by",), ("by",), by=by)
        return merged(rows, ("by",)).select("by", "starts", "ends")

    def _bounds(self, spans: Spans, keys: Mapping[str, str]) -> ir.Table:
        rows = self._kept(spans.table, spans.where, spans.linked)
        ends = nothing() if spans.ends is None else rows[_day(spans.table, spans.ends)]
        starts = rows[_day(spans.table, spans.starts)]
        return rows.select(**_keys(rows, spans.table, keys), ref=rows[REF], starts=starts, ends=ends)

    def _kept(self, table: str, where: Sequence[Condition], linked: Sequence[Linked]) -> ir.Table:
        rows = self._tables[table]
        if where:
            rows = rows.filter(holds(rows, table, where))
        for link in linked:
            by = Held(table, link.by, Form.KEY).name
            others = self._tables[link.table].view()
            others = others.filter(holds(others, link.table, link.where)) if link.where else others
            others = others.select(linked_by=others[Held(link.table, link.by, Form.KEY).name])
            join = rows.anti_join if link.absent else rows.semi_join
            rows = join(others, rows[by] == others.linked_by)
        return rows

    def _clipped(self, rows: ir.Table, spans: Spans) -> ir.Table:
        own = {"own_starts": rows.starts}
        if spans.aged is not None:
            rows = self._aged(rows.mutate(**own), *spans.aged)
        elif spans.first is not None or spans.beyond is not None:
            rows = rows.mutate(**own)
        if spans.first is not None:
            rows = _up_to(moved(rows, "own_starts", spans.first, "bound"))
        if spans.beyond is not None:
            rows = _from(moved(rows, "own_starts", spans.beyond, "bound"))
        return rows

    def _aged(self, rows: ir.Table, low: int | None, high: int | None) -> ir.Table:
        people = self._tables["people"].view()
        born = people.select(
            born_person=people[Held("people", "person_id", Form.KEY).name],
            born=people[Held("people", "born_on", Form.DAY).name],
        )
        columns = list(rows.columns)
        rows = rows.inner_join(born, rows.person == born.born_person).select(*columns, "born")
        rows = rows.filter(rows.born.notnull())
        if low is not None:
            rows = _from(moved(rows, "born", Limit(12 * low, Unit.MONTHS), "bound"))
        if high is not None:
            rows = _up_to(moved(rows, "born", Limit(12 * high, Unit.MONTHS), "bound"))
        return rows

    def _only_while(self, rows: ir.Table, only_while: OnlyWhile) -> ir.Table:
        others = self.stretches(only_while.spans, only_while.by)
        others = others.select(other_by=others.by, other_starts=others.starts, other_ends=others.ends)
        columns = list(rows.columns)
        rows = rows.inner_join(others, rows.only_by == others.other_by)
        rows = _from(rows.select(*columns, "other_ends", bound=rows.other_starts))
        rows = rows.mutate(bound=ibis.coalesce(rows.other_ends, FAR).cast(NUMBER))
        rows = _up_to(rows)
        return rows.mutate(ends=rows.ends.nullif(FAR))


def holds(rows: ir.Table, table: str, conditions: Iterable[Condition]) -> ir.BooleanValue:
    """Whether a row satisfies every condition; never missing."""
    tests = [_holds(rows, table, condition) for condition in conditions]
    return reduce(lambda both, test: both & test, tests, ibis.literal(True))


def _holds(rows: ir.Table, table: str, condition: Condition) -> ir.BooleanValue:
    if condition.test in (Test.BEFORE, Test.NOT_BEFORE):
        day, other = rows[_day(table, condition.column)], rows[_day(table, str(condition.values[0]))]
        compared = day < other if condition.test is Test.BEFORE else day >= other
        return ibis.coalesce(compared, False)
    held = Held(table, condition.column, form_tested(table, condition))
    value = rows[held.name]
    if held.form is Form.KNOWN:  # a date is none of any values, but it is recorded
        if condition.test is Test.MISSING:
            return ~value
        return value & ibis.literal(condition.test is not Test.IS)
    values = [each for each in condition.values if _is_comparable(each, database_type(held))]
    if condition.test is Test.IS:
        return ibis.coalesce(value.isin(values), False) if values else ibis.literal(False)
    return ibis.coalesce(value.notin(values), False) if values else value.notnull()


def _is_comparable(value: str | bool | int, database: str) -> bool:
    expected = {"boolean": bool, "int64": int, "float64": int}.get(database, str)
    return type(value) is expected


def merged(rows: ir.Table, together: Sequence[str]) -> ir.Table:
    """Overlapping or touching spans as one, if they agree in ``together``; other columns are those of the earliest.

    A span opens a new stretch when it starts after every earlier one (in order of start, then ref) has ended.
    """
    order = [rows.starts, rows.ref]
    before = ibis.window(group_by=list(together), order_by=order, preceding=(None, 1))
    rows = rows.mutate(far=ibis.coalesce(rows.ends, FAR).cast(NUMBER))
    rows = rows.mutate(reach=rows.far.max().over(before))
    rows = rows.mutate(opens=ibis.ifelse(rows.reach.isnull() | (rows.starts > rows.reach), 1, 0).cast(NUMBER))
    so_far = ibis.window(group_by=list(together), order_by=[rows.starts, rows.ref], preceding=None, following=0)
    rows = rows.mutate(stretch=rows.opens.sum().over(so_far).cast(NUMBER))
    others = [name for name in rows.columns if name not in {*together, "starts", "ends", *_STEPS}]
    first = {name: ibis.ifelse(rows.opens == 1, rows[name], nothing()).max() for name in others}
    joined = rows.group_by(*together, "stretch").agg(starts=rows.starts.min(), far=rows.far.max(), **first)
    return joined.select(*together, *others, "starts", ends=joined.far.nullif(FAR))


_STEPS = frozenset({"far", "reach", "opens", "stretch"})


def _from(rows: ir.Table) -> ir.Table:
    """What of the spans lies on or after ``bound``; nothing if that day cannot be said."""
    columns = [name for name in rows.columns if name not in {"starts", "bound"}]
    rows = rows.select(*columns, starts=ibis.ifelse(rows.starts < rows.bound, rows.bound, rows.starts), bound="bound")
    rows = rows.filter(rows.bound.notnull(), rows.ends.isnull() | (rows.starts < rows.ends))
    return rows.select(*columns, "starts")


def _up_to(rows: ir.Table) -> ir.Table:
    """What of the spans lies before ``bound``; nothing if that day cannot be said."""
    columns = [name for name in rows.columns if name not in {"ends", "bound"}]
    ends = ibis.ifelse(rows.ends.isnull() | (rows.ends > rows.bound), rows.bound, rows.ends)
    rows = rows.select(*columns, ends=ends, bound="bound")
    return rows.filter(rows.bound.notnull(), rows.starts < rows.ends).select(*columns, "ends")


def _having(rows: ir.Table, keys: Iterable[str]) -> ir.Table:
    return rows.filter(*(rows[key].notnull() for key in keys))


def _keys(rows: ir.Table, table: str, keys: Mapping[str, str]) -> dict[str, ir.Value]:
    return {name: rows[Held(table, column, Form.KEY).name] for name, column in keys.items()}


def _day(table: str, column: str) -> str:
    return Held(table, column, Form.DAY).name
