"""One child's page: where the child stands in plain words, what is overdue and why, and the timeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import pyarrow.compute as pc

from sightline.findings.chronology import happenings
from sightline.findings.drawings import Bar, Lane, lanes
from sightline.findings.queries.loaded import Loaded
from sightline.findings.queries.subjects import ChildRow, Owed, SubjectPage, child_row
from sightline.findings.standing import State, is_of_the_record
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Harm, Standard

LANES = 12  # standards drawn; the table under the drawing has them all
YEARS_DRAWN = 3
SHOWN = {"key": "Key events and missed duties", "all": "Everything, with routine visits and duties met"}


@dataclass(frozen=True, slots=True)
class Status:
    """Something that is so of a child on the day, and since when."""

    words: str
    since: dt.date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the timeline: something that happened, or a duty met or missed on the day it fell due."""

    on: dt.date
    kind: str
    words: str
    state: State | None = None
    standard: Standard | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the timeline, latest first."""

    year: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ChildPage:
    """A child's page."""

    subject: SubjectPage
    row: ChildRow
    worker_is_manager: bool
    statuses: tuple[Status, ...]
    safety_overdue: int
    drawing: str
    years: tuple[Year, ...]
    shown: str
    shown_choices: tuple[tuple[str, str], ...]


STATUSES = (
    ("cla_episodes", "entered_care_on", "started_on", "ceased_on", "Looked after by the council"),
    ("cp_plans", "started_on", "started_on", "ended_on", "On a child protection plan"),
    ("cin_plans", "started_on", "started_on", "ended_on", "On a child in need plan"),
    ("cin_episodes", "referred_on", "referred_on", "closed_on", "Case open"),
)


def child_page(loaded: Loaded, page: SubjectPage, asked: Mapping[str, str]) -> ChildPage:
    """The page of a child. ``asked`` (the query string) may say ``show=all``."""
    child = loaded.people.children[page.key]
    worker = loaded.people.workers.get(child.worker) if child.worker else None
    shown = asked.get("show", "key") if asked.get("show", "key") in SHOWN else "key"
    return ChildPage(
        subject=page,
        row=child_row(loaded, child),
        worker_is_manager=bool(worker and worker.is_manager),
        statuses=tuple(_statuses(loaded, page.key)),
        safety_overdue=sum(each.standard.harm is Harm.SAFETY for each in page.overdue),
        drawing=drawing(loaded, page),
        years=tuple(_years(loaded, page, everything=shown == "all")),
        shown=shown,
        shown_choices=tuple(SHOWN.items()),
    )


def _statuses(loaded: Loaded, key: str) -> Iterator[Status]:
    for name, since, starts, ends, words in STATUSES:
        table = loaded.extract.tables[name]
        for row in table.filter(pc.equal(table["person_id"], key)).to_pylist():
            holds = row[starts] and row[starts] <= loaded.as_at and (row[ends] is None or row[ends] > loaded.as_at)
            if holds and row.get("no_further_action") is not True:
                yield Status(words, row[since])
                break


def _years(loaded: Loaded, page: SubjectPage, *, everything: bool) -> Iterator[Year]:
    def name_of_worker(key: str) -> str:
        return loaded.people.name_of(SubjectKind.WORKER, key)

    story = happenings(loaded.extract, page.key, loaded.as_at, name_of_worker=name_of_worker)
    entries = [Entry(each.on, each.kind, each.words) for each in story if everything or not each.is_routine]
    entries += [entry for each in page.everything if (entry := _duty(each, everything=everything))]
    entries.sort(key=lambda each: (each.on, each.state is None, each.words), reverse=True)
    for year, found in groupby(entries, key=lambda each: each.on.year):
        yield Year(year, tuple(found))


def _duty(each: Owed, *, everything: bool) -> Entry | None:
    owed = each.obligation
    if each.state is State.MET and everything and owed.done_on is not None:
        return Entry(owed.done_on, "Duty", each.standard.sentence, each.state, each.standard)
    if owed.due is None or each.state not in (State.OVERDUE, State.NOT_MET, State.LATE, State.MISSED):
        return None
    return Entry(owed.due, "Duty", each.standard.sentence, each.state, each.standard, each.why)


def drawing(loaded: Loaded, page: SubjectPage) -> str:
    """One subject's duties over the last years as an SVG, the most missed standards first; "" when none is owed."""
    as_at = loaded.as_at
    first = as_at.replace(year=as_at.year - YEARS_DRAWN, day=min(as_at.day, 28))
    found: list[Lane] = []
    for summary in page.summaries:
        mine = (each for each in page.everything if each.standard is summary.standard)
        bars = [bar for each in mine if (bar := _bar(each, loaded)) and first <= max(bar.until, bar.due)]
        if bars:
            found.append(Lane(summary.standard.sentence, tuple(bars)))
    return lanes(found[:LANES], first, as_at, name=page.name) if found else ""


def _bar(each: Owed, loaded: Loaded) -> Bar | None:
    owed = each.obligation
    if owed.since is None or owed.due is None:
        return None
    if each.state is State.NOT_MET or (each.state is State.MISSED and is_of_the_record(each.standard)):
        return Bar(owed.since, owed.due, owed.due, State.NOT_MET)
    faded = owed.due + dt.timedelta(days=loaded.record.rule.window_days) if each.state is State.MISSED else None
    ends = [day for day in (owed.done_on, owed.ended_on, faded) if day is not None and day <= loaded.as_at]
    return Bar(owed.since, owed.due, min(ends, default=loaded.as_at), each.state)
