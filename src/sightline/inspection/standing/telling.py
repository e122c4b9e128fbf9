"""What leaders were told, and whether they asked: from the reports they received.

A serious weakness that leaders know and are putting right is one thing; one that stood in the record for half a year
without their being told of it, or told and asking nothing, is what the inadequate grade's anchor calls a serious
weakness that leaders did not know about.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.inspection.standing.lines import Line
from sightline.record.tables.leadership_reports import LeadershipReport
from sightline.sources.extract import Extract

ABOVE_MANAGERS = frozenset({"director", "lead-member", "committee"})
MEMBERS = frozenset({"lead-member", "committee"})


@dataclass(frozen=True, slots=True)
class Telling:
    """For one line of enquiry over a stretch of days: the reports that told leaders of it, and whether any asked."""

    reports: int
    told_of_it: int
    asked: int
    first_told_on: dt.date | None

    @property
    def known_and_asked(self) -> bool:
        """Leaders were told of it, and at least one question or challenge followed."""
        return self.told_of_it > 0 and self.asked > 0

    @property
    def words(self) -> str:
        """In a clause: what leaders were told in that time."""
        if not self.reports:
            return "no report on it reached the director or members in that time"
        if not self.told_of_it:
            return f"none of the {self.reports} reports to the director and members gave the number"
        if not self.asked:
            return f"{self.told_of_it} reports told the director or members, and no challenge is recorded"
        return f"leaders were told from {self.first_told_on:%B %Y} and asked"


def reports_of(extract: Extract, until: dt.date) -> tuple[LeadershipReport, ...] | None:
    """The reports received by ``until``, oldest first; None if the source cannot hold them."""
    if not all(extract.supplies("leadership_reports", each) for each in ("told_on", "tier", "topic")):
        return None
    rows = extract.rows("leadership_reports", LeadershipReport)
    dated = [(row.told_on, row.leadership_report_id, row) for row in rows if row.told_on and row.told_on <= until]
    return tuple(row for _, _, row in sorted(dated, key=lambda each: each[:2]))


def telling(reports: tuple[LeadershipReport, ...], line: Line, since: dt.date) -> Telling:
    """What the director and members were told of ``line`` from ``since`` on."""
    theirs = [row for row in reports if row.tier in ABOVE_MANAGERS and row.told_on and row.told_on >= since]
    about = [row for row in theirs if row.topic in line.told_by or (line.told_by_unallocated and row.tells_unallocated)]
    told = [row for row in about if row.tells_unallocated] if line.told_by_unallocated else about
    return Telling(
        reports=len(about),
        told_of_it=len(told),
        asked=sum(row.challenge_recorded is True for row in told),
        first_told_on=told[0].told_on if told else None,
    )
