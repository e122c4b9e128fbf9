"""The search page: who may ask, what is kept of it, and that no input breaks it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sightline.access import actions
from sightline.access.models import AccessEntry, Account, Doing
from sightline.casework.queries import searching
from sightline.casework.search.asking import LONGEST, SHORTEST, asked, cleaned
from sightline.casework.search.index import rebuild_search
from sightline.ledger.loading import load
from sightline.sources.extract import from_rows
from tests.support.personas import Persona, browser_of, make
from tests.unit.casework.search.conftest import AS_AT, rows

PAGE = "/search/"
MAY_SEARCH = frozenset(
    {
        Persona.PRACTITIONER,
        Persona.TEAM_MANAGER,
        Persona.FRONT_DOOR,
        Persona.REVIEWING_OFFICER,
        Persona.AUDITOR,
        Persona.ANALYST,
        Persona.HEAD_OF_SERVICE,
        Persona.DIRECTOR,
        Persona.INSPECTOR,
    }
)
HOSTILE = (
    "\x00",
    "\x00\x01\x02John\x7f",
    "x" * 10_000,
    "%",
    "%%%___",
    "' OR 1=1 --",
    '"; DROP TABLE casework_searchkey; --',
    "(((((",
    "[a-z]+$(.*)*\\",
    "😀😀",
    "👨‍👩‍👧‍👦 family",
    "\u202esmith",
    "ليلى حداد",
    "a\u0300\u0301\u0302\u0303" * 30,
    "ß ﬃ Ⅷ ²",
    "99/99/9999",
    "0/0/00",
    "31/02/2009",
    "1" * 190,
    "AV12 6GX " * 20,
    "{{ 7|add:7 }}",
    "<script>alert(1)</script>",
    "\r\nSet-Cookie: x=1",
    " ",
    "a",
    "ⅰ1¹",
)


@pytest.mark.django_db
@pytest.mark.parametrize("persona", list(Persona))
def test_it_is_open_to_those_who_may_search(persona: Persona) -> None:
    browser = browser_of(persona)
    expected = 302 if persona is Persona.PUBLIC else 200 if persona in MAY_SEARCH else 403
    assert browser.get(PAGE).status_code == expected
    assert browser.post(PAGE, {"words": "John Smith"}).status_code == expected


@pytest.fixture
def browser(front_door: Account) -> Client:
    """The front door's browser."""
    return browser_of(Persona.FRONT_DOOR)


def test_the_answer_is_one_line_a_child(browser: Client) -> None:
    page = browser.post(PAGE, {"words": "Jon Smith 2/3/2009"})
    words = page.content.decode()
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    for each in ("John Smith", "Open", "4 Jan 2016", "Assessment", "Sam Worker", "day and month swapped"):
        assert each in words
    assert "John" not in words.split("</title>")[0]
    assert actions.handles(person_ids=["smith"])["smith"] in words


def test_the_log_keeps_whom_it_showed_and_never_the_words(browser: Client, front_door: Account) -> None:
    browser.post(PAGE, {"words": "Jon Smyth 3/2/2009"})
    entry = AccessEntry.objects.get(account=front_door, doing=Doing.SEARCHED.value)
    assert list(entry.shown.values_list("person_id", flat=True)) == ["smith"]
    assert (entry.why, entry.page) == ("name or address, date of birth", "search")
    assert not any("smyth" in str(value).lower() for value in vars(entry).values())


def test_a_search_that_finds_nobody_is_logged_too(browser: Client, front_door: Account) -> None:
    page = browser.post(PAGE, {"words": "Xqzzt"})
    assert "Nobody was found" in page.content.decode()
    assert AccessEntry.objects.get(account=front_door, doing=Doing.SEARCHED.value).shown_count == 0


def test_words_in_an_address_are_not_read(browser: Client) -> None:
    assert "John" not in browser.get(PAGE, {"words": "John Smith"}).content.decode()


IDENTIFYING = ("John Smith", "3/2/2009", "9434765919", "AV12 6GX")


def is_shown(browser: Client, words: str) -> bool:
    """Whether the page shows the child "smith" for ``words``."""
    page = browser.post(PAGE, {"words": words}).content.decode()
    return ">John Smith<" in page or "Sam Worker" in page or actions.handles(person_ids=["smith"])["smith"] in page


def test_a_restricted_child_is_not_found(browser: Client) -> None:
    assert all(is_shown(browser, words) for words in IDENTIFYING)
    actions.restrict(person_id="smith", why="the family is at risk", allowed=[], by=make(Persona.DIRECTOR))
    assert not any(is_shown(browser, words) for words in IDENTIFYING)
    assert is_shown(browser_of(Persona.DIRECTOR), "John Smith")


def test_ones_own_family_is_not_found(browser: Client, front_door: Account) -> None:
    actions.declare_own_family(person_id="smith", relation="nephew", account=front_door, by=front_door)
    assert not any(is_shown(browser, words) for words in IDENTIFYING)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_answered(browser: Client, words: str) -> None:
    page = browser.post(PAGE, {"words": words})
    assert page.status_code in (200, 422)
    assert b"<script>alert" not in page.content


@pytest.mark.parametrize("words", ["", " ", "a", "?", "\x00", "%", "x" * 10_000])
def test_too_little_and_too_much_are_refused_in_words(browser: Client, words: str) -> None:
    page = browser.post(PAGE, {"words": words})
    assert page.status_code == 422
    text = page.content.decode()
    assert "There is a problem" in text
    assert "<title>Error: " in text
    assert len(text) < 20_000


@given(st.text(max_size=300))
@settings(max_examples=400)
def test_anything_typed_is_taken_apart(words: str) -> None:
    found = asked(words, AS_AT)
    assert asked(cleaned(words), AS_AT) == found  # nothing more to clean
    assert not any(each.isspace() or "\x00" in each for each in (*found.words, *found.identifiers))
    assert all(len(each) <= LONGEST for each in (*found.words, *found.identifiers))
    assert (
        found.is_too_short
        or found.dates
        or sum(map(len, (*found.words, *found.identifiers, *found.postcodes))) >= (SHORTEST)
    )


class AnythingTyped(TestCase):
    """A search of anything at all is answered, on either database."""

    def setUp(self) -> None:
        """The families, indexed."""
        load(from_rows(rows()), by="a test", why="to search", source="generated")
        rebuild_search()
        self.browser = browser_of(Persona.FRONT_DOOR)

    @given(st.one_of(st.text(max_size=250), st.text("0123456789/-. AV'%_", max_size=40)))
    @settings(max_examples=40)
    def test_it_is_answered(self, words: str) -> None:
        """Neither a server error nor more than fifty."""
        page = self.browser.post(PAGE, {"words": words})
        assert page.status_code in (200, 422)


@pytest.mark.usefixtures("front_door")
def test_nothing_is_locked_while_children_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    outside = list(connection.savepoint_ids)
    looked: list[list[str]] = []
    real = searching.find

    def finding(*given: Any) -> Any:
        looked.append(list(connection.savepoint_ids))
        return real(*given)

    monkeypatch.setattr("sightline.casework.views.search.find", finding)
    assert browser_of(Persona.FRONT_DOOR).post("/search/", {"words": "Example"}).status_code == 200
    assert looked == [outside]
