"""Actions of the plan: specific, measurable, owned, dated; done in their order; put right with reasons."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.access.models import Account
from sightline.errors import UserError
from sightline.improvement.actions import planned_actions as actions
from sightline.improvement.actions.plan_evidence import attach, withdraw_evidence
from sightline.improvement.models import EvidenceFile, PlannedAction, Recommendation
from sightline.improvement.queries.plan import ActionLine, plan_line
from tests.support import site
from tests.unit.improvement.plan.conftest import recommended

SHOWS = "No family waits more than a day, counted each week."
WHY = "It was agreed otherwise at the board."


def planned(row: Recommendation, by: Account, words: str = "Ring every family on the duty list.") -> PlannedAction:
    return actions.add_action(
        recommendation=row, words=words, will_show=SHOWS, owner=by, due_on=dt.date(2016, 10, 31), by=by
    )


def only(row: Recommendation) -> ActionLine:
    (found,) = plan_line(None, row.pk, site.AS_AT).actions
    return found


def test_what_is_missing_is_said(row: Recommendation, lead: Account) -> None:
    with pytest.raises(UserError, match=r"Not specific.*Not measurable"):
        actions.add_action(recommendation=row, words="Ring.", will_show="", owner=lead, due_on=site.AS_AT, by=lead)


def test_one_that_is_overdue_makes_its_recommendation_late(row: Recommendation, lead: Account) -> None:
    planned(row, lead)
    line = plan_line(None, row.pk, site.AS_AT)
    assert (line.is_late, line.days_late) == (True, 14)


def test_one_done_late_is_no_longer_late_and_says_by_how_much(row: Recommendation, lead: Account) -> None:
    actions.do_action(action=planned(row, lead), done_on=dt.date(2016, 11, 7), words="Every family was rung.", by=lead)
    assert not plan_line(None, row.pk, site.AS_AT).is_late
    assert only(row).days_late == 7


def test_one_put_right_is_superseded_with_the_reason(row: Recommendation, lead: Account, director: Account) -> None:
    first = planned(row, lead)
    said = actions.Planned("Ring every family twice a week.", SHOWS, director, dt.date(2016, 12, 1))
    made = actions.correct_action(action=first, planned=said, why=WHY, by=lead)
    assert only(row).row == made
    assert (made.supersedes, made.why, made.owner) == (first, WHY, director)
    with pytest.raises(UserError, match="changed since"):
        actions.correct_action(action=first, planned=said, why=WHY, by=lead)


def test_one_done_is_opened_again_and_what_was_said_stays(row: Recommendation, lead: Account) -> None:
    first = planned(row, lead)
    actions.do_action(action=first, done_on=site.AS_AT, words="Every family was rung.", by=lead)
    first.refresh_from_db()
    actions.open_action_again(action=first, why="Two families were left out.", by=lead)
    assert not only(row).is_done
    first.refresh_from_db()
    assert first.done_words == "Every family was rung."


def test_it_waits_until_what_it_waits_for_is_done(row: Recommendation, lead: Account) -> None:
    first, then = planned(row, lead, "List every family that rang."), planned(row, lead)
    actions.wait_for(action=then, needs=first, by=lead)
    with pytest.raises(UserError, match="It waits for what is not done: “List every family"):
        actions.do_action(action=then, done_on=site.AS_AT, words="Every family was rung.", by=lead)
    assert [each.blocked_by for each in plan_line(None, row.pk, site.AS_AT).actions if each.row == then] == [(first,)]
    actions.do_action(action=first, done_on=site.AS_AT, words="The list was made.", by=lead)
    actions.do_action(action=then, done_on=site.AS_AT, words="Every family was rung.", by=lead)


def test_no_ring_is_made_of_waiting_though_one_was_put_right(row: Recommendation, lead: Account) -> None:
    one, two, three = (planned(row, lead, f"Ring the families of list {each}.") for each in "ABC")
    actions.wait_for(action=two, needs=one, by=lead)
    actions.wait_for(action=three, needs=two, by=lead)
    said = actions.Planned("Ring the families of both lists.", SHOWS, lead, dt.date(2016, 12, 1))
    newer = actions.correct_action(action=two, planned=said, why=WHY, by=lead)
    with pytest.raises(UserError, match="neither could ever be done"):
        actions.wait_for(action=one, needs=three, by=lead)
    with pytest.raises(UserError, match="cannot wait for itself"):
        actions.wait_for(action=newer, needs=newer, by=lead)
    with pytest.raises(UserError, match="waits for that action already"):
        actions.wait_for(action=three, needs=newer, by=lead)


def test_waiting_is_taken_away_with_the_reason(row: Recommendation, lead: Account) -> None:
    first, then = planned(row, lead, "List every family that rang."), planned(row, lead)
    wait = actions.wait_for(action=then, needs=first, by=lead)
    actions.wait_no_longer(dependency=wait, why="The list is made elsewhere.", by=lead)
    actions.do_action(action=then, done_on=site.AS_AT, words="Every family was rung.", by=lead)


def test_nothing_waits_for_one_taken_out(row: Recommendation, lead: Account) -> None:
    first, then = planned(row, lead, "List every family that rang."), planned(row, lead)
    actions.wait_for(action=then, needs=first, by=lead)
    actions.withdraw_action(action=first, why="The list is made elsewhere.", by=lead)
    assert only(row).blocked_by == ()


def test_evidence_is_kept_once_by_its_digest_and_taken_back_with_the_reason(row: Recommendation, lead: Account) -> None:
    first = attach(recommendation=row, words="The audit of March.", content=b"Seen: 12 of 12.", by=lead)
    second = attach(recommendation=row, words="The same audit again.", content=b"Seen: 12 of 12.", by=lead)
    assert first.file == second.file
    assert EvidenceFile.objects.count() == 1
    withdraw_evidence(evidence=first, why="It was of another team.", by=lead)
    assert plan_line(None, row.pk, site.AS_AT).evidence_count == 1


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("/standards/child-seen-6m/", "/standards/child-seen-6m/"),
        ("/improvement/recommendations/?q=Ada&sort=late", "/improvement/recommendations/?sort=late"),
    ],
)
def test_evidence_leads_to_a_page_of_the_site(row: Recommendation, lead: Account, page: str, kept: str) -> None:
    assert attach(recommendation=row, words="What the record says.", page=page, by=lead).page == kept


@pytest.mark.parametrize(
    "page",
    [
        "https://example.com/",
        "//example.com/",
        "/no/such/page/",
        "/children/abc/",
        "/staff/W2/",
        "javascript:alert(1)",
        "/\\example.com",
    ],
)
def test_evidence_leads_nowhere_else_and_to_nobody(row: Recommendation, lead: Account, page: str) -> None:
    with pytest.raises(UserError):
        attach(recommendation=row, words="What the record says.", page=page, by=lead)


def test_evidence_is_of_an_action_of_the_same_recommendation(row: Recommendation, lead: Account) -> None:
    other = planned(recommended(lead), lead)
    with pytest.raises(UserError, match="another recommendation"):
        attach(recommendation=row, words="What the record says.", action=other, by=lead)
