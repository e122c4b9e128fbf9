"""Each drawing on literal rows: who is found, who is not, and the days at the edges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from sightline.improvement.cohort_drawings import DRAWINGS, months_before, team_of
from sightline.record.schema import Row
from sightline.record.tables.assessments import Assessment
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.cin_plans import CinPlan
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.cp_plans import CpPlan
from sightline.record.tables.exploitation_screenings import ExploitationScreening
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.missing_episodes import MissingEpisode
from sightline.record.tables.posts import Post
from sightline.record.tables.teams import Team
from sightline.sources.extract import from_rows

AS_AT = dt.date(2016, 11, 14)
TEAMS = (Team(team_id="T1", service="disability-0-25"), Team(team_id="T2", service="assessment"))


def day(words: str) -> dt.date:
    return dt.date.fromisoformat(words)


def found(drawing: str, *rows: Row, **values: str | int) -> Mapping[str, str]:
    """By child, the day found."""
    table = DRAWINGS[drawing](from_rows([*TEAMS, *rows]).tables, AS_AT, values)
    people = table["person_id"].to_pylist()
    assert len(people) == len(set(people)), "each child once"
    return {key: str(on) for key, on in zip(people, table["on"].to_pylist(), strict=True)}


def held(person: str, start: str | None, end: str | None = None, *, by: str = "W2", team: str = "T1") -> Involvement:
    return Involvement(
        involvement_id=f"I-{person}-{start}-{by}",
        person_id=person,
        professional_id=by,
        role="ALLOCATED",
        team_id=team,
        started_on=day(start) if start else None,
        ended_on=day(end) if end else None,
    )


def manages(start: str | None, end: str | None = None, *, worker: str = "W2", is_management: bool = True) -> Post:
    return Post(
        post_id=f"P-{worker}-{start}",
        professional_id=worker,
        is_management=is_management,
        started_on=day(start) if start else None,
        ended_on=day(end) if end else None,
    )


def case(person: str, opened: str, closed: str | None = None, *, team: str = "T1", nfa: bool = False) -> CinEpisode:
    return CinEpisode(
        referral_id=f"R-{person}-{opened}",
        person_id=person,
        referred_on=day(opened),
        closed_on=day(closed) if closed else None,
        no_further_action=nfa,
        team_id=team,
    )


def test_a_child_is_held_by_a_manager_only_while_the_holder_manages() -> None:
    rows = (
        manages("2016-06-01"),
        manages("2010-01-01", worker="W1", is_management=False),
        held("now", "2016-09-01"),
        held("before-the-post", "2015-01-01", "2016-05-01"),
        held("since-the-post", "2016-01-01"),
        held("by-a-worker", "2016-01-01", by="W1"),
        held("to-come", "2016-11-15"),
    )
    assert found("held_by_manager", *rows, months=12) == {"now": "2016-09-01", "since-the-post": "2016-06-01"}


def test_the_window_counts_its_first_day_and_a_span_holds_until_the_day_before_its_end() -> None:
    rows = (
        manages("2010-01-01"),
        held("over-that-day", "2014-01-01", "2015-11-14"),
        held("over-the-day-after", "2014-01-01", "2015-11-15"),
        held("over-today", "2014-01-01", "2016-11-14"),
        held("begins-today", "2016-11-14"),
    )
    assert set(found("held_by_manager", *rows, months=12)) == {"over-the-day-after", "over-today", "begins-today"}
    assert set(found("held_by_manager", *rows, months=0)) == {"begins-today"}


def test_a_span_without_a_first_day_is_reviewed_rather_than_lost() -> None:
    rows = (manages(None), held("dateless", None), held("twice", "2016-01-01"), held("twice", "2016-02-01"))
    assert found("held_by_manager", *rows, months=12) == {"dateless": "None", "twice": "2016-01-01"}


def test_a_service_or_team_keeps_to_whose_the_child_was_while_held() -> None:
    rows = (manages("2010-01-01"), held("one", "2016-01-01"), held("two", "2016-01-01", team="T2"))
    assert set(found("held_by_manager", *rows, months=0, service="disability-0-25")) == {"one"}
    assert set(found("held_by_manager", *rows, months=0, team="T2")) == {"two"}
    assert found("held_by_manager", *rows, months=0, team="T3") == {}


def missing(person: str, on: str) -> MissingEpisode:
    return MissingEpisode(missing_episode_id=f"M-{person}-{on}", person_id=person, started_on=day(on))


def screened(person: str, on: str) -> ExploitationScreening:
    return ExploitationScreening(exploitation_screening_id=f"S-{person}-{on}", person_id=person, screened_on=day(on))


def test_missing_and_not_screened_since_the_last_time() -> None:
    rows = (
        missing("never", "2016-03-01"),
        missing("before", "2016-03-01"),
        screened("before", "2016-02-28"),
        missing("same-day", "2016-03-01"),
        screened("same-day", "2016-03-01"),
        missing("again", "2016-03-01"),
        screened("again", "2016-03-05"),
        missing("again", "2016-08-01"),
        screened("later-than-the-day", "2016-12-01"),
        missing("later-than-the-day", "2016-05-05"),
        missing("long-ago", "2015-11-13"),
        missing("to-come", "2016-11-15"),
    )
    assert found("missing_unscreened", *rows, months=12) == {
        "never": "2016-03-01",
        "before": "2016-03-01",
        "again": "2016-08-01",
        "later-than-the-day": "2016-05-05",
    }


def visit(person: str, on: str, *, seen: bool | None = True) -> CinVisit:
    return CinVisit(cin_visit_id=f"V-{person}-{on}", person_id=person, visited_on=day(on), child_seen=seen)


def test_unseen_counts_from_the_last_sight_or_the_cases_beginning() -> None:
    rows = (
        case("unseen", "2014-01-01"),
        case("seen-long-ago", "2014-01-01"),
        visit("seen-long-ago", "2016-05-14"),
        case("seen", "2014-01-01"),
        visit("seen", "2016-05-15"),
        case("not-seen-at-the-visit", "2014-01-01"),
        visit("not-seen-at-the-visit", "2016-11-01", seen=False),
        case("seen-to-come", "2014-01-01"),
        visit("seen-to-come", "2016-11-20"),
        case("assessed", "2014-01-01"),
        Assessment(assessment_id="A1", person_id="assessed", authorised_on=day("2016-10-01"), child_seen=True),
        case("new", "2016-10-01"),
        case("closed", "2014-01-01", "2016-11-14"),
        case("refused", "2014-01-01", nfa=True),
    )
    assert found("unseen", *rows, months=6) == {
        "unseen": "2014-01-01",
        "seen-long-ago": "2016-05-14",
        "not-seen-at-the-visit": "2014-01-01",
        "seen-to-come": "2014-01-01",
    }


def test_in_need_without_any_plan_that_holds() -> None:
    rows = (
        case("none", "2016-01-01"),
        case("new", "2016-11-01"),
        case("planned", "2016-01-01"),
        CinPlan(cin_plan_id="1", person_id="planned", started_on=day("2016-02-01")),
        case("over", "2016-01-01"),
        CinPlan(cin_plan_id="2", person_id="over", started_on=day("2016-02-01"), ended_on=day("2016-11-14")),
        case("protected", "2016-01-01"),
        CpPlan(cp_plan_id="3", person_id="protected", started_on=day("2016-02-01")),
    )
    assert set(found("in_need_without_plan", *rows, days=65)) == {"none", "over"}


def test_without_a_worker_since_the_last_one_stopped() -> None:
    rows = (
        case("never", "2016-01-01"),
        case("left", "2016-01-01"),
        held("left", "2016-01-02", "2016-11-01", by="W1"),
        case("just-left", "2016-01-01"),
        held("just-left", "2016-01-02", "2016-11-10", by="W1"),
        case("held", "2016-01-01"),
        held("held", "2016-01-02", by="W1"),
    )
    assert found("without_worker", *rows, days=7) == {"never": "2016-01-01", "left": "2016-11-01"}


def test_a_child_is_of_the_team_of_the_worker_and_else_of_the_case() -> None:
    rows = (
        case("worked", "2016-01-01", team="T2"),
        held("worked", "2016-01-01"),
        case("waiting", "2016-01-01", team="T2"),
        held("moved", "2016-01-01", "2016-06-01"),
        held("moved", "2016-06-01", team="T2"),
    )
    table = team_of(from_rows([*TEAMS, *rows]).tables, AS_AT)
    assert dict(zip(table["person_id"].to_pylist(), table["team_id"].to_pylist(), strict=True)) == {
        "worked": "T1",
        "waiting": "T2",
        "moved": "T2",
    }


@pytest.mark.parametrize(
    ("on", "months", "before"),
    [
        ("2016-11-14", 12, "2015-11-14"),
        ("2016-03-31", 1, "2016-02-29"),
        ("2016-01-15", 1, "2015-12-15"),
        ("2016-11-14", 0, "2016-11-14"),
    ],
)
def test_months_before(on: str, months: int, before: str) -> None:
    assert months_before(day(on), months) == day(before)
