"""Where the child stands, in sentences that somebody could check against the file."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.casework.queries.child.responsible import responsible_for
from sightline.casework.queries.child.status import Status, last_seen, status_of
from sightline.casework.queries.child.who import where_is
from tests.support.readings import Read

OPEN = "cin_episodes\nreferral_id | person_id | referred_on | primary_need_code\nR1 | C1 | 2016-10-01 | N1\n\n"


def standing(read: Read, text: str, as_at: dt.date = dt.date(2016, 11, 14)) -> Status:
    reading = read(text, as_at=as_at)
    return status_of(reading, responsible_for(reading), where_is(reading))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "No case is open; none is recorded before."),
        (
            "cin_episodes\nreferral_id | referred_on | closed_on | close_reason\nR1 | 2014-01-01 | 2015-02-03 | RC7",
            "No case is open. The last one closed on 3 February 2015: services ceased for any other reason",
        ),
        (OPEN, "A case is open because of abuse or neglect since the referral of 1 October 2016; no plan is recorded."),
        (
            OPEN + "assessments\nassessment_id | started_on\nA1 | 2016-10-03",
            "Being assessed since 3 October 2016 (42 days) because of abuse or neglect.",
        ),
        (
            OPEN + "cin_plans\ncin_plan_id | started_on\nP1 | 2016-11-14",
            "A child in need because of abuse or neglect, on a plan since 14 November 2016.",
        ),
        (
            OPEN + "cp_plans\ncp_plan_id | started_on | initial_category_code\nP1 | 2016-05-14 | Neglect",
            "On a child protection plan since 14 May 2016 (6 months), category: neglect.",
        ),
        (
            "cla_episodes\ncla_episode_id | started_on | entered_care_on\nE1 | 2016-10-01 | 2016-09-14\n\n"
            "legal_statuses\nlegal_status_id | legal_status | started_on\nL1 | C1 | 2016-09-14",
            "Looked after since 14 September 2016 (2 months), under an interim care order.",
        ),
        (
            "cla_episodes\ncla_episode_id | started_on\nE1 | 2016-11-01",
            "Looked after since 1 November 2016 (13 days), legal status not recorded.",
        ),
        (
            "care_leavers\ncare_leaver_id | eligibility_code | in_touch_code | accommodation_code\n"
            "L1 | Former Relevant | NO | U",
            "Care leaver (former relevant): not in touch, independent living.",
        ),
        ("people\nperson_id | died_on\nC1 | 2016-11-01", "Died on 1 November 2016."),
    ],
)
def test_the_main_thing_is_said_first(read: Read, text: str, sentence: str) -> None:
    assert standing(read, text).sentences[0].startswith(sentence)


def test_a_plan_that_ended_today_or_begins_tomorrow_is_none(read: Read) -> None:
    plans = """cp_plans
        cp_plan_id | started_on | ended_on
        P1         | 2016-05-14 | 2016-11-14
        P2         | 2016-11-15 |"""
    assert standing(read, plans).sentences == ("No case is open; none is recorded before.",)


def test_what_stands_beside_it_is_one_more_sentence(read: Read) -> None:
    status = standing(
        read,
        OPEN
        + """care_proceedings
            care_proceedings_id | issued_on  | concluded_on
            X                   | 2016-10-14 |

            ehcp_named_plans
            named_plan_id | started_on | ceased_on
            Y             | 2013-11-14 |

            involvements
            involvement_id | professional_id | role | team_id | started_on
            I1             | W1              | DUTY | T2      | 2016-10-14""",
    )
    assert status.sentences[1:] == (
        "In care proceedings since 14 October 2016 (31 days); with the disabled children's service; "
        "with an education, health and care plan since 14 November 2013 (3 years).",
    )


def test_last_seen_counts_only_visits_that_saw_the_child(read: Read) -> None:
    seen = last_seen(
        read("""
            cin_visits
            cin_visit_id | visited_on | child_seen | child_seen_alone | professional_id
            V1           | 2016-10-01 | yes        | no               | W1
            V2           | 2016-11-01 | no         |                  | W1
            V3           | 2016-12-01 | yes        | yes              | W1

            cp_visits
            cp_visit_id | visited_on | child_seen
            V4          | 2016-11-02 |
        """)
    )
    assert seen.words == (
        "Last seen by a social worker 44 days ago, on 1 October 2016, not alone (by Sam Worker). "
        "1 visit since then did not see the child."
    )


def test_two_visits_on_a_day_count_as_alone_if_one_was(read: Read) -> None:
    rows = "V1 | 2016-11-14 | yes | no\nV2 | 2016-11-14 | yes | yes"
    seen = last_seen(read("cin_visits\ncin_visit_id | visited_on | child_seen | child_seen_alone\n" + rows))
    assert seen.words == "Last seen by a social worker today, on 14 November 2016, alone."


def test_never_seen_is_said(read: Read) -> None:
    seen = last_seen(read("cin_visits\ncin_visit_id | visited_on | child_seen\nV1 | 2016-11-01 | no"))
    assert seen.words == "No visit in the record says that the child was seen. 1 visit did not."


def test_nothing_is_said_of_seeing_a_child_not_yet_born(read: Read) -> None:
    assert last_seen(read("people\nperson_id | expected_birth_on\nC1 | 2017-01-07")).words == ""


def test_what_must_be_seen_at_once_is_flagged(read: Read) -> None:
    status = standing(
        read,
        OPEN
        + """missing_episodes
            missing_episode_id | started_on | ended_on
            M1                 | 2016-11-12 |
            M2                 | 2016-01-01 | 2016-01-02

            exploitation_screenings
            exploitation_screening_id | screened_on | level
            S1                        | 2016-02-01  | high
            S2                        | 2016-08-01  | medium
            S3                        | 2016-12-01  | none""",
    )
    assert [each.words for each in status.flags] == [
        "Missing now, 2 days",
        "Unallocated for 44 days",
        "Exploitation: medium risk",
    ]
