"""Frameworks as data: what is shipped, and what loading refuses."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib import resources
from typing import Any

import pytest

from sightline.errors import UserError
from sightline.inspection.framework import (
    FrameworkKind,
    RuleKind,
    framework_ids,
    framework_used_on,
    frameworks,
    load_framework,
    parse_framework,
)
from sightline.inspection.standing.lines import LINES
from sightline.inspection.strata import Stratum


def raw(framework_id: str = "sif-2013-2017") -> dict[str, Any]:
    file = resources.files("sightline.inspection") / "frameworks" / f"{framework_id}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_three_frameworks_of_inspections_and_three_of_visits_are_shipped_and_load() -> None:
    assert framework_ids() == ("sif-2013-2017", "ilacs-2018-2026-03", "ilacs-2026-04")
    assert framework_ids(FrameworkKind.VISIT) == ("focused-visit", "monitoring-visit")
    assert framework_ids(FrameworkKind.JOINT) == ("jtai",)
    for each in framework_ids(None):
        assert load_framework(each).id == each


def test_visits_give_no_grade_and_are_in_use_on_no_day() -> None:
    for each in frameworks():
        assert each.is_graded is (each.kind is FrameworkKind.INSPECTION)
        if not each.is_graded:
            assert each.overall is None
            assert each.rule(RuleKind.NO_OVERALL) is not None
            assert framework_used_on(dt.date(2030, 1, 1)) != each.id


def test_the_single_inspection_framework_has_the_review_of_the_safeguarding_board_beside_it() -> None:
    framework = load_framework("sif-2013-2017")
    (review,) = framework.reviews
    assert review.id == "safeguarding-board"
    assert [each.id for each in framework.areas][-1] == review.id
    assert review.id not in [each.id for each in framework.judgements]
    assert all(each.endswith("?") for each in review.questions)
    assert framework.area(review.id) is not None
    assert framework.area("elsewhere") is None


def test_the_groups_of_children_of_an_inspection_are_every_group_there_is() -> None:
    for each in framework_ids():
        named = [code for area in load_framework(each).areas for code in area.strata]
        assert sorted(named) == sorted(Stratum)


def test_every_framework_says_how_sure_we_are_and_by_what() -> None:
    for each in frameworks():
        assert each.source
        assert all(rule.source for rule in each.rules)


def test_the_single_inspection_framework_has_the_judgements_of_its_reports() -> None:
    framework = load_framework("sif-2013-2017")
    assert [(each.no, each.name, each.key) for each in framework.judgements] == [
        ("1", "Children who need help and protection", True),
        ("2", "Children looked after and achieving permanence", True),
        ("2.1", "Adoption performance", False),
        ("2.2", "Experiences and progress of care leavers", False),
        ("3", "Leadership, management and governance", True),
    ]


def test_every_framework_asks_every_line_of_enquiry() -> None:
    for each in framework_ids():
        asked = {line for judgement in load_framework(each).judgements for line in judgement.lines}
        assert asked == set(LINES)


def test_only_the_latest_has_no_headline_grade() -> None:
    assert [load_framework(each).overall is None for each in framework_ids()] == [False, False, True]
    assert load_framework("ilacs-2026-04").rule(RuleKind.NO_OVERALL) is not None


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (dt.date(2016, 11, 14), "sif-2013-2017"),
        (dt.date(2017, 12, 31), "sif-2013-2017"),
        (dt.date(2018, 1, 1), "ilacs-2018-2026-03"),
        (dt.date(2026, 3, 31), "ilacs-2018-2026-03"),
        (dt.date(2026, 4, 1), "ilacs-2026-04"),
        (dt.date(2009, 1, 1), "sif-2013-2017"),
    ],
)
def test_the_framework_in_use_on_a_day_is_chosen(on: dt.date, expected: str) -> None:
    assert framework_used_on(on) == expected


def test_an_unknown_framework_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError, match="no framework called sif; choose one of sif-2013-2017, ilacs-2018"):
        load_framework("sif")


def test_a_misspelt_line_of_enquiry_is_refused() -> None:
    data = raw()
    data["judgements"][0]["lines"][0] = "cases-held-by-manager"
    with pytest.raises(ValueError, match="no such line of enquiry: cases-held-by-manager"):
        parse_framework(data)


def test_a_line_of_enquiry_left_out_is_refused() -> None:
    data = raw()
    data["judgements"][0]["lines"].remove("exploitation")
    with pytest.raises(ValueError, match="no judgement is informed by exploitation"):
        parse_framework(data)


def test_a_rule_of_no_known_kind_is_refused() -> None:
    data = raw()
    data["rules"][0]["kind"] = "majority-decides"
    with pytest.raises(ValueError, match="majority-decides"):
        parse_framework(data)


def test_a_framework_without_a_headline_grade_must_say_so() -> None:
    data = raw()
    del data["overall"]
    with pytest.raises(ValueError, match="either it has an overall grade or a rule that says it has none"):
        parse_framework(data)


def _without(part: str, key: str) -> dict[str, Any]:
    data = raw()
    del data[part][0][key]
    return data


def _with(part: str, key: str, value: object) -> dict[str, Any]:
    data = raw()
    data[part][0][key] = value
    return data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_without("judgements", "name"), "sif-2013-2017: judgement help-and-protection lacks name"),
        (_with("judgements", "weight", 3), "judgement help-and-protection has weight, which is not one of id, no"),
        (_with("judgements", "lines", "assessments"), "help-and-protection: lines is not a list of texts"),
        (_with("judgements", "prompts", ["is-it-good"]), "names no such audit prompt, and no area of them: is-it-good"),
        (_with("judgements", "prompts", []), "help-and-protection has no audit prompt"),
        (_with("judgements", "strata", ["everybody"]), "names no such group of children: everybody"),
        (_with("judgements", "feeds", "elsewhere"), "feeds elsewhere, which is not a judgement"),
        (_with("rules", "confidence", "sure"), "'sure' is not one of verified"),
        (_with("reviews", "id", "adoption"), "two judgements share an id"),
        ({**raw("jtai"), "judgements": []}, "it has no judgement"),
        ({**raw(), "kind": "party"}, "'party' is not one of inspection"),
        ({key: value for key, value in raw().items() if key != "used_from"}, "says from when it is used"),
        ({**raw("jtai"), "used_from": dt.date(2020, 1, 1)}, "a visit is used beside a framework"),
        ({}, "a framework without an id lacks id"),
    ],
)
def test_a_framework_that_cannot_be_is_refused_with_the_place_and_what_is_wrong(
    data: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        parse_framework(data)
