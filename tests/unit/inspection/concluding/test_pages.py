"""Every page of concluding in a mock inspection in which everything was done, as each persona who may read it."""

from __future__ import annotations

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.access.matrix import Outcome
from sightline.access.permissions import Permission
from sightline.inspection.actions.concluding import judge
from sightline.inspection.actions.reporting import make_report
from sightline.inspection.limiting import OVERALL
from sightline.inspection.models import Audience, AuditGrade, Conclusion, ConclusionKind, Leaning, MockInspection, Voice
from sightline.web import clock
from tests.support import auditing, mocks, site
from tests.support.concluding import grade_all, hear, recommend
from tests.support.personas import BOUND, Persona, browser_of, make
from tests.support.store_settings import UNRESOLVED

READ = (
    "voices/",
    "voices.csv",
    "triangulation/",
    "triangulation.csv",
    "judgements/",
    "recommendations/",
    "report/",
    "report/1/",
    "report/1/report.html",
    "report/1/report.pdf",
)
LED = (
    "triangulation/help-and-protection:children-not-seen/",
    "judgements/help-and-protection/",
    "judgements/overall/",
    "recommendations/help-and-protection/new/",
)
NAMES = ("Ada", "Cass", "Kit0", "Sam Worker", "Mel Manager", "Pat Worker")


@pytest.fixture
def whole(db: None) -> MockInspection:
    """Six files audited, two people heard, all graded, concluded, reported."""
    site.put_in_store()
    mock = auditing.mock_with_auditors()
    files = [auditing.given(mock, place, Persona.PEER_REVIEWER) for place in range(1, 7)]
    for each in files:
        auditing.submitted(each)
    hear(mock, leaning=Leaning.STRENGTH)
    hear(mock)
    grade_all(mock)
    reasons = "All of it was good, by each source."
    judge(mock=mock, judgement=OVERALL, grade=AuditGrade.GOOD, reasons=reasons, by=make(Persona.AUDITOR))
    recommend(mock)
    recommend(mock, kind=ConclusionKind.STRENGTH, priority=None, grounds=(f"audit:{files[0].pk}",))
    make_report(mock=mock, audience=Audience.SENT, by=make(Persona.AUDITOR))
    return mock


def test_every_page_is_whole_and_names_nobody(whole: MockInspection) -> None:
    browser, children = browser_of(Persona.AUDITOR), set(mocks.DRAWN)
    voice, advice = Voice.objects.filter(mock=whole).first(), Conclusion.objects.filter(mock=whole).first()
    assert voice
    assert advice
    taken_back = (f"voices/{voice.pk}/take-back/", f"recommendations/{advice.pk}/take-back/")
    for path in (*READ, *LED, "voices/new/", *taken_back):
        answer = browser.get(f"/inspection/mock/{whole.pk}/{path}")
        assert answer.status_code == 200, path
        if path.endswith(".pdf"):
            continue
        page = html.unescape(answer.content.decode("utf-8-sig"))
        assert UNRESOLVED not in page, path
        assert [name for name in NAMES if name in page] == [], path
        assert [key for key in children if f">{key}<" in page or f" {key} " in page] == [], path


@pytest.mark.parametrize("persona", [each for each in Persona if each is not Persona.PUBLIC])
def test_who_may_read_a_mock_inspection_reads_it_and_who_may_lead_one_concludes(
    whole: MockInspection, persona: Persona
) -> None:
    bound = BOUND[persona]
    held = bound.role.permissions if bound.role else frozenset()
    browser = browser_of(persona)
    said = {}
    for paths, asked in ((READ, Permission.MOCK_VIEW), (LED, Permission.MOCK_LEAD)):
        for path in paths:
            needed = {asked} | ({Permission.FINDINGS_EXPORT} if path.endswith(".csv") else set())
            wanted = Outcome.SHOWN if needed <= held else Outcome.REFUSED
            found = Outcome.of(browser.get(f"/inspection/mock/{whole.pk}/{path}"))
            if found is not wanted:
                said[path] = f"{found} and not {wanted}"
    assert said == {}


def test_the_number_of_queries_does_not_grow_with_what_was_heard_and_concluded(whole: MockInspection) -> None:
    browser = browser_of(Persona.AUDITOR)
    paths = ("voices/", "triangulation/", "judgements/", "recommendations/", "report/")

    def counts() -> list[int]:
        found = []
        for path in paths:
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(f"/inspection/mock/{whole.pk}/{path}").status_code == 200
            found.append(len(asked))
        return found

    counts()  # the first asks what is then remembered
    before = counts()
    for number in range(6):
        hear(whole, words=f"They said the same for the {number}th time.")
        recommend(whole, f"See every child, {number} times over.")
    assert counts() == before
    assert max(before) <= 45


def test_of_what_nothing_is_written_is_offered_strengths_as_readily_as_concerns(whole: MockInspection) -> None:
    page = html.unescape(
        browser_of(Persona.AUDITOR).get(f"/inspection/mock/{whole.pk}/recommendations/").content.decode()
    )
    assert "Points to strength, and nothing is written of it" in page
    where = page.split("?kind=strength&on=line:")[1].split('"')[0]
    answer = browser_of(Persona.AUDITOR).get(
        f"/inspection/mock/{whole.pk}/recommendations/help-and-protection/new/?kind=strength&on=line:{where}"
    )
    assert 'value="strength"' in answer.content.decode()
    assert " checked" in answer.content.decode()


def test_a_closed_one_is_read_and_not_written_in(whole: MockInspection) -> None:
    MockInspection.objects.filter(pk=whole.pk).update(closed_at=clock.now())
    browser = browser_of(Persona.AUDITOR)
    for path in READ:
        assert browser.get(f"/inspection/mock/{whole.pk}/{path}").status_code == 200, path
    for path in (*LED, "voices/new/"):
        assert browser.get(f"/inspection/mock/{whole.pk}/{path}").status_code == 403, path
    assert browser.post(f"/inspection/mock/{whole.pk}/report/", {"audience": "sent"}).status_code == 403


def test_another_mock_inspections_rows_are_not_reached_through_this_one(whole: MockInspection) -> None:
    other = mocks.begin(title="Another")
    voice, advice = hear(other), Conclusion.objects.filter(mock=whole).first()
    assert advice
    browser = browser_of(Persona.AUDITOR)
    assert browser.get(f"/inspection/mock/{whole.pk}/voices/{voice.pk}/take-back/").status_code == 404
    assert browser.get(f"/inspection/mock/{other.pk}/recommendations/{advice.pk}/take-back/").status_code == 404
    assert browser.get(f"/inspection/mock/{other.pk}/report/1/").status_code == 404
