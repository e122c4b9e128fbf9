"""Axe finds nothing wrong on any kind of page, at either width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.support.browser import Site, chromium, serving
from tests.support.looking import look, window
from tests.support.pages import PAGES
from tests.support.persona import Persona

AGAIN = {"standards narrowed", "cases, second page", "children, second page"}  # the same kind of page twice
KINDS = [*(name for name in PAGES if name not in AGAIN), "not found"]


@pytest.fixture(scope="module")
def looked_at() -> Iterator[tuple[Page, Site]]:
    """A page of a Chromium, and where the site is."""
    with serving() as where, sync_playwright() as playwright:
        browser = chromium(playwright)
        context = browser.new_context()
        where.sign_in(context, Persona.DIRECTOR)
        yield context.new_page(), where
        browser.close()


@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing_at_either_width(looked_at: tuple[Page, Site], name: str) -> None:
    page, where = looked_at
    page.goto(where / PAGES.get(name, "/children/nobody/"))
    look(page)


DAY = (
    (Persona.PRACTITIONER, "/today/"),
    (Persona.PRACTITIONER, "/tasks/"),
    (Persona.TEAM_MANAGER, "/today/"),
    (Persona.TEAM_MANAGER, "/tasks/given/"),
    (Persona.TEAM_MANAGER, "/tasks/left/"),
    (Persona.TEAM_MANAGER, "/children/{C1}/allocate/"),
    (Persona.TEAM_MANAGER, "/children/{C1}/transfer/"),
    (Persona.HEAD_OF_SERVICE, "/today/"),
    (Persona.DIRECTOR, "/today/"),
    (Persona.DIRECTOR, "/today/teams/T1/"),
    (Persona.DIRECTOR, "/held-by-managers/"),
)


@pytest.mark.parametrize(("persona", "path"), DAY, ids=lambda each: str(each).strip("/"))
def test_axe_finds_nothing_on_the_pages_of_the_day(looked_at: tuple[Page, Site], persona: Persona, path: str) -> None:
    first, where = looked_at
    browser = first.context.browser
    assert browser is not None
    page = window(browser, where, persona)
    answer = page.goto(where / path)
    assert answer is not None
    assert answer.ok
    look(page)
    page.context.close()
