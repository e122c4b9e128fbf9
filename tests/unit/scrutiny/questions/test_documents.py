"""Documents and notices by their clocks: due, given, withheld under an exemption with the reason."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.access.bearer import bearer
from sightline.access.models import Account
from sightline.errors import UserError
from sightline.improvement.inquiries import Tier
from sightline.scrutiny.actions import documents as actions
from sightline.scrutiny.actions.documents import Given
from sightline.scrutiny.models import DocumentDuty, DocumentOutcome, Outcome
from sightline.scrutiny.queries.documents import DocumentState, Owed, document_events, owed, withheld
from sightline.web import clock
from tests.support import site

ON = site.AS_AT
ASKED = dt.date(2016, 10, 20)
KEPT_BACK = Given(
    outcome=Outcome.PART,
    words="The paper without its annex.",
    done_on=dt.date(2016, 10, 30),
    withheld="An annex about single members of staff.",
    exemption="12a-1",
    why="It is about individuals, whose interest was held to weigh more.",
)


@pytest.fixture
def duty(member: Account) -> DocumentDuty:
    """A member's request, to be given by 30 October."""
    return actions.owe(kind="scrutiny-member", words="The paper on staffing", counted_from=ASKED, by=member)


def row(account: Account, on: dt.date = ON) -> Owed:
    """The one document there is, as it stands."""
    (found,) = owed(bearer(account, clock.today()), on)
    return found


def test_a_member_s_request_is_overdue_from_the_eleventh_day(duty: DocumentDuty, member: Account) -> None:
    assert (duty.due_on, duty.asked_by) == (dt.date(2016, 10, 30), member)
    assert row(member, dt.date(2016, 10, 30)).state is DocumentState.WAITING
    late = row(member, dt.date(2016, 10, 31))
    assert (late.state, late.over, late.is_mine) == (DocumentState.OVERDUE, 1, True)


@pytest.mark.parametrize(("day", "state"), [(30, DocumentState.IN_TIME), (31, DocumentState.LATE)])
def test_given_on_the_last_day_it_is_in_time(duty: DocumentDuty, head: Account, day: int, state: DocumentState) -> None:
    given = Given(Outcome.GIVEN, "The whole paper was given.", dt.date(2016, 10, day))
    actions.give(duty=duty, given=given, by=head)
    assert row(head).state is state


def test_what_is_kept_back_needs_what_an_exemption_and_why(duty: DocumentDuty, head: Account) -> None:
    for missing, change in (
        ("what was kept back", {"withheld": ""}),
        ("the exemption", {"exemption": "no such"}),
        ("public interest", {"why": ""}),
    ):
        with pytest.raises(UserError, match=missing):
            actions.give(duty=duty, given=_but(**change), by=head)
    assert not DocumentOutcome.objects.exists()


def test_reasons_not_stated_in_writing_are_owed_still(duty: DocumentDuty, head: Account) -> None:
    actions.give(duty=duty, given=KEPT_BACK, by=head)
    found = row(head)
    assert (found.state, found.result) == (DocumentState.STATEMENT_OWED, "Given in part")
    assert found.exemption.startswith("Schedule 12A, paragraph 1")
    assert withheld([found]) == [found]
    actions.give(duty=duty, given=_but(stated_on=dt.date(2016, 11, 4)), by=head)
    after = row(head)
    assert (after.state, len(after.outcomes)) == (DocumentState.IN_TIME, 2)  # the first giving stopped the clock


def _but(**changes: object) -> Given:
    said = {name: getattr(KEPT_BACK, name) for name in Given.__slots__}
    return Given(**{**said, **changes})


def test_nothing_is_given_before_it_was_asked_for_or_on_a_day_to_come(duty: DocumentDuty, head: Account) -> None:
    for day in (dt.date(2016, 10, 19), clock.today() + dt.timedelta(days=1)):
        with pytest.raises(UserError, match=r"look at the day|still to come"):
            actions.give(duty=duty, given=Given(Outcome.GIVEN, "The whole paper.", day), by=head)


def test_a_notice_is_published_or_it_is_not(clerk: Account) -> None:
    notice = actions.owe(
        kind="key-decision", words="A new client record system", counted_from=dt.date(2016, 12, 14), by=clerk
    )
    assert notice.due_on == dt.date(2016, 11, 15)
    with pytest.raises(UserError, match="published or it is not"):
        actions.give(duty=notice, given=_but(done_on=ON), by=clerk)
    actions.give(duty=notice, given=Given(Outcome.GIVEN, "In the forward plan.", ON), by=clerk)
    assert (row(clerk).state, row(clerk).result) == (DocumentState.IN_TIME, "Published")


def test_a_member_writes_down_their_own_request_and_nothing_else(member: Account, head: Account) -> None:
    with pytest.raises(UserError, match="their own requests"):
        actions.owe(kind="information-request", words="How many complaints there were", counted_from=ASKED, by=member)
    of_the_public = actions.owe(
        kind="information-request",
        words="How many complaints there were",
        asked_as="A resident",
        counted_from=ASKED,
        by=head,
    )
    assert (of_the_public.asked_by, of_the_public.due_on) == (None, dt.date(2016, 11, 17))
    with pytest.raises(UserError, match="Choose what"):
        actions.owe(kind="no such", words="How many there were", counted_from=ASKED, by=head)


def test_an_identifier_is_refused_in_what_is_asked_and_in_what_was_kept_back(
    duty: DocumentDuty, member: Account, head: Account
) -> None:
    with pytest.raises(UserError, match="a long number"):
        actions.owe(kind="scrutiny-member", words="The file of 943 476 5919", counted_from=ASKED, by=member)
    with pytest.raises(UserError, match="may name somebody"):
        actions.give(duty=duty, given=_but(withheld="The annex about Danielle Smith."), by=head)


def test_the_timeline_says_what_was_asked_for_given_and_withheld(duty: DocumentDuty, head: Account) -> None:
    actions.give(duty=duty, given=_but(done_on=dt.date(2016, 11, 2)), by=head)
    asked, told = document_events(dt.date(2016, 10, 1), ON)
    assert (asked.on, asked.tier, asked.kind) == (ASKED, Tier.COMMITTEE, "request for a document")
    assert told.words.startswith("Given in part, late: ")
    assert "Schedule 12A, paragraph 1" in told.words
