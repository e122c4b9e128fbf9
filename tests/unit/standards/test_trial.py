"""Trying a standard on rows written by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sightline.engines.base import from_arrow
from sightline.engines.reference import ReferenceEngine
from sightline.errors import UserError
from sightline.record.tables import CpPlan, CpReview, Person, Post
from sightline.sources.extract import from_rows
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.obligations import Verdict
from sightline.standards.trial import Trial, read_rows, trials

PLAN = """
[[cp_plans]]
started_on = 2016-01-04

[[cp_reviews]]
cp_plan_id = "cp_plans-1"
reviewed_on = "2016-03-21"

[[cp_reviews]]
cp_plan_id = "cp_plans-1"
reviewed_on = 2016-10-03
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rows.toml"
    path.write_text(text, encoding="utf-8")
    return path


def tried(path: Path, code: str, as_at: dt.date) -> tuple[Trial, ...]:
    standard = CATALOGUE[code]
    table = ReferenceEngine().obligations(from_rows(read_rows(path)), [standard])
    return trials(standard, from_arrow(table), as_at)


def test_keys_and_the_child_need_not_be_typed(tmp_path: Path) -> None:
    plan, review, _ = read_rows(written(tmp_path, PLAN))
    assert plan == CpPlan(cp_plan_id="cp_plans-1", person_id="child", started_on=dt.date(2016, 1, 4))
    assert review == CpReview(
        cp_review_id="cp_reviews-1",
        person_id="child",
        cp_plan_id="cp_plans-1",
        reviewed_on=dt.date(2016, 3, 21),
    )


def test_a_person_is_the_same_child_and_empty_text_is_not_recorded(tmp_path: Path) -> None:
    person, plan = read_rows(written(tmp_path, '[[people]]\nborn_on = ""\n[[cp_plans]]\nperson_id = ""\n'))
    assert person == Person(person_id="child")
    assert plan == CpPlan(cp_plan_id="cp_plans-1")


def test_what_the_rows_yield_comes_with_its_verdict_and_why(tmp_path: Path) -> None:
    late, running = tried(written(tmp_path, PLAN), "cp-subsequent-review-6m", dt.date(2016, 12, 1))
    assert late.verdict is Verdict.BREACHED
    assert late.reasons == (
        "Due 21 September 2016, six months after 21 March 2016; a review conference on 3 October 2016, 12 days late."
    )
    assert running.verdict is Verdict.NOT_YET_DUE


def test_what_had_not_begun_is_left_out(tmp_path: Path) -> None:
    assert len(tried(written(tmp_path, PLAN), "cp-subsequent-review-6m", dt.date(2016, 10, 2))) == 1
    assert tried(written(tmp_path, PLAN), "cp-subsequent-review-6m", dt.date(2016, 3, 20)) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "rows.toml: it has no rows; write one as [[cp_plans]]"),
        ("[[cp_plan]]\n", "rows.toml, cp_plan: the record has no table 'cp_plan'; did you mean 'cp_plans'?"),
        ("[[cp_plans]]\nstart_on = 2016-01-04\n", "cp_plans has no column 'start_on'; did you mean 'started_on'?"),
        ('[[cp_plans]]\nstarted_on = "4 January"\n', "cp_plans.started_on: it must be a date, for instance 2016-01-04"),
        ("[[cp_plans]]\nstarted_on = 20160104\n", "cp_plans.started_on: it must be a date"),
        ('[[cp_visits]]\nchild_seen = "yes"\n', "cp_visits.child_seen: it must be true or false"),
        ("[[cp_visits]]\nchild_seen = 1\n", "cp_visits.child_seen: it must be true or false"),
        ("[[cp_plans]]\ncp_plan_id = 3\n", 'cp_plans.cp_plan_id: it must be a key, for instance "plan-1"'),
        ("[[supervisions]]\nminutes = 90.5\n", "supervisions.minutes: it must be a whole number"),
        ('[[posts]]\nfull_time_equivalent = "half"\n', "posts.full_time_equivalent: it must be a number"),
        (
            '[[involvements]]\n[[involvements]]\nrole = "ALOCATED"\n',
            "involvements 2.role: 'ALOCATED' is not in the code set involvement_role; did you mean 'ALLOCATED'?",
        ),
    ],
)
def test_an_error_says_what_where_and_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        read_rows(written(tmp_path, text))
    assert said in str(refused.value)


def test_whole_numbers_are_amounts(tmp_path: Path) -> None:
    (post,) = read_rows(written(tmp_path, "[[posts]]\nfull_time_equivalent = 1\n"))
    assert post == Post(post_id="posts-1", full_time_equivalent=1.0)
