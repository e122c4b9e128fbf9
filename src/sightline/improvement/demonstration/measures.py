"""What the invented council measures: children held by managers, children unseen, return interviews, assessments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sightline.access.models import Account
from sightline.findings.queries.loaded import held_or_none
from sightline.improvement.actions.measures import Wanted, add_measure
from sightline.improvement.models import Counted, Measure, MeasureKind, Recommendation
from sightline.record.codes import CODE_SETS

HALF_A_YEAR = dt.timedelta(days=182)


def measure_it(on: dt.date, people: Mapping[str, Account]) -> None:
    """Make each measure as the performance analyst, waited for by a recommendation of the plan that is about it."""
    loaded = held_or_none()
    by = people.get("analyst") or people.get("director")
    if loaded is None or by is None or Measure.objects.exists():
        return
    service = CODE_SETS["service"].meanings["disability-0-25"]
    disabled = next((key for key, each in sorted(loaded.people.teams.items()) if each.service == service), "")
    for wanted, about in (
        (
            _wanted(on, "wf-case-held-by-manager", Counted.OPEN, 0, "A manager in name visits nobody."),
            "manager",
        ),
        (
            _wanted(on, "child-seen-6m", Counted.OPEN, 0, "A child whom nobody sees is safe by luck alone.", disabled),
            "seen",
        ),
        (
            _wanted(on, "mis-rhi-72h", Counted.KEPT, 0.9, "Children say where they were while they still want to."),
            "return",
        ),
        (
            _wanted(on, "as-assessment-45wd", Counted.KEPT, 0.85, "Families wait no longer to know."),
            "",
        ),
        (
            _wanted(on, "wf-supervision-monthly", Counted.KEPT, 0.9, "A worker who is heard sees more of the child."),
            "supervision",
        ),
    ):
        if wanted.key in loaded.standards and wanted.key not in loaded.not_assessable:
            add_measure(wanted=wanted, recommendation=_about(about), by=by)


def _wanted(on: dt.date, key: str, counted: Counted, target: float, words: str, team: str = "") -> Wanted:
    return Wanted(
        kind=MeasureKind.STANDARD,
        key=key,
        counted=counted,
        target=target,
        target_on=on + HALF_A_YEAR,
        months_to_hold=6,
        higher_is_better=counted is Counted.KEPT,
        team_id=team,
        words=words,
    )


def _about(word: str) -> Recommendation | None:
    return Recommendation.objects.filter(words__icontains=word).order_by("pk").first() if word else None
