"""The sampling frame: who is in each group as at a day, and what of each stands out."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.engines.reference import ReferenceEngine
from sightline.inspection.frame import Frame, Sign, frame_of, read_frame
from sightline.inspection.standing.inspect import weigh_record
from sightline.inspection.strata import Stratum
from sightline.sources.extract import from_rows
from sightline.standards.catalogue import CATALOGUE
from tests.support.records import read_record

AS_AT = dt.date(2024, 6, 28)
CODES = ("child-seen-6m", "cin-allocated-worker", "cla-iha-20wd", "cin-seen-recently")
RECORD = """
teams
team_id | service
T1      | disability-0-25

people
person_id | born_on
ada       | 2010-01-01
ben       | 2010-01-01
cat       | 2010-01-01
dot       | 2010-01-01
eve       | 2006-05-01
fay       | 2010-01-01
gus       | 2010-01-01

contacts
contact_id | person_id | contacted_on
N1         | gus       | 2023-12-28
N2         | fay       | 2023-12-30
N3         | dot       | 2024-06-29

cin_episodes
referral_id | person_id | referred_on | closed_on  | no_further_action | team_id
R1          | ada       | 2021-01-04  |            | no                | T1
R2          | ben       | 2024-02-05  |            | no                |
R3          | ben       | 2023-09-05  | 2023-10-05 | no                |
R4          | cat       | 2024-06-28  |            | yes               |
R5          | dot       | 2024-06-29  |            | no                |
R6          | fay       | 2023-06-28  | 2024-06-28 | no                |

cin_plans
cin_plan_id | person_id | started_on | ended_on
C1          | ada       | 2021-02-01 |

assessments
assessment_id | person_id | started_on | authorised_on
A1            | ben       | 2023-12-20 | 2024-01-20
A2            | cat       | 2023-12-20 | 2023-12-27

s47_enquiries
s47_enquiry_id | person_id | started_on
S1             | ben       | 2024-03-01
S2             | ada       | 2023-11-01

cp_plans
cp_plan_id | person_id | started_on | ended_on
P1         | ben       | 2024-03-20 |
P2         | fay       | 2023-05-01 | 2024-05-01

cla_episodes
cla_episode_id | person_id | started_on | ceased_on
L1             | cat       | 2024-01-10 |
L2             | gus       | 2022-01-10 | 2024-06-28

care_leavers
care_leaver_id | person_id | eligibility_code
V1             | eve       | Former Relevant
V2             | ada       | Eligible

permanences
permanence_id | person_id | adoption_decision_on | order_on   | decision_reversed_on
Q1            | cat       | 2024-03-01           |            |
Q2            | gus       | 2021-03-01           | 2023-06-28 |
Q3            | ada       | 2024-03-01           | 2024-05-01 | 2024-06-01

disabilities
disability_id | person_id | disability_code
D1            | ben       | NONE
D2            | ada       | LD
D3            | gus       | LD

exploitation_concerns
exploitation_concern_id | person_id | recorded_on | closed_on
X1                      | ada       | 2022-01-01  |
X2                      | ben       | 2022-01-01  | 2023-01-01

missing_episodes
missing_episode_id | person_id | started_on
M1                 | cat       | 2024-06-28

private_fostering_arrangements
private_fostering_id | person_id | started_on | ended_on
F1                   | dot       | 2024-06-01 |
F2                   | eve       | 2024-07-01 |
"""


@pytest.fixture(scope="module")
def frame() -> Frame:
    extract = from_rows(read_record(RECORD), source="rows written for a test")
    return frame_of(weigh_record(extract, AS_AT, ReferenceEngine(), [CATALOGUE[each] for each in CODES]))


@pytest.mark.parametrize(
    ("stratum", "people"),
    [
        (Stratum.REFERRALS, ("ben", "cat", "fay")),  # gus was contacted a day too long ago, dot's is to come
        (Stratum.ASSESSMENTS, ("ben",)),  # authorised in the six months, though begun before; cat's was not
        (Stratum.SIGNIFICANT_HARM, ("ben",)),
        (Stratum.IN_NEED, ("ada",)),  # ben has a plan, cat's episode went no further, fay's closed that day
        (Stratum.PROTECTION, ("ben",)),
        (Stratum.LOOKED_AFTER, ("cat",)),  # gus left that day
        (Stratum.CARE_LEAVERS, ("eve",)),
        (Stratum.ADOPTION, ("cat",)),  # gus's order is a year old, ada's decision was reversed
        (Stratum.DISABLED, ("ada",)),
        (Stratum.EXPLOITATION, ("ada", "cat")),
        (Stratum.PRIVATE_FOSTERING, ("dot",)),
    ],
)
def test_who_is_in_a_group_on_the_day(frame: Frame, stratum: Stratum, people: tuple[str, ...]) -> None:
    assert frame.strata[stratum] == people


def test_nobody_is_in_no_group_and_has_something_standing_out(frame: Frame) -> None:
    assert set(frame.standing) <= set(frame.people)
    assert set(frame.signs) <= set(frame.people)
    assert set(frame.strata) == set(Stratum)


def test_what_stands_out_is_the_gravest_first_with_its_days(frame: Frame) -> None:
    assert [(each.code, each.is_safety) for each in frame.standing["ada"]] == [
        ("cin-allocated-worker", True),
        ("child-seen-6m", True),
        ("cin-seen-recently", False),
    ]
    assert frame.standing["ada"][2].days > frame.standing["ada"][1].days
    assert frame.standing["ada"][1].days == (AS_AT - dt.date(2021, 7, 4)).days
    assert [each.code for each in frame.standing["cat"]] == ["cla-iha-20wd"]


def test_the_signs_of_a_childs_history(frame: Frame) -> None:
    assert frame.signs == {
        "ada": (Sign.LONG_OPEN,),
        "ben": (Sign.REFERRED_AGAIN,),
        "fay": (Sign.STEPPED_DOWN,),
    }


def test_a_frame_is_read_back_as_it_was_written(frame: Frame) -> None:
    assert read_frame(frame.to_json()) == frame


def test_a_code_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no group of children 'elsewhere'"):
        Stratum.of("elsewhere")
    with pytest.raises(ValueError, match="no sign 'tired'"):
        Sign.of("tired")
