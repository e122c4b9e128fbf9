"""The service's pools of workers: which teams exist, how many children a worker holds, how long they stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pool:
    """Workers of one kind in one service.

    ``carries`` is the load at which a new desk is opened, ``team_size`` how many desks share a manager.
    """

    service: str
    role: str
    post_type: str
    carries: int
    team_size: int
    name: str
    holds_cases: bool = True


POOLS: tuple[Pool, ...] = (
    Pool("access-and-response", "DUTY", "social-worker", 6, 6, "Access and Response", False),
    Pool("assessment", "ALLOCATED", "social-worker", 18, 7, "Assessment"),
    Pool("help-and-protection", "ALLOCATED", "social-worker", 18, 7, "Help and Protection"),
    Pool("looked-after", "ALLOCATED", "social-worker", 17, 6, "Children Looked After"),
    Pool("disability-0-25", "ALLOCATED", "social-worker", 20, 9, "0-25 Disability"),
    Pool("leaving-care", "PERSONAL_ADVISER", "personal-adviser", 22, 8, "Leaving Care"),
    Pool("quality-assurance", "IRO", "reviewing-officer", 62, 8, "Reviewing Officers"),
    Pool("quality-assurance", "CP_CHAIR", "conference-chair", 70, 8, "Conference Chairs"),
)
BY_SEGMENT: Mapping[tuple[str, str], int] = {(pool.service, pool.role): index for index, pool in enumerate(POOLS)}

ASSESSMENT = BY_SEGMENT["assessment", "ALLOCATED"]

TURNOVER = 0.13  # of permanent case-holding workers a year, in a good council
AGENCY = 0.33  # of those who start
NEWLY_QUALIFIED = 0.16  # of those who start and are not agency

UNSETTLED_TURNOVER, UNSETTLED_AGENCY = 0.25, 0.5  # the case: turnover 27% then 24%, many agency workers
SQUEEZED_LOAD = 36  # children a worker of the case's front-line team takes on; 33 on average
