"""Words that are typed are kept: for their writer, in their place, until they are on the record or discarded."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sightline.access.actions import restrict
from sightline.access.models import AccessEntry
from sightline.casework.actions import drafts
from sightline.casework.actions.drafts import words_of
from sightline.casework.models.drafts import Draft
from sightline.ledger.queries import current, versions
from tests.support.personas import Persona, browser_of, make
from tests.support.store_settings import UNRESOLVED
from tests.unit.casework.recording.conftest import MINE, TEAMS, handle

pytestmark = pytest.mark.django_db

TYPED = {"note_type": "call", "noted_on": "2016-11-14", "words": "She rang at four.", "is_childs_voice": "no"}
KEY, OTHER_KEY = "a" * 32, "b" * 32


def address(child: str = MINE) -> str:
    return f"/children/{handle(child)}/notes/new/"


def keep(browser: Client, where: str = "", **changed: str) -> Any:
    """What the script sends, and how it is answered."""
    sent = {**TYPED, "draft": "0", "revision": "0", "new_key": KEY, "intent": "keep", **changed}
    return browser.post(where or address(), sent, headers={"accept": "application/json"})


def write(browser: Client, where: str = "", **changed: str) -> Any:
    return browser.post(where or address(), {**TYPED, "new_key": KEY, "intent": "write", **changed})


def note_to_correct(browser: Client) -> str:
    write(browser)
    return f"/children/{handle(MINE)}/notes/{current('case_notes').get().version}/correct/"


def test_the_script_is_answered_with_the_time_and_nothing_else(practitioner: Client) -> None:
    answered = keep(practitioner)
    draft = Draft.objects.get()
    said = answered.json()
    assert (said["draft"], said["revision"], sorted(said)) == (draft.pk, 1, ["draft", "revision", "saved"])
    assert dt.time.fromisoformat(said["saved"])
    assert words_of(draft) == TYPED
    assert not AccessEntry.objects.filter(person_id=MINE).exists()  # nothing of the child was shown


def test_what_waits_is_offered_and_never_put_in_by_itself(practitioner: Client) -> None:
    keep(practitioner)
    shown = practitioner.get(address()).content.decode()
    assert "You have unsaved words from" in shown
    assert "She rang at four." in shown
    assert "<textarea" not in shown
    used = practitioner.get(f"{address()}?use={Draft.objects.get().pk}").content.decode()
    assert "She rang at four.</textarea>" in used
    assert UNRESOLVED not in shown + used


def test_words_stay_with_their_writer_their_child_and_their_form(practitioner: Client, manager: Client) -> None:
    keep(practitioner)
    number = Draft.objects.get().pk
    for browser, where in (
        (manager, address()),
        (manager, address(TEAMS)),
        (manager, f"/children/{handle(MINE)}/decisions/new/"),
    ):
        assert "She rang" not in browser.get(where).content.decode()
        assert "She rang" not in browser.get(f"{where}?use={number}").content.decode()
    write(practitioner, words="Another note")
    mine = f"/children/{handle(MINE)}/notes/{current('case_notes').get().version}/correct/"
    assert "?use=" not in practitioner.get(mine).content.decode()  # a draft of a new note is not one of a correction
    sent = {"draft": str(number), "revision": "1", "intent": "discard"}
    manager.post(address(), sent)
    assert Draft.objects.filter(pk=number).exists()


def test_saving_again_takes_the_place_of_what_was_saved(practitioner: Client) -> None:
    first = keep(practitioner).json()
    again = keep(practitioner, words="She rang at five.", draft=str(first["draft"]), revision="1")
    assert again.json()["revision"] == 2
    assert words_of(Draft.objects.get())["words"] == "She rang at five."


def test_a_second_window_does_not_overwrite_the_first(practitioner: Client) -> None:
    keep(practitioner)
    answered = keep(practitioner, words="Typed in the other window", new_key=OTHER_KEY)
    assert answered.status_code == 409
    assert "another window" in answered.json()["problem"]
    assert words_of(Draft.objects.get())["words"] == "She rang at four."
    sent = {**TYPED, "words": "Typed in the other window", "new_key": OTHER_KEY, "intent": "keep"}
    both = practitioner.post(address(), sent)
    shown = both.content.decode()
    assert both.status_code == 409
    assert "She rang at four." in shown
    assert "Typed in the other window</textarea>" in shown
    assert "Discard my words" not in shown  # what would be discarded is the other window's
    assert shown.count("There is a problem") == 1
    assert 'name="revision" value="1"' in shown  # having seen both, the next saving takes the place of the first
    number = str(Draft.objects.get().pk)
    combined = practitioner.post(address(), {**sent, "intent": "both", "draft": number, "revision": "1"})
    assert "She rang at four.\n\nTyped in the other window</textarea>" in combined.content.decode()
    chosen = practitioner.post(address(), {**sent, "draft": number, "revision": "1"})
    assert chosen.status_code == 302
    assert words_of(Draft.objects.get())["words"] == "Typed in the other window"


def test_the_same_words_from_two_windows_are_no_conflict(practitioner: Client) -> None:
    keep(practitioner)
    assert keep(practitioner, new_key=OTHER_KEY).status_code == 200


def test_save_for_later_without_the_script_does_the_same(practitioner: Client) -> None:
    answered = practitioner.post(address(), {**TYPED, "new_key": KEY, "intent": "keep"}, follow=True)
    shown = answered.content.decode()
    assert "Saved for later. Only you can see these words." in shown
    assert "She rang at four." in shown


def test_writing_the_record_takes_the_draft_away(practitioner: Client) -> None:
    said = keep(practitioner).json()
    write(practitioner, draft=str(said["draft"]), revision="1")
    assert current("case_notes").count() == 1
    assert not Draft.objects.exists()


def test_what_another_window_saved_meanwhile_is_not_taken_away(practitioner: Client) -> None:
    said = keep(practitioner).json()
    keep(practitioner, words="Typed in the other window", draft=str(said["draft"]), revision="1")
    write(practitioner, draft=str(said["draft"]), revision="1")
    assert words_of(Draft.objects.get())["words"] == "Typed in the other window"


def test_a_saving_whose_answer_was_lost_leaves_no_ghost(practitioner: Client) -> None:
    keep(practitioner)
    write(practitioner)  # the window never learnt the number of its draft
    assert not Draft.objects.exists()


def test_words_on_the_record_already_are_not_written_again_from_a_draft(practitioner: Client) -> None:
    number = str(keep(practitioner).json()["draft"])
    keep(practitioner, words="Something else", draft=number, revision="1")
    write(practitioner, draft=number, revision="1")
    keep(practitioner, draft=number, revision="2")
    used = practitioner.get(f"{address()}?use={number}").content.decode()
    assert f'name="new_key" value="{KEY}"' in used
    assert write(practitioner, draft=number, revision="3").status_code == 302
    assert versions("case_notes").count() == 1
    assert not Draft.objects.exists()


def test_a_saving_that_arrives_after_the_record_was_written_makes_no_ghost(practitioner: Client) -> None:
    write(practitioner)
    assert keep(practitioner).status_code == 410
    assert not Draft.objects.exists()


def test_a_saving_after_discarding_in_another_window_says_so_and_save_for_later_keeps_it(practitioner: Client) -> None:
    number = str(keep(practitioner).json()["draft"])
    practitioner.post(address(), {"draft": number, "revision": "1", "intent": "discard"})
    assert not Draft.objects.exists()
    assert keep(practitioner, draft=number, revision="1").status_code == 410
    sent = {**TYPED, "draft": number, "revision": "1", "new_key": KEY, "intent": "keep"}
    assert practitioner.post(address(), sent).status_code == 302
    assert words_of(Draft.objects.get())["words"] == "She rang at four."


def test_discarding_does_not_take_what_was_saved_since(practitioner: Client) -> None:
    number = str(keep(practitioner).json()["draft"])
    keep(practitioner, words="More", draft=number, revision="1")
    answered = practitioner.post(address(), {"draft": number, "revision": "1", "intent": "discard"}, follow=True)
    assert "Nothing was discarded" in answered.content.decode()
    assert Draft.objects.exists()


def test_a_correction_that_was_overtaken_shows_both_and_loses_neither(practitioner: Client, manager: Client) -> None:
    where = note_to_correct(practitioner)
    keep(practitioner, where, words="Mine", reason="I had it wrong", new_key="")
    theirs = {**TYPED, "words": "Theirs", "reason": "It was not so", "intent": "write"}
    assert manager.post(where, theirs).status_code == 302
    opened = practitioner.get(where, follow=True).content.decode()
    assert "What is on the record was changed after you began" in opened
    assert "Theirs" in opened
    assert "Mine" in opened
    draft = Draft.objects.get()
    sent = {**TYPED, "words": "Mine", "reason": "I had it wrong", "draft": str(draft.pk), "revision": "1"}
    answered = practitioner.post(where, {**sent, "intent": "write"})
    shown = answered.content.decode()
    assert answered.status_code == 409
    assert "On the record now" in shown
    assert "Theirs" in shown
    assert "Mine</textarea>" in shown
    assert current("case_notes").get().words == "Theirs"
    assert words_of(Draft.objects.get())["words"] == "Mine"
    now = f"/children/{handle(MINE)}/notes/{current('case_notes').get().version}/correct/"
    assert f'action="{now}"' in shown
    both = practitioner.get(f"{now}?use={Draft.objects.get().pk}&as=both").content.decode()
    assert "Theirs\n\nMine</textarea>" in both
    draft = Draft.objects.get()
    sent |= {"words": "Theirs\n\nMine", "revision": str(draft.revision), "intent": "write"}
    assert practitioner.post(now, sent).status_code == 302
    assert current("case_notes").get().words == "Theirs\r\n\r\nMine".replace("\r", "")
    assert not Draft.objects.exists()
    assert versions("case_notes").count() == 3


def test_words_sent_without_a_draft_into_a_conflict_are_kept_too(practitioner: Client, manager: Client) -> None:
    where = note_to_correct(practitioner)
    manager.post(where, {**TYPED, "words": "Theirs", "reason": "It was not so", "intent": "write"})
    answered = practitioner.post(where, {**TYPED, "words": "Mine", "reason": "I had it wrong", "intent": "write"})
    assert answered.status_code == 409
    assert words_of(Draft.objects.get())["words"] == "Mine"


def test_one_form_open_twice_and_written_twice_differently_is_one_note_and_a_choice(practitioner: Client) -> None:
    write(practitioner)
    answered = write(practitioner, words="She rang at five.")
    shown = answered.content.decode()
    assert answered.status_code == 409
    assert "She rang at four." in shown
    assert "She rang at five.</textarea>" in shown
    assert versions("case_notes").count() == 1


def test_a_draft_of_a_child_who_may_not_be_opened_any_more_is_kept_and_not_shown(practitioner: Client) -> None:
    keep(practitioner)
    restrict(person_id=MINE, why="child of a colleague", allowed=(), by=make(Persona.DIRECTOR))
    assert practitioner.get(address()).status_code == 404
    listed = practitioner.get("/drafts/").content.decode()
    assert "She rang" not in listed
    assert "Everything you typed is on the record" in listed
    number = str(Draft.objects.get().pk)
    assert keep(practitioner, words="And more", draft=number, revision="1").status_code == 200  # typed, so not lost
    assert words_of(Draft.objects.get())["words"] == "And more"


def test_a_restricted_child_answers_as_one_who_is_not_there(practitioner: Client) -> None:
    restrict(person_id=MINE, why="child of a colleague", allowed=(), by=make(Persona.DIRECTOR))
    assert keep(practitioner).status_code == 404
    assert keep(practitioner, "/children/none/notes/new/").status_code == 404
    assert not Draft.objects.exists()


def test_it_refuses_an_elected_member(council: None) -> None:
    assert keep(browser_of(Persona.ELECTED_MEMBER)).status_code == 403
    assert not Draft.objects.exists()


def test_it_refuses_a_saving_sent_from_elsewhere(council: None) -> None:
    browser = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    browser.force_login(make(Persona.PRACTITIONER))
    session = browser.session
    session["has_second_factor"] = True
    session.save()
    assert keep(browser).status_code == 403
    assert not Draft.objects.exists()


def test_drafts_expire_after_thirty_days_and_warn_before(practitioner: Client) -> None:
    keep(practitioner)
    Draft.objects.update(saved_at=timezone.now() - dt.timedelta(days=24))
    assert "Deleted" in practitioner.get("/drafts/").content.decode()
    Draft.objects.update(saved_at=timezone.now() - dt.timedelta(days=31))
    assert "Everything you typed" in practitioner.get("/drafts/").content.decode()
    assert not Draft.objects.exists()


def test_everybodys_old_drafts_are_taken_away_at_once(practitioner: Client) -> None:
    keep(practitioner)
    assert drafts.expire(by=make(Persona.TEAM_MANAGER)) == drafts.expire(by=None) == 0
    Draft.objects.update(saved_at=timezone.now() - dt.timedelta(days=31))
    assert (drafts.expire(by=make(Persona.TEAM_MANAGER)), drafts.expire(by=None)) == (0, 1)


@pytest.mark.parametrize("words", ["x" * 20_001, "é" * 20_001])
def test_it_says_when_it_is_too_long_to_keep(practitioner: Client, words: str) -> None:
    answered = keep(practitioner, words=words)
    assert answered.status_code == 413
    assert "Shorten it" in answered.json()["problem"]
    shown = practitioner.post(address(), {**TYPED, "words": words, "intent": "keep"})
    assert shown.status_code == 413
    assert words in shown.content.decode()


HOSTILE = st.text(max_size=40) | st.sampled_from(["-1", "9" * 40, "²", "\x00", "' OR 1=1 --", "../..", "<script>"])


@given(
    sent=st.dictionaries(
        st.sampled_from(["draft", "revision", "new_key", "intent", "words", "noted_on", "note_type", "zzz"]), HOSTILE
    ),
    is_quiet=st.booleans(),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_sent_breaks_it(practitioner: Client, sent: dict[str, str], is_quiet: bool) -> None:
    headers = {"accept": "application/json"} if is_quiet else {}
    answered = practitioner.post(address(), {"intent": "keep", **sent}, headers=headers)
    assert answered.status_code in {200, 302, 400, 409, 410, 413, 422}
    assert b"<script>alert" not in answered.content


def test_any_character_a_browser_sends_is_kept(practitioner: Client) -> None:
    odd = "half \x00 of \x1b it \U0001f600 \u202e"
    keep(practitioner, words=odd)
    assert words_of(Draft.objects.get())["words"] == odd
