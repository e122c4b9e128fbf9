"""Recommendations that may ask for the same; the texts are ours, in the manner of published ones."""

from __future__ import annotations

import pytest

from sightline.inspection.likeness import MOST, alike, unanswered

BEFORE = [
    ("1", "Urgently review every child's case held by managers in the 0 to 25 service."),
    ("6", "Improve the timeliness of return home interviews for children who go missing from home or care."),
    ("13", "Improve the quality of assessments and plans so that they reflect changing circumstances."),
    ("17", "Improve the timeliness of looked-after reviews, and of the challenge by reviewing officers."),
]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("The timeliness of return home interviews when children go missing.", "6"),
        ("The quality of assessments of children's needs.", "13"),
        ("Cases held by managers must each be reviewed now.", "1"),
    ],
)
def test_the_same_subject_is_found(now: str, then: str) -> None:
    assert alike(now, BEFORE)[0].key == then


def test_another_subject_is_like_none() -> None:
    assert alike("Tell the council chamber how many foster carers there are.", BEFORE) == ()


def test_words_that_any_recommendation_holds_make_nothing_alike() -> None:
    assert alike("Improve the quality and timeliness of services for children and young people.", BEFORE) == ()


def test_no_more_than_a_few_are_suggested_the_likest_first() -> None:
    others = [(str(place), f"Return home interviews when missing, version {place}") for place in range(10)]
    found = alike("Return home interviews when missing", others)
    assert len(found) == MOST
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_what_nothing_is_like_is_told() -> None:
    found = alike("Return home interviews of missing children", BEFORE)
    assert [key for key, _ in unanswered(BEFORE, found)] == ["1", "13", "17"]
