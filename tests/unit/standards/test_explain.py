"""A verdict as its reasons, with the dates they rest on."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.standards.catalogue import CATALOGUE
from sightline.standards.explain import explain
from sightline.standards.nodes import working_days
from sightline.standards.obligations import Obligation, SubjectKind

MONDAY = dt.date(2016, 2, 22)
DUE = dt.date(2016, 3, 14)
AS_AT = dt.date(2016, 5, 31)


def owed(
    code: str,
    since: dt.date | None = MONDAY,
    due: dt.date | None = DUE,
    done_on: dt.date | None = None,
    ended_on: dt.date | None = None,
) -> Obligation:
    return Obligation(code, SubjectKind.CHILD, "child", "row", since, due, done_on, ended_on)


def test_late_is_counted_in_the_limit_s_own_days() -> None:
    late = owed("cp-icpc-15wd", done_on=dt.date(2016, 3, 21))
    assert explain(CATALOGUE["cp-icpc-15wd"], late, AS_AT) == (
        "Due 14 March 2016, 15 working days after 22 February 2016;"
        " an initial conference on 21 March 2016, five working days late."
    )


def test_the_weekend_after_is_not_called_no_working_days() -> None:
    friday = owed("cp-icpc-15wd", due=dt.date(2016, 3, 11), done_on=dt.date(2016, 3, 12))
    assert explain(CATALOGUE["cp-icpc-15wd"], friday, AS_AT).endswith("on 12 March 2016, one day late.")


def test_closures_are_not_working_days() -> None:
    late = owed("cp-icpc-15wd", done_on=dt.date(2016, 3, 21))
    closed = {dt.date(2016, 3, 15), dt.date(2016, 3, 16)}
    assert "three working days late" in explain(CATALOGUE["cp-icpc-15wd"], late, AS_AT, closed)


@pytest.mark.parametrize(
    ("code", "obligation", "said"),
    [
        (
            "cp-icpc-15wd",
            owed("cp-icpc-15wd", done_on=dt.date(2016, 3, 10)),
            "Due 14 March 2016, 15 working days after 22 February 2016;"
            " an initial conference on 10 March 2016, in time.",
        ),
        (
            "cp-first-review-3m",
            owed("cp-first-review-3m", due=dt.date(2016, 5, 22)),
            "Due 22 May 2016, three months after 22 February 2016; not done by 31 May 2016, nine days late.",
        ),
        (
            "cp-first-review-3m",
            owed("cp-first-review-3m", due=dt.date(2016, 6, 22)),
            "Due 22 June 2016, three months after 22 February 2016; not yet due on 31 May 2016.",
        ),
        (
            "cp-first-review-3m",
            owed("cp-first-review-3m", due=dt.date(2016, 5, 22), ended_on=dt.date(2016, 4, 1)),
            "Due 22 May 2016, three months after 22 February 2016; the duty ended on 1 April 2016, before it was due.",
        ),
        (
            "cp-first-review-3m",
            owed("cp-first-review-3m", due=dt.date(2016, 5, 22), ended_on=dt.date(2016, 5, 30)),
            "Due 22 May 2016, three months after 22 February 2016; not done when the duty ended on 30 May 2016.",
        ),
        (
            "cp-strategy-police",
            owed("cp-strategy-police", due=MONDAY, done_on=MONDAY),
            "Due 22 February 2016, the same day;"
            " an agency taking part where the agency is police and it attended on 22 February 2016, in time.",
        ),
        (
            "cin-allocated-worker",
            owed("cin-allocated-worker", due=dt.date(2016, 2, 29)),
            "Due 29 February 2016, five working days after 22 February 2016;"
            " not done by 31 May 2016, 62 working days late.",
        ),
        (
            "cp-police-protection-72h",
            owed("cp-police-protection-72h", due=dt.date(2016, 2, 25), done_on=dt.date(2016, 2, 27)),
            "So from 22 February 2016 until 27 February 2016: two days past the limit of three days.",
        ),
        (
            "cp-two-years-plus",
            owed("cp-two-years-plus", due=dt.date(2018, 2, 22)),
            "So from 22 February 2016 and still on 31 May 2016: within the limit of 24 months.",
        ),
        (
            "secure-under-13",
            owed("secure-under-13", due=dt.date(2016, 2, 21)),
            "So from 22 February 2016 and still on 31 May 2016; it should never be.",
        ),
        (
            "fd-rereferral-12m",
            owed("fd-rereferral-12m", due=MONDAY, done_on=MONDAY),
            "On 22 February 2016 there were at most one in any 365 days.",
        ),
        (
            "fd-rereferral-12m",
            owed("fd-rereferral-12m", due=dt.date(2016, 2, 21), done_on=dt.date(2016, 4, 1)),
            "From 22 February 2016 there were more than one in any 365 days, until 1 April 2016.",
        ),
        (
            "wf-safe-workload",
            owed("wf-safe-workload", due=dt.date(2016, 2, 21)),
            "From 22 February 2016 there were more than 25 at once, and still on 31 May 2016.",
        ),
        (
            "mgt-decision-rationale",
            owed("mgt-decision-rationale", due=MONDAY, done_on=MONDAY),
            "The record of 22 February 2016 shows this: the reason is recorded.",
        ),
        (
            "mgt-decision-rationale",
            owed("mgt-decision-rationale", due=MONDAY),
            "The record of 22 February 2016 does not show this, due by 22 February 2016: the reason is recorded.",
        ),
        (
            "court-preproceedings-tracked",
            owed("court-preproceedings-tracked", due=dt.date(2016, 6, 6)),
            "The record of 22 February 2016 does not yet show this, due by 6 June 2016: the letter sent is recorded and"
            " the initial meeting is recorded.",
        ),
        (
            "cin-dates-in-order",
            owed("cin-dates-in-order", due=MONDAY, done_on=MONDAY),
            "The record of 22 February 2016 does not contradict itself.",
        ),
        (
            "cin-dates-in-order",
            owed("cin-dates-in-order", due=dt.date(2016, 2, 21)),
            "The record of 22 February 2016 contradicts itself: the closed date is before the referred date.",
        ),
        (
            "eh-before-referral",
            owed("eh-before-referral", due=MONDAY),
            "Before 22 February 2016 there should have been early help starting, and none is recorded.",
        ),
        (
            "eh-before-referral",
            owed("eh-before-referral", due=MONDAY, done_on=dt.date(2016, 1, 4)),
            "Before 22 February 2016 there was early help starting, on 4 January 2016.",
        ),
        (
            "eh-before-referral",
            owed("eh-before-referral", due=MONDAY, done_on=dt.date(2016, 3, 1)),
            "Before 22 February 2016 there should have been early help starting; it came after, on 1 March 2016.",
        ),
        (
            "cp-icpc-15wd",
            owed("cp-icpc-15wd", since=None, due=None),
            "The date that would start the clock is not recorded, so it cannot be said.",
        ),
        (
            "cp-icpc-15wd",
            owed("cp-icpc-15wd", due=None),
            "Counted from 22 February 2016, but no due date can be given: the end is recorded before the start, or the"
            " dates lie outside the calendar.",
        ),
    ],
)
def test_reasons(code: str, obligation: Obligation, said: str) -> None:
    assert explain(CATALOGUE[code], obligation, AS_AT) == said


def test_what_came_after_the_day_is_not_yet_known() -> None:
    later = owed("cp-icpc-15wd", done_on=dt.date(2016, 6, 30))
    assert "not done by 31 May 2016" in explain(CATALOGUE["cp-icpc-15wd"], later, AS_AT)


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_standard_can_be_explained_without_a_name_of_the_record(code: str) -> None:
    for obligation in (owed(code), owed(code, done_on=DUE), owed(code, done_on=AS_AT), owed(code, ended_on=DUE)):
        said = explain(CATALOGUE[code], obligation, AS_AT)
        assert said[0].isupper()
        assert said.endswith(".")
        assert "_" not in said
        assert "row" not in said.split()


def test_the_limit_of_the_first_example_is_the_standard_s_own() -> None:
    assert CATALOGUE["cp-icpc-15wd"].node.limit == working_days(15)  # type: ignore[union-attr]
