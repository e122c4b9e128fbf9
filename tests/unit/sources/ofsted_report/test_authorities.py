"""Authorities by the names reports print."""

from __future__ import annotations

import csv
import datetime as dt
from importlib import resources

import pytest

from sightline.sources.ofsted_report.authorities import authority_called, authority_within

NAMES = {
    "City of London": "80450",
    "London Borough of Wandsworth": "80518",
    "Royal Borough of Windsor and Maidenhead": "80546",
    "Durham County Council": "80465",
    "City of York Council": "80453",
    "BRISTOL CITY COUNCIL": "80441",
    "Kingston upon Hull City Council": "80477",
    "Council of the Isles of Scilly": "80455",
    "Derby City": "80459",
    "Derbyshire County Council": "80460",
    "City of Bradford Metropolitan District Council": "80449",
    "Telford & Wrekin": "80570",
    "St. Helens": "80560",
    "St Helens Council": "80560",
    "City of Westminster": "80519",
    "Bournemouth, Christchurch & Poole Council": "2532287",
    "Bath & North East Somerset": "80427",
    "Somerset County Council": "80555",
    "Isle of Wight": "80419",
}


@pytest.mark.parametrize("name", NAMES)
def test_it_knows_an_authority_by_a_printed_name(name: str) -> None:
    found = authority_called(name)
    assert found is not None
    assert found.urn == NAMES[name]


def test_it_knows_every_authority_by_its_own_name() -> None:
    source = resources.files("sightline.sources.ofsted_report") / "data" / "authorities.csv"
    with source.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 158
    for row in rows:
        found = authority_called(row["name"])
        assert found is not None
        assert found.code == row["la_code"]


@pytest.mark.parametrize("name", ["Avonmere", "The council", "Local authority", "", "Children’s services"])
def test_it_knows_no_authority_of_another_name(name: str) -> None:
    assert authority_called(name) is None


def test_it_tells_the_two_dorsets_apart_by_date() -> None:
    before, after = (authority_called("Dorset County Council", dt.date(year, 5, 1)) for year in (2016, 2021))
    assert before is not None
    assert after is not None
    assert (before.name, before.urn, after.urn) == ("Dorset (pre-2019)", "", "2532283")


def test_it_takes_the_longest_name_that_begins_a_text() -> None:
    found = authority_within("North East Lincolnshire Council, Civic Offices, Grimsby")
    assert found is not None
    assert found.name == "North East Lincolnshire"
