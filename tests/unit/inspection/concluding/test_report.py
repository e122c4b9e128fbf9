"""The report: what it says, of whom it says nothing, and that an edition is never changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import re
from typing import Any

import pytest

from sightline.access.models import AccessEntry
from sightline.errors import UserError
from sightline.inspection.actions.concluding import explain, judge, withdraw
from sightline.inspection.actions.reporting import make_report
from sightline.inspection.limiting import OVERALL
from sightline.inspection.models import (
    Audience,
    AuditGrade,
    Conclusion,
    ConclusionKind,
    Leaning,
    MockInspection,
    MockReport,
    Priority,
    PublishedRecommendation,
    RealInspection,
    VoiceKind,
)
from sightline.inspection.queries.reporting import report_of
from sightline.inspection.queries.triangulating import triangles_of
from sightline.inspection.report_document import Report, Shown, of_children, part_of, small_numbers
from sightline.ledger.models import VERSIONS
from sightline.web import clock
from tests.support import auditing, mocks
from tests.support.concluding import HEARD, grade_all, hear, recommend
from tests.support.personas import Persona, browser_of, make

DAY = dt.timedelta(days=1)
WHY = "Files were sound, and what people said bore that out."


def made(mock: MockInspection, audience: Audience = Audience.SENT, what_changed: str = "") -> MockReport:
    return make_report(mock=mock, audience=audience, what_changed=what_changed, by=make(Persona.AUDITOR))


def texts(value: object) -> str:
    return "\n".join(re.findall(r"'((?:[^'\\]|\\.)*)'", repr(value)))


@pytest.fixture
def whole(mock: MockInspection) -> MockInspection:
    """A mock inspection in which everything was done."""
    voice = hear(mock, leaning=Leaning.STRENGTH, how_many=3)
    hear(mock, kind=VoiceKind.STAFF, line="", how_many=7, words="They said that supervision moves things on.")
    grade_all(mock, help_and_protection=AuditGrade.INADEQUATE)
    judge(mock=mock, judgement=OVERALL, grade=AuditGrade.INADEQUATE, reasons=WHY, by=make(Persona.AUDITOR))
    recommend(mock, "Write down why, when a manager decides.", priority=Priority.IMPROVEMENT)
    recommend(mock, grounds=("line:children-not-seen", "standard:child-seen-6m", f"voice:{voice.pk}"))
    strength = ConclusionKind.STRENGTH
    recommend(
        mock, "Workers who see children know them well.", kind=strength, priority=None, grounds=(f"voice:{voice.pk}",)
    )
    triangle = next(each for each in triangles_of(mock) if each.key == "help-and-protection:children-not-seen")
    explain(mock=mock, triangle=triangle, words="Those whom we heard are seen.", by=make(Persona.AUDITOR))
    return mock


def test_it_says_all_that_was_concluded(whole: MockInspection) -> None:
    report = report_of(whole, Shown.SENT, edition=1)
    assert report.overall == "Inadequate"
    by_name = {each.name: (each.grade, each.indicated) for each in report.grades}
    assert by_name["Children who need help and protection"] == ("Inadequate", "Inadequate")
    assert by_name["Adoption performance"][0] == "Good"
    assert [each.words for each in report.strengths] == ["Workers who see children know them well."]
    assert [(each.number, each.priority) for each in report.recommendations] == [
        (1, "Priority and immediate action"),  # the urgent first
        (2, "Area for improvement"),
    ]
    assert all(each.rests_on for each in (*report.strengths, *report.recommendations))
    made_of = {each.title: each.made_of_it for each in report.at_odds}
    assert "Those whom we heard are seen." in made_of.values()
    assert "" in made_of.values()  # not explained yet, and printed all the same
    method = {each.label: each.words for each in report.method}
    assert f"Seed {mocks.SEED}" in method["Sample"]
    assert "4 by lot and 2 chosen for risk" in method["Sample"]
    assert method["Do auditors agree?"].startswith("No answer was given twice yet")
    assert method["Immediate concerns"] == "None was raised."
    assert any("not Ofsted’s" in each for each in report.limits)
    evidence = whole.evidence.get()
    assert evidence.digest in {each.words for each in report.digests}


@pytest.mark.parametrize("shown", Shown)
def test_it_names_no_child_and_nobodys_key(whole: MockInspection, shown: Shown) -> None:
    auditing.submitted(auditing.given(whole, 1, Persona.DIRECTOR), AuditGrade.INADEQUATE)
    report = report_of(whole, shown, edition=1)
    said = texts(report)
    children = {each.person_id for each in whole.samples.get().children.all()}
    assert children == set(mocks.DRAWN)
    assert not [key for key in children if re.search(rf"\b{re.escape(key)}\b", said)]
    for name in ("Ada", "Cass", "Kit0", "Example", "Sam Worker", "Mel Manager"):
        assert name not in said


def test_what_is_sent_counts_no_group_of_one_to_four_children(whole: MockInspection) -> None:
    sent, inside = (report_of(whole, each, edition=1) for each in (Shown.SENT, Shown.INSIDE))
    heard = {row[0]: row[1:] for row in sent.tables[0].rows}
    assert heard["A child or young person"] == ("fewer than five", "fewer than five")
    assert heard["Somebody who works here"] == ("1", "7")
    assert {row[0]: row[1:] for row in inside.tables[0].rows}["A child or young person"] == ("1", "3")
    assert HEARD not in texts(sent)  # what a child said stays inside
    assert HEARD in texts(inside)
    counts = re.compile(r"\b[1-4] (?:of [0-9,]+ )?(?:children|looked-after|young people)\b")
    said = texts([sent.sections, sent.strengths, sent.recommendations, sent.at_odds, sent.before, sent.method])
    assert counts.findall(said) == []


@pytest.mark.parametrize(
    ("part", "whole_", "words"),
    [
        (27, 140, "27 of 140"),
        (4, 140, ""),
        (138, 140, ""),
        (0, 140, "0 of 140"),
        (140, 140, "140 of 140"),
        (5, 10, "5 of 10"),
    ],
)
def test_a_part_that_gives_a_small_group_away_is_left_out(part: int, whole_: int, words: str) -> None:
    assert part_of(part, whole_, Shown.SENT) == words
    assert part_of(part, whole_, Shown.INSIDE) == f"{part} of {whole_}"


def test_a_count_of_children() -> None:
    assert [of_children(each, Shown.SENT) for each in (0, 1, 4, 5)] == ["0", "fewer than five", "fewer than five", "5"]
    assert of_children(4, Shown.INSIDE) == "4"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two children were unsafe, and 3 looked-after young people.", ("Two children", "3 looked-after young people")),
        ("Five children, 14 babies and 24 children", ()),
        ("one team, two managers", ()),
        ("a group of four very young\nsiblings", ("four very young siblings",)),
    ],
)
def test_words_that_count_few_children_are_found(text: str, found: tuple[str, ...]) -> None:
    assert small_numbers([text]) == found


def test_an_edition_is_kept_with_its_digests(whole: MockInspection) -> None:
    before = AccessEntry.objects.count()
    report = made(whole)
    assert report.edition == 1
    assert hashlib.sha256(report.html.encode()).hexdigest() == report.html_digest
    assert hashlib.sha256(bytes(report.pdf)).hexdigest() == report.pdf_digest
    assert AccessEntry.objects.count() == before + 1
    assert set(Conclusion.objects.exclude(number=None).values_list("number", flat=True)) == {1, 2}


def test_an_edition_is_never_changed(whole: MockInspection) -> None:
    report = made(whole)
    report.html = "other"
    with pytest.raises(RuntimeError, match="never changed"):
        report.save()
    with pytest.raises(RuntimeError, match="never deleted"):
        report.delete()
    assert MockReport.objects.get().html != "other"


def test_nothing_is_saved_when_the_log_cannot_be_written(
    whole: MockInspection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr("sightline.access.actions.log", fails)
    with pytest.raises(RuntimeError):
        made(whole)
    assert not MockReport.objects.exists()
    assert not Conclusion.objects.exclude(number=None).exists()


def test_the_next_edition_says_what_changed_and_keeps_the_numbers(whole: MockInspection) -> None:
    made(whole)
    first = Conclusion.objects.get(number=1)
    withdraw(conclusion=first, why="It is said in another already.", by=make(Persona.AUDITOR))
    recommend(whole, "Ask each child what they would change.")
    with pytest.raises(UserError, match="what changed"):
        made(whole)
    second = made(whole, what_changed="One recommendation taken back, one new")
    assert second.edition == 2
    report = report_of(whole, Shown.SENT, edition=3)
    assert [each.number for each in report.recommendations] == [2, 3]  # 1 is never given again
    assert MockReport.objects.filter(edition=1).exists()


def test_the_very_same_is_not_made_twice_for_the_same_readers(whole: MockInspection) -> None:
    made(whole)
    with pytest.raises(UserError, match="the very same"):
        made(whole, what_changed="nothing at all")
    assert made(whole, Audience.INSIDE, "for those inside").edition == 2


def test_the_same_content_is_the_same_pdf(whole: MockInspection) -> None:
    from sightline.inspection.report_pdf import render_pdf

    report = report_of(whole, Shown.SENT, edition=1)
    assert render_pdf(report, clock.today()) == render_pdf(report, clock.today())


def test_without_evidence_there_is_no_report(db: None) -> None:
    with pytest.raises(UserError, match="Freeze the evidence first"):
        made(mocks.begin())


def test_with_an_overall_grade_that_breaks_a_rule_by_now_there_is_no_report(whole: MockInspection) -> None:
    grade_all(whole)
    judge(mock=whole, judgement=OVERALL, grade=AuditGrade.GOOD, reasons=WHY, by=make(Persona.AUDITOR))
    judge(mock=whole, judgement="leadership", grade=AuditGrade.INADEQUATE, reasons=WHY, by=make(Persona.AUDITOR))
    with pytest.raises(UserError, match="Judge it anew"):
        made(whole)


def test_what_is_missing_is_listed_and_forbids_nothing(mock: MockInspection) -> None:
    browser = browser_of(Persona.AUDITOR)
    page = html.unescape(browser.get(f"/inspection/mock/{mock.pk}/report/").content.decode())
    assert "6 judgements have no grade yet." in page  # the board's review among them
    assert "No strength and no recommendation is written yet." in page
    answer = browser.post(f"/inspection/mock/{mock.pk}/report/", {"audience": "sent"})
    assert answer.status_code == 302
    assert "not judged" in MockReport.objects.get().html


def test_words_that_count_few_children_are_sent_only_once_somebody_looked(whole: MockInspection) -> None:
    judge(
        mock=whole,
        judgement="adoption",
        grade=AuditGrade.GOOD,
        reasons="Two children waited too long.",
        by=make(Persona.AUDITOR),
    )
    browser, address = browser_of(Persona.AUDITOR), f"/inspection/mock/{whole.pk}/report/"
    answer = browser.post(address, {"audience": "sent"})
    assert answer.status_code == 422
    assert "“Two children”" in html.unescape(answer.content.decode())
    assert not MockReport.objects.exists()
    assert browser.post(address, {"audience": "inside"}).status_code == 302
    assert browser.post(address, {"audience": "sent", "what_changed": "to be sent", "looked": "on"}).status_code == 302


def test_an_edition_is_read_and_downloaded_as_it_was_made(whole: MockInspection) -> None:
    report = made(whole)
    browser, base = browser_of(Persona.INSPECTOR), f"/inspection/mock/{whole.pk}/report/1/"
    page = html.unescape(browser.get(base).content.decode())
    assert "Workers who see children know them well." in page
    assert "<style>" not in page  # the site's own policy would refuse it
    answer = browser.get(f"{base}report.pdf")
    assert hashlib.sha256(answer.content).hexdigest() == report.pdf_digest
    assert answer["Content-Type"] == "application/pdf"
    answer = browser.get(f"{base}report.html")
    assert hashlib.sha256(answer.content).hexdigest() == report.html_digest
    assert answer["Content-Disposition"] == f'attachment; filename="mock-inspection-{whole.pk}-edition-1.html"'
    assert AccessEntry.objects.filter(doing="exported").count() == 2
    assert browser.get(f"/inspection/mock/{whole.pk}/report/2/").status_code == 404


@pytest.mark.parametrize("field", ["html", "pdf"])
def test_an_edition_changed_in_the_database_is_not_shown_as_the_one_that_was_made(
    whole: MockInspection, field: str
) -> None:
    report = made(whole)
    MockReport.objects.update(**{field: b"other" if field == "pdf" else "<main>other</main>"})
    for path in ("", "report.pdf", "report.html"):
        answer = browser_of(Persona.AUDITOR).get(f"/inspection/mock/{whole.pk}/report/1/{path}")
        assert answer.status_code == 409
        assert "is not as it was made" in answer.content.decode()
        assert report.pdf_digest in answer.content.decode()


def test_what_was_typed_is_never_markup_in_either_form(whole: MockInspection) -> None:
    recommend(whole, '<script>alert(1)</script> #import "x" *bold* and \\u{41}')
    report = made(whole)
    assert "<script" not in report.html
    assert "&lt;script&gt;alert(1)" in report.html
    assert bytes(report.pdf).startswith(b"%PDF-")


def test_who_does_not_lead_makes_none(whole: MockInspection) -> None:
    for persona in (Persona.ANALYST, Persona.INSPECTOR, Persona.TEAM_MANAGER):
        answer = browser_of(persona).post(f"/inspection/mock/{whole.pk}/report/", {"audience": "sent"})
        assert answer.status_code == 403
    assert not MockReport.objects.exists()


def real(mock: MockInspection, **grades: str) -> RealInspection:
    return RealInspection.objects.create(
        authority="Avonmere",
        framework="ilacs-2018-2026-03",
        event="standard",
        started_on=mock.starts_on - dt.timedelta(days=400),
        judgements={key.replace("_", "-"): value for key, value in grades.items()},
        confirmed_by=make(Persona.AUDITOR),
        confirmed_at=clock.now(),
    )


def test_it_stands_beside_ofsteds_last_across_a_change_of_framework(whole: MockInspection) -> None:
    last = real(whole, overall="good", help_and_protection="good", children_in_care="requires improvement")
    PublishedRecommendation.objects.create(
        inspection=last,
        place=1,
        number="4",
        text="Children not seen by a social worker every six weeks.",
        body="council",
    )
    PublishedRecommendation.objects.create(
        inspection=last, place=2, number="5", text="The suitability of homes for care leavers.", body="council"
    )
    PublishedRecommendation.objects.create(
        inspection=last, place=3, number="1", text="The board should see every child.", body="board"
    )
    report: Report = report_of(whole, Shown.SENT, edition=1)
    assert report.earlier == ("Ofsted’s inspection of 11 October 2015",)
    before = {each.name: each.before for each in report.grades}
    assert before["Overall effectiveness"] == ("Good",)
    assert before["Children looked after and achieving permanence"] == ("Requires improvement",)
    assert before["Adoption performance"] == ("",)
    (beside,) = report.before
    assert [(each.number, each.like) for each in beside.repeated] == [
        (1, ("4. Children not seen by a social worker every six weeks.",))
    ]
    assert beside.not_again == ("5. The suitability of homes for care leavers.",)


def test_it_stands_beside_no_other_councils_inspection_and_none_still_going_on(whole: MockInspection) -> None:
    fields: dict[str, Any] = {"council_id": "999", "name": "Avonmere", "started_on": dt.date(2010, 1, 1)}
    VERSIONS["councils"]._default_manager.create(version=9_999_999, opened_in=1, row_digest="", **fields)
    other = real(whole, overall="inadequate")
    going_on = real(whole, overall="outstanding")
    RealInspection.objects.filter(pk=other.pk).update(authority="Harrow", started_on=whole.starts_on - DAY * 30)
    RealInspection.objects.filter(pk=going_on.pk).update(
        started_on=whole.starts_on - DAY, ended_on=whole.starts_on + DAY
    )
    assert report_of(whole, Shown.SENT, edition=1).earlier == ()
    real(whole, overall="good")
    assert report_of(whole, Shown.SENT, edition=1).earlier == ("Ofsted’s inspection of 11 October 2015",)


def test_it_stands_beside_the_last_mock_inspection(whole: MockInspection) -> None:
    MockInspection.objects.filter(pk=whole.pk).update(starts_on=whole.starts_on - dt.timedelta(days=700))
    later = mocks.begin(title="The mock after")
    mocks.freeze(later)
    grade_all(later)
    recommend(later, "See each child at least every six weeks, as promised.")
    report = report_of(later, Shown.SENT, edition=1)
    assert report.earlier == ("The mock inspection of 15 December 2014",)
    before = {each.name: (each.grade, each.before) for each in report.grades}
    assert before["Children who need help and protection"] == ("Good", ("Inadequate",))
    assert before["Overall effectiveness"] == ("", ("Inadequate",))
    assert [each.number for each in report.before[0].repeated] == [1]


def test_a_visit_has_a_report_without_grades(db: None) -> None:
    mock = mocks.begin("monitoring-visit")
    mocks.freeze(mock)
    report = report_of(mock, Shown.SENT, edition=1)
    assert report.grades == ()
    assert report.overall_words == ("No grades are given by this kind of visit.",)
    assert made(mock).edition == 1
