"""What each page shows, asked of the one record this process holds. Views fetch through here and nowhere else."""

from __future__ import annotations

from sightline.findings.queries.child import ChildPage, child_page
from sightline.findings.queries.enquiry import (
    FrontPage,
    LinePage,
    front_page,
    gravest_first,
    judgement,
    line_page,
    not_assessable,
    stood_out,
    stood_out_drawing,
    strong_standards,
    unknowns,
)
from sightline.findings.queries.loaded import HARM_ORDER, Loaded, held, hold
from sightline.findings.queries.other import OtherPage, other_page
from sightline.findings.queries.standards import Case, StandardPage, StandardRow, cases, catalogue, standard_page
from sightline.findings.queries.subjects import ChildRow, SubjectPage, children, subject_page
from sightline.findings.queries.teams import TeamPage, TeamRow, team_page, teams

__all__ = [
    "HARM_ORDER",
    "Case",
    "ChildPage",
    "ChildRow",
    "FrontPage",
    "LinePage",
    "Loaded",
    "OtherPage",
    "StandardPage",
    "StandardRow",
    "SubjectPage",
    "TeamPage",
    "TeamRow",
    "cases",
    "catalogue",
    "child_page",
    "children",
    "front_page",
    "gravest_first",
    "held",
    "hold",
    "judgement",
    "line_page",
    "not_assessable",
    "other_page",
    "standard_page",
    "stood_out",
    "stood_out_drawing",
    "strong_standards",
    "subject_page",
    "team_page",
    "teams",
    "unknowns",
]
