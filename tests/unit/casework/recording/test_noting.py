"""A case note: written once, corrected with a reason, nothing lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from sightline.access.actions import declare_own_family, restrict
from sightline.access.models import AccessEntry, Doing
from sightline.casework.actions import drafts as draft_actions
from sightline.casework.models.drafts import Draft
from sightline.ledger.queries import current, versions
from tests.support.personas import Persona, make
from tests.support.store_settings import UNRESOLVED
from tests.unit.casework.recording.conftest import MINE, OTHERS, handle

pytestmark = pytest.mark.django_db

GIVEN = {
    "note_type": "visit",
    "noted_on": "2016-11-11",
    "words": "She showed me her room.",
    "is_childs_voice": "yes",
    "new_key": "a" * 32,
    "intent": "write",
}


def write(browser: Client, child: str = MINE, **changed: str) -> Any:
    return browser.post(f"/children/{handle(child)}/notes/new/", {**GIVEN, **changed})


def page(browser: Client) -> str:
    return browser.get(f"/children/{handle(MINE)}/notes/").content.decode()


def test_it_writes_a_note(practitioner: Client) -> None:
    assert write(practitioner).status_code == 302
    row = current("case_notes").get()
    assert (row.person_id, row.professional_id, row.words) == (MINE, "W3", "She showed me her room.")
    assert (row.noted_on, row.note_type, row.is_childs_voice) == (dt.date(2016, 11, 11), "visit", True)
    shown = page(practitioner)
    assert "She showed me her room." in shown
    assert "Child’s voice" in shown
    assert UNRESOLVED not in shown
    assert AccessEntry.objects.filter(doing=Doing.CHANGED, page="case note", person_id=MINE).count() == 1


def test_the_title_never_holds_the_childs_name(practitioner: Client) -> None:
    for address in ("notes/", "notes/new/", "decisions/"):
        shown = practitioner.get(f"/children/{handle(MINE)}/{address}").content.decode()
        assert "Ada Example" in shown
        assert "Ada" not in shown.partition("<title>")[2].partition("</title>")[0]
        assert UNRESOLVED not in shown


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"words": "  "}, "Write the note"),
        ({"words": "x" * 20_001}, "at most 20000 characters"),
        ({"noted_on": "2016-11-15"}, "cannot be to come"),
        ({"noted_on": "0001-01-01"}, "Enter a day"),
        ({"note_type": "<script>"}, "Choose what kind of note it is"),
        ({"is_childs_voice": ""}, "Say whether it gives"),
        ({"words": "half \x00 of it"}, "Null characters are not allowed"),
    ],
)
def test_it_says_what_is_wrong_and_writes_nothing(practitioner: Client, changed: dict[str, str], said: str) -> None:
    answered = write(practitioner, **changed)
    shown = answered.content.decode()
    assert answered.status_code == 422
    assert said in shown
    assert UNRESOLVED not in shown
    assert not current("case_notes").exists()


def test_markup_is_shown_and_not_run(practitioner: Client) -> None:
    write(practitioner, words="<script>alert(1)</script> & more")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page(practitioner)


def test_a_correction_keeps_both_with_the_reason_and_the_author(practitioner: Client, manager: Client) -> None:
    write(practitioner)
    version = current("case_notes").get().version
    address = f"/children/{handle(MINE)}/notes/{version}/correct/"
    answered = manager.post(address, {**GIVEN, "words": "He showed me his room.", "reason": "It was her brother"})
    assert answered.status_code == 302
    assert current("case_notes").get().professional_id == "W3"
    assert versions("case_notes").count() == 2
    shown = page(practitioner)
    for words in ("He showed me his room.", "She showed me her room.", "It was her brother", "Mel Manager"):
        assert words in shown


def test_an_address_of_an_earlier_version_leads_to_the_current_one(practitioner: Client) -> None:
    write(practitioner)
    version = current("case_notes").get().version
    address = f"/children/{handle(MINE)}/notes/{version}/correct/"
    practitioner.post(address, {**GIVEN, "words": "Another", "reason": "It was wrong"})
    now = current("case_notes").get().version
    assert practitioner.get(address)["Location"] == f"/children/{handle(MINE)}/notes/{now}/correct/"


def test_it_refuses_whoever_may_not_open_the_child(practitioner: Client) -> None:
    assert "/reason/" in write(practitioner, OTHERS)["Location"]
    declare_own_family(
        person_id=MINE, relation="my niece", account=make(Persona.PRACTITIONER), by=make(Persona.PRACTITIONER)
    )
    assert write(practitioner).status_code == 403
    assert not current("case_notes").exists()


def test_a_restricted_child_is_not_there(practitioner: Client) -> None:
    restrict(person_id=MINE, why="child of a colleague", allowed=(), by=make(Persona.DIRECTOR))
    assert write(practitioner).status_code == 404
    assert practitioner.get(f"/children/{handle(MINE)}/notes/").status_code == 404


def test_nothing_is_written_when_the_draft_cannot_be_taken_away(
    practitioner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("the disk is full")

    draft_actions.keep(
        place=draft_actions.Place(make(Persona.PRACTITIONER), "note", "case_notes", person_id=MINE),
        words={"words": "Begun"},
        seen=draft_actions.Seen(),
        by=make(Persona.PRACTITIONER),
    )
    monkeypatch.setattr(draft_actions, "use", fails)
    with pytest.raises(RuntimeError):
        write(practitioner)
    assert not current("case_notes").exists()
    assert Draft.objects.count() == 1
    assert not AccessEntry.objects.filter(doing=Doing.CHANGED).exists()


def test_the_number_of_queries_does_not_grow_with_the_notes(
    practitioner: Client, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in range(4):
        write(practitioner, new_key=f"{number:032x}", words=f"Note {number}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(practitioner)
        counts.append(len(asked))
    assert len(set(counts[1:])) == 1
