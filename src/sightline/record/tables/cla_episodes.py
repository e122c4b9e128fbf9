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
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="clae_person_id")
    started_on: dt.date | None = day("The date that CLA Episode began", ssd="clae_cla_episode_start_date")
    start_reason_code: str | None = code(
        "Reason for New CLA Episode",
        codes="episode_start_reason",
        ssd="clae_cla_episode_start_reason",
    )
    primary_need_code: str | None = code(
        "Category of need (CIN) codes record the main reason why a child is being provided with services",
        codes="primary_need",
        ssd="clae_cla_primary_need_code",
    )
    ceased_on: dt.date | None = day(
        "This item records the date that each episode ended",
        ssd="clae_cla_episode_ceased_date",
    )
    ceased_reason_code: str | None = code(
        "When an episode has ended and a further episode, in the same period of care, has started, use the code, X1",
        codes="episode_ceased_reason",
        ssd="clae_cla_episode_ceased_reason",
    )
    cla_id: str | None = identifier(
        "System identifier for the whole period of care, encompassing all episodes included within that period of care",
        ssd="clae_cla_id",
    )
    referral_id: str | None = link("cin_episodes", "ID for linking to CIN Referral Episode", ssd="clae_referral_id")
    cla_placement_id: str | None = link(
        "cla_placements",
        "ID for linking to CLA Placement record",
        ssd="clae_cla_placement_id",
    )
    entered_care_on: dt.date | None = day(
        "Start Date of the current Looked After period",
        ssd="clae_entered_care_date",
    )
    last_iro_contact_on: dt.date | None = day(
        "Date of Last IRO Visit / Contact to the Child",
        ssd="clae_cla_last_iro_contact_date",
    )
