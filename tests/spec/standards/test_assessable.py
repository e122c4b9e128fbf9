"""A standard is judged only from a source that can hold what it reads."""

from __future__ import annotations

from sightline.standards.nodes import AnyOf, Events, Judgement, Within, days
from tests.spec.conftest import Spec

RECORD = """
    cin_episodes
    referral_id | person_id | referred_on
    R1          | ada       | 2024-01-10
    """
START, SEEN = Events("cin_episodes", "referred_on"), Events("cin_visits", "visited_on")


def test_a_table_that_is_empty(spec: Spec) -> None:
    """The source holds visits and has none: the child was not seen."""
    spec(
        RECORD,
        Within(START, SEEN, days(10)),
        """
        ref | done_on | on 2024-01-21
        R1  |         | breached
        """,
        only=("cin_episodes", "cin_visits"),
    )


def test_a_table_that_the_source_cannot_supply(spec: Spec) -> None:
    """The source holds no visits: nothing can be said, and nothing is."""
    spec(RECORD, Within(START, SEEN, days(10)), "ref", only=("cin_episodes",))


def test_every_kind_pooled_is_needed(spec: Spec) -> None:
    """A child may have been seen on the visits that the source lacks."""
    spec(
        RECORD,
        Within(START, AnyOf((SEEN, Events("cp_visits", "visited_on"))), days(10)),
        "ref",
        only=("cin_episodes", "cin_visits"),
    )


def test_a_judgement_is_put_to_a_person(spec: Spec) -> None:
    """No engine decides it."""
    spec(RECORD, Judgement("Was the child listened to?"), "ref")
