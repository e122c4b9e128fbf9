"""Grades by people, beside what the record indicates, within the framework's rules."""

from __future__ import annotations

import html

import pytest

from sightline.access.models import AccessEntry
from sightline.errors import UserError
from sightline.inspection.actions.concluding import judge
from sightline.inspection.limiting import OVERALL
from sightline.inspection.models import AuditGrade, Judged, MockInspection
from sightline.inspection.queries.concluding import grades_of
from sightline.web import clock
from tests.support import mocks
from tests.support.concluding import grade_all
from tests.support.personas import Persona, browser_of, make

WHY = "Files were sound, and what people said bore that out."


def page_of(mock: MockInspection, below: str = "", persona: Persona = Persona.AUDITOR) -> str:
    answer = browser_of(persona).get(f"/inspection/mock/{mock.pk}/judgements/{below}")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_a_grade_is_kept_with_its_reasons_and_what_was_indicated_then(mock: MockInspection) -> None:
    before = AccessEntry.objects.count()
    made = judge(
        mock=mock, judgement="help-and-protection", grade=AuditGrade.GOOD, reasons=WHY, by=make(Persona.AUDITOR)
    )
    assert made.indicated == mocks.findings()["judgements"][0]["indicative_grade"] == "inadequate"
    assert AccessEntry.objects.count() == before + 1


def test_neither_is_saved_when_the_log_cannot_be_written(mock: MockInspection, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr("sightline.access.actions.log", fails)
    with pytest.raises(RuntimeError):
        judge(mock=mock, judgement="adoption", grade=AuditGrade.GOOD, reasons=WHY, by=make(Persona.AUDITOR))
    assert not Judged.objects.exists()


def test_judged_anew_the_newest_counts_and_the_earlier_stays(mock: MockInspection) -> None:
    for grade in (AuditGrade.GOOD, AuditGrade.INADEQUATE):
        judge(mock=mock, judgement="adoption", grade=grade, reasons=WHY, by=make(Persona.AUDITOR))
    assert grades_of(mock).given["adoption"].grade == "inadequate"
    assert Judged.objects.count() == 2
    assert "Given before" in page_of(mock, "adoption/")


@pytest.mark.parametrize("key", ["help_and_protection", "looked_after", "leadership"])
@pytest.mark.parametrize("grade", [AuditGrade.OUTSTANDING, AuditGrade.GOOD, AuditGrade.REQUIRES_IMPROVEMENT])
def test_an_overall_grade_that_breaks_the_limiting_rule_is_not_saved(
    mock: MockInspection, key: str, grade: AuditGrade
) -> None:
    grade_all(mock, **{key: AuditGrade.INADEQUATE})
    with pytest.raises(UserError, match=r"It can only be inadequate\. Limiting judgement"):
        judge(mock=mock, judgement=OVERALL, grade=grade, reasons=WHY, by=make(Persona.AUDITOR))
    assert not Judged.objects.filter(judgement=OVERALL).exists()
    judge(mock=mock, judgement=OVERALL, grade=AuditGrade.INADEQUATE, reasons=WHY, by=make(Persona.AUDITOR))


def test_the_form_refuses_it_too_and_keeps_what_was_typed(mock: MockInspection) -> None:
    grade_all(mock, leadership=AuditGrade.INADEQUATE)
    answer = browser_of(Persona.AUDITOR).post(
        f"/inspection/mock/{mock.pk}/judgements/overall/", {"grade": "good", "reasons": WHY}
    )
    assert answer.status_code == 422
    page = html.unescape(answer.content.decode())
    assert "It can only be inadequate. Limiting judgement: Leadership, management and governance." in page
    assert WHY in page


def test_no_overall_grade_before_each_key_judgement_has_one(mock: MockInspection) -> None:
    with pytest.raises(UserError, match="No overall grade can be given before"):
        judge(mock=mock, judgement=OVERALL, grade=AuditGrade.GOOD, reasons=WHY, by=make(Persona.AUDITOR))


def test_a_judgement_changed_afterwards_takes_the_overall_grade_down(mock: MockInspection) -> None:
    grade_all(mock)
    judge(mock=mock, judgement=OVERALL, grade=AuditGrade.GOOD, reasons=WHY, by=make(Persona.AUDITOR))
    assert grades_of(mock).broken == ""
    judge(mock=mock, judgement="leadership", grade=AuditGrade.INADEQUATE, reasons=WHY, by=make(Persona.AUDITOR))
    assert "it can only be inadequate" in grades_of(mock).broken
    assert "does not stand" in page_of(mock)


def test_a_framework_without_an_overall_grade_takes_none(db: None) -> None:
    mock = mocks.begin("ilacs-2026-04")
    grade_all(mock)
    with pytest.raises(UserError, match="has no overall grade"):
        judge(mock=mock, judgement=OVERALL, grade=AuditGrade.GOOD, reasons=WHY, by=make(Persona.AUDITOR))
    browser = browser_of(Persona.AUDITOR)
    assert browser.get(f"/inspection/mock/{mock.pk}/judgements/overall/").status_code == 404
    assert "judgements/overall/" not in page_of(mock)


def test_a_visit_takes_no_grade_at_all(db: None) -> None:
    mock = mocks.begin("focused-visit")
    with pytest.raises(UserError, match="no grades are given"):
        judge(mock=mock, judgement=mock.areas[0], grade=AuditGrade.GOOD, reasons=WHY, by=make(Persona.AUDITOR))
    page = page_of(mock)
    assert "no grades are given" in page
    assert "Write one" in page  # strengths and recommendations all the same


def test_a_judgement_out_of_scope_is_not_judged(db: None) -> None:
    mock = mocks.begin(areas=["adoption"])
    with pytest.raises(UserError, match="not a judgement this mock inspection looks at"):
        judge(mock=mock, judgement="leadership", grade=AuditGrade.GOOD, reasons=WHY, by=make(Persona.AUDITOR))
    assert browser_of(Persona.AUDITOR).get(f"/inspection/mock/{mock.pk}/judgements/leadership/").status_code == 404


def test_a_safeguarding_board_is_judged_and_limits_nothing(mock: MockInspection) -> None:
    grade_all(mock, safeguarding_board=AuditGrade.INADEQUATE)
    judge(mock=mock, judgement=OVERALL, grade=AuditGrade.GOOD, reasons=WHY, by=make(Persona.AUDITOR))
    assert grades_of(mock).broken == ""


def test_no_reasons_no_grade(mock: MockInspection) -> None:
    with pytest.raises(UserError, match="reasons"):
        judge(mock=mock, judgement="adoption", grade=AuditGrade.GOOD, reasons=" ok ", by=make(Persona.AUDITOR))


def test_nothing_is_judged_in_one_that_is_closed(mock: MockInspection) -> None:
    MockInspection.objects.filter(pk=mock.pk).update(closed_at=clock.now())
    with pytest.raises(UserError, match="closed"):
        judge(mock=mock, judgement="adoption", grade=AuditGrade.GOOD, reasons=WHY, by=make(Persona.AUDITOR))
    assert browser_of(Persona.AUDITOR).get(f"/inspection/mock/{mock.pk}/judgements/adoption/").status_code == 403


def test_what_is_indicated_stands_beside_and_is_said_to_be_ours(mock: MockInspection) -> None:
    page = page_of(mock, "help-and-protection/")
    assert "The record indicates" in page
    assert "Inadequate" in page
    assert "and not Ofsted’s. It binds nobody." in page
    assert "What points to strength" in page
    assert "What points to concern" in page


@pytest.mark.parametrize("persona", [Persona.ANALYST, Persona.INSPECTOR, Persona.TEAM_MANAGER])
def test_who_does_not_lead_reads_and_gives_no_grade(mock: MockInspection, persona: Persona) -> None:
    assert "Judge<" not in page_of(mock, persona=persona)
    answer = browser_of(persona).post(
        f"/inspection/mock/{mock.pk}/judgements/adoption/", {"grade": "good", "reasons": WHY}
    )
    assert answer.status_code == 403
    assert not Judged.objects.exists()
