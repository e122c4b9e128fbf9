"""What a hostile crawl of the site sends, where, and as whom."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sightline.access.matrix import Route, routes
from sightline.access.roles import EVERYONE
from tests.support import site
from tests.support.personas import BOUND, Persona

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
VALUE = re.compile(r'<input[^>]*\bname="([^"]+)"[^>]*\bvalue="([^"]*)"')
OPTIONS = re.compile(r'<select[^>]*\bname="([^"]+)"[^>]*>.*?<option value="([^"]+)"', re.S)
PLAIN = "2016-11-14"  # what a field takes that shows nothing: a date, and words
IS_SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"


def crawled() -> list[tuple[Persona, Route]]:
    """Every address of the site once, as somebody who may use it, so that everybody comes in turn.

    With ``HYPOTHESIS_PROFILE=soak`` every address as everybody.
    """
    times = Counter[Persona]()
    found = []
    for route in sorted(routes(), key=lambda each: each.pattern):
        if IS_SOAK:
            found += [(persona, route) for persona in Persona]
            continue
        persona = min(who_may_use(route), key=lambda each: times[each])
        times[persona] += 1
        found.append((persona, route))
    assert {persona for persona, _ in found} == set(Persona)
    return found


def who_may_use(route: Route) -> list[Persona]:
    """Those whose role has the permission that an address asks; the public where it asks none."""
    if route.permission is None:
        return [Persona.PUBLIC]
    return [
        persona
        for persona, bound in BOUND.items()
        if route.permission in EVERYONE or (bound.role and route.permission in bound.role.permissions)
    ]


def addresses(route: str) -> Iterator[str]:
    """The pattern ``route`` with its places filled: with a child there is, and with what there is not."""
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
        yield route
        return
    for number in range(max(len(fillings[kind]) for kind in kinds)):
        values = iter([fillings[kind][number % len(fillings[kind])] for kind in kinds])
        yield PLACES.sub(lambda _: quote(next(values), safe="/"), route)  # noqa: B023 - used at once


def answered(browser: Client, method: str, path: str, **sent: object) -> int:
    """The status of an answer; a failure in a view comes as 500, as it would to a browser."""
    browser.raise_request_exception = False
    return int(getattr(browser, method)(path, **sent).status_code)


def fields_of(page: str) -> dict[str, str]:
    """The fields of a page's forms, each with what it shows or, of a choice, the first there is to choose."""
    shown = dict.fromkeys(map(unescape, FIELD.findall(page)), PLAIN)
    for name, value in [*VALUE.findall(page), *OPTIONS.findall(page)]:
        shown[unescape(name)] = unescape(value) or PLAIN
    shown.pop("csrfmiddlewaretoken", None)
    return shown


def sent_to(fields: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """What a form is sent: by turns everything hostile at once, and one field of it hostile among others that are not.

    A field alone reaches what a form looks at only when the rest of it is in order.
    """
    names = sorted(fields) or ["words"]
    for number, hostile in enumerate(HOSTILE):
        if number % 2:
            yield {**fields, names[number // 2 % len(names)]: hostile}
        else:
            yield dict.fromkeys(names, hostile)
    yield {name: SimpleUploadedFile("a.csv", b"\x00\xff") for name in names}
