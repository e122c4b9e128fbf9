"""The lines of enquiry a standard may inform: a fixed vocabulary, so that a misspelt one is found."""

from __future__ import annotations

LINES: frozenset[str] = frozenset(
    {
        "cases-held-by-managers",
        "children-not-seen",
        "duty-response",
        "front-door-decisions",
        "early-help-before-referral",
        "significant-harm-response",
        "child-protection-numbers",
        "exploitation",
        "return-interviews",
        "private-fostering",
        "looked-after-plans",
        "reviews-and-challenge",
        "permanence",
        "foster-carers",
        "pathway-planning",
        "supervision-and-decisions",
        "quality-assurance",
        "telling-leaders",
        "assessments",
        "child-protection-plans",
        "child-in-need-plans",
        "care-proceedings",
        "looked-after-visits",
        "looked-after-health-education",
        "placements",
        "adoption",
        "care-leavers-contact",
        "care-leavers-homes-and-work",
        "disabled-children",
        "workforce-stability",
        "complaints",
        "data-quality",
    }
)
