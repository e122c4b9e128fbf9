"""An episode of being missing or away without authorisation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, key, link, table


@table("missing_episodes", ssd="ssd_missing")
@dataclass(frozen=True, slots=True, kw_only=True)
class MissingEpisode(Row):
    """An episode of being missing or away without authorisation."""

    missing_episode_id: str = key("Stable key of the row", ssd="miss_table_id")
    person_id: str | None = link("people", "The child", ssd="miss_person_id")
    started_on: dt.date | None = day("Day the child went missing", ssd="miss_missing_episode_start_date")
    episode_type: str | None = code(
        "Missing, or away without authorisation",
        codes="missing_type",
        ssd="miss_missing_episode_type",
    )
    ended_on: dt.date | None = day("Day the child returned", ssd="miss_missing_episode_end_date")
    return_interview_offered: bool | None = flag(
        "Whether a return interview was offered",
        ssd="miss_missing_rhi_offered",
    )
    return_interview_accepted: bool | None = flag(
        "Whether the child accepted it",
        ssd="miss_missing_rhi_accepted",
    )
    police_told_on: dt.date | None = day("Day the police were told")
