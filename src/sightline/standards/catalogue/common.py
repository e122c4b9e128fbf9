"""Events and spans that several standards share, each stated once.

A start or end date that stands empty because the thing has not happened yet is no gap in the record. Events dated by
such a column therefore ask first that the date is known, or every open plan would count as *unknown*.
"""

from __future__ import annotations

from sightline.standards.nodes import (
    AnyOf,
    Events,
    Linked,
    OnlyWhile,
    Spans,
    is_,
    is_not,
    known,
    missing,
    weeks,
)

CIN_VISIT = Events("cin_visits", "visited_on", where=(is_("child_seen", True),))
CP_VISIT = Events("cp_visits", "visited_on", where=(is_("child_seen", True),))
CLA_VISIT = Events("cla_visits", "visited_on", where=(is_("child_seen", True),))
ASSESSED_AND_SEEN = Events("assessments", "authorised_on", where=(is_("child_seen", True), known("authorised_on")))

# A visit of any kind counts, whatever plan it was made under: a child who is both looked after and on a plan is one
# child. An assessment in which the child was seen counts on the day it was authorised, the only day the record has.
SEEN = AnyOf((CIN_VISIT, CP_VISIT, CLA_VISIT, ASSESSED_AND_SEEN))
VISITED = AnyOf((CIN_VISIT, CP_VISIT, CLA_VISIT))

OPEN_CASE = Spans("cin_episodes", "referred_on", "closed_on", where=(is_("no_further_action", False),))
CIN_PLAN = Spans("cin_plans", "started_on", "ended_on")
CP_PLAN = Spans("cp_plans", "started_on", "ended_on")

ALLOCATED = Spans("involvements", "started_on", "ended_on", where=(is_("role", "ALLOCATED"),))
MANAGER = Spans("posts", "started_on", "ended_on", where=(is_("is_management", True),))
CASE_HOLDING = ("social-worker", "newly-qualified", "senior-practitioner", "personal-adviser")
CASE_HOLDER = Spans("posts", "started_on", "ended_on", where=(is_("post_type", *CASE_HOLDING),))

# A period of care: its episodes joined. Two periods with a day between them are two.
LOOKED_AFTER = Spans("cla_episodes", "started_on", "ceased_on", merged=True)

FOR_ADOPTION = ("A3", "A4", "A5", "A6")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
WITH_PARENTS = ("P1",)
FOSTERING = ("U1", "U2", "U3", "U4", "U5", "U6")

# Once placed for adoption a child's reviews are those of the Adoption Agencies Regulations, not the care planning ones.
LOOKED_AFTER_NOT_FOR_ADOPTION = Spans(
    "cla_episodes",
    "started_on",
    "ceased_on",
    linked=(Linked("cla_placements", "cla_placement_id", (is_("placement_type_code", *FOR_ADOPTION),), absent=True),),
    merged=True,
)

CARE_BEGINS = Events("cla_episodes", "started_on", where=(is_("start_reason_code", "S"),))


def _began(*reasons: str) -> tuple[Events, Events, Events]:
    """Episodes begun for ``reasons``; the duty they start lapses with the episode if care ends with it.

    An episode that gives way to another (X1) leaves the child in care and the duty running.
    """
    begun = is_("start_reason_code", *reasons)
    return (
        Events("cla_episodes", "started_on", where=(begun, is_("ceased_reason_code", "X1"))),
        Events("cla_episodes", "started_on", where=(begun, is_not("ceased_reason_code", "X1")), until="ceased_on"),
        Events("cla_episodes", "started_on", where=(begun, missing("ceased_reason_code")), until="ceased_on"),
    )


ENTERED_CARE = AnyOf(_began("S"))
CARE_CHANGED = _began("L", "P", "B", "U")

# A review recorded as cancelled was not held; one whose flag is empty but whose date is recorded was.
REVIEW_HELD = AnyOf(
    (
        Events("cla_reviews", "reviewed_on", where=(is_("is_cancelled", False),)),
        Events("cla_reviews", "reviewed_on", where=(missing("is_cancelled"),)),
    )
)

# Aged 16 or 17 and in care for thirteen weeks: the eligible child of the leaving care law, in one period.
ELIGIBLE = Spans("cla_episodes", "started_on", "ceased_on", merged=True, aged=(16, 18), beyond=weeks(13))

NOT_OWED_CONTACT = Linked("care_leavers", "person_id", (is_("in_touch_code", "DIED", "NREQ", "RHOM"),), absent=True)

WHILE_LOOKED_AFTER = OnlyWhile(LOOKED_AFTER, "person_id")

COUNCIL = Spans("councils", "started_on", None)
