"""A small council kept in the ledger: two teams, three workers, a manager, and children of each."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from sightline.access.actions import handles
from sightline.ledger.actions import record
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.people import Person
from sightline.record.tables.posts import Post
from sightline.record.tables.professionals import Professional
from sightline.record.tables.teams import Team
from tests.support.personas import Persona, browser_of

MINE, TEAMS, OTHERS = "ada", "ben", "cat"  # the practitioner's child, the manager's team's child, another team's
BEGAN = dt.date(2016, 9, 5)


@pytest.fixture
def council(db: None) -> None:
    """The record: W2 manages T1, where W1 works; W3, the practitioner, holds a child of another team."""
    people = [
        Person(person_id=key, forename=key.capitalize(), surname="Example", born_on=dt.date(2008, 4, 1))
        for key in (MINE, TEAMS, OTHERS)
    ]
    staff = [
        Professional(professional_id="W1", name="Sam Worker"),
        Professional(professional_id="W2", name="Mel Manager"),
        Professional(professional_id="W3", name="Pat Worker"),
    ]
    posts = [
        Post(post_id="P1", professional_id="W1", team_id="T1", post_type="social-worker", started_on=BEGAN),
        Post(post_id="P2", professional_id="W2", team_id="T1", post_type="team-manager", started_on=BEGAN),
        Post(post_id="P3", professional_id="W3", team_id="T1", post_type="social-worker", started_on=BEGAN),
    ]
    teams = [Team(team_id="T1", name="North Team", service="x"), Team(team_id="T2", name="South Team", service="y")]
    held = [held_by(MINE, "W3", "T1"), held_by(TEAMS, "W1", "T1"), held_by(OTHERS, "W9", "T2")]
    needs = [
        CinEpisode(
            referral_id=f"R-{key}",
            person_id=key,
            referred_on=BEGAN,
            decided_on=BEGAN,
            no_further_action=False,
            team_id="T2" if key == OTHERS else "T1",
        )
        for key in (MINE, TEAMS, OTHERS)
    ]
    record([*people, *staff, *posts, *teams, *held, *needs], by="a test", why="a council to begin with")


def held_by(child: str, worker: str, team: str, key: str = "") -> Involvement:
    """A child's allocation to a worker."""
    return Involvement(
        involvement_id=key or f"I-{child}",
        person_id=child,
        professional_id=worker,
        role="ALLOCATED",
        team_id=team,
        started_on=BEGAN,
    )


def handle(person_id: str) -> str:
    """What stands for a child in an address."""
    return handles(person_ids=[person_id])[person_id]


@pytest.fixture
def manager(council: None) -> Client:
    """The browser of the manager of T1."""
    return browser_of(Persona.TEAM_MANAGER)


@pytest.fixture
def practitioner(council: None) -> Client:
    """The browser of the practitioner W3."""
    return browser_of(Persona.PRACTITIONER)
