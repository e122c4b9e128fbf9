"""A standard: what should happen, for whom, by what authority, and the harm if it is missed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sightline.standards.nodes import Node
from sightline.standards.obligations import SubjectKind


class Area(StrEnum):
    """The part of the service a standard belongs to."""

    FRONT_DOOR = "front-door"
    ASSESSMENT = "assessment"
    CHILD_IN_NEED = "child-in-need"
    CHILD_PROTECTION = "child-protection"
    LOOKED_AFTER = "looked-after"
    PERMANENCE = "permanence-adoption"
    CARE_LEAVERS = "care-leavers"
    DISABILITY = "disability-0-25"
    EXPLOITATION = "exploitation-missing"
    WORKFORCE = "workforce-supervision"
    LEADERSHIP = "leadership-governance"
    DATA = "data-publication"


class Force(StrEnum):
    """Why it binds."""

    LAW = "law"
    STATUTORY_GUIDANCE = "statutory guidance"
    NATIONAL_MEASURE = "national measure"
    LOCAL_POLICY = "local policy"


class Harm(StrEnum):
    """What missing it risks, worst first."""

    SAFETY = "safety"
    EXPERIENCE = "experience"
    PROCESS = "process"
    DATA = "data"


class Confidence(StrEnum):
    """How sure we are that the citation says so."""

    VERIFIED = "verified"  # the text was seen
    VERIFIED_SECONDARY = "verified-secondary"  # restated by a source that was seen
    UNVERIFIED = "unverified"  # general knowledge; shown as such wherever the standard is


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a standard comes from: document, paragraph, address, and the dates it was in force (None: no bound)."""

    document: str
    reference: str
    url: str | None
    confidence: Confidence
    in_force_from: dt.date | None = None
    in_force_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard, as data.

    ``applies_to`` says in words who it is about ("children on a child protection plan"); ``subject`` is the column of
    the node's clock-starting table that holds the subject's key, and ``subject_kind`` what that key names. ``note``
    carries the awkward case or what is assumed. ``tolerance`` is the share of obligations that may be missed before the
    standard counts as a weakness, where the source itself states one (None: the rule's own default).
    """

    code: str
    sentence: str
    area: Area
    applies_to: str
    node: Node
    citation: Citation
    force: Force
    harm: Harm
    subject_kind: SubjectKind = SubjectKind.CHILD
    subject: str = "person_id"
    note: str = ""
    tolerance: float | None = None
    lines: tuple[str, ...] = ()  # ids of the lines of enquiry it informs
    version: int = 1
