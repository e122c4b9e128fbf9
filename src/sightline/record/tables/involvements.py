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
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="invo_person_id")
    professional_id: str | None = link(
        "professionals",
        "ID for linking to ssd_professionals table",
        ssd="invo_professional_id",
    )
    role: str | None = code(
        "Role of the professional/ team working with the child/ young person",
        codes="involvement_role",
        ssd="invo_professional_role_id",
        privacy=Privacy.OPERATIONAL,
    )
    team_id: str | None = link(
        "teams",
        "Name of the Team working with the child/ young person",
        ssd="invo_professional_team",
    )
    started_on: dt.date | None = day(
        "Start Date for team/ worker involvement",
        ssd="invo_involvement_start_date",
        privacy=Privacy.OPERATIONAL,
    )
    ended_on: dt.date | None = day(
        "End Date for team/ worker involvement",
        ssd="invo_involvement_end_date",
        privacy=Privacy.OPERATIONAL,
    )
    change_reason: str | None = text(
        "Reason for change of Social Worker",
        ssd="invo_worker_change_reason",
        privacy=Privacy.OPERATIONAL,
    )
    referral_id: str | None = link("cin_episodes", "ID for linking to CIN Referral Episode", ssd="invo_referral_id")
