"""What the address asks: days that are none are set aside and said so, never an error."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.casework.queries.child.asked import asked_of

TODAY = dt.date(2016, 11, 14)


def test_nothing_asked_is_today_as_known_now() -> None:
    asked = asked_of({}, TODAY)
    assert (asked.known_at, asked.as_at, asked.family_on, asked.is_past) == (None, TODAY, TODAY, False)


def test_known_is_the_end_of_that_evening_in_england_and_shows_that_day() -> None:
    asked = asked_of({"known": "2015-06-01"}, TODAY)
    assert asked.known_at is not None
    assert asked.known_at.astimezone(dt.UTC) == dt.datetime(2015, 6, 1, 22, 59, 59, 999999, tzinfo=dt.UTC)
    assert (asked.as_at, asked.is_past) == (dt.date(2015, 6, 1), True)


def test_known_and_as_at_may_differ() -> None:
    asked = asked_of({"known": "2016-01-01", "as-at": "2015-06-01", "on": "2014-01-01"}, TODAY)
    assert (asked.as_at, asked.family_on) == (dt.date(2015, 6, 1), dt.date(2014, 1, 1))


@pytest.mark.parametrize(
    "words", ["yesterday", "2016-13-01", "<script>", "0001-01-01", "2016-11-15", "٣", "\x00", " 1"]
)
@pytest.mark.parametrize("name", ["known", "as-at", "on"])
def test_what_is_no_day_is_set_aside_and_not_repeated(name: str, words: str) -> None:
    asked = asked_of({name: words}, TODAY)
    assert (asked.as_at, asked.is_past) == (TODAY, False)
    assert len(asked.set_aside) == 1
    assert words not in asked.set_aside[0] or words == " 1"


def test_links_keep_what_was_asked_and_leave_out_what_was_not_understood() -> None:
    asked = asked_of({"known": "2015-06-01", "as-at": "x", "zzz": "1"}, TODAY)
    assert asked.everything == "?known=2015-06-01&show=all"
    assert asked.significant == "?known=2015-06-01"
    assert asked.now == "?"
