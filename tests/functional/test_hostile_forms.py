"""Every form, sent what nobody should send: the answer may refuse, and is never a failure of ours."""

from __future__ import annotations

import pytest

from tests.support.crawl import addresses, answered, crawled, fields_of, sent_to
from tests.support.personas import browser_of


@pytest.mark.django_db
@pytest.mark.usefixtures("council_in_store")
def test_no_form_fails_whatever_it_is_sent() -> None:
    failed = []
    for persona, route in crawled():
        for path in addresses(route.pattern):
            browser = browser_of(persona)  # some addresses sign out
            browser.raise_request_exception = False
            fields = fields_of(browser.get(path).content.decode("utf-8", "replace"))
            for data in sent_to(fields):
                if answered(browser, "post", path, data=data) >= 500:
                    failed.append(f"{persona}: POST {path} {[str(each)[:30] for each in data.values()]}")
            for method in ("put", "delete", "patch", "options"):
                if answered(browser, method, path, data=b"\xff\xfe", content_type="application/json") >= 500:
                    failed.append(f"{persona}: {method.upper()} {path}")
    assert not failed, "\n".join(failed)
