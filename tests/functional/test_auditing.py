"""Auditing a file as a peer reviewer would, a concern that reaches its manager, and settling where auditors differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site, serving
from tests.support.persona import Persona

AXE = Path(__file__).parent.parent / "fixtures" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = 1280, 360
PAGES = (
    (Persona.PEER_REVIEWER, "/inspection/audits/"),
    (Persona.PEER_REVIEWER, "/inspection/audits/{audit}/"),
    (Persona.PEER_REVIEWER, "/inspection/audits/{audit}/file/"),
    (Persona.PEER_REVIEWER, "/inspection/audits/{audit}/questions/{first}/"),
    (Persona.PEER_REVIEWER, "/inspection/audits/{audit}/questions/{first}/rows/"),
    (Persona.PEER_REVIEWER, "/inspection/audits/{audit}/conclusion/"),
    (Persona.PEER_REVIEWER, "/inspection/audits/{audit}/concern/"),
    (Persona.AUDITOR, "/inspection/mock/{mock}/files/"),
    (Persona.AUDITOR, "/inspection/mock/{mock}/agreement/"),
    (Persona.AUDITOR, "/inspection/mock/{mock}/concerns/"),
    (Persona.AUDITOR, "/inspection/moderation/{settle}/"),
)


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """A mock inspection, served with a store of its own."""
    with serving("tests.support.served_auditing") as where:
        yield where


def window_of(browser: Browser, served: Site, persona: Persona, *, width: int = WIDE, script: bool = True) -> Page:
    """A page of a window in which the persona has signed in."""
    window = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    window.set_default_timeout(10_000)
    served.sign_in(window, persona)
    return window.new_page()


def test_questions_are_answered_on_a_telephone_without_a_script(browser: Browser, served: Site) -> None:
    page = window_of(browser, served, Persona.PEER_REVIEWER, width=NARROW, script=False)
    page.goto(served / "/today/")
    page.get_by_role("link", name="1 file to audit").click()
    page.get_by_role("link", name="File 1: Ada Example").click()
    page.get_by_role("link", name=re.compile(r"^1\. ")).click()
    page.get_by_role("radio", name="Weak").check()
    page.get_by_label("What do you rest that on?").fill("A manager decided twice and nobody looked again.")
    page.get_by_role("button", name="Save and choose rows").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save these rows").click()
    expect(page.get_by_role("radio", name="Weak")).to_be_checked()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text(re.compile("question 2 of"))).to_be_visible()
    page.goto(served / "/inspection/audits/{audit}/")
    expect(page.get_by_text(re.compile(r"1 of \d+ questions answered"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.context.close()


def test_words_of_a_page_that_is_lost_are_found_again(browser: Browser, served: Site) -> None:
    page = window_of(browser, served, Persona.PEER_REVIEWER)
    page.goto(served / "/inspection/audits/{audit}/questions/{second}/")
    page.get_by_label("What do you rest that on?").fill("Three visits in a row were by somebody new.")
    expect(page.locator("[data-kept-at]")).to_contain_text("Saved", timeout=10_000)
    page.goto("about:blank")
    page.goto(served / "/inspection/audits/{audit}/questions/{second}/")
    expect(page.get_by_label("What do you rest that on?")).to_have_value("Three visits in a row were by somebody new.")
    page.context.close()


def test_a_concern_reaches_the_manager_at_once_and_its_answer_the_auditor(browser: Browser, served: Site) -> None:
    auditor = window_of(browser, served, Persona.PEER_REVIEWER, width=NARROW)
    manager = window_of(browser, served, Persona.TEAM_MANAGER)
    auditor.goto(served / "/inspection/audits/{audit}/")
    auditor.get_by_role("link", name=re.compile("tell a manager")).click()
    expect(auditor.get_by_text("Mel Manager, who manages the child’s team: at once")).to_be_visible()
    auditor.get_by_label("Why may the child be unsafe now?").fill("A burn was seen on Friday and nobody asked why.")
    auditor.get_by_role("button", name="Tell the manager now").click()
    expect(auditor.get_by_text("Not opened yet")).to_be_visible()
    manager.goto(served / "/today/")
    manager.get_by_role("region", name="Immediate concern 1").get_by_role("link").click()
    expect(manager.get_by_text("A burn was seen on Friday and nobody asked why.")).to_be_visible()
    auditor.reload()
    expect(auditor.get_by_text("Opened, not answered yet")).to_be_visible()
    manager.get_by_label("What did you do to make the child safe?").fill("Visited at noon; seen by a doctor, and safe.")
    manager.get_by_role("button", name="Answer the concern").click()
    auditor.reload()
    expect(auditor.get_by_text("Visited at noon; seen by a doctor, and safe.")).to_be_visible()
    manager.goto(served / "/today/")
    expect(manager.get_by_text("A child may be unsafe now")).to_have_count(0)
    for each in (auditor, manager):
        each.context.close()


def test_whoever_leads_settles_a_file_on_which_auditors_differ(browser: Browser, served: Site) -> None:
    page = window_of(browser, served, Persona.AUDITOR)
    page.goto(served / "/inspection/mock/{mock}/agreement/")
    expect(page.get_by_text(re.compile("gave the same answer in 3 of 5"))).to_be_visible()
    page.get_by_role("row").filter(has_text="Not yet").first.get_by_role("link").click()
    page.get_by_role("radio", name="Inadequate").check()
    page.get_by_label("How was it come to?").fill("The unanswered calls weighed most.")
    page.get_by_role("button", name="Settle the grade").click()
    expect(page.get_by_text("The unanswered calls weighed most.")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_each_page_passes_axe_and_fits(browser: Browser, served: Site, width: int) -> None:
    said: dict[str, object] = {}
    for persona, path in PAGES:
        page = window_of(browser, served, persona, width=width)
        page.goto(served / path)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
        wrong = [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]]
        fits = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        if wrong or not fits:
            said[path] = wrong or "wider than the window"
        page.context.close()
    assert said == {}
