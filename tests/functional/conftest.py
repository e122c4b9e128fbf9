"""A Chromium for every journey, and the one council that several files of journeys look at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

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
