"""A child is given to a worker with a check and a reason; whoever manages holds a case only for a stated time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sightline.access import actions as access
from sightline.access.children import Child, Right
from sightline.access.models import AccessEntry, Account
from sightline.casework.actions.allocating import allocate, standing_allocation, transfer
from sightline.casework.queries.allocation_checks import Weight, safety_of, transfer_checks
from sightline.casework.queries.lines import child_lines
from sightline.errors import UserError
from sightline.ledger.actions import Conflict, record
from sightline.ledger.models import Transaction
from sightline.ledger.queries import current
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.teams import Team
from tests.support import personas
from tests.support.personas import Persona
from tests.support.site import AS_AT, AWKWARD_CHILD, AWKWARD_TEAM, LOOKED_AFTER, MANAGER, UNSEEN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council")]
WHY = "She knows the family and has room."


def child(person: str) -> Child:
    return Child(person, access.handles(person_ids=[person])[person], Right.TEAM, False)


@pytest.fixture
def manager(council: None) -> Account:
    return personas.make(Persona.TEAM_MANAGER)


def seen(person: str) -> int | None:
    found = standing_allocation(child(person), AS_AT)
    return found.version if found else None


def test_a_waiting_child_is_given_to_a_worker(manager: Account) -> None:
    before = Transaction.objects.count()
    allocate(child(LOOKED_AFTER), by=manager, to="W1", on=AS_AT, why=WHY)
    line = child_lines([LOOKED_AFTER], AS_AT)[0]
    assert (line.worker, line.allocated_on, line.unallocated_days) == ("W1", AS_AT, None)
    written = Transaction.objects.latest("number")
    assert Transaction.objects.count() == before + 1
    assert written.by == f"account {manager.pk}"
    assert WHY in written.why
    assert AccessEntry.objects.filter(person_id=LOOKED_AFTER, doing="changed", account=manager).exists()


def test_the_allocation_before_ends_that_day(manager: Account) -> None:
    allocate(child(UNSEEN), by=manager, to="W1", on=AS_AT, why=WHY, seen=seen(UNSEEN))
    rows = {each.professional_id: each.ended_on for each in current("involvements").filter(person_id=UNSEEN)}
    assert rows == {MANAGER: AS_AT, "W1": None}


def test_it_refuses_a_manager_without_an_end(manager: Account) -> None:
    with pytest.raises(UserError, match="by which day"):
        allocate(child(LOOKED_AFTER), by=manager, to=MANAGER, on=AS_AT, why=WHY)
    with pytest.raises(UserError, match="28 days"):
        allocate(child(LOOKED_AFTER), by=manager, to=MANAGER, on=AS_AT, why=WHY, until=AS_AT + dt.timedelta(days=29))
    assert child_lines([LOOKED_AFTER], AS_AT)[0].worker is None


def test_a_manager_holds_a_case_until_a_stated_day(manager: Account) -> None:
    until = AS_AT + dt.timedelta(days=14)
    allocate(child(LOOKED_AFTER), by=manager, to=MANAGER, on=AS_AT, why=WHY, until=until)
    line = child_lines([LOOKED_AFTER], AS_AT)[0]
    assert (line.is_held_by_manager, line.held_until) == (True, until)


def test_it_refuses_without_a_reason(manager: Account) -> None:
    with pytest.raises(UserError, match="Say why"):
        allocate(child(LOOKED_AFTER), by=manager, to="W1", on=AS_AT, why="  ok ")


def test_it_refuses_what_somebody_else_changed_meanwhile(manager: Account) -> None:
    version = seen(UNSEEN)
    allocate(child(UNSEEN), by=manager, to="W1", on=AS_AT, why=WHY, seen=version)
    with pytest.raises(Conflict):
        allocate(child(UNSEEN), by=manager, to="W3", on=AS_AT, why=WHY, seen=version)
    with pytest.raises(Conflict):
        transfer(child(UNSEEN), by=manager, team=AWKWARD_TEAM, on=AS_AT, why=WHY, seen=version)


def test_it_refuses_a_worker_without_a_post_and_whoever_holds_the_child(manager: Account) -> None:
    with pytest.raises(UserError, match="no post"):
        allocate(child(LOOKED_AFTER), by=manager, to="W9", on=AS_AT, why=WHY)
    with pytest.raises(UserError, match="already"):
        allocate(child(AWKWARD_CHILD), by=manager, to="W3", on=AS_AT, why=WHY, seen=seen(AWKWARD_CHILD))


def test_it_refuses_whoever_reviews_the_child(manager: Account) -> None:
    record(
        [
            Involvement(
                involvement_id="IRO1",
                person_id=LOOKED_AFTER,
                professional_id="W1",
                role="IRO",
                started_on=dt.date(2015, 9, 2),
            )
        ],
        by="somebody",
        why="the reviewing officer",
    )
    with pytest.raises(UserError, match="independent"):
        allocate(child(LOOKED_AFTER), by=manager, to="W1", on=AS_AT, why=WHY)


def test_it_refuses_whoever_declared_a_conflict_without_saying_which(manager: Account) -> None:
    worker = personas.make(Persona.PRACTITIONER)
    assert worker.professional_id == "W3"
    access.declare_own_family(account=worker, person_id=LOOKED_AFTER, relation="my sister's child", by=worker)
    with pytest.raises(UserError, match=r"^They have declared a conflict\.$"):
        allocate(child(LOOKED_AFTER), by=manager, to="W3", on=AS_AT, why=WHY)


def test_checks_ask_about_load_management_and_qualification() -> None:
    safety = safety_of(LOOKED_AFTER, MANAGER, AS_AT)
    assert {each.name for each in safety.asks} == {"Workload", "Management post", "Qualification"}
    assert safety.is_manager
    assert not safety.stops
    clear = safety_of(UNSEEN, "W1", AS_AT)
    assert {each.weight for each in clear.checks} == {Weight.CLEAR}


def test_checks_ask_who_is_there_to_take_a_child_on() -> None:
    line = child_lines([UNSEEN], AS_AT)[0]
    managed, room, meanwhile = transfer_checks(line, "T1", AS_AT)
    assert managed.weight is Weight.CLEAR
    assert (room.weight, room.words) == (
        Weight.CLEAR,
        "Workers in post there: 1, of whom 1 may take another child; the ceiling is 25.",
    )
    assert meanwhile.weight is Weight.ASKS
    assert meanwhile.words.startswith(f"{len(line.overdue)} overdue, ")
    record([Team(team_id="T9", name="Empty Team")], by="a test", why="a new team")
    managed, room, _ = transfer_checks(line, "T9", AS_AT)
    assert managed.weight is room.weight is Weight.ASKS
    nothing = replace(line, overdue=(), soon=())
    assert transfer_checks(nothing, "T1", AS_AT)[2].weight is Weight.CLEAR


def test_a_child_passed_to_a_team_waits_there_in_sight(manager: Account) -> None:
    transfer(child(UNSEEN), by=manager, team=AWKWARD_TEAM, on=AS_AT, why=WHY, seen=seen(UNSEEN))
    line = child_lines([UNSEEN], AS_AT)[0]
    assert (line.team, line.worker, line.unallocated_days) == (AWKWARD_TEAM, None, 0)


def test_it_refuses_to_pass_a_child_to_where_they_are(manager: Account) -> None:
    with pytest.raises(UserError, match="has it already"):
        transfer(child(LOOKED_AFTER), by=manager, team="T1", on=AS_AT, why=WHY)
    with pytest.raises(UserError, match="no such team"):
        transfer(child(LOOKED_AFTER), by=manager, team="T9", on=AS_AT, why=WHY)
