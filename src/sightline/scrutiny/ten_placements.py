"""How many children in care lived in three or more places in a year: counted once, for members and for the public.

Needs no Django. Placements recorded as temporary are left out: our own reading of the national measure Placement 1.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from sightline.inspection.standing.population import standing_on
from sightline.sources.extract import Extract

TEMPORARY = "T"  # how the codes of a temporary placement begin
THREE = 3  # places in a year
YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Moved:
    """Of ``looked_after`` children on a day, how many ``moved`` so often."""

    moved: int
    looked_after: int


def moved_often(extract: Extract, on: dt.date) -> Moved | None:
    """Of the children looked after on a day, who had lived in three places or more in the year to it.

    None where the source has no placements, which is not the same as nobody having moved.
    """
    if not {"cla_episodes", "cla_placements"} <= set(extract.supplied):
        return None
    looked_after = standing_on(extract.tables["cla_episodes"], "started_on", "ceased_on", on)["person_id"]
    here = pc.unique(looked_after.combine_chunks()).drop_null()
    rows = extract.tables["cla_placements"]
    day, year_before = pa.scalar(on, pa.date32()), pa.scalar(on - YEAR, pa.date32())
    in_the_year = pc.and_(
        pc.fill_null(pc.less_equal(rows["started_on"], day), False),
        pc.fill_null(pc.greater(rows["ended_on"], year_before), True),
    )
    lasting = pc.invert(pc.fill_null(pc.starts_with(rows["placement_type_code"].cast(pa.string()), TEMPORARY), False))
    theirs = rows.filter(pc.and_(pc.and_(in_the_year, lasting), pc.is_in(rows["person_id"], value_set=here)))
    lived = theirs.group_by("person_id").aggregate([("cla_placement_id", "count_distinct")])
    moved = pc.sum(pc.greater_equal(lived["cla_placement_id_count_distinct"], THREE)).as_py()
    return Moved(int(moved or 0), len(here))
