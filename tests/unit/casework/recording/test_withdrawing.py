"""What was recorded in error is corrected or taken back with the reason, and what it said can still be read."""

from __future__ import annotations

import pytest
from django.test import Client

from sightline.access.models import AccessEntry, Doing
from sightline.casework.models.drafts import Draft
from sightline.casework.models.tasks import Task
from sightline.ledger.models import Transaction
from sightline.ledger.queries import current, versions
from sightline.ledger.verify import verify
from tests.support.personas import Persona, browser_of
from tests.support.store_settings import UNRESOLVED
from tests.unit.casework.recording.conftest import MINE, TEAMS, handle
from tests.unit.casework.recording.test_deciding import decide
from tests.unit.casework.recording.test_noting import write
from tests.unit.casework.recording.test_supervising import SESSION, hold, of

pytestmark = pytest.mark.django_db

WHY = {"reason": "It is about another child."}
KEPT = {"new_key": "b" * 32, "intent": "write"}


def shown(browser: Client, address: str) -> str:
    page = browser.get(address).content.decode()
    assert UNRESOLVED not in page
    return page


def version(table: str) -> int:
    return int(current(table).get().version)


def test_a_note_is_taken_back_with_the_reason_and_can_still_be_read(practitioner: Client) -> None:
    write(practitioner)
    address = f"/children/{handle(MINE)}/notes/{version('case_notes')}/withdraw/"
    assert "She showed me her room." in shown(practitioner, address)
    assert practitioner.post(address, WHY).status_code == 302
    assert not current("case_notes").exists()
    listed = shown(practitioner, f"/children/{handle(MINE)}/notes/")
    for words in ("She showed me her room.", "Withdrawn", "Pat Worker: It is about another child."):
        assert words in listed
    assert "/withdraw/" not in listed
    assert Transaction.objects.latest("number").why == "It is about another child."
    changed = AccessEntry.objects.filter(doing=Doing.CHANGED, person_id=MINE, page="case note")
    assert changed.count() == 2
    assert practitioner.get(address).status_code == 404
    assert verify().first_break is None


def test_a_decision_is_taken_back_and_its_follow_up_is_asked_for_no_longer(manager: Client) -> None:
    decide(manager, child=TEAMS)
    address = f"/children/{handle(TEAMS)}/decisions/{version('management_decisions')}/withdraw/"
    assert manager.post(address, WHY).status_code == 302
    assert not current("management_decisions").exists()
    assert [each.done_words for each in Task.objects.all()] == ["Not to be done: withdrawn. It is about another child."]
    listed = shown(manager, f"/children/{handle(TEAMS)}/decisions/")
    assert "Mel Manager: It is about another child." in listed
    assert "Follow it up" not in listed


@pytest.mark.parametrize("reason", ["", "wrong", " " * 40])
def test_nothing_is_taken_back_without_a_reason(practitioner: Client, reason: str) -> None:
    write(practitioner)
    address = f"/children/{handle(MINE)}/notes/{version('case_notes')}/withdraw/"
    answer = practitioner.post(address, {"reason": reason})
    assert answer.status_code == 422
    assert "Say why it is withdrawn, in a sentence" in answer.content.decode()
    assert current("case_notes").exists()


def test_what_was_corrected_meanwhile_is_not_taken_back_unread(practitioner: Client) -> None:
    write(practitioner)
    seen = version("case_notes")
    correction = {"words": "She showed me his room.", "reason": "It was his room.", **KEPT}
    given = {"note_type": "visit", "noted_on": "2016-11-11", "is_childs_voice": "yes"}
    path = f"/children/{handle(MINE)}/notes/{seen}/"
    assert practitioner.post(f"{path}correct/", {**given, **correction}).status_code == 302
    answer = practitioner.post(f"{path}withdraw/", WHY)
    assert answer.status_code == 422
    assert "Somebody else changed this" in answer.content.decode()
    assert current("case_notes").get().words == "She showed me his room."


def test_a_session_is_corrected_with_the_reason(manager: Client) -> None:
    hold(manager)
    seen = version("supervisions")
    address = f"/supervision/sessions/{seen}/correct/"
    assert 'value="75"' in shown(manager, address)
    corrected = {**SESSION, **KEPT, "minutes": "45", "reason": "The hour was misread."}
    assert manager.post(address, corrected).status_code == 302
    session = current("supervisions").get()
    assert (session.minutes, session.supervisor_id, session.professional_id) == (45, "W2", "W1")
    assert versions("supervisions").count() == 2
    listed = shown(manager, "/supervision/worker/W1/")
    for words in ("45 minutes", "75 minutes", "Corrected", "The hour was misread."):
        assert words in listed
    assert manager.get(address)["Location"] == f"/supervision/sessions/{session.version}/correct/"
    assert "Correct<" not in shown(browser_of(Persona.PRACTITIONER), "/supervision/")


def test_two_who_correct_a_session_at_once_are_shown_both_texts(manager: Client) -> None:
    hold(manager)
    address = f"/supervision/sessions/{version('supervisions')}/correct/"
    for minutes, status in (("45", 302), ("50", 409)):
        given = {**SESSION, "new_key": minutes[0] * 32, "minutes": minutes, "reason": "The hour was misread."}
        answer = manager.post(address, given)
        assert answer.status_code == status
    assert "On the record now" in answer.content.decode()
    assert current("supervisions").get().minutes == 45


def test_words_of_a_correction_are_kept_and_lead_back_to_it(manager: Client) -> None:
    hold(manager)
    address = f"/supervision/sessions/{version('supervisions')}/correct/"
    manager.post(address, {**SESSION, "new_key": "c" * 32, "reason": "Half a rea", "intent": "keep"})
    assert Draft.objects.get().worker_id == "W1"
    assert f'href="{address}' in shown(manager, "/drafts/")


def test_a_session_is_taken_back_with_the_tasks_that_came_of_it(manager: Client) -> None:
    hold(manager, actions="Book the course", due="2016-12-01")
    address = f"/supervision/sessions/{version('supervisions')}/withdraw/"
    assert manager.post(address, {"reason": "It was another worker’s."}).status_code == 302
    assert not current("supervisions").exists()
    assert Task.objects.get().done_on is not None
    listed = shown(manager, "/supervision/worker/W1/")
    assert "Withdrawn" in listed
    assert "another worker’s" in listed
    assert "None recorded" in shown(manager, "/supervision/team/")


def test_what_was_agreed_about_a_child_is_corrected_and_taken_back(manager: Client) -> None:
    hold(manager, **of(TEAMS, agreed="See him at school.", actions="Ring the school", due="2016-11-18"))
    path = f"/children/{handle(TEAMS)}/supervision/"
    seen = version("case_supervisions")
    given = {"held_on": "2016-11-11", "agreed": "See him at home.", "reason": "School was meant for his brother."}
    assert manager.post(f"{path}{seen}/correct/", {**given, **KEPT}).status_code == 302
    case = current("case_supervisions").get()
    assert (case.agreed, case.person_id, case.has_actions) == ("See him at home.", TEAMS, True)
    listed = shown(manager, path)
    assert "See him at school." in listed
    assert "See him at home." in listed
    assert manager.post(f"{path}{case.version}/withdraw/", {"reason": "He was not discussed."}).status_code == 302
    assert "He was not discussed." in shown(manager, path)
    assert Task.objects.get().done_on is not None


def test_a_worker_changes_nothing_of_their_own_supervision(manager: Client, practitioner: Client) -> None:
    hold(manager)
    for act in ("correct", "withdraw"):
        assert practitioner.get(f"/supervision/sessions/{version('supervisions')}/{act}/").status_code == 403
    assert "/withdraw/" not in shown(practitioner, "/supervision/")


@pytest.mark.parametrize("act", ["correct", "withdraw"])
def test_another_teams_session_is_not_there(manager: Client, act: str) -> None:
    from sightline.ledger.actions import record
    from sightline.record.tables.supervisions import Supervision

    record([Supervision(supervision_id="S9", professional_id="W9")], by="a test", why="another team's")
    assert manager.get(f"/supervision/sessions/{version('supervisions')}/{act}/").status_code == 404


def test_the_lists_are_taken_away_as_workbooks_with_a_line_in_the_log(manager: Client) -> None:
    import io

    from python_calamine import CalamineWorkbook

    hold(manager, actions="=HYPERLINK(1)", due="2016-12-01")
    for address, name, words in (
        ("/supervision/team.xlsx", "Supervision", "Sam Worker"),
        ("/tasks/given.xlsx?state=open", "Tasks", "=HYPERLINK(1)"),
    ):
        answer = manager.get(address)
        assert answer["Content-Disposition"].endswith('.xlsx"')
        rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name(name).to_python()
        assert words in {cell for row in rows for cell in row}
    assert AccessEntry.objects.filter(doing=Doing.EXPORTED, page="recording:team-supervision").count() == 1
    for address in ("/supervision/team/", "/tasks/given/"):
        assert "as a workbook" in shown(manager, address)
