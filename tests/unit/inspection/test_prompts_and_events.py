"""Audit prompts and kinds of inspection as data: what is shipped, and what loading refuses."""

from __future__ import annotations

import pytest

from sightline.inspection.events import events, events_of, parse_events
from sightline.inspection.framework import framework_ids, frameworks, load_framework
from sightline.inspection.prompts import (
    AREAS,
    PROMPTS,
    PromptConfidence,
    file_prompts,
    parse_prompts,
    prompts_for,
)


def test_every_prompt_is_a_question_with_how_sure_we_are_of_it() -> None:
    assert len(PROMPTS) == 43
    assert set(AREAS) == {"impact-of-leaders", "help-and-protection", "children-in-care", "care-leavers"}
    verified = [each for each in PROMPTS.values() if each.confidence is PromptConfidence.VERIFIED_THEME]
    assert len(verified) == 35
    assert all(each.theme and 0 < (each.report_share_pct or 0) <= 100 for each in verified)


def test_a_prompt_says_why_it_is_asked() -> None:
    assert PROMPTS["plans-say-what-must-change"].why == (
        "66% of 258 reports of 2018 to 2025 ask for it to improve (plans quality)."
    )
    assert PROMPTS["home-suitable-and-safe"].why == "General knowledge; not seen in published reports."


def test_the_prompts_of_chosen_areas_are_asked_once_each_in_the_frameworks_order() -> None:
    framework = load_framework("focused-visit")
    found = [each.id for each in prompts_for(framework, ["care-leavers", "front-door"])]
    assert found[0] == "contacts-screened"
    assert found.count("management-oversight") == 1
    assert found.index("management-oversight") < found.index("personal-adviser-persistent")
    assert prompts_for(framework, []) == ()


def test_what_is_asked_of_the_service_is_asked_of_no_file() -> None:
    framework = load_framework("ilacs-2026-04")
    asked = {each.id for each in file_prompts(framework, ["impact-of-leaders"])}
    assert "members-as-corporate-parents" not in asked
    assert "management-oversight" in asked


def test_every_area_of_every_framework_has_prompts_and_every_prompt_an_area() -> None:
    asked = set()
    for framework in frameworks():
        for area in framework.areas:
            found = prompts_for(framework, [area.id])
            assert found, (framework.id, area.id)
            asked |= {each.id for each in found}
    assert asked == set(PROMPTS)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"text": "Is it so.", "area": "a", "confidence": "unverified"}, "is not a question"),
        ({"text": "Is it so?", "area": "a", "confidence": "verified-theme"}, "a verified theme has the share"),
        ({"text": "Is it so?", "area": "a", "confidence": "sure"}, "sure"),
    ],
)
def test_a_prompt_that_cannot_be_is_refused(raw: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_prompts({"one": raw})


def test_every_framework_is_held_as_some_kind_of_inspection_or_visit() -> None:
    for each in frameworks():
        kinds = events_of(each)
        assert kinds, each.id
        assert {kind.graded for kind in kinds} == {each.is_graded}
    assert {each for kind in events().values() for each in kind.frameworks} == set(framework_ids(None))


def test_a_kind_of_no_framework_is_refused() -> None:
    raw = {
        "x": {"name": "X", "frameworks": ["none"], "who": "", "days": 1, "graded": False, "duration": "", "source": ""}
    }
    with pytest.raises(ValueError, match="x is held by no such framework: none"):
        parse_events({"x": {**raw["x"], "confidence": "unverified"}})
