"""A manager's decision: its reason, its follow-up, its correction, and what waits for one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sightline.access.models import AccessEntry, Doing
from sightline.casework.actions import tasks
from sightline.casework.models.tasks import Task
from sightline.ledger.models import Transaction
from sightline.ledger.queries import current, versions
from tests.support.personas import Persona, browser_of, make
from tests.unit.casework.recording.conftest import MINE, OTHERS, TEAMS, handle

pytestmark = pytest.mark.django_db

GIVEN = {
    "decision_type": "case-direction",
    "decided_on": "2016-11-14",
    "rationale": "He has not been seen at home for a month.",
    "follow_up": "yes",
    "follow_up_due_on": "2016-11-21",
    "what": "See him at home",
    "to": "W3",
    "new_key": "a" * 32,
    "intent": "write",
}


def decide(browser: Client, child: str = MINE, **changed: str) -> Any:
    return browser.post(f"/children/{handle(child)}/decisions/new/", {**GIVEN, **changed})


def page(browser: Client, child: str = MINE) -> str:
    return browser.get(f"/children/{handle(child)}/decisions/").content.decode()


def test_it_records_a_decision_with_its_reason_and_a_task_for_the_allocated_worker(manager: Client) -> None:
    assert decide(manager).status_code == 302
    row = current("management_decisions").get()
    assert (row.person_id, row.professional_id, row.has_rationale) == (MINE, "W2", True)
    assert (row.rationale, row.follow_up_due_on) == (GIVEN["rationale"], dt.date(2016, 11, 21))
    task = Task.objects.get()
    assert (task.words, task.for_worker, task.due_on, task.team_id) == (
        "See him at home",
        "W3",
        row.follow_up_due_on,
        "T1",
    )
    assert task.source_key == row.management_decision_id
    assert "See him at home (Pat Worker)" in page(manager)
    account = make(Persona.TEAM_MANAGER)
    assert Transaction.objects.order_by("-number")[0].by == f"account {account.pk}"
    assert AccessEntry.objects.filter(account=account, doing=Doing.CHANGED, page="decision", person_id=MINE).exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"rationale": ""}, "Give the reason, in a sentence at least"),
        ({"rationale": "Because."}, "Give the reason, in a sentence at least"),
        ({"decision_type": "none-such"}, "Choose what was decided"),
        ({"decided_on": "2016-11-15"}, "The day of a decision cannot be to come"),
        ({"follow_up": ""}, "Say whether it needs a follow-up"),
        ({"follow_up_due_on": ""}, "Enter the day by which it is to be followed up"),
        ({"follow_up_due_on": "2016-11-13"}, "The follow-up cannot be due before the day of the decision"),
        ({"follow_up_due_on": "yesterday"}, "Enter a day, such as 14 November 2016"),
        ({"what": " "}, "Say what is to be done"),
        ({"to": "W77"}, "Choose who is to do it"),
        ({"follow_up": "no"}, "Say why no follow-up is needed"),
        ({"rationale": "He was\x00 not seen at home"}, "Null characters are not allowed"),
    ],
)
def test_it_says_what_is_missing_and_records_nothing(manager: Client, changed: dict[str, str], said: str) -> None:
    answered = decide(manager, **changed)
    assert answered.status_code == 422
    assert said in answered.content.decode()
    assert not current("management_decisions").exists()
    assert not Task.objects.exists()


def test_no_follow_up_keeps_why_and_asks_nobody(manager: Client) -> None:
    decide(manager, follow_up="no", not_needed_because="The plan ends today")
    row = current("management_decisions").get()
    assert row.rationale == f"{GIVEN['rationale']}\n\nNo follow-up is needed: The plan ends today"
    assert row.follow_up_due_on is None
    assert not Task.objects.exists()
    assert "No follow-up is needed: The plan ends today" in page(manager)


def test_a_form_sent_twice_is_one_decision(manager: Client) -> None:
    decide(manager)
    assert decide(manager).status_code == 302
    assert versions("management_decisions").count() == 1
    assert Task.objects.count() == 1


def corrected(browser: Client, version: int, **changed: str) -> Any:
    sent = {**GIVEN, "reason": "The wrong child was meant", **changed}
    return browser.post(f"/children/{handle(MINE)}/decisions/{version}/correct/", sent)


def test_a_correction_shows_both_with_the_reason_and_moves_the_follow_up(manager: Client) -> None:
    decide(manager)
    version = current("management_decisions").get().version
    answered = corrected(manager, version, rationale="He was seen, but not at home.", follow_up_due_on="2016-11-28")
    assert answered.status_code == 302
    shown = page(manager)
    for words in ("He was seen, but not at home.", GIVEN["rationale"], "The wrong child was meant"):
        assert words in shown
    assert versions("management_decisions").count() == 2
    task = Task.objects.get()
    assert task.due_on == dt.date(2016, 11, 28)
    assert task.changes.order_by("-pk")[0].why == "The wrong child was meant"


def test_a_correction_without_a_reason_is_refused(manager: Client) -> None:
    decide(manager)
    version = current("management_decisions").get().version
    answered = corrected(manager, version, reason="")
    assert answered.status_code == 422
    assert "Say why it is corrected, in a sentence" in answered.content.decode()


def test_following_up_writes_the_day_and_does_the_task(manager: Client, practitioner: Client) -> None:
    decide(manager)
    version = current("management_decisions").get().version
    address = f"/children/{handle(MINE)}/decisions/{version}/followed-up/"
    sent = {"on": "2016-11-14", "words": "Seen at home with his mother", "new_key": "b" * 32, "intent": "write"}
    assert practitioner.post(address, sent).status_code == 302
    assert current("management_decisions").get().followed_up_on == dt.date(2016, 11, 14)
    task = Task.objects.get()
    assert (task.done_on, task.done_words) == (dt.date(2016, 11, 14), "Seen at home with his mother")
    assert "Seen at home with his mother" in page(manager)
    assert practitioner.get(address).status_code == 404  # there is nothing left to follow up


def test_it_follows_up_no_earlier_than_it_decided(manager: Client) -> None:
    decide(manager)
    version = current("management_decisions").get().version
    address = f"/children/{handle(MINE)}/decisions/{version}/followed-up/"
    answered = manager.post(address, {"on": "2016-11-01", "words": "Seen at home", "intent": "write"})
    assert answered.status_code == 422
    assert "must be from the day of the decision to today" in answered.content.decode()
    assert Task.objects.get().done_on is None


def test_it_refuses_a_practitioner(practitioner: Client) -> None:
    assert decide(practitioner).status_code == 403
    assert not current("management_decisions").exists()


def test_it_refuses_a_child_beyond_reach(manager: Client) -> None:
    answered = decide(manager, OTHERS)
    assert (answered.status_code, "/reason/" in answered["Location"]) == (302, True)
    assert not current("management_decisions").exists()


def test_it_refuses_the_decision_of_another_child(manager: Client) -> None:
    decide(manager)
    version = current("management_decisions").get().version
    address = f"/children/{handle(TEAMS)}/decisions/{version}/correct/"
    assert manager.get(address).status_code == 404
    assert manager.post(address, {**GIVEN, "reason": "Because it is so"}).status_code == 404
    assert manager.get(f"/children/{handle(MINE)}/decisions/{10**30}/correct/").status_code == 404


def test_an_inspector_reads_and_is_offered_nothing_to_write(manager: Client) -> None:
    decide(manager)
    shown = page(browser_of(Persona.INSPECTOR))
    assert str(GIVEN["rationale"]) in shown
    assert "Record a management decision" not in shown
    assert ">Correct<" not in shown


def test_nothing_is_recorded_when_its_follow_up_cannot_be_asked_for(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(tasks, "give_task", fails)
    with pytest.raises(RuntimeError):
        decide(manager)
    assert not current("management_decisions").exists()
    assert not AccessEntry.objects.filter(doing=Doing.CHANGED).exists()


def test_a_correction_that_needs_no_follow_up_ends_the_task_and_says_why(manager: Client) -> None:
    decide(manager)
    version = current("management_decisions").get().version
    corrected(manager, version, follow_up="no", not_needed_because="He moved away")
    task = Task.objects.get()
    assert (task.done_on, task.done_words) == (dt.date(2016, 11, 14), "No follow-up is needed: He moved away")
    assert current("management_decisions").get().follow_up_due_on is None


def test_a_correction_after_the_follow_up_keeps_that_it_was_followed_up(manager: Client) -> None:
    decide(manager)
    version = current("management_decisions").get().version
    sent = {"on": "2016-11-14", "words": "Seen at home", "new_key": "b" * 32, "intent": "write"}
    manager.post(f"/children/{handle(MINE)}/decisions/{version}/followed-up/", sent)
    version = current("management_decisions").get().version
    form = manager.get(f"/children/{handle(MINE)}/decisions/{version}/correct/").content.decode()
    assert "See him at home</textarea>" in form
    assert corrected(manager, version, rationale="Better put than it was.").status_code == 302
    assert current("management_decisions").get().followed_up_on == dt.date(2016, 11, 14)
    assert Task.objects.filter(done_on=None).count() == 0
    shown = page(manager)
    assert "Followed up: Seen at home" in shown
    assert "The wrong child was meant" in shown


def test_the_number_of_queries_does_not_grow_with_the_decisions(manager: Client) -> None:
    counts = []
    for number in range(3):
        decide(manager, new_key=f"{number:032x}")
        page(manager)
        with CaptureQueriesContext(connection) as asked:
            page(manager)
        counts.append(len(asked))
    assert len(set(counts)) == 1
