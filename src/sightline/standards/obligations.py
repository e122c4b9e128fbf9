"""Obligations and verdicts: the one shape every node reduces to.

Because a verdict follows from ``since``, ``due``, ``done_on`` and ``ended_on`` alone, one evaluation over the whole
record answers every past day: :func:`verdict_on` is the definition that each engine restates in its own terms.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What the record says of an obligation on a day. There is no fifth."""

    MET = "met"
    BREACHED = "breached"
    NOT_YET_DUE = "not_yet_due"
    UNKNOWN = "unknown"


class SubjectKind(StrEnum):
    """Whom an obligation is owed to or held by."""

    CHILD = "child"
    WORKER = "worker"
    CARER = "carer"
    TEAM = "team"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True, order=True)
class Obligation:
    """One thing owed: by which standard, for whom, because of which row (``ref``), since when, by when, done when.

    Dates are days. ``ended_on`` is when the duty lapsed. All four dates may be None.
    """

    standard: str
    subject_kind: SubjectKind
    subject: str
    ref: str
    since: dt.date | None
    due: dt.date | None
    done_on: dt.date | None
    ended_on: dt.date | None


def exists_on(obligation: Obligation, as_at: dt.date) -> bool:
    """Whether the obligation had begun by ``as_at``; one with no known start always has."""
    return obligation.since is None or obligation.since <= as_at


def verdict_on(obligation: Obligation, as_at: dt.date) -> Verdict:
    """The verdict at the end of the day ``as_at``, from what had happened by then.

    Late and never-done are both breached. A duty that lapsed before it fell due stays not yet due: it was never owed.
    """
    if obligation.since is None or obligation.due is None:
        return Verdict.UNKNOWN
    if obligation.done_on is not None and obligation.done_on <= as_at:
        return Verdict.MET if obligation.done_on <= obligation.due else Verdict.BREACHED
    if obligation.ended_on is not None and obligation.ended_on <= obligation.due and obligation.ended_on <= as_at:
        return Verdict.NOT_YET_DUE
    return Verdict.BREACHED if as_at > obligation.due else Verdict.NOT_YET_DUE


def is_open_breach_on(obligation: Obligation, as_at: dt.date) -> bool:
    """Breached, not yet done, and the duty still runs: what somebody should act on today."""
    return (
        verdict_on(obligation, as_at) is Verdict.BREACHED
        and (obligation.done_on is None or obligation.done_on > as_at)
        and (obligation.ended_on is None or obligation.ended_on > as_at)
    )
