"""The pages of measures: the list, one of them, making one and ending one, and who may."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from sightline.access.models import AccessEntry, Account
from sightline.findings.queries import Loaded
from sightline.improvement.actions.measures import add_measure
from sightline.improvement.models import Measure, Recommendation, Source
from sightline.improvement.queries.measure_pages import choices
from sightline.web import clock
from tests.support import site
from tests.support.personas import Persona, browser_of, make
from tests.unit.improvement.measures.conftest import wanted

NEW = "/improvement/measures/new/?kind=standard&key=child-seen-6m"
SENT = {
    "counted": "open",
    "team": "",
    "target": "0",
    "target_on": "2017-05-31",
    "months_to_hold": "3",
    "recommendation": "",
    "words": "A child whom nobody sees cannot say.",
}


@pytest.fixture
def browser(loaded: Loaded) -> Client:
    """The performance analyst's."""
    return browser_of(Persona.ANALYST)


def page(browser: Client, address: str) -> str:
    """A page as it reads."""
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return html.unescape(answer.content.decode())


def test_a_measure_is_made_from_what_is_found(browser: Client) -> None:
    found = page(browser, "/improvement/measures/choose/?q=six+months+without")
    assert "kind=standard&key=child-seen-6m" in found
    answer = browser.post(NEW, SENT)
    made = Measure.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/improvement/measures/{made.pk}/")
    assert (made.target, made.higher_is_better, made.counted) == (0.0, False, "open")
    words = page(browser, answer["Location"])
    assert f"{made.baseline:.0f} on 14 November 2016" in words
    assert "Is it more than chance?" in words
    assert words.count('role="img"') == 2
    assert "At most 0 by 31 May 2017, then held for 3 months" in words


def test_a_share_is_typed_as_a_percentage(browser: Client) -> None:
    browser.post(NEW, {**SENT, "counted": "kept", "target": "92.5"})
    made = Measure.objects.get()
    assert made.target == pytest.approx(0.925)
    assert made.higher_is_better


def test_a_measure_is_of_a_team_where_the_record_can_say(browser: Client) -> None:
    browser.post(NEW, {**SENT, "team": "T1"})
    made = Measure.objects.get()
    assert made.team_id == "T1"
    assert "0-25 Team" in page(browser, f"/improvement/measures/{made.pk}/")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"counted": ""}, "Choose what is counted"),
        ({"target": ""}, "Enter the target"),
        ({"target": "many"}, "Enter the target as a number"),
        ({"target": "-1"}, "The target must be 0 or more"),
        ({"counted": "kept", "target": "101"}, "from 0% to 100%"),
        ({"target_on": "2016-11-14"}, "must be to come"),
        ({"target_on": ""}, "Enter the day it is to be reached"),
        ({"months_to_hold": "0"}, "at least one month"),
        ({"months_to_hold": "99"}, "at most 36 months"),
        ({"words": "Because"}, "Say why, in a sentence"),
    ],
)
def test_the_form_says_what_is_missing_and_keeps_what_was_typed(
    browser: Client, change: dict[str, str], words: str
) -> None:
    answer = browser.post(NEW, {**SENT, **change})
    shown = html.unescape(answer.content.decode())
    assert words in shown
    assert "There is a problem" in shown
    assert (change.get("words") or SENT["words"]) in shown
    assert not Measure.objects.exists()


@pytest.mark.parametrize("query", ["", "?kind=standard&key=nothing", "?kind=x&key=child-seen-6m", "?kind=prompt&key="])
def test_what_cannot_be_measured_leads_back_to_what_can(browser: Client, query: str) -> None:
    answer = browser.get(f"/improvement/measures/new/{query}")
    assert (answer.status_code, answer["Location"]) == (302, "/improvement/measures/choose/")


def test_what_can_be_measured_is_what_has_a_figure(loaded: Loaded) -> None:
    found = {(each.kind.value, each.key) for each in choices()}
    assert ("standard", "child-seen-6m") in found
    assert ("standard", "cla-care-plan-content") not in found  # a person judges it
    assert ("indicator", "line:children-not-seen") in found
    assert not [key for kind, key in found if key.startswith("published:")]  # nothing is published of this council
    assert [key for kind, key in found if kind == "prompt"]


def test_a_recommendation_asked_for_is_chosen_and_stays_chosen_while_searching(browser: Client) -> None:
    by = make(Persona.ANALYST)
    waiting = Recommendation.objects.create(source=Source.OTHER, words="See every child", by=by, at=clock.now())
    found = page(browser, f"/improvement/measures/choose/?recommendation={waiting.pk}&q=seen")
    assert f'name="recommendation" value="{waiting.pk}"' in found
    assert f"&recommendation={waiting.pk}" in found
    assert re.search(rf'value="{waiting.pk}" selected', page(browser, f"{NEW}&recommendation={waiting.pk}"))
    browser.post(NEW, {**SENT, "recommendation": str(waiting.pk)})
    assert Measure.objects.get().recommendation == waiting


def test_the_list_is_narrowed_and_downloaded(browser: Client, analyst: Account) -> None:
    add_measure(wanted=wanted(), recommendation=None, by=analyst)
    add_measure(wanted=wanted(target=1_000.0), recommendation=None, by=analyst)
    assert "1 to 2 of 2" in page(browser, "/improvement/measures/")
    assert "1 to 1 of 1" in page(browser, "/improvement/measures/?state=not_met")
    rows = browser.get("/improvement/measures.csv?state=held").content.decode().splitlines()
    assert len(rows) == 2
    assert "Met, and held long enough" in rows[1]
    assert AccessEntry.objects.filter(doing="exported", page="measures:measures-csv").count() == 1


def test_a_measures_figures_are_downloaded(browser: Client, analyst: Account) -> None:
    made = add_measure(wanted=wanted(), recommendation=None, by=analyst)
    rows = browser.get(f"/improvement/measures/{made.pk}.csv").content.decode().splitlines()
    assert rows[0].endswith('On,Figure,"In time, well or overdue",Of')
    assert rows[-1].startswith("2016-10-31,")


def test_it_is_ended_with_a_reason_that_stays(browser: Client, analyst: Account) -> None:
    made = add_measure(wanted=wanted(), recommendation=None, by=analyst)
    address = f"/improvement/measures/{made.pk}/end/"
    assert "Say in a sentence why it is ended" in html.unescape(browser.post(address, {"why": ""}).content.decode())
    browser.post(address, {"why": "Another measure says it better."})
    words = page(browser, f"/improvement/measures/{made.pk}/")
    assert "Another measure says it better." in words
    assert "End this measure" not in words


def test_ending_one_that_fails_is_for_the_director(browser: Client, analyst: Account) -> None:
    by = make(Persona.ANALYST)
    waiting = Recommendation.objects.create(source=Source.OTHER, words="See every child", by=by, at=clock.now())
    made = add_measure(wanted=wanted(), recommendation=waiting, by=analyst)
    address = f"/improvement/measures/{made.pk}/end/"
    sent = {"why": "It will not be met in time."}
    assert "Only the director may end it" in html.unescape(browser.post(address, sent).content.decode())
    assert browser_of(Persona.DIRECTOR).post(address, sent).status_code == 302


@pytest.mark.parametrize("persona", [Persona.BOARD_PARTNER, Persona.INSPECTOR, Persona.REVIEWING_OFFICER])
def test_it_is_read_and_not_made_by(loaded: Loaded, persona: Persona) -> None:
    browser = browser_of(persona)
    assert "Make a measure" not in page(browser, "/improvement/measures/")
    for address in ("/improvement/measures/choose/", NEW):
        assert browser.get(address).status_code == 403
    assert browser.post(NEW, SENT).status_code == 403
    assert not Measure.objects.exists()


@pytest.mark.parametrize("persona", [Persona.ELECTED_MEMBER, Persona.PRACTITIONER, Persona.ADMINISTRATOR])
def test_it_refuses(loaded: Loaded, analyst: Account, persona: Persona) -> None:
    made = add_measure(wanted=wanted(), recommendation=None, by=analyst)
    for address in ("/improvement/measures/", "/improvement/measures.csv", f"/improvement/measures/{made.pk}/"):
        assert browser_of(persona).get(address).status_code == 403


def test_no_page_of_measures_names_a_child_or_a_worker(browser: Client, loaded: Loaded, analyst: Account) -> None:
    made = add_measure(wanted=wanted(), recommendation=None, by=analyst)
    words = "".join(
        page(browser, address) for address in ("/improvement/measures/", f"/improvement/measures/{made.pk}/", NEW)
    )
    assert not [each.name for each in loaded.people.children.values() if each.name and each.name in words]
    assert site.handle(site.UNSEEN) not in words
