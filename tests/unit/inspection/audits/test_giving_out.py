"""Giving files out: fairly, to nobody who must not have them, with the right to read them, and taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from sightline.access import actions as access
from sightline.access.models import AccessEntry, Doing, FileGrant
from sightline.errors import UserError
from sightline.inspection.actions import giving_out, sampling, setting_up
from sightline.inspection.giving import drawn_twice
from sightline.inspection.models import Audit, Giving, MemberRole, MockInspection, MockReport
from sightline.inspection.queries.files import auditors_of
from sightline.inspection.queries.how_far import known_of
from sightline.web import clock
from tests.support import mocks, site
from tests.support.auditing import AUDITORS, given, sampled, submitted, whole
from tests.support.personas import Persona, browser_of, make

PEER, OFFICER = AUDITORS
LEAD = Persona.AUDITOR


def give_out(mock: MockInspection, share: int = 50) -> giving_out.GivenOut:
    return giving_out.give_out(mock=mock, share=share, by=make(LEAD))


def test_every_file_is_given_and_the_share_drawn_by_the_seed_is_given_twice(mock: MockInspection) -> None:
    assert give_out(mock) == giving_out.GivenOut(6, 3, (), ())
    firsts = Audit.objects.filter(is_second=False)
    assert set(firsts.values_list("child__person_id", flat=True)) == set(mocks.DRAWN)
    seconds = set(Audit.objects.filter(is_second=True).values_list("child__person_id", flat=True))
    assert seconds == drawn_twice(mocks.DRAWN, 50, mocks.SEED)
    told = Giving.objects.get()
    assert (told.share, told.seed, told.by) == (50, mocks.SEED, make(LEAD))
    assert all(
        len(set(each.audits.values_list("auditor", flat=True))) == each.audits.count()
        for each in told.sample.children.all()
    )


def test_nobody_has_more_than_need_be(mock: MockInspection) -> None:
    give_out(mock, 0)
    assert [(each.account.name, each.given) for each in auditors_of(mock)] == [
        (make(LEAD).name, 0),
        (make(PEER).name, 3),
        (make(OFFICER).name, 3),
    ]


def test_given_out_again_it_fills_what_is_missing_and_moves_nothing(mock: MockInspection) -> None:
    give_out(mock, 0)
    before = set(Audit.objects.values_list("pk", "auditor"))
    giving_out.take_back(audit=Audit.objects.get(child__place=1), why="She fell ill today.", by=make(LEAD))
    assert give_out(mock, 0).first == 1
    live = set(Audit.objects.filter(taken_back_at=None).values_list("pk", "auditor"))
    assert len(live & before) == 5
    assert len(live) == 6


def test_each_file_asks_what_concerns_such_a_child_and_is_against_what_was_known_then(mock: MockInspection) -> None:
    give_out(mock, 0)
    audit = Audit.objects.filter(child__place=1).get()
    evidence = mock.evidence.get()
    assert audit.known_at == evidence.known_at
    assert "management-oversight" in audit.asked
    assert 10 <= len(audit.asked) <= 20
    assert not any("care-leav" in each for each in audit.asked)


def test_an_auditor_is_given_no_file_of_a_child_they_hold_or_of_their_team(mock: MockInspection) -> None:
    manager = mocks.join(mock, make(Persona.TEAM_MANAGER))
    give_out(mock, 0)
    given = set(Audit.objects.filter(auditor=manager.account).values_list("child__person_id", flat=True))
    assert given.isdisjoint({site.UNSEEN, "K00", "K01", "K02", "K03"})
    giving_out.take_back(audit=Audit.objects.get(child__place=1), why="She fell ill today.", by=make(LEAD))
    with pytest.raises(UserError, match=r"Mel Manager must not audit this file: holds or held the child"):
        giving_out.give_by_hand(child=sampled(mock, 1), auditor=manager.account, is_second=False, by=make(LEAD))


def test_what_nobody_may_audit_is_said_by_its_place(mock: MockInspection) -> None:
    mock.members.exclude(role=MemberRole.LEAD).delete()
    mocks.join(mock, make(PEER))
    access.declare_own_family(person_id=site.UNSEEN, relation="nephew", account=make(PEER), by=make(PEER))
    found = give_out(mock, 100)
    assert (found.first, found.second, found.left_first) == (5, 0, (1,))
    assert found.left_second == (1, 2, 3, 4, 5, 6)


def test_a_restricted_child_is_given_to_nobody_who_may_not_know_of_it(mock: MockInspection) -> None:
    access.restrict(
        person_id=site.UNSEEN, why="A colleague's child", allowed=[make(OFFICER)], by=make(Persona.DIRECTOR)
    )
    give_out(mock, 0)
    assert Audit.objects.get(child__person_id=site.UNSEEN).auditor == make(OFFICER)
    with pytest.raises(UserError, match="cannot be given to them"):
        given(mock, 1, PEER, is_second=True)


def test_whoever_is_given_a_file_may_read_it_until_after_the_fieldwork(mock: MockInspection) -> None:
    address = f"/children/{site.handle(site.UNSEEN)}/"
    assert browser_of(PEER).get(address).status_code == 403
    given(mock, 1, PEER)
    assert browser_of(PEER).get(address).status_code == 200
    grant = FileGrant.objects.get()
    assert grant.until_on == mock.ends_on + dt.timedelta(days=14)
    assert grant.source == f"mock inspection {mock.pk}"


def test_a_file_taken_back_is_read_no_more_and_what_was_written_stays(mock: MockInspection) -> None:
    audit = whole(given(mock, 1, PEER))
    giving_out.take_back(audit=audit, why="She knows the family.", by=make(LEAD))
    assert browser_of(PEER).get(f"/children/{site.handle(site.UNSEEN)}/").status_code == 403
    assert browser_of(PEER).get(f"/inspection/audits/{audit.pk}/").status_code == 404
    audit.refresh_from_db()
    assert audit.answers.count() == len(audit.asked)
    assert (audit.taken_back_by, audit.taken_back_why) == (make(LEAD), "She knows the family.")
    with pytest.raises(UserError, match="already"):
        giving_out.take_back(audit=audit, why="She knows the family.", by=make(LEAD))
    given(mock, 1, OFFICER)


def test_a_submitted_audit_is_not_taken_back(mock: MockInspection) -> None:
    audit = submitted(given(mock, 1, PEER))
    with pytest.raises(UserError, match="submitted"):
        giving_out.take_back(audit=audit, why="She knows the family.", by=make(LEAD))


@pytest.mark.parametrize(
    ("place", "persona", "is_second", "says"),
    [
        (1, Persona.PRACTITIONER, False, "takes part"),
        (1, OFFICER, False, "with somebody already"),
        (1, PEER, True, "Two different people"),
    ],
)
def test_a_file_that_may_not_be_given_is_refused(
    mock: MockInspection, place: int, persona: Persona, is_second: bool, says: str
) -> None:
    given(mock, 1, PEER)
    with pytest.raises(UserError, match=says):
        given(mock, place, persona, is_second=is_second)


@pytest.mark.parametrize(("share", "says"), [(-1, "0 to 100"), (101, "0 to 100")])
def test_a_share_that_is_none_is_refused(mock: MockInspection, share: int, says: str) -> None:
    with pytest.raises(UserError, match=says):
        give_out(mock, share)
    assert not Giving.objects.exists()


def test_without_a_sample_or_auditors_it_is_said_what_is_missing(mock: MockInspection) -> None:
    with pytest.raises(UserError, match="Draw the sample first"):
        give_out(mocks.begin(title="Another"))
    mock.members.exclude(role=MemberRole.LEAD).delete()
    with pytest.raises(UserError, match="Add those who audit first"):
        give_out(mock)


def test_nothing_is_given_out_of_a_closed_mock_inspection(mock: MockInspection) -> None:
    audit = given(mock, 1, PEER)
    mock.closed_at, mock.closed_by = audit.given_at, make(LEAD)
    mock.save()
    with pytest.raises(UserError, match="closed"):
        give_out(mock)
    with pytest.raises(UserError, match="closed"):
        given(mock, 2, PEER)
    with pytest.raises(UserError, match="closed"):
        giving_out.take_back(audit=audit, why="She knows the family.", by=make(LEAD))


def test_the_right_to_read_ends_with_the_mock_inspection(mock: MockInspection) -> None:
    give_out(mock, 50)
    access.grant_files(
        account=make(PEER), person_ids=["K40"], why="For another inspection", until_on=site.AS_AT, by=None
    )
    assert giving_out.end_reading(mock=mock, by=make(LEAD)) == 9
    assert list(FileGrant.objects.filter(ended_at=None).values_list("person_id", flat=True)) == ["K40"]


def test_giving_out_and_its_line_in_the_log_stand_or_fall_together(
    mock: MockInspection, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_out(mock, 0)
    assert AccessEntry.objects.filter(doing=Doing.GAVE_FILES, account=make(LEAD)).count() == 2
    audits, by = Audit.objects.count(), make(LEAD)

    def broken(**_: object) -> None:
        raise RuntimeError("no log")

    monkeypatch.setattr("sightline.access.actions.log", broken)
    with pytest.raises(RuntimeError):
        giving_out.give_out(mock=mock, share=100, by=by)
    assert (Audit.objects.count(), Giving.objects.count()) == (audits, 1)


def test_the_database_itself_keeps_a_file_from_being_audited_twice_by_one_person(mock: MockInspection) -> None:
    audit = given(mock, 1, PEER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Audit.objects.create(
            child=sampled(mock, 1),
            auditor=audit.auditor,
            is_second=True,
            given_by=audit.given_by,
            given_at=audit.given_at,
            known_at=audit.known_at,
        )


def test_whoever_no_longer_takes_part_reads_no_file(mock: MockInspection) -> None:
    give_out(mock, 0)
    member = mock.members.get(account=make(PEER))
    assert FileGrant.objects.filter(account=make(PEER), ended_at=None).exists()
    setting_up.leave(member=member, by=make(LEAD))
    assert not FileGrant.objects.filter(account=make(PEER), ended_at=None).exists()
    assert FileGrant.objects.filter(account=make(OFFICER), ended_at=None).exists()


def test_once_it_is_closed_nobody_reads_its_files(mock: MockInspection) -> None:
    give_out(mock, 0)
    MockReport.objects.create(mock=mock, edition=1, html="", pdf=b"", made_by=make(LEAD), made_at=clock.now())
    setting_up.close(mock=mock, by=make(LEAD))
    assert not FileGrant.objects.filter(ended_at=None).exists()


def test_whoever_read_the_first_audit_is_not_given_the_second(mock: MockInspection) -> None:
    director = Persona.DIRECTOR
    mocks.join(mock, make(director))
    mock.members.filter(account=make(OFFICER)).delete()  # nobody but the director is left to be the second
    first = submitted(given(mock, 1, PEER))
    assert browser_of(director).get(f"/inspection/audits/{first.pk}/").status_code == 200
    with pytest.raises(UserError, match="would not be blind"):
        given(mock, 1, director, is_second=True)
    assert give_out(mock, 100).left_second == (1,)
    mocks.join(mock, make(OFFICER))
    assert give_out(mock, 100).left_second == ()


def test_who_has_files_reads_them_for_as_long_as_the_fieldwork_lasts(
    mock: MockInspection, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_out(mock, 0)
    before = FileGrant.objects.filter(ended_at=None).count()
    later = mock.ends_on + dt.timedelta(days=30)
    names = ("title", "why", "framework", "event", "as_at", "starts_on")
    scope = setting_up.Scope(**{each: getattr(mock, each) for each in names}, areas=tuple(mock.areas), ends_on=later)
    setting_up.change_scope(mock=mock, scope=scope, by=make(LEAD))
    standing = FileGrant.objects.filter(ended_at=None)
    assert {each.until_on for each in standing} == {later + dt.timedelta(days=14)}
    assert standing.count() == before
    assert AccessEntry.objects.filter(doing=Doing.GAVE_FILES).count() == 4
    setting_up.leave(member=mock.members.get(account=make(PEER)), by=make(LEAD))
    monkeypatch.setattr("sightline.web.clock.today", lambda: site.AS_AT + dt.timedelta(days=40))
    mock.refresh_from_db()
    giving_out.renew_reading(mock=mock, by=make(LEAD))
    assert not FileGrant.objects.filter(ended_at=None, account=make(PEER)).exists()


def test_a_file_taken_back_is_with_nobody_and_may_be_left_out(mock: MockInspection) -> None:
    audit = given(mock, 1, PEER)
    with pytest.raises(UserError, match="take it back from them first"):
        sampling.leave_out(child=audit.child, why="Moved to another council.", by=make(LEAD))
    giving_out.take_back(audit=audit, why="She fell ill today.", by=make(LEAD))
    known = known_of(mock)
    assert (known.given, known.audited) == (0, 0)
    sampling.leave_out(child=audit.child, why="Moved to another council.", by=make(LEAD))
    assert known_of(mock).files == 5


def test_which_files_are_audited_twice_is_told_to_those_who_lead_alone(mock: MockInspection) -> None:
    given(mock, 1, PEER)
    given(mock, 1, OFFICER, is_second=True)
    address = f"/inspection/mock/{mock.pk}/sample/"
    assert 'data-label="Audits">2' in browser_of(LEAD).get(address).content.decode()
    for each in (PEER, OFFICER, Persona.ANALYST, Persona.INSPECTOR):
        assert "Audits" not in browser_of(each).get(address).content.decode(), each
