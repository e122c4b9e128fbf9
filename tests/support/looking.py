"""How a page is looked at in a browser: by axe, and that nothing overflows, as wide as a desk and as a telephone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.support.browser import PATIENCE, Site
from tests.support.persona import Persona

AXE = Path(__file__).parent.parent / "fixtures" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = 1280, 360


def window(browser: Browser, served: Site, persona: Persona, width: int = WIDE, *, script: bool = True) -> Page:
    """A page of a window in which ``persona`` has signed in."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    context.set_default_timeout(PATIENCE)
    served.sign_in(context, persona)
    return context.new_page()


def look(page: Page) -> None:
    """Axe finds nothing and nothing overflows, at either width."""
    page.evaluate(AXE.read_text("utf-8"))  # not a script tag, which the policy of the site refuses
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        said = [f"{each['id']} at {[node['target'] for node in each['nodes']][:3]}" for each in result["violations"]]
        assert said == [], f"{width} wide"
        assert "document-title" in {each["id"] for each in result["passes"]}  # it did look
        assert page.evaluate("document.documentElement.scrollWidth") <= width
