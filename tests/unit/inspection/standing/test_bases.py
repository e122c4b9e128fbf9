"""Whom a standard is about, where its own obligations cannot say."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pyarrow as pa

from sightline.engines.reference import ReferenceEngine
from sightline.engines.responsibility import named_with_team
from sightline.inspection.framework import load_framework
from sightline.inspection.standing.bases import bases_of
from sightline.inspection.standing.clocks import clocks_from, day_number
from sightline.inspection.standing.inspect import inspect
from sightline.inspection.standing.rule import Status
from sightline.record.tables.councils import Council
from sightline.record.tables.policies import Policy
from sightline.sources.extract import Extract, from_rows
from sightline.standards.nodes import Linked, Never, Spans, Throughout, days, is_
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Harm, Standard
from tests.unit.inspection.standing.conftest import AS_AT

Standards = tuple[Standard, ...]


def test_a_forbidden_state_is_counted_out_of_all_it_could_befall(failing: Extract, standards: Standards) -> None:
    table = named_with_team(ReferenceEngine().obligations(failing, standards), failing, standards)
    (base,) = bases_of(failing, clocks_from(table, standards)).values()
    assert len(base.starts) == 40
    assert set(base.starts.tolist()) == {day_number(dt.date(2014, 1, 2))}
    assert sorted(set(base.team.tolist())) == [0, 1]


def test_a_state_that_cannot_be_counted_by_its_rows_alone_has_no_base(failing: Extract, standards: Standards) -> None:
    seen, held = standards
    assert isinstance(held.node, Never)
    linked = dataclasses.replace(held.node.state, linked=(Linked("disabilities", "person_id"),))
    other = dataclasses.replace(held, node=dataclasses.replace(held.node, state=linked))
    table = named_with_team(ReferenceEngine().obligations(failing, [seen, other]), failing, [seen, other])
    assert bases_of(failing, clocks_from(table, (seen, other))) == {}


def policy_standard(standards: Standards) -> Standard:
    return dataclasses.replace(
        standards[0],
        code="gov-caseload-policy",
        sentence="The council has a caseload policy that states a ceiling.",
        node=Throughout(
            Spans("policies", "adopted_on", "ended_on", where=(is_("topic", "caseload"), is_("states_limit", True))),
            Spans("councils", "started_on", None),
            days(0),
            by="council_id",
        ),
        harm=Harm.PROCESS,
        subject="council_id",
        subject_kind=SubjectKind.COUNCIL,
        lines=("supervision-and-decisions",),
    )


def status(extract: Extract, standard: Standard) -> Status:
    found = inspect(extract, AS_AT, load_framework("sif-2013-2017"), ReferenceEngine(), [standard])
    return next(each.status for line in found.lines for each in line.standards if each.code == standard.code)


def test_a_policy_held_for_years_is_kept_and_one_never_made_is_missing(standards: Standards) -> None:
    council = Council(council_id="000", name="Avonmere", started_on=dt.date(2007, 1, 1))
    adopted = Policy(
        policy_id="P", council_id="000", topic="caseload", adopted_on=dt.date(2007, 1, 1), states_limit=True
    )
    assert status(from_rows([council, adopted]), policy_standard(standards)) is Status.STRONG
    assert status(from_rows([council]), policy_standard(standards)) is Status.FAILING


def test_teams_come_from_the_latest_allocation_by_the_due_date(failing: Extract, standards: Standards) -> None:
    table = named_with_team(ReferenceEngine().obligations(failing, standards), failing, standards)
    teams = dict(zip(table["subject"].to_pylist(), table["team"].to_pylist(), strict=True))
    assert {teams[f"C{number:02}"] for number in range(18)} == {"T1"}
    assert {teams[f"C{number:02}"] for number in range(18, 40)} == {"T2"}
    assert table["team"].type == pa.string()
