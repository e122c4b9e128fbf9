"""What an action lacks, in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sightline.improvement.specific import Asked, lacks

ON = dt.date(2016, 11, 14)
LATER = dt.date(2017, 1, 31)
WORDS = "Ring every family on the duty list each Monday morning."
SHOWS = "No family waits more than a day, counted each week."


def said(words: str = WORDS, will_show: str = SHOWS, **other: Any) -> dict[Asked, bool]:
    given: dict[str, Any] = {"is_owned": True, "due_on": LATER, "on": ON, **other}
    return {each.of: each.is_advice for each in lacks(words, will_show, **given)}


def test_one_that_says_all_four_lacks_nothing() -> None:
    assert said() == {}


def test_each_of_the_four_is_asked_for() -> None:
    assert said("", "", is_owned=False, due_on=None) == dict.fromkeys(Asked, False)


@pytest.mark.parametrize("words", ["Ensure that plans are good enough.", "to improve supervision in all the teams"])
def test_a_hope_is_no_action(words: str) -> None:
    assert said(words) == {Asked.SPECIFIC: True}


def test_what_is_counted_nowhere_is_not_measurable() -> None:
    assert said(will_show="People say that it feels better.") == {Asked.MEASURABLE: True}


def test_what_shows_it_is_not_that_it_was_done() -> None:
    assert said(will_show=WORDS) == {Asked.MEASURABLE: False}


@pytest.mark.parametrize(
    ("other", "is_advice"),
    [({"due_on": dt.date(2016, 11, 1)}, True), ({"starts_on": dt.date(2017, 3, 1)}, False), ({"wanted_by": ON}, True)],
)
def test_a_day_that_cannot_be_meant_is_told(other: dict[str, Any], is_advice: bool) -> None:
    assert said(WORDS, SHOWS, **other) == {Asked.DATED: is_advice}
