"""Who the members of staff and teams in a child's record are: three queries, however many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sightline.casework.queries.child.versions import known_values
from sightline.ledger.children import ChildRecord
from sightline.record.tables import TABLES

DISABLED_CHILDREN = "disability-0-25"  # a service


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A member of staff."""

    key: str
    name: str
    job: str = ""


@dataclass(frozen=True, slots=True)
class StaffTeam:
    """A team; ``service`` is a code."""

    key: str
    name: str
    service: str = ""


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that somebody holds or held."""

    professional_id: str
    team_id: str | None
    is_management: bool
    started_on: dt.date | None
    ended_on: dt.date | None

    def is_held_on(self, day: dt.date) -> bool:
        """Whether it is held; one without a beginning is taken to have begun."""
        return (self.started_on is None or self.started_on <= day) and (self.ended_on is None or self.ended_on > day)


@dataclass(frozen=True, slots=True)
class Staff:
    """Everyone on the staff whom a child's record names, with the managers of its teams."""

    members: Mapping[str, StaffMember] = field(default_factory=dict)
    teams: Mapping[str, StaffTeam] = field(default_factory=dict)
    posts: tuple[HeldPost, ...] = ()

    def name(self, key: str | None) -> str:
        """A member's name; the key of one the record does not name."""
        if key is None:
            return "somebody not recorded"
        found = self.members.get(key)
        return found.name or key if found else key

    def job(self, key: str | None) -> str:
        """A member's job title; "" where there is none."""
        return self.members[key].job if key is not None and key in self.members else ""

    def team(self, key: str | None) -> str:
        """A team's name; "" for none."""
        if key is None:
            return ""
        return self.teams[key].name or key if key in self.teams else key

    def is_manager(self, key: str | None, day: dt.date) -> bool:
        """Whether a member holds a management post on ``day``."""
        return any(post.professional_id == key and post.is_management and post.is_held_on(day) for post in self.posts)

    def managers(self, team: str | None, day: dt.date) -> list[str]:
        """The names of those who hold a management post in a team on ``day``."""
        found = [p.professional_id for p in self.posts if p.team_id == team and p.is_management and p.is_held_on(day)]
        return sorted({self.name(key) for key in found}) if team is not None else []


def staff_of(record: ChildRecord) -> Staff:
    """The staff and teams that ``record`` names, as they were known when it was."""
    people, teams = set(_named(record, "professionals")), set(_named(record, "teams"))
    through = record.through
    columns = ("professional_id", "team_id", "is_management", "started_on", "ended_on")
    posts = tuple(
        HeldPost(key, team, is_management is True, started_on, ended_on)
        for key, team, is_management, started_on, ended_on in known_values(
            "posts", columns, through, any_of={"professional_id": people, "team_id": teams}
        )
        if key and (key in people or is_management)
    )
    people |= {post.professional_id for post in posts}
    members = known_values(
        "professionals", ("professional_id", "name", "job_title"), through, any_of={"professional_id": people}
    )
    held = known_values("teams", ("team_id", "name", "service"), through, any_of={"team_id": teams})
    return Staff(
        {key: StaffMember(key, name or "", job or "") for key, name, job in members},
        {key: StaffTeam(key, name or "", service or "") for key, name, service in held},
        posts,
    )


def _named(record: ChildRecord, table: str) -> Iterator[str]:
    """The keys of ``table`` that any row of the record holds."""
    for name, kept in record.rows.items():
        for column in [each.name for each in TABLES[name].columns if each.references == table]:
            yield from (key for each in kept if (key := getattr(each.row, column)))
