"""Lines kept by the process are those that would be made now, whatever was written since."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from sightline.access.children import Visible
from sightline.casework.queries import lines_kept
from sightline.casework.queries.caseloads import open_children, staff_of_teams
from sightline.casework.queries.deciding import Awaited, awaited_in_record
from sightline.casework.queries.lines import child_lines
from sightline.casework.queries.lines_kept import kept_of_teams, lines_of
from sightline.casework.queries.staffing import teams_by_name
from sightline.ledger import owed
from sightline.ledger.actions import record
from sightline.ledger.loading import load
from sightline.record.schema import Row
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.management_decisions import ManagementDecision
from sightline.record.tables.people import Person
from sightline.record.tables.posts import Post
from sightline.record.tables.professionals import Professional
from sightline.record.tables.s47_enquiries import S47Enquiry
from sightline.record.tables.strategy_discussions import StrategyDiscussion
from sightline.record.tables.teams import Team
from tests.support import site
from tests.support.site import AS_AT, LOOKED_AFTER, UNSEEN
from tests.unit.casework.conftest import Once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council")]


@pytest.fixture(autouse=True)
def _keep_even_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_kept, "FEW", 0)
    monkeypatch.setattr(lines_kept, "_KEPT", lines_kept._Kept())


def everybody(day: dt.date = AS_AT) -> set[str]:
    return open_children(day) | {UNSEEN, LOOKED_AFTER}


def agree(day: dt.date = AS_AT) -> None:
    people = everybody(day)
    assert {each.person_id: each for each in lines_of(people, day)} == {
        each.person_id: each for each in child_lines(people, day)
    }


WRITTEN: dict[str, Row] = {
    "a visit": CinVisit(cin_visit_id="V", person_id=UNSEEN, visited_on=AS_AT, child_seen=True),
    "an allocation": Involvement(
        involvement_id="I9",
        person_id=LOOKED_AFTER,
        professional_id="W1",
        role="ALLOCATED",
        team_id="T1",
        started_on=AS_AT,
    ),
    "a worker's name, which lines of others show": Professional(professional_id="W3", name="Another Name"),
    "a child not seen before": Person(person_id="NEW", forename="New", surname="Child"),
}


@pytest.mark.parametrize("what", WRITTEN)
def test_a_line_follows_what_is_written(what: str) -> None:
    agree()
    record([WRITTEN[what]], by="somebody", why="a test")
    agree()


DISCUSSED = StrategyDiscussion(
    strategy_discussion_id="D9", person_id=UNSEEN, held_on=AS_AT - dt.timedelta(days=9), threshold_met=True
)
WAITS: dict[str, Row] = {
    "a discussion that no enquiry followed": DISCUSSED,
    "a follow-up overdue": ManagementDecision(
        management_decision_id="M9",
        person_id=UNSEEN,
        decided_on=AS_AT - dt.timedelta(days=90),
        follow_up_due_on=AS_AT - dt.timedelta(days=1),
    ),
}


def waiting() -> list[Awaited]:
    """What waits of the team's children, as kept; the same as asked anew."""
    seen = Visible(None, frozenset())
    kept = kept_of_teams(["T1"], seen, AS_AT)
    mine = Visible(frozenset(each.person_id for each in kept.lines), frozenset())
    assert sorted(kept.awaited, key=repr) == sorted(awaited_in_record(AS_AT, mine), key=repr)
    return list(kept.awaited)


@pytest.mark.parametrize("what", WAITS)
def test_what_waits_for_a_manager_follows_what_is_written(what: str) -> None:
    before = waiting()
    record([WAITS[what]], by="somebody", why="a test")
    assert len(waiting()) == len(before) + 1
    enquiry = S47Enquiry(s47_enquiry_id="Q9", person_id=UNSEEN, started_on=DISCUSSED.held_on)
    record([enquiry], by="somebody", why="a test")
    assert len(waiting()) == len(before) + (WAITS[what] is not DISCUSSED)


def test_what_waits_is_not_asked_again_for_a_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting()
    monkeypatch.setattr(lines_kept, "awaited_in_record", lambda *_: pytest.fail("asked again"))
    record([WRITTEN["a visit"]], by="somebody", why="a test")
    kept_of_teams(["T1"], Visible(None, frozenset()), AS_AT)


def test_lines_follow_a_load_and_what_is_worked_out_after_it() -> None:
    agree()
    whole = site.extract()
    fewer = replace(whole, tables={**whole.tables, "cin_visits": whole.tables["cin_visits"].slice(0, 1)})
    load(fewer, by="nightly", why="the next load")
    agree()
    owed.rebuild(Once())
    agree()


def test_lines_follow_the_day() -> None:
    agree()
    agree(AS_AT - dt.timedelta(days=400))
    agree()


def test_only_those_touched_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    agree()
    made: list[list[str]] = []

    def counting(people: list[str], day: dt.date) -> list[object]:
        made.append(sorted(people))
        return list(child_lines(people, day))

    monkeypatch.setattr(lines_kept, "child_lines", counting)
    lines_of(everybody(), AS_AT)
    record([WRITTEN["a visit"]], by="somebody", why="a test")
    lines_of(everybody(), AS_AT)
    assert made == [[], [UNSEEN]]


STAFFED: dict[str, Row] = {
    "a post": Post(post_id="P9", professional_id="W3", team_id="T1", started_on=AS_AT - dt.timedelta(days=9)),
    "a worker's name": Professional(professional_id="W1", name="Another Name"),
    "a team's name": Team(team_id="T1", name="Another Team"),
}


@pytest.mark.parametrize("what", STAFFED)
def test_who_is_in_post_follows_what_is_written(what: str) -> None:
    seen = Visible(None, frozenset())
    before = kept_of_teams(["T1"], seen, AS_AT)
    record([STAFFED[what]], by="somebody", why="a test")
    after = kept_of_teams(["T1"], seen, AS_AT)
    assert (before.staff, before.names) != (after.staff, after.names)
    assert after.staff == staff_of_teams(["T1"], AS_AT)
    assert after.names == dict(teams_by_name())


def test_what_was_not_forgotten_for_a_fault_is_forgotten_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OperationalError

    agree()
    record([WRITTEN["a visit"]], by="somebody", why="a test")
    with monkeypatch.context() as broken:
        broken.setattr(lines_kept, "later_than", fail)
        with pytest.raises(OperationalError):
            lines_of(everybody(), AS_AT)
    agree()


def test_asking_again_takes_one_query() -> None:
    people = everybody()
    lines_of(people, AS_AT)
    with CaptureQueriesContext(connection) as asked:
        lines_of(people, AS_AT)
    assert len(asked) == 1
