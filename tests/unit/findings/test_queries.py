"""What the pages are given: the same figures as the inspection, and the people as they were placed on the day."""

from __future__ import annotations

import datetime as dt

from sightline.findings import queries
from sightline.findings.lists import cases, children, standards
from sightline.findings.people import people_on
from sightline.findings.queries import Loaded
from sightline.findings.standing import State
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.people import Person
from sightline.record.tables.teams import Team
from sightline.sources.extract import from_rows
from sightline.standards.obligations import SubjectKind
from tests.support import site


def test_figures_in_breach_are_those_of_the_inspection(loaded: Loaded) -> None:
    compared = 0
    for row in queries.catalogue(loaded):
        if row.finding is not None and row.counts is not None:
            assert row.counts.in_breach == row.finding.breached_open, row.standard.code
            compared += bool(row.finding.breached_open)
    assert compared >= 5


def test_a_standard_the_source_cannot_answer_has_no_counts(loaded: Loaded) -> None:
    lacking = [row for row in queries.catalogue(loaded) if row.counts is None]
    assert lacking
    for row in lacking:
        assert all(column.startswith("sdq_scores.") for column in row.missing)


def test_the_front_page_has_the_gravest_first(loaded: Loaded) -> None:
    found = queries.front_page(loaded).standing_out
    assert [line.id for line in found][:2] == ["cases-held-by-managers", "children-not-seen"]
    assert [line.serious for line in found] == sorted((line.serious for line in found), reverse=True)


def test_months_end_on_the_day_and_agree_with_the_list(loaded: Loaded) -> None:
    page = queries.standard_page(loaded, "child-seen-6m")
    assert page is not None
    assert page.months[-1].ends_on == site.AS_AT
    listed = cases(loaded, loaded.standards["child-seen-6m"], {"state": "overdue"})
    assert page.months[-1].in_breach == len({row.obligation.subject for row in listed.all_rows})
    assert "<svg" in page.rate_drawing
    assert page.overdue_drawing.startswith("<svg")


def test_cases_are_led_by_the_longest_overdue(loaded: Loaded) -> None:
    rows = cases(loaded, loaded.standards["child-seen-6m"], {}).all_rows
    first = rows[0]
    assert first.state is State.OVERDUE
    assert first.obligation.subject == site.UNSEEN
    assert first.days == max(row.days or 0 for row in rows)
    assert (first.team_name, first.worker) == ("0-25 Team", "Mel Manager")


def test_a_childs_page_says_what_is_overdue_and_why(loaded: Loaded) -> None:
    page = queries.subject_page(loaded, SubjectKind.CHILD, site.UNSEEN)
    assert page is not None
    codes = [each.standard.code for each in page.overdue]
    assert "child-seen-6m" in codes
    unseen = page.overdue[codes.index("child-seen-6m")]
    assert unseen.obligation.due == dt.date(2014, 8, 5)
    assert "5 August 2014" in unseen.why
    child = queries.child_page(loaded, page, {})
    assert child.worker_is_manager
    assert [each.words for each in child.statuses] == ["Case open"]
    assert child.years[0].year >= child.years[-1].year


def test_the_timeline_leaves_out_routine_unless_asked(loaded: Loaded) -> None:
    page = queries.subject_page(loaded, SubjectKind.CHILD, site.AWKWARD_CHILD)
    assert page is not None
    key, everything = (
        [entry for year in queries.child_page(loaded, page, {"show": show}).years for entry in year.entries]
        for show in ("key", "all")
    )
    assert not any("visit" in entry.words for entry in key if entry.state is None)
    assert sum("Child in need visit" in entry.words for entry in everything) == 11
    assert any(entry.state is State.MET for entry in everything)


def test_a_missing_date_is_cannot_tell_and_never_met(loaded: Loaded) -> None:
    page = queries.subject_page(loaded, SubjectKind.CHILD, site.UNTELLABLE)
    assert page is not None
    assert page.unknown
    seen = [each for each in page.everything if each.standard.code == "child-seen-6m"]
    assert [each.state for each in seen] == [State.UNKNOWN, State.UNKNOWN]


def test_a_subject_the_record_does_not_know_has_no_page(loaded: Loaded) -> None:
    assert queries.subject_page(loaded, SubjectKind.CHILD, "nobody") is None
    assert queries.subject_page(loaded, SubjectKind.WORKER, site.UNSEEN) is None


def test_a_team_carries_its_children_and_staff(loaded: Loaded) -> None:
    page = queries.team_page(loaded, "T1")
    assert page is not None
    assert page.row.children == site.OTHERS + 2
    assert page.row.children_overdue == site.OTHERS + 2
    manager = next(each for each in page.workers if each.worker.key == site.MANAGER)
    assert (manager.worker.is_manager, manager.children) == (True, site.OTHERS + 1)
    assert len(page.gravest) == 25
    assert queries.team_page(loaded, "no such team") is None


def test_children_are_found_by_name_and_by_team(loaded: Loaded) -> None:
    assert [row.child.key for row in children(loaded, {"q": "ada"}).all_rows] == [site.UNSEEN]
    assert [row.child.key for row in children(loaded, {"team": site.AWKWARD_TEAM}).all_rows] == [site.AWKWARD_CHILD]
    assert children(loaded, {"stands": "no-worker"}).total > 0


def test_the_catalogue_can_be_narrowed(loaded: Loaded) -> None:
    everything = standards(loaded, {})
    assert everything.total == len(loaded.standards)
    for asked in ({"area": "front-door"}, {"force": "law"}, {"line": "children-not-seen"}, {"harm": "safety"}):
        assert 0 < standards(loaded, asked).total < everything.total
    assert standards(loaded, {"stands": "not-assessable"}).total == len(loaded.not_assessable)


def test_a_worker_allocated_only_later_is_not_the_childs_worker_yet() -> None:
    rows = [
        Person(person_id="1"),
        Team(team_id="T", name="A team"),
        Involvement(
            involvement_id="a", person_id="1", professional_id="W", role="ALLOCATED", team_id="T",
            started_on=dt.date(2016, 3, 1), ended_on=dt.date(2016, 4, 1),
        ),
    ]  # fmt: skip
    extract = from_rows(rows)
    workers = [people_on(extract, day).children["1"].worker for day in (dt.date(2016, 2, 29), dt.date(2016, 3, 1))]
    assert workers == [None, "W"]
    assert people_on(extract, dt.date(2016, 4, 1)).children["1"].worker is None


def test_a_line_first_stood_out_no_later_than_it_has_stood_out_since(loaded: Loaded) -> None:
    found = queries.stood_out(loaded)
    assert [each.on for each in found] == sorted(each.on for each in found)
    for each in found:
        assert each.line.since is None or each.on <= each.line.since
        assert each.days == (site.AS_AT - each.on).days
    assert queries.stood_out_drawing(loaded, found).startswith("<svg")
    assert queries.stood_out_drawing(loaded, []) == ""


def test_the_gravest_duty_shown_is_the_longest_of_the_worst_harm(loaded: Loaded) -> None:
    row = next(each for each in queries.children(loaded) if each.child.key == site.UNSEEN)
    assert row.worst is not None
    assert row.worst.code == "wf-case-held-by-manager"
    assert row.worst_days == row.longest
