"""A small invented council, written out row by row, and the two standards it is held against."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.record.schema import Row
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.posts import Post
from sightline.record.tables.teams import Team
from sightline.sources.extract import Extract, from_rows
from sightline.standards.nodes import Events, Every, Never, OnlyWhile, Spans, is_, months, working_days
from sightline.standards.standard import Area, Citation, Confidence, Force, Harm, Standard

AS_AT = dt.date(2016, 11, 14)
LOCAL = Citation("Local policy", "1", None, Confidence.UNVERIFIED)
OPEN_CASE = Spans("cin_episodes", "referred_on", "closed_on", where=(is_("no_further_action", False),))
MANAGEMENT = Spans("posts", "started_on", "ended_on", where=(is_("is_management", True),))
ALLOCATED = Spans(
    "involvements",
    "started_on",
    "ended_on",
    where=(is_("role", "ALLOCATED"),),
    only_while=OnlyWhile(MANAGEMENT, "professional_id"),
)


@pytest.fixture
def standards() -> tuple[Standard, ...]:
    """Seen every six months; never held by a manager for more than ten working days."""
    return (
        Standard(
            "child-seen-6m",
            "A child with an open case is seen by a social worker at least every six months.",
            Area.CHILD_IN_NEED,
            "children with an open case",
            Every(Events("cin_visits", "visited_on", where=(is_("child_seen", True),)), OPEN_CASE, months(6)),
            LOCAL,
            Force.LOCAL_POLICY,
            Harm.SAFETY,
            lines=("children-not-seen",),
        ),
        Standard(
            "wf-case-held-by-manager",
            "No child's case is held by someone in a management post for more than ten working days.",
            Area.WORKFORCE,
            "children with an allocated worker",
            Never(ALLOCATED, working_days(10)),
            LOCAL,
            Force.LOCAL_POLICY,
            Harm.SAFETY,
            lines=("cases-held-by-managers",),
        ),
    )


def council(held: int, unseen: int, children: int = 40) -> list[Row]:
    """``children`` open cases since January 2014; the first ``held`` a manager's, the first ``unseen`` unseen."""
    day = dt.date
    rows: list[Row] = [
        Team(team_id="T1", name="the 0-25 team", service="disability-0-25"),
        Team(team_id="T2", name="the North team", service="help-and-protection"),
        Post(post_id="P1", professional_id="M", team_id="T1", is_management=True, started_on=day(2010, 1, 1)),
        Post(post_id="P2", professional_id="W", team_id="T2", is_management=False, started_on=day(2010, 1, 1)),
    ]
    for number in range(children):
        child = f"C{number:02}"
        rows.append(
            CinEpisode(referral_id=f"R{number}", person_id=child, referred_on=day(2014, 1, 1), no_further_action=False)
        )
        rows.append(
            Involvement(
                involvement_id=f"I{number}",
                person_id=child,
                professional_id="M" if number < held else "W",
                role="ALLOCATED",
                team_id="T1" if number < held + 3 else "T2",
                started_on=day(2014, 1, 2),
                change_reason="worker left" if number < held else None,
            )
        )
        if number >= unseen:
            rows += [
                CinVisit(
                    cin_visit_id=f"V{number}-{year}-{month}",
                    person_id=child,
                    visited_on=day(year, month, 5),
                    child_seen=True,
                )
                for year in (2014, 2015, 2016, 2017)
                for month in range(1, 13)
            ]
    return rows


@pytest.fixture
def failing() -> Extract:
    """Fifteen of forty children held by a manager, eight never seen."""
    return from_rows(council(held=15, unseen=8), source="a council written out for a test")


@pytest.fixture
def sound() -> Extract:
    """Every child seen monthly by a worker of their own."""
    return from_rows(council(held=0, unseen=0), source="a council written out for a test")
