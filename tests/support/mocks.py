"""Mock inspections for tests: one of the small invented council, with evidence frozen and a sample drawn.

The rows are written as the actions write them, without evaluating the record again for each test. Who takes part, which
children are drawn and under which framework can be said; what is left out is the same every time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any

from sightline.access.models import Account
from sightline.engines.reference import ReferenceEngine
from sightline.inspection.events import events_of
from sightline.inspection.findings import digest_of
from sightline.inspection.frame import Frame, frame_of
from sightline.inspection.framework import load_framework
from sightline.inspection.models import Evidence, Member, MemberRole, MockInspection, Sample, SampledChild
from sightline.inspection.standing.inspect import WeighedRecord, conclude, weigh_record
from sightline.inspection.standing.render_json import to_json
from sightline.inspection.strata import Stratum
from sightline.ledger.models import Transaction
from sightline.standards.catalogue import CATALOGUE
from sightline.web import clock
from tests.support import site
from tests.support.personas import Persona, make

FRAMEWORK = "sif-2013-2017"
SEED = 20161114
DRAWN = (site.UNSEEN, site.LOOKED_AFTER, "K00", "K01", "K02", "K03")  # the first two for risk, the rest at random


@cache
def weighed() -> WeighedRecord:
    """The record of :mod:`tests.support.site`, weighed once for all tests."""
    return weigh_record(site.extract(), site.AS_AT, ReferenceEngine(), tuple(CATALOGUE.values()))


@cache
def findings(framework: str = FRAMEWORK) -> dict[str, Any]:
    """What the small record shows under a framework, as JSON; read only."""
    found = conclude(weighed(), load_framework(framework), tuple(CATALOGUE.values()), known_at=None)
    return to_json(found)


@cache
def frame() -> Frame:
    """The children there are to draw from."""
    return frame_of(weighed())


def begin(framework: str = FRAMEWORK, *, areas: Sequence[str] = (), title: str = "The mock of 2016") -> MockInspection:
    """A mock inspection led by the principal social worker, without evidence; the director audits for it."""
    lead = make(Persona.AUDITOR)
    loaded = load_framework(framework)
    mock = MockInspection.objects.create(
        title=title,
        why="To know before we are told.",
        framework=framework,
        event=events_of(loaded)[0].code,
        areas=list(areas or [each.id for each in loaded.areas]),
        as_at=site.AS_AT,
        starts_on=site.AS_AT,
        ends_on=site.AS_AT + dt.timedelta(days=4),
        begun_by=lead,
        begun_at=clock.now(),
    )
    join(mock, lead, MemberRole.LEAD)
    join(mock, make(Persona.DIRECTOR))
    return mock


def join(mock: MockInspection, account: Account, role: MemberRole = MemberRole.AUDITOR) -> Member:
    """Make somebody take part."""
    return Member.objects.create(
        mock=mock, account=account, role=role, joined_at=clock.now(), added_by=make(Persona.AUDITOR)
    )


def freeze(mock: MockInspection) -> Evidence:
    """The evidence of the small record, frozen by whoever leads the mock inspection."""
    last = Transaction.objects.order_by("-number").first()
    found, held = findings(mock.framework), frame().to_json()
    return Evidence.objects.create(
        mock=mock,
        edition=mock.evidence.count() + 1,
        as_at=mock.as_at,
        known_at=clock.now(),
        through=last.number if last else 0,
        ledger_digest=last.digest if last else "",
        catalogue="0" * 64,
        findings=found,
        digest=digest_of(found),
        frame=held,
        frame_digest=digest_of(held),
        frozen_by=mock.begun_by,
        frozen_at=clock.now(),
    )


def draw(mock: MockInspection, evidence: Evidence, children: Sequence[str] = DRAWN) -> Sample:
    """A sample of these children: the first two for risk, the others at random."""
    sample = Sample.objects.create(
        mock=mock,
        evidence=evidence,
        number=mock.samples.count() + 1,
        seed=SEED,
        plan=[{"stratum": Stratum.IN_NEED.value, "by_risk": 2, "at_random": len(children) - 2}],
        why="Enough to see a failing in one file of three.",
        drawn_from=len(frame().people),
        population_digest="0" * 64,
        drawn_by=mock.begun_by,
        drawn_at=clock.now(),
    )
    for place, child in enumerate(children, 1):
        SampledChild.objects.create(
            sample=sample,
            person_id=child,
            place=place,
            stratum=Stratum.IN_NEED.value,
            is_random=place > 2,
            reasons=["Not met for 400 days: No child goes unseen."] if place <= 2 else [],
        )
    return sample


def with_sample(framework: str = FRAMEWORK, children: Sequence[str] = DRAWN) -> MockInspection:
    """A mock inspection with evidence and a sample: what audits, judgements and reports begin from."""
    mock = begin(framework)
    draw(mock, freeze(mock), children)
    return mock
