"""The list of children whom managers hold: filtered and sorted by its address, taken away whole, and noted."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.access import actions as access
from sightline.access.models import AccessEntry, ShownChild
from sightline.casework.queries import lines_kept
from sightline.ledger.actions import record
from sightline.record.tables.involvements import Involvement
from tests.support import personas, site
from tests.support.personas import Persona, browser_of
from tests.support.site import AWKWARD_CHILD, AWKWARD_TEAM, FORMULA, LOOKED_AFTER, MANAGER, OTHERS, UNSEEN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council")]
HELD, CSV, XLSX = "/held-by-managers/", "/held-by-managers.csv", "/held-by-managers.xlsx"


def text(persona: Persona, path: str) -> str:
    answer = browser_of(persona).get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode("utf-8-sig")


def rows(query: str = "", persona: Persona = Persona.DIRECTOR) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text(persona, CSV + query))))[1:]


@pytest.fixture
def until() -> None:
    """The manager is to give one child on by a day that has passed, another by a day to come."""
    for child, team, day, why in (
        (AWKWARD_CHILD, AWKWARD_TEAM, "2016-11-10", "=1+1"),
        (LOOKED_AFTER, "T1", "2016-11-28", "Nobody else could begin in time."),
    ):
        held = Involvement(
            involvement_id=f"M{child}",
            person_id=child,
            professional_id=MANAGER,
            role="ALLOCATED",
            team_id=team,
            started_on=site.day("2016-11-07"),
            expected_to_end_on=site.day(day),
            change_reason=why,
        )
        record([held], by="somebody", why="a worker fell ill")


@pytest.mark.usefixtures("until")
def test_it_is_filtered_by_the_day_by_which_it_was_to_end() -> None:
    assert [each[1] for each in rows("?ends=passed")] == [AWKWARD_CHILD]
    assert [each[1] for each in rows("?ends=coming")] == [LOOKED_AFTER]
    assert len(rows("?ends=none")) == OTHERS + 1
    assert "was set aside" in text(Persona.DIRECTOR, HELD + "?ends=nonsense")


@pytest.mark.usefixtures("until")
def test_it_is_filtered_by_team_and_by_manager() -> None:
    assert [each[1] for each in rows("?team=T%2F2%26x")] == [AWKWARD_CHILD]
    assert len(rows(f"?manager={MANAGER}")) == OTHERS + 3
    page = text(Persona.DIRECTOR, HELD + "?team=T%2F2%26x")
    assert "1 to 1 of 1" in page
    assert f"{OTHERS + 3} children are allocated" in page, "what the list says of all is not narrowed"


@pytest.mark.usefixtures("until")
def test_it_is_sorted_by_how_long_and_by_how_late() -> None:
    since = [each[6] for each in rows()]
    assert since == sorted(since)
    late = rows("?sort=late")[0]
    assert (late[1], late[6], late[7], late[8], late[9]) == (AWKWARD_CHILD, "2016-11-07", "7", "2016-11-10", "4")
    assert [each[1] for each in rows("?sort=until")][:2] == [AWKWARD_CHILD, LOOKED_AFTER]


@pytest.mark.usefixtures("until")
def test_its_files_run_no_formula_and_are_noted_with_every_child() -> None:
    taken = rows("?ends=passed")
    assert (taken[0][0], taken[0][10]) == (f"'{FORMULA} Example", "'=1+1")
    book = browser_of(Persona.DIRECTOR).get(XLSX + "?ends=passed")
    assert book["Content-Disposition"] == 'attachment; filename="held-by-managers.xlsx"'
    sheet = zipfile.ZipFile(io.BytesIO(book.content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    entries = AccessEntry.objects.filter(doing="exported", page="casework:held-by-managers")
    assert [each.shown_count for each in entries] == [1, 1]
    assert set(ShownChild.objects.filter(entry__in=entries).values_list("person_id", flat=True)) == {AWKWARD_CHILD}


def test_a_page_notes_those_on_it_and_a_file_all_of_them() -> None:
    page = text(Persona.DIRECTOR, HELD)
    assert f"1 to 50 of {OTHERS + 1}" in page
    assert len(rows()) == OTHERS + 1
    entries = AccessEntry.objects.filter(page="casework:held-by-managers").order_by("pk")
    assert [(each.doing, each.shown_count) for each in entries] == [("listed", 50), ("exported", OTHERS + 1)]


def test_a_restricted_child_and_one_of_another_service_are_in_no_file() -> None:
    assert UNSEEN in {each[1] for each in rows(persona=Persona.TEAM_MANAGER)}
    director = personas.make(Persona.DIRECTOR)
    access.restrict(person_id=UNSEEN, why="a relative works in the team", allowed=[director], by=director)
    assert UNSEEN not in {each[1] for each in rows(persona=Persona.TEAM_MANAGER)}
    assert UNSEEN in {each[1] for each in rows()}
    assert "Ada Example" not in text(Persona.TEAM_MANAGER, HELD + "?q=Ada")


@pytest.mark.parametrize("path", [CSV, XLSX])
@pytest.mark.parametrize("persona", [Persona.PRACTITIONER, Persona.ELECTED_MEMBER, Persona.ADMINISTRATOR])
def test_it_refuses_whoever_sees_no_team(persona: Persona, path: str) -> None:
    assert browser_of(persona).get(path).status_code == 403


@pytest.mark.parametrize("path", [HELD, CSV])
def test_queries_do_not_grow_with_children(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = browser_of(Persona.TEAM_MANAGER)
    browser.get(path)
    counted = []
    for restricted in (0, 40):
        director = personas.make(Persona.DIRECTOR)
        for person in [f"K{number:02}" for number in range(restricted)]:
            access.restrict(person_id=person, why="to have fewer to show", allowed=[director], by=director)
        monkeypatch.setattr(lines_kept, "_KEPT", lines_kept._Kept())
        with CaptureQueriesContext(connection) as captured:
            browser.get(path)
        counted.append(len(captured))
    assert counted[0] == counted[1]
