"""The catalogue: every standard Sightline ships, by code, checked against the record's tables and code sets.

One module an area of work, data and no functions. ``harm`` is argued in each module: *safety* is kept for a child who
may be in danger if the standard is missed (unseen, without a worker, a known danger not acted on); *experience* for a
child who waits or drifts; *process* for a step that protects practice; *data* for a record that cannot be trusted.
Where no national limit exists the limit is a local-policy default, and its note says so.
"""

from __future__ import annotations

from collections.abc import Mapping

from sightline.standards.catalogue import (
    assessment,
    care_leavers,
    care_planning,
    care_visits,
    child_in_need,
    child_protection,
    court,
    data_quality,
    disability,
    exploitation,
    front_door,
    health_education,
    leadership,
    missing_children,
    permanence,
    placement_limits,
    placements,
    private_fostering,
    protection_plans,
    workforce,
)
from sightline.standards.checks import by_code
from sightline.standards.lines import LINES
from sightline.standards.standard import Standard

CATALOGUE: Mapping[str, Standard] = by_code(
    (
        *front_door.STANDARDS,
        *assessment.STANDARDS,
        *child_in_need.STANDARDS,
        *child_protection.STANDARDS,
        *protection_plans.STANDARDS,
        *court.STANDARDS,
        *care_planning.STANDARDS,
        *care_visits.STANDARDS,
        *placements.STANDARDS,
        *placement_limits.STANDARDS,
        *health_education.STANDARDS,
        *private_fostering.STANDARDS,
        *permanence.STANDARDS,
        *care_leavers.STANDARDS,
        *disability.STANDARDS,
        *exploitation.STANDARDS,
        *missing_children.STANDARDS,
        *workforce.STANDARDS,
        *leadership.STANDARDS,
        *data_quality.STANDARDS,
    )
)

__all__ = ["CATALOGUE", "LINES"]
