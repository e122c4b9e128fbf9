"""The small invented record with audits, actions, training and screenings added, in a store and held for the pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sightline.access.models import Account
from sightline.findings.queries import Loaded, hold
from sightline.findings.queries.loaded import held_or_none
from sightline.improvement.actions.practice_loops import open_loop
from sightline.improvement.models import Loop
from tests.support import practice, site
from tests.support.personas import Persona, make
from tests.support.practice import day


@pytest.fixture(scope="session")
def evaluated() -> Loaded:
    """That record, evaluated and inspected."""
    return practice.loaded()


@pytest.fixture
def council(evaluated: Loaded, db: None) -> Iterator[Loaded]:
    """The store with who holds each child, and this record held; what was held before is held again afterwards."""
    site.put_in_store()
    before = held_or_none()
    hold(evaluated)
    yield evaluated
    if before is not None:
        hold(before)


@pytest.fixture
def lead(council: Loaded) -> Account:
    """The principal social worker."""
    return make(Persona.AUDITOR)


@pytest.fixture
def loop(lead: Account) -> Loop:
    """Plans of T1 taken up: one action of the record, completed on 1 June."""
    return open_loop(
        theme="plans",
        team_id="T1",
        words="Plans list services and not what must change.",
        aim=80,
        files=10,
        since=day("2016-03-01"),
        opened_on=day("2016-03-31"),
        by=lead,
    )
