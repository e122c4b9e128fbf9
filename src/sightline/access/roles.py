"""In what roles people work: what each may do, and to which children it reaches.

A role says nothing of one child. Whether a child is within its reach is decided in :mod:`sightline.access.children`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from sightline.access.permissions import Permission as P


class Reach(StrEnum):
    """To which children a role reaches, narrowest first."""

    NONE = "no child"
    OWN = "children they are involved with"
    TEAM = "children of their team, and their own"
    SERVICE = "children of their team's service, and their own"
    GIVEN = "children whose files they were given to read"
    COUNCIL = "every child of the council"


@dataclass(frozen=True, slots=True)
class Role:
    """A role. ``days``: the longest an assignment to it may last, None for no limit. ``needs_team``: without one it
    reaches only one's own children."""

    code: str
    name: str
    reach: Reach
    permissions: frozenset[P]
    needs_team: bool = False
    days: int | None = None

    @property
    def sees_children(self) -> bool:
        """Whether there is any path from this role to a child's row."""
        return self.reach is not Reach.NONE


EVERYONE = frozenset({P.HOME_VIEW, P.OWN_ACCOUNT_MANAGE})  # whoever is signed in, whatever their role
FIGURES = frozenset({P.STANDARDS_VIEW, P.FINDINGS_VIEW, P.FINDINGS_EXPORT})
LISTS = frozenset({P.CHILDREN_LIST, P.CHILDREN_EXPORT, P.CHILD_OPEN, P.OWN_FAMILY_DECLARE})
BEYOND = frozenset({P.CHILDREN_SEARCH, P.CHILD_OPEN_WITH_REASON, P.CHILD_BREAK_GLASS})
WORKING = frozenset({P.NOTE_WRITE, P.TASK_DO, P.SUPERVISION_VIEW_OWN, P.LEARNING_READ})
MANAGING = WORKING | {P.DECISION_MAKE, P.SUPERVISION_RECORD, P.TASK_ASSIGN, P.ALLOCATION_MAKE}
DOOR = frozenset({P.STANDARDS_VIEW, P.DUPLICATES_DECIDE})
DATA = frozenset({P.TEAMS_VIEW, P.STAFF_VIEW, P.CHILDREN_SEARCH, P.DUPLICATES_DECIDE})
READING = frozenset({P.INSPECTIONS_VIEW, P.COUNTRY_VIEW})  # what is published of inspections
MOCK = READING | {P.MOCK_VIEW, P.FILE_AUDIT}
LEADING = MOCK | {P.MOCK_LEAD, P.ANNEX_A_EXPORT, P.INSPECTIONS_RECORD}
# What the plan says, the board decides and members ask is read by everyone who answers for the service.
ANSWERING = frozenset({P.PLAN_VIEW, P.BOARD_VIEW, P.CAMPAIGN_VIEW, P.PRACTICE_VIEW, P.SCRUTINY_VIEW})
IMPROVING = ANSWERING | {P.PLAN_MANAGE, P.CAMPAIGN_REVIEW, P.SCRUTINY_ANSWER}
STEERING = IMPROVING | {P.BOARD_MANAGE, P.CAMPAIGN_LEAD, P.PRACTICE_MANAGE, P.INQUIRY_VIEW}
# An inspector changes nothing, not even by declaring a relation: whoever opens the account leaves that file out.
INSPECTING = (
    (LISTS - {P.OWN_FAMILY_DECLARE}) | FIGURES | READING | {P.TEAMS_VIEW, P.MOCK_VIEW, P.PLAN_VIEW, P.BOARD_VIEW}
)
GOVERNING = frozenset({P.ACCESS_LOG_VIEW, P.BREAK_GLASS_REVIEW, P.UNUSUAL_ACCESS_REVIEW, P.CHILD_RESTRICT})

PRACTITIONER = Role(
    "practitioner",
    "Social worker or personal adviser",
    Reach.OWN,
    LISTS | BEYOND | WORKING | {P.STANDARDS_VIEW, P.CAMPAIGN_REVIEW},
)
TEAM_MANAGER = Role(
    "team-manager",
    "Team manager",
    Reach.TEAM,
    LISTS
    | BEYOND
    | MANAGING
    | FIGURES
    | MOCK
    | IMPROVING
    | {P.TEAMS_VIEW, P.STAFF_VIEW, P.ACCESS_LOG_VIEW, P.CONCERN_ANSWER},
    needs_team=True,
)
FRONT_DOOR = Role("front-door", "Front door: access and response", Reach.COUNCIL, LISTS | BEYOND | WORKING | DOOR)
REVIEWING_OFFICER = Role(
    "reviewing-officer",
    "Reviewing officer or conference chair",
    Reach.OWN,
    LISTS | BEYOND | WORKING | FIGURES | MOCK | ANSWERING | {P.TEAMS_VIEW, P.CAMPAIGN_REVIEW},
)
AUDITOR = Role(
    "auditor",
    "Principal social worker or auditor",
    Reach.COUNCIL,
    LISTS | BEYOND | FIGURES | LEADING | STEERING | {P.TEAMS_VIEW, P.STAFF_VIEW, P.LEARNING_READ},
)
ANALYST = Role(
    "analyst",
    "Performance analyst",
    Reach.COUNCIL,
    LISTS
    | FIGURES
    | DATA
    | READING
    | ANSWERING
    | {P.MOCK_VIEW, P.ANNEX_A_EXPORT, P.PLAN_MANAGE, P.BOARD_MANAGE, P.INQUIRY_VIEW, P.PUBLICATION_MAKE},
)
HEAD_OF_SERVICE = Role(
    "head-of-service",
    "Head of service",
    Reach.SERVICE,
    LISTS
    | BEYOND
    | MANAGING
    | FIGURES
    | MOCK
    | IMPROVING
    | {P.TEAMS_VIEW, P.STAFF_VIEW, P.ACCESS_LOG_VIEW, P.CONCERN_ANSWER, P.CAMPAIGN_LEAD, P.INQUIRY_VIEW},
    needs_team=True,
)
DIRECTOR = Role(
    "director",
    "Director of children's services",
    Reach.COUNCIL,
    LISTS
    | BEYOND
    | MANAGING
    | FIGURES
    | GOVERNING
    | LEADING
    | STEERING
    | {P.TEAMS_VIEW, P.STAFF_VIEW, P.CONCERN_ANSWER, P.PLAN_OVERRIDE, P.PUBLICATION_MAKE},
)
BOARD_PARTNER = Role("board-partner", "Improvement board partner", Reach.NONE, FIGURES | READING | ANSWERING)
# A member sees figures that were checked for disclosure and no others: of two that were not, one less the other may be
# a child.
ELECTED_MEMBER = Role("elected-member", "Elected member", Reach.NONE, READING | {P.SCRUTINY_VIEW, P.SCRUTINY_ASK})
SCRUTINY_OFFICER = Role(
    "scrutiny-officer",
    "Scrutiny officer, clerk to the committee",
    Reach.NONE,
    READING | {P.SCRUTINY_VIEW, P.SCRUTINY_MANAGE, P.SCRUTINY_ANSWER},
)
INSPECTOR = Role(
    "inspector",
    "Inspector, for every file",
    Reach.COUNCIL,
    INSPECTING | {P.STAFF_VIEW, P.CHILDREN_SEARCH, P.ACCESS_LOG_VIEW},
    days=60,
)
INSPECTOR_GIVEN = Role("inspector-given", "Inspector, for the files they are given", Reach.GIVEN, INSPECTING, days=60)
PEER_REVIEWER = Role(
    "peer-reviewer",
    "Peer reviewer or guest auditor",
    Reach.GIVEN,
    MOCK | {P.CHILDREN_LIST, P.CHILD_OPEN, P.OWN_FAMILY_DECLARE, P.STANDARDS_VIEW},
    days=60,
)
ADMINISTRATOR = Role("administrator", "Administrator of accounts", Reach.NONE, frozenset({P.ACCOUNTS_MANAGE}))

ROLES: Mapping[str, Role] = MappingProxyType(
    {
        role.code: role
        for role in (
            PRACTITIONER,
            TEAM_MANAGER,
            FRONT_DOOR,
            REVIEWING_OFFICER,
            AUDITOR,
            ANALYST,
            HEAD_OF_SERVICE,
            DIRECTOR,
            BOARD_PARTNER,
            ELECTED_MEMBER,
            SCRUTINY_OFFICER,
            INSPECTOR,
            INSPECTOR_GIVEN,
            PEER_REVIEWER,
            ADMINISTRATOR,
        )
    }
)
