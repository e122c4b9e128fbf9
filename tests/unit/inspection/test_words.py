"""Findings in words: how numbers, dates and people are said."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.inspection.words import long_date, people, percent
from sightline.standards.obligations import SubjectKind


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0%"), (0.001, "under 1%"), (0.874, "87%"), (0.996, "over 99%"), (1.0, "100%")],
)
def test_a_share_is_never_rounded_to_all_or_none(share: float, said: str) -> None:
    assert percent(share) == said


def test_people_agree_with_their_number() -> None:
    assert [people(SubjectKind.CHILD, number) for number in (0, 1, 2)] == ["children", "child", "children"]
    assert people(SubjectKind.CARER, 3) == "foster carers"


def test_a_date_is_said_as_it_is_spoken() -> None:
    assert long_date(dt.date(2016, 11, 4)) == "4 November 2016"
