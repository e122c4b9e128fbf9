"""When a loop is closed: never by saying so, and not by a re-audit that is too early, too small or by one of those."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.improvement.practice_closing import FileFound, LoopAction, LoopStands, LoopState, ReAudit, stands

OPENED, ON = dt.date(2016, 1, 4), dt.date(2016, 11, 14)
DONE = LoopAction(dt.date(2016, 2, 1), dt.date(2016, 5, 2), "W2")
AIM, FILES = 85, 20


def files(good: int, weak: int, on: str = "2016-07-01", auditor: str = "W7") -> tuple[FileFound, ...]:
    day = dt.date.fromisoformat(on)
    return tuple(FileFound(day, auditor, number < good) for number in range(good + weak))


def stood(
    actions: Sequence[LoopAction] = (DONE,),
    *read: tuple[FileFound, ...],
    later: Sequence[FileFound] = (),
    found_by: frozenset[str] = frozenset({"W9"}),
    set_aside_on: dt.date | None = None,
) -> LoopStands:
    return stands(
        opened_on=OPENED,
        aim=AIM,
        files=FILES,
        actions=actions,
        re_audits=[ReAudit(number, ON, each) for number, each in enumerate(read)],
        found_by=found_by,
        later=later,
        set_aside_on=set_aside_on,
        on=ON,
    )


def test_without_an_action_it_cannot_be_closed_however_good_the_files() -> None:
    assert stood((), files(20, 0)).state is LoopState.NO_ACTION


def test_while_an_action_is_not_completed_it_is_being_acted_on() -> None:
    undone = LoopAction(dt.date(2016, 3, 1), None, "W3")
    found = stood((DONE, undone), files(20, 0))
    assert (found.state, found.words) == (LoopState.ACTING, "1 action on it is not completed.")
    assert stood((DONE, undone, undone)).words == "2 actions on it are not completed."


def test_after_the_last_action_it_waits_and_says_for_how_long() -> None:
    found = stood()
    assert found.state is LoopState.WAITS
    assert found.since == found.last_done == DONE.completed_on
    assert "196 days ago" in found.words
    assert found.age == 315


def test_a_re_audit_that_reaches_the_aim_closes_it_and_states_its_interval() -> None:
    found = stood((DONE,), files(17, 3))
    assert found.state is LoopState.CLOSED
    assert found.words == "17 of 20 (85%, between 64% and 95%) good; 85% was the aim."
    assert not found.sure, "the interval reaches below the aim"
    assert found.age == (dt.date(2016, 7, 1) - OPENED).days


def test_of_many_files_all_good_it_is_sure() -> None:
    assert stood((DONE,), files(60, 0)).sure


def test_one_file_short_of_the_aim_reopens_it() -> None:
    found = stood((DONE,), files(16, 4))
    assert found.state is LoopState.REOPENED
    assert found.state.is_open


def test_too_few_files_close_nothing() -> None:
    found = stood((DONE,), files(19, 0))
    assert found.state is LoopState.UNDER_WAY
    assert found.results[0].passes is None


@pytest.mark.parametrize("auditor", ["W9", "W2"], ids=["who found it", "who acted on it"])
def test_files_read_by_one_of_those_do_not_count(auditor: str) -> None:
    found = stood((DONE,), files(20, 0, auditor=auditor))
    assert found.state is LoopState.WAITS
    assert found.results[0].not_counted == 20


def test_files_read_before_or_on_the_day_the_action_was_completed_do_not_count() -> None:
    assert stood((DONE,), files(20, 0, on="2016-05-02")).state is LoopState.WAITS
    assert stood((DONE,), files(20, 0, on="2016-05-03")).state is LoopState.CLOSED


def test_after_a_failed_re_audit_acting_again_and_a_good_one_close_it() -> None:
    again = LoopAction(dt.date(2016, 8, 1), dt.date(2016, 9, 1), "W3")
    assert stood((DONE, again), files(10, 10)).state is LoopState.WAITS
    found = stood((DONE, again), files(10, 10), files(20, 0, on="2016-10-01"))
    assert found.state is LoopState.CLOSED
    assert [each.passes for each in found.results] == [False, True]


def test_a_good_re_audit_and_then_a_bad_one_without_acting_between_leave_it_open() -> None:
    assert stood((DONE,), files(20, 0), files(0, 20, on="2016-10-01")).state is LoopState.REOPENED


def test_audits_afterwards_reopen_it_beyond_chance_and_not_within() -> None:
    assert stood((DONE,), files(20, 0), later=files(2, 10, on="2016-09-01")).state is LoopState.RETURNED
    assert stood((DONE,), files(20, 0), later=files(8, 3, on="2016-09-01")).state is LoopState.CLOSED
    assert stood((DONE,), files(20, 0), later=files(0, 9, on="2016-09-01")).state is LoopState.CLOSED, "too few"
    assert stood((DONE,), files(20, 0), later=files(0, 12, on="2016-06-30")).state is LoopState.CLOSED, "before it"


def test_set_aside_is_not_closed() -> None:
    found = stood(set_aside_on=dt.date(2016, 10, 3))
    assert found.state is LoopState.SET_ASIDE
    assert "not closed" in found.words


@given(
    good=st.integers(0, 60),
    weak=st.integers(0, 60),
    day=st.dates(dt.date(2016, 4, 1), dt.date(2016, 12, 31)),
    auditor=st.sampled_from(["W2", "W7", "W9"]),
    done=st.one_of(st.none(), st.dates(dt.date(2016, 2, 1), dt.date(2016, 12, 31))),
)
def test_it_is_closed_only_by_enough_good_files_read_later_by_another(
    good: int, weak: int, day: dt.date, auditor: str, done: dt.date | None
) -> None:
    action = LoopAction(dt.date(2016, 2, 1), done, "W2")
    found = stood((action,), files(good, weak, on=day.isoformat(), auditor=auditor))
    is_fit = done is not None and done < day <= ON and auditor == "W7" and good + weak >= FILES
    assert (found.state is LoopState.CLOSED) == (is_fit and 100 * good >= AIM * (good + weak))
    assert (found.state is LoopState.REOPENED) == (is_fit and 100 * good < AIM * (good + weak))
