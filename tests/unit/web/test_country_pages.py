"""The pages of the country: whom they show, what they say of chance and of the case, and what may be taken away."""

from __future__ import annotations

import csv
import html
import io
import re
from dataclasses import replace

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sightline.access.models import AccessEntry, Doing
from sightline.country import LICENCE
from sightline.country.authorities import authorities
from sightline.country.inspections import inspections
from sightline.findings.queries import Loaded, hold
from sightline.inspection.queries.country import chosen
from tests.support.personas import Persona, browser_of

COUNCIL = "/inspection/country/"
HISTORY = "/inspection/country/inspections/"
HOW_GOOD = "/inspection/how-good/"
PAGES = (COUNCIL, HISTORY, HOW_GOOD)


@pytest.fixture
def browser(loaded: Loaded) -> Client:
    """An elected member's, who may see no child."""
    return browser_of(Persona.ELECTED_MEMBER)


def words(browser: Client, address: str) -> str:
    """What a page says, without its marking up."""
    response = browser.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


@pytest.mark.parametrize("address", PAGES)
def test_every_page_carries_the_licence_and_one_heading(browser: Client, address: str) -> None:
    assert LICENCE in words(browser, address)
    assert browser.get(address).content.decode().count("<h1") == 1


def test_an_invented_council_is_shown_the_case_and_told_why(browser: Client) -> None:
    page = words(browser, COUNCIL)
    assert "South Gloucestershire beside its neighbours" in page
    assert "Nothing is published of the council of this record, which is invented" in page
    assert "has since been judged good" in page


def test_a_real_council_is_shown_itself(browser: Client, evaluated: Loaded) -> None:
    councils = evaluated.extract.tables["councils"]
    kent = councils.set_column(0, "council_id", [["886"]])
    extract = replace(evaluated.extract, tables={**evaluated.extract.tables, "councils": kent})
    try:
        hold(replace(evaluated, extract=extract))
        page = words(browser, COUNCIL)
        assert "Kent beside its neighbours" in page
        assert "Nothing is published" not in page
        assert chosen("803").is_own is False
        assert chosen("886").is_own is True
    finally:
        hold(evaluated)


def test_the_authority_asked_for_is_shown_without_the_word_on_the_invented_one(browser: Client) -> None:
    page = words(browser, f"{COUNCIL}?authority=825")
    assert "Buckinghamshire beside its neighbours" in page
    assert "which is invented" not in page


def test_an_authority_that_there_is_not_is_set_aside_and_said_to_be(browser: Client) -> None:
    assert "an authority that there is not. It was set aside." in words(browser, f"{COUNCIL}?authority=835")


def test_the_page_tells_that_published_figures_missed_the_case_and_that_it_is_good_now(browser: Client) -> None:
    page = words(browser, COUNCIL)
    assert "in the safer quarter of England on published figures: at the 23rd percentile of concern" in page
    assert "Published totals could not see it; the children’s record could." in page
    assert "19th percentile by the score above without the workforce figures" in page
    assert "29.5% of child protection plans" in page


def test_the_page_says_what_chance_gives_and_makes_no_forecast(browser: Client) -> None:
    page = words(browser, COUNCIL)
    assert "2 times in 11" in page
    assert "This is the fifth’s record, not a forecast for one council , and it tells nothing of inadequate" in page
    assert "44 68 65%" not in page  # the table reads in the order of its headings
    assert "Fifth 5 68 44 65%" in page
    assert not re.search(r"probability of|chance of being|predict", page)


def test_each_question_has_its_range_direction_date_and_age(browser: Client) -> None:
    page = words(browser, COUNCIL)
    said = page[page.index("Children on a child protection plan per 10,000 children") :]
    for part in (
        "Higher than all ten neighbours. Neither end is better in itself. What explains it?",
        "39.7 against 21.2 to 34.7",
        "Unchanged on the year before, up 4.1 in three years.",
        "To 31 March 2025, 13 months old when this edition was made.",
    ):
        assert part in said


@pytest.mark.parametrize("code", [201, 420, *[each.code for each in authorities().values() if each.is_current][::17]])
def test_every_kind_of_authority_has_a_page(browser: Client, code: int) -> None:
    page = words(browser, f"{COUNCIL}?authority={code}")
    assert f"{authorities()[code].name} beside its neighbours" in page
    assert " nan" not in page
    assert not re.search(r"\bNone (?!of it is)", page)


def test_the_history_is_narrowed_and_sorted_by_the_address(browser: Client) -> None:
    page = words(browser, f"{HISTORY}?overall=inadequate&region=South+West&sort=oldest")
    wanted = [
        each
        for each in inspections()
        if each.overall is not None and each.overall.value == "inadequate" and each.authority.region == "South West"
    ]
    assert f"1 to {len(wanted)} of {len(wanted)}" in page
    oldest = min(wanted, key=lambda each: (each.on, each.authority.name))
    assert page.index(oldest.authority.name) < page.index("South Gloucestershire")


def test_the_last_inspection_of_each_authority_is_one_an_authority(browser: Client) -> None:
    content = browser.get("/inspection/country/inspections.csv?which=last").content.decode("utf-8-sig")
    _, *rows, licence = csv.reader(io.StringIO(content, newline=""))
    assert len({row[0] for row in rows}) == len(rows) >= 153
    assert licence[0] == LICENCE


def test_every_indicator_is_downloaded_with_its_neighbours_and_the_download_is_logged(browser: Client) -> None:
    response = browser.get("/inspection/country/indicators.csv?authority=825")
    assert response["Content-Disposition"] == 'attachment; filename="indicators-825.csv"'
    head, *rows, licence = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert licence[0] == LICENCE
    assert len(rows) > 60
    by_name = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    looked_after = by_name["Children looked after per 10,000 children"]
    assert float(looked_after["Neighbours' lowest"]) <= float(looked_after["Neighbours' highest"])
    assert looked_after["Counted on or to"] == "2025-03-31"
    last = AccessEntry.objects.latest("pk")
    assert (last.doing, last.page) == (Doing.EXPORTED.value, "country:indicators-csv")


def test_how_good_shows_the_sample_that_was_asked_for(browser: Client) -> None:
    usual, hasty = (
        words(browser, HOW_GOOD),
        words(browser, f"{HOW_GOOD}?team=hasty&sample=random&files=132&strength=0.5"),
    )
    assert "With 44 files, at full strength." in usual
    assert "With 132 files, at half strength." in hasty
    assert "Answering parents and professionals 60% 10 90% 100% 44" in usual
    assert "Everything here is simulated" in usual
    assert "was not tried. It was set aside." in words(browser, f"{HOW_GOOD}?files=7&team=none")
    assert "in a good council." in words(browser, f"{HOW_GOOD}?strength=0.0")


HOSTILE = st.dictionaries(
    st.sampled_from(["authority", "overall", "sort", "page", "q", "team", "sample", "files", "strength", "zzz"]),
    st.text(max_size=30) | st.sampled_from(["0", "-1", "1e9", "nan", "inf", "<script>", "' OR 1=1", "٣", "²", "80٣"]),
    max_size=5,
)


@given(asked=HOSTILE, which=st.sampled_from([*PAGES, "/inspection/country/indicators.csv"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_string_breaks_a_page(browser: Client, asked: dict[str, str], which: str) -> None:
    response = browser.get(which, asked)
    assert response.status_code == 200
    assert b"<script>" not in response.content


@pytest.mark.parametrize(
    "address", [*PAGES, "/inspection/country/indicators.csv", "/inspection/country/inspections.csv"]
)
@pytest.mark.parametrize("persona", [Persona.PRACTITIONER, Persona.ADMINISTRATOR])
def test_it_refuses_who_may_not_see_the_country(loaded: Loaded, address: str, persona: Persona) -> None:
    assert browser_of(persona).get(address).status_code == 403
