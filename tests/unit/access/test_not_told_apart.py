"""A restricted child and a handle of nobody cannot be told apart: not by the answer, and not by how long it took."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sightline.access.actions import restrict
from sightline.access.matrix import OF_ONE_CHILD
from sightline.access.models import AccessEntry, Doing
from tests.support import site
from tests.support.addresses import ADDRESSES
from tests.support.personas import Persona, browser_of, make

pytestmark = pytest.mark.usefixtures("loaded")

NOBODY = "0" * 32
SAVEPOINT = re.compile(r'"s\d+_x\d+"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
READERS = (Persona.PRACTITIONER, Persona.TEAM_MANAGER, Persona.AUDITOR, Persona.INSPECTOR)
ABOUT_A_CHILD = sorted(
    {each for name, each in ADDRESSES.items() if name in OF_ONE_CHILD} | {"/children/{child}/reason/"}
)


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
    assert compared


def test_trying_a_handle_of_nobody_is_logged_without_a_child() -> None:
    browser_of(Persona.PRACTITIONER).get(f"/children/{NOBODY}/")
    entry = AccessEntry.objects.get(doing=Doing.REFUSED)
    assert (entry.person_id, entry.why, entry.page) == (None, "no such child", "casework:child")
