"""A lead concludes a mock inspection as they would: hears, compares, judges, recommends, sends the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site, serving
from tests.support.looking import AXE, NARROW, RULES, WIDE, look
from tests.support.persona import Persona

PAGES = {
    "voices": "voices/",
    "a voice": "voices/new/",
    "sources": "triangulation/",
    "a disagreement": "triangulation/help-and-protection:children-not-seen/",
    "judgements": "judgements/",
    "a judgement": "judgements/help-and-protection/",
    "the overall grade": "judgements/overall/",
    "recommendations": "recommendations/",
    "a recommendation": "recommendations/help-and-protection/new/",
    "report": "report/",
}


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """A mock inspection with its files audited, served with a store of its own."""
    with serving("tests.support.served_concluding") as where:
        yield where


def window(browser: Browser, served: Site, width: int, *, script: bool = True) -> Page:
    """A page of a window in which the principal social worker has signed in."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    context.set_default_timeout(10_000)
    served.sign_in(context, Persona.AUDITOR)
    return context.new_page()


@pytest.fixture(scope="module")
def looked_at(browser: Browser, served: Site) -> Iterator[Page]:
    """One page for all looks."""
    page = window(browser, served, WIDE)
    yield page
    page.context.close()


def at(served: Site, path: str) -> str:
    return served / f"/inspection/mock/{{mock}}/{path}"


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_overflows_at_either_width(looked_at: Page, served: Site, name: str) -> None:
    looked_at.goto(at(served, PAGES[name]))
    look(looked_at)


def test_what_was_heard_is_written_down_on_a_telephone_without_a_script(browser: Browser, served: Site) -> None:
    page = window(browser, served, NARROW, script=False)
    page.goto(at(served, "voices/"))
    page.get_by_role("link", name="Write down what was seen or heard").click()
    page.get_by_role("radio", name="A parent, carer or relative").check()
    page.get_by_label("Their part").fill("mother of three")
    page.get_by_label("What does it bear on?").select_option(label="Assessments")
    page.get_by_label("What was seen or heard?").fill("Ada Example’s mother read the assessment before the meeting.")
    page.get_by_role("radio", name="A strength").check()
    page.get_by_role("button", name="Write it down", exact=True).click()
    expect(page.get_by_role("link", name="These words may name somebody on the record: “Ada Example”")).to_be_visible()
    page.get_by_label("What was seen or heard?").fill("They read the assessment before the meeting.")
    page.get_by_role("button", name="Write it down, and another").click()
    expect(page.get_by_text("That was written down. Here is the next.")).to_be_visible()
    page.goto(at(served, "voices/"))
    expect(page.get_by_text("They read the assessment before the meeting.")).to_be_visible()
    page.context.close()


def test_from_the_first_disagreement_to_the_report_that_is_sent(browser: Browser, served: Site, tmp_path: Path) -> None:
    page = window(browser, served, WIDE)
    page.goto(at(served, "triangulation/"))
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Where they disagree")
    page.get_by_role("link", name=re.compile("Say what you make of it.*Children not seen")).click()
    page.get_by_label("What did you make of it?").fill("Those we heard are seen; the record is right about the others.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Those we heard are seen")).to_be_visible()

    page.get_by_role("link", name="Judgements", exact=True).click()
    grades = {"Leadership, management and governance": "Inadequate"}
    for name in (
        "Children who need help and protection",
        "Children looked after and achieving permanence",
        "Leadership, management and governance",
    ):
        page.get_by_role("link", name=re.compile(f"^Judge.*{name}")).click()
        page.get_by_role("radio", name=f"{grades.get(name, 'Good')}: ").check()
        page.get_by_label("Why?").fill("Files were sound, and what people said bore that out.")
        page.get_by_role("button", name="Give this grade").click()
    page.get_by_role("link", name=re.compile("^Judge.*Overall effectiveness")).click()
    expect(page.get_by_text("Only inadequate.")).to_be_visible()
    page.get_by_role("radio", name="Good: ").check()
    page.get_by_label("Why?").fill("Most of it is good.")
    page.get_by_role("button", name="Give this grade").click()
    expect(page.get_by_role("alert").get_by_text("It can only be inadequate.")).to_be_visible()
    page.get_by_role("radio", name="Inadequate: ").check()
    page.get_by_role("button", name="Give this grade").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Judgements")

    page.get_by_role("link", name=re.compile("^Write one.*Children who need help and protection")).click()
    page.get_by_role("radio", name="A recommendation").check()
    page.get_by_label("In what words?").fill("See every child at least every six weeks.")
    page.get_by_role("radio", name="Priority and immediate action").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="Choose at least one thing it rests on")).to_be_visible()
    page.get_by_role("checkbox", name="Children not seen").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="See every child at least every six weeks.")).to_be_visible()

    page.get_by_role("link", name="Report", exact=True).click()
    page.get_by_role("radio", name="To be sent").check()
    page.get_by_role("button", name="Make the edition").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^PDF.*edition 1")).click()
    file = tmp_path / "report.pdf"
    download.value.save_as(file)
    said = " ".join("".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(file)).split())
    assert "Overall effectiveness: Inadequate" in said
    assert "1. See every child at least every six weeks." in said
    page.get_by_role("link", name="Edition 1", exact=True).click()
    expect(page.get_by_text("Those we heard are seen; the record is right about the others.")).to_be_visible()
    page.evaluate(AXE.read_text("utf-8"))
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        assert [each["id"] for each in result["violations"]] == [], f"{width} wide"
    _the_html_reads_alone_and_needs_nothing(browser, page, tmp_path / "report.html")
    page.context.close()


def _the_html_reads_alone_and_needs_nothing(browser: Browser, page: Page, file: Path) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as HTML").click()
    download.value.save_as(file)
    alone = browser.new_context(viewport={"width": NARROW, "height": 900}, offline=True).new_page()
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(file.as_uri())
    expect(alone.get_by_role("heading", level=1)).to_have_text("The mock of 2016")
    assert asked == [file.as_uri()]
    assert alone.evaluate("document.documentElement.scrollWidth") <= NARROW
    alone.evaluate(AXE.read_text("utf-8"))
    result = alone.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [each["id"] for each in result["violations"]] == []
    alone.context.close()
