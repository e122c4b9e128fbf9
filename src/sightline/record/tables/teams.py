"""A team of the service; teams nest into services."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, code, key, link, table, text


@table("teams", ssd="ssd_department")
@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Row):
    """A team of the service; teams nest into services."""

    team_id: str = key("Stable key of the row", ssd="dept_team_id")
    name: str | None = text("Name of the team", ssd="dept_team_name", privacy=Privacy.PUBLIC)
    parent_team_id: str | None = link(
        "teams",
        "The service or team it belongs to",
        ssd="dept_team_parent_id",
    )
    parent_name: str | None = text(
        "Name of the service or team it belongs to",
        ssd="dept_team_parent_name",
        privacy=Privacy.PUBLIC,
    )
    service: str | None = code("Which service the team belongs to", codes="service")
