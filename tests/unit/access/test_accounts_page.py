"""The list of accounts: filtered and sorted by its address, and taken away with a line in the log."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.access import actions
from sightline.access.models import AccessEntry
from tests.support.personas import Persona, browser_of, make

pytestmark = pytest.mark.usefixtures("store")
ACCOUNTS = "/accounts/"


def rows(query: str) -> list[list[str]]:
    answer = browser_of(Persona.ADMINISTRATOR).get(f"/accounts.csv{query}")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


def test_it_is_filtered_and_sorted_by_its_address() -> None:
    manager, director = make(Persona.TEAM_MANAGER), make(Persona.DIRECTOR)
    actions.close_account(account=director, by=None)
    manager.last_login = dt.datetime(2016, 11, 9, 12, tzinfo=dt.UTC)
    manager.save()
    assert [each[0] for each in rows("?role=team-manager")] == [manager.name]
    assert [(each[0], each[2]) for each in rows("?state=closed")] == [(director.name, "closed")]
    assert rows("?sort=longest")[0][:1] == [director.name], "who never signed in"
    assert rows(f"?q={manager.email}")[0][3:] == ["Team manager (T1)", "2016-11-09 12:00"]
    assert "was set aside" in browser_of(Persona.ADMINISTRATOR).get(ACCOUNTS + "?role=king").content.decode()


def test_its_files_are_noted_and_run_no_formula() -> None:
    make(Persona.DIRECTOR)
    actions.add_account(email="e@avonmere.example", name="=1+1", by=None)
    assert [each[0] for each in rows("?q=e@avonmere")] == ["'=1+1"]
    book = browser_of(Persona.ADMINISTRATOR).get("/accounts.xlsx").content
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    assert AccessEntry.objects.filter(doing="exported", page="access:accounts").count() == 2


@pytest.mark.parametrize("path", ["/accounts.csv", "/accounts.xlsx"])
def test_it_refuses_the_director(path: str) -> None:
    assert browser_of(Persona.DIRECTOR).get(path).status_code == 403


def test_its_queries_do_not_grow_with_accounts() -> None:
    browser = browser_of(Persona.ADMINISTRATOR)
    browser.get(ACCOUNTS)
    counted = []
    for persona in (Persona.TEAM_MANAGER, Persona.AUDITOR):
        make(persona)
        with CaptureQueriesContext(connection) as captured:
            browser.get(ACCOUNTS)
        counted.append(len(captured))
    assert counted[0] == counted[1]
