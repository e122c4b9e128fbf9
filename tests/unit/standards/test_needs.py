"""What a standard reads, and whether a source can supply it."""

from __future__ import annotations

from sightline.record.tables import TABLES
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.needs import clock_tables, columns_read, missing_columns, tables_read
from sightline.standards.nodes import AnyOf, Events, Judgement, Spans, Throughout, Within, before, days

EVERYTHING = {name: frozenset(column.name for column in table.columns) for name, table in TABLES.items()}


def test_a_standard_reads_dates_conditions_keys_subject_and_what_joins_them() -> None:
    standard = CATALOGUE["cp-threshold-leads-to-s47"]
    assert columns_read(standard.node, standard.subject) == {
        ("strategy_discussions", "held_on"),
        ("strategy_discussions", "threshold_met"),
        ("strategy_discussions", "person_id"),
        ("strategy_discussions", "strategy_discussion_id"),
        ("s47_enquiries", "started_on"),
        ("s47_enquiries", "person_id"),
    }


def test_age_needs_the_birth_date() -> None:
    assert ("people", "born_on") in columns_read(CATALOGUE["cp-visit-frequency"].node)


def test_a_state_that_holds_only_while_another_does_needs_both_and_what_joins_them() -> None:
    read = columns_read(CATALOGUE["wf-case-held-by-manager"].node)
    assert {("involvements", "professional_id"), ("posts", "professional_id"), ("posts", "is_management")} <= read


def test_a_link_needs_the_column_in_both_tables() -> None:
    read = columns_read(CATALOGUE["mis-rhi-72h"].node)
    assert {("missing_episodes", "missing_episode_id"), ("return_interviews", "is_declined")} <= read


def test_until_and_the_other_date_of_a_comparison_are_read() -> None:
    events = Events("cp_plans", "started_on", where=(before("started_on", "ended_on"),), until="ended_on")
    assert ("cp_plans", "ended_on") in columns_read(Within(events, Events("cp_visits", "visited_on"), days(1)))


def test_a_judgement_reads_nothing() -> None:
    assert columns_read(Judgement("Is it good?")) == frozenset()


def test_a_source_with_everything_lacks_nothing() -> None:
    assert [each.code for each in CATALOGUE.values() if missing_columns(each, EVERYTHING)] == []


def test_one_missing_column_makes_a_standard_not_assessable() -> None:
    source = {**EVERYTHING, "strategy_discussions": EVERYTHING["strategy_discussions"] - {"threshold_met"}}
    lacking = missing_columns(CATALOGUE["cp-threshold-leads-to-s47"], source)
    assert lacking == (("strategy_discussions", "threshold_met"),)
    assert missing_columns(CATALOGUE["cp-icpc-15wd"], source) == ()


def test_a_missing_branch_of_what_stops_the_clock_makes_it_not_assessable() -> None:
    source = {name: columns for name, columns in EVERYTHING.items() if name != "cla_visits"}
    lacking = missing_columns(CATALOGUE["child-seen-6m"], source)
    assert {table for table, _ in lacking} == {"cla_visits"}


def test_a_missing_branch_of_what_starts_the_clock_makes_it_not_assessable() -> None:
    source = {name: columns for name, columns in EVERYTHING.items() if name != "significant_events"}
    lacking = missing_columns(CATALOGUE["cla-plan-follows-change"], source)
    assert {table for table, _ in lacking} == {"significant_events"}


def test_the_tables_whose_rows_start_the_clock() -> None:
    either = AnyOf((Events("cp_visits", "visited_on"), Events("cin_visits", "visited_on")))
    assert clock_tables(Within(either, Events("cp_visits", "visited_on"), days(1))) == ("cp_visits", "cin_visits")
    held = Throughout(Spans("cp_plans", "started_on", "ended_on"), Spans("councils", "started_on", None), days(0))
    assert clock_tables(held) == ("councils",)
    assert clock_tables(Judgement("Is it good?")) == ()


def test_the_tables_a_standard_reads() -> None:
    assert tables_read(CATALOGUE["cp-icpc-15wd"]) == {"s47_enquiries", "initial_cp_conferences"}
