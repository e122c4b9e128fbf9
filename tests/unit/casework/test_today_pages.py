"""The pages of the day, as each persona opens them: what they show, what they hide, what the log keeps of it."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.access import actions as access
from sightline.access.models import AccessEntry, ShownChild
from sightline.casework.actions.figures import rebuild_team_figures
from sightline.casework.queries import lines_kept
from sightline.casework.queries.lines import child_lines
from sightline.ledger.actions import record
from sightline.record.tables.people import Person
from tests.support import personas, site
from tests.support.personas import Persona, browser_of
from tests.support.site import AS_AT, AWKWARD_TEAM, FORMULA, LOOKED_AFTER, MANAGER, OTHERS, UNSEEN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council")]
TODAY, CHILDREN, HELD = "/today/", "/children/", "/held-by-managers/"
WHY = "She knows the family and has room."


def text(persona: Persona, path: str) -> str:
    answer = browser_of(persona).get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_practitioner_sees_their_own_children_and_no_others() -> None:
    page = text(Persona.PRACTITIONER, TODAY)
    assert "Children with me" in page
    assert "=HYPERLINK(1) Example" in page
    assert "Ada Example" not in page


def test_a_manager_sees_whom_nobody_holds_and_whom_a_manager_holds() -> None:
    page = text(Persona.TEAM_MANAGER, TODAY)
    assert "Waiting for a worker" in page
    assert "Cass Example" in page
    assert "No end set" in page
    assert "over</strong> the ceiling of 25" in page


def test_the_director_sees_teams_side_by_side() -> None:
    rebuild_team_figures(AS_AT)
    page = text(Persona.DIRECTOR, TODAY)
    assert "0-25 Team" in page
    assert "Assessment &lt;b&gt;One&lt;/b&gt;" in page
    assert HELD in page


def test_every_child_a_manager_holds_is_on_the_directors_page() -> None:
    page = text(Persona.DIRECTOR, HELD)
    assert f"{OTHERS + 1} children are allocated" in page
    assert "Ada Example" in page


def test_a_child_given_to_a_manager_is_on_the_directors_page_with_why_and_until_when() -> None:
    path = f"/children/{site.handle(LOOKED_AFTER)}/allocate/"
    given = {"to": MANAGER, "on": "2016-11-14", "until": "2016-11-28", "why": WHY, "confirm": "yes"}
    assert browser_of(Persona.TEAM_MANAGER).post(path, given).status_code == 302
    page = text(Persona.DIRECTOR, HELD + "?ends=coming")
    assert f"{OTHERS + 2} children are allocated" in page
    assert "until 28 Nov 2016" in page
    assert WHY in page
    assert "The record does not say why." in text(Persona.DIRECTOR, HELD), "of those a load brought"


def test_a_head_of_service_sees_the_teams_of_the_service_and_no_others() -> None:
    rebuild_team_figures(AS_AT)
    page = text(Persona.HEAD_OF_SERVICE, TODAY)
    assert "0-25 Team" in page
    assert "Assessment &lt;b&gt;One&lt;/b&gt;" not in page


def test_a_manager_passes_a_child_on_in_two_steps_when_there_is_something_to_consider() -> None:
    browser = browser_of(Persona.TEAM_MANAGER)
    path = f"/children/{site.handle(UNSEEN)}/transfer/"
    seen = browser.get(path).context["form"].initial["seen"]
    given = {"team": AWKWARD_TEAM, "on": "2016-11-14", "why": WHY, "seen": seen}
    asked = browser.post(path, given)
    assert asked.status_code == 200
    assert "agree who does them before the child moves" in asked.content.decode()
    assert child_lines([UNSEEN], AS_AT)[0].team == "T1"
    done = browser.post(path, {**given, "confirm": "yes"})
    assert (done.status_code, done["Location"]) == (302, TODAY)
    assert child_lines([UNSEEN], AS_AT)[0].team == AWKWARD_TEAM


@pytest.mark.parametrize("path", [TODAY, CHILDREN, HELD, "/today/teams/T1/", "/children.csv", "/children.xlsx"])
@pytest.mark.parametrize("persona", [Persona.ELECTED_MEMBER, Persona.BOARD_PARTNER, Persona.ADMINISTRATOR])
def test_it_refuses_whoever_sees_no_child(persona: Persona, path: str) -> None:
    assert browser_of(persona).get(path).status_code == 403


@pytest.mark.parametrize("path", [TODAY, CHILDREN, HELD])
def test_it_asks_the_public_to_sign_in(path: str) -> None:
    answer = browser_of(Persona.PUBLIC).get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_a_restricted_child_is_on_no_list_and_in_no_count() -> None:
    director = personas.make(Persona.DIRECTOR)
    before = text(Persona.TEAM_MANAGER, CHILDREN)
    access.restrict(person_id=UNSEEN, why="a relative works in the team", allowed=[director], by=director)
    for path in (TODAY, CHILDREN, "/today/teams/T1/"):
        assert "Ada Example" not in text(Persona.TEAM_MANAGER, path)
    after = text(Persona.TEAM_MANAGER, CHILDREN)
    assert f"of {OTHERS + 2}" in before
    assert f"of {OTHERS + 1}" in after
    assert "Ada Example" in text(Persona.DIRECTOR, HELD)


def test_what_a_list_showed_is_in_the_log() -> None:
    text(Persona.PRACTITIONER, TODAY)
    entry = AccessEntry.objects.get(page="casework:today")
    assert set(ShownChild.objects.filter(entry=entry).values_list("person_id", flat=True)) == {site.AWKWARD_CHILD}


def test_a_list_is_filtered_and_sorted_by_its_address() -> None:
    waiting = text(Persona.TEAM_MANAGER, CHILDREN + "?held=nobody")
    assert "Cass Example" in waiting
    assert "Ada Example" not in waiting
    unknown = text(Persona.TEAM_MANAGER, CHILDREN + "?held=nonsense")
    assert "was set aside" in unknown


def test_an_export_is_logged_whole_and_runs_no_formula() -> None:
    browser = browser_of(Persona.PRACTITIONER)
    as_csv = browser.get("/children.csv").content.decode("utf-8-sig")
    assert f"'{FORMULA} Example" in as_csv
    as_xlsx = browser.get("/children.xlsx").content
    sheet = zipfile.ZipFile(io.BytesIO(as_xlsx)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    exported = AccessEntry.objects.filter(doing="exported")
    assert [each.shown_count for each in exported] == [1, 1]


def test_queries_of_the_first_page_do_not_grow_with_children(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = browser_of(Persona.TEAM_MANAGER)
    browser.get(TODAY)
    monkeypatch.setattr(lines_kept, "_KEPT", lines_kept._Kept())
    with CaptureQueriesContext(connection) as many:
        browser.get(TODAY)
    people = [f"K{number:02}" for number in range(OTHERS)]
    director = personas.make(Persona.DIRECTOR)
    for person in people[:40]:
        access.restrict(person_id=person, why="to have fewer to show", allowed=[director], by=director)
    monkeypatch.setattr(lines_kept, "_KEPT", lines_kept._Kept())
    with CaptureQueriesContext(connection) as few:
        browser.get(TODAY)
    assert len(many) == len(few)


def test_a_manager_allocates_in_two_steps_when_there_is_something_to_consider() -> None:
    browser = browser_of(Persona.TEAM_MANAGER)
    path = f"/children/{site.handle(LOOKED_AFTER)}/allocate/"
    assert "Check and allocate" in browser.get(path).content.decode()
    given = {"to": "W1", "on": "2016-11-14", "why": WHY}
    asked = browser.post(path, given)
    assert asked.status_code == 200
    assert "no social work qualification" in asked.content.decode()
    assert child_lines([LOOKED_AFTER], AS_AT)[0].worker is None
    done = browser.post(path, {**given, "confirm": "yes"})
    assert (done.status_code, done["Location"]) == (302, f"/children/{site.handle(LOOKED_AFTER)}/")
    assert child_lines([LOOKED_AFTER], AS_AT)[0].worker == "W1"


def test_what_was_typed_comes_back_with_the_error() -> None:
    browser = browser_of(Persona.TEAM_MANAGER)
    path = f"/children/{site.handle(LOOKED_AFTER)}/allocate/"
    answer = browser.post(path, {"to": "W1", "on": "31 February", "why": WHY})
    assert answer.status_code == 422
    assert WHY in answer.content.decode()
    assert "There is a problem" in answer.content.decode()


def test_a_practitioner_may_not_allocate() -> None:
    browser = browser_of(Persona.PRACTITIONER)
    assert browser.get(f"/children/{site.handle(site.AWKWARD_CHILD)}/allocate/").status_code == 403


def test_changes_since_yesterday_are_of_ones_own_children_only() -> None:
    for person, surname in ((site.AWKWARD_CHILD, "Renamed"), (UNSEEN, "Elsewhere")):
        record([Person(person_id=person, surname=surname)], by="somebody", why="a deed poll")
    page = text(Persona.PRACTITIONER, TODAY)
    assert "a deed poll" in page
    assert page.count("a deed poll") == 1
