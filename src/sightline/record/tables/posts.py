"""A post a professional holds: team, kind and whether it is a management post."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, amount, code, day, flag, key, link, table


@table("posts")
@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Row):
    """A post a professional holds: team, kind and whether it is a management post."""

    post_id: str = key("Key of the post")
    professional_id: str | None = link("professionals", "The worker")
    team_id: str | None = link("teams", "Team")
    post_type: str | None = code("Kind of post", codes="post_type", privacy=Privacy.OPERATIONAL)
    is_management: bool | None = flag("Whether the holder manages others", privacy=Privacy.OPERATIONAL)
    is_agency: bool | None = flag("Whether filled through an agency", privacy=Privacy.OPERATIONAL)
    full_time_equivalent: float | None = amount("Full-time equivalent", privacy=Privacy.OPERATIONAL)
    started_on: dt.date | None = day("First day", privacy=Privacy.OPERATIONAL)
    ended_on: dt.date | None = day("Last day", privacy=Privacy.OPERATIONAL)
    left_reason: str | None = code("Why it ended", codes="left_reason", privacy=Privacy.OPERATIONAL)
