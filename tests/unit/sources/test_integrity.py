"""Keys and links across rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sightline.record.schema import Row
from sightline.record.tables import (
    TABLES,
    EhcpAssessment,
    EhcpNamedPlan,
    EhcpRequest,
    Person,
    SendRecord,
)
from sightline.sources.extract import Refusal, from_rows
from sightline.sources.integrity import (
    CONFLICT,
    NO_KEY,
    Settled,
    complete_links,
    report_dangling,
    settle_keys,
)
from sightline.sources.refusals import KEPT_IN_DETAIL, RefusalLog

DAY = dt.date(2016, 11, 14)


def locate(rows: Sequence[int]) -> list[tuple[str, int]]:
    return [("people.csv", row + 2) for row in rows]


def settle(rows: Sequence[Row], log: RefusalLog) -> Settled:
    return settle_keys(TABLES["people"], from_rows(rows).tables["people"], locate, log)


def people(settled: Settled) -> list[tuple[str, str | None]]:
    return [(row["person_id"], row["forename"]) for row in settled.rows.to_pylist()]


def test_rows_that_repeat_each_other_word_for_word_collapse_without_a_refusal() -> None:
    log = RefusalLog()
    row = Person(person_id="1", forename="Ada", born_on=DAY)
    settled = settle([row, Person(person_id="2"), row, row], log)
    assert people(settled) == [("1", "Ada"), ("2", None)]
    assert settled.collapsed.tolist() == [2, 3]
    assert log.total == 0


def test_of_rows_that_differ_the_first_is_kept_and_the_others_are_reported() -> None:
    log = RefusalLog()
    rows = [Person(person_id="1", forename="Ada"), Person(person_id="1"), Person(person_id="1", forename="Ada")]
    settled = settle(rows, log)
    assert people(settled) == [("1", "Ada")]
    assert log.sorted() == (Refusal("people.csv", 3, "person_id", CONFLICT),)
    assert settled.collapsed.tolist() == [2]
    assert list(settled.locate([0])) == [("people.csv", 2)]


def test_a_row_without_a_key_is_refused_and_places_still_hold() -> None:
    log = RefusalLog()
    rows = from_rows([Person(person_id="x"), Person(person_id="1"), Person(person_id="1", forename="B")])
    table = rows.tables["people"]
    nameless = table.set_column(0, "person_id", [[None, "1", "1"]]).cast(table.schema)
    settled = settle_keys(TABLES["people"], nameless, locate, log)
    assert people(settled) == [("1", None)]
    assert [(each.line, each.reason) for each in log.sorted()] == [(2, NO_KEY), (4, CONFLICT)]
    assert list(settled.locate([0])) == [("people.csv", 3)]


def test_only_the_first_of_many_refusals_are_kept_in_detail_and_all_are_counted() -> None:
    log = RefusalLog()
    log.add_rows(locate, range(1000), "born_on", "wrong", kept_row=True)
    log.add_rows(locate, [], "born_on", "wrong", kept_row=True)
    assert log.total == 1000
    assert len(log.sorted()) == KEPT_IN_DETAIL


def test_a_link_to_a_row_that_is_not_there_is_reported_and_kept() -> None:
    log = RefusalLog()
    extract = from_rows([Person(person_id="1"), SendRecord(send_record_id="s", person_id="gone")])
    supplied = {"people": frozenset({"person_id"}), "send_records": frozenset({"send_record_id", "person_id"})}
    tables = {name: extract.tables[name] for name in supplied}
    report_dangling(tables, supplied, dict.fromkeys(supplied, locate), log)
    assert log.sorted() == (Refusal("people.csv", 2, "person_id", "no row of people has this key", kept_row=True),)
    quiet = RefusalLog()
    del tables["people"]
    report_dangling(tables, supplied, dict.fromkeys(supplied, locate), quiet)
    assert quiet.total == 0, "a table that the source does not hold dangles nothing"


def test_a_child_is_found_through_as_many_tables_as_it_takes() -> None:
    extract = from_rows(
        [
            SendRecord(send_record_id="s", person_id="ada"),
            EhcpRequest(ehcp_request_id="r", send_record_id="s"),
            EhcpAssessment(ehcp_assessment_id="a", ehcp_request_id="r"),
            EhcpNamedPlan(named_plan_id="n", ehcp_assessment_id="a"),
            EhcpNamedPlan(named_plan_id="m", ehcp_assessment_id="gone"),
            EhcpNamedPlan(named_plan_id="o", ehcp_assessment_id="a", person_id="bob"),
        ]
    )
    names = ("send_records", "ehcp_requests", "ehcp_assessments", "ehcp_named_plans")
    tables = {name: extract.tables[name] for name in names}
    supplied = {name: extract.supplied[name] - ({"person_id"} if name != "send_records" else set()) for name in names}
    filled, known = complete_links(tables, supplied)
    assert filled["ehcp_named_plans"].column("person_id").to_pylist() == ["ada", None, "bob"]
    assert all("person_id" in known[name] for name in names)
    _, unknown = complete_links(tables, {**supplied, "ehcp_requests": frozenset({"ehcp_request_id"})})
    assert "person_id" not in unknown["ehcp_named_plans"]
