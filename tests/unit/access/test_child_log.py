"""The access log of a child: paged, filtered and sorted by its address, and taken away with a line of its own."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.access import actions
from sightline.access.models import AccessEntry, Doing
from tests.support import site
from tests.support.personas import Persona, browser_of, make

pytestmark = pytest.mark.usefixtures("store", "evaluated")
NOON = dt.datetime(2016, 11, 9, 12, tzinfo=dt.UTC)
Logs = Callable[..., None]


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch) -> Logs:
    """Lines of the log of a child: opened so many times by a manager, and shown once in a list of three."""

    def act(times: int) -> None:
        monkeypatch.setattr("sightline.web.clock.now", lambda: NOON)
        manager, auditor = make(Persona.TEAM_MANAGER), make(Persona.AUDITOR)
        for _ in range(times):
            actions.log(by=manager, doing=Doing.OPENED, page="casework:child", person_id=site.UNSEEN, why="=1+1")
        at = dt.datetime(2016, 10, 31, 23, 30, tzinfo=dt.UTC)  # in November nowhere: England is on the same time
        monkeypatch.setattr("sightline.web.clock.now", lambda: at)
        shown = [site.UNSEEN, site.LOOKED_AFTER, site.UNTELLABLE]
        actions.log(by=auditor, doing=Doing.LISTED, page="casework:children", shown=shown)
        actions.log(by=auditor, doing=Doing.OPENED, page="casework:child", person_id=site.LOOKED_AFTER)
        monkeypatch.setattr("sightline.web.clock.now", lambda: NOON)

    return act


def path(ending: str = "/") -> str:
    return f"/children/{site.handle(site.UNSEEN)}/access{ending}"


def text(query: str = "") -> str:
    answer = browser_of(Persona.DIRECTOR).get(path() + query)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(query: str = "") -> list[list[str]]:
    answer = browser_of(Persona.DIRECTOR).get(path(".csv") + query)
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


def test_it_does_not_end_with_the_first_page(logs: Logs) -> None:
    logs(210)
    assert "1 to 50 of 212" in text()  # with the look itself and the list
    assert "201 to 213 of 213" in text("?page=5")
    assert len(rows()) == 214


def test_it_is_filtered_by_what_was_done_by_whom_and_when(logs: Logs) -> None:
    logs(2)
    auditor, manager = make(Persona.AUDITOR), make(Persona.TEAM_MANAGER)
    listed = ["2016-10-31 23:30", auditor.name, "Listed", "3", ""]
    opened = ["2016-11-09 12:00", manager.name, "Opened", "", "'=1+1"]
    assert rows("?doing=listed") == [listed]
    assert rows(f"?who={manager.pk}") == [opened, opened]
    assert rows("?until=2016-10") == [listed]
    assert listed not in rows("?from=2016-11")
    assert rows("?doing=opened&sort=earliest") == [opened, opened]
    assert rows("?sort=earliest")[0] == listed
    assert "was set aside" in text("?doing=nonsense&from=2016-13")


def test_its_files_are_noted_as_taken_and_run_no_formula(logs: Logs) -> None:
    logs(1)
    rows()
    book = browser_of(Persona.DIRECTOR).get(path(".xlsx"))
    assert book["Content-Disposition"] == 'attachment; filename="access-log.xlsx"'
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(book.content)).read("xl/worksheets/sheet1.xml").decode()
    taken = AccessEntry.objects.filter(doing="exported").order_by("pk").values_list("page", "person_id")
    assert list(taken) == [("access:child-log-csv", site.UNSEEN), ("access:child-log-xlsx", site.UNSEEN)]


@pytest.mark.parametrize("ending", ["/", ".csv", ".xlsx"])
def test_a_restricted_child_has_no_log_and_no_files(ending: str) -> None:
    director = make(Persona.DIRECTOR)
    actions.restrict(person_id=site.UNSEEN, why="a relative works in the team", allowed=[director], by=director)
    assert browser_of(Persona.TEAM_MANAGER).get(path(ending)).status_code == 404
    assert browser_of(Persona.DIRECTOR).get(path(ending)).status_code == 200


@pytest.mark.parametrize("ending", ["/", ".csv"])
def test_its_queries_do_not_grow_with_its_lines(logs: Logs, ending: str) -> None:
    browser = browser_of(Persona.DIRECTOR)
    browser.get(path(ending))
    counted = []
    for times in (1, 60):
        logs(times)
        with CaptureQueriesContext(connection) as captured:
            browser.get(path(ending))
        counted.append(len(captured))
    assert counted[0] == counted[1]
