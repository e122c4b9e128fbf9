"""Each list worked out from a record written out row by row, as at 14 November 2016."""

# ruff: noqa: E501 - records are tables, a row a line
from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sightline.errors import UserError
from sightline.sources.annex_a import derive, gaps
from sightline.sources.extract import Extract, from_rows
from tests.support.records import read_record

EARLIER = ("earlier_enquiries", "earlier_conferences")
DAY = dt.date(2016, 11, 14)  # six months before: 14 May 2016; twelve: 14 November 2015
ADA = """
    people
    person_id | gender | ethnicity | born_on    | expected_birth_on
    ada       | 2      | WBRI      | 2009-02-28 |
"""


def extract(text: str) -> Extract:
    """A record that could hold anything, and holds these rows."""
    return from_rows(read_record(text.strip("\n")))


def listed(text: str, number: int, as_at: dt.date = DAY) -> list[dict[str, Any]]:
    """The rows of a list."""
    return list(derive(extract(text), as_at).tables[number].to_pylist())


def column(text: str, number: int, key: str, as_at: dt.date = DAY) -> list[Any]:
    """One column of a list."""
    return [each[key] for each in listed(text, number, as_at)]


def iso(*days: str) -> list[dt.date]:
    """Days."""
    return [dt.date.fromisoformat(each) for each in days]


def test_who_a_child_is() -> None:
    text = """
    people
    person_id | gender | sex | ethnicity | born_on    | expected_birth_on
    ada       | 2      | 1   | WBRI      | 2009-11-15 |
    bob       |        | 1   |           | 2009-11-14 |
    cat       | 0      |     | NOBT      |            | 2016-12-25
    dan       | 9      |     |           |            |

    disabilities
    disability_id | person_id | disability_code
    1             | ada       | NONE
    2             | bob       | NONE
    3             | bob       | AUT

    assessments
    assessment_id | person_id | started_on
    1             | ada       | 2016-11-01
    2             | bob       | 2016-11-01
    3             | cat       | 2016-11-01
    4             | dan       | 2016-11-01
    5             | eve       | 2016-11-01
    """
    found = [
        (each["child_id"], each["gender"], each["ethnicity"], each["age"], each["is_disabled"])
        for each in listed(text, 4)
    ]
    assert found == [
        ("ada", "b", "WBRI", 6, "b"),  # seven tomorrow
        ("bob", "a", None, 7, "a"),
        ("cat", "c", "NOBT", -1, "c"),
        ("dan", "d", None, None, "c"),
        ("eve", "c", None, None, "c"),  # of whom the record has no row
    ]


def test_contacts_of_six_months_and_not_a_day_more() -> None:
    text = f"""{ADA}
    contacts
    contact_id | person_id | contacted_on | source_code
    1          | ada       | 2016-05-13   | 6
    2          | ada       | 2016-05-14   | 6
    3          | ada       | 2016-11-14   | 5D
    4          | ada       | 2016-11-15   | 6
    5          |           | 2016-11-14   | 6
    """
    assert column(text, 1, "contacted_on") == iso("2016-05-14", "2016-11-14")
    assert column(text, 1, "source") == ["6", "5D"]


def test_early_help_going_on_in_the_six_months() -> None:
    text = f"""{ADA}
    early_help_episodes
    early_help_episode_id | person_id | started_on | ended_on   | organisation
    1                     | ada       | 2015-01-01 | 2016-05-13 | A
    2                     | ada       | 2015-01-02 | 2016-05-14 | B
    3                     | ada       | 2015-01-03 |            | C
    4                     | ada       | 2016-01-04 | 2016-11-15 | D
    5                     | ada       | 2016-11-15 |            | E
    """
    assert column(text, 2, "organisation") == ["B", "C", "D"]
    assert column(text, 2, "ended_on") == [*iso("2016-05-14"), None, None]  # of what ends tomorrow nobody knows today


def test_referrals_count_those_of_the_year_before_the_latest_in_every_row() -> None:
    text = f"""{ADA}
    cin_episodes
    referral_id | person_id | referred_on | source_code | no_further_action | team_id | professional_id
    1           | ada       | 2015-09-30  | 6           | yes               |         |
    2           | ada       | 2015-10-01  | 6           | yes               |         |
    3           | ada       | 2016-06-01  | 6           | yes               | T1      | W1
    4           | ada       | 2016-10-01  | 3A          | no                | T9      |
    5           | bob       | 2016-10-01  | 6           |                   |         |

    teams
    team_id | name
    T1      | First Team

    professionals
    professional_id | name
    W1              | Sam Worker
    """
    found = [
        (each["no_further_action"], each["earlier_referrals"], each["team"], each["worker"]) for each in listed(text, 3)
    ]
    assert found == [
        ("a", 2, "First Team", "Sam Worker"),
        ("b", 2, "T9", None),  # a team nobody named stands by its key
        ("c", 0, None, None),
    ]


def test_assessments_open_at_any_time_in_the_six_months() -> None:
    text = f"""{ADA}
    assessments
    assessment_id | person_id | started_on | child_seen | authorised_on | leads_to_services | no_further_action
    1             | ada       | 2015-01-01 | yes        | 2016-05-13    | yes               |
    2             | ada       | 2015-01-02 | yes        | 2016-05-14    | yes               |
    3             | ada       | 2015-01-03 | no         |               | yes               |
    4             | ada       | 2016-10-04 |            | 2016-11-14    |                   | yes
    5             | ada       | 2016-10-05 | yes        | 2016-11-14    |                   |
    """
    found = [(each["child_seen"], each["authorised_on"], each["needs_support"]) for each in listed(text, 4)]
    second, last = iso("2016-05-14", "2016-11-14")
    assert found == [("a", second, "a"), ("b", None, None), ("c", last, "b"), ("a", last, "c")]


def test_enquiries_and_the_conference_each_led_to() -> None:
    text = f"""{ADA}
    s47_enquiries
    s47_enquiry_id | person_id | started_on | ended_on   | leads_to_conference
    1              | ada       | 2015-12-01 | 2015-12-10 | no
    2              | ada       | 2016-06-01 | 2016-06-10 | yes
    3              | ada       | 2016-11-01 |            | no
    4              | bob       | 2016-06-01 | 2016-06-10 | no
    5              | cat       | 2016-06-01 | 2016-06-10 | no

    initial_cp_conferences
    icpc_id | person_id | s47_enquiry_id | held_on    | made_cp_plan
    1       | ada       | 2              | 2016-06-20 | yes
    2       | ada       | 3              | 2016-11-15 | yes

    cp_plans
    cp_plan_id | person_id | started_on | ended_on
    1          | bob       | 2016-01-01 | 2016-07-01
    """
    found = [
        tuple(each[key] for key in ("child_id", "conference_unnecessary", "conference_on", "made_plan", *EARLIER))
        for each in listed(text, 5)
    ]
    held = iso("2016-06-20")[0]
    assert found == [
        ("ada", "b", held, "a", 2, 1),
        ("bob", "b", None, None, 0, 0),  # on a plan already: a first conference was not what it came to lack
        ("cat", "a", None, None, 0, 0),
        ("ada", None, None, None, 2, 1),  # not decided; the conference is tomorrow
    ]


def test_children_in_need_by_their_newest_episode_and_what_they_are_now() -> None:
    text = """
    people
    person_id | born_on
    ada       | 2009-02-28
    old       | 1997-01-01

    cin_episodes
    referral_id | person_id | referred_on | no_further_action | closed_on  | close_reason | primary_need_code
    1           | ada       | 2014-01-01  | no                | 2014-06-01 | RC7          | N1
    2           | ada       | 2016-01-01  | no                |            |              | N5
    3           | ada       | 2016-10-01  | yes               | 2016-10-02 | RC8          |
    4           | bob       | 2016-01-01  |                   | 2016-05-14 | RC7          |
    5           | cat       | 2016-01-01  | no                | 2016-05-13 | RC7          | N1
    6           | dan       | 2016-01-01  | no                |            |              | N1
    7           | eve       | 2016-01-01  | no                | 2016-11-20 | RC7          | N1
    8           | fay       | 2016-01-01  | no                |            |              | N1
    9           | old       | 2016-01-01  | no                |            |              | N1

    cp_plans
    cp_plan_id | person_id | started_on
    1          | dan       | 2016-02-01

    cin_plans
    cin_plan_id | person_id | started_on | ended_on
    1           | ada       | 2016-02-01 |
    2           | fay       | 2016-02-01 | 2016-03-01

    assessments
    assessment_id | person_id | started_on
    1             | eve       | 2016-11-01

    cla_episodes
    cla_episode_id | person_id | started_on | primary_need_code
    1              | gus       | 2016-02-01 | N8

    care_leavers
    care_leaver_id | person_id
    1              | old

    cin_visits
    cin_visit_id | person_id | visited_on | child_seen
    1            | ada       | 2016-10-01 | yes
    2            | ada       | 2016-10-20 | no
    3            | ada       | 2016-10-21 |
    4            | bob       | 2016-05-20 | yes
    """
    found = {
        each["child_id"]: (each["started_on"], each["need"], each["last_seen_on"], each["closed_on"], each["status"])
        for each in listed(text, 6)
    }
    began, seen, closed = iso("2016-01-01", "2016-10-01", "2016-05-14")
    assert found == {
        "ada": (began, "N5", seen, None, "c"),
        "bob": (began, "N0", None, closed, "e"),
        "dan": (began, "N1", None, None, "b"),
        "eve": (began, "N1", None, None, "d"),
        "fay": (began, "N1", None, None, None),  # open, with nothing going on: a gap an inspector will ask about
        "gus": (None, "N8", None, None, "a"),  # in care without an episode of need
    }


def test_plans_now_or_in_the_six_months() -> None:
    text = f"""{ADA}
    cp_plans
    cp_plan_id | person_id | started_on | ended_on   | is_other_authority_plan | initial_category_code | latest_category_code
    1          | ada       | 2012-01-01 | 2013-01-01 |                         | Neglect               | Neglect
    2          | ada       | 2016-01-01 |            | no                      | Neglect               | Emotional Abuse
    3          | bob       | 2016-01-01 | 2016-05-13 |                         | Neglect               | Neglect
    4          | cat       | 2016-01-01 |            | yes                     | Neglect               | Neglect

    cp_visits
    cp_visit_id | person_id | cp_plan_id | visited_on | child_seen_alone
    1           | ada       | 2          | 2016-11-01 | no
    2           | ada       | 2          | 2016-11-15 | yes
    3           | ada       | 1          | 2016-11-02 | yes

    cp_reviews
    cp_review_id | person_id | cp_plan_id | reviewed_on
    1            | ada       | 2          | 2016-04-01

    legal_statuses
    legal_status_id | person_id | legal_status | started_on | ended_on
    1               | ada       | L1           | 2016-05-10 | 2016-05-14
    """
    (found,) = listed(text, 7)
    assert (found["initial_category"], found["latest_category"], found["earlier_plans"]) == ("a", "d", 1)
    assert [found["last_visit_on"], found["last_review_on"]] == iso("2016-11-01", "2016-04-01")
    assert (found["seen_alone"], found["had_emergency_protection"], found["ended_on"]) == ("b", "a", None)


def test_care_now_or_in_the_six_months() -> None:
    text = f"""{ADA}
    cla_episodes
    cla_episode_id | person_id | cla_id | entered_care_on | started_on | ceased_on  | ceased_reason_code | primary_need_code
    1              | ada       | A      | 2016-01-01      | 2016-01-01 | 2016-02-01 | E4A                | N1
    2              | ada       | B      | 2016-03-01      | 2016-03-01 | 2016-04-01 | X1                 | N1
    3              | ada       | B      | 2016-03-01      | 2016-04-01 |            |                    | N2
    4              | bob       | C      | 2015-03-01      | 2015-03-01 | 2016-05-13 | E4A                | N1
    5              | cat       | D      | 2015-03-01      | 2015-03-01 | 2016-06-01 | E17                | N1
    6              | dan       | E      | 2016-03-01      | 2016-03-01 |            |                    | N1

    legal_statuses
    legal_status_id | person_id | legal_status | started_on | ended_on
    1               | ada       | V2           | 2016-03-01 | 2016-04-01
    2               | ada       | C1           | 2016-04-01 |
    3               | dan       | V4           | 2016-03-01 |

    cla_placements
    cla_placement_id | person_id | started_on | ended_on   | placement_type_code | is_out_of_area
    1                | ada       | 2016-03-01 | 2016-04-01 | U6                  | no
    2                | ada       | 2016-04-01 | 2016-04-05 | T3                  | no
    3                | ada       | 2016-04-05 |            | K2                  | yes

    cla_reviews
    cla_review_id | cla_id | person_id | reviewed_on | is_cancelled
    1             | B      | ada       | 2016-03-28  | no
    2             | B      | ada       | 2016-06-20  | yes

    cla_visits
    cla_visit_id | person_id | visited_on
    1            | ada       | 2016-10-01
    2            | ada       | 2016-01-15

    cla_care_plans
    cla_care_plan_id | person_id | started_on | permanence_plan_code
    1                | ada       | 2016-03-10 | RETURN6M
    2                | ada       | 2016-09-10 | LTRELFR

    cla_health_checks
    health_check_id | person_id | check_type                | checked_on
    1               | ada       | Initial Health Assessment | 2016-03-20
    2               | ada       | Dental Check              | 2016-08-20

    missing_episodes
    missing_episode_id | person_id | episode_type | started_on | return_interview_offered
    1                  | ada       | M            | 2016-05-01 | yes
    2                  | ada       | M            | 2016-07-01 |
    3                  | ada       | A            | 2016-07-09 |

    return_interviews
    return_interview_id | missing_episode_id | offered_on | is_declined
    1                   | 2                  | 2016-07-03 | yes

    immigration_statuses
    immigration_status_id | person_id | immigration_status                 | ended_on
    1                     | ada       | Unaccompanied Asylum Seeking Child | 2015-11-14
    """
    lists = derive(extract(text), DAY)
    ada, cat = lists.tables[8].to_pylist()
    assert ada["child_id"] == "ada"
    assert [ada["started_on"], ada["legal_status_on"], ada["last_review_on"], ada["last_visit_on"]] == iso(
        "2016-03-01", "2016-04-01", "2016-03-28", "2016-10-01"
    )
    assert (ada["need"], ada["is_later_period"], ada["legal_status"], ada["permanence_plan"]) == ("N2", "a", "C1", "f")
    assert [ada["last_health_assessment_on"], ada["last_dental_check_on"]] == iso("2016-03-20", "2016-08-20")
    assert (ada["placements"], ada["placement_type"], ada["placement_location"]) == (2, "K2", "b")
    assert (ada["missing_episodes"], ada["absent_episodes"]) == (2, 1)
    assert (ada["interview_offered"], ada["interview_accepted"]) == ("a", "c")
    assert (ada["is_unaccompanied"], ada["ceased_on"], ada["ceased_reason"]) == ("b", None, None)
    assert (cat["child_id"], cat["ceased_on"], cat["ceased_reason"]) == ("cat", *iso("2016-06-01"), None)
    assert lists.unfit == {(8, "ceased_reason"): ("cat",)}
    assert lists.unfillable[8] == {"placement_authority"}


def test_leaving_care_of_those_entitled_now() -> None:
    text = """
    people
    person_id | born_on
    ada       | 1998-02-28
    bob       | 1990-02-28
    cat       | 2004-02-28

    care_leavers
    care_leaver_id | person_id | eligibility_code       | in_touch_code | latest_contact_on | accommodation_suitable
    1              | ada       | Former Relevant        | NO            |                   |
    2              | bob       | Former Relevant        | YES           | 2016-11-01        | yes
    3              | cat       | Eligible               | YES           | 2016-11-01        | yes
    4              | dan       | No Current Eligibility | YES           | 2016-11-01        | yes
    5              | eve       | Qualifying             | YES           | 2016-11-20        | no

    pathway_plans
    pathway_plan_id | person_id | completed_on
    1               | ada       | 2016-08-01
    """
    lists = derive(extract(text), DAY)
    found = [(each["child_id"], each["eligibility"], each["in_touch"]) for each in lists.tables[9].to_pylist()]
    assert found == [("ada", "b", "b"), ("eve", "c", "a")]  # bob is 26, cat 12; dan is entitled to nothing
    assert column(text, 9, "pathway_plan_on") == [*iso("2016-08-01"), None]
    lacking = {each.column.key: each.empty for each in gaps(lists)[8].columns}
    assert lacking["last_contact_on"] == 1  # eve's, made later than the day; who is not in touch has none to have


def test_adoption_of_the_year_and_decisions_that_wait() -> None:
    text = """
    people
    person_id | born_on
    ada       | 2014-02-28
    old       | 1998-01-01

    permanences
    permanence_id | person_id | cla_id | adoption_decision_on | order_type | order_on   | decision_reversed_on | decision_reversed_reason
    1             | ada       | A      | 2014-06-01           |            |            |                      |
    2             | bob       |        | 2014-06-01           | ADOPTION   | 2015-11-14 |                      |
    3             | cat       |        | 2014-06-01           | ADOPTION   | 2015-11-13 |                      |
    4             | dan       |        | 2014-06-01           |            |            | 2016-01-01           | rd3 - nobody found
    5             | eve       |        | 2014-06-01           | SGO        | 2015-01-01 |                      |
    6             | fay       |        | 2016-12-01           |            |            |                      |
    7             | gus       |        | 2014-06-01           |            |            | 2016-01-01           | changed their mind
    8             | old       |        | 2014-06-01           |            |            |                      |

    cla_episodes
    cla_episode_id | person_id | cla_id | entered_care_on | started_on
    1              | ada       | A      | 2014-03-01      | 2014-03-01
    2              | ada       | B      | 2014-05-01      | 2014-05-01
    """
    lists = derive(extract(text), DAY)
    found = [(each["child_id"], each["reversed_reason"]) for each in lists.tables[10].to_pylist()]
    assert found == [("ada", None), ("bob", None), ("dan", "RD3"), ("gus", None)]
    assert column(text, 10, "entered_care_on")[0] == iso("2014-03-01")[0]
    assert lists.unfit == {(10, "reversed_reason"): ("gus",)}
    assert lists.tables[11].num_rows == 0
    assert gaps(lists)[10].is_unfillable


def test_who_holds_a_case_or_held_it_last() -> None:
    text = """
    cin_episodes
    referral_id | person_id | referred_on | team_id | no_further_action
    1           | ada       | 2016-01-01  | T1      | no
    2           | bob       | 2016-01-01  | T1      | no
    3           | cat       | 2016-01-01  | T1      | no

    involvements
    involvement_id | person_id | role      | professional_id | team_id | started_on | ended_on
    1              | ada       | ALLOCATED | W1              | T2      | 2016-01-01 | 2016-06-01
    2              | ada       | ALLOCATED | W2              | T3      | 2015-06-01 |
    3              | ada       | IRO       | W9              |         | 2016-06-01 |
    4              | bob       | ALLOCATED | W1              | T2      | 2016-01-01 | 2016-06-01
    """
    found = [(each["team"], each["worker"]) for each in listed(text, 6)]
    assert found == [("T3", "W2"), ("T2", "W1"), ("T1", None)]


def test_the_past_is_seen_as_it_was() -> None:
    text = f"""{ADA}
    cin_episodes
    referral_id | person_id | referred_on | no_further_action | closed_on  | close_reason
    1           | ada       | 2015-01-01  | no                | 2016-01-01 | RC7
    """
    assert listed(text, 6) == []
    (found,) = listed(text, 6, dt.date(2015, 12, 31))
    assert (found["closed_on"], found["close_reason"], found["age"]) == (None, None, 6)


def test_what_the_record_cannot_hold_is_empty_and_not_no() -> None:
    rows = read_record("cp_plans\ncp_plan_id | person_id | started_on\n1 | ada | 2016-10-01")
    lists = derive(from_rows(rows, only=["cp_plans", "people"]), DAY)
    (found,) = lists.tables[7].to_pylist()
    assert (found["had_emergency_protection"], found["is_disabled"], found["earlier_plans"]) == (None, None, 0)
    assert {"had_emergency_protection", "is_disabled", "last_visit_on", "team"} <= lists.unfillable[7]
    gap = gaps(lists)[6]
    assert [each.column.key for each in gap.unfillable][:1] == ["is_disabled"]
    assert {each.column.key for each in gap.partly_empty} == {"gender", "ethnicity", "born_on", "initial_category"} | {
        "latest_category"
    }


def test_children_left_out_leave_no_trace_in_any_count() -> None:
    text = """
    cla_episodes
    cla_episode_id | person_id | started_on | ceased_on  | ceased_reason_code
    1              | ada       | 2016-01-01 | 2016-06-01 | E17
    2              | bob       | 2016-01-01 |            |
    """
    lists = derive(extract(text), DAY).without({"ada"})
    assert lists.people() == ["bob"]
    assert lists.unfit == {(8, "ceased_reason"): ()}
    assert [(each.rows, each.cells_unfit) for each in gaps(lists)][7] == (1, 0)


@pytest.mark.parametrize("day", [dt.date(1970, 1, 1), dt.date(2070, 1, 1)])
def test_a_day_outside_the_calendar_is_refused(day: dt.date) -> None:
    with pytest.raises(UserError, match="lies outside the calendar"):
        derive(from_rows([]), day)
