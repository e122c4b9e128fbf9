"""Writing on a child's file as a practitioner and a manager would, and losing nothing that was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browser import Site, serving
from tests.support.looking import NARROW, WIDE, look
from tests.support.persona import Persona

SAVED = re.compile("Saved for later at [0-9]{2}:[0-9]{2}. Not on the record yet.")


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """A small council, served with a store of its own."""
    with serving("tests.support.served_recording") as where:
        yield where


def window_of(browser: Browser, served: Site, persona: Persona, *, width: int = WIDE, script: bool = True) -> Page:
    """A page of a window in which the persona has signed in."""
    window: BrowserContext = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    window.set_default_timeout(10_000)
    served.sign_in(window, persona)
    return window.new_page()


@pytest.fixture
def practitioner(browser: Browser, served: Site) -> Iterator[Page]:
    """A practitioner's page at a telephone's width."""
    page = window_of(browser, served, Persona.PRACTITIONER, width=NARROW)
    yield page
    page.context.close()


@pytest.fixture
def manager(browser: Browser, served: Site) -> Iterator[Page]:
    """A manager's page."""
    page = window_of(browser, served, Persona.TEAM_MANAGER)
    yield page
    page.context.close()


def fill(page: Page, words: str) -> None:
    """The rest of a note's form, then its words."""
    page.get_by_label("What kind of note is it?").select_option(label="Visit")
    page.get_by_role("radio", name="Yes").check()
    page.get_by_label("What was heard, seen or done?").fill(words)


def test_words_typed_on_a_page_that_is_lost_are_found_again(practitioner: Page, served: Site) -> None:
    practitioner.goto(served / "/children/{ada}/notes/new/")
    with practitioner.expect_response(lambda kept: "about+the+new+school" in (kept.request.post_data or "")):
        fill(practitioner, "She told me about the new school")
        practitioner.get_by_label("What was heard, seen or done?").blur()
    expect(practitioner.get_by_text(SAVED)).to_be_visible()
    practitioner.goto("about:blank")
    practitioner.goto(served / "/children/{ada}/notes/new/")
    expect(practitioner.get_by_role("heading", name="You have unsaved words from")).to_be_visible()
    practitioner.get_by_role("button", name="Use my words").click()
    expect(practitioner.get_by_label("What was heard, seen or done?")).to_have_value("She told me about the new school")
    expect(practitioner.get_by_label("What kind of note is it?")).to_have_value("visit")
    expect(practitioner.get_by_role("radio", name="Yes")).to_be_checked()
    practitioner.get_by_role("button", name="Put on the record").click()
    expect(practitioner.get_by_role("heading", level=1)).to_have_text("Case notes")
    expect(practitioner.get_by_text("She told me about the new school")).to_be_visible()
    practitioner.goto(served / "/drafts/")
    expect(practitioner.get_by_text("Everything you typed is on the record.")).to_be_visible()


def test_leaving_the_page_at_once_keeps_the_last_words(practitioner: Page, served: Site) -> None:
    practitioner.goto(served / "/children/{ben}/notes/new/")
    practitioner.get_by_label("What was heard, seen or done?").fill("The very last words")
    practitioner.get_by_label("Which day is it about?").focus()
    practitioner.goto(served / "/tasks/")
    practitioner.goto(served / "/drafts/")
    practitioner.get_by_role("link", name="Case note: The very last words").click()
    practitioner.get_by_role("button", name="Discard my words").click()
    expect(practitioner.get_by_label("What was heard, seen or done?")).to_have_value("")


def test_sending_at_once_writes_the_note_and_leaves_nothing_behind(practitioner: Page, served: Site) -> None:
    practitioner.goto(served / "/children/{dot}/notes/new/")
    fill(practitioner, "Sent while it was being saved")
    practitioner.get_by_label("Which day is it about?").fill("2016-11-13")
    practitioner.get_by_role("button", name="Put on the record").click()
    expect(practitioner.get_by_role("heading", level=1)).to_have_text("Case notes")
    practitioner.goto(served / "/children/{dot}/notes/new/")
    expect(practitioner.get_by_label("What was heard, seen or done?")).to_have_value("")


def test_a_second_window_is_told_and_shown_both(practitioner: Page, served: Site) -> None:
    practitioner.goto(served / "/children/{cat}/notes/new/")
    second = practitioner.context.new_page()
    second.goto(served / "/children/{cat}/notes/new/")
    practitioner.get_by_label("What was heard, seen or done?").fill("From the first window")
    expect(practitioner.get_by_text(SAVED)).to_be_visible()
    second.get_by_label("What was heard, seen or done?").fill("From the second window")
    expect(second.get_by_role("status").filter(has_text="another window")).to_be_visible()
    second.get_by_role("button", name="Save for later").click()
    expect(second.get_by_role("region", name="Saved in the other window")).to_contain_text("From the first window")
    expect(second.get_by_label("What was heard, seen or done?")).to_have_value("From the second window")
    second.get_by_role("button", name="Put both texts together").click()
    both = "From the first window\n\nFrom the second window"
    expect(second.get_by_label("What was heard, seen or done?")).to_have_value(both)
    second.get_by_role("button", name="Save for later").click()
    expect(second.get_by_text("Saved for later. Only you can see these words.")).to_be_visible()
    second.get_by_role("button", name="Discard my words").click()


def test_two_who_correct_the_same_note_both_keep_their_words(practitioner: Page, manager: Page, served: Site) -> None:
    practitioner.goto(served / "/children/{ben}/notes/new/")
    fill(practitioner, "First as it was written")
    practitioner.get_by_role("button", name="Put on the record").click()
    practitioner.get_by_role("link", name="Correct").first.click()
    practitioner.get_by_label("What was heard, seen or done?").fill("As the worker corrects it")
    practitioner.get_by_label("Why is it corrected?").fill("A name was wrong")
    expect(practitioner.get_by_text(SAVED)).to_be_visible()
    manager.goto(served / "/children/{ben}/notes/")
    manager.get_by_role("link", name="Correct").first.click()
    manager.get_by_label("What was heard, seen or done?").fill("As the manager corrects it")
    manager.get_by_label("Why is it corrected?").fill("A day was wrong")
    manager.get_by_role("button", name="Put on the record").click()
    practitioner.get_by_role("button", name="Put on the record").click()
    expect(practitioner.get_by_role("alert")).to_contain_text("Somebody else changed this")
    expect(practitioner.get_by_role("region", name="On the record now")).to_contain_text("As the manager corrects it")
    expect(practitioner.get_by_label("What was heard, seen or done?")).to_have_value("As the worker corrects it")
    practitioner.get_by_role("button", name="Put both texts together").click()
    both = "As the manager corrects it\n\nAs the worker corrects it"
    expect(practitioner.get_by_label("What was heard, seen or done?")).to_have_value(both)
    practitioner.get_by_role("button", name="Put on the record").click()
    expect(practitioner.get_by_role("heading", level=1)).to_have_text("Case notes")
    expect(practitioner.get_by_role("article").first).to_contain_text("As the worker corrects it")
    practitioner.get_by_text("What it said before").click()
    expect(practitioner.get_by_text("First as it was written")).to_be_visible()


def test_a_manager_decides_and_the_worker_follows_it_up(manager: Page, practitioner: Page, served: Site) -> None:
    manager.goto(served / "/children/{ada}/decisions/new/")
    manager.get_by_role("button", name="Put on the record").click()
    expect(manager.get_by_role("alert")).to_contain_text("Give the reason, in a sentence at least")
    manager.get_by_label("What was decided?").select_option(label="Direction on the case")
    manager.get_by_label("Why?").fill("She has not been seen at home for a month.")
    manager.get_by_role("radio", name="Yes").check()
    manager.get_by_label("If it does: by which day?").fill("2016-11-21")
    manager.get_by_label("What is to be done by then?").fill("See her at home, alone")
    manager.get_by_role("button", name="Put on the record").click()
    expect(manager.get_by_role("article").first).to_contain_text("See her at home, alone (Pat Worker)")
    practitioner.goto(served / "/tasks/")
    practitioner.get_by_role("link", name="See her at home, alone").click()
    practitioner.get_by_role("button", name="Say that it is done").click()
    expect(practitioner.get_by_role("heading", level=1)).to_have_text("Follow up a decision")
    practitioner.get_by_label("What was done?").fill("Seen at home on her own")
    practitioner.get_by_role("button", name="Put on the record").click()
    expect(practitioner.get_by_text("Followed up 14 Nov 2016")).to_be_visible()


def test_a_manager_supervises_and_a_childs_action_becomes_a_task(
    manager: Page, practitioner: Page, served: Site
) -> None:
    manager.goto(served / "/supervision/team/")
    manager.get_by_role("link", name="Record a session with Pat Worker").click()
    manager.get_by_label("How many minutes did it last?").fill("60")
    manager.get_by_label("What was agreed?", exact=True).fill("A lighter week")
    manager.get_by_text("Discuss Cat Example").click()
    manager.get_by_label("What was agreed about Cat Example?").fill("See her school")
    manager.get_by_label("What is to be done for Cat Example?").fill("Ring the head teacher")
    manager.get_by_label("By which day, for Cat Example?").fill("2016-11-18")
    manager.get_by_role("button", name="Put on the record").click()
    expect(manager.get_by_role("article").first).to_contain_text("A lighter week")
    practitioner.goto(served / "/supervision/")
    expect(practitioner.get_by_role("article").first).to_contain_text("A lighter week")
    practitioner.goto(served / "/tasks/")
    expect(practitioner.get_by_role("link", name="Ring the head teacher")).to_be_visible()


def test_a_manager_corrects_a_session_then_takes_it_back(manager: Page, served: Site) -> None:
    manager.goto(served / "/supervision/record/W3/")
    manager.get_by_label("How many minutes did it last?").fill("75")
    manager.get_by_label("What was agreed?", exact=True).fill("Leave at Easter.")
    manager.get_by_role("button", name="Put on the record").click()
    session = manager.get_by_role("article").filter(has_text="Leave at Easter.")
    session.get_by_role("link", name=re.compile("^Correct")).click()
    manager.get_by_label("How many minutes did it last?").fill("45")
    manager.get_by_label("Why is it corrected?").fill("The hour was misread.")
    look(manager)
    manager.get_by_role("button", name="Put on the record").click()
    expect(session).to_contain_text("45 minutes")
    session.get_by_text("What it said before").click()
    expect(session).to_contain_text("75 minutes")
    session.get_by_role("link", name=re.compile("^Withdraw")).click()
    manager.get_by_role("button", name="Withdraw it").click()
    expect(manager.get_by_role("alert")).to_contain_text("Say why it is withdrawn")
    manager.get_by_label("Why should this not be on the record?").fill("It was another worker’s session.")
    look(manager)
    manager.get_by_role("button", name="Withdraw it").click()
    expect(session).to_contain_text("Withdrawn")
    expect(session).to_contain_text("It was another worker’s session.")
    expect(session.get_by_role("link", name=re.compile("^Correct"))).to_have_count(0)
    look(manager)


def test_without_javascript_save_for_later_does_the_same(browser: Browser, served: Site) -> None:
    page = window_of(browser, served, Persona.PRACTITIONER, width=NARROW, script=False)
    page.goto(served / "/children/{dot}/notes/new/")
    page.get_by_label("What was heard, seen or done?").fill("Typed without a script")
    page.get_by_role("button", name="Save for later").click()
    expect(page.get_by_text("Saved for later. Only you can see these words.")).to_be_visible()
    page.get_by_role("button", name="Use my words").click()
    expect(page.get_by_label("What was heard, seen or done?")).to_have_value("Typed without a script")
    fill(page, "Typed without a script")
    page.get_by_role("button", name="Put on the record").click()
    expect(page.get_by_role("article").first).to_contain_text("Typed without a script")
    page.context.close()


def test_a_note_is_written_with_the_keyboard_alone(practitioner: Page, served: Site) -> None:
    practitioner.goto(served / "/children/{ada}/notes/new/")
    practitioner.get_by_label("What kind of note is it?").focus()
    practitioner.keyboard.type("Meeting")
    practitioner.get_by_label("What was heard, seen or done?").focus()
    practitioner.keyboard.type("Typed by keyboard")
    practitioner.keyboard.press("Tab")
    practitioner.keyboard.press("Space")
    practitioner.keyboard.press("Tab")
    expect(practitioner.get_by_role("button", name="Put on the record")).to_be_focused()
    practitioner.keyboard.press("Enter")
    expect(practitioner.get_by_role("article").first).to_contain_text("Typed by keyboard")


def test_signed_out_while_typing_says_so(practitioner: Page, served: Site) -> None:
    practitioner.goto(served / "/children/{ada}/notes/new/")
    practitioner.context.clear_cookies(name="sessionid")
    practitioner.get_by_label("What was heard, seen or done?").fill("Typed after the session ended")
    expect(practitioner.get_by_role("status").filter(has_text="You have been signed out")).to_be_visible()


LOOKED_AT = {
    "notes": (Persona.PRACTITIONER, "/children/{ada}/notes/"),
    "a note": (Persona.PRACTITIONER, "/children/{dot}/notes/new/"),
    "decisions": (Persona.TEAM_MANAGER, "/children/{ada}/decisions/"),
    "a decision": (Persona.TEAM_MANAGER, "/children/{ben}/decisions/new/"),
    "a child's supervision": (Persona.TEAM_MANAGER, "/children/{cat}/supervision/"),
    "own supervision": (Persona.PRACTITIONER, "/supervision/"),
    "team supervision": (Persona.TEAM_MANAGER, "/supervision/team/"),
    "a worker's supervision": (Persona.TEAM_MANAGER, "/supervision/worker/W3/"),
    "a session": (Persona.TEAM_MANAGER, "/supervision/record/W3/"),
    "tasks": (Persona.PRACTITIONER, "/tasks/"),
    "team's tasks": (Persona.TEAM_MANAGER, "/tasks/team/"),
    "a task": (Persona.TEAM_MANAGER, "/tasks/1/"),
    "a task to give": (Persona.TEAM_MANAGER, "/children/{ada}/tasks/new/"),
    "a task to hand on": (Persona.TEAM_MANAGER, "/tasks/2/reassign/"),
    "a task done": (Persona.PRACTITIONER, "/tasks/2/done/"),
    "drafts": (Persona.PRACTITIONER, "/drafts/"),
}


@pytest.mark.parametrize("name", LOOKED_AT)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Browser, served: Site, name: str) -> None:
    persona, address = LOOKED_AT[name]
    page = window_of(browser, served, persona)
    answered = page.goto(served / address)
    assert answered is not None
    assert answered.status == 200
    look(page)
    page.context.close()


def test_axe_finds_nothing_where_two_texts_stand_side_by_side(practitioner: Page, served: Site) -> None:
    practitioner.goto(served / "/children/{cat}/notes/new/")
    practitioner.get_by_label("What was heard, seen or done?").fill("A long word: " + "x" * 300)
    practitioner.get_by_role("button", name="Save for later").click()
    expect(practitioner.get_by_text("Saved for later. Only you can see these words.")).to_be_visible()
    look(practitioner)
    second = practitioner.context.new_page()
    second.goto(served / "/children/{cat}/notes/new/")
    second.get_by_role("button", name="Use my words").click()
    practitioner.get_by_role("button", name="Use my words").click()
    practitioner.get_by_label("What was heard, seen or done?").fill("Other words")
    practitioner.get_by_role("button", name="Save for later").click()
    expect(practitioner.get_by_text("Saved for later. Only you can see these words.")).to_be_visible()
    second.get_by_label("What was heard, seen or done?").fill("Further words")
    second.get_by_role("button", name="Save for later").click()
    expect(second.get_by_role("region", name="Saved in the other window")).to_be_visible()
    look(second)
    second.get_by_role("button", name="Put on the record").click()
    expect(second.get_by_role("alert")).to_contain_text("Choose what kind of note it is")
    look(second)


def test_a_manager_passes_a_child_on_by_the_keyboard_and_without_a_script(browser: Browser, served: Site) -> None:
    page = window_of(browser, served, Persona.TEAM_MANAGER, width=NARROW, script=False)
    page.goto(served / "/children/{eve}/transfer/")
    page.get_by_label("Pass to").select_option(label="South Team")
    page.get_by_label("Why").focus()
    page.keyboard.type("The family has moved to the south.")
    page.get_by_role("button", name="Check and pass to the team").press("Enter")
    expect(page.get_by_text("nobody there would allocate a worker")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    page.get_by_role("button", name="Pass to the team all the same").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Today")
    expect(page.get_by_text("Eve Example")).to_have_count(0)
    page.context.close()
