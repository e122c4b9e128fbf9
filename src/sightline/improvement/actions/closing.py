"""How a recommendation stands, changed: begun, closed, not accepted, reopened by a person or by its measure.

The rule is here, under a lock, and not in a form: with a measure that fails, cannot be told, or has not held for the
months set, nothing is closed or set aside unless somebody who may sign over it does, with reasons that are shown for
ever. Without a measure, it is closed on evidence.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from sightline.access import actions as access
from sightline.access.bearer import bearer
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.findings.queries.loaded import Loaded
from sightline.improvement.models import Recommendation, Status, StatusChange
from sightline.improvement.queries.plan_closing import failed_since, in_the_way
from sightline.web import clock

SHORTEST_WORDS = 10  # characters: less says nothing
SHORTEST_OVERRIDE = 60  # characters: a reason that a board will read for years
LONGEST_WORDS = 4_000
OVER = frozenset({Status.CLOSED, Status.SET_ASIDE})  # after which nobody works on it


@transaction.atomic
def begin(*, recommendation: Recommendation, words: str, by: Account) -> StatusChange:
    """Say that work on a recommendation is under way, and what was begun."""
    held = _lock(recommendation)
    if status_of(held) is not Status.OPEN:
        raise UserError("Work on it was begun already.")
    return _change(held, Status.UNDER_WAY, _said(words, "Say what was begun, in a sentence."), by)


@transaction.atomic
def close(*, recommendation: Recommendation, words: str, by: Account, loaded: Loaded | None = None) -> StatusChange:
    """Close a recommendation as met; ``words`` say what shows it. UserError, saying why, where its measure does not
    let it be closed, and where it has neither measure nor evidence. ``loaded``: figures to read by, else those held."""
    held = _lock_to_end(recommendation)
    said = _said(words, "Say what shows that it is met, in a sentence.")
    _refuse_over_a_measure(held, loaded)
    if not held.measures.exists() and not held.evidence.filter(withdrawn_at=None).exists():
        raise UserError("It has no measure, and nothing is attached that shows it is met. Attach that first.")
    return _change(held, Status.CLOSED, said, by)


@transaction.atomic
def close_over_measure(
    *, recommendation: Recommendation, words: str, by: Account, loaded: Loaded | None = None
) -> StatusChange:
    """Close a recommendation although its measure says otherwise, signed by ``by``: shown to the board for ever.

    UserError for whoever may not sign, for too short a reason, and where no measure is in the way.
    """
    held = _lock_to_end(recommendation)
    if not bearer(by, clock.today()).may(Permission.PLAN_OVERRIDE):
        raise UserError("Your role does not let you close a recommendation over its measure. The director may.")
    said = words.strip()[:LONGEST_WORDS]
    if len(said) < SHORTEST_OVERRIDE:
        raise UserError("Give your reasons in full sentences: the board will read them beside the measure for ever.")
    found = in_the_way(held, clock.today(), loaded)
    if not found:
        raise UserError("No measure is in the way. Close it without signing over one.")
    measured = "\n".join(each.words for each in found)
    return _change(held, Status.CLOSED, said, by, over_measure=True, measure_words=measured)


@transaction.atomic
def set_aside(*, recommendation: Recommendation, words: str, by: Account, loaded: Loaded | None = None) -> StatusChange:
    """Say that a recommendation is not accepted, and why. UserError while a measure of it fails: then it is either
    worked on or signed for."""
    held = _lock_to_end(recommendation)
    said = _said(words, "Say why it is not accepted, in a sentence.")
    _refuse_over_a_measure(held, loaded)
    return _change(held, Status.SET_ASIDE, said, by)


@transaction.atomic
def reopen(*, recommendation: Recommendation, words: str, by: Account) -> StatusChange:
    """Open a recommendation again, and say why; that it was closed stays."""
    held = _lock(recommendation)
    if status_of(held) not in OVER:
        raise UserError("It is open already.")
    return _change(held, Status.UNDER_WAY, _said(words, "Say why it is opened again, in a sentence."), by)


def reopen_failing(on: dt.date, loaded: Loaded | None = None) -> list[StatusChange]:
    """Reopen every closed recommendation whose measure fails as at ``on``; again on the same day it finds none.

    ``loaded``: figures to read the measures by, else those the process holds. Without figures nothing is reopened: what
    cannot be told is no failing.
    """
    changes = []
    for pk in Recommendation.objects.filter(measures__isnull=False).distinct().values_list("pk", flat=True):
        with transaction.atomic():
            held = Recommendation.objects.select_for_update().get(pk=pk)
            last = _last(held)
            if last is None or last.status != Status.CLOSED:
                continue
            found = failed_since(last, on, loaded)
            if found:
                said = "Reopened by its measure. " + " ".join(each.words for each in found)
                measured = "\n".join(each.words for each in found)
                changes.append(_change(held, Status.UNDER_WAY, said, None, measure_words=measured, on=on))
    return changes


def status_of(recommendation: Recommendation) -> Status:
    """How a recommendation stands, as people say; not begun where nobody said anything."""
    last = _last(recommendation)
    return Status(last.status) if last is not None else Status.OPEN


def _refuse_over_a_measure(held: Recommendation, loaded: Loaded | None) -> None:
    found = in_the_way(held, clock.today(), loaded)
    if found:
        said = " ".join(each.words for each in found)
        raise UserError(f"Its measure does not let it be closed. {said}")


def _lock(recommendation: Recommendation) -> Recommendation:
    """The recommendation, held until this transaction ends, so that two who change it go one after the other."""
    return Recommendation.objects.select_for_update().get(pk=recommendation.pk)


def _lock_to_end(recommendation: Recommendation) -> Recommendation:
    held = _lock(recommendation)
    if status_of(held) in OVER:
        raise UserError("It is closed already. Open it again first.")
    return held


def _last(recommendation: Recommendation) -> StatusChange | None:
    return recommendation.changes.order_by("at", "pk").last()


def _change(
    held: Recommendation,
    status: Status,
    reasons: str,
    by: Account | None,
    *,
    over_measure: bool = False,
    measure_words: str = "",
    on: dt.date | None = None,
) -> StatusChange:
    made = StatusChange.objects.create(
        recommendation=held,
        status=status.value,
        reasons=reasons,
        over_measure=over_measure,
        measure_words=measure_words,
        by=by,
        at=clock.now(),
        on=on or clock.today(),
    )
    why = "closed over its measure" if over_measure else status.label
    access.log(by=by, doing=Doing.CHANGED, page="plan:status", why=why)
    return made


def _said(words: str, missing: str) -> str:
    found = words.strip()[:LONGEST_WORDS]
    if len(found) < SHORTEST_WORDS:
        raise UserError(missing)
    return found
