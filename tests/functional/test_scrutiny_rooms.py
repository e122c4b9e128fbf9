"""Members ask, officers answer, the committee recommends, the public reads: by keyboard, without a script, by axe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site
from tests.support.persona import Persona

AXE = Path(__file__).parent.parent / "fixtures" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = 1280, 360
MEMBER, CLERK, HEAD = Persona.ELECTED_MEMBER, Persona.SCRUTINY_OFFICER, Persona.HEAD_OF_SERVICE
PAGES: dict[Persona, tuple[str, ...]] = {
    MEMBER: (
        "/scrutiny/figures/care-leavers/",
        "/scrutiny/questions/",
        "/scrutiny/questions/figures/",
        "/scrutiny/questions/ask/",
        "/scrutiny/questions/{question}/",
        "/scrutiny/documents/",
        "/scrutiny/documents/{duty}/",
        "/scrutiny/committee/",
        "/scrutiny/committee/programme/",
        "/scrutiny/committee/reports/",
        "/scrutiny/committee/recommendations/",
        "/scrutiny/committee/recommendations/{recommended}/",
        "/scrutiny/committee/meetings/{held}/",
        "/scrutiny/corporate-parenting/",
        "/scrutiny/telling-gap/",
    ),
    CLERK: (
        "/scrutiny/questions/{question}/publish/",
        "/scrutiny/documents/{duty}/given/",
        "/scrutiny/committee/meetings/{coming}/",
        "/scrutiny/committee/meetings/{held}/recommend/",
        "/scrutiny/corporate-parenting/ask/",
    ),
    HEAD: ("/scrutiny/questions/",),
    Persona.PUBLIC: ("/published/questions/",),
}


@pytest.fixture
def served(scrutiny_site: Site) -> Site:
    """A committee with its papers."""
    return scrutiny_site


def window(browser: Browser, served: Site, persona: Persona, *, width: int = NARROW, script: bool = False) -> Page:
    """A page of a window in which somebody has signed in: on a telephone without a script, unless it is said."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    context.set_default_timeout(30_000)
    if persona is not Persona.PUBLIC:
        served.sign_in(context, persona)
    return context.new_page()


@pytest.mark.parametrize("persona", PAGES)
def test_axe_finds_nothing_and_nothing_overflows_at_either_width(
    browser: Browser, served: Site, persona: Persona
) -> None:
    page = window(browser, served, persona, script=True)
    page.add_init_script(path=AXE)
    wrong: dict[str, object] = {}
    for path in PAGES[persona]:
        page.goto(served / path)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            result = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)
            said = [
                f"{each['id']} at {[node['target'] for node in each['nodes']][:3]}" for each in result["violations"]
            ]
            assert "document-title" in {each["id"] for each in result["passes"]}  # it did look
            if page.evaluate("document.documentElement.scrollWidth") > width:
                said.append("wider than the window")
            if said:
                wrong[f"{path} at {width}"] = said
    page.context.close()
    assert wrong == {}


def press(page: Page, name: str) -> None:
    """Press a button, or a link, whose name begins so, as the keyboard does."""
    begins = re.compile(f"^{re.escape(name)}\\b")
    found = page.get_by_role("main").get_by_role("button", name=begins)
    found = found.or_(page.get_by_role("main").get_by_role("link", name=begins)).first
    found.focus()
    found.press("Enter")


def test_a_question_is_asked_answered_followed_up_and_read_by_everybody(browser: Browser, served: Site) -> None:
    member, clerk, head = (window(browser, served, each) for each in (MEMBER, CLERK, HEAD))
    asked = "How long do children wait for a first visit?"
    member.goto(served / "/scrutiny/questions/")
    press(member, "Ask a question")
    member.get_by_label("What do you ask?").fill("why was danielle smith not seen?")
    press(member, "Ask")
    expect(member.get_by_role("alert")).to_contain_text("“danielle smith”")
    member.get_by_label("What do you ask?").fill(asked)
    press(member, "Ask")
    expect(member.get_by_role("heading", name=asked)).to_be_visible()
    there = member.url

    clerk.goto(there)
    press(clerk, "Give it to an officer")
    clerk.get_by_label("Who is to answer?").select_option(index=1)
    chosen = clerk.get_by_label("Who is to answer?").locator("option").all_inner_texts()
    clerk.get_by_label("Who is to answer?").select_option(
        label=next(each for each in chosen if each.startswith("Head of service"))
    )
    press(clerk, "Give it")

    head.goto(served / "/scrutiny/questions/")
    head.get_by_role("listitem").filter(has_text=asked).get_by_role("link", name=re.compile("^Answer")).press("Enter")
    head.get_by_label("What is the answer?").fill("About six weeks, which is too long.")
    press(head, "Answer")
    expect(head.get_by_text("About six weeks, which is too long.")).to_be_visible()

    member.goto(there)
    press(member, "Say whether it answers")
    member.get_by_label("No, an answer is still owed").check()
    press(member, "Say so")
    expect(member.get_by_role("alert")).to_contain_text("Say what is not answered")
    member.get_by_label(re.compile("What is not answered")).fill("It does not say since when.")
    press(member, "Say so")
    press(member, "Follow it up")
    member.get_by_label("What do you ask?").fill("Since when has it been so long?")
    press(member, "Ask")
    expect(member.get_by_role("heading", name="Since when has it been so long?")).to_be_visible()

    public = window(browser, served, Persona.PUBLIC)
    public.goto(served / "/published/questions/")
    expect(public.get_by_text(asked)).to_have_count(0)
    clerk.goto(there)
    press(clerk, "Publish the question")
    press(clerk, "Publish")
    expect(clerk.get_by_role("alert")).to_contain_text("Read the words")
    clerk.get_by_label(re.compile("they point at no child")).check()
    press(clerk, "Publish")
    public.reload()
    expect(public.get_by_role("heading", name=asked)).to_be_visible()
    expect(public.get_by_text("It was answered; the answer is not public.")).to_be_visible()
    press(clerk, "Publish this answer")
    clerk.get_by_label(re.compile("they point at no child")).check()
    press(clerk, "Publish")
    public.goto(served / "/published/")
    press(public, "What was asked of officers, and answered")
    section = public.get_by_role("region", name=asked)
    expect(section).to_contain_text("About six weeks, which is too long.")
    expect(section).to_contain_text("Whoever asked says that this does not answer it.")
    expect(public.get_by_text("Since when has it been so long?")).to_have_count(0)
    for each in (member, clerk, head, public):
        each.context.close()


def test_a_document_asked_for_has_a_clock_and_what_is_withheld_says_why(browser: Browser, served: Site) -> None:
    member, clerk = window(browser, served, MEMBER), window(browser, served, CLERK)
    member.goto(served / "/scrutiny/documents/")
    expect(member.get_by_text("9 days overdue").first).to_be_visible()  # ten clear days of nineteen
    press(member, "Ask for a document")
    member.get_by_label("Which document, or notice of what?").fill("The review of the service that the executive had")
    press(member, "Ask")
    expect(member.get_by_text("24 November 2016")).to_be_visible()  # ten clear days from the fourteenth
    clerk.goto(member.url)
    press(clerk, "Say what was given")
    clerk.get_by_label("Given in part").check()
    clerk.get_by_label("What was given, or answered?").fill("The review without its annex.")
    press(clerk, "Say so")
    expect(clerk.get_by_role("alert")).to_contain_text("Say what was kept back")
    clerk.get_by_label("If something was kept back: what?").fill("An annex about members of staff.")
    clerk.get_by_label("Under which exemption?").select_option(index=1)
    clerk.get_by_label("Why, and how was the public interest weighed?").fill("It is about individuals alone.")
    press(clerk, "Say so")
    expect(clerk.get_by_text("Reasons not stated")).to_be_visible()  # the law asks for them in writing
    member.goto(served / "/scrutiny/documents/")
    withheld = member.get_by_role("table", name=re.compile("What was withheld"))
    expect(withheld).to_contain_text("It is about individuals alone.")
    for each in (member, clerk):
        each.context.close()


def test_a_recommendation_is_written_down_answered_and_put_to_the_programme(browser: Browser, served: Site) -> None:
    clerk, member = window(browser, served, CLERK), window(browser, served, MEMBER)
    clerk.goto(served / "/scrutiny/committee/meetings/{held}/")
    press(clerk, "Write down a recommendation")
    clerk.get_by_label("What is recommended?").fill("Report the number at every meeting.")
    clerk.get_by_label("To whom?").fill("The cabinet")
    clerk.get_by_label(re.compile("When did the executive have it")).fill("2016-10-03")
    press(clerk, "Write it down")
    expect(clerk.get_by_text("Response awaited")).to_be_visible()
    expect(clerk.get_by_text("2 December 2016")).to_be_visible()  # two months that begin with the third of October
    press(clerk, "Write down the response")
    press(clerk, "Write it down")
    expect(clerk.get_by_role("alert")).to_contain_text("Choose what it answered")
    clerk.get_by_label(re.compile("^Accepted$")).check()
    clerk.get_by_label(re.compile("What will it do")).fill("It will be in each report from now on.")
    clerk.get_by_label("When?").fill("2016-11-01")
    press(clerk, "Write it down")
    expect(clerk.get_by_text("It will be in each report from now on.")).to_be_visible()

    member.goto(served / "/scrutiny/committee/")
    expect(member.get_by_text(re.compile("Response \\d+ days overdue")).first).to_be_visible()  # the other one
    press(member, "Choose a topic to look into")
    member.get_by_label("What is to be looked into?").fill("Why nobody told members the number")
    member.get_by_label("Why?").fill("The record showed it for two years.")
    press(member, "Put it on the programme")
    row = member.get_by_role("row").filter(has_text="Why nobody told members the number")
    expect(row).to_contain_text("No meeting set")
    for each in (clerk, member):
        each.context.close()


def test_what_children_in_care_ask_is_answered_in_words_for_them(browser: Browser, served: Site) -> None:
    clerk, head, member = (window(browser, served, each) for each in (CLERK, HEAD, MEMBER))
    asked = "Can we see our friends at the weekend?"
    clerk.goto(served / "/scrutiny/corporate-parenting/")
    press(clerk, "Write down a question of theirs")
    clerk.get_by_label("What does the group call itself?").fill("Children in care council")
    clerk.get_by_label("What do they ask, in their own words?").fill(asked)
    clerk.get_by_label("When did they ask it?").fill("2016-11-10")
    press(clerk, "Write it down")
    press(clerk, "Give it to an officer")
    chosen = clerk.get_by_label("Who is to answer?").locator("option").all_inner_texts()
    clerk.get_by_label("Who is to answer?").select_option(
        label=next(each for each in chosen if each.startswith("Head of service"))
    )
    press(clerk, "Give it")
    head.goto(served / "/scrutiny/corporate-parenting/")
    head.get_by_role("listitem").filter(has_text=asked).get_by_role("link", name=re.compile("^Answer")).press("Enter")
    head.get_by_label("What do you say to them?").fill("Yes. You need not wait for a form.")
    head.get_by_label("You said, we did: what was done?").fill("We told every carer so.")
    press(head, "Answer")
    member.goto(served / "/scrutiny/corporate-parenting/")
    section = member.get_by_role("region", name=asked)
    expect(section).to_contain_text("Yes. You need not wait for a form.")
    expect(section).to_contain_text("We did: We told every carer so.")
    for each in (clerk, head, member):
        each.context.close()


def test_a_member_reads_on_a_telephone_who_was_told_and_when(browser: Browser, served: Site) -> None:
    page = window(browser, served, MEMBER)
    page.goto(served / "/scrutiny/telling-gap/")
    expect(page.get_by_text(re.compile("failings stand on 14 November 2016"))).to_be_visible()
    drawing = page.get_by_role("img", name=re.compile("Days from the record showing a failing"))
    box = drawing.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW  # all five tiers are in sight
    table = page.get_by_role("table", name="When each tier was told of each failing, and who asked")
    expect(table).to_be_hidden()
    page.locator("summary", has_text="Every day, and who asked, as a table").press("Enter")
    expect(table).to_be_visible()
    expect(table.get_by_text("Never told by 14 November 2016").first).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("path", ["/scrutiny/", "/scrutiny/telling-gap/", "/published/2016-09-30/2/"])
def test_a_page_is_of_a_length_that_a_telephone_can_bear(browser: Browser, served: Site, path: str) -> None:
    """Eight windows of a telephone, where it was up to twenty: what is folded away is one press from here."""
    page = window(browser, served, MEMBER, script=True)
    page.goto(served / path)
    assert page.evaluate("document.body.scrollHeight") < 8 * 900
    page.context.close()
