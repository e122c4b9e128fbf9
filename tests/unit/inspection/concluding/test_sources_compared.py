"""The page on which the record, files and voices stand beside each other, where they disagree first."""

from __future__ import annotations

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.errors import UserError
from sightline.inspection.actions import giving_out
from sightline.inspection.actions.auditing import submit
from sightline.inspection.actions.concluding import explain
from sightline.inspection.models import Answered, Audit, AuditGrade, BasisKind, Explained, Leaning, MockInspection
from sightline.inspection.queries.concluding import grounds_for
from sightline.inspection.queries.mocks import framework_of
from sightline.inspection.queries.reporting import report_of
from sightline.inspection.queries.triangulating import files_of, triangles_of
from sightline.inspection.report_document import Shown
from sightline.inspection.saying import Reading
from sightline.inspection.triangulation import Agreement
from sightline.web import clock
from tests.support import auditing, mocks
from tests.support.concluding import hear
from tests.support.personas import Persona, browser_of, make

DISAGREEING = "help-and-protection:children-not-seen"


def page_of(mock: MockInspection, persona: Persona = Persona.AUDITOR) -> str:
    return html.unescape(browser_of(persona).get(f"/inspection/mock/{mock.pk}/triangulation/").content.decode())


def test_where_they_disagree_is_first_and_says_why(mock: MockInspection) -> None:
    hear(mock, leaning=Leaning.STRENGTH)  # the record shows children unseen for years, and indicates inadequate
    page = page_of(mock)
    assert "The sources are at odds about 2 things, 2 not explained yet." in page
    headings = [each.split("<")[0].strip() for each in page.split('class="govuk-heading-m">')[1:]]
    assert headings[0] == "Where they disagree (2)"
    assert "Do those who were heard know the children it concerns?" in page


def test_what_was_made_of_it_stands_beside_it(mock: MockInspection) -> None:
    hear(mock, leaning=Leaning.STRENGTH)
    answer = browser_of(Persona.AUDITOR).post(
        f"/inspection/mock/{mock.pk}/triangulation/{DISAGREEING}/",
        {"words": "Those we heard are seen; the record is right about the others."},
        follow=True,
    )
    page = html.unescape(answer.content.decode())
    assert "The sources are at odds about 2 things, 1 not explained yet." in page
    assert "Those we heard are seen" in page
    assert Explained.objects.get().agreement == "Disagree"


def test_an_explanation_has_words(mock: MockInspection) -> None:
    hear(mock, leaning=Leaning.STRENGTH)
    triangle = next(each for each in triangles_of(mock) if each.key == DISAGREEING)
    with pytest.raises(UserError, match="what was made of it"):
        explain(mock=mock, triangle=triangle, words=" ", by=make(Persona.AUDITOR))


def test_what_there_is_not_is_not_explained(mock: MockInspection) -> None:
    answer = browser_of(Persona.AUDITOR).get(f"/inspection/mock/{mock.pk}/triangulation/adoption:children-not-seen/")
    assert answer.status_code == 404


def test_files_count_by_their_moderated_grade_and_first_answers(db: None) -> None:
    mock = auditing.mock_with_auditors()
    weak = {"in-need-reviewed-before-drift": Answered.WEAK, "exploitation-mapped": Answered.NOT_APPLICABLE}
    audit = auditing.given(mock, 1, Persona.PEER_REVIEWER)
    auditing.submitted(audit, AuditGrade.INADEQUATE, weak)
    auditing.given(mock, 2, Persona.PEER_REVIEWER)  # not audited yet
    (found,) = files_of(mock, framework_of(mock))
    assert found.grade == "inadequate"
    assert found.judgements == {"help-and-protection"}  # children in need
    assert found.weak["in-need-reviewed-before-drift"] is True
    assert "exploitation-mapped" not in found.weak
    assert found.is_random is False


def test_a_first_audit_counts_nowhere_until_the_second_is_in_or_taken_back(db: None) -> None:
    mock = auditing.mock_with_auditors()
    peer, officer = auditing.AUDITORS
    weak = {"in-need-reviewed-before-drift": Answered.WEAK}
    auditing.submitted(auditing.given(mock, 1, peer), AuditGrade.INADEQUATE, weak)
    second = auditing.given(mock, 1, officer, is_second=True)
    framework = framework_of(mock)

    def counted() -> tuple[int, int, int]:
        grounds = grounds_for(mock, "help-and-protection", None)
        kinds = [each.kind for each in grounds]
        report = report_of(mock, Shown.INSIDE, edition=1)
        assert bool(report.file_grades) == bool(files_of(mock, framework))
        return len(files_of(mock, framework)), kinds.count(BasisKind.AUDIT), kinds.count(BasisKind.PROMPT)

    assert counted() == (0, 0, 0)
    assert "1 file is with a second auditor still" in page_of(mock)
    assert "second auditor" not in page_of(mock, officer)  # or they would know that theirs is the second
    (audits,) = (each.words for each in report_of(mock, Shown.INSIDE, edition=1).method if each.label == "Audits")
    assert audits == (
        "0 files were audited against the file as it was known. 1 file that one auditor has handed in and another has "
        "still is not counted."
    )
    giving_out.take_back(audit=second, why="She fell ill today.", by=make(Persona.AUDITOR))
    assert counted()[:2] == (1, 1)
    assert counted()[2] > 0
    auditing.whole(auditing.given(mock, 1, officer, is_second=True), AuditGrade.GOOD)
    assert counted() == (0, 0, 0)
    submit(audit=Audit.objects.get(is_second=True, taken_back_at=None), by=make(officer))
    assert counted()[:2] == (1, 2)
    assert "with a second auditor still" not in page_of(mock)
    (found,) = files_of(mock, framework)
    assert (found.grade, found.weak["in-need-reviewed-before-drift"]) == ("inadequate", True)


def test_once_it_is_closed_what_was_submitted_counts(db: None) -> None:
    mock = auditing.mock_with_auditors()
    peer, officer = auditing.AUDITORS
    auditing.submitted(auditing.given(mock, 1, peer))
    auditing.given(mock, 1, officer, is_second=True)
    mock.closed_at = clock.now()
    assert len(files_of(mock, framework_of(mock))) == 1


def test_files_against_the_record_disagree(db: None) -> None:
    mock = auditing.mock_with_auditors()
    for place in range(1, 7):
        auditing.submitted(auditing.given(mock, place, Persona.PEER_REVIEWER))
    triangles = {each.key: each for each in triangles_of(mock)}
    seen = triangles[DISAGREEING]
    assert (seen.record.reading, seen.files.reading) == (Reading.CONCERN, Reading.STRENGTH)
    assert seen.agreement is Agreement.DISAGREE
    assert triangles["help-and-protection"].agreement is Agreement.DISAGREE


def test_without_evidence_it_says_so(db: None) -> None:
    assert "no evidence is frozen" in page_of(mocks.begin())


def test_the_number_of_queries_does_not_grow_with_files_and_voices(db: None) -> None:
    mock = auditing.mock_with_auditors()
    auditing.submitted(auditing.given(mock, 1, Persona.PEER_REVIEWER))
    hear(mock)
    with CaptureQueriesContext(connection) as few:
        triangles_of(mock)
    for place in range(2, 6):
        auditing.submitted(auditing.given(mock, place, Persona.PEER_REVIEWER))
        hear(mock)
    with CaptureQueriesContext(connection) as many:
        triangles_of(mock)
    assert len(many) == len(few) <= 6


def test_the_csv_holds_all_of_it(mock: MockInspection) -> None:
    answer = browser_of(Persona.AUDITOR).get(f"/inspection/mock/{mock.pk}/triangulation.csv")
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Judgement,About,How they stand")
    assert len(rows) == 1 + len(triangles_of(mock))
