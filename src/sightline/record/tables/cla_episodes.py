"""An SSDA903 episode: a stretch of care with one legal status and one placement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, identifier, key, link, table


@table("cla_episodes", ssd="ssd_cla_episodes")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaEpisode(Row):
    """An SSDA903 episode: a stretch of care with one legal status and one placement."""

    cla_episode_id: str = key("Stable key of the row", ssd="clae_cla_episode_id")
    person_id: str | None = link("people", "The child", ssd="clae_person_id")
    started_on: dt.date | None = day("Day the episode began", ssd="clae_cla_episode_start_date")
    start_reason_code: str | None = code(
        "Why a new episode began",
        codes="episode_start_reason",
        ssd="clae_cla_episode_start_reason",
    )
    primary_need_code: str | None = code(
        "Main reason the child is helped",
        codes="primary_need",
        ssd="clae_cla_primary_need_code",
    )
    ceased_on: dt.date | None = day(
        "Day the episode ended",
        ssd="clae_cla_episode_ceased_date",
    )
    ceased_reason_code: str | None = code(
        "Why it ended; X1 where another follows at once",
        codes="episode_ceased_reason",
        ssd="clae_cla_episode_ceased_reason",
    )
    cla_id: str | None = identifier(
        "The whole period of care, shared by every episode in it",
        ssd="clae_cla_id",
    )
    referral_id: str | None = link("cin_episodes", "The episode of need it belongs to", ssd="clae_referral_id")
    cla_placement_id: str | None = link(
        "cla_placements",
        "The placement",
        ssd="clae_cla_placement_id",
    )
    entered_care_on: dt.date | None = day(
        "Day the whole period of care began",
        ssd="clae_entered_care_date",
    )
    last_iro_contact_on: dt.date | None = day(
        "Day of the reviewing officer's last contact with the child",
        ssd="clae_cla_last_iro_contact_date",
    )
