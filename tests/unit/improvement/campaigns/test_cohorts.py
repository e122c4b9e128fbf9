"""The questions a cohort is drawn by: checked when read, said in a sentence, refused with what to do."""

from __future__ import annotations

from typing import Any

import pytest

from sightline.errors import UserError
from sightline.improvement.cohort_drawings import DRAWINGS, READS
from sightline.improvement.cohorts import QUESTIONS, How, ask, asked_of, cohort, parse_questions
from sightline.improvement.queries.cohorts import LINE, STANDARD
from sightline.record.tables import TABLES

GOOD: dict[str, Any] = {
    "sentence": "Every child{of} waiting {days} days",
    "because": "waiting since {on}",
    "drawing": "without_worker",
    "source": "A source of some length.",
    "keeps_to": True,
    "days": {"label": "For how many days?", "default": 7, "least": 1, "most": 30},
}


def test_every_question_is_drawn_by_something_that_reads_tables_there_are() -> None:
    assert {each.drawing for each in QUESTIONS.values()} == {*DRAWINGS, STANDARD, LINE}
    assert set(READS) == set(DRAWINGS)
    assert {name for names in READS.values() for name in names} <= set(TABLES)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"sentence": "Every child{of} waiting"}, "its sentence says"),
        ({"sentence": "Every child{of} waiting {weeks}"}, "its sentence says"),
        ({"because": "waiting in {team}"}, "may say"),
        ({"source": "none"}, "no source"),
        ({"days": {"label": "Days?", "default": 40, "least": 1, "most": 30}}, "no default"),
    ],
)
def test_a_question_that_is_wrong_is_said_to_be_when_it_is_read(changed: dict[str, Any], says: str) -> None:
    assert parse_questions({"waiting": GOOD})["waiting"].parameters[0].default == 7
    with pytest.raises(ValueError, match=says):
        parse_questions({"waiting": {**GOOD, **changed}})


def test_a_cohort_says_what_it_asks() -> None:
    names = {("service", "assessment"): "the assessment service"}
    year = cohort([ask("held-by-manager", {"service": "assessment"})])
    assert year.sentence(names) == (
        "Every child of the assessment service whose case a manager holds, or held at any time in the 12 months before."
    )
    now = cohort([ask("held-by-manager", {"months": 0}), ask("unseen", {"months": "18"})], How.ANY)
    assert now.sentence(names) == (
        "Children whom any of these finds: every child whose case a manager holds; every child with an open case whom"
        " no social worker has seen for 18 months."
    )


def test_a_cohort_is_kept_and_read_again() -> None:
    asked = cohort([ask("unseen", {"months": 9, "team": "T1"}), ask("without-worker", {})], How.ANY)
    assert asked_of(asked.to_json()) == asked


@pytest.mark.parametrize(
    ("question", "values", "says"),
    [
        ("nothing", {}, "Choose one of the questions"),
        ("unseen", {"months": "0"}, "from 1 to 60"),
        ("unseen", {"months": "six"}, "whole number"),
        ("unseen", {"months": "٣"}, "whole number"),
        ("unseen", {"service": "assessment", "team": "T1"}, "not both"),
        ("standard-open", {}, "Which standard"),
    ],
)
def test_it_refuses_what_cannot_be_asked(question: str, values: dict[str, object], says: str) -> None:
    with pytest.raises(UserError, match=says):
        ask(question, values)


def test_it_refuses_no_question_too_many_and_the_same_twice() -> None:
    one = ask("unseen", {})
    for parts in ([], [one, one], [ask("unseen", {"months": each}) for each in (1, 2, 3, 4)]):
        with pytest.raises(UserError):
            cohort(parts)
