"""A return home interview after a missing episode."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, key, link, table


@table("return_interviews")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnInterview(Row):
    """A return home interview after a missing episode."""

    return_interview_id: str = key("Key of the interview")
    missing_episode_id: str | None = link("missing_episodes", "The episode")
    person_id: str | None = link("people", "The child")
    offered_on: dt.date | None = day("Day it was offered")
    contacted_on: dt.date | None = day("Day the child was first contacted about it")
    held_on: dt.date | None = day("Day the child was seen")
    is_independent: bool | None = flag("Whether the interviewer was independent")
    is_declined: bool | None = flag("Whether the child declined")
