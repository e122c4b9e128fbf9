"""Healthy records that a careless standard would call breaches, and sick ones that it would miss."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sightline.engines.base import from_arrow
from sightline.engines.reference import ReferenceEngine
from sightline.sources.extract import from_rows
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.obligations import exists_on, verdict_on
from sightline.standards.trial import read_rows

CASES: dict[str, tuple[str, str, str, list[str]]] = {
    # what it shows: (standard, rows, as at, verdicts by date)
    "a plan that ends before its review is due owes none": (
        "cp-first-review-3m",
        "[[cp_plans]]\nstarted_on = 2016-01-04\nended_on = 2016-03-01\n",
        "2016-12-01",
        ["not_yet_due"],
    ),
    "a plan that ends at its review owes nothing after": (
        "cp-subsequent-review-6m",
        '[[cp_plans]]\nstarted_on = 2016-01-04\nended_on = 2016-09-05\n[[cp_reviews]]\ncp_plan_id = "cp_plans-1"\n'
        'reviewed_on = 2016-03-21\n[[cp_reviews]]\ncp_plan_id = "cp_plans-1"\nreviewed_on = 2016-09-05\n',
        "2017-12-01",
        ["met"],
    ),
    "a child on a plan before birth is seen from birth on": (
        "cp-visit-frequency",
        "[[people]]\nborn_on = 2016-04-04\n[[cp_plans]]\nstarted_on = 2016-01-04\n"
        "[[cp_visits]]\nvisited_on = 2016-04-20\nchild_seen = true\n",
        "2016-05-01",
        ["met", "not_yet_due"],
    ),
    "a child still unborn, with no birth date, is not unseen": (
        "cp-visit-frequency",
        "[[people]]\nexpected_birth_on = 2016-04-04\n[[cp_plans]]\nstarted_on = 2016-01-04\n",
        "2016-05-01",
        [],
    ),
    "a child on a plan in care is seen by the visits of care": (
        "cp-visit-frequency",
        "[[people]]\nborn_on = 2010-04-04\n[[cp_plans]]\nstarted_on = 2016-01-04\n"
        "[[cla_visits]]\nvisited_on = 2016-01-20\nchild_seen = true\n",
        "2016-02-01",
        ["met", "not_yet_due"],
    ),
    "a visit at which the child was not seen does not count": (
        "cp-visit-frequency",
        "[[people]]\nborn_on = 2010-04-04\n[[cp_plans]]\nstarted_on = 2016-01-04\n"
        "[[cp_visits]]\nvisited_on = 2016-01-20\nchild_seen = false\n",
        "2016-03-01",
        ["breached"],
    ),
    "a plan that runs on past eighteen owes no visits": (
        "cp-visit-frequency",
        "[[people]]\nborn_on = 1998-01-11\n[[cp_plans]]\nstarted_on = 2016-01-04\n",
        "2016-12-01",
        ["not_yet_due"],
    ),
    "an open plan is not an unknown ending": (
        "cp-closure-quorate",
        "[[cp_plans]]\nstarted_on = 2016-01-04\n",
        "2016-12-01",
        [],
    ),
    "a plan that ended because the child died needs no review": (
        "cp-closure-quorate",
        "[[people]]\ndied_on = 2016-03-01\n[[cp_plans]]\nstarted_on = 2016-01-04\nended_on = 2016-03-01\n",
        "2016-12-01",
        [],
    ),
    "a plan ended at a review without a quorum": (
        "cp-closure-quorate",
        '[[cp_plans]]\nstarted_on = 2016-01-04\nended_on = 2016-03-01\n[[cp_reviews]]\ncp_plan_id = "cp_plans-1"\n'
        "reviewed_on = 2016-03-01\nis_quorate = false\nplan_continues = false\n",
        "2016-12-01",
        ["breached"],
    ),
    "a case closed in its first week owes no worker": (
        "cin-allocated-worker",
        "[[cin_episodes]]\nreferred_on = 2016-01-04\nclosed_on = 2016-01-07\nno_further_action = false\n",
        "2016-12-01",
        ["not_yet_due"],
    ),
    "a worker who hands over within the week leaves no gap": (
        "cin-allocated-worker",
        "[[cin_episodes]]\nreferred_on = 2016-01-04\nno_further_action = false\n"
        '[[involvements]]\nrole = "ALLOCATED"\nstarted_on = 2016-01-05\nended_on = 2016-02-01\n'
        '[[involvements]]\nrole = "ALLOCATED"\nstarted_on = 2016-02-04\n',
        "2016-12-01",
        ["met", "met"],
    ),
    "a child who came back into care is reviewed as one newly come": (
        "cla-first-review-20wd",
        '[[cla_episodes]]\nstart_reason_code = "S"\nstarted_on = 2015-01-05\nceased_on = 2015-01-12\n'
        '[[cla_episodes]]\nstart_reason_code = "S"\nstarted_on = 2016-01-04\n'
        "[[cla_reviews]]\nreviewed_on = 2016-01-25\nis_cancelled = false\n",
        "2016-12-01",
        ["not_yet_due", "met"],
    ),
    "a change of placement does not begin care again": (
        "cla-first-review-20wd",
        '[[cla_episodes]]\nstarted_on = 2016-01-04\nceased_on = 2016-01-20\nceased_reason_code = "X1"\n'
        "[[cla_episodes]]\nstarted_on = 2016-01-20\n[[cla_reviews]]\nreviewed_on = 2016-01-25\n",
        "2016-12-01",
        ["met"],
    ),
    "a review that was cancelled was not held": (
        "cla-first-review-20wd",
        "[[cla_episodes]]\nstarted_on = 2016-01-04\n[[cla_reviews]]\nreviewed_on = 2016-01-25\nis_cancelled = true\n",
        "2016-12-01",
        ["breached"],
    ),
    "a child placed for adoption is reviewed by the adoption rules": (
        "cla-subsequent-review-6m",
        '[[cla_episodes]]\nstarted_on = 2015-01-05\nceased_on = 2016-01-04\nceased_reason_code = "X1"\n'
        '[[cla_placements]]\ncla_placement_id = "new"\nstarted_on = 2016-01-04\nplacement_type_code = "A5"\n'
        '[[cla_episodes]]\nstarted_on = 2016-01-04\ncla_placement_id = "new"\n'
        "[[cla_reviews]]\nreviewed_on = 2015-01-26\n[[cla_reviews]]\nreviewed_on = 2015-04-20\n"
        "[[cla_reviews]]\nreviewed_on = 2015-10-12\n",
        "2017-01-01",
        ["met", "not_yet_due"],
    ),
    "a child home again before the assessment was due owes none": (
        "cla-assessment-on-entry",
        '[[cla_episodes]]\nstart_reason_code = "S"\nstarted_on = 2016-01-04\nceased_on = 2016-01-18\n'
        'ceased_reason_code = "E4A"\n',
        "2016-12-01",
        ["not_yet_due"],
    ),
    "an assessment just before care is the one that counts": (
        "cla-assessment-on-entry",
        '[[cla_episodes]]\nstart_reason_code = "S"\nstarted_on = 2016-01-04\n'
        "[[assessments]]\nauthorised_on = 2015-11-02\n",
        "2016-12-01",
        ["met"],
    ),
    "a change with which care ended asks for no new plan": (
        "cla-plan-follows-change",
        '[[cla_episodes]]\nstart_reason_code = "P"\nstarted_on = 2016-01-04\nceased_on = 2016-01-18\n'
        'ceased_reason_code = "E4A"\n',
        "2016-12-01",
        ["not_yet_due"],
    ),
    "a child never looked after who goes missing has no care plan to change": (
        "cla-plan-follows-change",
        "[[missing_episodes]]\nstarted_on = 2016-01-04\n",
        "2016-12-01",
        [],
    ),
    "a child home within four months needs no permanence plan": (
        "cla-permanence-plan-recorded",
        "[[cla_episodes]]\nstarted_on = 2016-01-04\nceased_on = 2016-03-01\n",
        "2016-12-01",
        ["not_yet_due"],
    ),
    "a plan followed by the next on the same day leaves no gap": (
        "cla-permanence-plan-recorded",
        "[[cla_episodes]]\nstarted_on = 2016-01-04\n"
        '[[cla_care_plans]]\nstarted_on = 2016-02-01\nended_on = 2016-06-01\npermanence_plan_code = "ADOPTION"\n'
        '[[cla_care_plans]]\nstarted_on = 2016-06-01\npermanence_plan_code = "ADOPTION"\n',
        "2016-12-01",
        ["met"],
    ),
    "a child who leaves care before seven months is owed no challenge": (
        "iro-challenges-drift",
        "[[cla_episodes]]\nstarted_on = 2016-01-04\nceased_on = 2016-07-20\n",
        "2016-12-01",
        ["not_yet_due"],
    ),
    "an early challenge counts": (
        "iro-challenges-drift",
        "[[cla_episodes]]\nstarted_on = 2016-01-04\n[[iro_escalations]]\nraised_on = 2016-04-04\n",
        "2016-12-01",
        ["met"],
    ),
    "waiting for adoption ends when care does": (
        "adopt-review-waiting-3m",
        "[[cla_episodes]]\nstarted_on = 2015-01-05\nceased_on = 2016-02-01\n"
        "[[permanences]]\nplacement_order_on = 2016-01-04\n",
        "2016-12-01",
        ["not_yet_due"],
    ),
    "an adoption order ends the reviews": (
        "adopt-review-placed-6m",
        "[[cla_episodes]]\nstarted_on = 2015-01-05\nceased_on = 2016-08-01\n"
        "[[permanences]]\nplaced_for_adoption_on = 2016-01-04\norder_on = 2016-08-01\n"
        '[[adoption_reviews]]\npermanence_id = "permanences-1"\nreviewed_on = 2016-01-25\n'
        '[[adoption_reviews]]\npermanence_id = "permanences-1"\nreviewed_on = 2016-04-18\n',
        "2017-12-01",
        ["not_yet_due"],
    ),
    "a child still missing has no interview to be offered": (
        "mis-rhi-offered",
        "[[missing_episodes]]\nstarted_on = 2016-01-04\n",
        "2016-12-01",
        [],
    ),
    "a child who declined was not failed": (
        "mis-rhi-72h",
        "[[missing_episodes]]\nstarted_on = 2016-01-04\nended_on = 2016-01-05\n"
        '[[return_interviews]]\nmissing_episode_id = "missing_episodes-1"\nis_declined = true\n',
        "2016-12-01",
        [],
    ),
    "a child nobody talked to when they came back was": (
        "mis-rhi-72h",
        "[[missing_episodes]]\nstarted_on = 2016-01-04\nended_on = 2016-01-05\n",
        "2016-12-01",
        ["breached"],
    ),
    "an assessment with its reason recorded is explained": (
        "as-overrun-reason",
        '[[assessments]]\nstarted_on = 2016-01-04\nauthorised_on = 2016-05-02\noverrun_reason = "Family away."\n',
        "2016-12-01",
        ["met"],
    ),
    "an assessment long without its reason is not": (
        "as-overrun-reason",
        "[[assessments]]\nstarted_on = 2016-01-04\nauthorised_on = 2016-05-02\n",
        "2016-12-01",
        ["breached"],
    ),
    "a message is not a visit by the personal adviser": (
        "cl-pa-visit-8-weeks",
        "[[people]]\nborn_on = 1997-06-01\n"
        '[[involvements]]\nrole = "PERSONAL_ADVISER"\nstarted_on = 2016-01-04\n'
        "[[pa_contacts]]\ncontacted_on = 2016-02-01\nis_in_person = false\n",
        "2016-04-01",
        ["breached"],
    ),
    "a young person who needs no more support is not owed visits": (
        "cl-pa-visit-8-weeks",
        "[[people]]\nborn_on = 1997-06-01\n"
        '[[care_leavers]]\nin_touch_code = "NREQ"\n'
        '[[involvements]]\nrole = "PERSONAL_ADVISER"\nstarted_on = 2016-01-04\n',
        "2016-04-01",
        [],
    ),
    "a plan of a young person aged 21 needs no more reviews": (
        "cl-pathway-review-6m",
        '[[people]]\nborn_on = 1995-02-01\n[[pathway_plans]]\nplan_type = "plan"\ncompleted_on = 2015-12-01\n',
        "2016-12-01",
        ["not_yet_due"],
    ),
    "a protection plan that steps down when the case closes has stepped down": (
        "cin-step-down-after-cp-6m",
        '[[cin_episodes]]\nreferral_id = "r"\nreferred_on = 2015-01-05\nclosed_on = 2016-03-01\n'
        '[[cp_plans]]\nreferral_id = "r"\nstarted_on = 2015-02-02\nended_on = 2016-03-01\n',
        "2016-12-01",
        ["met"],
    ),
    "proceedings the court extended are not late at 26 weeks": (
        "court-26-weeks",
        "[[care_proceedings]]\nissued_on = 2016-01-04\nextended_on = 2016-06-20\n",
        "2016-08-01",
        [],
    ),
    "a placement begun before the ban is not judged by it": (
        "cla-unregulated-under16-ban",
        '[[people]]\nborn_on = 2008-01-01\n[[cla_placements]]\nstarted_on = 2021-09-08\nplacement_type_code = "H5"\n',
        "2022-01-01",
        [],
    ),
    "a placement begun under the ban is": (
        "cla-unregulated-under16-ban",
        '[[people]]\nborn_on = 2008-01-01\n[[cla_placements]]\nstarted_on = 2021-09-09\nplacement_type_code = "H5"\n',
        "2022-01-01",
        ["breached"],
    ),
    "a case in a manager's name for a week is not held by one": (
        "wf-case-held-by-manager",
        '[[posts]]\nprofessional_id = "w"\nis_management = true\nstarted_on = 2015-01-05\n'
        '[[involvements]]\nprofessional_id = "w"\nrole = "ALLOCATED"\nstarted_on = 2016-01-04\nended_on = 2016-01-11\n',
        "2016-12-01",
        ["met"],
    ),
    "a worker made manager who keeps the case holds it as one": (
        "wf-case-held-by-manager",
        '[[posts]]\nprofessional_id = "w"\nis_management = true\nstarted_on = 2016-03-01\n'
        '[[involvements]]\nprofessional_id = "w"\nrole = "ALLOCATED"\nstarted_on = 2015-01-05\n',
        "2016-12-01",
        ["breached"],
    ),
}


@pytest.mark.parametrize(("code", "rows", "as_at", "expected"), CASES.values(), ids=CASES)
def test_what_a_standard_says_of_it(tmp_path: Path, code: str, rows: str, as_at: str, expected: list[str]) -> None:
    path = tmp_path / "rows.toml"
    path.write_text(rows, encoding="utf-8")
    day = dt.date.fromisoformat(as_at)
    owed = from_arrow(ReferenceEngine().obligations(from_rows(read_rows(path)), [CATALOGUE[code]]))
    begun = sorted((each for each in owed if exists_on(each, day)), key=lambda each: each.since or dt.date.min)
    assert [verdict_on(each, day).value for each in begun] == expected
