"""The mock inspection an invented council has begun: its evidence frozen, its sample drawn, nothing audited yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal

from sightline.access.children import restricted_children
from sightline.access.models import Account
from sightline.access.roles import AUDITOR, DIRECTOR, HEAD_OF_SERVICE, REVIEWING_OFFICER, TEAM_MANAGER
from sightline.inspection.actions.freezing import Worked, freeze, keep, worked_from
from sightline.inspection.actions.hours import plan_hours
from sightline.inspection.actions.sampling import draw_sample
from sightline.inspection.actions.setting_up import Scope, add_member, begin
from sightline.inspection.events import events_of
from sightline.inspection.framework import framework_used_on, load_framework
from sightline.inspection.models import MemberRole, MockInspection, WorkKind
from sightline.inspection.queries.hours import suggestion as hours_suggested
from sightline.inspection.queries.samples import frame_of_evidence
from sightline.inspection.queries.samples import suggestion as files_suggested
from sightline.inspection.sampling import StratumPlan
from sightline.inspection.standing.inspect import WeighedRecord
from sightline.ledger import owed
from sightline.ledger.queries import last_through
from sightline.web import clock

SEED = 2014  # the year in which the real one was not held; the same files come out for everybody
TAKE_PART = (REVIEWING_OFFICER.code, TEAM_MANAGER.code, HEAD_OF_SERVICE.code, DIRECTOR.code)
Say = Callable[[str], None]


def hold_mock(on: dt.date, *, domain: str, say: Say = lambda _: None, record: WeighedRecord | None = None) -> None:
    """Begin a mock inspection as the principal social worker, unless the council has had one already.

    ``record``: the council weighed as at ``on`` already, as the store now holds it. ``domain``: of the personas'
    addresses.
    """
    people = {each.email: each for each in Account.objects.filter(email__endswith=f"@{domain}")}
    lead = people.get(f"{AUDITOR.code}@{domain}")
    if lead is None or MockInspection.objects.exists():
        return
    say("Beginning a mock inspection")
    framework = load_framework(framework_used_on(on))
    mock = begin(
        scope=Scope(
            title=f"Mock inspection, {on:%B %Y}",
            why="To know before we are told: an inspection may be near, and a mock one was put off before.",
            framework=framework.id,
            event=events_of(framework)[0].code,
            areas=tuple(each.id for each in framework.areas),
            as_at=on,
            starts_on=on,
            ends_on=on + dt.timedelta(days=4),
        ),
        by=lead,
    )
    for code in TAKE_PART:
        if (account := people.get(f"{code}@{domain}")) is not None:
            add_member(mock=mock, account=account, role=MemberRole.AUDITOR, knows_teams=(), by=lead)
    if record is not None and record.as_at == on and not restricted_children():
        evidence = keep(mock=mock, worked=_worked(mock, record), by=lead)
    else:
        evidence = freeze(mock=mock, by=lead)
    plan = [
        StratumPlan(each.stratum, each.by_risk, each.at_random)
        for each in files_suggested(mock, frame_of_evidence(evidence))
    ]
    why = "A few of every group, for four people to read in a week: what stands out, and as many again by lot."
    draw_sample(mock=mock, plan=plan, why=why, by=lead, seed=SEED)
    plan_hours(mock=mock, hours=_in_halves(hours_suggested(mock)), by=lead)


def _worked(mock: MockInspection, record: WeighedRecord) -> Worked:
    return worked_from(mock, record, owed.standards(), known_at=clock.now(), through=last_through())


def _in_halves(hours: Mapping[WorkKind, float]) -> dict[WorkKind, Decimal]:
    return {kind: Decimal(round(number * 2)) / 2 for kind, number in hours.items()}
