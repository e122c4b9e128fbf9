"""Giving a report and confirming what was read in it: nothing is recorded unticked, and nothing typed is lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
import json
import re
from functools import cache
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sightline.access.models import Account
from sightline.errors import UserError
from sightline.inspection.actions.report_files import keep_report, keep_words
from sightline.inspection.forms.beginning import Source, beginning
from sightline.inspection.forms.real_inspections import InspectionForm
from sightline.inspection.forms.sheets import Sheet, sheets
from sightline.inspection.models import RealInspection, ReportFile, Unconfirmed
from sightline.inspection.readings import KeptReading, as_json, from_json
from sightline.inspection.views import report_files
from sightline.sources.ofsted_report import ReportReading, read_report
from sightline.web import clock
from tests.support.personas import Persona, browser_of
from tests.unit.inspection.visits.conftest import CASE, SAMPLES, Record
from tests.unit.sources.ofsted_report.made_pdf import encrypted_pdf, made

HTML = b"<!DOCTYPE html><html><body>Not found</body></html>"


@cache
def reading() -> ReportReading:
    """The published report of the case, read once for all tests."""
    return read_report(CASE.read_bytes())


def kept() -> KeptReading:
    """The same as it is kept."""
    return from_json(json.loads(json.dumps(as_json(reading()))))


@pytest.fixture
def report(lead: Account) -> ReportFile:
    """The published report of the case, given."""
    return keep_report(content=CASE.read_bytes(), reading=reading(), by=lead)


@pytest.fixture
def browser(lead: Account) -> Client:
    """The principal social worker's."""
    return browser_of(Persona.AUDITOR)


def source(**said: Any) -> Source:
    """What a form of the report begins from."""
    return dataclasses.replace(Source(reading=kept(), own="South Gloucestershire", is_own=lambda _: True), **said)


def ticked(**said: str) -> dict[str, str]:
    """The form as somebody sends it who ticked everything and files every recommendation."""
    began = beginning(source())
    form = InspectionForm(source())
    began |= {name: "on" for name in form.fields if name.startswith("ok_")}
    began |= {name: "file" for name in form.fields if name.endswith("_keep")}
    return {**began, "rows": "3", "other_authority": "on", **said}


def given(browser: Client, content: bytes, name: str = "report.pdf") -> Any:
    """The answer to giving a file."""
    return browser.post("/inspection/reports/new/", {"report": SimpleUploadedFile(name, content, "application/pdf")})


def ticks_in(page: str) -> int:
    """How many boxes and buttons are chosen."""
    return len(re.findall(r"<input[^>]* checked", page))


def errors_in(answer: Any) -> list[str]:
    """What the page says is wrong."""
    found = re.search(r'govuk-error-summary__list">(.*?)</ul>', answer.content.decode(), re.DOTALL)
    return [html.unescape(each) for each in re.findall(r"<li>(?:<a [^>]*>)?([^<]+)", found.group(1) if found else "")]


def test_a_reading_is_kept_whole() -> None:
    found = kept()
    assert found.field("authority").value == "South Gloucestershire"
    assert (found.field("started_on").value, found.field("started_on").page) == ("2016-11-21", 1)
    assert found.field("event").value == "inspection"
    assert len(found.recommendations) == len(reading().recommendations) == 31
    assert {each.area: each.grade for each in found.grades}["safeguarding-board"] == "inadequate"
    assert len(found.strengths) == len(reading().strengths)
    assert not found.field("made up later").is_found


def test_a_form_begins_with_what_was_read_and_nothing_ticked() -> None:
    began = beginning(source())
    assert began["lead_inspector"] == kept().field("lead_inspector").value != ""
    assert not [name for name in began if name.startswith(("ok_", "tick_")) or name.endswith("_keep")]


def test_nothing_is_recorded_until_everything_read_is_ticked_or_changed() -> None:
    form = InspectionForm(source(), beginning(source()))
    assert not form.is_valid()
    wanted = {f"rec_{number}_keep" for number in range(31)}
    wanted |= {name for name in form.fields if name.startswith("ok_")}
    assert set(form.errors) == wanted
    assert {"ok_authority", "ok_published_on", "ok_grade_overall"} < wanted


@pytest.mark.parametrize("name", ["authority", "started_on", "lead_inspector", "grade_overall"])
def test_what_a_person_writes_in_its_place_is_their_own_word(name: str) -> None:
    other = {"authority": "Elsewhere", "started_on": "2016-11-20", "lead_inspector": "", "grade_overall": "good"}
    form = InspectionForm(source(), {**ticked(), f"ok_{name}": "", name: other[name]})
    assert form.is_valid(), form.errors
    unticked = InspectionForm(source(), {**ticked(), f"ok_{name}": ""})
    assert set(unticked.errors) == {f"ok_{name}"}


def test_what_is_confirmed_is_what_was_sent_and_no_more() -> None:
    sent = ticked(rec_1_keep="leave", rec_2_text="As I read it", tick_strength_3="on", more_0_text="One more")
    form = InspectionForm(source(), sent)
    assert form.is_valid(), form.errors
    found = form.confirmed()
    assert (found.authority, found.started_on, found.ended_on, found.published_on) == (
        "South Gloucestershire",
        dt.date(2016, 11, 21),
        dt.date(2016, 12, 15),
        dt.date(2017, 2, 13),
    )
    assert found.judgements == {
        "overall": "inadequate",
        "help-and-protection": "inadequate",
        "looked-after": "requires improvement",
        "adoption": "good",
        "care-leavers": "requires improvement",
        "leadership": "inadequate",
        "safeguarding-board": "inadequate",
    }
    texts = [each.text for each in found.recommendations]
    assert len(texts) == 31
    assert kept().recommendations[1].text not in texts
    assert {"As I read it", "One more"} < set(texts)
    assert [(each.kind.value, each.text) for each in found.findings or ()] == [("strength", kept().strengths[3].text)]


def test_each_field_stands_on_the_sheet_of_the_page_it_was_read_on() -> None:
    by_page: dict[int | None, Sheet] = {each.page: each for each in sheets(InspectionForm(source()))}
    on_first = {each.control.name for each in by_page[1].fields}
    assert {"authority", "started_on", "published_on", "grade_overall"} < on_first
    assert {"received_on", "follows"} < {each.control.name for each in by_page[None].fields}
    assert sum(len(each.recommendations) for each in by_page.values()) == 31
    assert next(iter(by_page)) is None
    assert all("lead_inspector" not in {each.control.name for each in sheet.fields} for sheet in (by_page[1],))


def test_a_publication_day_that_is_not_printed_is_asked_and_prefilled_from_the_file() -> None:
    derbyshire = read_report((SAMPLES / "2024-01-12-derbyshire.pdf").read_bytes())
    found = from_json(as_json(derbyshire))
    assert not found.field("published_on").is_found
    asks = source(reading=found)
    began = beginning(asks)
    assert derbyshire.file_date is not None
    assert began["published_on"] == derbyshire.file_date.isoformat()
    form = InspectionForm(asks, began)
    assert "ok_published_on" in form.errors
    assert form.fields["published_on"].required
    nothing = InspectionForm(asks, {**began, "published_on": ""})
    assert nothing.errors["published_on"] == ["Enter the day the report was published"]


def test_another_authoritys_report_warns_before_it_is_filed() -> None:
    other = source(own="Avonmere", is_own=lambda _: False)
    form = InspectionForm(other, ticked(other_authority=""))
    assert set(form.errors) == {"other_authority"}
    assert (
        "This record is Avonmere’s and the inspection is of South Gloucestershire" in form.errors["other_authority"][0]
    )
    assert form.asks_about_other
    assert InspectionForm(other, ticked()).is_valid()


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"grade_overall": "adequate"}, "grade_overall"),
        ({"framework": "ilacs-2018-2026-03"}, "grade_adoption"),
        ({"rec_4_text": "   "}, "rec_4_text"),
        ({"ended_on": "2016-11-01"}, "ended_on"),
        ({"published_on": "2016-12-01"}, "published_on"),
        ({"event": "picnic"}, "event"),
        ({"rec_0_page": "0"}, "rec_0_page"),
    ],
)
def test_what_cannot_be_so_is_said_at_the_field(sent: dict[str, str], wrong: str) -> None:
    form = InspectionForm(source(), ticked(**sent))
    assert wrong in form.errors


def test_a_report_goes_from_upload_to_record(browser: Client, lead: Account) -> None:
    answer = given(browser, CASE.read_bytes(), "Ofsted report (final).pdf")
    found = ReportFile.objects.get()
    assert answer["Location"] == f"/inspection/reports/{found.pk}/"
    assert (found.page_count, bytes(found.content)) == (47, CASE.read_bytes())
    assert not RealInspection.objects.exists()
    page = browser.get(answer["Location"]).content.decode()
    assert "Read on page 1" in page
    assert ticks_in(page) == 0
    assert "South Gloucestershire" in browser.get("/inspection/reports/new/").content.decode()
    refused = browser.post(answer["Location"], {**beginning(source()), "rows": "3", "intent": "file"})
    assert refused.status_code == 422
    assert not RealInspection.objects.exists()
    done = browser.post(answer["Location"], {**ticked(), "intent": "file"})
    made = RealInspection.objects.get()
    assert done["Location"] == f"/inspection/real/{made.pk}/"
    assert (made.report_id, made.recommendations.count(), made.confirmed_by) == (found.pk, 31, lead)
    assert browser.get(answer["Location"])["Location"] == f"/inspection/real/{made.pk}/"


def test_the_same_file_is_kept_once(browser: Client) -> None:
    given(browser, CASE.read_bytes())
    given(browser, CASE.read_bytes(), "again.pdf")
    assert ReportFile.objects.count() == 1


def test_giving_a_file_again_does_not_touch_what_was_confirmed(
    report: ReportFile, record: Record, lead: Account
) -> None:
    made = record()
    RealInspection.objects.filter(pk=made.pk).update(report=report)
    other = dataclasses.replace(reading(), recommendations=())
    again = keep_report(content=CASE.read_bytes(), reading=other, by=lead)
    assert len(ReportFile.objects.get(pk=again.pk).reading["recommendations"]) == 31


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (HTML, "web page saved with the name of a PDF"),
        (b"", "The file is empty"),
        (b"%PDF-1.7\n1 0 obj <<", "damaged"),
        (b"PK\x03\x04 a workbook", "not a PDF"),
        (CASE.read_bytes()[:200_000], "damaged"),
        (encrypted_pdf(), "encrypted"),
        (made("#set page(width: 20mm, height: 20mm)\n" + "a #pagebreak()\n" * 499 + "a"), "500 pages"),
        (made("#rect(width: 90%, height: 90%)\n#pagebreak()\n" * 6), "a scan"),
        (made('#text("' + "Minutes of the allotment society. " * 90 + '")'), "no report of an Ofsted inspection"),
    ],
    ids=[
        "a web page",
        "nothing",
        "hardly begun",
        "a workbook",
        "cut short",
        "encrypted",
        "500 pages",
        "a scan",
        "another document",
    ],
)
def test_what_is_no_report_gets_one_sentence(browser: Client, content: bytes, says: str) -> None:
    answer = given(browser, content)
    assert answer.status_code == 422
    (said,) = errors_in(answer)
    assert says in said
    assert not ReportFile.objects.exists()


def test_nothing_chosen_is_said(browser: Client) -> None:
    answer = browser.post("/inspection/reports/new/", {})
    assert answer.status_code == 422
    assert errors_in(answer) == ["Choose the report, a PDF on your computer"]


def test_a_file_too_large_is_stopped_while_it_comes(browser: Client) -> None:
    with patch.object(report_files, "read_report") as never:
        answer = given(browser, b"%PDF-1.7" + bytes(report_files.MOST_BYTES))
    assert answer.status_code == 413
    assert errors_in(answer) == ["The file is larger than 20 MB. Choose the report by itself"]
    assert not never.called


def test_a_form_sent_from_elsewhere_is_refused(browser: Client) -> None:
    strict = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
    strict.cookies = browser.cookies
    assert given(strict, CASE.read_bytes()).status_code == 403
    assert not ReportFile.objects.exists()


def test_what_was_typed_is_kept_and_found_again_and_by_nobody_else(browser: Client, report: ReportFile) -> None:
    address = f"/inspection/reports/{report.pk}/"
    sent = {**beginning(source()), "authority": "As I was typing", "ok_urn": "on", "rows": "6", "revision": "0"}
    quiet = browser.post(address, {**sent, "intent": "keep"}, headers={"Accept": "application/json"})
    said = quiet.json()
    assert (quiet.status_code, said["revision"]) == (200, 1)
    page = browser.get(address).content.decode()
    assert 'value="As I was typing"' in page
    assert ticks_in(page) == 1
    assert 'name="more_5_text"' in page
    assert "As I was typing" not in browser_of(Persona.DIRECTOR).get(address).content.decode()
    stale = browser.post(
        address, {**sent, "authority": "Other", "intent": "keep"}, headers={"Accept": "application/json"}
    )
    assert (stale.status_code, "Another window" in stale.json()["problem"]) == (409, True)
    shown = browser.post(address, {**sent, "authority": "Other", "intent": "keep"})
    assert (shown.status_code, 'value="Other"' in shown.content.decode()) == (409, True)
    browser.post(address, {**sent, "intent": "forget"})
    assert 'value="South Gloucestershire"' in browser.get(address).content.decode()
    assert not Unconfirmed.objects.exists()


def test_a_mistake_loses_nothing_typed_and_filing_takes_the_kept_words_away(
    browser: Client, report: ReportFile, lead: Account
) -> None:
    address = f"/inspection/reports/{report.pk}/"
    keep_words(place=f"report {report.pk}", words={"authority": "x"}, revision=0, by=lead)
    wrong = browser.post(address, {**ticked(ended_on="2016-11-01", rec_3_text="My own words"), "intent": "file"})
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert "My own words</textarea>" in page
    assert ticks_in(page) == len([each for each in ticked() if each.startswith("ok_")]) + 31
    browser.post(address, {**ticked(), "intent": "file"})
    assert RealInspection.objects.count() == 1
    assert not Unconfirmed.objects.exists()


def test_room_for_more_keeps_what_was_typed(browser: Client, report: ReportFile) -> None:
    address = f"/inspection/reports/{report.pk}/"
    answer = browser.post(address, {**ticked(more_2_text="The fourth"), "intent": "more"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert ('name="more_5_text"' in page, "The fourth</textarea>" in page) == (True, True)
    assert "govuk-error-summary" not in page
    beyond = browser.post(address, {**ticked(), "rows": "999999", "intent": "more"}).content.decode()
    assert 'name="more_59_text"' in beyond
    assert 'name="more_60_text"' not in beyond


def test_a_report_from_which_nothing_is_recorded_can_be_set_aside_and_given_again(
    browser: Client, report: ReportFile, lead: Account
) -> None:
    browser.post(f"/inspection/reports/{report.pk}/", {"intent": "aside"})
    assert "not confirmed yet" not in browser.get("/inspection/reports/new/").content.decode()
    given(browser, CASE.read_bytes())
    assert "not confirmed yet" in browser.get("/inspection/reports/new/").content.decode()


def test_a_page_is_drawn_for_those_who_may_read_it(browser: Client, report: ReportFile, record: Record) -> None:
    address = f"/inspection/reports/{report.pk}/pages/7/"
    answer = browser.get(address)
    assert (answer["Content-Type"], answer.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert browser.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert len(browser.get(f"{address}?width=1400").content) > len(answer.content)
    assert browser.get(f"/inspection/reports/{report.pk}/pages/48/").status_code == 404
    assert browser.get(f"/inspection/reports/{report.pk}/pages/0/").status_code == 404
    member = browser_of(Persona.ELECTED_MEMBER)
    assert member.get(address).status_code == 404
    assert member.get(f"/inspection/reports/{report.pk}/report.pdf").status_code == 404
    RealInspection.objects.filter(pk=record().pk).update(report=report)
    assert member.get(address).status_code == 200
    pdf = member.get(f"/inspection/reports/{report.pk}/report.pdf")
    assert (pdf.content, pdf["Content-Disposition"]) == (
        CASE.read_bytes(),
        f'attachment; filename="report-{report.pk}.pdf"',
    )
    assert browser_of(Persona.PRACTITIONER).get(address).status_code == 403


def test_a_browser_keeps_a_page_of_a_report_only_once_it_is_published(
    browser: Client, report: ReportFile, record: Record
) -> None:
    address = f"/inspection/reports/{report.pk}/pages/1/"
    assert browser.get(address)["Cache-Control"] == "no-store"
    row = RealInspection.objects.filter(pk=record().pk)
    row.update(report=report, published_on=clock.today() + dt.timedelta(days=1))
    assert browser.get(address)["Cache-Control"] == "no-store"
    row.update(published_on=clock.today())
    kept = browser.get(address)
    again = browser.get(address, headers={"If-None-Match": kept["ETag"]})
    assert kept["Cache-Control"] == again["Cache-Control"] == "private, max-age=3600"
    assert browser.get(f"/inspection/reports/{report.pk}/report.pdf")["Cache-Control"] == "no-store"


def test_an_inspection_is_typed_in_without_a_report(browser: Client) -> None:
    sent = {
        "authority": "Avonmere",
        "framework": "focused-visit",
        "event": "focused-visit",
        "started_on": "2016-10-04",
        "more_0_text": "The timeliness of return home interviews.",
        "more_0_priority": "Area for priority action",
        "rows": "3",
        "intent": "file",
    }
    answer = browser.post("/inspection/real/new/", sent)
    made = RealInspection.objects.get()
    assert answer["Location"] == f"/inspection/real/{made.pk}/"
    (one,) = made.recommendations.all()
    assert (one.priority, one.body, one.page) == ("Area for priority action", "council", None)
    again = browser.post("/inspection/real/new/", sent)
    assert again.status_code == 422
    assert "recorded already" in errors_in(again)[0]
    assert "The timeliness of return home interviews.</textarea>" in again.content.decode()


def test_a_correction_asks_why_and_shows_what_stood(browser: Client, record: Record) -> None:
    made = record()
    address = f"/inspection/real/{made.pk}/correct/"
    page = browser.get(address).content.decode()
    assert "See every child.</textarea>" in page
    sent = {
        "authority": "Avonmere",
        "framework": "sif-2013-2017",
        "event": "inspection",
        "started_on": "2016-06-06",
        "ended_on": "2016-06-29",
        "published_on": "2016-07-25",
        "grade_overall": "inadequate",
        "rec_0_keep": "file",
        "rec_0_text": "See every child.",
        "rec_1_keep": "leave",
        "rec_1_text": "Hear every child.",
        "rows": "3",
        "intent": "file",
    }
    assert errors_in(browser.post(address, sent)) == ["Say why it is put right, in a sentence"]
    answer = browser.post(address, {**sent, "why": "The last day was misread"})
    now = RealInspection.objects.get(supersedes=made)
    assert answer["Location"] == f"/inspection/real/{now.pk}/"
    assert [each.text for each in now.recommendations.all()] == ["See every child."]
    shown = browser.get(answer["Location"]).content.decode()
    assert "The last day was misread" in shown
    assert "Hear every child." in shown  # as it was recorded before
    assert browser.get(f"/inspection/real/{made.pk}/")["Location"] == answer["Location"]
    assert browser.get(address).status_code == 404


def test_too_much_to_keep_is_said_and_nothing_lost(browser: Client, report: ReportFile) -> None:
    address = f"/inspection/reports/{report.pk}/"
    with patch("sightline.inspection.actions.report_files.LARGEST_WORDS", 100):
        answer = browser.post(address, {**ticked(rec_0_text="Long words"), "intent": "keep"})
    assert answer.status_code == 413
    assert "Long words</textarea>" in answer.content.decode()


def test_a_button_that_is_not_there_is_refused(browser: Client, report: ReportFile) -> None:
    assert browser.post(f"/inspection/reports/{report.pk}/", {"intent": "steal"}).status_code == 400


@pytest.fixture(autouse=True)
def no_pictures_left() -> None:
    """Each test draws its own pages."""
    report_files._picture.cache_clear()


def test_set_aside_is_refused_where_something_was_recorded(report: ReportFile, record: Record, lead: Account) -> None:
    from sightline.inspection.actions.report_files import set_report_aside

    RealInspection.objects.filter(pk=record().pk).update(report=report)
    with pytest.raises(UserError, match="was recorded"):
        set_report_aside(report=report, by=lead)
