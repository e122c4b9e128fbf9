"""What was learned reaches those it is for, names no child, and says who has not read it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sightline.access.actions import restrict
from sightline.access.models import Account
from sightline.errors import UserError
from sightline.improvement.actions.practice_learning import Note, names_a_child, publish, read, withdraw_note
from sightline.improvement.actions.training import need
from sightline.improvement.models import LearnedFrom, LearningNote, LearningRead
from sightline.improvement.queries.practice_learning import notes_for, told
from sightline.ledger.actions import record as write
from sightline.record.tables.training_records import TrainingRecord
from sightline.web import clock
from tests.support import site
from tests.support.personas import Persona, browser_of, make

ON = site.AS_AT
NOTE = Note(
    title="Plans that say what must change",
    words="Plans that moved said what must be different, by when and who does it. Ask what would tell them it worked.",
    learned_from=LearnedFrom.THEME,
    read_by_on=ON + dt.timedelta(days=14),
    theme="plans",
    roles=("practitioner", "team-manager"),
)
ROOM = "/improvement/practice/learning/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: ON)


@pytest.fixture
def note(lead: Account) -> LearningNote:
    """For practitioners and team managers of every team."""
    return publish(note=NOTE, by=lead)


@pytest.mark.parametrize(
    "words",
    [
        "As we saw with Ada Example, a plan that drifts is not a plan at all for a child.",
        "As we saw with ada  example, a plan that drifts is not a plan at all for a child.",
        "As we saw with ADA EXAMPLE’s plan, one that drifts is not a plan at all for a child.",
        "As we saw in the file of K07, a plan that drifts is not a plan at all for a child.",
        "Kit3 Example’s plan drifted for a year, and nobody in the team or above it noticed.",
    ],
)
def test_a_note_that_names_a_child_is_refused(lead: Account, words: str) -> None:
    with pytest.raises(UserError, match="names no child"):
        publish(note=replace(NOTE, words=words), by=lead)
    assert not LearningNote.objects.exists()


def test_a_forename_or_a_surname_alone_names_nobody(lead: Account) -> None:
    assert not names_a_child("For example, ask what would tell the family that it worked. Ada is a language.", lead)


def test_a_restricted_child_is_not_given_away_by_a_refusal(lead: Account) -> None:
    words = "As we saw with Ada Example, a plan that drifts is not a plan."
    assert names_a_child(words, lead)
    restrict(person_id=site.UNSEEN, why="A reason of some length", allowed=[], by=make(Persona.DIRECTOR))
    assert not names_a_child(words, lead)
    assert names_a_child(words, make(Persona.DIRECTOR)), "who may know is told"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": "ab"}, "title"),
        ({"words": "Too short."}, "characters"),
        ({"words": "x" * 1501}, "characters"),
        ({"roles": ()}, "whom it is for"),
        ({"roles": ("king",)}, "roles"),
        ({"teams": ("T99",)}, "teams"),
        ({"read_by_on": ON - dt.timedelta(days=1)}, "by a day"),
    ],
)
def test_a_note_for_nobody_or_that_nobody_would_read_is_refused(
    lead: Account, wrong: dict[str, object], said: str
) -> None:
    with pytest.raises(UserError, match=said):
        publish(note=replace(NOTE, **wrong), by=lead)  # type: ignore[arg-type]


def test_it_is_for_the_roles_it_names_and_nobody_else(note: LearningNote) -> None:
    worker, chair = make(Persona.PRACTITIONER), make(Persona.REVIEWING_OFFICER)
    assert [each.note for each in notes_for(worker, ON)] == [note]
    assert notes_for(chair, ON) == []


def test_a_note_for_a_team_is_for_who_works_in_it_by_post_or_by_role(lead: Account) -> None:
    worker, manager = make(Persona.PRACTITIONER), make(Persona.TEAM_MANAGER)  # W3 of the other team, W2 of T1
    publish(note=replace(NOTE, roles=(), teams=(site.AWKWARD_TEAM,)), by=lead)
    assert len(notes_for(worker, ON)) == 1
    assert notes_for(manager, ON) == []


def test_a_note_on_a_topic_reaches_who_needs_it_and_no_other(lead: Account) -> None:
    worker, manager = make(Persona.PRACTITIONER), make(Persona.TEAM_MANAGER)
    publish(note=replace(NOTE, roles=(), topic="exploitation"), by=lead)
    assert notes_for(worker, ON) == []
    need(
        topic="exploitation", words="A need of one person.", source="audit", team_id=site.AWKWARD_TEAM,
        professional_id="W3", by=lead,
    )  # fmt: skip
    assert len(notes_for(worker, ON)) == 1
    assert notes_for(manager, ON) == []


def test_it_is_read_once_and_who_has_not_read_it_is_known(note: LearningNote) -> None:
    worker, manager = make(Persona.PRACTITIONER), make(Persona.TEAM_MANAGER)
    before = told(ON)[0]
    assert (before.read, before.meant) == (0, 2)
    assert [each.account for each in before.unread] == [manager, worker]
    read(note=note, by=worker)
    read(note=note, by=worker)
    assert LearningRead.objects.count() == 1
    after = told(ON)[0]
    assert (after.read, [each.account for each in after.unread]) == (1, [manager])
    assert told(ON + dt.timedelta(days=15))[0].is_late
    assert not after.is_late


def test_who_has_no_account_is_counted_since_nobody_can_tell(lead: Account) -> None:
    make(Persona.TEAM_MANAGER)  # W2; W1 of the same team has no account
    publish(note=replace(NOTE, roles=(), teams=("T1",)), by=lead)
    found = told(ON)[0]
    assert (found.meant, found.unreached) == (1, 1)


def test_a_withdrawn_note_is_read_by_nobody(note: LearningNote, lead: Account) -> None:
    worker = make(Persona.PRACTITIONER)
    withdraw_note(note=note, why="It was about another theme", by=lead)
    assert notes_for(worker, ON) == []
    with pytest.raises(UserError, match="withdrawn"):
        read(note=note, by=worker)


def test_a_practitioner_reads_a_note_and_says_so(note: LearningNote) -> None:
    browser = browser_of(Persona.PRACTITIONER)
    assert NOTE.title in browser.get(ROOM).content.decode()
    address = f"{ROOM}{note.pk}/"
    assert "I have read this" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 302
    page = browser.get(ROOM).content.decode()
    assert "You have read everything that is for you" in page


def test_a_note_is_not_there_for_who_it_is_not_for(note: LearningNote) -> None:
    browser = browser_of(Persona.REVIEWING_OFFICER)
    assert browser.get(f"{ROOM}{note.pk}/").status_code == 404
    assert browser.post(f"{ROOM}{note.pk}/").status_code == 404
    assert browser_of(Persona.AUDITOR).get(f"{ROOM}{note.pk}/").status_code == 200


def test_who_has_not_read_it_is_named_to_their_manager_and_who_leads_practice(note: LearningNote) -> None:
    make(Persona.PRACTITIONER)  # Pat Worker of the other team
    make(Persona.TEAM_MANAGER)
    assert "Pat Worker" in browser_of(Persona.AUDITOR).get(f"{ROOM}told/").content.decode()
    for persona in (Persona.TEAM_MANAGER, Persona.BOARD_PARTNER, Persona.REVIEWING_OFFICER):
        page = browser_of(persona).get(f"{ROOM}told/").content.decode()
        assert "Pat Worker" not in page
        assert "0 of" in page


def test_who_was_trained_since_is_not_chased_though_their_team_still_is(lead: Account) -> None:
    worker, manager = make(Persona.PRACTITIONER), make(Persona.TEAM_MANAGER)  # W3 of the other team, W2 of T1
    raised = ON - dt.timedelta(days=30)
    publish(note=replace(NOTE, roles=(), topic="exploitation"), by=lead)
    need(topic="exploitation", words="A need of a team.", source="audit", team_id="T1", by=lead, on=raised)
    need(
        topic="exploitation", words="A need of one person.", source="audit", team_id=site.AWKWARD_TEAM,
        professional_id="W3", by=lead, on=raised,
    )  # fmt: skip
    assert {each.account for each in told(ON)[0].unread} == {worker, manager}

    def trained(who: str, on: dt.date) -> None:
        row = TrainingRecord(
            training_record_id=f"{who}-{on}", professional_id=who, course="exploitation", completed_on=on
        )
        write([row], by="a test", why="They were trained", source="a test")

    trained("W3", raised - dt.timedelta(days=1))
    assert len(notes_for(worker, ON)) == 1, "training before the need was said is not an answer to it"
    trained("W3", raised)
    assert notes_for(worker, ON) == []
    trained("W2", ON + dt.timedelta(days=1))
    assert [each.account for each in told(ON)[0].unread] == [manager], "a day to come trains nobody yet"
    trained("W2", ON)
    assert told(ON)[0].unread == ()
