"""What was planned, what was done of it, and what is late."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.access.models import Account
from sightline.errors import UserError
from sightline.findings.queries import Loaded
from sightline.improvement.actions.practice_audits import Plan, plan_audit, withdraw_audit
from sightline.improvement.models import Where
from sightline.improvement.queries.practice_audits import Programmed, Stands, by_month, programme
from sightline.improvement.queries.practice_evidence import evidence
from sightline.web import clock
from tests.support import site
from tests.support.personas import Persona, make

ON = site.AS_AT


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: ON)


def planned(lead: Account, files: int, first: str, last: str, team: str = "T1") -> None:
    days = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    plan_audit(plan=Plan(team, "", files, Where.RECORD, *days), by=lead)


def rows() -> list[Programmed]:
    return list(programme(evidence(), ON, first=dt.date(2016, 1, 1)).rows)


def test_audits_of_the_record_count_for_one_plan_the_first_to_fall_due(lead: Account) -> None:
    # twenty audits of T1 from 1 to 20 March
    planned(lead, 12, "2016-03-01", "2016-03-31")
    planned(lead, 12, "2016-03-01", "2016-04-30")
    first, second = rows()
    assert (first.done, first.state, first.done_on) == (12, Stands.DONE, dt.date(2016, 3, 12))
    assert (second.done, second.state, second.missing) == (8, Stands.LATE, 4)
    assert second.days_late == (ON - dt.date(2016, 4, 30)).days


def test_done_after_its_day_is_done_late(lead: Account) -> None:
    planned(lead, 12, "2016-03-01", "2016-03-10")
    assert [each.state for each in rows()] == [Stands.DONE_LATE]


def test_audits_before_its_first_day_or_of_another_team_are_not_its(lead: Account) -> None:
    planned(lead, 5, "2016-03-18", "2016-03-31")
    planned(lead, 5, "2016-03-01", "2016-04-01", site.AWKWARD_TEAM)
    assert [each.done for each in rows()] == [3, 0]


def test_what_is_to_come_is_not_late(lead: Account) -> None:
    planned(lead, 5, "2016-12-01", "2016-12-31")
    planned(lead, 5, "2016-11-01", "2016-11-14")
    assert [each.state for each in rows()] == [Stands.DUE, Stands.TO_COME]


def test_a_withdrawn_plan_counts_nothing_and_leaves_its_audits_to_the_next(lead: Account) -> None:
    planned(lead, 12, "2016-03-01", "2016-03-31")
    planned(lead, 12, "2016-03-01", "2016-04-30")
    withdraw_audit(audit=rows()[0].audit, why="Planned twice by mistake", by=lead)
    first, second = rows()
    assert (first.state, first.done) == (Stands.WITHDRAWN, 0)
    assert second.state is Stands.DONE
    assert by_month(rows()) == [(dt.date(2016, 4, 1), 12, 12)]


def test_the_year_says_what_no_plan_is_about(lead: Account, council: Loaded) -> None:
    planned(lead, 12, "2016-03-01", "2016-03-31")
    year = programme(evidence(), ON, first=dt.date(2016, 1, 1))
    assert year.unplanned_teams == ("Assessment <b>One</b>",)
    assert "Plan quality" in year.unplanned_themes
    assert (year.files, year.done) == (12, 12)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (Plan("T1", "", 0, Where.RECORD, ON, ON), "number of files"),
        (Plan("T1", "", 5, Where.RECORD, ON, ON - dt.timedelta(days=1)), "after the first"),
        (Plan("T99", "", 5, Where.RECORD, ON, ON), "team"),
        (Plan("T1", "weather", 5, Where.RECORD, ON, ON), "theme"),
        (Plan("T1", "plans", 5, Where.HERE, ON, ON), "who audits"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(lead: Account, plan: Plan, said: str) -> None:
    with pytest.raises(UserError, match=said):
        plan_audit(plan=plan, by=lead)


def test_somebody_who_may_not_audit_files_is_refused(lead: Account) -> None:
    someone = make(Persona.PRACTITIONER)
    with pytest.raises(UserError, match="role lets them"):
        plan_audit(plan=Plan("T1", "plans", 5, Where.HERE, ON, ON, someone), by=lead)
