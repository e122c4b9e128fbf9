"""A framework's limiting rules, held to grades that people give."""

from __future__ import annotations

import itertools

import pytest

from sightline.inspection.framework import RuleKind, framework_ids, load_framework
from sightline.inspection.limiting import SURE, Limit, cautions, limit_of, rules_in_words
from sightline.inspection.standing.rule import Grade

SIF = load_framework("sif-2013-2017")
ILACS = load_framework("ilacs-2018-2026-03")
GRADES = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
EVERYTHING = tuple(each.id for each in SIF.judgements)


def limit(**but: Grade) -> Limit:
    given = dict.fromkeys(EVERYTHING, Grade.GOOD) | {key.replace("_", "-"): value for key, value in but.items()}
    found = limit_of(SIF, given, EVERYTHING)
    assert found is not None
    return found


def allowed(found: Limit) -> list[Grade]:
    return [each for each in GRADES if found.allows(each)]


def test_where_every_key_judgement_is_good_nothing_limits_it() -> None:
    assert allowed(limit()) == list(GRADES)
    assert limit().why == ()


@pytest.mark.parametrize("key", ["help_and_protection", "looked_after", "leadership"])
def test_one_inadequate_key_judgement_makes_it_inadequate(key: str) -> None:
    found = limit(**{key: Grade.INADEQUATE})
    assert allowed(found) == [Grade.INADEQUATE]
    assert "Limiting judgement" in found.why[0]


@pytest.mark.parametrize("sub", ["adoption", "care_leavers"])
def test_a_sub_judgement_limits_nothing(sub: str) -> None:
    assert allowed(limit(**{sub: Grade.INADEQUATE})) == list(GRADES)


def test_good_allows_one_weaker_where_it_is_not_leadership() -> None:
    assert allowed(limit(looked_after=Grade.REQUIRES_IMPROVEMENT)) == list(GRADES[1:])
    assert allowed(limit(leadership=Grade.REQUIRES_IMPROVEMENT)) == list(GRADES[2:])
    two = limit(looked_after=Grade.REQUIRES_IMPROVEMENT, help_and_protection=Grade.REQUIRES_IMPROVEMENT)
    assert allowed(two) == list(GRADES[2:])


def test_it_says_how_sure_we_are_of_the_rule() -> None:
    words = " ".join(limit(leadership=Grade.REQUIRES_IMPROVEMENT).why)
    assert "rule’s text was not seen" in words


def test_without_a_grade_for_each_key_judgement_there_is_none() -> None:
    given = {"help-and-protection": Grade.GOOD, "looked-after": Grade.GOOD}
    found = limit_of(SIF, given, EVERYTHING)
    assert found is not None
    assert [each.id for each in found.unjudged] == ["leadership"]
    assert allowed(found) == []


def test_a_key_judgement_out_of_scope_is_never_judged() -> None:
    given = dict.fromkeys(EVERYTHING, Grade.GOOD)
    found = limit_of(SIF, given, ["help-and-protection", "leadership"])
    assert found is not None
    assert [each.id for each in found.unjudged] == ["looked-after"]


@pytest.mark.parametrize("framework", framework_ids(None))
def test_a_framework_without_an_overall_grade_has_no_limit_on_one(framework: str) -> None:
    loaded = load_framework(framework)
    given = {each.id: Grade.GOOD for each in loaded.judgements}
    assert (limit_of(loaded, given, list(given)) is None) is (loaded.overall is None)


def test_under_either_framework_an_overall_grade_is_never_better_than_its_worst_key_judgement_allows() -> None:
    for framework in (SIF, ILACS):
        keys = [each.id for each in framework.judgements if each.key]
        for grades in itertools.product(GRADES, repeat=len(keys)):
            found = limit_of(framework, dict(zip(keys, grades, strict=True)), keys)
            assert found is not None
            may = [each for each in GRADES if found.allows(each)]
            assert Grade.INADEQUATE in may
            if Grade.INADEQUATE in grades:
                assert may == [Grade.INADEQUATE]
            elif grades.count(Grade.REQUIRES_IMPROVEMENT) > 1:
                assert Grade.GOOD not in may
            elif Grade.REQUIRES_IMPROVEMENT in grades:
                assert Grade.OUTSTANDING not in may


def test_what_is_general_knowledge_alone_is_said_and_forbids_nothing() -> None:
    given = dict.fromkeys(EVERYTHING, Grade.GOOD) | {"care-leavers": Grade.INADEQUATE}
    (said,) = cautions(SIF, given)
    assert said.startswith("Experiences and progress of care leavers is inadequate and Children looked after")
    assert "General knowledge" in said
    assert cautions(SIF, given | {"looked-after": Grade.REQUIRES_IMPROVEMENT}) == ()
    assert cautions(ILACS, {each.id: Grade.INADEQUATE for each in ILACS.judgements}) == ()


def test_every_rule_is_said_with_how_sure_we_are() -> None:
    found = dict((rule.kind, sure) for rule, sure in rules_in_words(SIF))
    assert found[RuleKind.KEY_INADEQUATE_LIMITS_OVERALL] == "the rule’s text was seen"
    assert set(found.values()) <= set(SURE.values())
