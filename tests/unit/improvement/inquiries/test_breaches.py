"""Who is concerned on each day: counted as the standing evidence counts, of one team where that is asked."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from sightline.findings.queries import Loaded
from sightline.findings.standing import number
from sightline.improvement.inquiry_breaches import breaches, turns
from sightline.inspection.standing.clocks import date_of
from sightline.standards.lasting import outlasts_the_window
from sightline.standards.obligations import SubjectKind
from tests.support import site

HELD = "wf-case-held-by-manager"


def test_each_day_counts_as_the_inspection_weighed_it(evaluated: Loaded) -> None:
    weighed, compared = evaluated.record.weighed, 0
    first = date_of(weighed.first)
    for row, standard in enumerate(evaluated.record.standards):
        if standard.subject_kind is SubjectKind.CHILD and outlasts_the_window(standard):
            counts = breaches(evaluated, [standard.code]).daily(first, evaluated.as_at)
            assert np.array_equal(counts, weighed.open_subjects[row]), standard.code
            compared += int(counts.max() > 0)
    assert compared >= 5, "standards that ever had a breach"


def test_the_children_of_one_team_are_counted_and_of_another_none(evaluated: Loaded) -> None:
    day = site.AS_AT
    whole = breaches(evaluated, [HELD]).daily(day, day)[0]
    assert whole == site.OTHERS + 1
    assert breaches(evaluated, [HELD], teams={"T1"}).daily(day, day)[0] == whole
    assert breaches(evaluated, [HELD], teams={site.AWKWARD_TEAM}).daily(day, day)[0] == 0


def test_whoever_is_left_out_is_in_no_count(evaluated: Loaded) -> None:
    every, without = (breaches(evaluated, [HELD], left_out=each) for each in ((), {site.UNSEEN}))
    assert site.UNSEEN in every.on(site.AS_AT)
    assert set(every.on(site.AS_AT)) - set(without.on(site.AS_AT)) == {site.UNSEEN}


def test_a_day_is_concerned_from_the_breach_on_and_not_before(evaluated: Loaded) -> None:
    found = breaches(evaluated, [HELD])
    child = found.keys.index(site.UNSEEN)
    begins = int(found.begins[found.subject == child].min())
    who, days = np.array([child, child, -1, child]), np.array([begins - 1, begins, begins, number(site.AS_AT)])
    assert found.concerned(who, days).tolist() == [False, True, False, True]


def test_two_standards_count_a_child_once(evaluated: Loaded) -> None:
    codes = [HELD, "cin-seen-recently"]
    day = site.AS_AT
    both = set(breaches(evaluated, codes).on(day))
    assert both == set(breaches(evaluated, codes[:1]).on(day)) | set(breaches(evaluated, codes[1:]).on(day))
    assert breaches(evaluated, codes).daily(day, day)[0] == len(both)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([0, 0, 0], []),
        ([0, 1, 1, 1], [(1, 1, "the first"), (3, 1, "on the last day")]),
        ([4, 4, 9, 9, 20, 3, 3], [(0, 4, "were there already"), (2, 9, "doubled"), (4, 20, "doubled"), (5, 3, "halved"),
                                  (6, 3, "on the last day")]),
        ([10, 13, 12], [(0, 10, "were there already"), (1, 13, "the most"), (2, 12, "on the last day")]),
        ([1, 2, 4], [(0, 1, "were there already"), (2, 4, "the most")]),  # doubled twice, by fewer than five
    ],
)  # fmt: skip
def test_turns_are_the_first_the_doublings_the_most_and_the_last(
    counts: list[int], said: list[tuple[int, int, str]]
) -> None:
    first = dt.date(2015, 1, 1)
    found = [((each.on - first).days, each.count, each.why) for each in turns(np.array(counts, np.int32), first)]
    assert found == said
