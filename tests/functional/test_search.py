"""Somebody at the front door finds out whether a child is known, and decides that two records are of one child."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site, serving
from tests.support.persona import Persona

AXE = Path(__file__).parent.parent / "fixtures" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = 1280, 360


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """A few families, served with a store of their own."""
    with serving("tests.support.served_search") as where:
        yield where


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def door(browser: Browser, served: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The front door's page at a telephone's width."""
    window = browser.new_context(viewport={"width": NARROW, "height": 900}, java_script_enabled=request.param)
    window.set_default_timeout(10_000)
    served.sign_in(window, Persona.FRONT_DOOR)
    yield window.new_page()
    window.close()


@pytest.fixture
def page(browser: Browser, served: Site) -> Iterator[Page]:
    """The front door's page, with script."""
    window = browser.new_context(viewport={"width": WIDE, "height": 900})
    window.set_default_timeout(10_000)
    served.sign_in(window, Persona.FRONT_DOOR)
    yield window.new_page()
    window.close()


def test_is_this_child_known_by_keyboard_alone(door: Page, served: Site) -> None:
    door.goto(served / "/search/")
    door.get_by_label("Find a child").focus()
    door.keyboard.type("Jon Smyth 2/3/2009")
    door.keyboard.press("Enter")
    expect(door.get_by_role("heading", name="2 children found")).to_be_visible()  # Mary Jane Smith-Jones too
    line = door.get_by_role("row").nth(1)  # after the heads: the likeliest
    expect(line).to_contain_text("John Smith")
    expect(line).to_contain_text("Open since 4 Jan 2016, Assessment")
    expect(line).to_contain_text("day and month swapped")
    assert door.url.endswith("/search/")  # nothing that was typed is in the address
    assert "Smith" not in door.title()
    expect(door.get_by_role("link", name="John Smith")).to_have_attribute(
        "href", f"/children/{served.handles['smith']}/"
    )


def test_too_little_is_said_in_words(door: Page, served: Site) -> None:
    door.goto(served / "/search/")
    door.get_by_role("button", name="Search").click()
    expect(door.get_by_role("alert")).to_contain_text("Enter at least two letters")
    door.get_by_role("alert").get_by_role("link").click()
    expect(door.get_by_label("Find a child")).to_be_focused()


def axe(page: Page) -> list[str]:
    """What axe finds wrong at either width, and whether anything runs over the side of a telephone."""
    page.evaluate(AXE.read_text("utf-8"))
    said = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        assert "document-title" in {each["id"] for each in result["passes"]}  # it did look
        said += [
            f"{width}: {each['id']} at {[node['target'] for node in each['nodes']][:3]}"
            for each in result["violations"]
        ]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        said.append(f"runs over the side at {NARROW}")
    return said


def test_axe_finds_nothing_on_search(page: Page, served: Site) -> None:
    page.goto(served / "/search/")
    assert axe(page) == []
    for words in ("s", "Smith", "Zzyzx Qqqq"):
        page.get_by_label("Find a child").fill(words)
        page.get_by_role("button", name="Search").click()
        page.wait_for_load_state()
        assert axe(page) == [], words


def test_axe_finds_nothing_on_duplicates_and_a_pair_is_decided(page: Page, served: Site) -> None:
    page.goto(served / "/duplicates/")
    assert axe(page) == []
    page.get_by_role("link", name="Undo the merge").click()
    assert axe(page) == []
    page.get_by_label("Why are they two children?").fill("two children, both were seen")
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_role("heading", name="The merge was undone")).to_be_visible()
    assert axe(page) == []
    page.goto(served / "/duplicates/")
    page.get_by_role("link", name="Decide on pair 1").click()
    assert axe(page) == []
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_contain_text("Say whether they are one child")
    assert axe(page) == []
    page.get_by_role("alert").get_by_role("link", name="Say whether").click()
    expect(page.get_by_label("One child: keep record A")).to_be_focused()
    page.get_by_label("One child: keep record B").check()
    page.get_by_label("How do you know?").fill("the school has one pupil")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("No two records wait to be decided.")).to_be_visible()
