"""Which rows are events: conditions on their columns."""

from __future__ import annotations

import pytest

from sightline.standards.nodes import (
    Condition,
    Events,
    Present,
    before,
    is_,
    is_not,
    known,
    missing,
    not_before,
)
from tests.spec.conftest import Spec

RECORD = """
    cp_plans
    cp_plan_id | person_id | started_on | ended_on   | initial_category_code | is_other_authority_plan
    P1         | ada       | 2024-01-10 | 2024-01-10 | NEG                   | yes
    P2         | ada       | 2024-01-10 | 2024-01-09 | EMO                   | no
    P3         | ada       | 2024-01-10 | 2024-01-11 |                       |
    P4         | ada       | 2024-01-10 |            | PHY                   | no
    """

SELECTED: dict[str, tuple[Condition, str]] = {
    "is one value": (is_("initial_category_code", "NEG"), "P1"),
    "is any of several": (is_("initial_category_code", "NEG", "PHY"), "P1 P4"),
    "is yes": (is_("is_other_authority_plan", True), "P1"),
    "is no, which is not the same as not recorded": (is_("is_other_authority_plan", False), "P2 P4"),
    "is not, of those recorded": (is_not("initial_category_code", "NEG"), "P2 P4"),
    "is none of several": (is_not("initial_category_code", "NEG", "PHY"), "P2"),
    "is not yes, of those recorded": (is_not("is_other_authority_plan", True), "P2 P4"),
    "is recorded": (known("initial_category_code"), "P1 P2 P4"),
    "is not recorded": (missing("ended_on"), "P4"),
    "is on or after another date": (not_before("ended_on", "started_on"), "P1 P3"),
    "is before another date": (before("ended_on", "started_on"), "P2"),
    "before a date that is not recorded": (before("started_on", "ended_on"), "P3"),
}


@pytest.mark.parametrize(("condition", "selected"), SELECTED.values(), ids=SELECTED.keys())
def test_one_condition(spec: Spec, condition: Condition, selected: str) -> None:
    """A missing value satisfies no test but that it is missing."""
    expected = "\n".join(["ref", *selected.split()])
    spec(RECORD, Present(Events("cp_plans", "started_on", where=(condition,)), (known("person_id"),)), expected)


def test_all_conditions_must_hold(spec: Spec) -> None:
    """``where`` is an *and*."""
    spec(
        RECORD,
        Present(
            Events("cp_plans", "started_on", where=(is_("is_other_authority_plan", False), known("ended_on"))),
            (known("person_id"),),
        ),
        """
        ref
        P2
        """,
    )


def test_whole_numbers(spec: Spec) -> None:
    """A count is compared as a number."""
    spec(
        """
        supervisions
        supervision_id | professional_id | held_on    | minutes
        S1             | sw1             | 2024-01-10 | 60
        S2             | sw1             | 2024-01-10 | 0
        S3             | sw1             | 2024-01-10 |
        """,
        Present(Events("supervisions", "held_on", where=(is_not("minutes", 0),)), (is_("minutes", 60, 90),)),
        """
        ref | done_on
        S1  | 2024-01-10
        """,
        subject="professional_id",
    )
