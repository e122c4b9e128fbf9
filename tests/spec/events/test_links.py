"""Which rows are events: rows of another table that go with them."""

from __future__ import annotations

from sightline.standards.nodes import Events, Linked, Present, is_, known
from tests.spec.conftest import Spec

RECORD = """
    cin_visits
    cin_visit_id | person_id | visited_on
    V1           | ada       | 2024-01-10
    V2           | bob       | 2024-01-10
    V3           | cat       | 2024-01-10
    V4           | dan       | 2024-01-10

    disabilities
    disability_id | person_id | disability_code
    D1            | ada       | MOB
    D2            | ada       | HAND
    D3            | ada       | MOB
    D4            | bob       | NONE
    D5            |           | MOB
    """


def _visits(*links: Linked) -> Present:
    return Present(Events("cin_visits", "visited_on", linked=links), (known("person_id"),))


def test_there_is_a_row_that_satisfies_every_condition(spec: Spec) -> None:
    """However many there are, the event is one."""
    spec(
        RECORD,
        _visits(Linked("disabilities", "person_id", (is_("disability_code", "MOB", "HAND"),))),
        """
        ref
        V1
        """,
    )


def test_there_is_any_row(spec: Spec) -> None:
    """Without conditions, any row will do."""
    spec(
        RECORD,
        _visits(Linked("disabilities", "person_id")),
        """
        ref
        V1
        V2
        """,
    )


def test_there_is_no_such_row(spec: Spec) -> None:
    """``absent`` keeps exactly the others."""
    spec(
        RECORD,
        _visits(Linked("disabilities", "person_id", (is_("disability_code", "MOB", "HAND"),), absent=True)),
        """
        ref
        V2
        V3
        V4
        """,
    )


def test_several_links_must_all_hold(spec: Spec) -> None:
    """Some disability recorded, and not that there is none."""
    spec(
        RECORD,
        _visits(
            Linked("disabilities", "person_id"),
            Linked("disabilities", "person_id", (is_("disability_code", "NONE"),), absent=True),
        ),
        """
        ref
        V1
        """,
    )


def test_a_missing_key_goes_with_nothing(spec: Spec) -> None:
    """So a row without the key is never linked, and always absent."""
    record = """
        missing_episodes
        missing_episode_id | person_id | ended_on
        M1                 | ada       | 2024-01-10
        M2                 | ada       | 2024-01-10

        return_interviews
        return_interview_id | person_id | missing_episode_id | held_on    | is_declined
        I1                  | ada       |                    | 2024-01-11 | no
        I2                  | ada       | M2                 | 2024-01-11 | yes
        """
    spec(
        record,
        Present(
            Events(
                "return_interviews",
                "held_on",
                linked=(Linked("missing_episodes", "missing_episode_id", absent=True),),
            ),
            (known("person_id"),),
        ),
        """
        ref
        I1
        """,
    )
    spec(
        record,
        Present(
            Events(
                "missing_episodes",
                "ended_on",
                linked=(Linked("return_interviews", "missing_episode_id", (is_("is_declined", True),), absent=True),),
            ),
            (known("person_id"),),
        ),
        """
        ref
        M1
        """,
    )


def test_dates_play_no_part(spec: Spec) -> None:
    """A row linked is linked whenever it is dated, or not dated at all; a table may be linked to itself."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | no_further_action
        R1          | ada       | 2024-01-10  | no
        R2          | ada       |             | yes
        R3          | bob       | 2024-01-10  | no
        """,
        Present(
            Events(
                "cin_episodes",
                "referred_on",
                where=(is_("no_further_action", False),),
                linked=(Linked("cin_episodes", "person_id", (is_("no_further_action", True),)),),
            ),
            (known("person_id"),),
        ),
        """
        ref
        R1
        """,
    )
