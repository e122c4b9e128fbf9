"""Tasks: given, done, handed on, left behind by somebody who has gone, and never lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sightline.access.actions import close_account, restrict
from sightline.access.models import AccessEntry, Doing
from sightline.casework.actions import tasks as actions
from sightline.casework.models.drafts import Draft
from sightline.casework.models.tasks import Task, TaskSource
from sightline.casework.queries.tasks import open_tasks
from sightline.errors import UserError
from sightline.ledger.actions import record
from sightline.record.tables.posts import Post
from tests.support.personas import Persona, browser_of, make
from tests.support.store_settings import UNRESOLVED
from tests.unit.casework.recording.conftest import BEGAN, MINE, OTHERS, TEAMS, handle

pytestmark = pytest.mark.django_db

TODAY = dt.date(2016, 11, 14)


def given(*, worker: str = "W3", child: str = MINE, due: dt.date = TODAY, words: str = "Ring the school") -> Task:
    return actions.give_task(
        words=words,
        due_on=due,
        to=actions.doer(worker),
        by=make(Persona.TEAM_MANAGER),
        person_id=child,
        team_id="T1",
    )


def sent(**changed: str) -> dict[str, str]:
    found = {"words": "Ring the school", "to": "W1", "due_on": "2016-11-21", "new_key": "a" * 32, "intent": "write"}
    return {**found, **changed}


def shown(browser: Client, address: str = "/tasks/") -> str:
    page = browser.get(address).content.decode()
    assert UNRESOLVED not in page
    return page


def test_a_manager_gives_a_task_about_a_child_once_however_often_it_is_sent(manager: Client) -> None:
    address = f"/children/{handle(TEAMS)}/tasks/new/"
    for _ in range(2):
        assert manager.post(address, sent()).status_code == 302
    task = Task.objects.get()
    assert (task.for_worker, task.for_name, task.person_id, task.team_id) == ("W1", "Sam Worker", TEAMS, "T1")
    assert task.source == TaskSource.HAND
    assert "Ring the school" in shown(manager, "/tasks/given/")
    assert "Ring the school" in shown(manager, "/tasks/team/")


def test_a_practitioner_sets_themselves_a_task_and_nobody_else(practitioner: Client) -> None:
    assert practitioner.post("/tasks/new/", sent()).status_code == 422
    assert practitioner.post("/tasks/new/", sent(to="myself")).status_code == 302
    task = Task.objects.get()
    assert (task.for_worker, task.team_id) == ("W3", "T1")
    assert "Ring the school" in shown(practitioner)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"words": "x"}, "Say what is to be done"),
        ({"due_on": "2016-11-13"}, "The day it is due must be today or later"),
        ({"due_on": ""}, "Enter the day it is due"),
        ({"to": "W2"}, "Choose who is to do it"),
        ({"to": "nobody"}, "Choose who is to do it"),
    ],
)
def test_it_says_what_is_wrong(manager: Client, changed: dict[str, str], said: str) -> None:
    answered = manager.post("/tasks/new/", sent(**changed))
    assert (answered.status_code, said in answered.content.decode()) == (422, True)
    assert not Task.objects.exists()


def test_overdue_due_and_done_are_told_apart(manager: Client, practitioner: Client) -> None:
    given(due=TODAY - dt.timedelta(days=3), words="Late thing")
    given(due=TODAY, words="Due thing")
    done = given(words="Done thing")
    actions.finish_task(task=done, words="It was done by telephone", on=TODAY, by=make(Persona.PRACTITIONER))
    page = shown(practitioner)
    assert "Overdue by 3 days" in page
    assert "It was done by telephone" in page
    assert "Late thing" not in shown(practitioner, "/tasks/?state=done")
    assert "Done thing" not in shown(practitioner, "/tasks/?state=overdue")
    assert open_tasks(make(Persona.PRACTITIONER), TODAY) == (2, 1)


def test_it_is_done_with_what_was_done(manager: Client, practitioner: Client) -> None:
    task = given()
    address = f"/tasks/{task.pk}/done/"
    assert practitioner.post(address, {"on": "2016-11-14", "words": "", "intent": "write"}).status_code == 422
    late = practitioner.post(address, {"on": "2016-11-15", "words": "Rang them", "intent": "write"})
    assert "cannot be to come" in late.content.decode()
    assert practitioner.post(address, {"on": "2016-11-14", "words": "Rang them", "intent": "write"}).status_code == 302
    task.refresh_from_db()
    assert (task.done_on, task.done_words, task.done_by) == (TODAY, "Rang them", make(Persona.PRACTITIONER))
    assert practitioner.get(address).status_code == 404
    with pytest.raises(UserError, match="done already"):
        actions.finish_task(task=task, words="Again", on=TODAY, by=make(Persona.PRACTITIONER))


def test_it_is_handed_on_with_the_reason_and_keeps_who_had_it(manager: Client, practitioner: Client) -> None:
    task = given()
    address = f"/tasks/{task.pk}/reassign/"
    assert manager.post(address, {"to": "W1", "why": "", "intent": "write"}).status_code == 422
    assert manager.post(address, {"to": "W1", "why": "Pat is on leave", "intent": "write"}).status_code == 302
    task.refresh_from_db()
    assert (task.for_worker, task.due_on) == ("W1", TODAY)
    page = shown(manager, f"/tasks/{task.pk}/")
    for words in ("Pat is on leave", "Pat Worker", "Sam Worker"):
        assert words in page
    assert "Ring the school" not in shown(practitioner)


def test_it_refuses_a_practitioner_to_hand_on(practitioner: Client) -> None:
    task = given()
    assert practitioner.post(f"/tasks/{task.pk}/reassign/", {"to": "W1", "why": "Too busy"}).status_code == 403
    assert practitioner.get("/tasks/team/").status_code == 403
    assert practitioner.get("/tasks/team.csv").status_code == 403


def test_a_task_of_others_is_not_there(practitioner: Client) -> None:
    task = given(worker="W1", child="")
    assert practitioner.get(f"/tasks/{task.pk}/").status_code == 404
    assert practitioner.post(f"/tasks/{task.pk}/done/", {"on": "2016-11-14", "words": "Rang"}).status_code == 404
    assert practitioner.get(f"/tasks/{10**25}/").status_code == 404


def test_what_somebody_who_left_was_to_do_is_listed_for_the_manager(manager: Client) -> None:
    given(worker="W3", child="", words="Of one who leaves")
    given(worker="W1", child="", words="Of one who stays")
    assert "Of one who leaves" not in shown(manager, "/tasks/left/")
    gone = Post(post_id="P3", professional_id="W3", team_id="T1", post_type="social-worker", started_on=BEGAN)
    record([replace(gone, ended_on=dt.date(2016, 11, 11))], by="a test", why="left")
    page = shown(manager, "/tasks/left/")
    assert "Of one who leaves" in page
    assert "Of one who stays" not in page
    assert "Of one who leaves" in shown(manager, "/tasks/team/")


def test_what_a_closed_account_was_to_do_is_listed_for_the_manager(manager: Client) -> None:
    make(Persona.PRACTITIONER)
    task = given(worker="W3", child="")
    close_account(account=make(Persona.PRACTITIONER), by=None)
    assert "Ring the school" in shown(manager, "/tasks/left/")
    assert "Give this to somebody else" in shown(manager, f"/tasks/{task.pk}/")


def test_about_a_child_who_is_not_theirs_now_the_words_are_not_shown(manager: Client, practitioner: Client) -> None:
    task = given(worker="W3", child=OTHERS)
    page = shown(practitioner)
    assert "A task about a child who is not yours now" in page
    assert "Ring the school" not in page
    assert "Ring the school" not in practitioner.get("/tasks/mine.csv").content.decode()
    assert "Ring the school" not in shown(practitioner, "/tasks/?q=ring")
    answered = practitioner.get(f"/tasks/{task.pk}/")
    assert "/reason/" in answered["Location"]


def test_about_a_restricted_child_it_is_not_there_at_all(manager: Client, practitioner: Client) -> None:
    task = given()
    answered = practitioner.post(
        f"/tasks/{task.pk}/done/",
        {"on": "2016-11-14", "words": "Secret words", "intent": "keep"},
        headers={"accept": "application/json"},
    )
    assert answered.status_code == 200
    restrict(person_id=MINE, why="child of a colleague", allowed=(), by=make(Persona.DIRECTOR))
    for browser in (practitioner, manager):
        for address in ("/tasks/", "/tasks/given/"):
            assert "Ring the school" not in shown(browser, address)
        assert browser.get(f"/tasks/{task.pk}/").status_code == 404
    assert "Secret words" not in shown(practitioner, "/drafts/")
    assert Draft.objects.count() == 1


def test_the_list_downloads_without_formulas_and_is_logged(manager: Client) -> None:
    given(words="=HYPERLINK(1)")
    answered = manager.get("/tasks/team.csv")
    assert answered["Content-Type"] == "text/csv; charset=utf-8"
    assert "'=HYPERLINK(1)" in answered.content.decode()
    entry = AccessEntry.objects.filter(doing=Doing.EXPORTED).get()
    assert [each.person_id for each in entry.shown.all()] == [MINE]
    assert manager.get("/tasks/none.csv").status_code == 404


@pytest.mark.parametrize("address", ["/tasks/", "/tasks/team/", "/tasks/left/"])
def test_the_number_of_queries_does_not_grow(manager: Client, address: str) -> None:
    counts = []
    for number in range(3):
        given(worker="W2", child=(MINE, TEAMS)[number % 2], words=f"Task {number}")
        manager.get(address)
        with CaptureQueriesContext(connection) as asked:
            manager.get(address)
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_a_follow_up_of_a_decision_is_done_by_following_it_up(manager: Client, practitioner: Client) -> None:
    from tests.unit.casework.recording.test_deciding import decide

    decide(manager)
    task = Task.objects.get()
    assert "/followed-up/" in practitioner.get(f"/tasks/{task.pk}/done/")["Location"]


def test_it_refuses_an_elected_member(council: None) -> None:
    browser = browser_of(Persona.ELECTED_MEMBER)
    for address in ("/tasks/", "/tasks/new/", "/tasks/team/", "/tasks/mine.csv", "/drafts/"):
        assert browser.get(address).status_code == 403


def test_a_change_to_a_task_is_logged_with_its_child(council: None) -> None:
    def logged() -> int:
        return AccessEntry.objects.filter(doing=Doing.CHANGED, page="task", person_id=MINE).count()

    task = given()
    actions.reassign_task(task=task, to=actions.doer("W1"), why="On leave", by=make(Persona.TEAM_MANAGER))
    actions.finish_task(task=task, words="Rang", on=TODAY, by=make(Persona.TEAM_MANAGER))
    assert logged() == 3
