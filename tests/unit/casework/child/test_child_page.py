"""A child's page as each persona opens it: whole, refused, hidden, as known before, and in how many queries."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sightline.access import actions as access
from sightline.access.models import AccessEntry, Doing, ShownChild
from sightline.casework.queries.child.page import child_page
from sightline.casework.signing import signed
from sightline.ledger.actions import Withdrawal, record
from sightline.record.tables.addresses import Address
from sightline.record.tables.case_notes import CaseNote
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.disabilities import Disability
from sightline.record.tables.documents import Document
from sightline.record.tables.families import FamilyMember
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.mothers import Mother
from sightline.record.tables.people import Person
from tests.support import personas, site
from tests.support.personas import Persona, browser_of
from tests.support.site import AWKWARD_CHILD, LOOKED_AFTER, MARKUP, NAMED_IN_MARKUP, UNSEEN, UNTELLABLE
from tests.support.store_settings import UNRESOLVED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council")]
DAY = dt.date(2016, 11, 14)


def path(person_id: str, query: str = "") -> str:
    return f"/children/{site.handle(person_id)}/{query}"


def text(persona: Persona, person_id: str, query: str = "") -> str:
    answer = browser_of(persona).get(path(person_id, query))
    assert answer.status_code == 200, answer.status_code
    page = answer.content.decode()
    assert UNRESOLVED not in page
    return page


def title(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.S)
    assert found is not None
    return found.group(1)


@pytest.mark.parametrize("child", [UNSEEN, LOOKED_AFTER, UNTELLABLE, AWKWARD_CHILD, NAMED_IN_MARKUP])
@pytest.mark.parametrize("query", ["", "?show=all", "?as-at=2016-01-01", "?known=2015-06-01", "?on=2015-06-01"])
def test_each_child_has_a_page_however_it_is_asked(child: str, query: str) -> None:
    page = text(Persona.DIRECTOR, child, query)
    assert page.count("<h1") == 1
    assert MARKUP not in page


def test_no_name_is_in_the_title_or_the_address() -> None:
    page = text(Persona.DIRECTOR, UNSEEN)
    assert "Ada" not in title(page)
    assert "Ada Example" in page
    assert not re.search(r'href="[^"]*(Ada|C1)', page)


@pytest.mark.parametrize(
    "persona", [Persona.DIRECTOR, Persona.TEAM_MANAGER, Persona.HEAD_OF_SERVICE, Persona.FRONT_DOOR, Persona.AUDITOR]
)
def test_it_allows_whoever_reaches_the_child(persona: Persona) -> None:
    assert "Ada Example" in text(persona, UNSEEN)


@pytest.mark.parametrize(
    "persona", [Persona.ELECTED_MEMBER, Persona.BOARD_PARTNER, Persona.ADMINISTRATOR, Persona.WITHOUT_ROLE]
)
def test_it_refuses_whoever_sees_no_child(persona: Persona) -> None:
    answer = browser_of(persona).get(path(UNSEEN))
    assert answer.status_code == 403
    assert b"Ada" not in answer.content


def test_it_asks_the_public_to_sign_in() -> None:
    assert browser_of(Persona.PUBLIC).get(path(UNSEEN)).status_code == 302


def test_it_asks_a_worker_of_another_team_for_a_reason_and_logs_the_refusal() -> None:
    answer = browser_of(Persona.PRACTITIONER).get(path(UNSEEN))
    assert answer.status_code == 302
    assert "/reason/" in answer["Location"]
    assert AccessEntry.objects.filter(doing=Doing.REFUSED.value, person_id=UNSEEN).count() == 1


def test_it_hides_a_restricted_child_as_if_there_were_none() -> None:
    director = personas.make(Persona.DIRECTOR)
    access.restrict(person_id=UNSEEN, why="a relative works in the team", allowed=[director], by=director)
    assert browser_of(Persona.TEAM_MANAGER).get(path(UNSEEN)).status_code == 404
    assert browser_of(Persona.TEAM_MANAGER).get("/children/no-such-handle/").status_code == 404
    assert "Restricted record" in text(Persona.DIRECTOR, UNSEEN)


def test_opening_leaves_a_line_in_the_log() -> None:
    text(Persona.DIRECTOR, UNSEEN)
    entry = AccessEntry.objects.get(doing=Doing.OPENED.value, person_id=UNSEEN)
    assert entry.page == "casework:child"


def test_only_those_entitled_are_led_to_the_access_log() -> None:
    assert "/access/" in text(Persona.DIRECTOR, UNSEEN)
    assert f"{site.handle(AWKWARD_CHILD)}/access/" not in text(Persona.PRACTITIONER, AWKWARD_CHILD)


def test_it_says_who_holds_the_case_that_it_is_a_manager_and_what_is_overdue() -> None:
    page = text(Persona.DIRECTOR, UNSEEN)
    assert "Held by a manager for" in page
    assert "No day is set by which it is to end" in page
    assert "No child with an open case goes six months" in page
    assert "Answered by a visit" in page
    assert "Nobody has recorded what Ada thinks" in page


def test_an_open_case_with_nobody_is_said_aloud() -> None:
    page = text(Persona.DIRECTOR, LOOKED_AFTER)
    assert "Unallocated for 532 days" in page
    assert "Nobody: waiting 532 days, since 1 June 2015" in page


def family_of(*children: str) -> None:
    rows = [FamilyMember(family_member_id=f"F-{each}", person_id=each, family_id="F1") for each in children]
    record(rows, by="load", why="the family")


def test_brothers_and_sisters_are_named_logged_and_led_to() -> None:
    family_of(UNSEEN, LOOKED_AFTER)
    page = text(Persona.DIRECTOR, UNSEEN)
    assert f'href="/children/{site.handle(LOOKED_AFTER)}/">Cass Example</a>' in page
    assert ShownChild.objects.filter(person_id=LOOKED_AFTER, entry__doing=Doing.LISTED.value).count() == 1


def test_a_sister_beyond_reach_is_a_link_and_not_a_name() -> None:
    family_of(AWKWARD_CHILD, UNSEEN)
    page = text(Persona.PRACTITIONER, AWKWARD_CHILD)
    assert "Ada" not in page
    assert "A record beyond your reach" in page
    assert not ShownChild.objects.filter(person_id=UNSEEN).exists()


def test_a_restricted_brother_is_not_there() -> None:
    family_of(UNSEEN, LOOKED_AFTER)
    director = personas.make(Persona.DIRECTOR)
    access.restrict(person_id=LOOKED_AFTER, why="a relative works in the team", allowed=[director], by=director)
    page = text(Persona.TEAM_MANAGER, UNSEEN)
    assert "The record links nobody with this child." in page
    assert site.handle(LOOKED_AFTER) not in page


def test_mothers_and_homes_are_found() -> None:
    home = '{"line": "4 Mill Lane"}'
    record(
        [
            Mother(mother_id="M1", person_id=LOOKED_AFTER, child_person_id=UNSEEN),
            Address(address_id="A1", person_id=UNSEEN, address_json=home, postcode="AV1 1AA", started_on=DAY),
            Address(address_id="A2", person_id="K01", address_json=home, postcode="AV11AA", started_on=DAY),
            Address(address_id="A3", person_id="K02", postcode="AV11AA", started_on=DAY),
        ],
        by="load",
        why="the family",
    )
    page = text(Persona.DIRECTOR, UNSEEN)
    assert '<dd class="govuk-summary-list__value">Kit1 Example (8 years old)' in page
    assert ">Mother</td>" in page
    assert "Kit2" not in page


def test_a_correction_reads_as_was_until_and_a_withdrawal_as_withdrawn() -> None:
    auditor = personas.make(Persona.AUDITOR)
    visit = CinVisit(cin_visit_id="X1", person_id=UNSEEN, visited_on=dt.date(2016, 3, 3), child_seen=True)
    record([visit], by=signed(auditor), why="a visit")
    better = CinVisit(cin_visit_id="X1", person_id=UNSEEN, visited_on=dt.date(2016, 3, 4), child_seen=True)
    record([better], by=signed(auditor), why="the wrong day")
    page = text(Persona.DIRECTOR, UNSEEN, "?show=all")
    assert "Day of the visit: was 3 March 2016 until" in page
    assert "(corrected by Ali Auditor)" in page
    record(by=signed(auditor), why="of another child", withdraw=[Withdrawal("cin_visits", "X1")])
    page = text(Persona.DIRECTOR, UNSEEN, "?show=all")
    assert re.search(
        r"<del>Child in need visit; the child was seen</del>.*by Ali Auditor: of another child", page, re.S
    )


def test_an_earlier_name_and_birth_date_are_said_to_have_been_corrected() -> None:
    now = Person(person_id=UNSEEN, forename="Ada", surname="Newname", born_on=dt.date(2008, 4, 2))
    record([now], by="load", why="corrected")
    record([Disability(disability_id="D1", person_id=UNSEEN, disability_code="LD")], by="load", why="added")
    record([Disability(disability_id="D1", person_id=UNSEEN, disability_code="HEAR")], by="load", why="corrected")
    page = text(Persona.DIRECTOR, UNSEEN)
    assert "Earlier names" in page
    assert "Date of birth: was 1 April 2008 until" in page
    assert "was Learning until" in page


def test_an_end_that_became_known_is_no_correction() -> None:
    began = dt.date(2014, 1, 6)
    held = Involvement(
        involvement_id="IC1", person_id=UNSEEN, professional_id="W2", role="ALLOCATED", team_id="T1", started_on=began
    )
    ended = Involvement(
        involvement_id="IC1",
        person_id=UNSEEN,
        professional_id="W2",
        role="ALLOCATED",
        team_id="T1",
        started_on=began,
        ended_on=DAY,
    )
    record([held], by="load", why="the same")
    record([ended], by="load", why="ended")
    assert "Corrected." not in text(Persona.DIRECTOR, UNSEEN, "?show=all")


def test_what_was_known_is_shown_with_a_banner_and_without_what_came_later() -> None:
    page = text(Persona.DIRECTOR, UNSEEN, "?known=2015-06-01")
    assert "As the record was known on the evening of 1 June 2015" in page
    assert "The record held nothing of this child then." in page
    assert "Ada" not in page
    page = text(Persona.DIRECTOR, UNSEEN, "?as-at=2015-06-01")
    assert "As at 1 June 2015, from what is known now" in page
    assert "7 years old" in page


def test_the_past_has_its_own_overdue() -> None:
    assert "No child with an open case goes six months" not in text(Persona.DIRECTOR, UNSEEN, "?as-at=2014-03-01")
    assert "No child with an open case goes six months" in text(Persona.DIRECTOR, UNSEEN, "?as-at=2014-10-01")


def test_voice_documents_and_markup_are_shown_as_they_were_written() -> None:
    record(
        [
            CaseNote(
                case_note_id="N1",
                person_id=UNSEEN,
                professional_id="W1",
                noted_on=dt.date(2016, 11, 4),
                note_type="visit",
                words="I <b>like</b> my bed.\nAnd my dog.",
                is_childs_voice=True,
            ),
            Document(
                document_id="D1",
                person_id=UNSEEN,
                professional_id="W1",
                document_type="court",
                title="<i>Statement</i>",
                dated_on=dt.date(2016, 1, 5),
                kept_at="EDRMS/1",
            ),
        ],
        by="load",
        why="from the file",
    )
    page = text(Persona.DIRECTOR, UNSEEN)
    assert "I &lt;b&gt;like&lt;/b&gt; my bed." in page
    assert page.index("my bed") < page.index("Who is responsible")
    assert "10 days ago" in page
    assert "&lt;i&gt;Statement&lt;/i&gt;" in page
    assert "EDRMS/1" in page


@pytest.mark.parametrize("asked", ["0", "-1", "%00", "' OR 1=1 --", "<script>", "٣", "2016-99-99", "9999-12-31"])
@pytest.mark.parametrize("name", ["known", "as-at", "on", "show"])
def test_no_query_string_breaks_it(name: str, asked: str) -> None:
    answer = browser_of(Persona.DIRECTOR).get(path(UNSEEN), {name: asked})
    assert answer.status_code == 200
    assert b"<script>" not in answer.content


def queries(browser: Client, child: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path(child)).status_code == 200
    return len([each for each in captured if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_a_larger_record_or_family_takes_no_more_queries() -> None:
    family_of(UNSEEN, "K01")
    browser = browser_of(Persona.DIRECTOR)
    browser.get(path(UNSEEN))
    before = queries(browser, UNSEEN)
    family_of(*(f"K{number:02}" for number in range(2, 30)))
    record(
        [
            *(
                CinVisit(cin_visit_id=f"Y{number}", person_id=UNSEEN, visited_on=DAY, professional_id="W1")
                for number in range(60)
            ),
            *(
                Involvement(involvement_id=f"Y{number}", person_id=UNSEEN, professional_id="W3", team_id="T1")
                for number in range(20)
            ),
        ],
        by="load",
        why="more",
    )
    for number in range(2, 30):
        site.handle(f"K{number:02}")
    assert queries(browser, UNSEEN) == before
    assert before <= 40


def test_nothing_is_locked_while_a_child_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    outside = list(connection.savepoint_ids)
    read: list[list[str]] = []
    real = child_page

    def reading(*given: Any) -> Any:
        read.append(list(connection.savepoint_ids))
        assert AccessEntry.objects.filter(doing=Doing.OPENED, page="casework:child").exists()
        return real(*given)

    monkeypatch.setattr("sightline.casework.views.child.child_page", reading)
    assert browser_of(Persona.DIRECTOR).get(f"/children/{site.handle(site.UNSEEN)}/").status_code == 200
    assert read == [outside]
