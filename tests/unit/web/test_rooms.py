"""The navigation: few rooms, each leading where its reader may go, and saying where they are."""

from __future__ import annotations

import re

import pytest

from sightline.access.bearer import bearer
from sightline.findings.queries import Loaded
from sightline.web import rooms
from sightline.web.clock import today
from sightline.web.rooms import Navigation, Place, first_open, may_open, navigation
from tests.support import site
from tests.support.personas import Persona, browser_of, make

pytestmark = pytest.mark.usefixtures("loaded")
MOST = 8  # rooms on one line of a page
SIGNED_IN = [each for each in Persona if each is not Persona.PUBLIC]


def of(persona: Persona, path: str) -> Navigation:
    return navigation(bearer(make(persona), today()), path)


def labels(persona: Persona) -> list[str]:
    return [each.label for each in of(persona, "/").rooms]


def test_a_director_has_every_room_and_no_more_than_fit() -> None:
    assert labels(Persona.DIRECTOR) == [
        "Today",
        "Children",
        "Teams",
        "Findings",
        "Inspection",
        "Improvement",
        "Scrutiny",
        "Council",
    ]
    assert len(labels(Persona.DIRECTOR)) <= MOST


@pytest.mark.parametrize(
    ("persona", "first", "absent"),
    [
        (Persona.PRACTITIONER, "Today", {"Teams", "Inspection", "Council"}),
        (Persona.FRONT_DOOR, "Today", {"Teams", "Inspection", "Council"}),
        (Persona.ELECTED_MEMBER, "Inspection", {"Today", "Children", "Teams", "Findings", "Improvement", "Council"}),
        (Persona.ADMINISTRATOR, "Council", {"Today", "Children", "Teams", "Findings", "Inspection"}),
    ],
)
def test_a_room_is_there_for_those_who_may_open_a_page_of_it(persona: Persona, first: str, absent: set[str]) -> None:
    assert labels(persona)[0] == first
    assert not absent & set(labels(persona))


@pytest.mark.parametrize("persona", SIGNED_IN)
def test_whatever_it_offers_opens_and_says_where_one_is(persona: Persona) -> None:
    browser = browser_of(persona)
    opened = 0
    for room in of(persona, "/").rooms:
        for place in of(persona, room.address).places or (room,):
            page = browser.get(place.address)
            assert page.status_code == 200, place.address
            at = re.findall(r'href="([^"]+)" aria-current="page"', page.content.decode())
            assert place.address in at, place.address
            opened += 1
    assert opened >= (0 if persona is Persona.WITHOUT_ROLE else 1)


def test_nobody_without_a_role_has_a_room() -> None:
    assert labels(Persona.WITHOUT_ROLE) == []
    assert first_open(bearer(make(Persona.WITHOUT_ROLE), today())) is None


@pytest.mark.parametrize(
    ("path", "room", "place"),
    [
        ("/today/teams/T1/", "Today", "Today"),
        ("/supervision/", "Today", "My supervision"),
        ("/supervision/team/", "Teams", "Supervision"),
        ("/supervision/record/W1/", "Teams", "Supervision"),
        ("/supervision/sessions/1/correct/", "Teams", "Supervision"),
        ("/findings/children/", "Findings", "Children behind them"),
        ("/standards/child-seen-6m/cases/", "Findings", "Standards"),
        ("/lines/adoption/", "Findings", "What an inspector would find"),
        ("/", "Findings", "What an inspector would find"),
        ("/duplicates/1/", "Children", "One child, two records"),
        ("/access/broken-glass/1/", "Council", "Broken glass"),
    ],
)
def test_a_page_within_is_in_its_room(path: str, room: str, place: str) -> None:
    found = of(Persona.DIRECTOR, path) if "duplicates" not in path else of(Persona.ANALYST, path)
    assert found.room == room
    assert [each.label for each in found.rooms if each.current] == [room]
    assert [each.label for each in found.places if each.current] == [place]


def test_a_childs_page_is_among_the_children(loaded: Loaded) -> None:
    found = of(Persona.DIRECTOR, f"/children/{site.handle(site.UNSEEN)}/timeline/")
    assert [each.label for each in found.rooms if each.current == "true"] == ["Children"]


def test_ones_own_account_is_in_no_room() -> None:
    assert not any(each.current for each in of(Persona.DIRECTOR, "/my-account/").rooms)


def test_a_page_that_is_not_there_yet_is_not_offered() -> None:
    director = bearer(make(Persona.DIRECTOR), today())
    assert not may_open(director, Place("Elsewhere", "/elsewhere/"))
    assert all(rooms._asked(place.address) for room in rooms.ROOMS for place in room.places)


@pytest.mark.parametrize("path", ["/inspection/inspectors/", "/inspection/inspectors/3/", "/inspection/reports/new/"])
def test_inspectors_and_reports_are_part_of_what_ofsted_did(path: str) -> None:
    at = of(Persona.DIRECTOR, path)
    assert [each.label for each in at.places if each.current] == ["By Ofsted"]
