"""From lines of enquiry to grades: each clause of the rule, and each framework's limits."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from sightline.inspection.framework import load_framework
from sightline.inspection.standing.judge import judge, overall
from sightline.inspection.standing.lines import LINES
from sightline.inspection.standing.report import JudgementFinding, LineFinding
from sightline.inspection.standing.rule import Grade, Status, load_rule
from sightline.sources.extract import from_rows

AS_AT = dt.date(2016, 11, 14)
EMPTY = from_rows([], only=[])
SIF, ILACS, LATEST = (load_framework(each) for each in ("sif-2013-2017", "ilacs-2018-2026-03", "ilacs-2026-04"))


def lines(**status: Status) -> dict[str, LineFinding]:
    """Every line of enquiry sound, but for those named (with underscores)."""
    return {
        line.id: LineFinding(
            id=line.id,
            title=line.title,
            question=line.question,
            f_number=line.f_number,
            finding=f"{line.title}.",
            status=status.get(line.id.replace("-", "_"), Status.SOUND),
            serious=False,
            since=None,
            first_stood_out=None,
            standards=(),
        )
        for line in LINES.values()
    }


def grades(found: dict[str, LineFinding]) -> dict[str, Grade]:
    judged = judge(SIF, found, {}, EMPTY, AS_AT, load_rule())
    return {each.no: each.indicative_grade for each in judged}


def test_all_sound_is_good_everywhere_and_never_outstanding() -> None:
    assert set(grades(lines()).values()) == {Grade.GOOD}
    strong = {line.replace("-", "_"): Status.STRONG for line in LINES}
    assert set(grades(lines(**strong)).values()) == {Grade.GOOD}


def test_one_failing_line_requires_improvement() -> None:
    assert grades(lines(permanence=Status.FAILING))["2"] is Grade.REQUIRES_IMPROVEMENT


def test_a_few_weak_lines_are_still_good_and_more_than_a_quarter_are_not() -> None:
    two = lines(permanence=Status.WEAK, placements=Status.WEAK)
    assert grades(two)["2"] is Grade.GOOD
    three = lines(permanence=Status.WEAK, placements=Status.WEAK, foster_carers=Status.WEAK)
    assert grades(three)["2"] is Grade.REQUIRES_IMPROVEMENT


def test_a_serious_failure_is_inadequate() -> None:
    found = lines()
    found["children-not-seen"] = dataclasses.replace(found["children-not-seen"], serious=True)
    assert grades(found) == {
        "1": Grade.INADEQUATE, "2": Grade.GOOD, "2.1": Grade.GOOD, "2.2": Grade.GOOD, "3": Grade.GOOD,
    }  # fmt: skip


def test_good_is_not_said_of_less_than_half() -> None:
    nothing = Status.NOT_ASSESSABLE
    found = lines(
        looked_after_plans=nothing, looked_after_visits=nothing, reviews_and_challenge=nothing, permanence=nothing
    )
    assert grades(found)["2"] is Grade.GOOD
    found["placements"] = dataclasses.replace(found["placements"], status=nothing)
    assert grades(found)["2"] is Grade.NOT_ASSESSABLE


def test_failing_is_said_of_less_than_half() -> None:
    found = {line: dataclasses.replace(each, status=Status.NOT_ASSESSABLE) for line, each in lines().items()}
    found["permanence"] = dataclasses.replace(found["permanence"], status=Status.FAILING)
    assert grades(found)["2"] is Grade.REQUIRES_IMPROVEMENT


def test_leaders_whose_own_lines_mostly_fail_are_inadequate() -> None:
    failing = Status.FAILING
    three = lines(supervision_and_decisions=failing, quality_assurance=failing, telling_leaders=failing)
    assert grades(three)["3"] is Grade.REQUIRES_IMPROVEMENT  # half of six is not most
    four = dict(three) | {"complaints": dataclasses.replace(three["complaints"], status=failing)}
    assert grades(four)["3"] is Grade.INADEQUATE


def finding(no: str, grade: Grade, key: bool = True) -> JudgementFinding:
    names = {each.no: each for each in SIF.judgements}
    return JudgementFinding(names[no].id, no, names[no].name, key, grade, (), ())


G, RI, I_, N = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE, Grade.NOT_ASSESSABLE


@pytest.mark.parametrize(
    ("one", "two", "three", "expected"),
    [
        (I_, RI, I_, I_),  # the published case
        (G, G, I_, I_),
        (G, G, G, G),
        (RI, G, G, G),  # observed: one key judgement, not leadership
        (G, G, RI, RI),
        (RI, RI, G, RI),
        (G, N, G, N),
        (I_, N, G, I_),
    ],
)
def test_the_headline_follows_the_limiting_rule(one: Grade, two: Grade, three: Grade, expected: Grade) -> None:
    judged = [finding("1", one), finding("2", two), finding("2.2", Grade.INADEQUATE, key=False), finding("3", three)]
    assert overall(SIF, judged).grade is expected


def test_an_inadequate_sub_judgement_keeps_its_key_judgement_from_good_and_says_it_is_unverified() -> None:
    judged = judge(
        dataclasses.replace(
            SIF,
            judgements=tuple(
                dataclasses.replace(each, lines=("children-not-seen",)) if each.no == "2.2" else each
                for each in SIF.judgements
            ),
        ),
        lines() | {"children-not-seen": dataclasses.replace(lines()["children-not-seen"], serious=True)},
        {},
        EMPTY,
        AS_AT,
        load_rule(),
    )
    two = next(each for each in judged if each.no == "2")
    assert two.indicative_grade is Grade.REQUIRES_IMPROVEMENT
    assert "unverified" in two.reasons[0]


def test_there_is_no_headline_from_april_2026() -> None:
    assert overall(LATEST, []).grade is None
    assert overall(LATEST, []).reasons == ("No headline grade; the four area grades stay.",)
    assert ILACS.overall == "Overall effectiveness"


def test_a_few_weak_lines_of_less_than_half_say_nothing() -> None:
    found = {line: dataclasses.replace(each, status=Status.NOT_ASSESSABLE) for line, each in lines().items()}
    found["data-quality"] = dataclasses.replace(found["data-quality"], status=Status.WEAK)
    assert grades(found)["3"] is Grade.NOT_ASSESSABLE  # the other five lines might all have been sound


def test_lines_with_too_few_cases_are_no_reason_for_good() -> None:
    unclear = {line.replace("-", "_"): Status.TOO_FEW_TO_TELL for line in LINES}
    found = judge(SIF, lines(**unclear), {}, EMPTY, AS_AT, load_rule())
    assert {each.indicative_grade for each in found} == {Grade.NOT_ASSESSABLE}
    one = judge(SIF, lines(private_fostering=Status.TOO_FEW_TO_TELL), {}, EMPTY, AS_AT, load_rule())[0]
    assert one.indicative_grade is Grade.GOOD
    assert one.reasons[0] == "13 of 14 lines of enquiry are sound or strong."
    assert one.reasons[1] == "Too few cases to tell, so nothing is said of: private fostering."
