"""The shipped catalogue: enough of it, true to the national list, and readable against the record."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from sightline.engines.base import from_arrow
from sightline.engines.reference import ReferenceEngine
from sightline.sources.extract import from_rows
from sightline.standards.catalogue import CATALOGUE, LINES
from sightline.standards.checks import by_code, faults_in
from sightline.standards.nodes import Events, Judgement, Never, Present, Spans, days, is_, known
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard
from tests.unit.standards.record_of import record_of

HERE = Path(__file__).parent
MEASURED = [each for each in CATALOGUE.values() if not isinstance(each.node, Judgement)]
NATIONAL = list(csv.DictReader((HERE / "national_list.tsv").read_text("utf-8").splitlines(), delimiter="\t"))

# The lines of the case that a record can show, F1 to F18.
CASE_LINES = {
    "F1": "cases-held-by-managers",
    "F2": "children-not-seen",
    "F3": "duty-response",
    "F4": "front-door-decisions",
    "F5": "early-help-before-referral",
    "F6": "significant-harm-response",
    "F7": "child-protection-numbers",
    "F8": "exploitation",
    "F9": "return-interviews",
    "F10": "private-fostering",
    "F11": "looked-after-plans",
    "F12": "reviews-and-challenge",
    "F13": "permanence",
    "F14": "foster-carers",
    "F15": "pathway-planning",
    "F16": "supervision-and-decisions",
    "F17": "quality-assurance",
    "F18": "telling-leaders",
}

# Why the source binds, and what the catalogue may call it. Our own limit on a national requirement is local policy.
MAY_BE = {
    "law": {Force.LAW},
    "statutory-guidance": {Force.STATUTORY_GUIDANCE},
    "statutory-return": {Force.NATIONAL_MEASURE},  # what a return counts; the duty to make it is another
    "performance-indicator": {Force.NATIONAL_MEASURE},
    "performance-threshold": {Force.NATIONAL_MEASURE},
    "data-guide": {Force.NATIONAL_MEASURE},
    "inspection-framework": {Force.NATIONAL_MEASURE, Force.LOCAL_POLICY},
    "local-practice-example": {Force.LOCAL_POLICY},
    "good-practice": {Force.LOCAL_POLICY},
    "sector-standard": {Force.LOCAL_POLICY},
    "derived": {Force.LOCAL_POLICY},
}


def test_at_least_ninety_standards_can_be_measured() -> None:
    assert len(MEASURED) >= 90


@pytest.mark.parametrize("area", Area)
def test_every_area_has_several(area: Area) -> None:
    assert sum(each.area is area for each in MEASURED) >= 3


@pytest.mark.parametrize("line", CASE_LINES.values(), ids=CASE_LINES)
def test_every_line_of_the_case_has_a_standard(line: str) -> None:
    assert any(line in each.lines for each in MEASURED)


def test_every_line_of_enquiry_has_a_standard_and_every_standard_a_line() -> None:
    used = Counter(line for each in MEASURED for line in each.lines)
    assert set(used) == LINES
    assert [each.code for each in CATALOGUE.values() if not each.lines] == []


@pytest.mark.parametrize("national", [each for each in NATIONAL if each["code"] in CATALOGUE], ids=lambda e: e["code"])
def test_a_national_standard_keeps_its_area_confidence_and_force(national: dict[str, str]) -> None:
    shipped = CATALOGUE[national["code"]]
    assert shipped.area == national["area"]
    assert shipped.citation.confidence == national["confidence"]
    assert shipped.force in MAY_BE[national["force"]]


def test_most_of_the_catalogue_comes_from_the_national_list() -> None:
    assert sum(each["code"] in CATALOGUE for each in NATIONAL) >= 90


@pytest.mark.parametrize("code", ["cp-visit-frequency", "cin-seen-recently", "child-seen-6m"])
def test_a_visit_with_no_national_limit_says_so(code: str) -> None:
    assert CATALOGUE[code].force is Force.LOCAL_POLICY
    assert CATALOGUE[code].note.startswith("No national limit exists")
    assert "a council should set its own" in CATALOGUE[code].note


@pytest.mark.parametrize("standard", CATALOGUE.values(), ids=CATALOGUE)
def test_a_standard_is_said_in_one_plain_sentence(standard: Standard) -> None:
    assert standard.sentence[0].isupper()
    assert standard.sentence.endswith(".")
    assert standard.sentence.count(". ") == 0
    assert "_" not in standard.sentence + standard.note + standard.applies_to
    assert standard.applies_to[0].islower()


def test_nothing_of_our_own_claims_to_have_been_verified() -> None:
    listed = {each["code"] for each in NATIONAL}
    borrowed = {"cla-visit-care-order-first-week"}  # restates a listed standard, with its citation
    borrowed |= {"cla-temp-placement-hospital-6w", "cla-temp-placement-holiday-3w"}
    borrowed |= {"cla-adoption-match-order", "cla-adoption-reversal-reason"}
    for each in CATALOGUE.values():
        if each.code not in listed | borrowed:
            assert each.citation.confidence is Confidence.UNVERIFIED, each.code


def test_a_duty_is_not_applied_before_it_was_made() -> None:
    assert CATALOGUE["wf-agency-3y-pqe"].citation.in_force_from == dt.date(2024, 10, 31)
    assert CATALOGUE["cla-first-review-20wd"].citation.in_force_from == dt.date(2011, 4, 1)
    assert CATALOGUE["ehc-annual-review-12m"].citation.in_force_from == dt.date(2014, 9, 1)
    assert CATALOGUE["adopt-review-waiting-3m"].citation.in_force_from == dt.date(2005, 12, 30)
    assert CATALOGUE["cp-first-review-3m"].citation.in_force_from is None


def test_safety_is_kept_for_children_who_may_be_in_danger() -> None:
    safety = {each.code for each in MEASURED if each.harm is Harm.SAFETY}
    assert {"child-seen-6m", "cin-allocated-worker", "cp-threshold-leads-to-s47"} <= safety
    assert len(safety) < len(MEASURED) / 5
    assert not any(each.area in (Area.DATA, Area.LEADERSHIP) for each in MEASURED if each.code in safety)


@pytest.mark.parametrize("standard", MEASURED, ids=[each.code for each in MEASURED])
def test_a_standard_starts_its_clock_on_a_record_made_for_it(standard: Standard) -> None:
    owed = from_arrow(ReferenceEngine().obligations(from_rows(record_of(standard)), [standard]))
    assert owed, "no obligation"
    assert {each.standard for each in owed} == {standard.code}
    assert all(each.since is not None and each.due is not None for each in owed)


def test_a_standard_twice_is_refused() -> None:
    one = CATALOGUE["cp-icpc-15wd"]
    with pytest.raises(ValueError, match="cp-icpc-15wd is declared twice"):
        by_code([one, one])


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        (Never(Spans("cp_plan", "started_on", "ended_on")), "the record has no table 'cp_plan'"),
        (Never(Spans("cp_plans", "start_date", "ended_on")), "cp_plans has no column 'start_date'"),
        (Never(Spans("cp_plans", "person_id", "ended_on")), "cp_plans.person_id is not a date"),
        (
            Present(Events("complaints", "received_on", where=(is_("stage", "stage-9"),)), (known("responded_on"),)),
            "complaints.stage is never 'stage-9'; its code set complaint_stage has no such code",
        ),
        (
            Present(Events("cp_visits", "visited_on"), (is_("child_seen", "yes"),)),
            "cp_visits.child_seen is yes or no, not 'yes'",
        ),
        (
            Present(Events("cp_visits", "visited_on"), (is_("visited_on", "2016-01-01"),)),
            "cp_visits.visited_on is a date and is compared with '2016-01-01'",
        ),
    ],
)
def test_what_cannot_be_read_is_named(node: Never | Present, fault: str) -> None:
    assert fault in faults_in(replace(CATALOGUE["cp-two-years-plus"], node=node))


def test_an_unknown_line_of_enquiry_is_named() -> None:
    wrong = replace(CATALOGUE["cp-two-years-plus"], lines=("adoptions",))
    assert faults_in(wrong) == ["line of enquiry 'adoptions' is not in the vocabulary"]


def test_police_protection_is_three_days() -> None:
    node = CATALOGUE["cp-police-protection-72h"].node
    assert isinstance(node, Never)
    assert node.limit == days(3)
