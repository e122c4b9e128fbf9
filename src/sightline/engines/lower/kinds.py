"""One query a group of questions: standards are rows of ``asks``, and every answer has the same columns.

An answer is ``standard``, ``subject``, ``ref``, ``since``, ``done_on``, ``ended_on`` (only where a duty may lapse) and
``less``, days to take off what the limit gives; :func:`owed` turns answers into obligations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import ibis
import ibis.expr.types as ir

from sightline.engines.lower.calendar import FAR
from sightline.engines.lower.moves import NUMBER, in_calendar, moved, nothing, number
from sightline.engines.lower.parts import ASKS, PAIRS, PARTS, Group, Kind
from sightline.engines.lower.plan import Plan
from sightline.engines.lower.series import clocks, pooled, states, stops, tellings
from sightline.engines.lower.states import covers, depth_of, is_set_aside, merged, spans

ASKED = ibis.table(dict.fromkeys(ASKS.names, NUMBER), name="asks")
IN_PARTS = ibis.table(dict.fromkeys(PARTS.names, NUMBER), name="parts")
EVERY_PAIRS = ibis.table(dict.fromkeys(PAIRS.names, NUMBER), name="every_pairs")
THROUGHOUT_PAIRS = ibis.table(dict.fromkeys(PAIRS.names, NUMBER), name="throughout_pairs")
EACH = ("standard", "series", "ref")  # what tells one clock from another
OF_SPANS = (Kind.EVERY, Kind.THROUGHOUT, Kind.NEVER, Kind.AT_ONCE)  # whose clocks always have a start
OBLIGATION = ("standard", "subject", "ref", "since", "due", "done_on", "ended_on")


def obligations_of(plan: Plan) -> Iterator[tuple[str, ir.Table]]:
    """A query of obligations for each group of questions, by the group's kind and number."""
    for grouped, group in plan.groups:
        queries = Queries(plan, grouped)
        answers = queries.answers(group)
        yield f"obligations {grouped} {group.kind}", owed(answers, group, is_bounded=grouped in plan.bounded)


def owed(answers: ir.Table, group: Group, *, is_bounded: bool) -> ir.Table:
    """Answers as obligations: due by the standard's limit, in force, and not lapsed as they began.

    What is done after the duty lapsed was not done for it. Duties that run in a span end with it, and their answers
    say when.
    """
    rows = answers
    if is_bounded:
        is_in_force = (rows.since >= rows.force_from) & (rows.since < rows.force_to)
        rows = rows.filter(is_in_force if group.kind in OF_SPANS else rows.since.isnull() | is_in_force)
    if group.lapses:
        rows = rows.mutate(ended_on=ibis.ifelse(rows.since.isnull(), nothing(), rows.ended_on))
        is_after = (rows.done_on > rows.ended_on).fill_null(False)
        rows = rows.mutate(done_on=ibis.ifelse(is_after, nothing(), rows.done_on))
        rows = rows.filter(rows.done_on.notnull() | rows.ended_on.isnull() | (rows.ended_on > rows.since))
    elif group.kind not in (Kind.EVERY, Kind.THROUGHOUT):
        rows = rows.mutate(ended_on=nothing())
    if group.kind is Kind.SET_ASIDE:
        return rows.mutate(due=nothing()).select(*OBLIGATION)
    rows = moved(rows, "since", "number", group.unit, "due", less="less")
    return rows.select(*OBLIGATION)


class Queries:
    """The answers to one group of questions."""

    def __init__(self, plan: Plan, grouped: int) -> None:
        self._plan = plan
        self._grouped = grouped
        self._asks = ASKED.filter(ASKED.grouped == grouped)
        self._pair_count = sum(1 for _ in plan.every)

    def answers(self, group: Group) -> ir.Table:
        """Every answer of the group."""
        by_kind: dict[Kind, Callable[[], ir.Table]] = {
            Kind.TOLD: self._told,
            Kind.WITHIN_ONE: self._within_one,
            Kind.WITHIN: self._within,
            Kind.SEQUENCE: self._sequence,
            Kind.AT_MOST: self._at_most,
            Kind.EVERY: lambda: self._every(group.is_numbered),
            Kind.THROUGHOUT: self._throughout,
            Kind.NEVER: self._never,
            Kind.AT_ONCE: self._at_once,
            Kind.SET_ASIDE: self._set_aside,
        }
        return by_kind[group.kind]()

    def _told(self) -> ir.Table:
        asked = self._plan.asked(self._grouped)
        rows = self._ask(tellings(asked), ended_on="until")
        is_done = rows.says >= rows.since - rows.low
        rows = rows.mutate(done_on=ibis.ifelse(is_done, rows.says, nothing()))
        unmet = ibis.ifelse(rows.done_on.isnull(), rows.less_unmet, number(0))
        return rows.mutate(less=number(rows["less"] + unmet))

    def _within(self) -> ir.Table:
        """The earliest stop on or after the clock's day, or up to ``low`` days before it."""
        rows, met = self._started(), self._met()
        met = met.filter(met.stop_day >= met.since - met.low)
        met = met.group_by(*EACH).agg(done_on=met.stop_day.min())
        return self._with(rows, met, "done_on")

    def _sequence(self) -> ir.Table:
        """The latest stop on or before the clock's day and not too long before; failing that the earliest after."""
        rows, met = self._started(), self._met()
        is_before = (met.stop_day <= met.since) & (met.high.isnull() | (met.stop_day >= met.since - met.high))
        met = met.group_by(*EACH).agg(
            before=ibis.ifelse(is_before, met.stop_day, nothing()).max(),
            later=ibis.ifelse(met.stop_day > met.since, met.stop_day, nothing()).min(),
        )
        rows = self._with(rows, met, "before", "later")
        return rows.mutate(done_on=ibis.coalesce(rows.before, rows.later))

    def _within_one(self) -> ir.Table:
        """The one stop that has the clock's key, if on or after the clock's day or up to ``low`` days before it."""
        rows, found = self._started(), self._stops()
        return rows.left_join(
            found,
            [rows.answer == found.happening, rows.by == found.stop_by, found.stop_day >= rows.since - rows.low],
        ).select(*rows.columns, done_on="stop_day")

    def _met(self) -> ir.Table:
        """Every stop, whenever it was, for each clock it may stop."""
        found, started = self._stops(), self._started()
        started = started.select(*EACH, "answer", "by", "since", "low", "high")
        same = [found.happening == started.answer, found.stop_by == started.by]
        return found.inner_join(started, same).select(*EACH, "since", "low", "high", "stop_day")

    def _with(self, rows: ir.Table, met: ir.Table, *found: str) -> ir.Table:
        met = met.select(*found, **{f"met_{name}": name for name in EACH})
        return rows.left_join(met, [rows[name] == met[f"met_{name}"] for name in EACH]).select(*rows.columns, *found)

    def _started(self) -> ir.Table:
        return self._ask(clocks(self._plan.asked(self._grouped)), ended_on="until")

    def _stops(self) -> ir.Table:
        """``happening``, ``stop_by``, ``stop_day`` of every event that answers a question of the group."""
        asked = self._plan.asked(self._grouped, "answer")
        return self._pools(asked).select("happening", "stop_by", "stop_day")

    def _pools(self, happenings: frozenset[int]) -> ir.Table:
        wanted = {stop for number, stops in self._plan.happenings for stop in stops if number in happenings}
        rows = stops(wanted)
        parts = IN_PARTS.select("happening", part=IN_PARTS.stop)
        return rows.inner_join(parts, rows.stop == parts.part)

    def _every(self, is_numbered: bool = False) -> ir.Table:
        """The gaps of a span run from its start to its first event, then from each event to the next, then onward."""
        asked = self._plan.asked(self._grouped)
        happenings = frozenset(answer for each, (_, answer) in self._plan.every if each in asked)
        wanted = {stop for number, stops in self._plan.happenings for stop in stops if number in happenings}
        events = stops(wanted)
        duties = self._paired(EVERY_PAIRS)
        parted = duties.inner_join(IN_PARTS, duties.answer == IN_PARTS.happening)
        parted = parted.select("place", "pair", "starts", "ends", "by", part=IN_PARTS.stop)
        inside = [
            events.stop == parted.part,
            events.stop_by == parted.by,
            events.stop_day >= parted.starts,
            events.stop_day <= ibis.coalesce(parted.ends, FAR),
        ]
        events = events.inner_join(parted, inside).select("place", "pair", day="stop_day", is_event=number(1))
        points = ibis.union(duties.select("place", "pair", day=duties.starts, is_event=number(0)), events)
        points = points.mutate(owner=points.place * self._pair_count + points.pair)
        gaps = ibis.window(group_by=points.owner, order_by=[points.day, points.is_event])
        numbered = {"gap": number(ibis.dense_rank().over(gaps))} if is_numbered else {}
        points = points.mutate(next_day=ibis.coalesce(points.day.lead().over(gaps), FAR), **numbered)
        is_last_of_day = (points.next_day > points.day) | (points.is_event == 0)
        points = points.filter(is_last_of_day).select("place", "next_day", *numbered, series="pair", since="day")
        rows = self._ask(points)
        if is_numbered:
            rows = rows.filter(rows.gap >= rows.low, rows.high.isnull() | (rows.gap <= rows.high))
        owners = spans().select("subject", "ref", span="place", ended_on="ends")
        rows = rows.inner_join(owners, rows.place == owners.span).select(*rows.columns, "subject", "ref", "ended_on")
        ends = ibis.coalesce(rows.ended_on, FAR)  # what begins on the last day is only an obligation if it was done
        rows = rows.filter((ends > rows.since) | (rows.next_day < FAR))
        return rows.mutate(done_on=number(rows.next_day.nullif(FAR)))

    def _throughout(self) -> ir.Table:
        """From the start of each span, and each end of a stretch inside it, to the next day that a stretch covers."""
        asked = self._plan.asked(self._grouped)
        depths = {depth_of(self._plan, cover) for each, (_, cover) in self._plan.throughout if each in asked}
        stretches = pooled(covers(depth) for depth in sorted(depths))
        stretches = stretches.select(cover="series", cover_by="by", covered="starts", bared="ends")
        duties = self._paired(THROUGHOUT_PAIRS)
        columns = ("pair", "by", "answer", "subject", "ref", "ends")
        breaks = duties.inner_join(
            stretches,
            [
                duties.answer == stretches.cover,
                duties.by == stretches.cover_by,
                stretches.bared > duties.starts,
                stretches.bared < ibis.coalesce(duties.ends, FAR),
            ],
        ).select(*columns, since="bared")
        points = ibis.union(duties.select(*columns, since=duties.starts), breaks)
        stretches = stretches.view()
        rows = points.left_join(
            stretches,
            [
                points.answer == stretches.cover,
                points.by == stretches.cover_by,
                ibis.coalesce(stretches.bared, FAR) > points.since,
                stretches.covered < ibis.coalesce(points.ends, FAR),
            ],
        ).select(*points.columns, "covered")
        day = ibis.ifelse(rows.covered < rows.since, rows.since, rows.covered)
        rows = rows.group_by("pair", "subject", "ref", "since", "ends").agg(done_on=day.min())
        return self._ask(rows.select("subject", "ref", "since", "done_on", series="pair", ended_on="ends"))

    def _paired(self, pairs: ir.Table) -> ir.Table:
        """Spans of the duties the group asks about, with what answers each."""
        wanted = pairs.filter(pairs.pair.isin(sorted(self._plan.asked(self._grouped))))
        duties = spans().inner_join(wanted, spans().series == wanted.duty)
        return duties.select("place", "by", "subject", "ref", "starts", "ends", "answer", "pair")

    def _never(self) -> ir.Table:
        rows = spans()
        return self._ask(rows.select("series", "subject", "ref", since="starts", done_on="ends"))

    def _at_most(self) -> ir.Table:
        """Over when the event ``low`` before this one is less than ``high`` days before it."""
        events = clocks(self._plan.asked(self._grouped))
        events = events.filter(events.by.notnull())
        order = ibis.window(group_by=[events.series, events.by], order_by=[events.since, events.ref])
        events = events.mutate(place=number(ibis.row_number().over(order)))
        dated = events.filter(events.since.notnull())
        earlier = dated.select(of="series", of_by="by", of_place="place", of_day="since")
        rows = self._ask(events)
        rows = rows.left_join(
            earlier, [rows.series == earlier.of, rows.by == earlier.of_by, rows.place - rows.low == earlier.of_place]
        ).select(*rows.columns, "of_day")
        is_over = ((rows.low == 0) | (rows.since - rows.of_day < rows.high)).fill_null(False)
        leaves = in_calendar(in_calendar(rows.of_day) + rows.high)
        done_on = ibis.ifelse(is_over, leaves, rows.since)
        is_known = rows.since.notnull()
        return rows.mutate(
            done_on=ibis.ifelse(is_known, done_on, nothing()), less=ibis.ifelse(is_over, rows.less_unmet, number(0))
        )

    def _at_once(self) -> ir.Table:
        """The load on a day is how many spans have started by then, less how many have ended."""
        loads = spans().filter(spans().series.isin(sorted(self._plan.asked(self._grouped))))
        loads = merged(loads, ("series", "by", "count"))
        up = loads.select("series", "by", day="starts", change=number(1), first="ref")
        down = loads.filter(loads.ends.notnull())
        down = down.select("series", "by", day="ends", change=number(-1), first=nothing())
        days = ibis.union(up, down)
        days = days.group_by("series", "by", "day").agg(change=days.change.sum(), ref=days["first"].min())
        so_far = ibis.window(group_by=[days.series, days.by], order_by=days.day, preceding=None, following=0)
        days = self._ask(days.mutate(load=number(days.change.sum().over(so_far))))
        days = days.mutate(light=ibis.ifelse(days.load <= days.low, days.day, nothing()))
        onward = ibis.window(group_by=[days.standard, days.by], order_by=days.day, preceding=0, following=None)
        days = days.mutate(done_on=days.light.min().over(onward))
        rows = days.filter(days.ref.notnull()).mutate(
            less=ibis.ifelse(days.load > days.low, days.less_unmet, number(0))
        )
        owners = loads.select("subject", owned_series="series", owned_by="by", owned_ref="ref", owned_day="starts")
        own = [
            rows.series == owners.owned_series,
            rows.by == owners.owned_by,
            rows.ref == owners.owned_ref,
            rows.day == owners.owned_day,  # parts of one span share its ref and start on different days
        ]
        return rows.inner_join(owners, own).select(*rows.columns, "subject", since="day")

    def _set_aside(self) -> ir.Table:
        """Rows that make no span: since their start if that is known, and nothing else."""
        rows = states(self._plan.asked(self._grouped))
        rows = rows.filter(is_set_aside(rows))
        return self._ask(rows.select("series", "subject", "ref", since="starts", done_on=nothing()))

    def _ask(self, rows: ir.Table, **renamed: str) -> ir.Table:
        """``rows`` for each standard of the group that asks about their series."""
        asks = self._asks.select(*(name for name in ASKS.names if name not in ("grouped", "series")), asked="series")
        columns = [name for name in rows.columns if name not in renamed.values()]
        return rows.inner_join(asks, rows.series == asks.asked).select(
            *columns, *(name for name in asks.columns if name != "asked"), **renamed
        )
