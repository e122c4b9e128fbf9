"""Immediate concerns: who is told and when, what is seen on a first page, how it escalates, and its one answer."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from sightline.access import actions as access
from sightline.access.bearer import bearer
from sightline.access.children import visible
from sightline.errors import UserError
from sightline.inspection.actions import auditing, concerns
from sightline.inspection.models import Audit, ConcernTold, ImmediateConcern, MockInspection
from sightline.inspection.queries.concerns import (
    ConcernState,
    concerns_first,
    in_line,
    line_of,
    state_of,
    to_show,
    told_now,
)
from tests.support import site
from tests.support.auditing import AUDITORS, given, submitted
from tests.support.personas import Persona, browser_of, make

PEER = AUDITORS[0]
MANAGER, HEAD, DIRECTOR, LEAD = Persona.TEAM_MANAGER, Persona.HEAD_OF_SERVICE, Persona.DIRECTOR, Persona.AUDITOR
AT = dt.datetime(2016, 11, 14, 10, 0, tzinfo=dt.UTC)
WORDS = "Seen with a burn on Friday and nobody asked how it came about."


class Clock:
    """A clock that a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = AT
        monkeypatch.setattr("sightline.web.clock.now", lambda: self.at)

    def after(self, **length: int) -> dt.datetime:
        self.at = AT + dt.timedelta(**length)
        return self.at


@pytest.fixture
def clock(mock: MockInspection, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Ten in the morning."""
    return Clock(monkeypatch)


@pytest.fixture
def audit(mock: MockInspection, clock: Clock) -> Audit:
    """The file of a child of team T1, with the peer reviewer; a manager, a head of service and a director are here."""
    for each in (MANAGER, HEAD, DIRECTOR):
        make(each)
    return given(mock, 1, PEER)


@pytest.fixture
def concern(audit: Audit, clock: Clock) -> ImmediateConcern:
    """Raised at ten."""
    return concerns.raise_concern(audit=audit, words=WORDS, spoke_to="The duty desk", by=audit.auditor)


def shown_to(clock: Clock) -> set[Persona]:
    """On whose first page it stands."""
    everyone = (MANAGER, HEAD, DIRECTOR, LEAD, PEER, Persona.PRACTITIONER, Persona.REVIEWING_OFFICER)
    readers = {each: bearer(make(each), site.AS_AT) for each in everyone}
    return {each for each, reader in readers.items() if to_show(reader, visible(reader, site.AS_AT), clock.at)}


def test_the_childs_own_manager_is_shown_it_at_once(concern: ImmediateConcern, clock: Clock) -> None:
    assert concern.manager == make(MANAGER)
    assert shown_to(clock) == {MANAGER}
    page = browser_of(MANAGER).get("/today/").content.decode()
    assert "A child may be unsafe now" in page
    assert "1 hr 0 min left" in page
    assert "burn" not in page
    assert f"/inspection/concerns/{concern.pk}/" in page
    assert "unsafe" not in browser_of(HEAD).get("/today/").content.decode()


def test_not_opened_within_the_hour_it_is_shown_to_those_next_in_line_the_lead_and_the_auditor(
    concern: ImmediateConcern, clock: Clock
) -> None:
    clock.after(minutes=59)
    assert shown_to(clock) == {MANAGER}
    clock.after(minutes=60)
    assert shown_to(clock) == {MANAGER, HEAD, DIRECTOR, LEAD, PEER}
    for each in (HEAD, DIRECTOR, LEAD):
        assert "A child may be unsafe now" in browser_of(each).get("/today/").content.decode()
    assert "telephone" in browser_of(PEER).get("/today/").content.decode()


def test_opened_in_time_it_stays_with_the_manager_until_the_answer_is_late(
    concern: ImmediateConcern, clock: Clock
) -> None:
    clock.after(minutes=20)
    assert browser_of(MANAGER).get(f"/inspection/concerns/{concern.pk}/").status_code == 200
    concern.refresh_from_db()
    assert (concern.seen_by, concern.seen_at) == (make(MANAGER), clock.at)
    clock.after(hours=3, minutes=59)
    assert shown_to(clock) == {MANAGER}
    clock.after(hours=4)
    assert shown_to(clock) == {MANAGER, HEAD, DIRECTOR, LEAD}


def test_opened_too_late_it_stays_with_everybody_told(concern: ImmediateConcern, clock: Clock) -> None:
    clock.after(minutes=90)
    concerns.see(concern=concern, by=make(HEAD))
    assert shown_to(clock) == {MANAGER, HEAD, DIRECTOR, LEAD}


def test_whoever_raised_it_or_may_not_answer_does_not_count_as_having_opened_it(
    concern: ImmediateConcern, clock: Clock
) -> None:
    for each in (PEER, LEAD):
        assert browser_of(each).get(f"/inspection/concerns/{concern.pk}/").status_code == 200
    assert browser_of(MANAGER).head(f"/inspection/concerns/{concern.pk}/").status_code == 200
    concern.refresh_from_db()
    assert concern.seen_at is None


def test_an_answer_ends_it_for_everybody_and_is_given_once(concern: ImmediateConcern, clock: Clock) -> None:
    clock.after(minutes=70)
    browser, address = browser_of(HEAD), f"/inspection/concerns/{concern.pk}/"
    assert browser.post(address, {"words": "ok"}).status_code == 422
    done = browser.post(address, {"words": "Visited at once; seen by a doctor, and safe with her aunt."})
    assert done["Location"] == address
    assert shown_to(clock) == set()
    concern.refresh_from_db()
    assert (concern.answered_by, concern.answered_at, concern.seen_by) == (make(HEAD), clock.at, make(HEAD))
    page = browser_of(PEER).get(address).content.decode()
    assert "safe with her aunt" in page
    assert "Answered" in page
    with pytest.raises(UserError, match="already"):
        concerns.answer(concern=concern, words="Another answer altogether.", by=make(DIRECTOR))


def test_nobody_answers_their_own_and_none_but_managers_answer(concern: ImmediateConcern) -> None:
    with pytest.raises(UserError, match="somebody else"):
        concerns.answer(concern=concern, words="It was nothing after all.", by=make(PEER))
    for each in (PEER, LEAD):
        answer = browser_of(each).post(f"/inspection/concerns/{concern.pk}/", {"words": "It was nothing after all."})
        assert answer.status_code == 403
    concern.refresh_from_db()
    assert concern.answered_at is None


@pytest.mark.parametrize(
    ("after", "state", "clock_says"),
    [
        ({"minutes": 0}, ConcernState.UNSEEN, "1 hr 0 min left"),
        ({"minutes": 59, "seconds": 30}, ConcernState.UNSEEN, "0 min left"),
        ({"minutes": 61}, ConcernState.UNSEEN_LATE, "1 min late"),
        ({"minutes": 240}, ConcernState.OVERDUE, "0 min left"),
        ({"minutes": 365}, ConcernState.OVERDUE, "2 hr 5 min late"),
    ],
)
def test_its_clock_in_words(
    concern: ImmediateConcern, clock: Clock, after: dict[str, int], state: ConcernState, clock_says: str
) -> None:
    now = clock.after(**after)
    assert state_of(concern, now) is state
    assert line_of(concern, now).clock == clock_says


def test_where_no_manager_can_be_told_those_who_lead_are_at_once(audit: Audit, clock: Clock) -> None:
    for each in (MANAGER, HEAD, DIRECTOR):
        access.close_account(account=make(each), by=None)
    found = concerns.raise_concern(audit=audit, words=WORDS, spoke_to="", by=audit.auditor)
    assert found.manager is None
    assert [each.account for each in told_now(found, clock.at)] == [make(LEAD)]
    assert shown_to(clock) == {LEAD}


def test_where_nobody_at_all_can_be_told_it_is_kept_and_says_so(audit: Audit, clock: Clock) -> None:
    for each in (MANAGER, HEAD, DIRECTOR, LEAD):
        access.close_account(account=make(each), by=None)
    browser = browser_of(PEER)
    assert "Nobody with an account here" in browser.get(f"/inspection/audits/{audit.pk}/concern/").content.decode()
    done = browser.post(f"/inspection/audits/{audit.pk}/concern/", {"words": WORDS, "spoke_to": ""}, follow=True)
    assert "Nobody with an account here" in done.content.decode()
    assert ImmediateConcern.objects.count() == 1
    assert not ConcernTold.objects.exists()


def test_the_line_is_the_nearest_first_without_family_and_those_a_restriction_bars(audit: Audit) -> None:
    def line() -> list[str]:
        return [each.account.name for each in in_line(site.UNSEEN, site.AS_AT, but=audit.auditor)]

    names = [make(each).name for each in (MANAGER, HEAD, DIRECTOR)]
    assert line() == names
    access.declare_own_family(person_id=site.UNSEEN, relation="niece", account=make(MANAGER), by=make(DIRECTOR))
    assert line() == names[1:]
    access.restrict(person_id=site.UNSEEN, why="A colleague's child", allowed=[], by=make(DIRECTOR))
    assert line() == names[2:]
    assert [each.account.name for each in in_line(site.AWKWARD_CHILD, site.AS_AT, but=make(PEER))] == names[2:]


def test_it_can_be_raised_after_the_audit_is_submitted_and_the_mock_inspection_closed(
    audit: Audit, clock: Clock
) -> None:
    done = submitted(audit)
    mock = done.child.sample.mock
    mock.closed_at, mock.closed_by = clock.at, make(LEAD)
    mock.save()
    assert concerns.raise_concern(audit=done, words=WORDS, spoke_to="", by=done.auditor).pk
    with pytest.raises(UserError, match="submitted"):
        auditing.submit(audit=done, by=done.auditor)


@pytest.mark.parametrize("words", ["", "  ", "unsafe"])
def test_it_says_why_in_a_sentence(audit: Audit, words: str) -> None:
    with pytest.raises(UserError, match="Say in a sentence"):
        concerns.raise_concern(audit=audit, words=words, spoke_to="", by=audit.auditor)
    browser = browser_of(PEER)
    assert browser.post(f"/inspection/audits/{audit.pk}/concern/", {"words": words}).status_code == 422


def test_only_the_files_auditor_raises_one(audit: Audit) -> None:
    with pytest.raises(UserError, match="not yours"):
        concerns.raise_concern(audit=audit, words=WORDS, spoke_to="", by=make(LEAD))
    assert browser_of(LEAD).get(f"/inspection/audits/{audit.pk}/concern/").status_code == 404


def test_a_child_restricted_since_is_not_told_of_on_a_first_page(concern: ImmediateConcern, clock: Clock) -> None:
    access.restrict(person_id=site.UNSEEN, why="A colleague's child", allowed=[], by=make(DIRECTOR))
    clock.after(hours=2)
    assert shown_to(clock) == {DIRECTOR}
    assert browser_of(MANAGER).get(f"/inspection/concerns/{concern.pk}/").status_code == 404


def test_the_list_is_of_those_one_may_read(concern: ImmediateConcern, mock: MockInspection) -> None:
    address = f"/inspection/mock/{mock.pk}/concerns/"
    for each in (MANAGER, LEAD, DIRECTOR, PEER):
        assert f"/inspection/concerns/{concern.pk}/" in browser_of(each).get(address).content.decode()
    for each in (Persona.REVIEWING_OFFICER, Persona.ANALYST, Persona.INSPECTOR):
        page = browser_of(each).get(address)
        assert page.status_code == 200
        assert "None that you may read" in page.content.decode()
        assert browser_of(each).get(f"/inspection/concerns/{concern.pk}/").status_code == 404
    assert browser_of(Persona.PRACTITIONER).get(address).status_code == 403


def test_the_first_page_asks_the_same_of_the_store_for_one_concern_as_for_ten(
    audit: Audit, clock: Clock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reader = bearer(make(MANAGER), site.AS_AT)
    seen = visible(reader, site.AS_AT)
    counts = []
    for number in (1, 9):
        for more in range(number):
            concerns.raise_concern(audit=audit, words=f"{WORDS} {number} {more}", spoke_to="", by=audit.auditor)
        with django_assert_max_num_queries(3) as counted:
            assert len(to_show(reader, seen, clock.at)) == (1 if number == 1 else 10)
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_the_database_itself_wants_words_of_an_answer(concern: ImmediateConcern) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ImmediateConcern.objects.filter(pk=concern.pk).update(answered_at=AT)


def test_a_concern_is_not_kept_without_its_line_in_the_log(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("no log")

    monkeypatch.setattr("sightline.access.actions.log", broken)
    with pytest.raises(RuntimeError):
        concerns.raise_concern(audit=audit, words=WORDS, spoke_to="", by=audit.auditor)
    assert not ImmediateConcern.objects.exists()


def test_once_it_escalates_it_stands_on_the_first_page_of_those_who_come_for_figures(
    concern: ImmediateConcern, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sightline.findings.queries.loaded._held", [site.loaded()])
    assert "unsafe" not in browser_of(DIRECTOR).get("/").content.decode()
    clock.after(minutes=60)
    for each in (DIRECTOR, LEAD):  # they land on what an inspector would find
        page = browser_of(each).get("/").content.decode()
        assert "A child may be unsafe now" in page
        assert f"/inspection/concerns/{concern.pk}/" in page
        assert ("and answer it" in page) is (each is DIRECTOR)
        assert "burn" not in page
    assert browser_of(HEAD).get("/")["Location"] == "/today/"  # and there it stands, above
    for each in (Persona.ANALYST, Persona.ELECTED_MEMBER, Persona.INSPECTOR, Persona.BOARD_PARTNER):
        assert "unsafe" not in browser_of(each).get("/").content.decode(), each
    access.restrict(person_id=site.UNSEEN, why="A member of staff's own child", allowed=[], by=make(DIRECTOR))
    assert "unsafe" not in browser_of(LEAD).get("/").content.decode()
    assert "unsafe" in browser_of(DIRECTOR).get("/").content.decode()  # who restricts a record may open it


def test_a_first_page_asks_as_often_however_many_concerns_there_are(
    audit: Audit, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    director, analyst = (bearer(make(each), site.AS_AT) for each in (DIRECTOR, Persona.ANALYST))
    for number in range(3):
        concerns.raise_concern(audit=audit, words=f"{WORDS} {number}", spoke_to="", by=audit.auditor)
        clock.after(minutes=61)
        with django_assert_num_queries(4):
            assert concerns_first(director)
    with django_assert_num_queries(0):
        assert concerns_first(analyst) == []


def test_pressing_twice_raises_one_concern_until_it_is_answered(concern: ImmediateConcern) -> None:
    def again() -> ImmediateConcern:
        return concerns.raise_concern(audit=concern.audit, words=f" {WORDS} ", spoke_to="", by=concern.raised_by)

    assert again() == concern
    concerns.answer(concern=concern, words="Visited at once; she is safe.", by=make(MANAGER))
    assert again() != concern
    assert ImmediateConcern.objects.count() == 2
