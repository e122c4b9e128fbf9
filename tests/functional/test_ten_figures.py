"""A member reads the ten figures and chooses one, an officer answers, an analyst measures it: at two widths."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site, serving
from tests.support.persona import Persona

WIDTHS = (1280, 360)


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """The small record, served with a store of its own."""
    with serving() as where:
        yield where


def window(browser: Browser, served: Site, persona: Persona, width: int) -> Page:
    """A page of a window in which ``persona`` has signed in, without JavaScript."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    context.set_default_timeout(90_000)
    served.sign_in(context, persona)
    return context.new_page()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_member_chooses_what_to_look_into_and_sees_what_came_of_it(
    browser: Browser, served: Site, width: int
) -> None:
    why = f"Families say that nobody comes. How many, and since when, at {width}?"
    member = window(browser, served, Persona.ELECTED_MEMBER, width)
    member.goto(served / "/")
    expect(member.get_by_role("heading", level=1)).to_have_text("The service in ten figures")
    assert member.evaluate("document.documentElement.scrollWidth") <= width
    member.get_by_role("link", name="Children with nobody who can do the work").press("Enter")
    expect(member.get_by_text(re.compile(r"About \d+ children with an open case"))).to_be_visible()
    expect(member.get_by_role("img", name="Children with nobody who can do the work")).to_be_visible()
    assert member.evaluate("document.documentElement.scrollWidth") <= width
    member.get_by_role("link", name="Ask for this to be looked into").press("Enter")
    member.get_by_label("Why do you want it looked into?").fill(why)
    member.get_by_role("button", name="Ask for it to be looked into").press("Enter")
    expect(member.get_by_text(why)).to_be_visible()

    director = window(browser, served, Persona.DIRECTOR, width)
    director.goto(served / "/scrutiny/looks/")
    director.get_by_role("link", name=re.compile("Say what came of it")).first.press("Enter")
    expect(director.get_by_text(why)).to_be_visible()
    director.get_by_label("What came of it?").fill(f"Every such case is being reviewed, said at {width}.")
    director.get_by_role("button", name="Say what came of it").press("Enter")

    member.goto(served / "/scrutiny/looks/")
    expect(member.get_by_text(f"Every such case is being reviewed, said at {width}.")).to_be_visible()
    for each in (member, director):
        each.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_an_analyst_makes_a_measure_and_ends_it(browser: Browser, served: Site, width: int) -> None:
    page = window(browser, served, Persona.ANALYST, width)
    page.goto(served / "/improvement/measures/")
    page.get_by_role("link", name="Make a measure").press("Enter")
    page.get_by_label("Words, or a standard’s code").fill("child-seen-6m")
    page.get_by_role("button", name="Show").press("Enter")
    page.get_by_role("link", name=re.compile("goes six months without being seen")).press("Enter")
    page.get_by_label("How many stand overdue on the day").check()
    page.get_by_role("button", name="Make the measure").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Enter the target")
    page.get_by_label("Target", exact=True).fill("0")
    page.get_by_label("By which day is it to be reached?").fill("2017-05-31")
    page.get_by_label("Why does this show that it is better for children?").fill("A child unseen cannot say.")
    page.get_by_role("button", name="Make the measure").press("Enter")
    expect(page.get_by_text("Not met", exact=True)).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("Control chart"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="End this measure").press("Enter")
    page.get_by_label("Why is it ended?").fill(f"It was made to be tried at {width}.")
    page.get_by_role("button", name="End it").press("Enter")
    expect(page.get_by_text(f"It was made to be tried at {width}.")).to_be_visible()
    page.context.close()
