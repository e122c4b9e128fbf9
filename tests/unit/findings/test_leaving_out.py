"""People left out of an extract leave nothing behind, in whatever table it hangs."""

from __future__ import annotations

import datetime as dt

from sightline.findings.leaving_out import without
from sightline.record.schema import Row
from sightline.record.tables import TABLES
from sightline.record.tables.core_groups import CoreGroup
from sightline.record.tables.cp_plans import CpPlan
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.people import Person
from sightline.record.tables.professionals import Professional
from sightline.record.tables.strategy_attendances import StrategyAttendance
from sightline.record.tables.strategy_discussions import StrategyDiscussion
from sightline.sources.extract import Extract, from_rows

ON = dt.date(2016, 3, 1)


def extract_of_two() -> Extract:
    rows: list[Row] = [Professional(professional_id="W")]
    for key in ("A", "B"):
        rows += [
            Person(person_id=key),
            Involvement(involvement_id=f"I{key}", person_id=key, professional_id="W", started_on=ON),
            CpPlan(cp_plan_id=f"P{key}", person_id=key, started_on=ON),
            CoreGroup(core_group_id=f"G{key}", cp_plan_id=f"P{key}", held_on=ON),
            StrategyDiscussion(strategy_discussion_id=f"D{key}", person_id=key, held_on=ON),
            StrategyAttendance(strategy_attendance_id=f"S{key}", strategy_discussion_id=f"D{key}"),
        ]
    return from_rows(rows)


def test_nothing_of_them_or_hanging_on_theirs_is_left_and_everything_else_is() -> None:
    left = without(extract_of_two(), {"A"})
    whole = extract_of_two()
    for name, table in left.tables.items():
        keys = table[TABLES[name].key.name].to_pylist()
        assert keys == [each for each in whole.tables[name][TABLES[name].key.name].to_pylist() if "A" not in each], name
    assert left.tables["professionals"].num_rows == 1
    assert left.tables["strategy_attendances"].num_rows == 1


def test_leaving_nobody_out_changes_nothing() -> None:
    extract = extract_of_two()
    assert without(extract, ()) is extract
