"""The committee's records: meetings and their agendas, topics, reports, recommendations and the two months."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.access.models import Account
from sightline.errors import UserError
from sightline.improvement.models import Source
from sightline.scrutiny.actions import committee as actions
from sightline.scrutiny.models import CommitteeMeeting, CommitteeRecommendation, CommitteeReport, Response, Topic
from sightline.scrutiny.queries.committee import (
    ResponseState,
    TopicState,
    challenge,
    committee_events,
    meetings,
    next_meeting,
    programme,
    recommended,
)
from tests.support import site

ON = site.AS_AT
NAME = "Children’s Services Committee"


def ago(days: int) -> dt.date:
    """So many days before the record's day."""
    return ON - dt.timedelta(days=days)


@pytest.fixture
def meeting(clerk: Account) -> CommitteeMeeting:
    """A meeting held a hundred days ago, its agenda open in time."""
    return actions.call_meeting(committee=NAME, held_on=ago(100), agenda_on=ago(110), by=clerk)


@pytest.fixture
def recommendation(meeting: CommitteeMeeting, clerk: Account) -> CommitteeRecommendation:
    """One that the executive had on 10 August 2016, to be answered by 9 October."""
    return actions.recommend(
        meeting=meeting, words="Write down a rule for it.", to="The cabinet", received_on=dt.date(2016, 8, 10), by=clerk
    )


@pytest.fixture
def report(meeting: CommitteeMeeting, clerk: Account) -> CommitteeReport:
    """A regular report to that meeting."""
    told = "Performance is steady."
    return actions.receive_report(
        meeting=meeting, title="Regular report", from_post="Head of service", told=told, by=clerk
    )


def test_an_agenda_opened_with_four_clear_working_days_is_a_day_late(clerk: Account) -> None:
    held = dt.date(2016, 11, 8)  # a Tuesday: the last day in time is Monday 31 October
    actions.call_meeting(committee=NAME, held_on=held, agenda_on=dt.date(2016, 10, 31), by=clerk)
    actions.call_meeting(committee="Another", held_on=held, agenda_on=dt.date(2016, 11, 1), by=clerk)
    assert {each.meeting.committee: each.agenda_over for each in meetings(ON)} == {NAME: 0, "Another": 1}


def test_an_agenda_not_open_yet_is_late_until_the_meeting(clerk: Account) -> None:
    meeting = actions.call_meeting(committee=NAME, held_on=ON + dt.timedelta(days=1), by=clerk)
    (found,) = meetings(ON)
    assert (found.meeting.agenda_due_on, found.agenda_over) == (dt.date(2016, 11, 7), 7)
    assert next_meeting(meetings(ON)) == found
    actions.open_agenda(meeting=meeting, on=ON, by=clerk)
    assert meetings(ON + dt.timedelta(days=30))[0].agenda_over == 7
    with pytest.raises(UserError, match="already"):
        actions.open_agenda(meeting=meeting, on=ON, by=clerk)


def test_a_meeting_that_had_a_report_is_not_called_off(report: CommitteeReport, clerk: Account) -> None:
    with pytest.raises(UserError, match="it was held"):
        actions.call_off(meeting=report.meeting, why="Nobody could come to it.", by=clerk)
    other = actions.call_meeting(committee=NAME, held_on=ON, by=clerk)
    actions.call_off(meeting=other, why="Nobody could come to it.", by=clerk)
    assert [each.meeting for each in meetings(ON)] == [report.meeting]


def test_whether_a_report_was_challenged_is_said_once_and_counted(report: CommitteeReport, clerk: Account) -> None:
    assert challenge(meetings(ON)).not_said == 1
    with pytest.raises(UserError, match="what was asked"):
        actions.say_challenged(report=report, is_challenged=True, words="", by=clerk)
    actions.say_challenged(report=report, is_challenged=False, words="It was noted.", by=clerk)
    found = challenge(meetings(ON))
    assert (found.reports, found.challenged, found.unchallenged, found.not_said) == (1, 0, 1, 0)
    with pytest.raises(UserError, match="already"):
        actions.say_challenged(report=report, is_challenged=True, words="Members asked a lot.", by=clerk)
    (event,) = [each for each in committee_events(ago(200), ON) if each.kind == "report to the committee"]
    assert "Nothing was asked of it" in event.words


def test_a_report_to_come_was_not_challenged_yet(clerk: Account) -> None:
    meeting = actions.call_meeting(committee=NAME, held_on=ON + dt.timedelta(days=1), by=clerk)
    report = actions.receive_report(
        meeting=meeting, title="Regular report", from_post="Head of service", told="All is steady.", by=clerk
    )
    with pytest.raises(UserError, match="still to come"):
        actions.say_challenged(report=report, is_challenged=False, words="", by=clerk)


def test_a_member_s_topic_is_chosen_by_them_and_by_nobody_they_name(member: Account) -> None:
    made = actions.add_topic(
        words="Who works with disabled children?", why="Nobody tells us.", chosen_by="Somebody else", by=member
    )
    assert made.chosen_by == member.name
    assert programme(ON)[0].state is TopicState.NO_DATE


def test_a_topic_whose_meeting_passed_with_nothing_said_stands_out(meeting: CommitteeMeeting, clerk: Account) -> None:
    topic = actions.add_topic(
        words="Who works with them?", why="Nobody tells us.", chosen_by="The committee", meeting=meeting, by=clerk
    )
    assert programme(ON)[0].state is TopicState.PASSED
    later = actions.call_meeting(committee=NAME, held_on=ON + dt.timedelta(days=30), by=clerk)
    actions.put_to_meeting(topic=topic, meeting=later, why="There was no time for it.", by=clerk)
    assert (programme(ON)[0].state, programme(ON)[0].meeting) == (TopicState.PLANNED, later)
    actions.came_of(topic=topic, words="One recommendation was made.", by=clerk)
    assert programme(ON)[0].state is TopicState.DONE
    with pytest.raises(UserError, match="already"):
        actions.came_of(topic=Topic.objects.get(), words="Another came of it as well.", by=clerk)


@pytest.mark.parametrize(
    ("on", "state", "over"),
    [
        (dt.date(2016, 10, 9), ResponseState.WAITING, 0),
        (dt.date(2016, 10, 10), ResponseState.OVERDUE, 1),
        (ON, ResponseState.OVERDUE, 36),
    ],
)
def test_a_response_is_overdue_from_the_day_after_the_two_months(
    recommendation: CommitteeRecommendation, on: dt.date, state: ResponseState, over: int
) -> None:
    assert recommendation.due_on == dt.date(2016, 10, 9)
    (found,) = recommended(on)
    assert (found.state, found.over) == (state, over)


def test_a_late_response_stays_late_and_is_followed_to_what_was_done(
    recommendation: CommitteeRecommendation, clerk: Account, head: Account
) -> None:
    with pytest.raises(UserError, match="not responded"):
        actions.follow_up(recommendation=recommendation, words="Nothing was done.", on=ON, is_done=False, by=clerk)
    actions.respond(
        recommendation=recommendation,
        response=Response.ACCEPTED,
        words="Accepted; it will be written by spring.",
        responded_on=dt.date(2016, 10, 19),
        by=head,
    )
    (found,) = recommended(ON)
    assert (found.state, found.over) == (ResponseState.UNDER_WAY, 10)
    actions.follow_up(recommendation=recommendation, words="It is written and kept to.", on=ON, is_done=True, by=clerk)
    assert recommended(ON)[0].state is ResponseState.DONE


def test_an_accepted_recommendation_becomes_a_line_of_the_plan_once(
    recommendation: CommitteeRecommendation, head: Account, clerk: Account
) -> None:
    with pytest.raises(UserError, match="not accepted"):
        actions.put_in_plan(recommendation=recommendation, by=head)
    actions.respond(
        recommendation=recommendation,
        response=Response.IN_PART,
        words="Accepted for the teams of the service.",
        responded_on=ago(1),
        by=head,
    )
    with pytest.raises(UserError, match="kept by the service"):
        actions.put_in_plan(recommendation=recommendation, by=clerk)
    actions.put_in_plan(recommendation=recommendation, by=head)
    found = CommitteeRecommendation.objects.get().in_plan
    assert found is not None
    assert (found.source, found.words) == (Source.SCRUTINY.value, "Write down a rule for it.")
    with pytest.raises(UserError, match="already"):
        actions.put_in_plan(recommendation=recommendation, by=head)


def test_a_refused_one_is_not_put_in_the_plan(recommendation: CommitteeRecommendation, head: Account) -> None:
    words = "Refused: it would cost too much."
    actions.respond(recommendation=recommendation, response=Response.REFUSED, words=words, responded_on=ago(1), by=head)
    assert recommended(ON)[0].state is ResponseState.REFUSED
    with pytest.raises(UserError, match="not accepted"):
        actions.put_in_plan(recommendation=recommendation, by=head)


def test_only_the_scrutiny_officer_keeps_the_committee_s_records(head: Account, meeting: CommitteeMeeting) -> None:
    with pytest.raises(UserError, match="scrutiny officer"):
        actions.call_meeting(committee="Another", held_on=ON, by=head)
    with pytest.raises(UserError, match="scrutiny officer"):
        actions.recommend(meeting=meeting, words="Do as we say.", to="The cabinet", received_on=ago(90), by=head)


def test_a_child_is_named_in_none_of_them(meeting: CommitteeMeeting, clerk: Account) -> None:
    with pytest.raises(UserError, match="may name somebody"):
        actions.add_topic(words="What of Danielle Smith?", why="We were asked.", chosen_by="The committee", by=clerk)
    with pytest.raises(UserError, match="a date of birth"):
        actions.receive_report(
            meeting=meeting,
            title="Regular report",
            from_post="Head of service",
            told="A child born on 12/03/2009 waits.",
            by=clerk,
            nobody_named=True,
        )


def test_no_reason_and_no_post_of_the_committee_s_names_a_child(meeting: CommitteeMeeting, clerk: Account) -> None:
    topic = actions.add_topic(
        words="Cases held by managers.", why="We were asked.", chosen_by="The committee", by=clerk
    )
    named = "Danielle Smith asked for it."
    with pytest.raises(UserError, match="may name somebody"):
        actions.put_to_meeting(topic=topic, meeting=meeting, why=named, by=clerk)
    with pytest.raises(UserError, match="may name somebody"):
        actions.call_off(meeting=meeting, why=named, by=clerk)
    with pytest.raises(UserError, match="may name somebody"):
        actions.receive_report(
            meeting=meeting, title="Regular report", from_post="Danielle Smith", told="All is well.", by=clerk
        )
    with pytest.raises(UserError, match="may name somebody"):
        actions.recommend(
            meeting=meeting, words="Write down a rule.", to="Danielle Smith", received_on=ago(90), by=clerk
        )
