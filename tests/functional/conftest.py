"""A Chromium for every journey, and the councils that several files look at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from sightline.engines.reference import ReferenceEngine
from sightline.ledger import owed
from sightline.ledger.loading import load
from tests.support import site
from tests.support.browser import PATIENCE, Site, chromium, serving

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium."""
    with sync_playwright() as playwright:
        found = chromium(playwright)
        yield found
        found.close()


@pytest.fixture(scope="session")
def scrutiny_site() -> Iterator[Site]:
    """A council that published a quarter and whose committee met, served once for the files that look at it."""
    with serving("tests.support.served_scrutiny") as where:
        yield where


@pytest.fixture
def council_in_store(db: None) -> None:
    """The small invented record in the store, and what the findings show of it."""
    site.loaded()
    load(site.extract(), by="nightly", why="the first load")
    owed.rebuild(ReferenceEngine())
