"""The pages of a campaign: who sees what, a worksheet without a script, lists that are logged, restricted children."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from sightline.access import actions as access
from sightline.access.models import AccessEntry, Doing
from sightline.improvement.models import Campaign, CampaignChild, ChildReview, Worry
from tests.support import site
from tests.support.campaigns import DIRECTOR, HELD, LEAD, SEEN, VOICE, begun, review_of, submitted, with_reviewers
from tests.support.personas import Persona, browser_of, make

pytestmark = pytest.mark.usefixtures("db")
WHOLE = {
    "seen_answer": "yes",
    "seen_words": SEEN,
    "voice_answer": "heard",
    "voice_words": VOICE,
    "grade": "good",
    "words": "Go on as now, and ask the child.",
}
REVIEWERS = {"practitioner": Persona.PRACTITIONER, "reviewing-officer": Persona.REVIEWING_OFFICER}


@pytest.fixture
def campaign(record: None) -> Campaign:
    return with_reviewers()


@pytest.fixture
def review(campaign: Campaign) -> ChildReview:
    return review_of(campaign, site.UNSEEN)


@pytest.fixture
def browser(review: ChildReview) -> Client:
    """Whoever reviews the unseen child, whose role reaches no child of that team."""
    return browser_of(reviewing(review))


def reviewing(review: ChildReview) -> Persona:
    return REVIEWERS[review.reviewer.email.split("@")[0]]


def at(campaign: Campaign, more: str = "") -> str:
    return f"/improvement/campaigns/{campaign.pk}/{more}"


def sheet(review: ChildReview, more: str = "") -> str:
    return f"/improvement/campaigns/reviews/{review.pk}/{more}"


def test_a_reviewer_opens_saves_and_submits_a_child_they_were_given(browser: Client, review: ChildReview) -> None:
    page = browser.get(sheet(review)).content.decode()
    assert "Ada Example" in page
    assert "The record shows no visit at which the child was seen." in page
    assert "checked" not in page.split("<form")[-1], "what the record shows is no answer"
    part = browser.post(sheet(review), {**WHOLE, "voice_words": "", "revision": "0", "intent": "submit"})
    assert part.status_code == 422
    assert "It is not whole yet" in part.content.decode()
    assert SEEN in part.content.decode()
    done = browser.post(sheet(review), {**WHOLE, "revision": "1", "intent": "submit"}, follow=True)
    assert "Submitted" in done.content.decode()
    assert "Next child to review" in done.content.decode()
    review.refresh_from_db()
    assert review.submitted_at is not None
    opened = AccessEntry.objects.filter(account=review.reviewer, doing=Doing.OPENED.value, person_id=site.UNSEEN)
    assert opened.exists()


def test_what_is_typed_is_kept_quietly(browser: Client, review: ChildReview) -> None:
    sent = {"seen_answer": "late", "revision": "0", "intent": "keep"}
    answer = browser.post(sheet(review), sent, HTTP_ACCEPT="application/json")
    assert answer.status_code == 200
    assert answer.json()["revision"] == 1
    stale = browser.post(sheet(review), {**sent, "seen_answer": "no"}, HTTP_ACCEPT="application/json")
    assert stale.status_code == 409
    both = browser.post(sheet(review), {**sent, "seen_answer": "no", "intent": "mine"})
    assert both.status_code == 409
    assert "Saved in the other window" in both.content.decode()
    assert not AccessEntry.objects.filter(page="campaigns:worksheet", doing=Doing.CHANGED.value).exists()


def test_others_have_no_worksheet_until_it_is_submitted(campaign: Campaign, review: ChildReview) -> None:
    other = next(each for each in REVIEWERS.values() if each is not reviewing(review))
    for persona in (other, LEAD, DIRECTOR):
        assert browser_of(persona).get(sheet(review)).status_code == 404, persona
    submitted(review)
    assert browser_of(LEAD).get(sheet(review)).status_code == 200
    assert browser_of(other).get(sheet(review)).status_code == 404


@pytest.mark.parametrize("persona", [Persona.BOARD_PARTNER, Persona.ANALYST, Persona.TEAM_MANAGER])
def test_whoever_sees_how_far_it_is_sees_no_child_and_no_reviewer(campaign: Campaign, persona: Persona) -> None:
    submitted(review_of(campaign, site.UNSEEN))
    browser = browser_of(persona)
    for address in ("/improvement/campaigns/", at(campaign), at(campaign, "findings/")):
        page = re.sub(r'value="\w{64}"', "", html.unescape(browser.get(address).content.decode()))  # but for the token
        for words in ("Ada", "Kit1", "Pat Worker", "Rae Reviewer", site.handle(site.UNSEEN)):
            assert words not in page, (address, words)
    for more in ("children/", "children.csv", "reviewers/", "complete/", "worries/", "set-apart/"):
        assert browser.get(at(campaign, more)).status_code == 403, more


@pytest.mark.parametrize("persona", [Persona.ELECTED_MEMBER, Persona.INSPECTOR, Persona.PEER_REVIEWER])
def test_it_refuses_those_outside(campaign: Campaign, persona: Persona) -> None:
    browser = browser_of(persona)
    for address in ("/improvement/campaigns/", at(campaign), "/improvement/campaigns/mine/"):
        assert browser.get(address).status_code == 403, address


def test_the_list_is_filtered_by_its_address_and_the_file_is_logged(campaign: Campaign) -> None:
    review = submitted(review_of(campaign, site.UNSEEN))
    browser = browser_of(LEAD)
    page = browser.get(at(campaign, "children/?state=done")).content.decode()
    assert "Ada Example" in page
    assert "Kit1 " not in page
    file = browser.get(at(campaign, "children.csv?state=done")).content.decode()
    assert file.count("\n") == 2
    assert f"reviewed,{review.reviewer.name},2016-11-14,Good" in file
    entry = AccessEntry.objects.filter(page="campaigns:children-csv", doing=Doing.EXPORTED.value).get()
    assert list(entry.shown.values_list("person_id", flat=True)) == [site.UNSEEN]
    assert browser.get(at(campaign, "children.xlsx")).status_code == 200


@pytest.mark.usefixtures("record")
def test_a_restricted_child_is_nowhere_for_the_lead_and_set_apart_for_the_director() -> None:
    access.restrict(person_id="K03", why="Kept apart for the police.", allowed=[], by=make(DIRECTOR))
    made = begun()
    lead, director = browser_of(LEAD), browser_of(DIRECTOR)
    handle = site.handle("K03")
    for more in ("", "children/", "complete/", "reviewers/", "children.csv"):
        page = lead.get(at(made, more)).content.decode()
        assert handle not in page
        assert "Kit3 " not in page
        assert f">{HELD}<" not in page
    missing = lead.get(at(made, f"children/{handle}/"))
    nobody = lead.get(at(made, "children/nobody/"))
    assert (missing.status_code, nobody.status_code) == (404, 404)
    assert lead.get(at(made, "set-apart/")).status_code == 403
    page = director.get(at(made, "set-apart/")).content.decode()
    assert "Kit3 Example" in page
    assert "Kit3 " not in director.get(at(made, "children/")).content.decode()
    assert director.get(at(made, f"children/{handle}/")).status_code == 200
    assert director.post(at(made, "set-apart/")).status_code == 422


@pytest.mark.usefixtures("record")
def test_with_and_without_a_restricted_child_the_lead_reads_the_same() -> None:
    made = begun()
    lead = browser_of(LEAD)
    page = lead.get(at(made)).content.decode()
    assert f"<dd>{HELD}</dd>" in page
    access.restrict(person_id="K03", why="Kept apart for the police.", allowed=[], by=make(DIRECTOR))
    after = lead.get(at(made)).content.decode()
    assert "Dee Director answers for any such child, and has not signed yet" in page
    assert after.replace(f"{HELD - 1}", f"{HELD}").count("restricted") == page.count("restricted")


def test_a_worry_is_on_the_first_page_of_the_manager_and_the_head_and_is_answered(
    browser: Client, review: ChildReview
) -> None:
    make(Persona.TEAM_MANAGER)
    make(Persona.HEAD_OF_SERVICE)
    words = "Nobody has seen this child for two years."
    raised = browser.post(sheet(review, "worry/"), {"words": words, "spoke_to": ""}, follow=True)
    assert "Hal Head, who heads the child’s service, at once" in html.unescape(raised.content.decode())
    worry = Worry.objects.get()
    address = f"/improvement/campaigns/worries/{worry.pk}/"
    for persona in (Persona.TEAM_MANAGER, Persona.HEAD_OF_SERVICE):
        first = browser_of(persona).get("/today/").content.decode()
        assert address in first
        assert words not in first
        assert "Ada" not in first.split("Today,")[1].split("<h2")[0]
    manager = browser_of(Persona.TEAM_MANAGER)
    assert "You hold this child yourself" in manager.get(address).content.decode()
    assert manager.post(address, {"words": "She is quite all right."}).status_code == 422
    head = browser_of(Persona.HEAD_OF_SERVICE)
    assert head.post(address, {"words": "Seen this afternoon, and safe."}).status_code == 302
    assert address not in head.get("/today/").content.decode()
    assert browser.get(address).status_code == 200
    worry.refresh_from_db()
    assert worry.seen_by is not None
    assert worry.seen_by.name == "Mel Manager"


@pytest.fixture
def whole_record_browser(whole_record: None) -> Client:
    """The principal social worker's."""
    return browser_of(LEAD)


def test_a_campaign_is_begun_by_its_pages(whole_record_browser: Client) -> None:
    address = "/improvement/campaigns/new/cohort/?q=held-by-manager"
    sent = {"p0_months": "0", "p0_service": "disability-0-25", "as_at": "2016-11-14"}
    counted = whole_record_browser.post(address, {**sent, "intent": "count"})
    assert f"{HELD} children" in counted.content.decode()
    more = {
        "title": "Cases held by managers",
        "why": "Nobody can say what each of them needs.",
        "due_on": "2016-12-05",
        "sheet": ["seen", "voice"],
        "own": "",
        "set_apart_with": str(make(DIRECTOR).pk),
        "recommendation": "",
        "intent": "begin",
    }
    assert whole_record_browser.post(address, {**sent, **more, "sheet": []}).status_code == 422
    made = whole_record_browser.post(address, {**sent, **more})
    assert made.status_code == 302
    found = Campaign.objects.get()
    assert found.children.count() == HELD
    same = whole_record_browser.post(at(found), {"do": "again"}).content.decode()
    assert "the same children" in same
    for wrong in ("?q=nothing", "", "?q=unseen&q=held-by-manager&q=without-worker&q=missing-unscreened"):
        assert whole_record_browser.get(f"/improvement/campaigns/new/cohort/{wrong}").status_code == 422


def test_the_page_that_completes_names_the_first_who_are_left_and_counts_the_rest(campaign: Campaign) -> None:
    page = html.unescape(browser_of(LEAD).get(at(campaign, "complete/")).content.decode())
    left = CampaignChild.objects.filter(campaign=campaign).count()
    assert f"Left: {left}" in page
    assert page.count("given out") == 20
    assert f"And {left - 20} children more" in page
    assert AccessEntry.objects.filter(doing=Doing.LISTED).latest("pk").shown_count == 20, (
        "who is not named is not logged"
    )


def test_what_is_to_be_chosen_next_is_said_so(campaign: Campaign) -> None:
    page = html.unescape(browser_of(LEAD).get("/improvement/campaigns/new/").content.decode())
    assert page.count("(you choose which next)") == 2
