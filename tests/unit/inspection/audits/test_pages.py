"""The pages of auditing: a whole audit without a script, two windows, what others see, and nothing that breaks one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sightline.access import actions as access
from sightline.access.matrix import Outcome
from sightline.access.models import AccessEntry
from sightline.inspection.models import Audit, AuditAnswer, AuditGrade, MockInspection, Moderation
from tests.support import site
from tests.support.auditing import AUDITORS, WORDS, given, sampled, submitted, twice, whole
from tests.support.personas import Persona, browser_of, make

pytestmark = pytest.mark.usefixtures("db")
PEER, OFFICER = AUDITORS
LEAD = Persona.AUDITOR
CONCLUSION = {
    "grade": "requires-improvement",
    "why": "Nobody saw the child for two years.",
    "child_would_say": "I told them once and nobody came back.",
    "strengths": "",
    "concerns": "Visits were not kept.",
    "minutes": "95",
}


@pytest.fixture
def audit(mock: MockInspection) -> Audit:
    """The file of the unseen child, with the peer reviewer."""
    return given(mock, 1, PEER)


@pytest.fixture
def browser(audit: Audit) -> Client:
    """The peer reviewer's."""
    return browser_of(PEER)


def address(audit: Audit, more: str = "") -> str:
    return f"/inspection/audits/{audit.pk}/{more}"


def question(audit: Audit, number: int = 0) -> str:
    return address(audit, f"questions/{audit.asked[number]}/")


def text(answer: Any) -> str:
    page = str(answer.content.decode())
    assert "Unresolved(" not in page
    return page


def revision(page: str) -> str:
    found = re.search(r'name="revision" value="(\d+)"', page)
    assert found is not None
    return found[1]


def test_a_file_is_audited_from_the_list_to_the_end_without_a_script(audit: Audit, browser: Client) -> None:
    assert address(audit) in text(browser.get("/inspection/audits/"))
    assert "1 file to audit" in text(browser.get("/today/"))
    at = question(audit)
    for number in range(len(audit.asked)):
        page = text(browser.get(at))
        assert f"question {number + 1} of {len(audit.asked)}" in page
        done = browser.post(at, {"answer": "weak", "words": WORDS, "revision": revision(page), "intent": "next"})
        at = done["Location"]
    assert at == address(audit, "conclusion/")
    assert browser.post(address(audit)).status_code == 422
    done = browser.post(at, {**CONCLUSION, "revision": revision(text(browser.get(at))), "intent": "back"})
    assert done["Location"] == address(audit)
    assert "It is whole" in text(browser.get(address(audit)))
    assert browser.post(address(audit))["Location"] == address(audit)
    page = text(browser.get(address(audit)))
    for words in ("Submitted", "95 minutes", "I told them once and nobody came back.", WORDS, "Visits were not kept."):
        assert words in page
    assert "questions/" not in page
    assert browser.get(question(audit)).status_code == 404
    assert browser.post(address(audit)).status_code == 422
    assert "Every file you were given is audited" in text(browser.get("/inspection/audits/"))


def test_an_unfinished_answer_is_kept_and_still_to_be_finished(audit: Audit, browser: Client) -> None:
    browser.post(question(audit), {"words": "Half a sent", "revision": "0", "intent": "back"})
    assert "Half a sent" in text(browser.get(question(audit)))
    assert "Half a sent" in text(browser.get(address(audit, "?whole=yes")))
    assert "Answer question 1<" in text(browser.get(address(audit)))


def quietly(browser: Client, at: str, fields: dict[str, str]) -> Any:
    return browser.post(at, {**fields, "intent": "keep"}, headers={"accept": "application/json"})


def test_words_are_kept_while_they_are_typed_and_never_answered_with(audit: Audit, browser: Client) -> None:
    first = quietly(browser, question(audit), {"words": "Typed and not yet pressed", "revision": "0"})
    assert first.json()["revision"] == 1
    assert re.fullmatch(r"\d\d:\d\d", first.json()["saved"])
    assert b"Typed" not in first.content
    assert "Typed and not yet pressed" in text(browser.get(question(audit)))
    kept = quietly(browser, address(audit, "conclusion/"), {**CONCLUSION, "minutes": "ab", "revision": "0"})
    assert kept.json()["revision"] == 1
    assert not AccessEntry.objects.filter(page__in=["audits:prompt", "audits:conclusion"], doing="changed").exists()


def test_two_windows_lose_nothing_and_both_are_shown(audit: Audit, browser: Client) -> None:
    page = text(browser.get(question(audit)))
    browser.post(question(audit), {"answer": "weak", "words": "What the first window said", "revision": "0"})
    clash = quietly(browser, question(audit), {"words": "What the second window said", "revision": revision(page)})
    assert clash.status_code == 409
    assert "another window" in clash.json()["problem"]
    fields = {"answer": "sound", "words": "What the second window said", "revision": revision(page)}
    both = browser.post(question(audit), fields)
    assert both.status_code == 409
    shown = text(both)
    assert shown.count("What the first window said") == 1
    assert shown.count("What the second window said") == 2  # beside the other, and in the form
    assert AuditAnswer.objects.get().words == "What the first window said"
    browser.post(question(audit), {**fields, "revision": revision(shown)})
    assert AuditAnswer.objects.get().words == "What the second window said"


def test_a_character_that_postgresql_keeps_in_no_text_takes_nothing_else_with_it(audit: Audit, browser: Client) -> None:
    words = {"words": "Seen alone\x00 on two visits.", "revision": "0"}
    assert quietly(browser, question(audit), words).status_code == 200
    assert browser.post(address(audit, "conclusion/"), {**CONCLUSION, "why": "\x00No visit", "revision": "0"})
    audit.refresh_from_db()
    assert (audit.answers.get().words, audit.why) == ("Seen alone on two visits.", "No visit")


def test_rows_of_the_file_are_pointed_at(audit: Audit, browser: Client) -> None:
    at = question(audit)
    done = browser.post(at, {"words": WORDS, "revision": "0", "intent": "rows"})
    assert done["Location"] == at + "rows/"
    page = text(browser.get(at + "rows/"))
    assert 'value="involvements/IC1"' in page
    assert "IK00" not in page
    assert browser.post(at + "rows/", {"row": ["involvements/IC1"]})["Location"] == at
    assert "None yet" not in text(browser.get(at))
    assert 'value="involvements/IC1" id="row-1-1" checked' in text(browser.get(at + "rows/"))
    refused = browser.post(at + "rows/", {"row": ["involvements/IK00"]})
    assert refused.status_code == 422
    assert "not in the file" in text(refused)


def test_the_file_is_read_as_it_was_known_at_that_instant(audit: Audit, browser: Client) -> None:
    page = text(browser.get(address(audit, "file/")))
    assert "What was recorded or corrected later is not here" in page
    assert "Ada Example" in page
    assert "as at 14 November 2016" in page
    for query in ("?show=all", "?on=2015-01-01", "?on=nonsense", "?on=2999-01-01"):
        assert browser.get(address(audit, f"file/{query}")).status_code == 200
    Audit.objects.filter(pk=audit.pk).update(known_at="2001-01-01T00:00:00Z")
    assert "The record held nothing of this child then" in text(browser.get(address(audit, "file/")))


def test_nothing_anybody_sends_breaks_a_page(audit: Audit, browser: Client) -> None:
    for words in (
        "\0",
        "x" * 30_000,
        "<script>alert(1)</script>",
        "ə" * 40,
        "\ud800".encode("utf-8", "replace").decode(),
    ):
        fields = dict.fromkeys((*CONCLUSION, "answer", "words", "revision", "intent", "row", "spoke_to"), words)
        for at in (
            question(audit),
            question(audit) + "rows/",
            address(audit, "conclusion/"),
            address(audit, "concern/"),
        ):
            answer = browser.post(at, fields)
            assert answer.status_code in (302, 409, 413, 422), at
            assert b"<script>alert" not in answer.content
            assert quietly(browser, at, fields).status_code in (200, 302, 409, 413, 422)
    child = twice(audit.child.sample.mock, 2, AuditGrade.GOOD, AuditGrade.INADEQUATE)
    lead, at_mock = browser_of(LEAD), f"/inspection/mock/{audit.child.sample.mock_id}"
    for words in ("\0", "x" * 30_000, "<script>alert(1)</script>", "99999999999999999999999999"):
        names = ("out-share", "one-place", "one-auditor", "one-which", "back-audit", "back-why", "grade", "why")
        for do in ("give-out", "give", "take-back", words):
            answer = lead.post(f"{at_mock}/files/", {**dict.fromkeys(names, words), "do": do})
            assert answer.status_code in (404, 422)
            assert b"<script>alert" not in answer.content
        assert lead.post(f"/inspection/moderation/{child.pk}/", dict.fromkeys(names, words)).status_code == 422
        found = lead.get(f"{at_mock}/files/", dict.fromkeys(("q", "state", "auditor", "group", "sort", "page"), words))
        assert found.status_code == 200
        assert b"<script>alert" not in found.content
    for at in (address(audit, "questions/no-such-prompt/"), "/inspection/audits/99999999999999999999999999/"):
        assert browser.get(at).status_code == 404


def test_the_other_audit_is_nowhere_until_both_are_in(mock: MockInspection, audit: Audit) -> None:
    second = given(mock, 1, OFFICER, is_second=True)
    submitted(audit)
    officer, lead = browser_of(OFFICER), browser_of(LEAD)
    settling = f"/inspection/moderation/{audit.child_id}/"
    assert officer.get(address(audit)).status_code == 404
    assert lead.get(address(second)).status_code == 404
    for each in (officer, lead, browser_of(PEER)):
        assert each.get(settling).status_code == 404
    page = text(officer.get(f"/inspection/mock/{mock.pk}/files/"))
    assert "Who has which file" not in page
    assert "blind" not in page
    submitted(second, AuditGrade.INADEQUATE)
    for each in (officer, lead, browser_of(PEER)):
        page = text(each.get(settling))
        assert "The two gave grades 2 steps apart" in page
    assert officer.get(address(audit)).status_code == 200
    assert browser_of(Persona.TEAM_MANAGER).get(settling).status_code == 404


def test_nothing_on_their_pages_tells_an_auditor_that_theirs_is_the_second(mock: MockInspection) -> None:
    """The two pages are the same but for the auditor's name, the numbers of the audits and what differs each time."""
    pages = []
    for persona, is_second in ((PEER, False), (OFFICER, True)):
        audit = given(mock, 1, persona, is_second=is_second)
        page = text(browser_of(persona).get(address(audit)))
        assert "second" not in page.lower()
        main = page.partition("<main")[2].partition("</main>")[0]
        pages.append(main.replace(f"/audits/{audit.pk}/", "/audits/"))
        assert "Why this file was chosen" in main
    assert pages[0] == pages[1]


def test_a_difference_is_settled_once_by_whoever_leads(mock: MockInspection) -> None:
    child = twice(mock, 1, AuditGrade.GOOD, AuditGrade.INADEQUATE)
    at, lead = f"/inspection/moderation/{child.pk}/", browser_of(LEAD)
    agreement = f"/inspection/mock/{mock.pk}/agreement/"
    assert "Not yet" in text(lead.get(agreement))
    assert browser_of(PEER).post(at, {"grade": "good", "why": "Because I say so myself."}).status_code == 403
    assert lead.post(at, {"grade": "good", "why": "short"}).status_code == 422
    fields = {"grade": "inadequate", "why": "The unanswered call weighed most."}
    assert lead.post(at, fields)["Location"] == at
    assert "The unanswered call weighed most." in text(lead.get(at))
    again = lead.post(at, fields)
    assert again.status_code == 422
    assert "settled already" in text(again)
    assert Moderation.objects.get().grade == "inadequate"
    assert "Not yet" not in text(lead.get(agreement))


def test_agreement_is_said_in_words_to_all_and_by_file_to_those_who_lead(mock: MockInspection) -> None:
    grades = list(AuditGrade)
    for place in range(1, 7):
        twice(mock, place, grades[place % 4], grades[place % 4] if place < 6 else grades[(place + 1) % 4])
    at = f"/inspection/mock/{mock.pk}/agreement/"
    page = text(browser_of(LEAD).get(at))
    assert "The two auditors gave the same answer in 5 of 6; alpha 0." in page
    assert "95% interval" in page
    assert "Ada Example" in page
    page = text(browser_of(OFFICER).get(at))
    assert "in 5 of 6" in page
    assert "Example" not in page


def test_files_are_given_out_and_taken_back_on_the_page(mock: MockInspection) -> None:
    at, lead = f"/inspection/mock/{mock.pk}/files/", browser_of(LEAD)
    assert "With nobody" in text(lead.get(at)) or "Nobody" in text(lead.get(at))
    assert lead.post(at, {"do": "give-out", "out-share": "500"}).status_code == 422
    done = lead.post(at, {"do": "give-out", "out-share": "34"}, follow=True)
    assert "Given out: 6 to a first auditor, 3 to a second." in text(done)
    assert "Given out: 6" not in text(lead.get(at))
    audit = Audit.objects.filter(is_second=False).first()
    assert audit is not None
    fields = {"do": "take-back", "back-audit": str(audit.pk), "back-why": "She fell ill this morning."}
    assert "was taken back" in text(lead.post(at, fields, follow=True))
    child = sampled(mock, audit.child.place)
    fields = {"do": "give", "one-place": str(child.pk), "one-auditor": str(audit.auditor_id), "one-which": "first"}
    assert "is with" in text(lead.post(at, fields, follow=True))
    assert "Ada Example" not in text(lead.get(f"{at}?state=with+nobody"))
    assert "Ada Example" in text(lead.get(f"{at}?state=given+out&q=ada&sort=state"))
    assert "set aside" in text(lead.get(f"{at}?state=king&auditor=0"))
    for wrong in ({"do": "give", "one-place": "1 OR 1"}, {"do": "take-back", "back-audit": "999"}):
        assert lead.post(at, wrong).status_code == 422
    assert lead.post(at, {"do": "something"}).status_code == 404
    csv = lead.get(f"/inspection/mock/{mock.pk}/files.csv")
    assert csv["Content-Type"].startswith("text/csv")
    assert len(csv.content.splitlines()) == 7


def test_giving_out_is_refused_to_those_who_do_not_lead(mock: MockInspection) -> None:
    at = f"/inspection/mock/{mock.pk}/files/"
    for persona in (PEER, OFFICER, Persona.TEAM_MANAGER, Persona.ANALYST, Persona.INSPECTOR):
        assert browser_of(persona).post(at, {"do": "give-out", "out-share": "50"}).status_code == 403
        assert browser_of(persona).get(f"/inspection/mock/{mock.pk}/files.csv").status_code == 403
    assert not Audit.objects.exists()


MAY_READ = {LEAD, Persona.DIRECTOR}
MOCK_VIEW = {
    *(PEER, OFFICER, LEAD, Persona.DIRECTOR, Persona.TEAM_MANAGER, Persona.HEAD_OF_SERVICE),
    *(Persona.ANALYST, Persona.INSPECTOR, Persona.INSPECTOR_GIVEN),
}
AUDITS = MOCK_VIEW - {Persona.ANALYST, Persona.INSPECTOR, Persona.INSPECTOR_GIVEN}


@pytest.mark.parametrize("persona", Persona)
def test_each_persona_gets_of_each_page_what_is_theirs(mock: MockInspection, persona: Persona) -> None:
    """Against rows that are there: an open audit, a file audited twice to the end; written out and not worked out."""
    unfinished = whole(given(mock, 2, PEER))
    child = twice(mock, 1, AuditGrade.GOOD, AuditGrade.GOOD)
    done = Audit.objects.get(child=child, is_second=True)
    own, both = {PEER}, {PEER, OFFICER} | MAY_READ
    wanted = {
        "/inspection/audits/": AUDITS,
        address(unfinished): own,
        address(unfinished, "file/"): own,
        address(unfinished, "conclusion/"): own,
        address(unfinished, "concern/"): own,
        question(unfinished): own,
        question(unfinished) + "rows/": own,
        address(done): both,
        f"/inspection/moderation/{child.pk}/": both,
        f"/inspection/mock/{mock.pk}/files/": MOCK_VIEW,
        f"/inspection/mock/{mock.pk}/files.csv": MAY_READ,
        f"/inspection/mock/{mock.pk}/concerns/": MOCK_VIEW,
        f"/inspection/mock/{mock.pk}/agreement/": MOCK_VIEW,
    }
    browser = browser_of(persona)
    said = {}
    for at, readers in wanted.items():
        outcome = Outcome.of(browser.get(at))
        if persona is Persona.PUBLIC:
            expected = {Outcome.SIGN_IN}
        elif persona in readers:
            expected = {Outcome.SHOWN}
        else:
            expected = {Outcome.REFUSED, Outcome.NOT_THERE}
        if outcome not in expected:
            said[at] = outcome
    assert said == {}


def test_a_file_no_longer_given_is_not_read_even_by_its_auditor(mock: MockInspection, audit: Audit) -> None:
    access.end_grants(account=make(PEER), by=None)
    browser = browser_of(PEER)
    assert browser.get(address(audit)).status_code == 403
    assert browser.get(address(audit, "file/")).status_code == 403
    assert "No file was given to you" in text(browser.get("/inspection/audits/"))


def test_a_child_restricted_since_is_not_there_for_its_auditor(audit: Audit, browser: Client) -> None:
    access.restrict(person_id=site.UNSEEN, why="A colleague's child", allowed=[], by=make(Persona.DIRECTOR))
    for more in ("", "file/", "conclusion/", "concern/"):
        assert browser.get(address(audit, more)).status_code == 404
    assert browser.get(question(audit)).status_code == 404
    assert "Ada" not in text(browser.get("/inspection/audits/"))
    page = text(browser_of(LEAD).get(f"/inspection/mock/{audit.child.sample.mock_id}/files/"))
    assert "Ada" not in page
    assert "to audit" not in text(browser.get("/today/")).partition("<main")[2]


def test_opening_an_audit_leaves_a_line_in_the_log(audit: Audit, browser: Client) -> None:
    browser.get(address(audit))
    entry = AccessEntry.objects.order_by("-pk")[0]
    assert (entry.doing, entry.person_id, entry.page, entry.why) == (
        "opened",
        site.UNSEEN,
        "audits:audit",
        "given the file",
    )


def test_no_title_and_no_address_names_the_child(audit: Audit, browser: Client) -> None:
    for at in (
        address(audit),
        address(audit, "file/"),
        question(audit),
        address(audit, "conclusion/"),
        question(audit) + "rows/",
    ):
        page = text(browser.get(at))
        title = re.search(r"<title>(.*?)</title>", page, re.S)
        assert title is not None
        assert "Ada" not in title[1]
        assert "Ada" in page
        assert "C1" not in at


def test_an_audit_asks_the_same_of_the_store_empty_and_whole(
    audit: Audit, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for is_whole in (False, True):
        if is_whole:
            whole(audit)
            for number in range(len(audit.asked)):
                browser.post(question(audit, number) + "rows/", {"row": ["involvements/IC1", "cin_episodes/RC1"]})
        browser.get(address(audit, "?whole=yes"))
        with django_assert_max_num_queries(40) as counted:
            assert browser.get(address(audit, "?whole=yes")).status_code == 200
        counts.append(len(counted))
    assert counts[1] - counts[0] <= 1  # the evidence, once for all the answers


@pytest.mark.parametrize("page", ["files", "agreement", "concerns"])
def test_a_list_asks_the_same_of_the_store_for_one_file_as_for_six(
    mock: MockInspection, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lead, at = browser_of(LEAD), f"/inspection/mock/{mock.pk}/{page}/"
    twice(mock, 1, AuditGrade.GOOD, AuditGrade.GOOD)
    lead.get(at)
    counts = []
    for places in ((), (2, 3, 4, 5, 6)):
        for place in places:
            twice(mock, place, AuditGrade.GOOD, AuditGrade.INADEQUATE)
        lead.get(at)  # makes the handles of those not shown before
        with django_assert_max_num_queries(40) as counted:
            assert lead.get(at).status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_a_number_that_no_file_can_have_is_not_there(mock: MockInspection) -> None:
    assert browser_of(LEAD).get(f"/inspection/moderation/{10**30}/").status_code == 404
