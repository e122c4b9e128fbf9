"""Who comes to the site, by name alone."""

from __future__ import annotations

from enum import StrEnum


class Persona(StrEnum):
    """Who comes to the site."""

    PRACTITIONER = "practitioner"
    TEAM_MANAGER = "team-manager"
    FRONT_DOOR = "front-door"
    REVIEWING_OFFICER = "reviewing-officer"
    AUDITOR = "auditor"
    ANALYST = "analyst"
    HEAD_OF_SERVICE = "head-of-service"
    DIRECTOR = "director"
    BOARD_PARTNER = "board-partner"
    ELECTED_MEMBER = "elected-member"
    SCRUTINY_OFFICER = "scrutiny-officer"
    INSPECTOR = "inspector"
    INSPECTOR_GIVEN = "inspector-given"
    PEER_REVIEWER = "peer-reviewer"
    ADMINISTRATOR = "administrator"
    WITHOUT_ROLE = "without-role"
    PUBLIC = "public"
