"""An episode of early help."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table, text


@table("early_help_episodes", ssd="ssd_early_help_episodes")
@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyHelpEpisode(Row):
    """An episode of early help."""

    early_help_episode_id: str = key("Stable key of the row", ssd="earl_episode_id")
    person_id: str | None = link("people", "The child", ssd="earl_person_id")
    started_on: dt.date | None = day("Day it began", ssd="earl_episode_start_date")
    ended_on: dt.date | None = day("Day it ended", ssd="earl_episode_end_date")
    reason: str | None = text("Why early help was given", ssd="earl_episode_reason")
    end_reason: str | None = text("Why it ended", ssd="earl_episode_end_reason")
    organisation: str | None = text(
        "Who provided it",
        ssd="earl_episode_organisation",
    )
    worker: str | None = text("Who led it", ssd="earl_episode_worker_id")
