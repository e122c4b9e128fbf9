"""Files given to somebody: what they open, what they never open, how they end, and the log of it."""

from __future__ import annotations

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from sightline.access import actions
from sightline.access.bearer import bearer
from sightline.access.children import Right, visible
from sightline.access.models import AccessEntry, Account, Doing, FileGrant
from sightline.access.permissions import Permission
from sightline.errors import UserError
from tests.support import site
from tests.support.personas import Persona, browser_of, make

pytestmark = pytest.mark.usefixtures("loaded")
WHY = "To audit in the mock inspection"
GIVEN, NOT_GIVEN = site.UNSEEN, site.LOOKED_AFTER
UNTIL = dt.date(2016, 12, 1)


def give(persona: Persona, *person_ids: str, source: str = "") -> Account:
    account = make(persona)
    actions.grant_files(
        account=account, person_ids=person_ids, why=WHY, until_on=UNTIL, by=make(Persona.AUDITOR), source=source
    )
    return account


def status(persona: Persona, person_id: str, more: str = "") -> int:
    return browser_of(persona).get(f"/children/{site.handle(person_id)}/{more}").status_code


def test_a_peer_reviewer_opens_the_file_they_were_given_and_no_other() -> None:
    assert status(Persona.PEER_REVIEWER, GIVEN) == 403
    give(Persona.PEER_REVIEWER, GIVEN)
    assert status(Persona.PEER_REVIEWER, GIVEN) == 200
    assert AccessEntry.objects.order_by("-pk")[0].why == Right.GRANTED
    assert status(Persona.PEER_REVIEWER, NOT_GIVEN) == 403


def test_lists_hold_what_was_given_and_what_is_ones_own() -> None:
    account = give(Persona.PRACTITIONER, GIVEN)
    shown = visible(bearer(account, site.AS_AT), site.AS_AT)
    assert set(shown.within or ()) == {GIVEN, site.AWKWARD_CHILD}
    writing = visible(bearer(account, site.AS_AT), site.AS_AT, by=Permission.NOTE_WRITE)
    assert set(writing.within or ()) == {site.AWKWARD_CHILD}


def test_a_file_given_is_never_written_to() -> None:
    give(Persona.PRACTITIONER, GIVEN)
    assert status(Persona.PRACTITIONER, GIVEN) == 200
    answer = browser_of(Persona.PRACTITIONER).get(f"/children/{site.handle(GIVEN)}/notes/new/")
    assert answer.status_code == 302
    assert "/reason/" in answer["Location"]


def test_a_restricted_child_and_ones_own_family_stay_closed() -> None:
    account = give(Persona.PEER_REVIEWER, GIVEN, NOT_GIVEN)
    actions.restrict(person_id=GIVEN, why="A colleague's child", allowed=[], by=make(Persona.DIRECTOR))
    actions.declare_own_family(person_id=NOT_GIVEN, relation="nephew", account=account, by=account)
    assert status(Persona.PEER_REVIEWER, GIVEN) == 404
    assert status(Persona.PEER_REVIEWER, NOT_GIVEN) == 403
    assert set(visible(bearer(account, site.AS_AT), site.AS_AT).only([GIVEN, NOT_GIVEN])) == set()


@pytest.mark.parametrize(("today", "expected"), [("2016-12-01", 200), ("2016-12-02", 403)])
def test_it_lasts_until_the_end_of_its_last_day(today: str, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    give(Persona.PEER_REVIEWER, GIVEN)
    monkeypatch.setattr("sightline.web.clock.today", lambda: dt.date.fromisoformat(today))
    assert status(Persona.PEER_REVIEWER, GIVEN) == expected


def test_what_was_given_for_one_thing_is_not_taken_back_with_another() -> None:
    account = give(Persona.PEER_REVIEWER, GIVEN, source="mock inspection 1")
    give(Persona.PEER_REVIEWER, GIVEN, NOT_GIVEN, source="inspection 2")
    by = make(Persona.AUDITOR)
    assert actions.end_grants(account=account, by=by, source="inspection 2") == 2
    assert actions.end_grants(account=account, by=by, source="inspection 2") == 0
    assert (status(Persona.PEER_REVIEWER, GIVEN), status(Persona.PEER_REVIEWER, NOT_GIVEN)) == (200, 403)
    assert actions.end_grants(account=account, by=by, person_ids=[GIVEN]) == 1
    assert status(Persona.PEER_REVIEWER, GIVEN) == 403


def test_the_log_names_who_was_given_what_and_by_whom() -> None:
    account = give(Persona.PEER_REVIEWER, GIVEN, GIVEN, NOT_GIVEN)
    entry = AccessEntry.objects.get(doing=Doing.GAVE_FILES)
    assert (entry.about, entry.account, entry.why, entry.shown_count) == (account, make(Persona.AUDITOR), WHY, 2)
    assert FileGrant.objects.count() == 2
    actions.end_grants(account=account, by=None)
    assert AccessEntry.objects.get(doing=Doing.ENDED_FILES).shown_count == 2
    log = browser_of(Persona.DIRECTOR).get(f"/children/{site.handle(GIVEN)}/access/").content.decode()
    assert "Gave files to read" in log or "gave files to read" in log


@pytest.mark.parametrize("until", [dt.date(2016, 11, 13), dt.date(2017, 1, 14)])
def test_a_last_day_past_or_too_far_is_refused(until: dt.date) -> None:
    with pytest.raises(UserError, match="60 days ahead"):
        actions.grant_files(account=make(Persona.PEER_REVIEWER), person_ids=[GIVEN], why=WHY, until_on=until, by=None)
    assert not FileGrant.objects.exists()


def test_a_closed_account_is_given_nothing() -> None:
    account = make(Persona.PEER_REVIEWER)
    actions.close_account(account=account, by=None)
    with pytest.raises(UserError, match="closed"):
        actions.grant_files(account=account, person_ids=[GIVEN], why=WHY, until_on=UNTIL, by=None)


def test_neither_a_grant_nor_its_end_stands_without_its_line_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    account = give(Persona.PEER_REVIEWER, GIVEN)

    def broken(**_: object) -> None:
        raise RuntimeError("no log")

    monkeypatch.setattr(actions, "log", broken)
    with pytest.raises(RuntimeError):
        give(Persona.PEER_REVIEWER, NOT_GIVEN)
    with pytest.raises(RuntimeError):
        actions.end_grants(account=account, by=None)
    assert list(FileGrant.objects.values_list("person_id", "ended_at")) == [(GIVEN, None)]


def test_listing_takes_as_many_queries_for_one_file_given_as_for_fifty(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    account = give(Persona.PEER_REVIEWER, GIVEN)
    counts = []
    for more in ([], [f"K{number:02}" for number in range(50)]):
        give(Persona.PEER_REVIEWER, *more)
        reader = bearer(account, site.AS_AT)
        with django_assert_max_num_queries(7) as counted:
            shown = visible(reader, site.AS_AT)
        assert shown.within is not None
        assert len(shown.within) == 1 + len(more)
        counts.append(len(counted))
    assert counts[0] == counts[1]
