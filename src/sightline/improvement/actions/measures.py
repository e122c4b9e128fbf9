"""Making measures, ending them, and keeping what they read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.actions import log
from sightline.access.models import Account, Doing
from sightline.country.indicators import measures as published
from sightline.errors import UserError
from sightline.findings.queries.loaded import held_or_none
from sightline.improvement.models import Counted, Measure, MeasureKind, Reading, Recommendation
from sightline.improvement.queries import measures as queries
from sightline.inspection.prompts import PROMPTS
from sightline.standards.nodes import Judgement
from sightline.web import clock

if TYPE_CHECKING:
    from sightline.findings.kept import Mark
    from sightline.findings.queries.loaded import Loaded

MOST_MONTHS = 36
LEAST_WHY = 10  # characters: less is no reason


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a measure is to be: of what, counted how, and where it is to get to by when and for how long."""

    kind: MeasureKind
    key: str
    counted: Counted
    target: float
    target_on: dt.date
    months_to_hold: int
    higher_is_better: bool
    team_id: str = ""
    words: str = ""


@transaction.atomic
def add_measure(*, wanted: Wanted, recommendation: Recommendation | None, by: Account) -> Measure:
    """A measure, its baseline read from the record as it stands; None for a baseline that cannot be told.

    :class:`~sightline.errors.UserError` for what the record does not have, a target outside what can be, a day that is
    past, or no months to hold.
    """
    measure = Measure(
        recommendation=recommendation,
        kind=wanted.kind,
        key=wanted.key,
        counted=wanted.counted,
        team_id=wanted.team_id,
        words=wanted.words.strip(),
        higher_is_better=wanted.higher_is_better,
        target=wanted.target,
        target_on=wanted.target_on,
        months_to_hold=wanted.months_to_hold,
        by=by,
        at=clock.now(),
    )
    _refuse(measure)
    baseline = queries.on_day(measure, clock.today())
    measure.baseline, measure.baseline_on = baseline.value, baseline.on
    measure.save()
    log(by=by, doing=Doing.CHANGED, page="measures:new")
    return measure


@transaction.atomic
def end_measure(*, measure: Measure, why: str, by: Account, may_override: bool = False) -> None:
    """End a measure; it stays with the reason.

    One that a recommendation waits for and that has not held is ended only by who may close over a failing measure
    (``may_override``), for ending it would open the way to closing.
    """
    found = Measure.objects.select_for_update().get(pk=measure.pk)
    if found.ended_at is not None:
        raise UserError("This measure has been ended already, and says why. Nothing was changed.")
    if len(why.strip()) < LEAST_WHY:
        raise UserError("Say in a sentence why the measure is ended; the board reads it.")
    has_held = queries.stands(found, clock.today()).has_held(found.months_to_hold)
    if found.recommendation_id is not None and not has_held and not may_override:
        raise UserError(
            "A recommendation waits for this measure, which has not held as long as was set. "
            "Only the director may end it; ask them, or make another measure beside it."
        )
    found.ended_at, found.ended_why = clock.now(), why.strip()
    found.save(update_fields=["ended_at", "ended_why"])
    log(by=by, doing=Doing.CHANGED, page="measures:end", why=f"measure {found.pk}")


@transaction.atomic
def take_readings(loaded: Loaded, mark: Mark) -> list[Reading]:
    """Keep what each measure now reads, and at each month's end since the last kept: a row, never changed.

    Nothing is written where it reads what was kept for that day already, so that figures made again change nothing.
    """
    made = []
    for measure in Measure.objects.filter(ended_at=None).order_by("pk"):
        kept = {each.on: each for each in measure.readings.order_by("pk")}
        last = max(kept, default=None)
        points = [each for each in queries.series(measure, loaded.as_at, loaded) if last is not None and each.on > last]
        for point in [*points, queries.on_day(measure, loaded.as_at, loaded)]:
            before = kept.get(point.on)
            figures = (point.value, point.numerator, point.denominator)
            if before is not None and (before.value, before.numerator, before.denominator) == figures:
                continue
            kept[point.on] = Reading(
                measure=measure,
                on=point.on,
                value=point.value,
                numerator=point.numerator,
                denominator=point.denominator,
                through=mark.through,
                catalogue=mark.catalogue,
                at=clock.now(),
            )
            made.append(kept[point.on])
    if made:
        Reading.objects.bulk_create(made)
        log(by=None, doing=Doing.CHANGED, page="measures:readings", why=f"{len(made)} readings kept")
    return made


def _refuse(measure: Measure) -> None:
    """:class:`UserError` for a measure that could not be read, or a target that could not be reached."""
    loaded = held_or_none()
    if loaded is None:
        raise UserError("The figures of this council are being made. Wait a minute, then ask again.")
    is_known = {
        MeasureKind.STANDARD: measure.key in loaded.standards,
        MeasureKind.PROMPT: measure.key in PROMPTS,
        MeasureKind.INDICATOR: measure.key.removeprefix(queries.LINE) in loaded.lines
        if measure.key.startswith(queries.LINE)
        else measure.key.removeprefix(queries.COUNTRY) in published(),
    }[MeasureKind(measure.kind)]
    if not is_known:
        raise UserError("There is no such standard, indicator or audit prompt. Choose one from the list.")
    if measure.kind == MeasureKind.STANDARD:
        if isinstance(loaded.standards[measure.key].node, Judgement):
            raise UserError("That standard is judged by a person and has no figure. Choose the audit prompt for it.")
        if measure.key in loaded.not_assessable:
            raise UserError("The record lacks what that standard needs, so that no figure of it can be told.")
    is_standard = measure.kind == MeasureKind.STANDARD
    if is_standard == (measure.counted == Counted.OWN):
        raise UserError("Choose what of the standard is counted.")
    if measure.team_id and (not is_standard or measure.team_id not in loaded.people.teams):
        raise UserError("There is no such team, or this measure is of the whole council alone.")
    most = queries.ceiling_of(measure)
    if measure.target < 0 or (most is not None and measure.target > most):
        raise UserError(f"The target must be from {queries.figure(measure, 0)} to {queries.figure(measure, most)}.")
    if measure.target_on <= clock.today():
        raise UserError("The day the target is to be reached must be to come.")
    if not 1 <= measure.months_to_hold <= MOST_MONTHS:
        raise UserError(f"It must hold for 1 to {MOST_MONTHS} months.")
