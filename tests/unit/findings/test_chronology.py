"""A child's story: each date told is declared, codes read as their meaning, routine told apart."""

from __future__ import annotations

import datetime as dt
import string

from sightline.findings.chronology import KINDS, STORY, happenings
from sightline.findings.queries import Loaded
from sightline.record.schema import Kind
from sightline.record.tables import TABLES
from tests.support import site


def test_every_date_told_is_a_date_of_a_table_about_a_child() -> None:
    for told in STORY:
        table = TABLES[told.table]
        assert table.column(told.on).kind is Kind.DATE, f"{told.table}.{told.on}"
        assert table.has("person_id"), told.table
        assert told.kind in KINDS, told.table
        for _, column, _, _ in string.Formatter().parse(told.words):
            assert column is None or table.has(column), f"{told.table} has no {column}"


def story(loaded: Loaded, child: str, until: dt.date = site.AS_AT) -> list[str]:
    """The words of a child's story, latest first."""
    told = happenings(loaded.extract, child, until, name_of_worker=lambda key: f"worker {key}")
    return [f"{each.on} {each.words}" for each in told]


def test_codes_read_as_their_meaning_and_workers_by_name(loaded: Loaded) -> None:
    told = story(loaded, site.UNSEEN)
    assert "2014-01-06 Referred. From: SCHOOLS" in told
    assert "2014-01-06 Allocated case worker from this day: worker W2" in told
    assert "2014-02-05 Child in need visit; the child was seen" in told


def test_what_is_missing_is_said_to_be(loaded: Loaded) -> None:
    assert "2015-06-01 Referred. From: not recorded" in story(loaded, site.LOOKED_AFTER)


def test_the_latest_comes_first_and_nothing_after_the_day(loaded: Loaded) -> None:
    told = story(loaded, site.LOOKED_AFTER, dt.date(2016, 8, 1))
    assert told[0] == "2016-08-01 Went missing"
    assert not any(words.startswith("2016-08-03") for words in told)


def test_a_child_of_whom_nothing_is_recorded_has_no_story(loaded: Loaded) -> None:
    assert story(loaded, "nobody") == []
