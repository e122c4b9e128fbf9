"""The loops of practice: how each stands, what was done and read, and which weaknesses nobody has taken up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from sightline.improvement.models import Loop, PlannedAction, PlannedAudit
from sightline.improvement.practice_closing import LoopAction, LoopStands, LoopState, ReAudit, stands
from sightline.improvement.queries.practice_audits import files_of
from sightline.improvement.queries.practice_evidence import Evidence, account_key, later_found
from sightline.improvement.themes import RETURNS_WITHIN, Theme, ThemeFigures, themes
from sightline.record.calendar import add_months

FOUND_BEFORE = 12  # months before a loop was opened within which audits are taken to have found it
READ_WITH = ("re_audits__auditor", "re_audits__drawn")
ORDER = {each: place for place, each in enumerate(LoopState)}


@dataclass(frozen=True, slots=True)
class LoopRow:
    """A loop with how it stands. ``record_actions``: those of the council's own audits among ``actions``."""

    loop: Loop
    theme: Theme
    team: str
    stands: LoopStands
    actions: tuple[LoopAction, ...]
    record_actions: int
    re_audits: tuple[PlannedAudit, ...]

    @property
    def done(self) -> int:
        """Actions completed."""
        return sum(each.completed_on is not None for each in self.actions)


@dataclass(frozen=True, slots=True)
class Untaken:
    """A theme found weak again after it was acted on, or acted on without a re-audit, that has no loop."""

    theme: Theme
    acted: int
    done: int
    returned: str


def loops(found: Evidence, on: dt.date) -> list[LoopRow]:
    """Every loop, those reopened first, the longest open first among alike. Five queries however many there are."""
    every = Loop.objects.select_related("by", "recommendation").prefetch_related(*READ_WITH)
    rows = _rows(list(every), found, on)
    return sorted(rows, key=lambda each: (ORDER[each.stands.state], -each.stands.age, each.loop.pk))


def loop_row(loop: Loop, found: Evidence, on: dt.date) -> LoopRow:
    """One loop, as it stands on a day."""
    prefetch_related_objects([loop], *READ_WITH)
    return _rows([loop], found, on)[0]


def _rows(every: Sequence[Loop], found: Evidence, on: dt.date) -> list[LoopRow]:
    wanted = {each.recommendation_id for each in every} - {None}
    standing = PlannedAction.objects.filter(recommendation__in=wanted, withdrawn_at=None, superseded_by=None)
    planned: dict[int | None, list[PlannedAction]] = {}
    for each in standing.select_related("by"):
        planned.setdefault(each.recommendation_id, []).append(each)
    return [_row(each, planned.get(each.recommendation_id, []), found, on) for each in every]


def _row(loop: Loop, planned: Sequence[PlannedAction], found: Evidence, on: dt.date) -> LoopRow:
    own = [
        LoopAction(each.starts_on or min(each.at.date(), on), each.done_on, account_key(each.owner_id), each.words)
        for each in planned
    ]
    recorded = [
        LoopAction(each.raised_on, each.completed_on, each.owner)
        for each in found.actions
        if each.theme == loop.theme and loop.team_id in ("", each.team) and loop.since <= each.raised_on <= on
    ]
    re_audits = tuple(each for each in loop.re_audits.all() if each.withdrawn_at is None)
    latest = max((each.starts_on for each in re_audits), default=on)
    stood = stands(
        opened_on=loop.opened_on,
        aim=loop.aim,
        files=loop.files,
        actions=[*own, *recorded],
        re_audits=[ReAudit(each.pk, each.due_on, files_of(each, found, on)) for each in re_audits],
        found_by=finders(loop, found),
        later=later_found(found.findings, loop.theme, loop.team_id, since=latest),
        set_aside_on=loop.set_aside_on,
        on=on,
    )
    return LoopRow(
        loop=loop,
        theme=themes()[loop.theme],
        team=found.team_name(loop.team_id),
        stands=stood,
        actions=tuple(sorted((*own, *recorded), key=lambda each: each.raised_on)),
        record_actions=len(recorded),
        re_audits=re_audits,
    )


def finders(loop: Loop, found: Evidence) -> frozenset[str]:
    """Who found the weakness in the year before it was taken up: none of them may say that it has gone."""
    since = add_months(loop.opened_on, -FOUND_BEFORE) or dt.date.min
    return frozenset(
        each.auditor
        for each in found.findings
        if loop.theme in each.weak
        and since < each.on <= loop.opened_on
        and each.auditor
        and loop.team_id in ("", each.team)
    )


def untaken(stood: Iterable[ThemeFigures], taken: list[LoopRow]) -> list[Untaken]:
    """Themes acted on in the two years before, for the whole council, that no open loop for the council is about."""
    covered = {each.loop.theme for each in taken if not each.loop.team_id and each.stands.state.is_open}
    covered |= {each.loop.theme for each in taken if not each.loop.team_id and each.stands.state is LoopState.CLOSED}
    out = []
    for each in stood:
        if each.acted and each.theme.code not in covered:
            words = f"{each.returned.words} within {RETURNS_WITHIN} months" if each.returned.of else each.returned.words
            out.append(Untaken(each.theme, each.acted, each.done, words))
    return out
