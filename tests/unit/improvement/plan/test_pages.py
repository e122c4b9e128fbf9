"""The plan's pages: what the director sees at once, the list and its files, the forms, and who may do what."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sightline.access.models import AccessEntry, Account
from sightline.casework.search.index import rebuild_search
from sightline.improvement.actions import closing
from sightline.improvement.actions.lineage import judge
from sightline.improvement.actions.plan import take_mock
from sightline.improvement.actions.plan_evidence import attach
from sightline.improvement.actions.planned_actions import add_action
from sightline.improvement.models import Evidence, PlannedAction, Recommendation, Repetition, Source, Status
from sightline.improvement.plan_files import MOST_BYTES
from sightline.inspection.actions.concluding import withdraw
from sightline.inspection.actions.real_inspections import Confirmed, Recommended, record_inspection
from sightline.inspection.following import Event
from tests.support import mocks
from tests.support.concluding import recommend
from tests.support.personas import Persona, browser_of
from tests.unit.improvement.plan.conftest import Figures, Measured, recommended

REASONS = "The figure leaves out a team whose visits were kept on paper, and I have read those with both managers."
ACTION = {
    "words": "Ring every family on the duty list each Monday.",
    "will_show": "No family waits more than a day, counted each week.",
    "due_on": "2017-01-31",
}


def page(persona: Persona, address: str) -> str:
    answer = browser_of(persona).get(address)
    assert answer.status_code == 200, address
    return html.unescape(answer.content.decode())


def counted(said: str) -> dict[str, str]:
    """What the first page counts, by what the list is filtered by."""
    return dict(re.findall(r'<dt><a [^>]*watch=(\w+)".*?</dt><dd>([\d,]+)</dd>', said))


def one(row: Recommendation, name: str = "plan:recommendation") -> str:
    return reverse(name, args=[row.pk])


def test_the_director_sees_at_once_what_is_late_repeated_contradicted_signed_over_and_reopened(
    lead: Account, director: Account, measured: Measured, figures: Figures
) -> None:
    late = recommended(lead, words="This is the one that is late.", due_on=dt.date(2016, 3, 1))
    first = recommended(lead, words="This was asked for first.", made_on=dt.date(2012, 3, 1), source_words="Before")
    judge(earlier=first, later=late, is_repeat=True, reasons="They ask for the same.", by=lead)
    over = recommended(lead, words="This was closed over its measure.")
    measured(over, meets=False)
    closing.close_over_measure(recommendation=over, words=REASONS, by=director)
    again = recommended(lead, words="This was reopened by its measure.")
    measure = measured(again, meets=True, months=6)
    closing.close(recommendation=again, words="It held all year long.", by=lead)
    figures.meets[measure.pk] = False
    closing.reopen_failing(dt.date(2016, 11, 14))
    counts = counted(page(Persona.DIRECTOR, reverse("plan:front")))
    for watch, count, words in (
        ("late", "1", "This is the one that is late."),
        ("repeated", "2", "Asked for twice since 2012"),
        ("over", "1", f"Signed by {director.name}"),
        ("reopened", "1", "This was reopened by its measure."),
        ("contradicted", "1", "This was closed over its measure."),
    ):
        assert counts[watch] == count
        assert words in page(Persona.DIRECTOR, reverse("plan:list") + f"?watch={watch}")


@pytest.mark.parametrize("persona", [Persona.BOARD_PARTNER, Persona.INSPECTOR, Persona.REVIEWING_OFFICER])
def test_those_who_only_read_are_shown_no_way_to_change(persona: Persona, row: Recommendation) -> None:
    for address in (reverse("plan:front"), one(row)):
        said = page(persona, address)
        assert "Close it as met" not in said
        assert "Add a recommendation" not in said
    assert browser_of(persona).post(one(row, "plan:close"), {"words": "It was met long ago."}).status_code == 403


def test_it_refuses_an_elected_member(row: Recommendation) -> None:
    assert browser_of(Persona.ELECTED_MEMBER).get(one(row)).status_code == 403


def test_the_list_is_filtered_by_its_address_and_says_what_it_set_aside(lead: Account, measured: Measured) -> None:
    failing, other = recommended(lead, words="The one that fails."), recommended(lead, words="The other one of them.")
    measured(failing, meets=False)
    said = page(Persona.DIRECTOR, reverse("plan:list") + "?measure=failing&source=other&watch=what")
    assert failing.words in said
    assert other.words not in said
    assert "“Watch for” that this list does not have" in said


def test_the_files_hold_what_the_list_holds_and_run_no_formula(lead: Account) -> None:
    recommended(lead, words='=HYPERLINK("http://example.com") is a formula', number="7")
    recommended(lead, words="Another, which is filtered out.", source=Source.COMPLAINT)
    browser = browser_of(Persona.BOARD_PARTNER)
    sheet = browser.get(reverse("plan:list-csv") + "?source=other")
    head, line = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    found = dict(zip(head, line, strict=True))
    assert found["Recommendation"].startswith("'=")
    assert (found["As people say"], found["By measure"], found["Asked for"]) == ("Not begun", "No measure", "1")
    book = browser.get(reverse("plan:list-xlsx") + "?source=other")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert [str(each) for each in rows[0]] == head
    assert len(rows) == 2
    assert AccessEntry.objects.filter(doing="exported", page__startswith="plan:list").count() == 2


def test_a_page_to_print_holds_every_action_whole(row: Recommendation, lead: Account) -> None:
    add_action(
        recommendation=row,
        words="Ring every family on the list. " * 20,
        will_show="No family waits.",
        owner=lead,
        due_on=dt.date(2016, 10, 1),
        by=lead,
    )
    assert ("Ring every family on the list. " * 20).strip() in page(Persona.DIRECTOR, reverse("plan:print"))


def test_the_form_says_what_an_action_lacks_and_files_it_once_it_says_all(row: Recommendation, lead: Account) -> None:
    browser, address = browser_of(Persona.AUDITOR), one(row, "plan:action-new")
    answer = browser.post(address, {})
    said = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    for lack in ("Not specific", "Not measurable", "Not owned", "Not dated"):
        assert lack in said
    answer = browser.post(address, {**ACTION, "owner": str(lead.pk)})
    assert answer["Location"] == one(row)
    assert PlannedAction.objects.get().words == ACTION["words"]


def test_one_that_says_little_is_filed_only_as_it_stands(row: Recommendation, lead: Account) -> None:
    browser, address = browser_of(Persona.AUDITOR), one(row, "plan:action-new")
    vague = {**ACTION, "words": "Ensure that families are answered.", "owner": str(lead.pk)}
    answer = browser.post(address, vague)
    assert "File it as it stands" in answer.content.decode()
    assert not PlannedAction.objects.exists()
    browser.post(address, {**vague, "is_as_it_stands": "on"})
    assert "says what is hoped for" in page(Persona.DIRECTOR, one(row))


def test_closing_over_a_measure_is_for_the_director_and_asks_for_a_signature(
    row: Recommendation, director: Account, measured: Measured
) -> None:
    measured(row, meets=False)
    address = one(row, "plan:close-over")
    assert browser_of(Persona.AUDITOR).post(address, {"words": REASONS, "is_signed": "on"}).status_code == 403
    browser = browser_of(Persona.DIRECTOR)
    assert "So it stands." in page(Persona.DIRECTOR, address)
    assert browser.post(address, {"words": REASONS}).status_code == 422
    assert browser.post(address, {"words": REASONS, "is_signed": "on"}).status_code == 302
    said = page(Persona.BOARD_PARTNER, one(row))
    assert f"signed by {director.name}" in said
    assert REASONS in said
    assert "This is shown for ever" in said


@pytest.mark.parametrize("name", ["plan:close", "plan:set-aside"])
def test_the_form_offers_no_closing_that_its_measure_does_not_let(
    row: Recommendation, measured: Measured, name: str
) -> None:
    measured(row, meets=True, months=5)
    asked, offered = "<textarea", "Close it over its measure"
    for persona in (Persona.DIRECTOR, Persona.AUDITOR):
        said = page(persona, one(row, name))
        assert "So it stands." in said
        assert asked not in said
        assert (offered in said) == (persona is Persona.DIRECTOR)
        assert "Close it as met" not in page(persona, one(row))
    answer = browser_of(Persona.DIRECTOR).post(one(row, name), {"words": "It is met, as we all know."})
    said = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert asked not in said
    assert "It is met, as we all know." in said  # what was typed is not lost
    assert closing.status_of(row) is Status.OPEN


def test_the_form_offers_closing_once_its_measure_lets_it(row: Recommendation, measured: Measured) -> None:
    measured(row, meets=True, months=6)
    assert "Close it as met" in page(Persona.DIRECTOR, one(row))
    answer = browser_of(Persona.DIRECTOR).post(one(row, "plan:close"), {"words": "It held for half a year."})
    assert answer.status_code == 302
    assert closing.status_of(row) is Status.CLOSED


def test_a_whole_report_is_taken_in_by_one_press(lead: Account) -> None:
    inspection = record_inspection(
        confirmed=Confirmed(
            authority="Avonmere",
            framework="sif-2013-2017",
            event=Event.INSPECTION,
            started_on=dt.date(2016, 6, 6),
            judgements={"overall": "inadequate"},
            recommendations=(Recommended("See every child.", "1"), Recommended("Hear every child.", "2")),
        ),
        by=lead,
    )
    assert "2 of 2 recommendations of the inspection" in page(Persona.AUDITOR, reverse("plan:front"))
    address = reverse("plan:take-inspection", args=[inspection.pk])
    assert "Hear every child." in page(Persona.AUDITOR, address)
    browser_of(Persona.AUDITOR).post(address)
    assert Recommendation.objects.count() == 2


def test_a_review_is_entered_once_and_the_plan_says_how_many_of_its_recommendations_are_done(lead: Account) -> None:
    browser, address = browser_of(Persona.AUDITOR), reverse("plan:take-review")
    sent = {
        "source": "review",
        "name": "Safeguarding partnership, practice review",
        "reference": "PR/7",
        "made_on": "2016-03-01",
        "words": "See every child who is in need, alone.\n\nAsk who else lives in the home.\n",
    }
    assert browser.post(address, sent).status_code == 302
    first, second = Recommendation.objects.order_by("pk")
    assert [(each.number, each.source, each.made_on) for each in (first, second)] == [
        ("1", "review", dt.date(2016, 3, 1)),
        ("2", "review", dt.date(2016, 3, 1)),
    ]
    attach(recommendation=first, words="The audit of March shows it.", by=lead)
    closing.close(recommendation=first, words="Every child was seen.", by=lead)
    said = "1 of 2 recommendations of this review is done"
    assert said in page(Persona.AUDITOR, reverse("plan:take-in"))
    assert said in page(Persona.BOARD_PARTNER, one(second))
    closing.reopen(recommendation=first, words="It was of another month.", by=lead)
    assert "0 of 2 recommendations of this review are done" in page(Persona.BOARD_PARTNER, one(second))
    again = browser.post(address, sent)
    assert again.status_code == 422
    assert "That review is in the plan already" in html.unescape(again.content.decode())
    short = browser.post(address, {**sent, "reference": "PR/8", "words": "See every child alone.\nNo."})
    assert short.status_code == 422
    assert Recommendation.objects.count() == 2, "all of them or none"
    assert browser_of(Persona.BOARD_PARTNER).get(address).status_code == 403


def test_a_mock_inspection_is_taken_in_by_one_press(lead: Account) -> None:
    mock = mocks.with_sample()
    recommend(mock, "Hear every child who was missing.")
    address = reverse("plan:take-mock", args=[mock.pk])
    assert mock.title in page(Persona.AUDITOR, reverse("plan:take-in"))
    assert "Hear every child who was missing." in page(Persona.AUDITOR, address)
    browser_of(Persona.AUDITOR).post(address)
    browser_of(Persona.AUDITOR).post(address)  # pressed twice
    assert [each.words for each in Recommendation.objects.all()] == ["Hear every child who was missing."]
    assert "is in the plan" in page(Persona.AUDITOR, address)


def test_one_that_its_mock_inspection_took_back_says_so(lead: Account) -> None:
    mock = mocks.with_sample()
    made = recommend(mock)
    (row,) = take_mock(mock=mock, by=lead)
    assert "took it back" not in page(Persona.DIRECTOR, one(row))
    withdraw(conclusion=made, why="It was said twice over.", by=lead)
    assert "The mock inspection took it back" in page(Persona.DIRECTOR, one(row))


def test_a_pair_is_judged_and_taken_back_on_the_page(lead: Account) -> None:
    first = recommended(lead, words="Hold return home interviews in time.", made_on=dt.date(2012, 1, 1))
    then = recommended(lead, words="Return home interviews are late.", made_on=dt.date(2016, 1, 1))
    assert "May ask for the same: 1" in page(Persona.BOARD_PARTNER, reverse("plan:repetitions"))
    browser = browser_of(Persona.AUDITOR)
    browser.post(
        reverse("plan:judge", args=[first.pk, then.pk]), {"answer": "yes", "words": "They are the same interviews."}
    )
    assert "Asked for twice since 2012" in page(Persona.BOARD_PARTNER, one(then))
    made = Repetition.objects.get()
    assert made.likeness is not None
    browser.post(reverse("plan:judge-back", args=[made.pk]), {"words": "One is of other children."})
    assert "Asked for twice" not in page(Persona.BOARD_PARTNER, one(then))


def test_a_file_is_given_back_as_a_download_and_never_shown(row: Recommendation) -> None:
    browser = browser_of(Persona.AUDITOR)
    name = "Ada Example <script>.pdf"
    sent = {"words": "The audit of March.", "file": SimpleUploadedFile(name, b"%PDF-1.7 <script>alert(1)</script>")}
    assert browser.post(one(row, "plan:evidence-new"), sent).status_code == 302
    found = Evidence.objects.get()
    answer = browser_of(Persona.BOARD_PARTNER).get(reverse("plan:evidence-file", args=[found.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="evidence-{found.pk}.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert answer.content == b"%PDF-1.7 <script>alert(1)</script>"
    assert "Ada" not in page(Persona.BOARD_PARTNER, one(row))


@pytest.mark.parametrize(
    ("content", "status"), [(b"<html onload=alert(1)>", 422), (b"MZ\x90\x00", 422), (b"x" * (MOST_BYTES + 1), 413)]
)
def test_a_hostile_or_huge_file_is_refused_in_words(row: Recommendation, content: bytes, status: int) -> None:
    sent = {"words": "The audit of March.", "file": SimpleUploadedFile("audit.pdf", content)}
    answer = browser_of(Persona.AUDITOR).post(one(row, "plan:evidence-new"), sent)
    assert answer.status_code == status
    assert "There is a problem" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_words_are_shown_as_words(lead: Account) -> None:
    row = recommended(lead, words="<script>alert(1)</script> is what was asked.", source_words="<b>Board</b>")
    for address in (reverse("plan:front"), reverse("plan:list"), reverse("plan:print"), one(row)):
        assert b"<script>alert" not in browser_of(Persona.DIRECTOR).get(address).content


def test_what_is_not_there_is_not_found(loaded: object) -> None:
    browser = browser_of(Persona.DIRECTOR)
    for address in (
        "/improvement/recommendations/99/",
        "/improvement/actions/99/done/",
        "/improvement/repetitions/1/1/",
    ):
        assert browser.get(address).status_code == 404


def test_words_that_may_name_somebody_are_kept_only_once_somebody_says_they_do_not(row: Recommendation) -> None:
    rebuild_search()
    browser, address = browser_of(Persona.AUDITOR), one(row, "plan:begin")
    sent = {"words": "The file of Ada Example was read first."}
    answer = browser.post(address, sent)
    assert answer.status_code == 422
    assert "“Ada Example”" in html.unescape(answer.content.decode())
    assert closing.status_of(row) is Status.OPEN
    browser.post(address, {**sent, "nobody_named": "on"})
    assert closing.status_of(row) is Status.UNDER_WAY


def test_one_is_added_by_hand_and_put_right(loaded: object) -> None:
    browser = browser_of(Persona.AUDITOR)
    sent = {"source": "complaint", "source_words": "Parents of the service", "words": "Ring every parent back."}
    answer = browser.post(reverse("plan:add"), sent)
    row = Recommendation.objects.get()
    assert answer["Location"] == one(row)
    browser.post(one(row, "plan:correct"), {**sent, "words": "Ring each parent back.", "why": "It was said so."})
    said = page(Persona.BOARD_PARTNER, one(row))
    assert "Ring each parent back." in said
    assert "changed it: It was said so." in said
