"""What audits found and what was done about it: from the record's columns, from mock inspections, from re-audits here.

The record's side is read by columns, once a record. It is the record that this process shows, in which restricted
children are left out; of the audits made here those about restricted children are left out by the reading.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa

from sightline.access.children import restricted_children
from sightline.findings.queries.loaded import Loaded, held, held_or_none, remembered
from sightline.improvement.models import AuditedFile
from sightline.improvement.practice_closing import FileFound
from sightline.improvement.themes import GOOD, Acted, Finding, From, ThemeFigures, figures, themes
from sightline.inspection.models import Answered, Audit
from sightline.sources.extract import Extract

WEAK = frozenset({Answered.WEAK.value, Answered.NOT_SEEN.value})  # not on file is as good as not done
SAID = WEAK | {Answered.STRONG.value, Answered.SOUND.value}


@dataclass(frozen=True, slots=True)
class AuditedThen:
    """An audit on the record, with whose file it was."""

    key: str
    person_id: str
    finding: Finding
    grade: str


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """All that is known of practice: audits on the record, findings of every kind of audit, actions, teams' names.

    ``audits`` are in order of day, and of key within one. ``here``: of the findings, those of audits made here.
    ``hidden``: the children whose record is restricted now; the record leaves out those of when it was made.
    """

    audits: tuple[AuditedThen, ...]
    findings: tuple[Finding, ...]
    actions: tuple[Acted, ...]
    teams: dict[str, str]
    services: dict[str, str]
    here: tuple[Finding, ...]
    hidden: frozenset[str]
    loaded: Loaded

    def team_name(self, team: str) -> str:
        """A team's name; words for the whole council."""
        return self.teams.get(team, team) if team else "The whole council"

    def graded(self, team: str, first: dt.date, last: dt.date) -> Iterator[AuditedThen]:
        """Audits on the record that came to a grade, of a team or ("") of any, from day to day, in order."""
        for place in range(bisect_left(self.audits, first, key=_day), bisect_right(self.audits, last, key=_day)):
            each = self.audits[place]
            if each.grade and team in ("", each.finding.team):
                yield each

    def themes_on(self, on: dt.date, team: str = "") -> tuple[ThemeFigures, ...]:
        """Every theme as at ``on``, the weakest first, of one ``team``'s audits where it is given: worked out once a
        record and what was found beside it, since it is of thousands of audits over two years."""
        if self.loaded is not held_or_none():  # another record was held meanwhile: this one's is not to be remembered
            return tuple(figures(self.findings, self.actions, on, team=team))
        return _figures_of(self.loaded, self.here, on, team)


def evidence() -> Evidence:
    """What is known now."""
    loaded = held()
    audits, actions, teams, services = _of_loaded(loaded)
    hidden = restricted_children()
    here = (*_of_mocks(loaded, hidden), *_of_re_audits(hidden))
    return Evidence(audits, (*_graded(loaded), *here), actions, teams, services, here, hidden, loaded)


Read = tuple[tuple[AuditedThen, ...], tuple[Acted, ...], dict[str, str], dict[str, str]]


@remembered
@lru_cache(maxsize=1)
def _of_loaded(loaded: Loaded) -> Read:
    return _of_record(loaded.extract)


@remembered
@lru_cache(maxsize=1)
def _graded(loaded: Loaded) -> tuple[Finding, ...]:
    return tuple(each.finding for each in _of_loaded(loaded)[0] if each.grade)


@remembered
@lru_cache(maxsize=64)
def _figures_of(loaded: Loaded, here: tuple[Finding, ...], on: dt.date, team: str) -> tuple[ThemeFigures, ...]:
    return tuple(figures((*_graded(loaded), *here), _of_loaded(loaded)[1], on, team=team))


def record_audits(loaded: Loaded) -> tuple[AuditedThen, ...]:
    """The audits on a record, with whose files they were."""
    return _of_loaded(loaded)[0]


def _of_record(extract: Extract) -> Read:
    teams, services = {}, {}
    for key, name, service in _columns(extract, "teams", "team_id", "name", "service"):
        teams[key], services[key] = name or key, service or ""
    every = frozenset(themes())
    audits: dict[str, AuditedThen] = {}
    columns = ("practice_audit_id", "person_id", "team_id", "audited_on", "auditor_id", "grade", "theme")
    for key, person, team, on, auditor, grade, theme in _columns(extract, "practice_audits", *columns):
        if on is None:
            continue
        weak = frozenset({theme} if theme in every and grade and grade not in GOOD else ())
        found = Finding(on, team or "", auditor or "", weak, every, From.RECORD)
        audits[key] = AuditedThen(key, person or "", found, grade or "")
    acted = []
    of_action = ("practice_audit_id", "theme", "raised_on", "completed_on", "owner_id")
    for audit, theme, raised, completed, owner in _columns(extract, "audit_actions", *of_action):
        then = audits.get(audit or "")
        if raised is None or theme not in every:
            continue
        team, found_by = (then.finding.team, then.finding.auditor) if then else ("", "")
        acted.append(Acted(theme, team, raised, completed, owner or "", found_by))
    in_order = sorted(audits.values(), key=lambda each: (each.finding.on, each.key))
    return tuple(in_order), tuple(acted), teams, services


def _day(audit: AuditedThen) -> dt.date:
    return audit.finding.on


def _columns(extract: Extract, table: str, *names: str) -> Iterable[tuple[Any, ...]]:
    rows: pa.Table = extract.tables[table].select(list(names))
    return zip(*(column.to_pylist() for column in rows.columns), strict=True)


def _of_mocks(loaded: Loaded, hidden: frozenset[str]) -> list[Finding]:
    """What submitted audits of mock inspections found, by the themes their questions belong to. Two queries."""
    children = loaded.people.children
    theme_of = {prompt: theme.code for theme in themes().values() for prompt in theme.prompts}
    submitted = Audit.objects.filter(submitted_at__isnull=False).select_related("child").prefetch_related("answers")
    out = []
    for audit in submitted:
        if audit.child.person_id in hidden or audit.submitted_at is None:
            continue
        asked: set[str] = set()
        weak: set[str] = set()
        for each in audit.answers.all():
            theme = theme_of.get(each.prompt)
            if theme is not None and each.answer in SAID:
                asked.add(theme)
                weak |= {theme} if each.answer in WEAK else set()
        team = children[audit.child.person_id].team or "" if audit.child.person_id in children else ""
        by = account_key(audit.auditor_id)
        on = audit.submitted_at.date()
        out.append(Finding(on, team, by, frozenset(weak), frozenset(asked), From.MOCK, audit.child.is_random))
    return out


def _of_re_audits(hidden: frozenset[str]) -> list[Finding]:
    """What files audited here on a theme found. One query."""
    answered = AuditedFile.objects.filter(answer__in=SAID, audit__withdrawn_at=None).exclude(audit__theme="")
    out = []
    for each in answered.select_related("audit"):
        if each.person_id in hidden or each.audited_on is None:
            continue
        theme = frozenset({each.audit.theme})
        weak = theme if each.answer in WEAK else frozenset()
        out.append(
            Finding(
                each.audited_on,
                each.audit.team_id,
                account_key(each.by_id),
                weak,
                theme,
                From.RE_AUDIT,
                stands_for_all=False,
            )
        )
    return out


def account_key(number: int | None) -> str:
    """An account as an auditor or owner is named among workers' keys."""
    return f"account:{number}" if number is not None else ""


def later_found(findings: Iterable[Finding], theme: str, team: str, *, since: dt.date) -> list[FileFound]:
    """What audits other than re-audits found of a theme since a day, of a team or ("") of any."""
    return [
        FileFound(each.on, each.auditor, theme not in each.weak)
        for each in findings
        if each.on > since and each.source is not From.RE_AUDIT and theme in each.asked and team in ("", each.team)
    ]
