"""What a source sends no more: counted by table and since when, and told of one child's record."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.access.models import AccessEntry, Doing
from sightline.findings.queries import Loaded
from sightline.ledger.absent import AbsentRows, MissedAtLoad, absent_rows, missed_of
from sightline.ledger.loading import load
from sightline.ledger.models import Transaction
from sightline.record.schema import Row
from sightline.sources.extract import from_rows
from sightline.web.clock import LONDON
from tests.support import site
from tests.support.ledger import NIGHTLY, person, visit
from tests.support.personas import Persona, browser_of

pytestmark = pytest.mark.django_db


def tonight(*rows: Row, source: str = NIGHTLY) -> int:
    """The number of the load's transaction; 0 if it changed nothing."""
    said = from_rows(rows, source=source, only={"people", "cin_visits"} if source == NIGHTLY else {"cin_visits"})
    return load(said, by="loader", why="nightly load").number or 0


def on(number: int) -> dt.date:
    return Transaction.objects.get(number=number).recorded_at.astimezone(LONDON).date()


def test_rows_no_longer_sent_are_counted_by_table_since_the_load_that_first_missed_one() -> None:
    tonight(person(), visit("V1"), visit("V2"), visit("V3"))
    assert absent_rows() == []
    first = tonight(person(), visit("V1"), visit("V2"))
    tonight(person(), visit("V1"))
    assert absent_rows() == [AbsentRows("cin_visits", NIGHTLY, 2, on(first))]


def test_a_row_that_is_sent_again_is_no_longer_absent() -> None:
    tonight(person(), visit("V1"), visit("V2"))
    gone = tonight(person(), visit("V1"))
    back = tonight(person(), visit("V1"), visit("V2"))
    assert absent_rows() == []
    keys = {"cin_visits": {"V1", "V2"}}
    assert missed_of(keys, back) == []
    assert [each.rows for each in missed_of(keys, gone)] == [1]  # as it was known that night
    assert missed_of(keys, gone - 1) == []


def test_what_is_missed_is_told_of_these_rows_alone_and_by_load() -> None:
    tonight(person(), visit("V1"), visit("V2"), visit("V3", "P2"), person("P2"))
    first = tonight(person(), person("P2"), visit("V1"))
    last = tonight(person(), person("P2"))
    found = missed_of({"people": {"P1", "V3"}, "cin_visits": {"V1", "V2"}}, last)
    assert found == [MissedAtLoad(NIGHTLY, on(first), 1), MissedAtLoad(NIGHTLY, on(last), 1)]


def words(persona: Persona, address: str) -> str:
    answer = browser_of(persona).get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def a_row_goes_missing() -> str:
    """The day on which a visit to a child is no longer in what is sent."""
    tonight(visit("Z1", site.UNSEEN), visit("Z2", site.UNSEEN), source="visits alone")
    gone = tonight(visit("Z1", site.UNSEEN), source="visits alone")
    day = on(gone)
    return f"{day.day} {day:%B %Y}"


def test_a_childs_page_says_how_many_rows_were_no_longer_sent(loaded: Loaded) -> None:
    address = f"/children/{site.handle(site.UNSEEN)}/"
    assert "no longer in what" not in words(Persona.DIRECTOR, address)
    day = a_row_goes_missing()
    before = AccessEntry.objects.filter(doing=Doing.OPENED).count()
    shown = words(Persona.DIRECTOR, address)
    assert f"1 row of this record was no longer in what visits alone sent on {day}." in shown
    assert AccessEntry.objects.filter(doing=Doing.OPENED).count() == before + 1
    other = words(Persona.DIRECTOR, f"/children/{site.handle(site.LOOKED_AFTER)}/")
    assert "no longer in what" not in other


def test_data_quality_says_what_is_no_longer_sent(loaded: Loaded) -> None:
    assert "Every row that a source has sent, it still sends." in words(Persona.ANALYST, "/data-quality/")
    a_row_goes_missing()
    shown = words(Persona.ANALYST, "/data-quality/")
    row = "Visit to a child in need visits alone"
    assert re.search(rf"No longer sent by First missed Rows {row} \d+ \w+ \d{{4}} 1 ", shown)
    assert site.UNSEEN not in shown


def test_more_that_is_missed_takes_no_more_queries(loaded: Loaded) -> None:
    a_row_goes_missing()
    browser = browser_of(Persona.DIRECTOR)
    for address in ("/data-quality/", f"/children/{site.handle(site.UNSEEN)}/"):
        browser.get(address)
        with CaptureQueriesContext(connection) as few:
            browser.get(address)
        many = [visit(f"{address}{number}", site.UNSEEN) for number in range(12)]
        tonight(*many, source=f"more for {address}")
        tonight(*many[:1], source=f"more for {address}")
        browser.get(address)
        with CaptureQueriesContext(connection) as more:
            browser.get(address)
        assert len(more) == len(few)
