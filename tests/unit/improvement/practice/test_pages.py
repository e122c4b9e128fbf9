"""The pages of practice: planning, drawing, reading and closing through the browser; children only by a handle."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest

from sightline.access.models import AccessEntry, Account, Doing
from sightline.findings.queries import Loaded
from sightline.improvement.models import Loop, PlannedAudit
from sightline.improvement.practice_closing import LoopState
from sightline.improvement.queries.practice_evidence import evidence
from sightline.improvement.queries.practice_loops import loop_row
from sightline.inspection.models import Answered
from sightline.web import clock
from tests.support import site
from tests.support.personas import Persona, browser_of, make

ON = site.AS_AT
WHY = "Plans list services and do not say what must change, nor by when, nor who is to do it."
ROOM = "/improvement/practice/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: ON)


def test_a_loop_is_closed_by_planning_drawing_and_reading_in_the_browser(loop: Loop) -> None:
    other = make(Persona.REVIEWING_OFFICER)
    lead, reader = browser_of(Persona.AUDITOR), browser_of(Persona.REVIEWING_OFFICER)
    form = lead.get(f"{ROOM}audits/new/?loop={loop.pk}").content.decode()
    assert "Rae Reviewer" in form
    assert "Mel Manager" not in form, "who owns the action is not offered"
    said = {"where": "here", "auditor": other.pk, "how_many": 10, "starts_on": "2016-10-03", "due_on": "2016-11-14"}
    answer = lead.post(f"{ROOM}audits/new/?loop={loop.pk}", said)
    audit = PlannedAudit.objects.get()
    assert answer["Location"] == f"{ROOM}audits/{audit.pk}/"
    assert lead.post(f"{ROOM}audits/{audit.pk}/").status_code == 302
    page = lead.get(f"{ROOM}audits/{audit.pk}/").content.decode()
    assert "10 of" in page
    assert "Example" not in page, "the plan's page names no child"
    for file in audit.drawn.all():
        address = f"{ROOM}audits/{audit.pk}/files/{file.place}/"
        assert lead.get(address).status_code == 404, "a file is its auditor's alone"
        assert reader.post(address, {"answer": "sound", "words": "The plan says what must change."}).status_code == 302
    found = loop_row(Loop.objects.get(), evidence(), ON).stands
    assert found.state is LoopState.CLOSED
    assert "The weakness has gone" in lead.get(f"{ROOM}loops/{loop.pk}/").content.decode()


def test_opening_a_file_to_read_is_logged_and_its_address_holds_no_key(loop: Loop, lead: Account) -> None:
    from sightline.improvement.actions.practice_audits import Plan, draw_files, plan_audit
    from sightline.improvement.models import Where

    other = make(Persona.REVIEWING_OFFICER)
    audit = plan_audit(plan=Plan("T1", "plans", 10, Where.HERE, ON - dt.timedelta(days=9), ON, other, loop), by=lead)
    draw_files(audit=audit, by=lead, seed=3)
    reader = browser_of(Persona.REVIEWING_OFFICER)
    page = reader.get(f"{ROOM}files/").content.decode()
    people = {each.person_id for each in audit.drawn.all()}
    addresses = re.findall(r'href="([^"]+)"', page)
    assert not [each for each in addresses for person in people if person in each]
    assert len([each for each in addresses if "/files/" in each]) >= 10
    shown = AccessEntry.objects.filter(doing=Doing.LISTED.value, page="practice:my-files").get()
    assert set(shown.shown.values_list("person_id", flat=True)) == people
    first = audit.drawn.get(place=1)
    reader.get(f"{ROOM}audits/{audit.pk}/files/1/")
    assert AccessEntry.objects.filter(doing=Doing.OPENED.value, person_id=first.person_id, account=other).exists()


def test_a_weakness_without_words_is_asked_for_them(loop: Loop, lead: Account) -> None:
    from sightline.improvement.actions.practice_audits import Plan, draw_files, plan_audit
    from sightline.improvement.models import Where

    other = make(Persona.REVIEWING_OFFICER)
    audit = plan_audit(plan=Plan("T1", "plans", 10, Where.HERE, ON, ON, other, loop), by=lead)
    draw_files(audit=audit, by=lead, seed=3)
    reader = browser_of(Persona.REVIEWING_OFFICER)
    page = reader.post(f"{ROOM}audits/{audit.pk}/files/1/", {"answer": Answered.WEAK.value, "words": ""})
    assert page.status_code == 200
    assert "Say in a sentence what on the file shows it" in page.content.decode()
    assert audit.drawn.get(place=1).answer == ""


def test_the_landing_page_says_what_is_weak_open_needed_and_learned(loop: Loop) -> None:
    page = " ".join(browser_of(Persona.AUDITOR).get(ROOM).content.decode().split())
    assert "Weakest: <b>plan quality</b>, found weak in 6 of 20 (30%, between 15% and 52%)" in page
    assert "1 loop is open, the oldest for" in page
    assert "Acted on: waits for a re-audit" in page
    assert "Nothing was published." in page


def test_its_first_sentences_say_who_needs_which_training_and_what_was_learned_last(loop: Loop, lead: Account) -> None:
    from sightline.improvement.actions.practice_learning import Note, publish
    from sightline.improvement.actions.training import need
    from sightline.improvement.models import LearnedFrom

    without = " ".join(browser_of(Persona.AUDITOR).get(ROOM).content.decode().split())
    assert "No training need is open. Nothing that was learned was published.</p>" in without
    other = site.AWKWARD_TEAM
    for topic, team, worker in (
        ("exploitation", "T1", ""),
        ("voice", "T1", ""),
        ("voice", other, ""),
        ("exploitation", "T1", "W1"),
        ("plans", "", ""),  # everybody's, so of no team
    ):
        need(topic=topic, words=WHY, source="audit", team_id=team, professional_id=worker, by=lead)
    for title in ("What was learned before", "What a plan must say"):
        publish(note=Note(title, WHY, LearnedFrom.THEME, ON + dt.timedelta(days=14), roles=("practitioner",)), by=lead)
    page = html.unescape(" ".join(browser_of(Persona.AUDITOR).get(ROOM).content.decode().split()))
    assert "5 training needs are open in 2 teams, of whole teams most often in the child's voice (2 teams)." in page
    assert "Learned last: “What a plan must say”, read by 0 of the " in page


@pytest.mark.parametrize("persona", [Persona.TEAM_MANAGER, Persona.HEAD_OF_SERVICE, Persona.ANALYST])
@pytest.mark.parametrize("address", ["audits/new/", "loops/new/", "training/new/", "learning/new/"])
def test_who_does_not_lead_practice_writes_nothing(council: Loaded, persona: Persona, address: str) -> None:
    browser = browser_of(persona)
    assert browser.get(ROOM + address).status_code == 403
    assert browser.post(ROOM + address, {}).status_code == 403


def test_drawing_files_is_refused_to_who_only_reads(loop: Loop, lead: Account) -> None:
    from sightline.improvement.actions.practice_audits import Plan, plan_audit
    from sightline.improvement.models import Where

    audit = plan_audit(plan=Plan("T1", "plans", 10, Where.HERE, ON, ON, make(Persona.REVIEWING_OFFICER), loop), by=lead)
    assert browser_of(Persona.TEAM_MANAGER).post(f"{ROOM}audits/{audit.pk}/").status_code == 403
    audit.refresh_from_db()
    assert audit.seed is None


def test_a_value_the_address_does_not_know_is_set_aside(council: Loaded) -> None:
    browser = browser_of(Persona.AUDITOR)
    for address in (
        "themes/?team=T99&change=x&sort=y&page=9",
        "audits/?year=9999&state=x",
        "loops/?state=x",
        "training/?topic=x",
    ):
        answer = browser.get(ROOM + address)
        assert answer.status_code == 200
        assert "It was set aside" in answer.content.decode(), address
    assert browser.get(f"{ROOM}themes/weather/").status_code == 404


def test_downloads_are_logged_and_hold_no_child(loop: Loop) -> None:
    browser = browser_of(Persona.AUDITOR)
    for name in ("themes", "audits", "loops", "training", "learning/told"):
        text = browser.get(f"{ROOM}{name}.csv").content.decode()
        assert not re.search(r"\bK\d\d\b|Example", text), name
        assert browser.get(f"{ROOM}{name}.xlsx").content.startswith(b"PK")
    assert AccessEntry.objects.filter(doing=Doing.EXPORTED.value, page__startswith="practice:").count() == 10
