"""Lists: filters, order, pages and cells, whatever the address holds."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.findings.listing import PAGE_SIZE, Choice, Filter, Listing, Order, cell, listing

NUMBERS = list(range(120))
FILTERS: tuple[Filter[int], ...] = (
    Filter("parity", "Parity", (Choice("odd", "Odd"), Choice("even", "Even")), lambda n, v: n % 2 == (v == "odd")),
)
ORDERS: tuple[Order[int], ...] = (
    Order("up", "Smallest first", lambda n: n),
    Order("down", "Largest first", lambda n: n, reverse=True),
)


def shown(**asked: str) -> Listing[int]:
    """The list of numbers for a query string."""
    return listing(NUMBERS, asked, filters=FILTERS, orders=ORDERS, search=str)


def test_the_first_order_and_page_are_the_default() -> None:
    page = shown()
    assert list(page.rows) == NUMBERS[:PAGE_SIZE]
    assert (page.page, page.pages, page.first, page.last, page.total) == (1, 3, 1, 50, 120)
    assert page.query == ""
    assert page.previous is None
    assert page.next == "page=2"
    assert not page.is_filtered


def test_a_filter_and_an_order_stay_in_the_address_of_the_next_page() -> None:
    page = shown(parity="odd", sort="down")
    assert page.rows[0] == 119
    assert page.total == 60
    assert page.next == "parity=odd&sort=down&page=2"


def test_an_unknown_value_is_set_aside_and_said_to_be() -> None:
    page = shown(parity="prime", sort="sideways")
    assert page.total == 120
    assert page.set_aside == ("Parity", "Sort by")


@pytest.mark.parametrize(
    ("asked", "page"), [("0", 1), ("-3", 1), ("2", 2), ("99", 3), ("²", 1), ("x", 1), ("9" * 40, 1)]
)
def test_a_page_that_is_not_there_is_the_nearest(asked: str, page: int) -> None:
    assert shown(page=asked).page == page


def test_words_are_looked_for_ignoring_case_and_space() -> None:
    page = listing(["Ada", "Bea"], {"q": "  aDa "}, orders=(Order("name", "Name", str),), search=str)
    assert list(page.rows) == ["Ada"]
    assert page.words == "aDa"


def test_nothing_found_is_an_empty_first_page() -> None:
    page = shown(q="no such")
    assert (page.total, page.page, page.pages, page.first, page.last) == (0, 1, 1, 0, 0)


@given(st.dictionaries(st.sampled_from(["parity", "sort", "page", "q", "other"]), st.text(max_size=8), max_size=5))
def test_any_query_string_gives_a_list(asked: dict[str, str]) -> None:
    page = listing(NUMBERS, asked, filters=FILTERS, orders=ORDERS, search=str)
    assert 1 <= page.page <= page.pages
    assert len(page.rows) <= PAGE_SIZE


@pytest.mark.parametrize("words", ["=1+1", "+44", "-1", "@x", " =1", "\t=1", "\rx", "\n=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_led_by_an_apostrophe(words: str) -> None:
    assert cell(words) == "'" + words


@pytest.mark.parametrize(
    ("value", "written"), [(None, ""), (-3, "-3"), ("a=b", "a=b"), (dt.date(2016, 11, 14), "2016-11-14"), ("", "")]
)
def test_other_cells_are_as_they_read(value: object, written: str) -> None:
    assert cell(value) == written
