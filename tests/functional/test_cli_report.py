"""The HTML report in a real browser: nothing fetched, nothing for axe to find, nothing wider than a phone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from sightline.engines.duckdb import DuckDBEngine
from sightline.inspection.framework import load_framework
from sightline.inspection.standing.inspect import inspect
from sightline.inspection.standing.render_html import render_html
from sightline.simulate import Scenario, simulate
from sightline.standards.catalogue import CATALOGUE
from tests.support.browser import chromium

AXE = Path(__file__).parent.parent / "fixtures" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on a small failing council."""
    council = simulate(children=1_500, years=5, seed=3, scenario=Scenario.CASE_2016)
    found = inspect(
        council.extract,
        dt.date(2016, 11, 14),
        load_framework("sif-2013-2017"),
        DuckDBEngine(),
        tuple(CATALOGUE.values()),
    )
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_html(found), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser.new_page()
        browser.close()


def test_the_report_asks_for_nothing(page: Page, report: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    assert asked == [report.as_uri()]


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_in_the_report(page: Page, report: Path, width: int) -> None:
    page.goto(report.as_uri())
    page.evaluate(AXE.read_text("utf-8"))
    page.set_viewport_size({"width": width, "height": 900})
    result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [f"{each['id']} at {[node['target'] for node in each['nodes']][:3]}" for each in result["violations"]] == []
    assert "document-title" in {each["id"] for each in result["passes"]}


def test_the_report_is_no_wider_than_a_phone(page: Page, report: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(report.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_contents_lead_to_each_judgement(page: Page, report: Path) -> None:
    page.goto(report.as_uri())
    page.get_by_role("link", name="3 Leadership, management and governance").click()
    assert page.url.endswith("#judgement-leadership")
    assert page.get_by_role("heading", name="3 Leadership, management and governance").is_visible()
