"""The factors found at the end of an assessment."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.record.schema import Row, key, link, table, text


@table("assessment_factors", ssd="ssd_assessment_factors")
@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentFactor(Row):
    """The factors found at the end of an assessment."""

    assessment_factor_id: str = key("Stable key of the row", ssd="cinf_table_id")
    assessment_id: str | None = link(
        "assessments",
        "The assessment",
        ssd="cinf_assessment_id",
    )
    factors_json: str | None = text(
        "Factor codes found at the end of the assessment, as a JSON list",
        ssd="cinf_assessment_factors_json",
    )
    person_id: str | None = link("people", "The child", through="assessments.assessment_id")
