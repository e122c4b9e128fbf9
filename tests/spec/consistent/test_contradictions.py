"""Consistent: a row does not contradict itself."""

from __future__ import annotations

from sightline.standards.nodes import Consistent, Events, before, is_, known
from tests.spec.conftest import Spec


def test_a_contradiction_is_breached_from_its_day(spec: Spec) -> None:
    """A plan that ended the day it began is sound; one that ended before is not. A missing date contradicts nothing."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        sound      | ada       | 2024-01-10 | 2024-01-10
        reversed   | ada       | 2024-01-10 | 2024-01-09
        open       | ada       | 2024-01-10 |
        """,
        Consistent(Events("cp_plans", "started_on"), (before("ended_on", "started_on"),)),
        """
        ref      | since      | due        | done_on    | ended_on | on 2024-01-09 | on 2024-01-10 | on 2030-01-01
        sound    | 2024-01-10 | 2024-01-10 | 2024-01-10 |          | -             | met           | met
        reversed | 2024-01-10 | 2024-01-09 |            |          | -             | breached      | breached
        open     | 2024-01-10 | 2024-01-10 | 2024-01-10 |          | -             | met           | met
        """,
    )


def test_only_all_conditions_together_contradict(spec: Spec) -> None:
    """No further action *and* leading to an assessment; either alone is sound."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | no_further_action | leads_to_assessment
        both        | ada       | 2024-01-10  | yes               | yes
        one         | ada       | 2024-01-10  | yes               | no
        unsaid      | ada       | 2024-01-10  | yes               |
        """,
        Consistent(
            Events("cin_episodes", "referred_on"), (is_("no_further_action", True), is_("leads_to_assessment", True))
        ),
        """
        ref    | due        | done_on
        both   | 2024-01-09 |
        one    | 2024-01-10 | 2024-01-10
        unsaid | 2024-01-10 | 2024-01-10
        """,
    )


def test_undated_rows_are_unknown(spec: Spec) -> None:
    """Whether they contradict themselves or not; ``until`` plays no part, and the calendar's edges do."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on   | latest_category_code
        undated    | ada       |            | 2024-01-10 | NEG
        nobody     |           | 2024-01-10 |            | NEG
        first      | ada       | 1970-01-01 | 1970-01-01 | NEG
        beyond     | ada       | 2061-01-01 |            |
        """,
        Consistent(Events("cp_plans", "started_on", until="ended_on"), (known("latest_category_code"),)),
        """
        ref     | since      | due | done_on    | ended_on | on 2062-01-01
        undated |            |     |            |          | unknown
        first   | 1970-01-01 |     |            |          | unknown
        beyond  | 2061-01-01 |     | 2061-01-01 |          | unknown
        """,
    )


def test_an_empty_record(spec: Spec) -> None:
    """No row, no obligation."""
    spec("", Consistent(Events("cp_plans", "started_on"), (before("ended_on", "started_on"),)), "ref")
