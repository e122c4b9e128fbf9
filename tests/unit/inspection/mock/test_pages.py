"""The pages of a mock inspection, as each persona opens them."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sightline.access import actions as access
from sightline.access.bearer import bearer
from sightline.access.matrix import Outcome, expected, routes
from sightline.access.models import AccessEntry
from sightline.inspection.models import Evidence, MockInspection, Sample
from sightline.inspection.queries.how_far import known_of
from sightline.inspection.queries.room import PLACES, room_links
from sightline.inspection.queries.steps import steps
from tests.support import mocks, site
from tests.support.personas import BOUND, Persona, browser_of, make

PAGES = {
    "mock:room": "/inspection/",
    "mock:frameworks": "/inspection/frameworks/",
    "mock:framework": "/inspection/frameworks/sif-2013-2017/",
    "mock:mocks": "/inspection/mock/",
    "mock:begin": "/inspection/mock/new/?kind=sif-2013-2017:single-inspection",
    "mock:mock": "/inspection/mock/{mock}/",
    "mock:scope": "/inspection/mock/{mock}/scope/",
    "mock:members": "/inspection/mock/{mock}/people/",
    "mock:member": "/inspection/mock/{mock}/people/{member}/",
    "mock:evidence": "/inspection/mock/{mock}/evidence/",
    "mock:sample": "/inspection/mock/{mock}/sample/",
    "mock:draw": "/inspection/mock/{mock}/sample/draw/",
    "mock:again": "/inspection/mock/{mock}/sample/again/",
    "mock:how-many": "/inspection/mock/{mock}/sample/how-many/",
    "mock:hours": "/inspection/mock/{mock}/hours/",
    "mock:close": "/inspection/mock/{mock}/close/",
}
APART = {"mock:sample-csv", "mock:sample-xlsx", "mock:leave-out"}  # these ask for more than a permission: below


def at(mock: MockInspection, name: str) -> str:
    member = mock.members.order_by("pk").last()
    assert member is not None
    return PAGES[name].format(mock=mock.pk, member=member.pk)


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return html.unescape(answer.content.decode())


def test_every_page_of_a_mock_inspection_is_looked_at_here() -> None:
    assert {each.name for each in routes() if each.name.startswith("mock:")} == set(PAGES) | APART


@pytest.mark.parametrize("persona", Persona)
def test_each_persona_gets_of_each_page_what_their_role_says(mock: MockInspection, persona: Persona) -> None:
    browser, bound = browser_of(persona), BOUND.get(persona)
    asked = {each.name: each.permission for each in routes()}
    said = {}
    for name in PAGES:
        permission = asked[name]
        assert permission is not None
        wanted = expected(permission, bound.role if bound else None, is_signed_in=bound is not None)
        answer = Outcome.of(browser.get(at(mock, name)))
        if answer is not wanted:
            said[name] = f"{answer} and not {wanted}"
    assert said == {}


def test_a_mock_inspection_that_is_not_there_is_not_found(mock: MockInspection) -> None:
    browser = browser_of(Persona.AUDITOR)
    for address in ("/inspection/mock/999/", "/inspection/mock/999/sample/", "/inspection/frameworks/none/"):
        assert browser.get(address).status_code == 404


def test_the_steps_say_what_is_missing(begun: MockInspection) -> None:
    shown = page(browser_of(Persona.AUDITOR), at(begun, "mock:mock"))
    assert "0 of 9 steps done." in shown
    assert "The evidence is not frozen." in shown
    assert "Freeze the evidence first: it holds who there is." in shown
    assert "There is no sample yet." in shown


def test_the_steps_say_what_is_done(mock: MockInspection) -> None:
    shown = page(browser_of(Persona.AUDITOR), at(mock, "mock:mock"))
    assert "2 of 9 steps done." in shown
    assert "6 files drawn from" in shown
    assert "6 files are not audited yet, 6 of them with nobody." in shown


def test_one_is_begun_from_its_pages(store: None) -> None:
    browser = browser_of(Persona.AUDITOR)
    assert "Single Inspection Framework: Single inspection, four weeks" in page(browser, "/inspection/mock/new/")
    answer = browser.post(
        "/inspection/mock/new/?kind=focused-visit:focused-visit",
        {
            "title": "The front door",
            "why": "Referrals have doubled since the summer.",
            "areas": ["front-door"],
            "as_at": "2016-11-14",
            "starts_on": "2016-11-21",
            "ends_on": "2016-11-22",
        },
    )
    made = MockInspection.objects.get()
    assert answer["Location"] == f"/inspection/mock/{made.pk}/"
    assert (made.framework, made.event, made.areas) == ("focused-visit", "focused-visit", ["front-door"])
    assert [each.account.name for each in made.members.all()] == ["Ali Auditor"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": " "}, "Give it a name"),
        ({"why": "so"}, "Say in a sentence why it is done"),
        ({"areas": ["elsewhere"]}, "Choose at least one area"),
        ({"as_at": "2016-11-15"}, "The day it is about cannot be to come: nothing is known of it yet."),
        ({"ends_on": "2016-11-20"}, "The last day of fieldwork is before the first."),
        ({"ends_on": "2018-11-21"}, "Fieldwork lasts no longer than a year."),
        ({"as_at": "0001-01-01"}, "Enter a day, such as 14 November 2016"),
    ],
)
def test_a_scope_that_cannot_be_is_refused_with_what_to_do(store: None, wrong: dict[str, object], words: str) -> None:
    right: dict[str, object] = {
        "title": "The front door",
        "why": "Referrals have doubled since the summer.",
        "areas": ["front-door"],
        "as_at": "2016-11-14",
        "starts_on": "2016-11-21",
        "ends_on": "2016-11-22",
    }
    answer = browser_of(Persona.AUDITOR).post(
        "/inspection/mock/new/?kind=focused-visit:focused-visit", {**right, **wrong}
    )
    assert words in html.unescape(answer.content.decode())
    assert not MockInspection.objects.exists()


def test_a_kind_that_is_not_offered_is_asked_for_again(store: None) -> None:
    browser = browser_of(Persona.AUDITOR)
    for kind in ("", "sif-2013-2017:focused-visit", "\0", "none"):
        assert "Choose what it is to be like" in page(browser, f"/inspection/mock/new/?kind={kind}")


def test_the_sample_names_to_a_reader_only_the_children_within_reach(mock: MockInspection) -> None:
    address = at(mock, "mock:sample")
    assert "Ada Example" in page(browser_of(Persona.AUDITOR), address)
    reviewer = page(browser_of(Persona.REVIEWING_OFFICER), address)
    assert "Example" not in reviewer
    assert reviewer.count("Beyond your reach") == 6
    assert "Not met for 400 days" not in reviewer


def test_a_child_restricted_since_is_not_in_the_sample_for_others(mock: MockInspection) -> None:
    director = make(Persona.DIRECTOR)
    access.restrict(person_id=site.UNSEEN, why="A member of staff's own child", allowed=[], by=director)
    address = at(mock, "mock:sample")
    for persona in (Persona.AUDITOR, Persona.REVIEWING_OFFICER):
        shown = page(browser_of(persona), address)
        assert "Ada Example" not in shown
        assert "1 to 5 of 5" in shown
    assert "Ada Example" in page(browser_of(Persona.DIRECTOR), address)


def test_showing_the_sample_is_logged_with_whom_it_showed(mock: MockInspection) -> None:
    page(browser_of(Persona.AUDITOR), at(mock, "mock:sample"))
    entry = AccessEntry.objects.filter(page="mock:sample").get()
    assert entry.shown_count == 6


def test_the_sample_is_downloaded_by_those_who_may_and_with_their_children_alone(mock: MockInspection) -> None:
    address = f"/inspection/mock/{mock.pk}/sample.csv"
    text = browser_of(Persona.AUDITOR).get(address).content.decode("utf-8-sig")
    assert text.count("Example") == 6
    assert browser_of(Persona.REVIEWING_OFFICER).get(address).content.decode("utf-8-sig").count("Example") == 0
    assert AccessEntry.objects.filter(page="mock:sample-csv", doing="exported").get().shown_count == 6
    peer = browser_of(Persona.PEER_REVIEWER).get(address)
    assert peer.status_code == 403


def test_files_are_drawn_from_the_page_and_come_out_again(begun: MockInspection) -> None:
    mocks.freeze(begun)
    browser = browser_of(Persona.AUDITOR)
    shown = page(browser, at(begun, "mock:draw"))
    assert "Children in need" in shown
    answer = browser.post(
        at(begun, "mock:draw"),
        {"why": "Enough for three days of two people.", "risk-children-in-need": "2", "lot-children-in-need": "3"},
    )
    assert answer["Location"] == at(begun, "mock:sample")
    drawn = Sample.objects.get()
    assert drawn.children.count() == 5
    assert "The same" in page(browser, at(begun, "mock:again"))
    changed = drawn.children.filter(is_random=True).first()
    assert changed is not None
    changed.person_id = "somebody chosen by hand"
    changed.save()
    assert "Not the same" in page(browser, at(begun, "mock:again"))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"risk-children-in-need": "-1"}, "Children in need, for risk: 0 or more"),
        ({"lot-children-in-need": "51"}, "Children in need, at random: at most 50"),
        ({"lot-children-in-need": "two"}, "Children in need, at random: enter a whole number"),
        ({}, "Say of at least one group how many files are to be read."),
        ({"lot-children-in-need": "2", "why": "so"}, "Say in a sentence why"),
        ({"lot-children-in-need": "2", "seed": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"lot-private-fostering": "2"}, "There is nobody in these groups whose file could be read."),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_what_to_do(
    begun: MockInspection, sent: dict[str, str], words: str
) -> None:
    mocks.freeze(begun)
    answer = browser_of(Persona.AUDITOR).post(at(begun, "mock:draw"), {"why": "Enough for three days.", **sent})
    assert words in html.unescape(answer.content.decode())
    assert not Sample.objects.exists()


def test_without_evidence_the_way_to_a_sample_leads_to_freezing_it(begun: MockInspection) -> None:
    browser = browser_of(Persona.AUDITOR)
    assert browser.get(at(begun, "mock:draw"))["Location"] == at(begun, "mock:evidence")
    assert "Freeze the evidence first" in page(browser, at(begun, "mock:sample"))
    assert browser.get(at(begun, "mock:again")).status_code == 404


def test_a_child_is_left_out_with_the_reason_and_stays_on_the_list(mock: MockInspection) -> None:
    browser = browser_of(Persona.AUDITOR)
    address = f"/inspection/mock/{mock.pk}/sample/3/leave-out/"
    assert "Say why, in a sentence" in html.unescape(browser.post(address, {"why": ""}).content.decode())
    browser.post(address, {"why": "The family has moved abroad."})
    shown = page(browser, at(mock, "mock:sample"))
    assert "The family has moved abroad." in shown
    assert "1 to 6 of 6" in shown
    assert AccessEntry.objects.filter(page="mock-sample", person_id="K00").exists()


def test_a_child_restricted_since_cannot_be_left_out_by_those_for_whom_they_are_not_there(mock: MockInspection) -> None:
    access.restrict(person_id=site.UNSEEN, why="A member of staff's own child", allowed=[], by=make(Persona.DIRECTOR))
    browser = browser_of(Persona.AUDITOR)
    assert browser.get(f"/inspection/mock/{mock.pk}/sample/1/leave-out/").status_code == 404
    assert browser.get(f"/inspection/mock/{mock.pk}/sample/99/leave-out/").status_code == 404


def test_hours_are_planned_and_said_and_stand_beside_four_weeks(mock: MockInspection) -> None:
    browser = browser_of(Persona.AUDITOR)
    address = at(mock, "mock:hours")
    planned = {"plan-preparing": "3.5", "plan-auditing": "60", "plan-listening": "10", "plan-concluding": "15.25"}
    assert browser.post(address, {"intent": "plan", **planned}).status_code == 302
    said = {"spent-kind": "preparing", "spent-hours": "4", "spent-words": "An afternoon"}
    assert browser.post(address, {"intent": "spend", **said}).status_code == 302
    shown = page(browser, address)
    assert "592 to 888 hours" in shown
    assert "88.75" in shown
    assert "Planned here: 10% to 15% of it. Spent so far: 0% to 1%." in shown
    assert "4 hours, Preparing: scope, evidence, sample: An afternoon" in shown


@pytest.mark.parametrize("hours", ["0", "-3", "101", "NaN", "Infinity", "many", ""])
def test_hours_that_cannot_be_are_refused(mock: MockInspection, hours: str) -> None:
    answer = browser_of(Persona.AUDITOR).post(
        at(mock, "mock:hours"), {"intent": "spend", "spent-kind": "auditing", "spent-hours": hours}
    )
    assert "There is a problem" in answer.content.decode()
    assert not mock.hours.exists()


def test_who_may_only_read_changes_nothing(mock: MockInspection) -> None:
    browser = browser_of(Persona.ANALYST)
    for name in ("mock:scope", "mock:members", "mock:evidence", "mock:hours"):
        assert browser.post(at(mock, name), {"intent": "plan"}).status_code == 403, name
        assert '<form method="post" class' not in page(browser, at(mock, name))
    assert Evidence.objects.count() == 1


def test_visits_show_no_grade(store: None) -> None:
    visit = mocks.begin("focused-visit")
    mocks.freeze(visit)
    shown = page(browser_of(Persona.AUDITOR), at(visit, "mock:evidence"))
    assert "A focused visit gives no grade" in shown
    assert "Inadequate" not in shown


def test_what_a_mock_inspection_has_is_counted_in_few_queries(
    mock: MockInspection, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    found = MockInspection.objects.get(pk=mock.pk)
    with django_assert_max_num_queries(8):
        known_of(found)


def test_the_sample_leads_to_how_good_a_mock_is_and_the_room_to_the_lists(mock: MockInspection) -> None:
    for each in (Persona.AUDITOR, Persona.PEER_REVIEWER, Persona.INSPECTOR):
        browser = browser_of(each)
        assert 'href="/inspection/how-good/"' in page(browser, at(mock, "mock:sample"))
        assert browser.get("/inspection/how-good/").status_code == 200
        assert 'href="/inspection/lists/"' in page(browser, at(mock, "mock:room"))
    assert 'href="/inspection/lists/"' not in page(browser_of(Persona.ELECTED_MEMBER), at(mock, "mock:room"))


def test_the_room_and_the_steps_lead_to_pages_that_are_there(mock: MockInspection) -> None:
    browser, director = browser_of(Persona.DIRECTOR), bearer(make(Persona.DIRECTOR), site.AS_AT)
    places = room_links(director)
    assert len(places) == len(PLACES)
    links = [each.address for step in steps(mock) for each in step.links]
    assert len(links) == 13
    for address in [*(each.address for each in places), *links]:
        assert browser.get(address).status_code == 200, address
