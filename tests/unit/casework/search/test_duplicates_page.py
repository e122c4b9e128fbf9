"""The pages on which two records are put side by side, merged and unmerged: who may, what is shown, what is refused."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sightline.access import actions as access
from sightline.access.models import AccessEntry, Account, Doing
from sightline.casework.actions.suggesting import keep_suggestions
from sightline.casework.models import Merge, Suggestion
from sightline.casework.models.suggestions import BY_HAND, Decision
from sightline.casework.search.index import rebuild_search
from sightline.casework.search.linking import Link
from tests.support.personas import Persona, browser_of, make

PAGE = "/duplicates/"
WHY = "the school has one pupil"
MAY_DECIDE = frozenset({Persona.FRONT_DOOR, Persona.ANALYST})


@pytest.fixture
def browser(front_door: Account) -> Client:
    """The front door's browser, with one pair to decide."""
    keep_suggestions([Link("catherine", "smith", 0.97, ("same forename", "day and month swapped"))])
    return browser_of(Persona.FRONT_DOOR)


def number() -> int:
    """The suggestion's number."""
    return Suggestion.objects.get().pk


@pytest.mark.parametrize("persona", list(Persona))
def test_they_are_open_to_those_who_may_decide(browser: Client, persona: Persona) -> None:
    visitor = browser_of(persona)
    expected = 302 if persona is Persona.PUBLIC else 200 if persona in MAY_DECIDE else 403
    for address in (PAGE, f"{PAGE}{number()}/"):
        assert visitor.get(address).status_code == expected, address


def test_a_pair_is_listed_with_what_agrees(browser: Client, front_door: Account) -> None:
    page = browser.get(PAGE).content.decode()
    for each in ("John Smith", "Catherine Wright", "Very likely", "same forename; day and month swapped", "1 pair"):
        assert each in page
    entry = AccessEntry.objects.get(account=front_door, doing=Doing.LISTED.value)
    assert set(entry.shown.values_list("person_id", flat=True)) == {"catherine", "smith"}


def test_the_pair_side_by_side(browser: Client, front_door: Account) -> None:
    page = browser.get(f"{PAGE}{number()}/").content.decode()
    for each in ("3 February 2009", "15 July 2008", "A800000000017", "AV126GX", "cin visits: 1", "943 476 5919"):
        assert each in page
    assert "John" not in page.split("</title>")[0]
    opened = AccessEntry.objects.filter(account=front_door, doing=Doing.OPENED.value)
    assert set(opened.values_list("person_id", flat=True)) == {"catherine", "smith"}


def test_merging_and_undoing_it(browser: Client) -> None:
    address = f"{PAGE}{number()}/"
    handle = access.handles(person_ids=["catherine"])["catherine"]
    assert browser.post(address, {"decision": "b", "why": WHY}).status_code == 302
    made = Merge.objects.get()
    assert (made.kept, made.merged, made.why) == ("smith", "catherine", WHY)
    assert browser.get(address).status_code == 404
    page = browser.get(PAGE).content.decode()
    assert "No two records wait" in page
    assert WHY in page
    undo = f"{PAGE}merged/{made.pk}/undo/"
    assert WHY in browser.get(undo).content.decode()
    assert browser.post(undo, {"why": "short"}).status_code == 422
    done = browser.post(undo, {"why": "two children, both seen"})
    assert done.status_code == 200
    assert handle in done.content.decode()
    assert browser.get(undo).status_code == 404
    assert Suggestion.objects.get().decision == Decision.DIFFERENT


def test_two_children_stay_two(browser: Client) -> None:
    browser.post(f"{PAGE}{number()}/", {"decision": "different", "why": "two children, both seen"})
    assert Suggestion.objects.get().decision == Decision.DIFFERENT
    assert not Merge.objects.exists()


@pytest.mark.parametrize(
    "data", [{}, {"decision": "a"}, {"why": WHY}, {"decision": "c", "why": WHY}, {"decision": "a", "why": "x" * 3000}]
)
def test_half_a_decision_is_refused_in_words(browser: Client, data: dict[str, str]) -> None:
    page = browser.post(f"{PAGE}{number()}/", data)
    assert page.status_code == 422
    assert "There is a problem" in page.content.decode()
    assert not Merge.objects.exists()


def test_a_pair_with_a_restricted_child_is_not_there(browser: Client) -> None:
    access.restrict(person_id="smith", why="the family is at risk", allowed=[], by=make(Persona.DIRECTOR))
    page = browser.get(PAGE).content.decode()
    assert "Catherine" not in page
    assert "No two records wait" in page
    assert browser.get(f"{PAGE}{number()}/").status_code == 404


def test_a_page_that_is_no_page_is_the_first_or_empty(browser: Client) -> None:
    for page in ("0", "-1", "x", "99999", "²", "1" * 50):
        assert browser.get(PAGE, {"page": page}).status_code == 200


def test_the_number_of_queries_does_not_follow_the_number_of_pairs(browser: Client) -> None:
    browser.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        browser.get(PAGE)
    people = ("arabic", "grown", "jones", "lukasz", "muhammad", "nameless", "obrien", "sean", "smith", "unborn")
    keep_suggestions([Link(a, b, 0.9, ()) for a in people for b in people if a < b])
    with CaptureQueriesContext(connection) as many:
        assert "Next page" in browser.get(PAGE).content.decode()
    assert len(many) <= len(one)


def another(browser: Client, person_id: str) -> str:
    return f"/children/{access.handles(person_ids=[person_id])[person_id]}/another-record/"


def test_two_records_nobody_suggested_are_found_put_together_and_merged(browser: Client, front_door: Account) -> None:
    Suggestion.objects.all().delete()
    rebuild_search()
    address = another(browser, "smith")
    assert "Another record of this child" in browser.get(address).content.decode()
    found = browser.post(address, {"words": "Sean Kowalski"}).content.decode()
    assert "Put side by side" in found
    assert "Sean Kowalski" not in found.partition("</title>")[0]
    handle = access.handles(person_ids=["sean"])["sean"]
    assert handle in found
    answer = browser.post(address, {"other": handle})
    assert answer["Location"] == f"{PAGE}{number()}/"
    page = browser.get(answer["Location"]).content.decode()
    for words in ("Somebody put these two together by hand.", "3 February 2009", "30 January 2007"):
        assert words in page
    assert browser.post(answer["Location"], {"decision": "b", "why": WHY}).status_code == 302
    made = Merge.objects.get()
    assert (made.kept, made.merged) == ("smith", "sean")
    logged = AccessEntry.objects.filter(account=front_door, doing=Doing.CHANGED, why="put beside another record")
    assert {each.person_id for each in logged} == {"smith", "sean"}


def test_a_pair_put_together_by_hand_outlasts_the_night(browser: Client) -> None:
    handle = access.handles(person_ids=["sean"])["sean"]
    browser.post(another(browser, "smith"), {"other": handle})
    keep_suggestions([])
    assert Suggestion.objects.get().reasons == BY_HAND


def test_a_pair_decided_to_be_two_is_asked_again_with_what_was_said(browser: Client) -> None:
    browser.post(f"{PAGE}{number()}/", {"decision": "different", "why": "two children, both seen"})
    handle = access.handles(person_ids=["catherine"])["catherine"]
    answer = browser.post(another(browser, "smith"), {"other": handle})
    assert "two children, both seen" in browser.get(answer["Location"]).content.decode()


def test_a_record_is_not_put_beside_itself(browser: Client) -> None:
    handle = access.handles(person_ids=["smith"])["smith"]
    answer = browser.post(another(browser, "smith"), {"other": handle})
    assert answer.status_code == 422
    assert "one record already" in answer.content.decode()


@pytest.mark.parametrize("other", ["", "nobody", "0" * 32, "restricted"])
def test_nobody_who_may_not_be_known_of_is_put_beside(browser: Client, other: str) -> None:
    if other == "restricted":
        access.restrict(person_id="sean", why="the family is at risk", allowed=[], by=make(Persona.DIRECTOR))
        other = access.handles(person_ids=["sean"])["sean"]
    assert browser.post(another(browser, "smith"), {"other": other}).status_code == 404
    found = browser.post(another(browser, "smith"), {"words": "Sean Kowalski"})
    assert found.status_code == 200
    assert Suggestion.objects.filter(person_b="smith").count() == 1
