"""Record to workbook to record: nothing is lost that the lists can hold, and nothing is found that is not there."""

from __future__ import annotations

from typing import Any

import pytest

from sightline.engines.duckdb import DuckDBEngine
from sightline.inspection.standing.owed import verdicts_on
from sightline.sources import annex_a
from sightline.sources.annex_a import Lists, specification
from sightline.sources.extract import Extract
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.needs import missing_columns
from sightline.standards.nodes import Judgement
from sightline.standards.standard import Standard
from tests.unit.sources.annex_a.conftest import DAY, Written

LISTS = sorted(specification().lists)


def carried(lists: Lists, number: int) -> list[tuple[Any, ...]]:
    """The rows of a list, of the columns that reading it puts into the record, in any order."""
    columns = [each.key for each in specification().lists[number].columns if each.is_carried]
    table = lists.tables[number].select(columns)
    return sorted((tuple(each.values()) for each in table.to_pylist()), key=repr)


@pytest.mark.parametrize("number", LISTS)
def test_a_workbook_read_is_the_lists_that_were_written(written: Written, number: int) -> None:
    read = annex_a.read_workbook(written.path)
    assert read.lists.tables[number].equals(written.lists.tables[number])
    assert (read.refused_total, read.notes) == (0, ())


@pytest.mark.parametrize("number", LISTS)
def test_the_record_of_a_workbook_gives_the_same_lists_again(written: Written, number: int) -> None:
    again = annex_a.derive(written.again, DAY)
    assert carried(again, number) == carried(written.lists, number)
    assert written.lists.tables[number].num_rows > 0 or number == 11


def test_every_column_is_carried_that_is_not_worked_out_from_others() -> None:
    worked_out = {
        each.key
        for annex_list in specification().lists.values()
        for each in annex_list.columns
        if not each.is_carried and each.reads
    }
    assert worked_out == {
        *("age", "earlier_referrals", "earlier_enquiries", "earlier_conferences", "status", "earlier_plans"),
        *("had_emergency_protection", "is_later_period", "placements", "missing_episodes", "absent_episodes"),
        *("interview_offered", "interview_accepted"),
    }


def assessable(extract: Extract) -> list[Standard]:
    return [
        each
        for each in CATALOGUE.values()
        if not isinstance(each.node, Judgement) and not missing_columns(each, extract.supplied)
    ]


def test_a_workbook_never_says_of_a_child_what_the_whole_record_does_not(written: Written) -> None:
    """The lists hold the newest visit and the last months alone. What they cannot tell is not assessable: a standard
    that is gives each obligation it finds the verdict that the whole record gives it."""
    standards = assessable(written.again)
    assert len(standards) >= 10
    engine = DuckDBEngine()
    whole: dict[tuple[Any, ...], set[str]] = {}
    for row in verdicts_on(written.record, engine, standards, DAY).to_pylist():
        whole.setdefault((row["standard"], row["subject"], row["since"]), set()).add(row["verdict"])
    otherwise, compared = set(), 0
    for row in verdicts_on(written.again, engine, standards, DAY).to_pylist():
        of_record = whole.get((row["standard"], row["subject"], row["since"]), set())
        compared += 1
        if row["verdict"] not in of_record and row["verdict"] != "unknown":
            otherwise.add((row["standard"], row["verdict"]))
    assert compared > 100
    # the list has no code for a care leaver who stays with their carers (E17), so its workbook does lack the reason
    assert otherwise <= {("cla-cease-reason", "breached")}


def test_names_of_workers_and_teams_are_in_no_key(written: Written) -> None:
    again = written.again
    names = set(again.tables["professionals"].column("name").to_pylist())
    keys = again.tables["professionals"].column("professional_id").to_pylist()
    assert len(keys) == len(names) > 3
    assert all(key.startswith("worker-") and len(key) == len("worker-") + 16 for key in keys)
    held = set(again.tables["involvements"].column("professional_id").to_pylist()) - {None}
    assert held <= set(keys)


def test_reading_the_same_workbook_twice_gives_the_same_keys(written: Written) -> None:
    twice = annex_a.read(written.path)
    for name, table in written.again.tables.items():
        assert twice.tables[name].equals(table), name
