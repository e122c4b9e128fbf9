"""What is said of a sample: what is suggested, and what the random files buy, each group alone and all together."""

from __future__ import annotations

from itertools import product

import pytest

from sightline.inspection.frame import Frame
from sightline.inspection.models import MockInspection
from sightline.inspection.queries.samples import groups, suggestion, together
from sightline.inspection.strata import Stratum
from tests.support import mocks


def frame(**people: int) -> Frame:
    sizes = {each: people.get(each.name, 0) for each in Stratum}
    return Frame({each: tuple(f"{each.value} {number}" for number in range(size)) for each, size in sizes.items()})


def test_the_same_few_are_suggested_of_each_group_that_has_anybody(store: None) -> None:
    mock = mocks.begin(areas=["looked-after", "adoption", "care-leavers"])
    rows = suggestion(mock, frame(LOOKED_AFTER=100, ADOPTION=3, CARE_LEAVERS=0))
    assert [(each.stratum, each.people, each.by_risk, each.at_random) for each in rows] == [
        (Stratum.LOOKED_AFTER, 100, 2, 2),
        (Stratum.ADOPTION, 3, 1, 2),
        (Stratum.CARE_LEAVERS, 0, 0, 0),
    ]


def test_where_areas_are_about_no_group_every_group_is_offered(store: None) -> None:
    assert groups(mocks.begin(areas=["leadership"])) == tuple(Stratum)


def test_together_the_random_files_see_more_by_every_way_they_could_fall(store: None) -> None:
    mock = mocks.begin(areas=["looked-after", "adoption"])
    rows = suggestion(mock, frame(LOOKED_AFTER=5, ADOPTION=5))
    pairs = [(one, other) for one in range(5) for other in range(one)]  # two of five are read; child 0 has the failing
    unseen = sum(0 not in one and 0 not in other for one, other in product(pairs, pairs))
    assert together(rows) == pytest.approx(1 - unseen / len(pairs) ** 2)


def test_without_random_files_nothing_is_said_of_them(mock: MockInspection) -> None:
    assert together(suggestion(mock, frame())) == 0
