"""What is due: overdue first and gravest, soon, and what was late even after it was done."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sightline.casework.queries.child.answers import PLAIN, what_would_answer
from sightline.casework.queries.child.due import Due, due_to
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.nodes import Judgement
from sightline.standards.obligations import Obligation, SubjectKind

AS_AT = dt.date(2016, 11, 14)
VISIT, SUPERVISION = "child-seen-6m", "mgt-decision-rationale"
SEEN = CATALOGUE[VISIT]


def owed(standard: str, due: str, done: str | None = None, ended: str | None = None) -> Obligation:
    """An obligation to the child, begun well before it fell due."""
    day = dt.date.fromisoformat(due)
    return Obligation(
        standard,
        SubjectKind.CHILD,
        "C1",
        f"{standard} {due}",
        day - dt.timedelta(days=30),
        day,
        dt.date.fromisoformat(done) if done else None,
        dt.date.fromisoformat(ended) if ended else None,
    )


def due(*obligations: Obligation) -> Due:
    return due_to("C1", obligations, AS_AT, standards=CATALOGUE.values())


def test_nothing_owed_is_nothing_due() -> None:
    found = due()
    assert (found.overdue, found.soon, found.was_late, found.later) == ((), (), (), 0)


def test_the_longest_overdue_stands_first_in_its_standard() -> None:
    found = due(owed(VISIT, "2016-11-10"), owed(VISIT, "2016-05-14"))
    assert [each.days for each in found.overdue[0].duties] == [184, 4]
    assert found.overdue_count == 2
    assert found.overdue[0].longest.why.startswith("Due 14 May 2016")


def test_overdue_begins_the_day_after_it_fell_due() -> None:
    found = due(owed(VISIT, "2016-11-14"))
    assert found.overdue == ()
    assert [each.standard.code for each in found.soon] == [VISIT]


def test_soon_is_a_fortnight_and_the_rest_is_counted() -> None:
    found = due(owed(VISIT, "2016-11-28"), owed(VISIT, "2016-11-29"))
    assert len(found.soon[0].duties) == 1
    assert found.later == 1


def test_what_has_lapsed_is_not_coming() -> None:
    found = due(owed(VISIT, "2016-11-20", ended="2016-11-14"))
    assert (found.soon, found.later) == ((), 0)


def test_what_was_done_late_stays_for_a_year() -> None:
    found = due(owed(VISIT, "2015-10-01", done="2015-11-16"), owed(VISIT, "2015-09-01", done="2015-11-15"))
    assert [each.obligation.done_on for each in found.was_late[0].duties] == [dt.date(2015, 11, 16)]
    assert found.was_late[0].longest.days == 46
    assert found.overdue == ()


def test_what_lapsed_undone_was_late_and_is_not_overdue() -> None:
    found = due(owed(VISIT, "2016-10-01", ended="2016-10-05"))
    assert (len(found.was_late), found.overdue) == (1, ())


def test_what_was_done_in_time_is_nowhere() -> None:
    found = due(owed(VISIT, "2016-10-01", done="2016-10-01"))
    assert (found.was_late, found.overdue, found.soon) == ((), (), ())


def test_what_was_written_wrongly_is_not_met_rather_than_overdue() -> None:
    found = due(owed(SUPERVISION, "2016-10-01"))
    assert found.overdue == ()
    assert [each.standard.code for each in found.not_met] == [SUPERVISION]


def test_without_a_date_the_record_cannot_tell() -> None:
    found = due(replace(owed(VISIT, "2016-10-01"), due=None))
    assert [each.standard.code for each in found.unknown] == [VISIT]


def test_an_obligation_of_a_standard_no_longer_held_is_left_out() -> None:
    assert due(owed("no-such-standard", "2016-10-01")).overdue == ()


def test_four_alike_are_counted_and_three_explained() -> None:
    asked = due(*(owed(VISIT, f"2016-0{month}-01") for month in (2, 3, 4, 5))).overdue[0]
    assert (len(asked.explained), asked.unexplained) == (3, 1)


def test_every_standard_owed_to_a_child_says_what_answers_it_or_nothing() -> None:
    answers = [what_would_answer(each) for each in CATALOGUE.values()]
    assert all(each == "" or (each.startswith("Answered ") and each.endswith(".")) for each in answers)
    assert sum(each != "" for each in answers) > len(answers) // 2
    assert what_would_answer(SEEN).startswith("Answered by a visit under a child in need plan")


def test_the_plain_answers_are_of_standards_there_are() -> None:
    assert set(PLAIN) <= set(CATALOGUE)


def test_what_is_judged_by_a_person_has_no_answer() -> None:
    assert what_would_answer(replace(SEEN, node=Judgement("Is the plan good?"))) == ""
