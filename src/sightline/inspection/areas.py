"""What inspections grade, across every framework: so that a history reads across a change of framework.

An area is stored by its own id; a column of the history holds the areas that ask the same question under different
names. What one framework graded together and another apart is told by the area's own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sightline.inspection.framework import framework_ids, load_framework

AREAS: Mapping[str, str] = MappingProxyType(
    {
        "overall": "Overall effectiveness",
        "help-and-protection": "Children who need help and protection",
        "looked-after": "Children looked after and achieving permanence",
        "children-in-care": "Children in care",
        "adoption": "Adoption performance",
        "care-leavers": "Care leavers",
        "leadership": "Leadership, management and governance",
        "impact-of-leaders": "Impact of leaders on social work practice",
        "safeguarding-board": "Local Safeguarding Children Board",
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the history: its heading and the areas it holds, of which a framework has one."""

    heading: str
    areas: tuple[str, ...]

    def of(self, grades: Mapping[str, str]) -> str:
        """The grade an inspection gave in this column; "" for none."""
        return next((grades[area] for area in self.areas if area in grades), "")


COLUMNS = (
    Column("Overall", ("overall",)),
    Column("Help and protection", ("help-and-protection",)),
    Column("In care", ("children-in-care", "looked-after")),
    Column("Care leavers", ("care-leavers",)),
    Column("Adoption", ("adoption",)),
    Column("Leaders", ("impact-of-leaders", "leadership")),
    Column("Safeguarding board", ("safeguarding-board",)),
)

GRADES: Mapping[str, str] = MappingProxyType(
    {
        "outstanding": "Outstanding",
        "good": "Good",
        "requires improvement": "Requires improvement",
        "adequate": "Adequate (before 2013)",
        "inadequate": "Inadequate",
    }
)
BEFORE_2013 = "before-2013"
BEFORE_2013_AREAS = ("overall", "help-and-protection", "looked-after", "leadership")


@cache
def frameworks() -> Mapping[str, str]:
    """The frameworks an inspection may be recorded under, the newest first: its id and how it reads."""
    shipped = [load_framework(each) for each in framework_ids(None)]
    shipped.sort(key=lambda each: (each.used_from is None, -(each.used_from.toordinal() if each.used_from else 0)))
    names = {each.id: f"{each.name} ({each.status})" for each in shipped}
    return MappingProxyType({**names, BEFORE_2013: "A framework before 2013"})


@cache
def graded_by(framework_id: str) -> tuple[str, ...]:
    """The areas a framework grades, the overall grade first; none of a visit's. () for one we do not hold.

    Before 2013 areas had other names; those that ask the same question are offered.
    """
    if framework_id == BEFORE_2013:
        return BEFORE_2013_AREAS
    if framework_id not in framework_ids(None):
        return ()
    framework = load_framework(framework_id)
    if not framework.is_graded:
        return ()
    overall = ("overall",) if framework.overall else ()
    return (*overall, *(each.id for each in framework.areas))
