"""The mock inspection that the demonstration council has begun."""

from __future__ import annotations

import pytest

from sightline.access import actions as access
from sightline.inspection import demonstration
from sightline.inspection.demonstration import hold_mock
from sightline.inspection.models import MockInspection
from sightline.inspection.queries.samples import comes_out_again
from tests.support import mocks, site
from tests.support.personas import Persona, make

DOMAIN = "avonmere.example"


def test_it_is_begun_once_with_evidence_and_a_sample(store: None) -> None:
    for persona in (Persona.AUDITOR, Persona.DIRECTOR, Persona.TEAM_MANAGER, Persona.PRACTITIONER):
        make(persona)
    for _ in range(2):
        hold_mock(site.AS_AT, domain=DOMAIN, record=mocks.weighed())
    mock = MockInspection.objects.get()
    assert mock.framework == "sif-2013-2017"
    assert {each.account.name for each in mock.members.all()} == {"Ali Auditor", "Dee Director", "Mel Manager"}
    sample = mock.samples.get()
    assert sample.seed == demonstration.SEED
    assert comes_out_again(sample)
    assert mock.hours.filter(is_planned=True).count() == 4


def test_a_restricted_child_is_left_out_though_the_record_was_weighed_with_them(
    store: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    access.restrict(person_id=site.UNSEEN, why="A member of staff's own child", allowed=[], by=make(Persona.DIRECTOR))
    make(Persona.AUDITOR)
    asked = []

    def freeze(**given: object) -> object:
        asked.append(given["mock"])
        return mocks.freeze(MockInspection.objects.get())

    monkeypatch.setattr(demonstration, "freeze", freeze)
    hold_mock(site.AS_AT, domain=DOMAIN, record=mocks.weighed())
    assert len(asked) == 1  # worked out again, without the child: what freezing does is tested with it
    assert site.UNSEEN not in {each.person_id for each in MockInspection.objects.get().samples.get().children.all()}


def test_a_council_without_its_principal_social_worker_begins_none(store: None) -> None:
    hold_mock(site.AS_AT, domain=DOMAIN, record=mocks.weighed())
    assert not MockInspection.objects.exists()
