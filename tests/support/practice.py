"""The small invented record with audits, actions, training and screenings added, evaluated for pages of practice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sightline.engines.reference import ReferenceEngine
from sightline.findings.load import load
from sightline.findings.queries import Loaded
from sightline.inspection.framework import load_framework
from sightline.record.schema import Row
from sightline.record.tables.audit_actions import AuditAction
from sightline.record.tables.exploitation_responses import ExploitationResponse
from sightline.record.tables.exploitation_screenings import ExploitationScreening
from sightline.record.tables.practice_audits import PracticeAudit
from sightline.record.tables.training_records import TrainingRecord
from sightline.sources.extract import from_rows
from sightline.standards.catalogue import CATALOGUE
from tests.support import site

STANDARDS = ("wf-supervision-monthly", "wf-exploitation-training", "child-seen-6m", "mgt-decision-rationale")


def day(words: str) -> dt.date:
    """A date from 2016-11-14."""
    return dt.date.fromisoformat(words)


def rows() -> Iterator[Row]:
    """Twenty audits of T1 found by W3, six of them weak in plans; one action completed; screenings by W1."""
    for number in range(20):
        weak = number < 6
        yield PracticeAudit(
            practice_audit_id=f"A{number}",
            person_id=f"K{number:02}",
            team_id="T1",
            audited_on=day("2016-03-01") + dt.timedelta(days=number),
            auditor_id="W3",
            grade="inadequate" if weak else "good",
            theme="plans",
        )
    yield AuditAction(
        audit_action_id="X0",
        practice_audit_id="A0",
        person_id="K00",
        theme="plans",
        raised_on=day("2016-03-08"),
        owner_id="W2",
        due_on=day("2016-06-08"),
        measure="Plans at the next audit",
        completed_on=day("2016-06-01"),
    )
    yield TrainingRecord(
        training_record_id="TR1", professional_id="W1", course="exploitation", completed_on=day("2016-09-01")
    )
    for number in range(4):
        yield ExploitationScreening(
            exploitation_screening_id=f"E{number}",
            person_id=f"K{number:02}",
            screened_on=day("2016-04-04"),
            professional_id="W1",
            level="high",
            has_analysis=number == 0,
        )
    yield ExploitationResponse(
        exploitation_response_id="ER0",
        exploitation_screening_id="E0",
        person_id="K00",
        responded_on=day("2016-04-06"),
        response_type="multi-agency-plan",
    )


def loaded() -> Loaded:
    """That record, evaluated and inspected."""
    return load(
        from_rows([*site.rows(), *rows()]),
        site.AS_AT,
        standards=tuple(CATALOGUE[code] for code in STANDARDS),
        engine=ReferenceEngine(),
        framework=load_framework("sif-2013-2017"),
        source="rows written for a test",
        is_invented=True,
    )
