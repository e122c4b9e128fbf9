"""A campaign in a browser: drawn, given out, a child reviewed, a worry answered, completed to the last child."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site, serving
from tests.support.looking import NARROW, look, window
from tests.support.persona import Persona

HERE = "/improvement/campaigns/"
PAGES = {
    "campaigns": "",
    "which children": "new/",
    "the cohort": "new/cohort/?q=held-by-manager",
    "how far": "{ending}/",
    "its children": "{ending}/children/",
    "one child": "{ending}/children/{child}/",
    "who reviews": "{ending}/reviewers/",
    "what was found": "{ending}/findings/",
    "worries": "{ending}/worries/",
    "to the last child": "{ending}/complete/",
    "a review submitted": "reviews/{done}/",
    "opening it again": "reviews/{done}/reopen/",
}
OF_A_REVIEWER = {"to review": "mine/", "a worksheet": "reviews/{last}/", "a worry": "reviews/{last}/worry/"}
WHY = "Nobody has seen this child for two years, and the mother’s new partner is not known."


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """A campaign two children short of its end, served with a store of its own."""
    with serving("tests.support.served_improvement") as where:
        yield where


@pytest.fixture(scope="module")
def leads(browser: Browser, served: Site) -> Iterator[Page]:
    """Whoever leads campaigns, for all looks."""
    page = window(browser, served, Persona.AUDITOR)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def reviews(browser: Browser, served: Site) -> Iterator[Page]:
    """A reviewer, for all looks."""
    page = window(browser, served, Persona.PRACTITIONER)
    yield page
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_overflows_for_who_leads(leads: Page, served: Site, name: str) -> None:
    answer = leads.goto(served / (HERE + PAGES[name]))
    assert answer is not None
    assert answer.status == 200
    look(leads)


@pytest.mark.parametrize("name", OF_A_REVIEWER)
def test_axe_finds_nothing_and_nothing_overflows_for_a_reviewer(reviews: Page, served: Site, name: str) -> None:
    answer = reviews.goto(served / (HERE + OF_A_REVIEWER[name]))
    assert answer is not None
    assert answer.status == 200
    look(reviews)


def test_a_cohort_is_counted_drawn_and_given_out_without_a_script(browser: Browser, served: Site) -> None:
    page = window(browser, served, Persona.AUDITOR, script=False)
    page.goto(served / HERE)
    page.get_by_role("link", name="Begin a campaign").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose one question")
    page.get_by_role("checkbox", name=re.compile("manager holds")).check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Count the children").click()
    expect(page.get_by_role("status")).to_contain_text("53 children")
    page.get_by_role("button", name="Begin the campaign").click()
    expect(page.get_by_role("alert")).to_contain_text("Give it a name")
    page.get_by_label("What is it called?").fill("Every child in a manager’s name")
    page.get_by_label("Why is it done?").fill("Nobody can say what each of them needs.")
    page.get_by_label("By which day is the last child reviewed?").fill("2016-12-05")
    page.get_by_label("Who answers for children whose records are restricted?").select_option(label="Dee Director")
    page.get_by_role("button", name="Begin the campaign").click()
    expect(page.get_by_text("53 children are with nobody.")).to_be_visible()
    for name in ("Pat Worker", "Rae Reviewer"):
        page.get_by_label("Who?").first.select_option(label=name)
        page.get_by_role("button", name="Add them").click()
    page.get_by_role("button", name="Give the children out").click()
    expect(page.get_by_role("status")).to_contain_text("53 children")
    expect(page.get_by_text("Every child is with somebody.")).to_be_visible()
    page.context.close()
    member = window(browser, served, Persona.BOARD_PARTNER)
    member.goto(served / HERE)
    member.get_by_role("link", name="Every child in a manager’s name").click()
    expect(member.get_by_text("53 children are left")).to_be_visible()
    expect(member.get_by_role("link", name="Who reviews")).to_have_count(0)
    member.context.close()


def test_a_worry_is_told_and_answered_the_same_day_on_a_telephone(browser: Browser, served: Site) -> None:
    page = window(browser, served, Persona.PRACTITIONER, width=NARROW, script=False)
    page.goto(served / (HERE + "reviews/{last}/"))
    page.get_by_role("link", name=re.compile("may be unsafe now")).click()
    page.get_by_role("button", name="Tell the managers now").click()
    expect(page.get_by_role("alert")).to_contain_text("Say")
    page.get_by_label(re.compile("^Why may the child be unsafe")).fill(WHY)
    page.get_by_role("button", name="Tell the managers now").click()
    expect(page.get_by_text(WHY)).to_be_visible()
    expect(page.get_by_text("Not answered yet; due by")).to_be_visible()
    page.context.close()
    head = window(browser, served, Persona.HEAD_OF_SERVICE, width=NARROW, script=False)
    head.goto(served / "/")
    head.get_by_role("link", name=re.compile("Read the worry and answer it")).first.click()
    expect(head.get_by_text(WHY)).to_be_visible()
    head.get_by_label("What did you do to make the child safe?").fill(
        "A social worker saw the child alone at three this afternoon."
    )
    head.get_by_role("button", name="Answer the worry").click()
    expect(head.get_by_text("saw the child alone at three").first).to_be_visible()
    expect(head.get_by_role("button", name="Answer the worry")).to_have_count(0)
    head.context.close()


SENT_AT_ONCE = """async () => {
    const form = [...document.querySelectorAll("form")].find(each => each.querySelector("[name=do][value=plan]"));
    const send = () => fetch(location.href, {method: "POST", body: new URLSearchParams(new FormData(form))});
    return (await Promise.all([send(), send(), send()])).map(answer => answer.status);
}"""


def test_what_is_sent_three_times_at_once_goes_to_the_plan_once(browser: Browser, served: Site) -> None:
    words = "Say of each child, every month, who holds the case."
    page = window(browser, served, Persona.AUDITOR)
    page.goto(served / (HERE + "{ending}/findings/"))
    page.get_by_text("Put something in the improvement plan").click()
    page.get_by_label("What should be done?").fill(words)
    assert page.evaluate(SENT_AT_ONCE) == [200, 200, 200]
    page.reload()
    expect(page.get_by_role("listitem").filter(has_text=words)).to_have_count(1)
    page.goto(served / "/improvement/recommendations/")
    expect(page.get_by_role("link", name=re.compile(words[:40]))).to_have_count(1)
    page.context.close()


def test_it_is_completed_to_the_last_child(browser: Browser, served: Site) -> None:
    """The last child is reviewed with the keyboard, one is put off with the reason, what was found goes on, signed."""
    page = window(browser, served, Persona.PRACTITIONER)
    page.goto(served / (HERE + "reviews/{last}/"))
    submit = page.get_by_role("button", name="Save and submit")
    submit.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("not whole")
    for group in (re.compile("seen by a social worker"), re.compile("child say")):
        radio = page.get_by_role("group", name=group).get_by_role("radio").first
        radio.focus()
        page.keyboard.press("Space")
    for place, words in enumerate(("Seen on 3 November, alone.", "They told me once and nobody came back.")):
        box = page.get_by_label(re.compile("^(Say what you saw|Anything else)")).nth(place)
        box.focus()
        page.keyboard.insert_text(words)
    page.get_by_role("group", name=re.compile("How good is the help")).get_by_role("radio").first.check()
    page.get_by_label("What should happen for this child now?").fill("Give the child a worker by Friday.")
    submit.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Submitted").first).to_be_visible()
    page.get_by_role("link", name="Ask the child’s worker to do something").click()
    page.get_by_label("What should be done?").fill("See the child this week.")
    page.get_by_label("By which day?").fill("2016-11-18")
    page.get_by_label("By whom?").select_option(index=1)
    page.get_by_role("button", name="Give the task").click()
    expect(page.get_by_text("See the child this week.")).to_be_visible()
    page.context.close()

    lead = window(browser, served, Persona.AUDITOR)
    lead.goto(served / (HERE + "{ending}/complete/"))
    expect(lead.get_by_role("heading", name="Left: 1")).to_be_visible()
    lead.goto(served / (HERE + "{ending}/children/{child}/"))
    lead.get_by_text("The child cannot be reviewed now").click()
    lead.get_by_label("Why could the child not be reviewed?").fill("Abroad with the family until the new year.")
    lead.get_by_label("From which day can the child be reviewed?").fill("2017-01-03")
    lead.get_by_role("button", name="Record that").click()
    lead.goto(served / (HERE + "{ending}/findings/"))
    lead.get_by_text("Put something in the improvement plan").click()
    lead.get_by_label("What should be done?").fill("Give every child a worker who is not a manager.")
    lead.get_by_role("button", name="Put it in the plan").click()
    expect(lead.get_by_role("listitem").filter(has_text="Give every child a worker who is not")).to_be_visible()
    look(lead)
    lead.goto(served / (HERE + "{ending}/complete/"))
    expect(lead.get_by_role("heading", name="Left: 0")).to_be_visible()
    expect(lead.get_by_text("Abroad with the family until the new year.")).to_be_visible()

    director = window(browser, served, Persona.DIRECTOR)
    director.goto(served / (HERE + "{ending}/set-apart/"))
    director.get_by_role("button", name="Sign that no such child is left").click()
    expect(director.get_by_text(re.compile("Dee Director signed"))).to_be_visible()
    look(director)
    director.context.close()

    lead.reload()
    lead.get_by_label("What did the campaign find?").fill("Half of them had no plan that fits them now.")
    lead.get_by_role("button", name=re.compile("omplete")).click()
    expect(lead.get_by_text("Half of them had no plan that fits them now.").first).to_be_visible()
    look(lead)
    lead.goto(served / "/improvement/recommendations/")
    expect(lead.get_by_role("link", name=re.compile("Give every child a worker who is not"))).to_be_visible()
    lead.context.close()
