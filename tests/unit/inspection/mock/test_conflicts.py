"""Whose file an auditor must not read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sightline.access import actions as access
from sightline.access.models import Account
from sightline.inspection.models import Member, MemberRole, MockInspection
from sightline.inspection.queries.conflicts import HELD, KNOWS, OWN, WORKED, conflicts_of
from sightline.ledger.actions import record
from sightline.record.schema import Row
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.people import Person
from sightline.record.tables.posts import Post
from sightline.record.tables.professionals import Professional
from sightline.record.tables.teams import Team
from tests.support import mocks

CHILDREN = ("held", "was-held", "same-team", "left-team", "after-team", "before-team", "known-team", "own", "stranger")
ENDED = dt.date(2015, 6, 30)


def on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def involved(child: str, start: str, end: str | None = None, **of: Any) -> Involvement:
    return Involvement(
        involvement_id=f"I-{child}",
        person_id=child,
        role="ALLOCATED",
        started_on=on(start),
        ended_on=on(end) if end else None,
        **of,
    )


@pytest.fixture
def auditor(db: None) -> Account:
    """Somebody who is in team NOW, and was in team OLD until June 2015."""
    rows: list[Row] = [Person(person_id=each) for each in CHILDREN]
    rows += [Professional(professional_id="W9", name="Ana Once")]
    rows += [
        Post(post_id="P1", professional_id="W9", team_id="OLD", started_on=on("2014-01-01"), ended_on=ENDED),
        Post(post_id="P2", professional_id="W9", team_id="NOW", started_on=on("2015-07-01")),
        involved("held", "2016-01-01", professional_id="W9"),
        involved("was-held", "2014-02-01", "2014-03-01", professional_id="W9", team_id="ELSEWHERE"),
        involved("same-team", "2016-10-01", team_id="NOW", professional_id="W1"),
        involved("left-team", "2015-01-01", "2015-02-01", team_id="OLD"),
        involved("after-team", "2015-08-01", "2015-09-01", team_id="OLD"),
        involved("before-team", "2013-01-01", "2013-12-31", team_id="OLD"),
        CinEpisode(referral_id="R1", person_id="known-team", referred_on=on("2016-05-01"), team_id="KNOWN"),
        involved("stranger", "2016-05-01", team_id="OTHER", professional_id="W1"),
    ]
    record(rows, by="a test", why="who held whom")
    account = access.add_account(email="ana@avonmere.example", name="Ana Once", professional_id="W9", by=None)
    access.declare_own_family(person_id="own", relation="A nephew", account=account, by=account)
    return account


@pytest.fixture
def begun(auditor: Account) -> MockInspection:
    mock = mocks.begin()
    Member.objects.all().delete()
    mocks.join(mock, auditor)
    Member.objects.update(knows_teams=["KNOWN"])
    return mock


@pytest.mark.parametrize(
    ("child", "why"),
    [
        ("held", HELD),
        ("was-held", HELD),
        ("same-team", WORKED),
        ("left-team", WORKED),  # the team had the child while the auditor was in it
        ("after-team", ""),  # the team had the child after the auditor had left, and has not now
        ("before-team", ""),
        ("known-team", KNOWS),
        ("own", OWN),
        ("stranger", ""),
    ],
)
def test_why_somebody_must_not_read_a_file(begun: MockInspection, auditor: Account, child: str, why: str) -> None:
    assert conflicts_of(begun).why(auditor, child) == why


def test_a_child_the_old_team_has_on_the_day_is_kept_from_who_once_worked_there(
    begun: MockInspection, auditor: Account
) -> None:
    record([Person(person_id="new"), involved("new", "2016-11-01", team_id="OLD")], by="a test", why="moved in")
    assert conflicts_of(begun).why(auditor, "new") == WORKED


def test_a_role_given_in_a_team_counts_as_working_there(begun: MockInspection, auditor: Account) -> None:
    assert conflicts_of(begun).why(auditor, "stranger") == ""
    access.assign(account=auditor, role="team-manager", team_id="OTHER", by=None)
    assert conflicts_of(begun).why(auditor, "stranger") == WORKED


def test_who_manages_a_service_works_in_each_of_its_teams(begun: MockInspection, auditor: Account) -> None:
    teams = [Team(team_id="OTHER", service="help-and-protection"), Team(team_id="MINE", service="help-and-protection")]
    record(teams, by="a test", why="two teams of a service")
    access.assign(account=auditor, role="head-of-service", team_id="MINE", by=None)
    assert conflicts_of(begun).why(auditor, "stranger") == WORKED


def test_a_child_is_unreadable_only_if_everybody_is_kept_from_them(begun: MockInspection, auditor: Account) -> None:
    assert conflicts_of(begun).of_everybody() >= {"held", "own", "same-team"}
    other = access.add_account(email="ben@avonmere.example", name="Ben Other", by=None)
    mocks.join(begun, other, MemberRole.AUDITOR)
    assert conflicts_of(begun).of_everybody() == frozenset()
    begun.members.all().delete()
    assert conflicts_of(begun).of_everybody() == frozenset()


def test_who_left_is_asked_about_no_more(begun: MockInspection, auditor: Account) -> None:
    begun.members.update(left_at=dt.datetime(2016, 11, 14, tzinfo=dt.UTC))
    assert conflicts_of(begun).why(auditor, "held") == ""


def test_the_queries_are_as_many_however_many_take_part(
    begun: MockInspection, django_assert_max_num_queries: object
) -> None:
    for number in range(5):
        account = access.add_account(email=f"{number}@avonmere.example", name=f"A{number}", by=None)
        mocks.join(begun, account)
    with django_assert_max_num_queries(7):  # type: ignore[operator]  # pytest-django gives no type for it
        conflicts_of(begun)
