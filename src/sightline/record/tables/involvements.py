"""A professional's involvement with a child: role, team and time. An allocation is the role ALLOCATED."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, code, day, key, link, table, text


@table("involvements", ssd="ssd_involvements")
@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement(Row):
    """A professional's involvement with a child: role, team and time. An allocation is the role ALLOCATED."""

    involvement_id: str = key("Stable key of the row", ssd="invo_involvements_id")
    person_id: str | None = link("people", "The child", ssd="invo_person_id")
    professional_id: str | None = link(
        "professionals",
        "The professional",
        ssd="invo_professional_id",
    )
    role: str | None = code(
        "In what role",
        codes="involvement_role",
        ssd="invo_professional_role_id",
        privacy=Privacy.OPERATIONAL,
    )
    team_id: str | None = link(
        "teams",
        "In which team",
        ssd="invo_professional_team",
    )
    started_on: dt.date | None = day(
        "First day",
        ssd="invo_involvement_start_date",
        privacy=Privacy.OPERATIONAL,
    )
    ended_on: dt.date | None = day(
        "Last day",
        ssd="invo_involvement_end_date",
        privacy=Privacy.OPERATIONAL,
    )
    change_reason: str | None = text(
        "Why the worker changed",
        ssd="invo_worker_change_reason",
        privacy=Privacy.OPERATIONAL,
    )
    referral_id: str | None = link("cin_episodes", "The episode it belongs to, if any", ssd="invo_referral_id")
    expected_to_end_on: dt.date | None = day(
        "Day by which a passing arrangement, such as a manager's holding a case, is to end",
        privacy=Privacy.OPERATIONAL,
    )
