"""Every: which gaps a standard is about (``from_gap``, ``to_gap``)."""

from __future__ import annotations

import pytest

from sightline.standards.nodes import Events, Every, Spans, months, working_days
from tests.spec.conftest import Spec

LOOKED_AFTER = Spans("cla_episodes", "started_on", "ceased_on", merged=True)
REVIEWED = Events("cla_reviews", "reviewed_on")
RECORD = """
    cla_episodes
    cla_episode_id | person_id | started_on | ceased_on
    E1             | ada       | 2024-01-10 |

    cla_reviews
    cla_review_id | person_id | reviewed_on
    V1            | ada       | 2024-02-07
    V2            | ada       | 2024-05-01
    V3            | ada       | 2024-10-30
    """


def test_the_first_gap_only(spec: Spec) -> None:
    """The first review within 20 working days."""
    spec(
        RECORD,
        Every(REVIEWED, LOOKED_AFTER, working_days(20), from_gap=0, to_gap=0),
        """
        since      | due        | done_on
        2024-01-10 | 2024-02-07 | 2024-02-07
        """,
    )


def test_the_second_gap_only(spec: Spec) -> None:
    """The second within three months of the first."""
    spec(
        RECORD,
        Every(REVIEWED, LOOKED_AFTER, months(3), from_gap=1, to_gap=1),
        """
        since      | due        | done_on
        2024-02-07 | 2024-05-07 | 2024-05-01
        """,
    )


def test_every_gap_from_the_third(spec: Spec) -> None:
    """Each after that within six months of the one before."""
    spec(
        RECORD,
        Every(REVIEWED, LOOKED_AFTER, months(6), from_gap=2),
        """
        since      | due        | done_on
        2024-05-01 | 2024-11-01 | 2024-10-30
        2024-10-30 | 2025-04-30 |
        """,
    )


@pytest.mark.parametrize(("from_gap", "to_gap"), [(4, None), (4, 9)])
def test_a_gap_that_never_began(spec: Spec, from_gap: int, to_gap: int | None) -> None:
    """Where there were fewer events than that, there is no obligation."""
    spec(RECORD, Every(REVIEWED, LOOKED_AFTER, months(6), from_gap=from_gap, to_gap=to_gap), "ref")
