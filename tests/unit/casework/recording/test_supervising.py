"""Supervision of a worker and of their children, who is overdue it, and what waits for a manager's decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sightline.access.actions import restrict
from sightline.access.bearer import bearer
from sightline.access.children import visible
from sightline.access.models import AccessEntry, Doing
from sightline.casework.actions.drafts import words_of
from sightline.casework.models.drafts import Draft
from sightline.casework.models.tasks import Task, TaskSource
from sightline.casework.queries.deciding import Awaiting, counted, decisions_awaited
from sightline.casework.queries.supervising import next_due
from sightline.ledger.actions import record
from sightline.ledger.queries import current
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.management_decisions import ManagementDecision
from sightline.record.tables.people import Person
from sightline.record.tables.s47_enquiries import S47Enquiry
from sightline.record.tables.strategy_discussions import StrategyDiscussion
from sightline.record.tables.supervisions import Supervision
from tests.support.personas import Persona, browser_of, make
from tests.support.store_settings import UNRESOLVED
from tests.unit.casework.recording.conftest import BEGAN, MINE, OTHERS, TEAMS, handle, held_by

pytestmark = pytest.mark.django_db

TODAY = dt.date(2016, 11, 14)
FORM = "/supervision/record/W1/"
SESSION = {
    "held_on": "2016-11-11",
    "minutes": "75",
    "agreed": "Leave at Christmas; two new cases at most.",
    "new_key": "a" * 32,
    "intent": "write",
}


def of(child: str, **given: str) -> dict[str, str]:
    return {f"{name}-{handle(child)}": value for name, value in given.items()}


def hold(browser: Client, **changed: str) -> Any:
    return browser.post(FORM, {**SESSION, **changed})


def test_it_records_a_session_the_children_discussed_and_what_is_to_be_done(manager: Client) -> None:
    asked = of(TEAMS, agreed="See him at school.", actions="Ring the school\n\nSee him alone", due="2016-11-18")
    assert hold(manager, **asked, actions="Book the course", due="2016-12-01").status_code == 302
    session = current("supervisions").get()
    assert (session.professional_id, session.supervisor_id, session.minutes) == ("W1", "W2", 75)
    case = current("case_supervisions").get()
    assert (case.person_id, case.professional_id, case.has_actions) == (TEAMS, "W1", True)
    assert case.agreed == "See him at school."
    tasks = list(Task.objects.order_by("pk").values_list("words", "for_worker", "person_id", "source", "team_id"))
    assert tasks == [
        ("Book the course", "W1", "", TaskSource.SUPERVISION, "T1"),
        ("Ring the school", "W1", TEAMS, TaskSource.CASE_SUPERVISION, "T1"),
        ("See him alone", "W1", TEAMS, TaskSource.CASE_SUPERVISION, "T1"),
    ]
    assert AccessEntry.objects.filter(doing=Doing.CHANGED, page="supervision", person_id=TEAMS).count() == 1
    shown = manager.get("/supervision/worker/W1/").content.decode()
    assert "Leave at Christmas" in shown
    assert "Book the course" in shown
    assert "See him at school." in manager.get(f"/children/{handle(TEAMS)}/supervision/").content.decode()


def test_training_agreed_is_on_the_record_and_put_right(manager: Client) -> None:
    hold(manager, training_agreed="permanence")
    session = current("supervisions").get()
    assert session.training_agreed == "permanence"
    assert "Training agreed: Permanence planning" in manager.get("/supervision/worker/W1/").content.decode()
    corrected = {**SESSION, "training_agreed": "", "reason": "It was agreed with somebody else."}
    address = reverse("recording:correct-session", args=[session.version])
    assert 'value="permanence" selected' in manager.get(address).content.decode()
    assert manager.post(address, corrected).status_code == 302
    assert current("supervisions").get().training_agreed is None
    assert hold(manager, training_agreed="dancing", new_key="b" * 32).status_code == 422


def test_a_child_nothing_is_written_about_is_not_recorded_as_discussed(manager: Client) -> None:
    hold(manager, **of(TEAMS, agreed=" ", actions="", due=""))
    assert current("supervisions").count() == 1
    assert not current("case_supervisions").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"held_on": "2016-11-15"}, "cannot be to come"),
        ({"minutes": "0"}, "Enter a whole number of minutes"),
        ({"minutes": "²"}, "Enter a whole number of minutes"),
        ({"minutes": "9" * 30}, "Enter a number of minutes within a day"),
        ({"agreed": ""}, "Write what was agreed"),
        ({"actions": "Ring them"}, "Enter the day by which it is to be done"),
        ({"actions": "Ring them", "due": "2016-11-01"}, "It cannot be due before the session"),
    ],
)
def test_it_says_what_is_wrong(manager: Client, changed: dict[str, str], said: str) -> None:
    answered = hold(manager, **changed)
    assert (answered.status_code, said in answered.content.decode()) == (422, True)
    assert not current("supervisions").exists()


def test_what_is_to_be_done_for_a_child_was_agreed_about_the_child(manager: Client) -> None:
    answered = hold(manager, **of(TEAMS, agreed="", actions="Ring", due="2016-11-20"))
    assert "Write what was agreed about Ben Example" in answered.content.decode()


def test_a_form_sent_twice_is_one_session(manager: Client) -> None:
    hold(manager, actions="Book the course", due="2016-12-01")
    assert hold(manager, actions="Book the course", due="2016-12-01").status_code == 302
    assert current("supervisions").count() == 1
    assert Task.objects.count() == 1
    answered = hold(manager, agreed="Something else")
    assert (answered.status_code, "on the record already" in answered.content.decode()) == (422, True)


def test_the_form_points_out_who_is_overdue_unseen_and_undecided(manager: Client) -> None:
    shown = manager.get(FORM).content.decode()
    assert "Ben Example" in shown
    assert "Not seen yet" in shown
    assert "No decision in 3 months" in shown
    assert "Never discussed in supervision" in shown
    assert UNRESOLVED not in shown
    assert "Ben" not in shown.partition("<title>")[2].partition("</title>")[0]
    decision = ManagementDecision(management_decision_id="G1", person_id=TEAMS, decided_on=dt.date(2016, 8, 15))
    record([decision], by="a test", why="decided")
    assert "No decision in 3 months" not in manager.get(FORM).content.decode()  # three months to the day
    entry = AccessEntry.objects.filter(doing=Doing.LISTED).order_by("-pk")[0]
    assert [each.person_id for each in entry.shown.all()] == [TEAMS]


def test_a_restricted_child_is_not_on_the_form_and_cannot_be_put_there(manager: Client) -> None:
    restrict(person_id=TEAMS, why="child of a colleague", allowed=(), by=make(Persona.DIRECTOR))
    assert "Ben" not in manager.get(FORM).content.decode()
    hold(manager, **of(TEAMS, agreed="Put there by hand"))
    assert current("supervisions").count() == 1
    assert not current("case_supervisions").exists()


def test_words_about_a_child_restricted_meanwhile_are_kept_and_not_shown(manager: Client) -> None:
    sent = {**SESSION, **of(TEAMS, agreed="Secret words"), "intent": "keep"}
    assert manager.post(FORM, sent, headers={"accept": "application/json"}).status_code == 200
    restrict(person_id=TEAMS, why="child of a colleague", allowed=(), by=make(Persona.DIRECTOR))
    draft = Draft.objects.get()
    for address in (FORM, f"{FORM}?use={draft.pk}", "/drafts/"):
        shown = manager.get(address).content.decode()
        assert "Leave at Christmas" in shown
        assert "Secret words" not in shown
    again = {**SESSION, "agreed": "And more", "draft": str(draft.pk), "revision": "1", "intent": "keep"}
    manager.post(FORM, again, headers={"accept": "application/json"})
    assert "Secret words" in words_of(Draft.objects.get()).values()


@pytest.mark.parametrize("worker", ["W2", "W9", "none", "a/b", "%00"])
def test_it_refuses_oneself_and_whoever_is_of_no_team_of_ones_own(manager: Client, worker: str) -> None:
    for address in (f"/supervision/record/{worker}/", f"/supervision/worker/{worker}/"):
        assert manager.get(address).status_code == 404
    assert manager.post(f"/supervision/record/{worker}/", SESSION).status_code == 404


def test_it_refuses_a_practitioner_but_for_their_own(practitioner: Client, manager: Client) -> None:
    manager.post("/supervision/record/W3/", SESSION)
    for address in ("/supervision/team/", "/supervision/team.csv", FORM, "/supervision/worker/W3/"):
        assert practitioner.get(address).status_code == 403
    own = practitioner.get("/supervision/").content.decode()
    assert "Leave at Christmas" in own
    assert "The next is due by 16 December 2016" in own
    assert UNRESOLVED not in own


def test_a_team_shows_who_had_it_when_and_who_is_overdue(manager: Client) -> None:
    record(
        [
            Supervision(supervision_id="S1", professional_id="W1", held_on=dt.date(2016, 10, 10)),
            Supervision(supervision_id="S2", professional_id="W1", held_on=dt.date(2016, 9, 12)),
        ],
        by="a test",
        why="held",
    )
    shown = manager.get("/supervision/team/").content.decode()
    assert "A worker who holds cases has supervision every month" in shown
    assert "14 Nov 2016" in shown  # of W1: five weeks to the day, so not overdue
    assert "Overdue by 35 days" in shown  # W3, in post since 5 September, never
    assert "The standard asks nothing of this post" in shown  # the manager's
    assert "1 worker on this list is overdue" in shown
    assert "Sam Worker" not in manager.get("/supervision/team/?state=overdue").content.decode()
    assert "Sam Worker,social worker,North Team,2016-10-10,2,2016-11-14,0" in manager.get(
        "/supervision/team.csv"
    ).content.decode("utf-8-sig")
    assert UNRESOLVED not in shown


def test_what_the_standard_asks_of_a_post() -> None:
    assert next_due("social-worker", BEGAN, None) == dt.date(2016, 10, 10)
    assert next_due("social-worker", BEGAN, dt.date(2016, 11, 1)) == dt.date(2016, 12, 6)
    assert next_due("team-manager", BEGAN, None) is None
    assert next_due("social-worker", None, None) is None


def test_the_queries_of_the_form_do_not_grow_with_the_children(manager: Client) -> None:
    manager.get(FORM)
    with CaptureQueriesContext(connection) as one:
        manager.get(FORM)
    more = [Person(person_id=f"more{number}", forename="More", surname=str(number)) for number in range(5)]
    record([*more, *(held_by(each.person_id, "W1", "T1") for each in more)], by="a test", why="more children")
    manager.get(FORM)
    with CaptureQueriesContext(connection) as many:
        shown = manager.get(FORM).content.decode()
    assert "More 4" in shown
    assert len(many) == len(one)


def awaited(persona: Persona = Persona.TEAM_MANAGER) -> list[tuple[Awaiting, str, int]]:
    reader = bearer(make(persona), TODAY)
    found = decisions_awaited(reader, TODAY, visible(reader, TODAY))
    return [(each.kind, each.person_id, each.days) for each in found]


def test_a_referral_waits_after_a_working_day_and_not_before(council: None) -> None:
    def referred(on: dt.date, **values: Any) -> CinEpisode:
        return CinEpisode(referral_id="R-new", person_id=TEAMS, referred_on=on, team_id="T1", **values)

    record([referred(dt.date(2016, 11, 11))], by="a test", why="on Friday")
    assert awaited() == []  # due today, Monday
    record([referred(dt.date(2016, 11, 10))], by="a test", why="on Thursday")
    assert awaited() == [(Awaiting.REFERRAL, TEAMS, 3)]
    decided = referred(dt.date(2016, 11, 10), decided_on=dt.date(2016, 11, 14))
    record([decided], by="a test", why="decided")
    assert awaited() == []


def test_a_threshold_met_waits_until_an_enquiry_begins(council: None) -> None:
    talk = StrategyDiscussion(
        strategy_discussion_id="D1", person_id=TEAMS, held_on=dt.date(2016, 11, 7), threshold_met=True
    )
    record([talk], by="a test", why="held")
    assert awaited() == [(Awaiting.ENQUIRY, TEAMS, 7)]
    earlier = S47Enquiry(s47_enquiry_id="E0", person_id=TEAMS, started_on=dt.date(2016, 10, 1))
    record([earlier], by="a test", why="an enquiry before it")
    assert awaited() == [(Awaiting.ENQUIRY, TEAMS, 7)]
    record([S47Enquiry(s47_enquiry_id="E1", person_id=TEAMS, started_on=TODAY)], by="a test", why="begun")
    assert awaited() == []


def test_follow_ups_and_actions_wait_once_they_are_overdue(manager: Client) -> None:
    decision = ManagementDecision(
        management_decision_id="G1", person_id=MINE, decided_on=BEGAN, follow_up_due_on=dt.date(2016, 11, 13)
    )
    elsewhere = ManagementDecision(
        management_decision_id="G2", person_id=OTHERS, decided_on=BEGAN, follow_up_due_on=dt.date(2016, 11, 1)
    )
    record([decision, elsewhere], by="a test", why="decided")
    hold(manager, held_on="2016-11-01", **of(TEAMS, agreed="See him", actions="See him", due="2016-11-04"))
    assert awaited() == [(Awaiting.ACTION, TEAMS, 10), (Awaiting.FOLLOW_UP, MINE, 1)]
    assert awaited(Persona.DIRECTOR) == [
        (Awaiting.FOLLOW_UP, OTHERS, 13),
        (Awaiting.ACTION, TEAMS, 10),
        (Awaiting.FOLLOW_UP, MINE, 1),
    ]
    restrict(person_id=TEAMS, why="child of a colleague", allowed=(), by=make(Persona.FRONT_DOOR))
    assert awaited() == [(Awaiting.FOLLOW_UP, MINE, 1)]
    assert awaited(Persona.ELECTED_MEMBER) == []


def test_how_many_wait_is_told_by_why(council: None) -> None:
    assert counted([]) == dict.fromkeys(Awaiting, 0)


def test_an_inspector_reads_a_childs_supervision_and_records_none(council: None) -> None:
    inspector = browser_of(Persona.INSPECTOR)
    assert inspector.get(f"/children/{handle(TEAMS)}/supervision/").status_code == 200
    assert inspector.get(FORM).status_code == 403


def test_the_queries_for_what_waits_do_not_grow_with_the_children(council: None) -> None:
    reader = bearer(make(Persona.TEAM_MANAGER), TODAY)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            decisions_awaited(reader, TODAY, visible(reader, TODAY))
        return len(queries)

    def overdue(number: int) -> list[Any]:
        key = f"more{number}"
        decided = ManagementDecision(
            management_decision_id=key, person_id=key, decided_on=BEGAN, follow_up_due_on=dt.date(2016, 11, 1)
        )
        return [Person(person_id=key, forename="More"), held_by(key, "W1", "T1"), decided]

    record(overdue(0), by="a test", why="one more")
    one = asked()
    record([each for number in range(1, 5) for each in overdue(number)], by="a test", why="more")
    assert asked() == one
    assert len(awaited()) == 5
