"""Every address of what is recorded, for every persona: allowed where a role gives the permission."""

from __future__ import annotations

from typing import Any, cast

import pytest
from django.test import Client
from django.urls import resolve

from sightline.access.bearer import bearer
from sightline.access.permissions import Permission
from sightline.casework.actions import tasks
from sightline.casework.actions.drafts import Place, Seen
from sightline.casework.urls_recording import urlpatterns
from sightline.ledger.queries import current
from sightline.web import clock
from tests.support.personas import Persona, browser_of, make
from tests.unit.casework.recording.conftest import MINE, handle
from tests.unit.casework.recording.test_deciding import decide

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "notes": "/children/{child}/notes/",
    "note": "/children/{child}/notes/new/",
    "correct-note": "/children/{child}/notes/1/correct/",
    "decisions": "/children/{child}/decisions/",
    "decide": "/children/{child}/decisions/new/",
    "correct-decision": "/children/{child}/decisions/{version}/correct/",
    "followed-up": "/children/{child}/decisions/{version}/followed-up/",
    "give-child-task": "/children/{child}/tasks/new/",
    "child-supervision": "/children/{child}/supervision/",
    "tasks": "/tasks/",
    "tasks-given": "/tasks/given/",
    "tasks-team": "/tasks/team/",
    "tasks-left": "/tasks/left/",
    "tasks-csv": "/tasks/mine.csv",
    "give-task": "/tasks/new/",
    "task": "/tasks/{task}/",
    "task-done": "/tasks/{task}/done/",
    "task-reassign": "/tasks/{task}/reassign/",
    "supervision": "/supervision/",
    "team-supervision": "/supervision/team/",
    "supervision-csv": "/supervision/team.csv",
    "worker-supervision": "/supervision/worker/W1/",
    "supervise": "/supervision/record/W1/",
    "drafts": "/drafts/",
    "withdraw-note": "/children/{child}/notes/1/withdraw/",
    "withdraw-decision": "/children/{child}/decisions/{version}/withdraw/",
    "correct-discussion": "/children/{child}/supervision/1/correct/",
    "withdraw-discussion": "/children/{child}/supervision/1/withdraw/",
    "correct-session": "/supervision/sessions/1/correct/",
    "withdraw-session": "/supervision/sessions/1/withdraw/",
    "tasks-xlsx": "/tasks/mine.xlsx",
    "supervision-xlsx": "/supervision/team.xlsx",
}


def test_every_address_is_here() -> None:
    assert set(ADDRESSES) == {each.name for each in urlpatterns}


@pytest.mark.parametrize("persona", Persona)
def test_each_persona_opens_what_their_roles_give_and_nothing_else(manager: Client, persona: Persona) -> None:
    decide(manager)
    by = make(Persona.TEAM_MANAGER)
    mine = tasks.give_task(words="A task", due_on=clock.today(), to=tasks.oneself(by), by=by)
    browser = browser_of(persona)
    names = {"child": handle(MINE), "version": current("management_decisions").get().version, "task": mine.pk}
    for name, address in ADDRESSES.items():
        path = address.format_map(names)
        answered = browser.get(path)
        if persona is Persona.PUBLIC:
            assert "/sign-in/" in answered["Location"], name
            continue
        permission: Permission = cast(Any, resolve(path).func).permission
        may = bearer(make(persona), clock.today()).may(permission)
        assert (answered.status_code == 403) is not may or _beyond(answered.status_code, name), (name, permission)
        assert answered.status_code in {200, 302, 403, 404}, name
        if not may:
            assert browser.post(path, {"intent": "keep", "words": "x"}).status_code in {403, 405}, name


def _beyond(status: int, name: str) -> bool:
    """A child may be beyond the reach of whoever may open children and may give no reason."""
    return status == 403 and "{child}" in ADDRESSES[name]


def test_no_draft_is_kept_for_anybody_else(manager: Client) -> None:
    from sightline.casework.actions import drafts

    place = Place(make(Persona.TEAM_MANAGER), "note", "case_notes", person_id=MINE)
    with pytest.raises(ValueError, match="its writer alone"):
        drafts.keep(place=place, words={"words": "x"}, seen=Seen(), by=make(Persona.PRACTITIONER))
