"""Words typed into a form of concluding are not lost before they are given."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.test import Client

from sightline.inspection.models import Conclusion, Judged, MockInspection, Unconfirmed, Voice
from tests.support.personas import Persona, browser_of

TYPED = "Half a sentence that somebody was called away from"
FORMS: dict[str, dict[str, Any]] = {
    "voices/new/": {"kind": "child", "who": "young person", "words": TYPED},
    "triangulation/help-and-protection:children-not-seen/": {"words": TYPED},
    "judgements/help-and-protection/": {"grade": "good", "reasons": TYPED},
    "recommendations/help-and-protection/new/": {
        "kind": "strength",
        "words": TYPED,
        "grounds": ["line:children-not-seen", "standard:child-seen-6m"],
    },
}


@pytest.fixture
def lead() -> Client:
    return browser_of(Persona.AUDITOR)


def at(mock: MockInspection, path: str) -> str:
    return f"/inspection/mock/{mock.pk}/{path}"


def read(browser: Client, address: str) -> str:
    return html.unescape(browser.get(address).content.decode())


@pytest.mark.parametrize("path", FORMS)
def test_saved_for_later_they_are_there_again_and_nowhere_else(mock: MockInspection, lead: Client, path: str) -> None:
    answer = lead.post(at(mock, path), {**FORMS[path], "intent": "keep"}, follow=True)
    page = html.unescape(answer.content.decode())
    assert TYPED in page
    assert "These are your words from" in page
    assert not Voice.objects.exists()
    assert not Judged.objects.exists()
    assert not Conclusion.objects.exists()
    for other in FORMS:
        assert (TYPED in read(lead, at(mock, other))) is (other == path)
    assert TYPED not in read(browser_of(Persona.DIRECTOR), at(mock, path))


def test_what_was_chosen_is_kept_too(mock: MockInspection, lead: Client) -> None:
    path = "recommendations/help-and-protection/new/"
    lead.post(at(mock, path), {**FORMS[path], "intent": "keep"})
    page = read(lead, at(mock, path))
    assert page.count(" checked") == 3  # a strength, and two things it rests on
    assert 'value="standard:child-seen-6m" checked' in page


def test_the_script_is_answered_with_the_time(mock: MockInspection, lead: Client) -> None:
    path = "judgements/help-and-protection/"
    sent = {**FORMS[path], "intent": "keep"}
    answer = lead.post(at(mock, path), sent, headers={"Accept": "application/json"})
    assert set(answer.json()) == {"draft", "revision", "saved"}
    changed = {**sent, "reasons": TYPED + " again", "revision": str(answer.json()["revision"])}
    assert lead.post(at(mock, path), changed, headers={"Accept": "application/json"}).json()["revision"] == 2
    stale = {**sent, "reasons": "Other words of an older window", "revision": "1"}
    answer = lead.post(at(mock, path), stale, headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert TYPED not in answer.content.decode()


def test_in_two_windows_neither_loses_its_words(mock: MockInspection, lead: Client) -> None:
    path = "judgements/help-and-protection/"
    lead.post(at(mock, path), {**FORMS[path], "intent": "keep"})
    answer = lead.post(at(mock, path), {"grade": "good", "reasons": "Words of the other window", "intent": "keep"})
    page = html.unescape(answer.content.decode())
    assert "Another window of yours saved other words" in page
    assert "Words of the other window" in page
    assert TYPED in read(lead, at(mock, path))


def test_given_they_wait_no_more(mock: MockInspection, lead: Client) -> None:
    path = "judgements/help-and-protection/"
    lead.post(at(mock, path), {**FORMS[path], "intent": "keep"})
    lead.post(at(mock, path), {"grade": "good", "reasons": TYPED + ", and came back to."})
    assert Judged.objects.get().reasons.endswith("came back to.")
    assert not Unconfirmed.objects.exists()


def test_discarded_they_are_gone(mock: MockInspection, lead: Client) -> None:
    path = "judgements/help-and-protection/"
    lead.post(at(mock, path), {**FORMS[path], "intent": "keep"})
    lead.post(at(mock, path), {"intent": "discard"})
    assert not Unconfirmed.objects.exists()
    assert TYPED not in read(lead, at(mock, path))
