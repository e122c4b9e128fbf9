"""A report to a tier of leadership: what it told, and whether it was challenged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, code, day, flag, key, link, table


@table("leadership_reports")
@dataclass(frozen=True, slots=True, kw_only=True)
class LeadershipReport(Row):
    """A report to a tier of leadership: what it told, and whether it was challenged."""

    leadership_report_id: str = key("Key of the report")
    council_id: str | None = link("councils", "The council")
    told_on: dt.date | None = day("Day it was received", privacy=Privacy.OPERATIONAL)
    tier: str | None = code("Who received it", codes="leadership_tier", privacy=Privacy.OPERATIONAL)
    topic: str | None = code("What it was about", codes="report_topic", privacy=Privacy.OPERATIONAL)
    tells_unallocated: bool | None = flag(
        "Whether it gave the number of children without a worker who can act", privacy=Privacy.OPERATIONAL
    )
    challenge_recorded: bool | None = flag("Whether a question or challenge is minuted", privacy=Privacy.OPERATIONAL)
