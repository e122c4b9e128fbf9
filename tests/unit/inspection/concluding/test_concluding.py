"""Strengths and recommendations, each tied to its evidence, and none without."""

from __future__ import annotations

import html

import pytest

from sightline.errors import UserError
from sightline.inspection.actions.concluding import withdraw
from sightline.inspection.actions.voices import take_back
from sightline.inspection.models import Basis, Conclusion, ConclusionKind, Leaning, MockInspection
from sightline.inspection.queries.concluding import concluded, grounds_for
from sightline.inspection.queries.mocks import findings_of, latest_evidence
from tests.support import auditing, mocks
from tests.support.concluding import hear, recommend
from tests.support.personas import Persona, browser_of, make

ABOUT = "help-and-protection"


def address(mock: MockInspection) -> str:
    return f"/inspection/mock/{mock.pk}/recommendations/{ABOUT}/new/"


def sent(**changed: object) -> dict[str, object]:
    return {
        "kind": "recommendation",
        "words": "See every child at least every six weeks.",
        "priority": "priority",
        "grounds": ["line:children-not-seen"],
    } | changed


def test_what_it_may_rest_on_is_all_that_was_found(db: None) -> None:
    mock = auditing.mock_with_auditors()
    auditing.submitted(auditing.given(mock, 1, Persona.PEER_REVIEWER))
    voice = hear(mock, leaning=Leaning.STRENGTH)
    evidence = latest_evidence(mock)
    assert evidence is not None
    found = grounds_for(mock, ABOUT, findings_of(evidence))
    kinds = {each.kind.value for each in found}
    assert kinds == {"line", "standard", "prompt", "audit", "voice"}
    assert f"voice:{voice.pk}" in {each.value for each in found}
    assert "File 1: good" in {each.words for each in found}
    assert not any("C1" in each.words or "Ada" in each.words for each in found)  # nobody's key, nobody's name


def test_it_is_kept_with_what_it_rests_on(mock: MockInspection) -> None:
    voice = hear(mock)
    made = recommend(mock, grounds=("line:children-not-seen", "standard:child-seen-6m", f"voice:{voice.pk}"))
    assert Basis.objects.filter(conclusion=made).count() == 3
    assert made.number is None  # until it is printed


def test_without_evidence_nothing_is_concluded(mock: MockInspection) -> None:
    for kind in ConclusionKind:
        with pytest.raises(UserError, match="at least one thing it rests on"):
            recommend(mock, grounds=(), kind=kind)
    assert not Conclusion.objects.exists()


@pytest.mark.parametrize("ground", ["voice:999", "line:adoption", "audit:1", "standard:no-such", "nothing"])
def test_on_what_is_no_evidence_of_it_nothing_rests(mock: MockInspection, ground: str) -> None:
    with pytest.raises(UserError, match="no longer there"):
        recommend(mock, grounds=("line:children-not-seen", ground))
    assert not Conclusion.objects.exists()  # nor a half of it


def test_evidence_of_another_mock_inspection_is_none_of_this(mock: MockInspection) -> None:
    other = mocks.begin(title="Another")
    voice = hear(other)
    with pytest.raises(UserError, match="no longer there"):
        recommend(mock, grounds=(f"voice:{voice.pk}",))


def test_the_form_refuses_it_without_evidence_and_keeps_what_was_typed(mock: MockInspection) -> None:
    answer = browser_of(Persona.AUDITOR).post(address(mock), sent(grounds=[]))
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Choose at least one thing it rests on" in page
    assert "See every child at least every six weeks." in page
    assert not Conclusion.objects.exists()


def test_a_recommendation_says_how_soon_and_a_strength_need_not(mock: MockInspection) -> None:
    browser = browser_of(Persona.AUDITOR)
    answer = browser.post(address(mock), sent(priority=""))
    assert "Choose how soon the recommendation is to be met" in answer.content.decode()
    answer = browser.post(address(mock), sent(kind="strength", priority="", words="Workers know the children well."))
    assert answer.status_code == 302
    page = html.unescape(browser.get(f"/inspection/mock/{mock.pk}/recommendations/").content.decode())
    assert "Strengths (1)" in page
    assert "Recommendations (0)" in page


def test_taken_back_it_stays_with_the_reason(mock: MockInspection) -> None:
    made = recommend(mock)
    withdraw(conclusion=made, why="It is said in another already.", by=make(Persona.AUDITOR))
    page = browser_of(Persona.AUDITOR).get(f"/inspection/mock/{mock.pk}/recommendations/").content.decode()
    assert "It is said in another already." in page
    assert "Recommendations (0)" in page
    with pytest.raises(UserError, match="already"):
        withdraw(conclusion=made, why="It is said in another already.", by=make(Persona.AUDITOR))


def test_a_basis_that_was_taken_back_is_said_to_be_gone(mock: MockInspection) -> None:
    voice = hear(mock)
    recommend(mock, grounds=(f"voice:{voice.pk}",))
    take_back(voice=voice, why="It was said of another council.", by=make(Persona.AUDITOR))
    (found,) = concluded(mock, None)
    assert [each.words for each in found.grounds] == ["Something seen or heard: no longer so in what is known now"]


def test_neither_is_saved_when_the_log_cannot_be_written(mock: MockInspection, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr("sightline.access.actions.log", fails)
    with pytest.raises(RuntimeError):
        recommend(mock)
    assert not Conclusion.objects.exists()
    assert not Basis.objects.exists()


def test_an_inspector_reads_and_writes_none(mock: MockInspection) -> None:
    recommend(mock)
    browser = browser_of(Persona.INSPECTOR)
    page = browser.get(f"/inspection/mock/{mock.pk}/recommendations/").content.decode()
    assert "See every child at least every six weeks." in page
    assert "/new/" not in page
    assert browser.post(address(mock), sent()).status_code == 403
