"""One query a kind of node: standards are rows of ``asks``, and every answer has the same columns.

An answer is ``standard``, ``subject``, ``ref``, ``since``, ``done_on``, ``ended_on`` and ``early_by`` (days taken off
what the limit gives, missing where nothing can be due); :func:`owed` turns answers into obligations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import ibis
import ibis.expr.types as ir

from sightline.engines.lower.columns import branches
from sightline.engines.lower.moves import NUMBER, due, in_calendar, nothing, number
from sightline.engines.lower.plan import ASKS, LIMITS, PAIRS, Ask, Plan, set_aside_of_load
from sightline.engines.lower.series import FAR, Record, merged

CLOCKS = ibis.table(dict.fromkeys(("series", "by", "subject", "ref", "day", "until"), NUMBER), name="clocks")
CHECKS = ibis.table(
    {**dict.fromkeys(("series", "subject", "ref", "day", "until"), NUMBER), "is_met": "boolean"}, name="checks"
)
STOPS = ibis.table(dict.fromkeys(("series", "by", "day"), NUMBER), name="stops")
DUTIES = ibis.table(dict.fromkeys(("series", "by", "subject", "ref", "starts", "ends"), NUMBER), name="duties")
SET_ASIDE = ibis.table(dict.fromkeys(("series", "subject", "ref", "since"), NUMBER), name="set_aside")
COVERS = ibis.table(dict.fromkeys(("series", "by", "starts", "ends"), NUMBER), name="covers")
LOADS = ibis.table(dict.fromkeys(("series", "by", "subject", "ref", "starts", "ends"), NUMBER), name="loads")
ASKED = ibis.table(dict.fromkeys(ASKS.names, NUMBER), name="asks")
LIMITED = ibis.table(dict.fromkeys(LIMITS.names, NUMBER), name="limits")
EVERY_PAIRS = ibis.table(dict.fromkeys(PAIRS.names, NUMBER), name="every_pairs")
THROUGHOUT_PAIRS = ibis.table(dict.fromkeys(PAIRS.names, NUMBER), name="throughout_pairs")


def series_of(plan: Plan) -> Iterator[tuple[str, ir.Table]]:
    """The tables of series, by name, in the order to make them."""
    record = Record(plan.held)
    pooled: dict[str, list[ir.Table]] = {}

    def pool(name: str, series: int, rows: ir.Table, columns: tuple[str, ...]) -> None:
        pooled.setdefault(name, []).append(rows.select(series=number(series), **{each: rows[each] for each in columns}))

    for series, clock in plan.clocks:
        rows = record.events(clock.events, subject=clock.subject, by=clock.by)
        pool("clocks", series, rows.filter(rows.subject.notnull()), ("by", "subject", "ref", "day", "until"))
    for series, check in plan.checks:
        rows = record.checked(check.events, check.conditions, subject=check.subject)
        rows = rows.filter(rows.subject.notnull()).mutate(is_met=rows.holds if check.is_met else ~rows.holds)
        pool("checks", series, rows, ("subject", "ref", "day", "until", "is_met"))
    for series, stop in plan.stops:
        for events in branches(stop.happening):
            rows = record.events(events, by=stop.by)
            pool("stops", series, rows.filter(rows.by.notnull(), rows.day.notnull()), ("by", "day"))
    for series, duty in plan.duties:
        keys = {"subject": duty.subject, "by": duty.subject if duty.by is None else duty.by}
        rows = record.spans(duty.spans, ("by", "subject"), ("subject",), **keys)
        pool("duties", series, rows, ("by", "subject", "ref", "starts", "ends"))
        rows = record.set_aside(duty.spans, subject=duty.subject)
        pool("set_aside", series, rows.select("subject", "ref", since="starts"), ("subject", "ref", "since"))
    for series, cover in plan.covers:
        pool("covers", series, record.stretches(cover.spans, cover.by), ("by", "starts", "ends"))
    for series, load in plan.loads:
        keys = {"subject": load.subject, "by": load.by, "count": load.count}
        rows = record.spans(load.spans, ("by", "subject"), tuple(keys), **keys)
        pool("loads", series, merged(rows, ("by", "count")), ("by", "subject", "ref", "starts", "ends"))
        rows = record.set_aside(load.spans, **keys).select("subject", "ref", since="starts")
        pool("set_aside", set_aside_of_load(series), rows, ("subject", "ref", "since"))
    for name, parts in pooled.items():
        yield name, parts[0] if len(parts) == 1 else ibis.union(*parts)


def obligations_of(plan: Plan) -> Iterator[tuple[str, ir.Table]]:
    """One query of obligations for each kind of question the plan asks, by the kind's name."""
    for kind in sorted(plan.kinds):
        yield f"obligations {kind}", owed(ANSWERS[kind](ASKED.filter(ASKED.kind == kind)))


def owed(answers: ir.Table) -> ir.Table:
    """Answers as obligations: due by the standard's limit, in force, and not lapsed as they began.

    What is done after the duty lapsed was not done for it.
    """
    rows = answers.inner_join(LIMITED, answers.standard == LIMITED.standard)
    is_after = rows.done_on.notnull() & rows.ended_on.notnull() & (rows.done_on > rows.ended_on)
    rows = rows.select(
        *("standard", "subject", "ref", "since", "ended_on", "unit", "number", "force_from", "force_to"),
        done_on=ibis.ifelse(is_after, nothing(), rows.done_on),
        less=number(rows["less"] + rows.early_by),
    )
    rows = rows.filter(
        rows.since.isnull()
        | (
            (rows.force_from.isnull() | (rows.since >= rows.force_from))
            & (rows.force_to.isnull() | (rows.since < rows.force_to))
        ),
        rows.done_on.notnull() | rows.ended_on.isnull() | rows.since.isnull() | (rows.ended_on > rows.since),
    )
    return due(rows).select("standard", "subject", "ref", "since", "due", "done_on", "ended_on")


def _within(asks: ir.Table) -> ir.Table:
    """The earliest stop on or after the clock's day, or up to ``low`` days before it."""
    rows = _started(asks)
    stops = STOPS.select(stop=STOPS.series, stop_by=STOPS.by, stop_day=STOPS.day)
    rows = rows.left_join(
        stops, [rows.answer == stops.stop, rows.by == stops.stop_by, stops.stop_day >= rows.since - rows.low]
    )
    rows = rows.group_by("standard", "series", "subject", "ref", "since", "ended_on").agg(done_on=rows.stop_day.min())
    return _answers(rows)


def _sequence(asks: ir.Table) -> ir.Table:
    """The latest stop on or before the clock's day and not too long before it; failing that the earliest after."""
    rows = _started(asks)
    stops = STOPS.select(stop=STOPS.series, stop_by=STOPS.by, stop_day=STOPS.day)
    rows = rows.left_join(stops, [rows.answer == stops.stop, rows.by == stops.stop_by])
    is_before = (rows.stop_day <= rows.since) & (rows.high.isnull() | (rows.stop_day >= rows.since - rows.high))
    rows = rows.group_by("standard", "series", "subject", "ref", "since", "ended_on").agg(
        before=ibis.ifelse(is_before, rows.stop_day, nothing()).max(),
        later=ibis.ifelse(rows.stop_day > rows.since, rows.stop_day, nothing()).min(),
    )
    return _answers(rows, done_on=ibis.coalesce(rows.before, rows.later))


def _started(asks: ir.Table) -> ir.Table:
    rows = asks.inner_join(CLOCKS, asks.series == CLOCKS.series)
    return rows.select(
        *("standard", "series", "answer", "low", "high", "by", "subject", "ref"),
        since=rows.day,
        ended_on=ibis.ifelse(rows.day.isnull(), nothing(), rows.until),
    )


def _every(asks: ir.Table) -> ir.Table:
    """The gaps of a span run from its start to its first event, then from each event to the next, then onward."""
    duties = DUTIES.inner_join(EVERY_PAIRS, DUTIES.series == EVERY_PAIRS.duty)
    duties = duties.select("by", "subject", "ref", "starts", "ends", "answer", pair=EVERY_PAIRS.series)
    inside = [
        duties.answer == STOPS.series,
        duties.by == STOPS.by,
        STOPS.day >= duties.starts,
        STOPS.day <= ibis.coalesce(duties.ends, FAR),
    ]
    events = duties.inner_join(STOPS, inside)
    columns = ("pair", "subject", "ref", "starts", "ends")
    events = events.select(*columns, day=events.day, is_event=number(1))
    starts = duties.select(*columns, day=duties.starts, is_event=number(0))
    points = ibis.union(starts, events)
    gaps = ibis.window(group_by=[points.pair, points.ref, points.starts], order_by=[points.day, points.is_event])
    points = points.mutate(done_on=points.day.lead().over(gaps), gap=number(ibis.dense_rank().over(gaps)))
    is_last_of_day = (points.is_event == 0) | points.done_on.isnull() | (points.done_on > points.day)
    points = points.filter(is_last_of_day)
    asked = asks.select("standard", "low", "high", asked=asks.series)
    rows = points.inner_join(asked, points.pair == asked.asked)
    rows = rows.filter(rows.gap >= rows.low, rows.high.isnull() | (rows.gap <= rows.high))
    return _answers(rows.select("standard", "subject", "ref", "done_on", since="day", ended_on="ends"))


def _throughout(asks: ir.Table) -> ir.Table:
    """From the start of each span, and from each end of a stretch inside it, to the next day that a stretch covers."""
    duties = DUTIES.inner_join(THROUGHOUT_PAIRS, DUTIES.series == THROUGHOUT_PAIRS.duty)
    duties = duties.select("by", "subject", "ref", "starts", "ends", "answer", pair=THROUGHOUT_PAIRS.series)
    covers = COVERS.select(cover=COVERS.series, cover_by=COVERS.by, covered="starts", bared="ends")
    columns = ("pair", "by", "answer", "subject", "ref", "ends")
    breaks = duties.inner_join(
        covers,
        [
            duties.answer == covers.cover,
            duties.by == covers.cover_by,
            covers.bared > duties.starts,
            covers.bared < ibis.coalesce(duties.ends, FAR),
        ],
    )
    points = ibis.union(duties.select(*columns, since=duties.starts), breaks.select(*columns, since=breaks.bared))
    covers = covers.view()
    rows = points.left_join(
        covers,
        [
            points.answer == covers.cover,
            points.by == covers.cover_by,
            ibis.coalesce(covers.bared, FAR) > points.since,
            covers.covered < ibis.coalesce(points.ends, FAR),
        ],
    )
    day = ibis.ifelse(rows.covered < rows.since, rows.since, rows.covered)
    rows = rows.group_by("pair", "subject", "ref", "since", "ends").agg(done_on=day.min())
    asked = asks.select("standard", asked=asks.series)
    rows = rows.inner_join(asked, rows.pair == asked.asked)
    return _answers(rows.select("standard", "subject", "ref", "since", "done_on", ended_on="ends"))


def _never(asks: ir.Table) -> ir.Table:
    rows = asks.inner_join(DUTIES, asks.series == DUTIES.series)
    return _answers(rows.select("standard", "subject", "ref", since="starts", done_on="ends", ended_on=nothing()))


def _at_most(asks: ir.Table) -> ir.Table:
    """Over when the event ``low`` before this one is less than ``high`` days before it."""
    clocks = CLOCKS.filter(CLOCKS.by.notnull()).semi_join(asks, "series")
    dated = clocks.filter(clocks.day.notnull())
    order = ibis.window(group_by=[dated.series, dated.by], order_by=[dated.day, dated.ref])
    dated = dated.mutate(place=number(ibis.row_number().over(order)))
    asked = asks.select("standard", "low", "high", asked=asks.series)
    rows = asked.inner_join(dated, asked.asked == dated.series)
    earlier = dated.select(of=dated.series, of_by=dated.by, of_place=dated.place, of_day=dated.day)
    rows = rows.left_join(
        earlier, [rows.series == earlier.of, rows.by == earlier.of_by, rows.place - rows.low == earlier.of_place]
    )
    is_over = rows.of_day.notnull() & ((rows.low == 0) | (rows.day - rows.of_day < rows.high))
    leaves = in_calendar(in_calendar(rows.of_day) + rows.high)
    counted = _answers(
        rows,
        since=rows.day,
        done_on=ibis.ifelse(is_over, leaves, rows.day),
        ended_on=nothing(),
        early_by=ibis.ifelse(is_over, number(1), number(0)),
    )
    undated = clocks.filter(clocks.day.isnull())
    unknown = asked.inner_join(undated, asked.asked == undated.series)
    return ibis.union(counted, _answers(unknown, since=nothing(), done_on=nothing(), ended_on=nothing()))


def _at_once(asks: ir.Table) -> ir.Table:
    """The load on a day is how many spans have started by then, less how many have ended."""
    change = ("series", "by", "day", "by_how_many")
    up = LOADS.select("series", "by", day="starts", by_how_many=number(1))
    down = LOADS.filter(LOADS.ends.notnull()).select("series", "by", day="ends", by_how_many=number(-1))
    days = ibis.union(up, down).select(*change)
    days = days.group_by("series", "by", "day").agg(by_how_many=days.by_how_many.sum())
    so_far = ibis.window(group_by=[days.series, days.by], order_by=days.day, preceding=None, following=0)
    days = days.mutate(load=number(days.by_how_many.sum().over(so_far)))
    asked = asks.select("standard", "low", asked=asks.series)
    days = days.inner_join(asked, days.series == asked.asked).select("standard", "low", "series", "by", "day", "load")
    days = days.mutate(light=ibis.ifelse(days.load <= days.low, days.day, nothing()))
    onward = ibis.window(group_by=[days.standard, days.by], order_by=days.day, preceding=0, following=None)
    days = days.mutate(done_on=days.light.min().over(onward))
    first = LOADS.group_by("series", "by", "starts").agg(ref=LOADS.ref.min())
    owners = LOADS.select(
        owned_series="series", owned_by="by", owned_starts="starts", owned_ref="ref", subject="subject"
    )
    first = first.inner_join(
        owners,
        [
            first.series == owners.owned_series,
            first.by == owners.owned_by,
            first.starts == owners.owned_starts,
            first.ref == owners.owned_ref,
        ],
    ).select("subject", "ref", "starts", first_series="series", first_by="by")
    rows = days.inner_join(
        first, [days.series == first.first_series, days.by == first.first_by, days.day == first.starts]
    )
    return _answers(
        rows,
        since=rows.day,
        ended_on=nothing(),
        early_by=ibis.ifelse(rows.load > rows.low, number(1), number(0)),
    )


def _checks(asks: ir.Table) -> ir.Table:
    rows = asks.inner_join(CHECKS, asks.series == CHECKS.series)
    return _answers(
        rows,
        since=rows.day,
        done_on=ibis.ifelse(rows.is_met, rows.day, nothing()),
        ended_on=ibis.ifelse(rows.day.isnull(), nothing(), rows.until),
        early_by=ibis.ifelse(rows.is_met, number(0), rows.low),
    )


def _set_aside(asks: ir.Table) -> ir.Table:
    """Rows that make no span: since their start if that is known, and nothing else."""
    rows = asks.inner_join(SET_ASIDE, asks.series == SET_ASIDE.series)
    return _answers(rows, done_on=nothing(), ended_on=nothing(), early_by=nothing())


def _answers(rows: ir.Table, **columns: ir.Value) -> ir.Table:
    values = {"early_by": number(0), **columns}
    names = ("standard", "subject", "ref", "since", "done_on", "ended_on", "early_by")
    return rows.select(**{name: number(values[name] if name in values else rows[name]) for name in names})


ANSWERS: dict[int, Callable[[ir.Table], ir.Table]] = {
    Ask.WITHIN: _within,
    Ask.EVERY: _every,
    Ask.THROUGHOUT: _throughout,
    Ask.NEVER: _never,
    Ask.AT_MOST: _at_most,
    Ask.AT_ONCE: _at_once,
    Ask.CHECKED: _checks,
    Ask.SEQUENCE: _sequence,
    Ask.SET_ASIDE: _set_aside,
}
