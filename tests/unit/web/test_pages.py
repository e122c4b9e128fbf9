"""Every address answers, whatever is asked of it, and says what it rests on."""

from __future__ import annotations

import csv
import io
import logging

import pytest
from django.test import Client
from django.urls import resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sightline.access.models import AccessEntry, Doing
from sightline.findings.queries import Loaded
from sightline.findings.urls import urlpatterns
from tests.support import site
from tests.support.pages import DOWNLOADS, MISSING, PAGES, at
from tests.support.personas import Persona, browser_of
from tests.support.store_settings import UNRESOLVED


@pytest.fixture
def browser(loaded: Loaded) -> Client:
    """The director's."""
    return browser_of(Persona.DIRECTOR)


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_each_page_answers_and_says_what_it_rests_on(browser: Client, address: str) -> None:
    response = browser.get(at(address))
    page = response.content.decode()
    assert response.status_code == 200
    for words in ("As at <b>14 November 2016</b>", "rows written for a test", "Invented data", "Avonmere"):
        assert words in page
    assert UNRESOLVED not in page
    assert page.count("<h1") == 1


@pytest.mark.usefixtures("loaded")
def test_every_route_is_among_the_pages_tested() -> None:
    tested = {resolve(at(address).partition("?")[0]).url_name for address in (*PAGES.values(), *DOWNLOADS.values())}
    assert {route.name for route in urlpatterns} - tested == set()


@pytest.mark.parametrize("address", DOWNLOADS.values(), ids=DOWNLOADS.keys())
def test_whatever_is_taken_away_leaves_a_line_in_the_log(browser: Client, address: str) -> None:
    response = browser.get(at(address))
    assert response.status_code == 200
    (entry,) = AccessEntry.objects.filter(doing=Doing.EXPORTED)
    assert entry.page == resolve(at(address)).view_name


@pytest.mark.parametrize("address", MISSING)
def test_what_is_not_there_is_not_found(browser: Client, address: str) -> None:
    response = browser.get(at(address))
    assert response.status_code == 404


def test_not_found_does_not_repeat_what_was_asked_for(browser: Client) -> None:
    assert b"secret-key" not in browser.get("/children/secret-key/").content


HOSTILE = st.dictionaries(
    st.sampled_from(["page", "sort", "q", "team", "state", "area", "force", "line", "harm", "stands", "show", "zzz"]),
    st.text(max_size=30) | st.sampled_from(["0", "-1", "1e9", "%00", "' OR 1=1 --", "<script>", "../../etc", "٣", "²"]),
    max_size=6,
)


@given(asked=HOSTILE, which=st.sampled_from(sorted([*PAGES.values(), *DOWNLOADS.values()])))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_string_breaks_a_page(browser: Client, asked: dict[str, str], which: str) -> None:
    response = browser.get(at(which.partition("?")[0]), asked, follow=True)
    assert response.status_code == 200
    assert b"<script>" not in response.content or "csv" in response["Content-Type"]


def test_a_value_the_list_does_not_know_is_said_to_be_set_aside(browser: Client) -> None:
    assert "It was set aside" in browser.get("/children/?team=none-such").content.decode()


@pytest.mark.parametrize("address", [each for each in DOWNLOADS.values() if each.endswith(".csv")])
def test_each_list_downloads_as_a_file_without_formulas(browser: Client, address: str) -> None:
    response = browser.get(at(address))
    assert response["Content-Disposition"].startswith("attachment; filename=")
    head, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert rows
    assert all(len(row) == len(head) for row in rows)
    assert not any(value[:1] in "=+-@" for row in rows for value in row if value and not value.lstrip("-").isdigit())


def test_the_file_holds_what_the_list_was_narrowed_to(browser: Client) -> None:
    content = browser.get("/findings/children.csv?q=HYPERLINK").content.decode("utf-8-sig")
    _, *rows = csv.reader(io.StringIO(content, newline=""))
    assert [row[0] for row in rows] == [site.AWKWARD_CHILD]
    assert rows[0][1] == "'=HYPERLINK(1) Example"


def test_a_name_is_never_markup(browser: Client) -> None:
    page = browser.get(at("/children/{C5}/timeline/")).content.decode()
    assert site.MARKUP not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Example" in page


@pytest.mark.parametrize("host", ["example.org", "192.168.1.10", "127.0.0.1.example.org"])
def test_it_refuses_any_other_host(loaded: Loaded, host: str) -> None:
    assert Client(SERVER_NAME=host).get("/").status_code == 400


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_for_reading_only(browser: Client, method: str) -> None:
    assert getattr(browser, method)("/children/").status_code == 405


def test_each_answer_forbids_anything_from_elsewhere(browser: Client) -> None:
    response = browser.get("/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response["Cache-Control"] == "no-store"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_the_policy_is_kept_by_the_pages_themselves(browser: Client) -> None:
    for address in PAGES.values():
        page = browser.get(at(address)).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        assert page.count("<script") == 1, address


@pytest.mark.parametrize(
    "name",
    ["sightline/site.css", "sightline/site.js", "sightline/icon.svg", "vendor/govuk-frontend/govuk-frontend.min.css"],
)
def test_styles_are_served_from_here_and_fetch_nothing(browser: Client, name: str) -> None:
    response = browser.get(f"/static/{name}")
    assert response.status_code == 200
    body = b"".join(getattr(response, "streaming_content", [])) or response.content
    assert b"url(http" not in body
    assert b"@font-face" not in body
    assert b"@import" not in body


def test_a_failure_names_no_child(
    browser: Client, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("about C1")

    monkeypatch.setattr("sightline.findings.queries.subject_page", fail)
    browser.raise_request_exception = False
    with _lines_of("django.request") as lines:
        response = browser.get(at("/children/{C1}/timeline/"))
    assert response.status_code == 500
    assert b"Something went wrong" in response.content
    assert lines
    assert not any("C1" in line for line in lines)
    assert any("ValueError" in line for line in lines)


class _lines_of:
    """What a logger writes through the site's own handler."""

    def __init__(self, name: str) -> None:
        self.logger = logging.getLogger(name)
        self.lines: list[str] = []

    def __enter__(self) -> list[str]:
        from sightline.web.quiet import WithoutRequest

        self.handler = logging.Handler()
        self.handler.addFilter(WithoutRequest())
        self.handler.emit = lambda record: self.lines.append(logging.Formatter().format(record))  # type: ignore[method-assign]
        self.logger.addHandler(self.handler)
        return self.lines

    def __exit__(self, *_: object) -> None:
        self.logger.removeHandler(self.handler)


def test_who_a_child_is_stays_out_of_the_title_that_a_browser_remembers(browser: Client) -> None:
    page = browser.get(at(PAGES["child"])).content.decode()
    title = page.split("<title>")[1].split("</title>")[0]
    name = page.split("<h1")[1].split(">", 1)[1].split("<")[0].strip()
    assert title.startswith("A child’s record ")
    assert name
    assert name not in title


def test_a_standard_is_titled_by_its_sentence_and_a_room_is_current_on_its_own_page_alone(browser: Client) -> None:
    page = browser.get("/standards/child-seen-6m/").content.decode()
    assert "<title>No child with an open case goes six months without being seen" in page
    assert 'aria-current="page"' not in page
    assert 'aria-current="page"' in browser.get("/standards/").content.decode()
