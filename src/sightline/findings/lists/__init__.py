"""The site's lists: which filters, which orders, and which cells each has as a CSV."""

from __future__ import annotations

from sightline.findings.lists.people import (
    CHILD_COLUMNS,
    TEAM_COLUMNS,
    child_cells,
    children,
    team_cells,
    teams,
)
from sightline.findings.lists.standards import (
    CASE_COLUMNS,
    STANDARD_COLUMNS,
    case_cells,
    cases,
    standard_cells,
    standards,
)

__all__ = [
    "CASE_COLUMNS",
    "CHILD_COLUMNS",
    "STANDARD_COLUMNS",
    "TEAM_COLUMNS",
    "case_cells",
    "cases",
    "child_cells",
    "children",
    "standard_cells",
    "standards",
    "team_cells",
    "teams",
]
