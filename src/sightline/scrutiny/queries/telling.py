"""The telling gap of every failing of the record this process holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from sightline.findings.queries.enquiry import first_on
from sightline.findings.queries.loaded import Loaded, remembered
from sightline.findings.standing import number
from sightline.improvement.inquiries import Tier
from sightline.improvement.inquiry_breaches import Breaches, breaches
from sightline.improvement.inquiry_rows import about, column_at, held, posts
from sightline.inspection.standing.clocks import date_of
from sightline.inspection.standing.lines import LINES, Line
from sightline.inspection.standing.report import LineFinding
from sightline.inspection.standing.telling import reports_of
from sightline.record.tables.leadership_reports import LeadershipReport
from sightline.scrutiny.telling import TIERS, TOLD_OF, Gap, Told
from sightline.standards.lasting import WINDOW_DAYS

REPORTED_AS = {
    Tier.TEAM_MANAGER: "team-manager",
    Tier.HEAD: "head-of-service",
    Tier.DIRECTOR: "director",
    Tier.LEAD_MEMBER: "lead-member",
    Tier.COMMITTEE: "committee",
}
MANAGERS = (Tier.TEAM_MANAGER, Tier.HEAD, Tier.DIRECTOR)
GAVE_THE_NUMBER = "a report gave the number of children without a worker who can act"
ON_ITS_SUBJECT = "a report on its subject reached them; whether it told of this the record does not hold"
BEFORE_THEM = "five children concerned had been before them by then"

Before = dict[Tier, list[tuple[int, int]]]  # by tier: the day and the child of each time a child was before them


@remembered
@lru_cache(maxsize=2)
def telling_gap(loaded: Loaded) -> tuple[Gap, ...]:
    """Every failing that stands out, the one the record showed first leading. Worked out once for a record.

    No count of children is in it. A failing that rests on one to four children is left out: its day would be theirs.
    """
    reports = reports_of(loaded.extract, loaded.as_at) or ()
    showed = [(line, on) for line in loaded.inspection.lines if (on := _showed(line))]
    found = [gap_of(loaded, line, on, reports) for line, on in showed if not is_of_a_few(loaded, line, on)]
    return tuple(sorted(found, key=lambda each: (each.showed_on, each.line)))


def _showed(line: LineFinding) -> dt.date | None:
    return first_on(line) if line.stands_out else None


def is_of_a_few(loaded: Loaded, line: LineFinding, on: dt.date) -> bool:
    """Whether one to four children alone were owed what was missed in the twelve months that a day weighs."""
    concerned = breaches(loaded, [each.code for each in line.standards])
    last = number(on)
    weighed = (concerned.begins <= last) & (concerned.ends > last - WINDOW_DAYS)
    return 0 < len(np.unique(concerned.subject[weighed])) < TOLD_OF


def gap_of(loaded: Loaded, line: LineFinding, showed_on: dt.date, reports: Sequence[LeadershipReport]) -> Gap:
    """The telling gap of one line of enquiry that stands out."""
    concerned = breaches(loaded, [each.code for each in line.standards])
    before = before_managers(loaded, concerned, showed_on, loaded.as_at)
    told = tuple(_told(tier, line, showed_on, loaded.as_at, reports, before.get(tier, ())) for tier in TIERS)
    return Gap(line.id, line.title, line.serious, showed_on, line.may_be_older, loaded.as_at, told)


def telling_reports(line: Line, tier: Tier, reports: Iterable[LeadershipReport]) -> list[LeadershipReport]:
    """Those of ``reports`` that told a tier of a line of enquiry, oldest first."""
    return [
        row
        for row in reports
        if row.told_on
        and row.tier == REPORTED_AS.get(tier)
        and (bool(row.tells_unallocated) if line.told_by_unallocated else row.topic in line.told_by)
    ]


def _told(
    tier: Tier,
    line: LineFinding,
    showed_on: dt.date,
    until: dt.date,
    reports: Sequence[LeadershipReport],
    before: Sequence[tuple[int, int]],
) -> Told:
    known = LINES[line.id]
    every = [row for row in telling_reports(known, tier, reports) if row.told_on]
    theirs = [row for row in every if row.told_on and row.told_on >= showed_on]
    before_it = [row for row in every if row.told_on and row.told_on < showed_on]
    last_before = max((row.told_on for row in before_it if row.told_on), default=None)
    asked_before = max((row.told_on for row in before_it if row.told_on and row.challenge_recorded), default=None)
    asked_on = next((row.told_on for row in theirs if row.challenge_recorded is True), None)
    by_report = theirs[0].told_on if theirs else None
    by_children = _five(before)
    if by_report is None and by_children is None:
        return Told(tier, None, (until - showed_on).days, True, "", None, last_before, asked_before)
    if by_report is not None and (by_children is None or by_report <= by_children):
        is_certain = known.told_by_unallocated
        how = GAVE_THE_NUMBER if is_certain else ON_ITS_SUBJECT
        days = (by_report - showed_on).days
        return Told(tier, by_report, days, is_certain, how, asked_on, last_before, asked_before)
    assert by_children is not None  # noqa: S101 - one of the two is there
    days = (by_children - showed_on).days
    return Told(tier, by_children, days, False, BEFORE_THEM, asked_on, last_before, asked_before)


def _five(before: Sequence[tuple[int, int]]) -> dt.date | None:
    """The day by which five different children had been before a tier; None where fewer ever were."""
    seen: set[int] = set()
    for day, child in sorted(before):
        seen.add(child)
        if len(seen) == TOLD_OF:
            return date_of(day)
    return None


def before_managers(loaded: Loaded, concerned: Breaches, first: dt.date, last: dt.date) -> Before:
    """When children concerned were before somebody at each tier of managers, from ``first`` to ``last``."""
    found: Before = {tier: [] for tier in MANAGERS}
    discussed = about(loaded, "case_supervisions", "held_on", concerned, first, last)
    found[Tier.TEAM_MANAGER] += zip(discussed.day.tolist(), discussed.subject.tolist(), strict=True)
    decided = about(loaded, "management_decisions", "decided_on", concerned, first, last)
    who = column_at(loaded, "management_decisions", "professional_id", decided.place)
    staff = posts(loaded)
    for worker, day, child in zip(who, decided.day.tolist(), decided.subject.tolist(), strict=True):
        post = staff.on(worker if isinstance(worker, str) else None, day)
        tier = post.tier if post and post.tier in MANAGERS else Tier.TEAM_MANAGER  # whoever decides manages
        found[tier].append((day, child))
    _held_themselves(loaded, concerned, first, last, found)
    return found


def _held_themselves(loaded: Loaded, concerned: Breaches, first: dt.date, last: dt.date, found: Before) -> None:
    """Add children held in a manager's own name: from the day both hold, within the days asked about."""
    allocated, staff = held(loaded.extract, concerned), posts(loaded)
    for row in np.flatnonzero((allocated.starts <= number(last)) & (allocated.ends > number(first))):
        start = max(int(allocated.starts[row]), number(first))
        post = staff.on(allocated.worker[int(row)], start)
        if post is None or post.tier not in MANAGERS:
            continue
        child, ends = int(allocated.subject[row]), int(allocated.ends[row])
        mine = concerned.subject == child
        days = np.maximum(concerned.begins[mine], start)
        days = days[(days < np.minimum(concerned.ends[mine], ends)) & (days <= number(last))]
        if len(days):
            found[post.tier].append((int(days.min()), child))
