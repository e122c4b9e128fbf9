"""What the record shows of a worksheet's question, beside the question: rows to look at, and never an answer.

It is of the record as known now, for a campaign asks how a child is, not how the child was. Each suggestion names the
rows it rests on, so that a reviewer can see for themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sightline.access.children import Child
from sightline.casework.queries.lines import ALLOCATED
from sightline.inspection.queries.file_rows import WORDLESS, FileRow, rows_of
from sightline.ledger.children import ChildRecord, child_record
from sightline.ledger.queries import current, holding
from sightline.record.tables import TABLES

MOST_ROWS = 4  # beside a question: a reviewer with more to read opens the record
VISITS = ("cin_visits", "cp_visits", "cla_visits")
PLANS = ("cin_plans", "cp_plans", "cla_care_plans", "pathway_plans", "ehcp_active_plans")
RISKS = ("missing_episodes", "exploitation_concerns", "exploitation_screenings", "contacts", "s47_enquiries")
OVERSIGHT = ("case_supervisions", "management_decisions")
SERVICES = ("ehcp_active_plans", "ehcp_reviews", "short_breaks", "disabilities", "assessments")
VOICE = ("voices_of_children", "documents")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the record shows: a sentence and the rows it rests on."""

    words: str
    rows: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    record: ChildRecord
    rows: Mapping[str, Sequence[FileRow]]
    today: dt.date

    def of(self, *tables: str) -> list[FileRow]:
        """The rows of ``tables`` that are not of a day to come, the latest first."""
        found = [each for name in tables for each in self.rows.get(name, ())]
        past = [each for each in found if each.on is None or each.on <= self.today]
        return sorted(past, key=lambda each: each.on or dt.date.min, reverse=True)

    def where(self, table: str, **wanted: Any) -> list[FileRow]:
        """Those of ``table`` whose columns have these values."""
        kept = {
            each.version
            for each in self.record.of(table)
            if all(getattr(each.row, name) == value for name, value in wanted.items())
        }
        return [each for each in self.of(table) if each.version in kept]


def suggestions(child: Child, today: dt.date) -> Mapping[str, Suggestion]:
    """By name, what the record of a child whom the reader has opened shows. Four queries at most."""
    record = child_record(child.person_id)
    rows: dict[str, list[FileRow]] = {}
    for each in rows_of(record):
        # one whose columns say nothing is called what it is
        told = replace(each, words=TABLES[each.table].meaning.rstrip(".")) if each.words == WORDLESS else each
        rows.setdefault(each.table, []).append(told)
    reading = _Reading(record, rows, today)
    return {name: suggest(reading) for name, suggest in SUGGESTING.items()}


def _seen(reading: _Reading) -> Suggestion:
    visits = reading.of(*VISITS)
    seen = [each for name in VISITS for each in reading.where(name, child_seen=True)]
    last = max((each for each in seen if each.on), key=lambda each: each.on or dt.date.min, default=None)
    if last is None or last.on is None:
        words = "The record shows no visit at which the child was seen."
    else:
        words = f"Last seen at a visit on {_day(last.on)}, {_ago(last.on, reading.today)}."
    return Suggestion(words, tuple(visits[:MOST_ROWS]))


def _plan(reading: _Reading) -> Suggestion:
    standing = []
    for name in PLANS:
        running = {
            each.version
            for each in reading.record.of(name)
            if (getattr(each.row, "ended_on", None) or dt.date.max) > reading.today
        }
        standing += [each for each in reading.of(name) if each.version in running]
    if not standing:
        return Suggestion("The record shows no plan that holds today.", tuple(reading.of(*PLANS)[:MOST_ROWS]))
    newest = max((each.on for each in standing if each.on), default=None)
    since = f"; the newest is of {_day(newest)}, {_ago(newest, reading.today)}" if newest else ""
    count = "One plan holds" if len(standing) == 1 else f"{len(standing)} plans hold"
    return Suggestion(f"{count} today{since}.", tuple(standing[:MOST_ROWS]))


def _allocation(reading: _Reading) -> Suggestion:
    held = [
        each
        for each in reading.record.of("involvements")
        if getattr(each.row, "role") == ALLOCATED  # noqa: B009 - of a row of some class
        and (getattr(each.row, "ended_on") or dt.date.max) > reading.today  # noqa: B009
        and (getattr(each.row, "started_on") or dt.date.min) <= reading.today  # noqa: B009
    ]
    rows = [row for row in reading.of("involvements") if row.version in {each.version for each in held}]
    if not held:
        return Suggestion("Nobody is allocated to the child today.", tuple(reading.of("involvements")[:MOST_ROWS]))
    worker = getattr(held[-1].row, "professional_id")  # noqa: B009
    since = getattr(held[-1].row, "started_on")  # noqa: B009
    until = getattr(held[-1].row, "expected_to_end_on")  # noqa: B009
    manages = current("posts").filter(holding(reading.today), professional_id=worker, is_management=True).exists()
    theirs = current("involvements").filter(holding(reading.today), professional_id=worker, role=ALLOCATED)
    count = theirs.values("person_id").distinct().count()
    post = "in a post that manages others" if manages else "not in a post that manages others"
    words = f"Held by a worker {post}, who holds {count} {'child' if count == 1 else 'children'}"
    words += f", since {_day(since)}" if since else ""
    words += f"; meant to end by {_day(until)}." if until else "; no day is set by which that ends." if manages else "."
    return Suggestion(words, tuple(rows[:MOST_ROWS]))


def _risk(reading: _Reading) -> Suggestion:
    year = reading.today - dt.timedelta(days=365)
    recent = [each for each in reading.of(*RISKS) if each.on is not None and each.on > year]
    if not recent:
        return Suggestion(
            "No contact, missing episode, concern about exploitation or section 47 enquiry in twelve months.", ()
        )
    more = f"; the newest {MOST_ROWS} are here" if len(recent) > MOST_ROWS else ""
    kinds = "contacts, missing episodes, concerns, screenings or enquiries"
    count = (
        "1 contact, missing episode, concern, screening or enquiry" if len(recent) == 1 else f"{len(recent)} {kinds}"
    )
    return Suggestion(f"{count} in twelve months{more}.", tuple(recent[:MOST_ROWS]))


def _oversight(reading: _Reading) -> Suggestion:
    return _last(reading, OVERSIGHT, "No supervision of the case and no decision of a manager", "Last looked at")


def _voice(reading: _Reading) -> Suggestion:
    rows = reading.of(*VOICE) + reading.where("case_notes", is_childs_voice=True)
    if not rows:
        return Suggestion("Nobody has written the child’s own words down.", ())
    rows.sort(key=lambda each: each.on or dt.date.min, reverse=True)
    when = f", last on {_day(rows[0].on)}" if rows[0].on else ""
    return Suggestion(f"The child’s own words or work are on the record{when}.", tuple(rows[:MOST_ROWS]))


def _services(reading: _Reading) -> Suggestion:
    return _last(reading, SERVICES, "No assessment, plan of special needs or short break", "Last recorded")


def _last(reading: _Reading, tables: Sequence[str], never: str, last: str) -> Suggestion:
    rows = reading.of(*tables)
    if not rows:
        return Suggestion(f"{never} is on the record.", ())
    when = (
        f"{last} on {_day(rows[0].on)}, {_ago(rows[0].on, reading.today)}." if rows[0].on else f"{last} without a day."
    )
    return Suggestion(when, tuple(rows[:MOST_ROWS]))


SUGGESTING: Mapping[str, Callable[[_Reading], Suggestion]] = MappingProxyType(
    {
        "seen": _seen,
        "plan": _plan,
        "allocation": _allocation,
        "risk": _risk,
        "oversight": _oversight,
        "voice": _voice,
        "services": _services,
    }
)


def _day(day: dt.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "a day the record does not say"


def _ago(day: dt.date | None, today: dt.date) -> str:
    days = (today - day).days if day else 0
    if days <= 1:
        return "today" if days == 0 else "yesterday"
    return f"{days} days ago" if days < 90 else f"{days // 30} months ago"
