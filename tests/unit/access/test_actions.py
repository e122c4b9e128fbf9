"""The only writer: each action with its line in the log, both or neither; and the log that nothing changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Model

from sightline.access import actions
from sightline.access.models import (
    AccessEntry,
    Account,
    Assignment,
    BreakGlass,
    Doing,
    Handle,
    OwnFamily,
    Reason,
    Restriction,
    ShownChild,
    StoreMark,
)
from sightline.access.personas import make_personas
from sightline.access.roles import ROLES
from sightline.errors import UserError
from tests.support import site
from tests.support.personas import Persona, make

pytestmark = pytest.mark.django_db
WHY = "Because the test says so"


def test_an_address_has_one_account_however_it_is_written() -> None:
    made = actions.add_account(email=" Jo.Bloggs@Council.gov.uk ", name="Jo", by=None)
    assert made.email == "jo.bloggs@council.gov.uk"
    with pytest.raises(UserError, match="already"):
        actions.add_account(email="JO.BLOGGS@council.gov.uk", name="Jo", by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(email="JO.bloggs@council.gov.uk", name="Jo", created_at=dt.datetime.now(dt.UTC))
    assert Account.objects.get_by_natural_key("JO.BLOGGS@COUNCIL.GOV.UK") == made


@pytest.mark.parametrize(("email", "name"), [("not an address", "Jo"), ("jo@council.gov.uk", "  ")])
def test_an_account_needs_an_address_and_a_name(email: str, name: str) -> None:
    with pytest.raises(UserError):
        actions.add_account(email=email, name=name, by=None)


@pytest.mark.parametrize(
    ("role", "team", "until", "says"),
    [
        ("king", None, None, "no role 'king'"),
        ("team-manager", None, None, "needs a team"),
        ("inspector", None, None, "needs a last day"),
        ("inspector", None, dt.date(2017, 11, 14), "at most 60 days"),
        ("director", None, dt.date(2016, 11, 13), "end before it begins"),
    ],
)
def test_a_role_that_cannot_be_given_is_refused(role: str, team: str | None, until: dt.date | None, says: str) -> None:
    account = make(Persona.WITHOUT_ROLE)
    with pytest.raises(UserError, match=says):
        actions.assign(account=account, role=role, team_id=team, until_on=until, by=None)


def test_a_role_ended_gives_nothing_from_today() -> None:
    from sightline.access.bearer import bearer

    account = make(Persona.DIRECTOR)
    actions.end_assignment(assignment=account.assignments.get(), by=None)
    assert bearer(account, site.AS_AT).held == ()


@pytest.mark.parametrize("reason", ["", "   ", "x", "too short"])
def test_a_reason_is_more_than_a_word(reason: str) -> None:
    account = make(Persona.DIRECTOR)
    with pytest.raises(UserError, match="a few words"):
        actions.give_reason(person_id="C1", reason=reason, by=account)
    with pytest.raises(UserError, match="a few words"):
        actions.break_glass(person_id="C1", reason=reason, by=account)


def test_without_its_line_in_the_log_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    account = make(Persona.DIRECTOR)
    broken = actions.break_glass(person_id="C2", reason=WHY, by=account)
    other = make(Persona.AUDITOR)

    def fail(**_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(actions, "log", fail)
    acts: dict[type[Model], Callable[[], object]] = {
        Account: lambda: actions.add_account(email="x@council.gov.uk", name="X", by=account),
        Assignment: lambda: actions.assign(account=other, role="director", by=account),
        Restriction: lambda: actions.restrict(person_id="C1", why=WHY, allowed=[], by=account),
        Reason: lambda: actions.give_reason(person_id="C1", reason=WHY, by=account),
        BreakGlass: lambda: actions.break_glass(person_id="C1", reason=WHY, by=account),
        OwnFamily: lambda: actions.declare_own_family(person_id="C1", relation="son", account=account, by=account),
    }
    for model, act in acts.items():
        before = model._default_manager.count()
        with pytest.raises(DatabaseError):
            act()
        assert model._default_manager.count() == before, model
    undoings: tuple[Callable[[], object], ...] = (
        lambda: actions.review_break_glass(broken=broken, outcome=WHY, by=other),
        lambda: actions.close_account(account=other, by=account),
    )
    for undone in undoings:
        with pytest.raises(DatabaseError):
            undone()
    broken.refresh_from_db()
    other.refresh_from_db()
    assert broken.reviewed_at is None
    assert other.is_active


def test_the_log_is_never_changed_by_the_code() -> None:
    entry = actions.log(by=None, doing=Doing.LISTED, page="x", shown=["C1", "C2"])
    assert entry.shown_count == ShownChild.objects.filter(entry=entry).count() == 2
    with pytest.raises(RuntimeError, match="never changed"):
        entry.save()
    with pytest.raises(RuntimeError, match="nothing is deleted"):
        entry.delete()


@pytest.mark.parametrize("model", [AccessEntry, ShownChild])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_log_is_never_changed_by_the_database(model: type[AccessEntry | ShownChild], act: str) -> None:
    actions.log(by=None, doing=Doing.LISTED, page="x", shown=["C1"])
    table = model._meta.db_table
    statement = {"update": f"UPDATE {table} SET id = id", "delete": f"DELETE FROM {table}"}[act]  # noqa: S608
    from django.db import connection

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert model._default_manager.count() == 1


def test_a_handle_is_128_random_bits_and_stays() -> None:
    first = actions.handles(person_ids=["C1", "C2", "C1"])
    assert set(first) == {"C1", "C2"}
    assert len({*first.values()}) == 2
    assert all(len(each) == 32 and int(each, 16) >= 0 for each in first.values())
    assert actions.handles(person_ids=["C2", "C1"]) == first
    assert Handle.objects.count() == 2


def test_a_child_has_one_restriction_at_a_time() -> None:
    keeper, other = make(Persona.DIRECTOR), make(Persona.AUDITOR)
    actions.restrict(person_id="C1", why=WHY, allowed=[], by=keeper)
    actions.restrict(person_id="C1", why="Another reason now", allowed=[other], by=keeper)
    standing = Restriction.objects.get(person_id="C1", lifted_at=None)
    assert set(standing.allowed.all()) == {keeper, other}
    assert Restriction.objects.count() == 2


def test_personas_are_made_only_where_the_store_is_invented() -> None:
    with pytest.raises(UserError, match="not marked as invented"):
        make_personas(site.AS_AT)
    actions.mark_invented(source="a test")
    site.put_in_store()
    keys = make_personas(site.AS_AT)
    assert {each.planned.role.code for each in keys} == set(ROLES)
    assert len({each.password for each in keys}) == len(keys)
    again = make_personas(site.AS_AT)
    assert Account.objects.count() == len(keys)
    assert {each.password for each in again}.isdisjoint({each.password for each in keys})
    account = Account.objects.get(email="practitioner@avonmere.example")
    assert account.professional_id == "W3"
    assert account.password.startswith("argon2")
    assert StoreMark.objects.count() == 1
