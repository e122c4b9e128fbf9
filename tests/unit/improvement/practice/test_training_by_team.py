"""The lists behind the page of training: paged, filtered, and to each reader what they may see."""

from __future__ import annotations

import dataclasses
import re

import pytest

from sightline.access.bearer import bearer
from sightline.access.models import Account
from sightline.findings.queries import Loaded
from sightline.improvement.actions.training import need
from sightline.improvement.models import NeedSource
from sightline.improvement.queries import training as queries
from sightline.improvement.queries.practice_evidence import evidence
from sightline.improvement.queries.training import Suggested, needs, seen_by, workforce
from sightline.improvement.views.training_by_team import suggestions_to
from tests.support import site
from tests.support.personas import Persona, browser_of, make

HERE = "/improvement/practice/training/"
pytestmark = pytest.mark.django_db


def many(count: int) -> list[Suggested]:
    """So many suggestions: of T1 as a whole, then of W1 alone, turn about."""
    return [
        Suggested("voice", f"Figure number {n} says so.", NeedSource.AUDIT, "T1", "W1" if n % 2 else "")
        for n in range(count)
    ]


@pytest.fixture
def suggesting(council: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that suggests 120 things."""
    monkeypatch.setattr(queries, "suggested", lambda staff, found: many(120))


def test_the_first_page_shows_a_few_and_leads_to_the_rest(suggesting: None) -> None:
    page = browser_of(Persona.AUDITOR).get(HERE).content.decode()
    assert page.count("Figure number") == 5
    assert "All 120 that the record suggests" in page
    for name in ("suggested", "courses", "screenings", "supervision"):
        assert f'href="{HERE}{name}/"' in page


def test_the_rest_are_a_paged_list_that_is_filtered(suggesting: None) -> None:
    browser = browser_of(Persona.AUDITOR)
    first = browser.get(f"{HERE}suggested/").content.decode()
    assert "1 to 50 of 120" in first
    assert len(re.findall(r"Figure number \d+", first)) == 50
    last = browser.get(f"{HERE}suggested/?page=3").content.decode()
    assert "101 to 120 of 120" in last
    people = browser.get(f"{HERE}suggested/?whom=person").content.decode()
    assert "1 to 50 of 60" in people
    assert people.count("Sam Worker, 0-25 Team</td>") == 50
    assert "was set aside" in browser.get(f"{HERE}suggested/?team=nowhere").content.decode()


def test_a_suggestion_of_a_person_is_for_who_answers_for_them(suggesting: None) -> None:
    for persona, shown in (
        (Persona.AUDITOR, 120),
        (Persona.TEAM_MANAGER, 120),
        (Persona.BOARD_PARTNER, 60),
        (Persona.ANALYST, 60),
    ):
        page = browser_of(persona).get(f"{HERE}suggested/").content.decode()
        assert f"1 to 50 of {shown}" in page, persona
        assert ("Sam Worker" in page) == (shown == 120), persona


def test_what_was_said_is_suggested_no_more(suggesting: None, council: Loaded) -> None:
    lead = make(Persona.AUDITOR)
    need(topic="voice", words="Children are not heard here", source="audit", team_id="T1", by=lead)
    seen = seen_by(bearer(lead, site.AS_AT))
    left = suggestions_to(seen, workforce(), evidence(), needs(None, workforce(), evidence()))
    assert len(left) == 60
    assert all(each.person for each in left)


def test_following_a_suggestion_fills_the_form_in_from_it(suggesting: None) -> None:
    browser = browser_of(Persona.AUDITOR)
    page = browser.get(f"{HERE}suggested/?whom=person").content.decode()
    address = re.search(r'href="([^"]*training/new/\?[^"]*)"', page)
    assert address is not None
    form = browser.get(address[1].replace("&amp;", "&")).content.decode()
    assert "Figure number 1 says so." in form
    assert re.search(r'<option value="W1" selected', form)


def test_who_may_not_lead_practice_is_offered_no_saying(suggesting: None) -> None:
    for address in (HERE, f"{HERE}suggested/"):
        assert "Say so" not in browser_of(Persona.TEAM_MANAGER).get(address).content.decode()
        assert "Say so" in browser_of(Persona.AUDITOR).get(address).content.decode()


def test_courses_say_who_lacks_them_to_who_answers_for_them(council: Loaded) -> None:
    lead = browser_of(Persona.AUDITOR).get(f"{HERE}courses/").content.decode()
    assert "Pat Worker" in lead
    assert "0 of 1" in lead
    other = browser_of(Persona.TEAM_MANAGER).get(f"{HERE}courses/?course=exploitation").content.decode()
    assert "Pat Worker" not in other
    assert "Download every team" in other


def test_supervision_stands_by_team_with_the_worst_first(council: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    from sightline.improvement.themes import Share
    from sightline.improvement.views import training_by_team

    shown = {"T1": Share(1, 10), site.AWKWARD_TEAM: Share(5, 10)}
    staff = dataclasses.replace(workforce(), supervision=shown)
    monkeypatch.setattr(training_by_team, "workforce", lambda: staff)
    page = browser_of(Persona.AUDITOR).get(f"{HERE}supervision/").content.decode()
    assert "Of 20 monthly supervisions" in page
    assert page.index("5 of 10") < page.index("1 of 10")
    by_name = browser_of(Persona.AUDITOR).get(f"{HERE}supervision/?sort=team").content.decode()
    assert by_name.index("1 of 10") < by_name.index("5 of 10")


@pytest.mark.parametrize("name", ["", "suggested/", "courses/", "screenings/", "supervision/"])
def test_it_refuses_who_does_not_read_of_practice(council: Loaded, name: str) -> None:
    for persona in (Persona.ELECTED_MEMBER, Persona.PRACTITIONER, Persona.ADMINISTRATOR):
        assert browser_of(persona).get(HERE + name).status_code == 403, persona


def test_no_page_asks_more_of_the_store_for_more_suggestions(
    council: Loaded, monkeypatch: pytest.MonkeyPatch, lead: Account
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = browser_of(Persona.AUDITOR)
    counts = []
    for size in (3, 300):
        monkeypatch.setattr(queries, "suggested", lambda staff, found, size=size: many(size))
        browser.get(HERE)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(HERE).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
