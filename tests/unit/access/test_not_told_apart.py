"""A restricted child and a handle of nobody cannot be told apart: not by the answer, and not by how long it took."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sightline.access.actions import restrict
from sightline.access.matrix import OF_ONE_CHILD, routes
from sightline.access.models import AccessEntry, Doing
from sightline.access.permissions import Permission
from sightline.casework.search.index import rebuild_search
from tests.support import site
from tests.support.addresses import ADDRESSES
from tests.support.personas import BOUND, Persona, browser_of, make

pytestmark = pytest.mark.usefixtures("loaded")

NOBODY = "0" * 32
SAVEPOINT = re.compile(r'"s\d+_x\d+"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
READERS = [each for each in Persona if each is not Persona.DIRECTOR]  # who restricts a child reads what was restricted
OF_A_HANDLE = {each.name for each in routes() if "<slug:handle>" in each.pattern}
ABOUT_A_CHILD = sorted(ADDRESSES[each] for each in OF_A_HANDLE)

REACHING = {  # to whom the child would be shown
    Persona.TEAM_MANAGER,
    Persona.HEAD_OF_SERVICE,
    Persona.FRONT_DOOR,
    Persona.AUDITOR,
    Persona.ANALYST,
    Persona.INSPECTOR,
}


def words_of(answer: Any, handle: str) -> str:
    """The page without what differs each time it is opened, and without the handle that was asked for."""
    return TOKEN.sub("", answer.content.decode()).replace(handle, "")


def asked(browser: Client, address: str) -> tuple[Any, list[str]]:
    """The answer, and what each query began with."""
    with CaptureQueriesContext(
        connection,
    ) as counted:
        answer = browser.get(address)
    return answer, [SAVEPOINT.sub("", each["sql"].partition(" WHERE ")[0][:60]) for each in counted]


@pytest.mark.parametrize("persona", READERS)
def test_the_same_page_after_the_same_queries(persona: Persona) -> None:
    restrict(person_id=site.LOOKED_AFTER, why="A colleague's own child", allowed=[], by=make(Persona.DIRECTOR))
    browser = browser_of(persona)
    browser.get("/my-account/")
    there, not_there = site.handle(site.LOOKED_AFTER), NOBODY
    compared = 0
    for address in ABOUT_A_CHILD:
        one, queries_of_one = asked(browser, address.format(child=there))
        other, queries_of_other = asked(browser, address.format(child=not_there))
        assert one.status_code == other.status_code, address
        assert words_of(one, there) == words_of(other, not_there), address
        assert queries_of_one == queries_of_other, address
        compared += one.status_code == 404
    assert compared or not _may_open_children(persona)


def test_every_address_of_a_handle_authorises_the_child_or_asks_why() -> None:
    assert {"access:reason", "access:own-family"} == OF_A_HANDLE - OF_ONE_CHILD


@pytest.mark.parametrize("persona", READERS)
def test_no_search_list_or_export_admits_that_there_is_a_restricted_child(persona: Persona) -> None:
    rebuild_search()
    browser = browser_of(persona)
    rows = _rows_of(browser)
    restrict(person_id=site.LOOKED_AFTER, why="A colleague's own child", allowed=[], by=make(Persona.DIRECTOR))
    for address in ("/search/?q=Cass", "/children/?q=Cass", "/children.csv", "/findings/children.csv", "/children/"):
        page = browser.get(address).content.decode()
        assert site.handle(site.LOOKED_AFTER) not in page, address
        assert "Cass Example" not in page, address
    assert _rows_of(browser) == rows - (rows > 0 and persona in REACHING)


def _may_open_children(persona: Persona) -> bool:
    role = BOUND[persona].role if persona in BOUND else None
    return role is not None and Permission.CHILD_OPEN in role.permissions


def _rows_of(browser: Client) -> int:
    """How many rows somebody's own children are exported in; 0 for those who may not."""
    answer = browser.get("/children.csv")
    return answer.content.decode().count("\r\n") if answer.status_code == 200 else 0


def test_trying_a_handle_of_nobody_is_logged_without_a_child() -> None:
    browser_of(Persona.PRACTITIONER).get(f"/children/{NOBODY}/")
    entry = AccessEntry.objects.get(doing=Doing.REFUSED)
    assert (entry.person_id, entry.why, entry.page) == (None, "no such child", "casework:child")
