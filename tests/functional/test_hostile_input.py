"""Every address and every form, sent what nobody should send: the answer may refuse, and is never a failure of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from sightline.engines.reference import ReferenceEngine
from sightline.ledger import owed
from sightline.ledger.loading import load
from tests.support import site
from tests.support.personas import Persona, browser_of

HOSTILE = (
    "",
    "\x00",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "../../../../etc/passwd",
    "%00%0d%0aSet-Cookie: a=b",
    "\u202egnp.exe",
    "\U0001f9d2" * 200,
    "9" * 400,
    "-1",
    "1e999",
    "0000-00-00",
    "2016-02-30",
    "9999-12-31",
    "x" * 20_000,
    "{{7*7}}{% debug %}",
    "${jndi:ldap://localhost/a}",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
)
PLACES = re.compile(r"<(?:(\w+):)?(\w+)>")
FIELD = re.compile(r'<(?:input|select|textarea|button)[^>]*\bname="([^"]+)"')
NAMES = ("q", "sort", "page", "team", "on", "as-at", "known", "show", "words", "why", "to", "until")


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every address of the site, with its places still in angle brackets."""
    for each in (resolver or get_resolver()).url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, route)
        elif isinstance(each, URLPattern):
            yield route


def addresses(route: str) -> Iterator[str]:
    """``route`` with its places filled: with a child there is, and with what there is not."""
    handle = site.handle(site.UNSEEN)
    fillings = {
        "slug": (handle, "0" * 32, "sif-2013-2017"),
        "int": ("1", "0", "9" * 30),
        "path": ("T1", "../../etc/passwd", "a\x00b", "é" * 300),
        "str": ("x", "\x00", "MQ"),
        "uuid": ("00000000-0000-0000-0000-000000000000",),
        None: ("x",),
    }
    kinds = [found.group(1) for found in PLACES.finditer(route)]
    if not kinds:
        yield "/" + route
        return
    for number in range(max(len(fillings[kind]) for kind in kinds)):
        values = iter([fillings[kind][number % len(fillings[kind])] for kind in kinds])
        yield "/" + PLACES.sub(lambda _: quote(next(values), safe="/"), route)  # noqa: B023 - used at once


@pytest.fixture
def council(db: None) -> None:
    """The small invented record in the store, and what the findings show of it."""
    site.loaded()
    load(site.extract(), by="nightly", why="the first load")
    owed.rebuild(ReferenceEngine())


def answered(browser: Client, method: str, path: str, **sent: object) -> int:
    """The status of an answer; a failure in a view comes as 500, as it would to a browser."""
    browser.raise_request_exception = False
    return int(getattr(browser, method)(path, **sent).status_code)


@pytest.mark.django_db
@pytest.mark.usefixtures("council")
@pytest.mark.parametrize("persona", [Persona.DIRECTOR, Persona.TEAM_MANAGER, Persona.ADMINISTRATOR, Persona.PUBLIC])
def test_no_address_fails_whatever_it_is_asked(persona: Persona) -> None:
    failed = []
    for route in sorted(set(patterns())):
        browser = browser_of(persona)  # some addresses sign out
        for path in addresses(route):
            for number, hostile in enumerate(HOSTILE):
                name = NAMES[number % len(NAMES)]
                if answered(browser, "get", path, data={name: hostile, f"{name}x": hostile}) >= 500:
                    failed.append(f"GET {path} ?{name}={hostile[:30]!r}")
                if number > 3 and "<" in route:
                    break
    assert not failed, "\n".join(failed)


@pytest.mark.django_db
@pytest.mark.usefixtures("council")
@pytest.mark.parametrize("persona", [Persona.DIRECTOR, Persona.TEAM_MANAGER, Persona.ADMINISTRATOR, Persona.PUBLIC])
def test_no_form_fails_whatever_it_is_sent(persona: Persona) -> None:
    failed = []
    for route in sorted(set(patterns())):
        for path in addresses(route):
            browser = browser_of(persona)
            browser.raise_request_exception = False
            shown = browser.get(path)
            fields = set(FIELD.findall(shown.content.decode("utf-8", "replace"))) - {"csrfmiddlewaretoken"}
            sent: list[dict[str, object]] = [dict.fromkeys(fields or {"words"}, hostile) for hostile in HOSTILE]
            sent.append({name: SimpleUploadedFile("a.csv", b"\x00\xff") for name in fields or {"file"}})
            for data in sent:
                if answered(browser, "post", path, data=data) >= 500:
                    failed.append(f"POST {path} {str(next(iter(data.values())))[:30]!r}")
            for method in ("put", "delete", "patch", "options"):
                if answered(browser, method, path, data=b"\xff\xfe", content_type="application/json") >= 500:
                    failed.append(f"{method.upper()} {path}")
    assert not failed, "\n".join(failed)
