"""The members' pages: who may do what, what is shown, and that no path from them leads to a child."""

from __future__ import annotations

import html
import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from sightline.access.models import AccessEntry
from sightline.findings.queries import Loaded
from sightline.ledger.queries import current
from sightline.scrutiny.actions import members as actions
from sightline.scrutiny.models import Look, LookOutcome, OfficerStatement
from sightline.scrutiny.ten_figures import FIGURES
from tests.support import site
from tests.support.addresses import ADDRESSES
from tests.support.personas import Persona, browser_of, make

pytestmark = pytest.mark.usefixtures("loaded")

WHY = "Families say that nobody comes. Since when?"
QUERIES = 3  # of one path that are followed: a list’s pages are alike
LINK = re.compile(r'(?:href|action)="([^"#]*)')


def page(browser: Client, address: str) -> str:
    """A page as it reads."""
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("persona", [Persona.ELECTED_MEMBER, Persona.SCRUTINY_OFFICER])
def test_members_and_their_clerk_come_to_the_ten_figures(persona: Persona) -> None:
    answer = browser_of(persona).get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/scrutiny/")


def test_the_first_page_has_all_ten_with_their_standard() -> None:
    words = page(browser_of(Persona.ELECTED_MEMBER), "/scrutiny/")
    assert all(each.title in words for each in FIGURES.values())
    assert "No child with an open case goes six months without being seen by a social worker." in words
    assert "Officers have said nothing about it yet." in words
    assert all(each.nobody in words for each in FIGURES.values())
    assert sum(bool(each.nobody) for each in FIGURES.values()) == 5
    assert "the median council in England" in words


@pytest.mark.parametrize("figure", FIGURES)
def test_each_figure_has_its_own_page_and_table(figure: str) -> None:
    browser = browser_of(Persona.ELECTED_MEMBER)
    words = page(browser, f"/scrutiny/figures/{figure}/")
    assert FIGURES[figure].matters in words
    assert FIGURES[figure].source in words
    assert "Is it changing, or is it chance?" in words
    assert "Beside other councils" in words
    assert browser.get(f"/scrutiny/figures/{figure}.csv").status_code == 200


def test_a_page_shows_the_standard_with_its_source_and_how_sure_we_are() -> None:
    words = page(browser_of(Persona.ELECTED_MEMBER), "/scrutiny/figures/return-interviews/")
    assert "How sure we are that it says so: restated by a source that was read; the text itself was not." in words
    assert "Statutory guidance" in words


def test_no_exact_count_is_on_a_members_page(loaded: Loaded) -> None:
    """54 or so are unseen in the small record; what is told is a multiple of five."""
    exact = loaded.standing.counts("child-seen-6m").subjects_in_breach
    assert exact % 5
    words = page(browser_of(Persona.ELECTED_MEMBER), "/scrutiny/figures/children-not-seen/")
    words += browser_of(Persona.ELECTED_MEMBER).get("/scrutiny/figures/children-not-seen.csv").content.decode()
    assert f"About {(exact + 2) // 5 * 5} children" in words
    assert not re.search(rf"\b{exact}\b", re.sub(r"<svg.*?</svg>", "", words, flags=re.S))


@pytest.mark.parametrize("address", ["/scrutiny/figures/finance/", "/scrutiny/figures/finance.csv"])
def test_there_is_no_other_figure(address: str) -> None:
    assert browser_of(Persona.ELECTED_MEMBER).get(address).status_code == 404


def test_a_member_chooses_a_figure_and_an_officer_says_what_came_of_it() -> None:
    member, director = browser_of(Persona.ELECTED_MEMBER), browser_of(Persona.DIRECTOR)
    answer = member.post("/scrutiny/figures/no-worker/look/", {"why": WHY})
    assert (answer.status_code, answer["Location"]) == (302, "/scrutiny/figures/no-worker/")
    assert "Nothing has come of it yet" in page(member, "/scrutiny/looks/")
    look = Look.objects.get()
    assert WHY in page(director, f"/scrutiny/looks/{look.pk}/outcome/")
    director.post(f"/scrutiny/looks/{look.pk}/outcome/", {"words": "Every such case is being reviewed."})
    words = page(member, "/scrutiny/figures/no-worker/")
    assert WHY in words
    assert "Every such case is being reviewed." in words
    assert "Nothing has come of it yet" not in page(member, "/scrutiny/looks/")


def test_what_officers_say_takes_the_place_of_what_they_said_before_and_both_are_shown() -> None:
    director = browser_of(Persona.DIRECTOR)
    for words in ("A panel now meets each fortnight.", "The panel has seen every child."):
        assert director.post("/scrutiny/figures/permanence/say/", {"words": words}).status_code == 302
    shown = page(browser_of(Persona.ELECTED_MEMBER), "/scrutiny/figures/permanence/")
    assert shown.index("The panel has seen every child.") < shown.index("A panel now meets each fortnight.")
    assert "superseded 14 November 2016" in shown


@pytest.mark.parametrize(
    ("persona", "address", "sent"),
    [
        (Persona.ELECTED_MEMBER, "/scrutiny/figures/permanence/say/", {"words": "We are content with this."}),
        (Persona.DIRECTOR, "/scrutiny/figures/permanence/look/", {"why": WHY}),
        (Persona.BOARD_PARTNER, "/scrutiny/figures/permanence/look/", {"why": WHY}),
        (Persona.PRACTITIONER, "/scrutiny/figures/permanence/say/", {"words": "We are content with this."}),
    ],
)
def test_it_refuses_whoever_speaks_for_another(persona: Persona, address: str, sent: dict[str, str]) -> None:
    assert browser_of(persona).post(address, sent).status_code == 403
    assert not OfficerStatement.objects.exists()
    assert not Look.objects.exists()


def test_it_refuses_a_member_what_came_of_it() -> None:
    look = actions.look_into(figure="no-worker", why=WHY, by=make(Persona.ELECTED_MEMBER), nobody_named=True)
    address = f"/scrutiny/looks/{look.pk}/outcome/"
    assert browser_of(Persona.ELECTED_MEMBER).post(address, {"words": "It is all put right."}).status_code == 403
    assert not LookOutcome.objects.exists()


@pytest.mark.parametrize("why", ["", "why?", "x" * 9])
def test_too_few_words_are_sent_back_and_nothing_is_kept(why: str) -> None:
    answer = browser_of(Persona.ELECTED_MEMBER).post("/scrutiny/figures/no-worker/look/", {"why": why})
    assert answer.status_code == 422
    assert "Say why, in a sentence" in html.unescape(answer.content.decode())
    assert not Look.objects.exists()


def test_words_that_may_name_a_child_are_sent_back_until_somebody_says_that_they_do_not() -> None:
    browser, words = browser_of(Persona.ELECTED_MEMBER), "What became of the girl called Jemima in the summer?"
    assert browser.post("/scrutiny/figures/no-worker/look/", {"why": words}).status_code == 422
    assert not Look.objects.exists()


def test_a_download_is_logged() -> None:
    browser_of(Persona.ELECTED_MEMBER).get("/scrutiny/figures.csv")
    assert AccessEntry.objects.filter(doing="exported", page="members:ten-csv").count() == 1


def test_members_read_neither_standards_nor_findings(loaded: Loaded) -> None:
    browser = browser_of(Persona.ELECTED_MEMBER)
    addresses = [f"/lines/{each}/" for each in loaded.lines] + ["/standards/", "/standards/child-seen-6m/"]
    addresses += ["/findings/", "/standards.csv", "/data-quality/", "/strengths/", "/first-stood-out/"]
    assert {browser.get(address).status_code for address in addresses} == {403}


@pytest.mark.parametrize("persona", [Persona.ELECTED_MEMBER, Persona.SCRUTINY_OFFICER])
def test_no_path_leads_to_a_child(loaded: Loaded, persona: Persona) -> None:
    """Every link and form of every page that can be come to, from the first page and from every address there is."""
    actions.look_into(figure="no-worker", why=WHY, by=make(Persona.ELECTED_MEMBER), nobody_named=True)
    actions.state(figure="no-worker", words="It is being put right.", by=make(Persona.DIRECTOR), nobody_named=True)
    browser = browser_of(persona)
    never = _identifying(loaded)
    queue = ["/", *(each for each in ADDRESSES.values() if "{" not in each)]
    seen: set[str] = {"/sign-out/"}
    of_path: Counter[str] = Counter()
    opened = 0
    offered: set[str] = set()
    while queue:
        address = queue.pop(0)
        path = urlsplit(address).path
        if address in seen or of_path[path] >= QUERIES or path.startswith(("/static/", "/my-account/", "/sign-in/")):
            continue
        seen.add(address)
        of_path[path] += 1
        answer = browser.get(address)
        if address in offered:
            assert answer.status_code in {200, 302, 405}, f"{address} is offered and answers {answer.status_code}"
        if answer.status_code == 302:
            queue.append(urljoin(address, answer["Location"]))
            offered.add(queue[-1])
        if answer.status_code != 200:
            continue
        opened += 1
        content = html.unescape(b"".join(answer).decode("utf-8", "replace"))
        assert not path.startswith(("/children", "/search", "/staff", "/teams", "/carers", "/today")), address
        held = [each for each in never if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", content)]
        assert held == [], f"{address} holds {held}"
        for link in LINK.findall(content):
            there = urljoin(address, link)
            if there.startswith("/"):
                queue.append(there)
                offered.add(there)
    assert opened > 20
    assert not AccessEntry.objects.filter(account=make(persona), shown_count__gt=0).exists()
    assert not AccessEntry.objects.filter(account=make(persona)).exclude(person_id=None).exists()


def _identifying(loaded: Loaded) -> set[str]:
    """Every child's name, key and handle, and every worker's name; not initials alone, which stand in other words."""
    people = loaded.people
    names = {each.name for each in people.children.values() if each.name}
    names |= {each.name for each in people.workers.values() if each.name}
    handles = {site.handle(key) for key in people.children}
    keys = {key for key in people.children if len(key) > 2}
    surnames = {each for each in current("people").values_list("surname", flat=True) if each}
    return {each for each in names | handles | keys | surnames if len(each) > 2}
