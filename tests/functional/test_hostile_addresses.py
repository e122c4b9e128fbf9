"""Every address, asked what nobody should ask: the answer may refuse, and is never a failure of ours."""

from __future__ import annotations

import pytest

from tests.support.crawl import HOSTILE, addresses, answered, crawled
from tests.support.personas import browser_of

NAMES = ("q", "sort", "page", "team", "on", "as-at", "known", "show", "words", "why", "to", "until")


@pytest.mark.django_db
@pytest.mark.usefixtures("council_in_store")
def test_no_address_fails_whatever_it_is_asked() -> None:
    failed = []
    for persona, route in crawled():
        browser = browser_of(persona)  # some addresses sign out
        for path in addresses(route.pattern):
            for number, hostile in enumerate(HOSTILE):
                name = NAMES[number % len(NAMES)]
                if answered(browser, "get", path, data={name: hostile, f"{name}x": hostile}) >= 500:
                    failed.append(f"{persona}: GET {path} ?{name}={hostile[:30]!r}")
                if number > 3 and "<" in route.pattern:
                    break
    assert not failed, "\n".join(failed)
