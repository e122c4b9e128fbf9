"""A small record and standards of every kind, evaluated once."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.engines.duckdb import DuckDBEngine
from sightline.engines.evaluation import Evaluation
from sightline.record.schema import Row
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.foster_carer_reviews import FosterCarerReview
from sightline.record.tables.foster_carers import FosterCarer
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.people import Person
from sightline.record.tables.posts import Post
from sightline.record.tables.supervisions import Supervision
from sightline.sources.extract import Extract, from_rows
from sightline.standards.nodes import (
    AnyOf,
    AtMost,
    AtMostAtOnce,
    Consistent,
    Events,
    Every,
    Linked,
    Never,
    Node,
    OnlyWhile,
    Present,
    Sequence,
    Spans,
    Throughout,
    Within,
    days,
    is_,
    is_not,
    known,
    missing,
    months,
    not_before,
    working_days,
)
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Standard
from tests.support.standards import standard_of

FIRST = dt.date(2016, 1, 1)

OPEN_CASE = Spans("cin_episodes", "referred_on", "closed_on", where=(is_not("no_further_action", True),))
ALLOCATED = Spans("involvements", "started_on", "ended_on", where=(is_("role", "ALLOCATED"),))
MANAGER = Spans("posts", "started_on", "ended_on", where=(is_("is_management", True),))
VISITS = Events("cin_visits", "visited_on", where=(is_("child_seen", True),))
DECISIONS = Events("cin_episodes", "decided_on")
REFERRALS = Events("cin_episodes", "referred_on", until="closed_on")


def of_worker(node: Node, code: str) -> Standard:
    """A standard whose subject is a worker."""
    return standard_of(node, code=code, subject="professional_id", subject_kind=SubjectKind.WORKER)


def of_carer(node: Node, code: str) -> Standard:
    """A standard whose subject is a fostering household."""
    return standard_of(node, code=code, subject="foster_carer_id", subject_kind=SubjectKind.CARER)


def day(number: int) -> dt.date:
    """A day so many after the first."""
    return FIRST + dt.timedelta(days=number)


@pytest.fixture(scope="session")
def standards() -> list[Standard]:
    """At least one standard of every kind, with each unit of limit and each way to clip a span."""
    held = Spans("foster_carers", "approved_on", "ended_on")
    reviews = Events("foster_carer_reviews", "reviewed_on")
    return [
        standard_of(Within(REFERRALS, DECISIONS, working_days(1), "referral_id"), code="told"),
        standard_of(Within(REFERRALS, VISITS, days(20), early=5), code="within"),
        standard_of(
            Within(Events("cin_visits", "visited_on"), Events("people", "born_on", later=months(120)), months(2)),
            code="one",
        ),
        standard_of(Every(VISITS, OPEN_CASE, days(42)), code="every"),
        standard_of(Every(AnyOf((VISITS, REFERRALS)), OPEN_CASE, months(1), from_gap=1, to_gap=3), code="numbered"),
        standard_of(
            Every(VISITS, Spans("cin_episodes", "referred_on", "closed_on", merged=True, aged=(5, 18)), months(1)),
            code="aged",
        ),
        standard_of(Throughout(ALLOCATED, OPEN_CASE, working_days(5)), code="throughout"),
        standard_of(
            Never(
                Spans("involvements", "started_on", "ended_on", only_while=OnlyWhile(MANAGER, "professional_id")),
                working_days(10),
            ),
            code="never",
        ),
        standard_of(
            Never(Spans("cin_episodes", "referred_on", "closed_on", first=months(12), beyond=days(90)), months(3)),
            code="beyond",
        ),
        standard_of(AtMost(2, VISITS, 60), code="at-most"),
        of_worker(AtMostAtOnce(2, ALLOCATED), "at-once"),
        standard_of(Present(VISITS, (known("child_seen_alone"), is_("child_seen", True))), code="present"),
        standard_of(Present(REFERRALS, (known("decided_on"),), working_days(3)), code="present-later"),
        standard_of(Sequence(VISITS, REFERRALS, lookback_days=200), code="sequence"),
        standard_of(
            Consistent(VISITS, (missing("child_seen_alone"), not_before("visited_on", "visited_on"))), code="same"
        ),
        standard_of(
            Present(
                Events("cin_visits", "visited_on", linked=(Linked("people", "person_id", (known("born_on"),)),)),
                (known("child_seen"),),
            ),
            code="linked",
            in_force=(day(40), day(400)),
        ),
        of_worker(
            Every(
                Events("supervisions", "held_on"),
                Spans("posts", "started_on", "ended_on"),
                months(1),
                by="professional_id",
            ),
            "supervised",
        ),
        of_carer(Every(reviews, held, months(12), by="foster_carer_id"), "carers"),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def extract() -> Extract:
    """Forty children, six workers, two carers; some dates missing, some the wrong way round."""
    rows: list[Row] = []
    for number in range(40):
        child, worker = f"child-{number}", f"worker-{number % 6}"
        born = None if number % 11 == 0 else dt.date(2005 + number % 9, 1 + number % 12, 1 + number % 28)
        rows.append(Person(person_id=child, born_on=born))
        for spell in range(1 + number % 3):
            start = None if number == 13 else day(number * 5 + spell * 190)
            end = None if spell == number % 3 else day(number * 5 + spell * 190 + (-3 if number == 17 else 130))
            referral = f"referral-{number}-{spell}"
            decided = None if start is None or number % 7 == 0 else start + dt.timedelta(days=number % 4)
            rows.append(
                CinEpisode(
                    referral_id=referral,
                    person_id=child,
                    referred_on=start,
                    closed_on=end,
                    decided_on=decided,
                    no_further_action=number % 10 == 9,
                    team_id=f"team-{number % 3}",
                )
            )
            begun = day(number * 5 + spell * 190 + number % 9)
            rows.append(
                Involvement(
                    involvement_id=f"involvement-{number}-{spell}",
                    person_id=child,
                    professional_id=worker,
                    role="ALLOCATED" if number % 5 else "REVIEWING_OFFICER",
                    team_id=None if number % 8 == 0 else f"team-{(number + spell) % 4}",
                    started_on=begun,
                    ended_on=None if number % 2 else begun + dt.timedelta(days=60),
                )
            )
        for visit in range(number % 9):
            rows.append(
                CinVisit(
                    cin_visit_id=f"visit-{number}-{visit}",
                    person_id=child,
                    visited_on=None if (number + visit) % 12 == 0 else day(number * 5 + visit * (20 + number)),
                    child_seen=None if visit == 5 else visit != 3,
                    child_seen_alone=None if visit % 3 == 2 else True,
                )
            )
    for number in range(6):
        worker = f"worker-{number}"
        rows.append(
            Post(
                post_id=f"post-{number}",
                professional_id=worker,
                team_id=f"team-{number % 4}",
                is_management=number % 3 == 0,
                started_on=day(30 * number),
                ended_on=None if number % 2 else day(400),
            )
        )
        rows += [
            Supervision(supervision_id=f"supervision-{number}-{held}", professional_id=worker, held_on=day(35 * held))
            for held in range(number, 12)
        ]
    for number in range(2):
        carer = f"carer-{number}"
        rows.append(FosterCarer(foster_carer_id=carer, approved_on=day(10 * number), team_id="team-3"))
        rows.append(FosterCarerReview(foster_carer_review_id=f"review-{number}", foster_carer_id=carer))
    return from_rows(rows)


@pytest.fixture(scope="session")
def evaluation(extract: Extract, standards: list[Standard]) -> Evaluation:
    """The record evaluated."""
    return DuckDBEngine().evaluate(extract, standards)
