"""The inspection end to end on a council written out row by row, with the plain engine."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest

from sightline.engines.reference import ReferenceEngine
from sightline.inspection.framework import load_framework
from sightline.inspection.standing.inspect import inspect
from sightline.inspection.standing.render_html import render_html
from sightline.inspection.standing.render_json import to_json
from sightline.inspection.standing.render_text import render_text
from sightline.inspection.standing.report import Inspection
from sightline.inspection.standing.rule import NOT_OFSTEDS, Grade, Status
from sightline.record.schema import Row
from sightline.record.tables.leadership_reports import LeadershipReport
from sightline.record.tables.private_fostering_arrangements import PrivateFosteringArrangement
from sightline.record.tables.private_fostering_visits import PrivateFosteringVisit
from sightline.sources.extract import Extract, Refusal, from_rows
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.standard import Harm, Standard
from tests.unit.inspection.standing.conftest import AS_AT, council

Standards = tuple[Standard, ...]


def inspected(extract: Extract, standards: Standards, framework: str = "sif-2013-2017") -> Inspection:
    return inspect(extract, AS_AT, load_framework(framework), ReferenceEngine(), standards)


def test_children_held_by_a_manager_and_unseen_are_named_counted_and_dated(
    failing: Extract, standards: Standards
) -> None:
    lines = {line.id: line for line in inspected(failing, standards).lines}
    held = lines["cases-held-by-managers"]
    assert held.finding == (
        "15 of 40 children with an allocated worker are held by someone in a management post, for more than ten "
        "working days, 15 of them among the 18 of the 0-25 team. It has stood out in the record since 17 January 2014."
    )
    assert held.serious
    assert held.standards[0].subjects == tuple(f"C{number:02}" for number in range(15))
    unseen = lines["children-not-seen"]
    assert unseen.finding.startswith("8 of 40 children with an open case have not been seen")
    assert unseen.first_stood_out == dt.date(2014, 9, 29)  # due 1 July 2014, and ninety days went by
    assert unseen.standards[0].longest_overdue_days == (AS_AT - dt.date(2014, 7, 1)).days


def test_a_serious_failure_is_inadequate_and_limits_the_overall_grade(failing: Extract, standards: Standards) -> None:
    found = inspected(failing, standards)
    grades = {each.id: each.indicative_grade for each in found.judgements}
    assert grades["help-and-protection"] is Grade.INADEQUATE
    assert found.overall is Grade.INADEQUATE
    assert "Inadequate in any key judgement" in found.overall_reasons[0]


def test_leaders_who_were_never_told_are_inadequate(failing: Extract, standards: Standards) -> None:
    reasons = next(each for each in inspected(failing, standards).judgements if each.id == "leadership").reasons
    assert reasons[0].startswith(
        "A serious weakness that leaders did not know about: children's cases held by managers"
    )
    assert "no report on it reached the director or members" in reasons[0]


def test_leaders_who_were_told_the_number_and_asked_are_not(standards: Standards) -> None:
    told = LeadershipReport(
        leadership_report_id="L1",
        told_on=dt.date(2016, 9, 1),
        tier="committee",
        topic="workforce",
        tells_unallocated=True,
        challenge_recorded=True,
    )
    found = inspected(from_rows([*council(held=15, unseen=8), told]), standards)
    grades = {each.id: each.indicative_grade for each in found.judgements}
    assert grades["help-and-protection"] is Grade.INADEQUATE
    assert grades["leadership"] is Grade.NOT_ASSESSABLE  # nothing of its own lines is in this record


def test_a_judgement_of_which_too_little_could_be_looked_at_is_never_good(sound: Extract, standards: Standards) -> None:
    found = inspected(sound, standards)
    assert {each.indicative_grade for each in found.judgements} == {Grade.NOT_ASSESSABLE}
    assert found.overall is Grade.NOT_ASSESSABLE


def test_an_empty_record_is_never_good(standards: Standards) -> None:
    found = inspected(from_rows([]), standards)
    assert {each.indicative_grade for each in found.judgements} == {Grade.NOT_ASSESSABLE}
    assert {line.status for line in found.lines} == {Status.NOT_ASSESSABLE}
    assert found.strengths == ()


def test_what_is_kept_is_a_strength_with_its_number(sound: Extract, standards: Standards) -> None:
    assert inspected(sound, standards).strengths == (
        "100% of 480 done in time: a child with an open case is seen by a social worker at least every six months.",
    )


def test_nothing_after_the_day_is_used(failing: Extract, standards: Standards) -> None:
    later = from_rows(
        [row for row in council(held=15, unseen=8) if getattr(row, "visited_on", AS_AT) <= AS_AT],
        source=failing.source,
    )
    assert to_json(inspected(later, standards))["judgements"] == to_json(inspected(failing, standards))["judgements"]
    assert inspected(later, standards).signals == inspected(failing, standards).signals


def test_the_latest_framework_has_no_headline_grade(failing: Extract, standards: Standards) -> None:
    found = inspected(failing, standards, "ilacs-2026-04")
    assert found.overall is None
    assert [each.indicative_grade for each in found.judgements][1] is Grade.INADEQUATE


def test_a_source_without_a_table_makes_its_standards_not_assessable(standards: Standards) -> None:
    rows = council(held=15, unseen=8)
    found = inspected(from_rows(rows, only=["cin_episodes", "cin_visits", "people", "teams"]), standards)
    (lacking,) = found.data_quality.not_assessable
    assert lacking.code == "wf-case-held-by-manager"
    assert "posts.is_management" in lacking.missing
    assert {line.id for line in found.lines if line.status is not Status.NOT_ASSESSABLE} == {"children-not-seen"}
    assert "Staff in post" not in found.population


def test_the_json_has_the_published_shape(failing: Extract, standards: Standards) -> None:
    published = json.loads(json.dumps(to_json(inspected(failing, standards))))
    assert set(published) == {
        "as_at", "known_at", "framework", "population", "judgements", "overall", "overall_reasons", "strengths",
        "data_quality",
    }  # fmt: skip
    judgement = published["judgements"][0]
    assert set(judgement) == {"id", "no", "name", "key", "indicative_grade", "reasons", "lines_of_enquiry"}
    line = judgement["lines_of_enquiry"][0]
    assert set(line) == {
        "id", "f_number", "title", "severity", "status", "serious", "since", "first_stood_out", "may_be_older",
        "finding", "headline", "standards",
    }  # fmt: skip
    assert (line["f_number"], line["severity"], line["since"]) == ("F1", "serious", "2014-01-17")
    held = line["standards"][0]
    words, sentence = held.pop("words"), held.pop("sentence")
    assert words.startswith("15 of ")
    assert sentence in {each.sentence for each in standards}
    assert held == {
        "code": "wf-case-held-by-manager", "harm": "safety", "subject_kind": "child", "due": 15, "met": 0,
        "breached_open": 15, "breached_late": 0, "not_yet_due": 0, "unknown": 0, "rate": 0.0, "standing": 15,
        "applies": 40, "status": "WEAK", "serious": True, "subjects": [f"C{number:02}" for number in range(15)],
    }  # fmt: skip


def test_the_text_fits_eighty_columns_and_says_it_is_not_ofsteds(failing: Extract, standards: Standards) -> None:
    text = render_text(inspected(failing, standards))
    assert max(map(len, text.splitlines())) <= 80
    assert " ".join(NOT_OFSTEDS.split()) in " ".join(text.split())
    assert "\x1b[" not in text
    assert "\x1b[31minadequate" in render_text(inspected(failing, standards), colour=True)


def test_the_html_asks_for_nothing_and_is_built_of_headings_and_tables(failing: Extract, standards: Standards) -> None:
    html = render_html(inspected(failing, standards))
    assert "<script" not in html
    assert "http://" not in html.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "https://" not in html
    assert html.count("<h1>") == 1
    assert html.count("<table>") == html.count("<caption>")
    assert html.count("<svg") == html.count("<desc") > 0
    assert "C14" in html


def test_the_html_escapes_what_the_record_says(standards: Standards) -> None:
    rows = council(held=15, unseen=8)
    evil = from_rows(rows, source="<script>alert(1)</script>")
    html = render_html(inspected(evil, standards))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("framework", ["sif-2013-2017", "ilacs-2018-2026-03", "ilacs-2026-04"])
def test_the_same_record_gives_the_same_report(failing: Extract, standards: Standards, framework: str) -> None:
    assert render_html(inspected(failing, standards, framework)) == render_html(
        inspected(failing, standards, framework)
    )


def private_fostering(kept: int, missed: int) -> list[Row]:
    """Forty children well seen, and as many private fostering arrangements, visited in time or not at all."""
    return [
        *council(held=0, unseen=0),
        *(
            PrivateFosteringArrangement(
                private_fostering_id=f"P{number}",
                person_id=f"C{number:02}",
                notified_on=dt.date(2016, 3, 1),
                started_on=dt.date(2016, 3, 1),
            )
            for number in range(kept + missed)
        ),
        *(
            PrivateFosteringVisit(
                private_fostering_visit_id=f"V{number}",
                private_fostering_id=f"P{number}",
                person_id=f"C{number:02}",
                visited_on=dt.date(2016, 3, 3),
            )
            for number in range(kept)
        ),
    ]


@pytest.mark.parametrize(("kept", "missed"), [(5, 3), (3, 2), (12, 4)])
def test_what_is_not_good_and_not_shown_to_be_weak_is_never_said_to_hold(kept: int, missed: int) -> None:
    found = inspected(from_rows(private_fostering(kept, missed)), (CATALOGUE["pf-initial-visit-7wd"],))
    (line,) = (each for each in found.lines if each.id == "private-fostering")
    assert line.status is Status.TOO_FEW_TO_TELL
    assert "Holds" not in line.finding
    assert line.finding.startswith(f"Too few to tell: {kept} of {kept + missed} done in time: ")
    assert line.severity == "too few to tell"
    assert "TOO FEW TO TELL" in render_text(found)


def test_too_few_to_tell_is_no_reason_to_pass_over_a_child_who_may_be_unsafe() -> None:
    safety = dataclasses.replace(CATALOGUE["pf-initial-visit-7wd"], harm=Harm.SAFETY)
    found = inspected(from_rows(private_fostering(5, 3)), (safety,))
    (line,) = (each for each in found.lines if each.id == "private-fostering")
    assert "Few, but each is a child to look at now: 3 of 8 private fostering arrangements" in line.finding


def test_a_finding_leads_with_its_gravest_weakness_and_counts_the_rest(standards: Standards) -> None:
    both = tuple(dataclasses.replace(each, lines=("children-not-seen",)) for each in standards)
    found = inspected(from_rows(council(held=15, unseen=8)), both)
    (line,) = (each for each in found.lines if each.id == "children-not-seen")
    assert line.headline.startswith("15 of 40 children with an allocated worker are held by someone")
    assert line.headline.endswith(" And 1 more weakness.")
    assert "18 of the 0-25 team. 8 of 40 children with an open case have not been seen" in line.finding


def test_a_day_that_the_record_does_not_reach_is_told_and_nothing_is_indicated(
    failing: Extract, standards: Standards
) -> None:
    sif = load_framework("sif-2013-2017")
    newest = dt.date(2017, 12, 5)  # the last visit
    within = inspect(failing, newest + dt.timedelta(days=92), sif, ReferenceEngine(), standards)
    assert within.overall is Grade.INADEQUATE
    assert within.data_quality.newest_row_on == newest
    beyond = inspect(failing, newest + dt.timedelta(days=93), sif, ReferenceEngine(), standards)
    assert {each.indicative_grade for each in beyond.judgements} == {Grade.NOT_ASSESSABLE}
    assert beyond.overall is Grade.NOT_ASSESSABLE
    (note,) = beyond.data_quality.notes
    assert note.startswith(
        "Nothing is indicated on 8 March 2018: the newest row of this source is of 5 December 2017, 93"
    )
    assert note in " ".join(render_text(beyond).split())
    assert note in render_html(beyond)
    assert to_json(beyond)["data_quality"]["newest_row_on"] == "2017-12-05"


def test_nothing_is_indicated_after_the_last_year_whose_holidays_are_known(
    failing: Extract, standards: Standards
) -> None:
    far = inspect(failing, dt.date(2100, 1, 1), load_framework("ilacs-2026-04"), ReferenceEngine(), standards)
    assert {each.indicative_grade for each in far.judgements} == {Grade.NOT_ASSESSABLE}
    assert "bank holidays are known to the end of 2040" in far.data_quality.notes[0]


def test_a_source_without_a_row_is_said_to_be_empty(standards: Standards) -> None:
    found = inspected(from_rows([]), standards)
    assert found.data_quality.notes[0].startswith("No row was read: the source is empty")
    assert "No row was read" in render_text(found)
    assert inspected(from_rows(council(held=0, unseen=0)), standards).data_quality.notes == ()


def test_what_was_refused_is_told_with_its_file_line_column_and_reason(sound: Extract, standards: Standards) -> None:
    refusals = tuple(Refusal("a.csv", line, "pers_dob", "not a date", kept_row=True) for line in (9, 2, *range(20, 31)))
    found = inspected(dataclasses.replace(sound, refusals=refusals, refused_total=13), standards)
    (refused,) = to_json(found)["data_quality"]["refusals"]
    assert refused["lines"] == [2, 9, *range(20, 31)]
    assert (refused["file"], refused["column"], refused["count"]) == ("a.csv", "pers_dob", 13)
    said = "a.csv, pers_dob, lines 2, 9, 20, 21, 22 and 8 more: not a date"
    assert said in " ".join(render_text(found).split())
    assert "lines 2, 9, 20, 21, 22 and 8 more" in render_html(found)


def test_the_time_as_known_is_said_without_a_padded_day(failing: Extract, standards: Standards) -> None:
    known = dt.datetime(2016, 12, 1, 9, 5)  # noqa: DTZ001 - as given on the command line, the time in England
    found = dataclasses.replace(inspected(failing, standards), known_at=known)
    assert "As known at 1 December 2016, 09:05." in render_text(found)
    assert "As known at 1 December 2016, 09:05." in render_html(found)
