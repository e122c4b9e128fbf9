"""A few families in a store, with names and dates written as many hands write them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sightline.access.models import Account
from sightline.casework.search.index import rebuild_search
from sightline.ledger.loading import load
from sightline.record.schema import Row
from sightline.record.tables.addresses import Address
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.linked_identifiers import LinkedIdentifier
from sightline.record.tables.people import Person
from sightline.record.tables.professionals import Professional
from sightline.record.tables.teams import Team
from sightline.sources.extract import from_rows
from tests.support.personas import Persona, make

AS_AT = dt.date(2016, 11, 14)
SOURCE = "a test's extract"


def person(key: str, forename: str | None, surname: str | None, born: str | None, **more: Any) -> Person:
    """A person; ``born`` as 2009-02-03."""
    born_on = dt.date.fromisoformat(born) if born else None
    return Person(person_id=key, forename=forename, surname=surname, born_on=born_on, **more)


PEOPLE = (
    person("smith", "John", "Smith", "2009-02-03", common_child_id="943 476 5919", legacy_id="old/77"),
    person("obrien", "Máire", "O’Brien", "2010-05-20"),
    person("jones", "Mary Jane", "Smith-Jones", "2011-12-31"),
    person("catherine", "Catherine", "Wright", "2008-07-15"),
    person("sean", "Sean", "Kowalski", "2007-01-30"),
    person("muhammad", "Muhammad", "Chowdhury", "2012-08-08"),
    person("lukasz", "Łukasz", "Żółć", "2006-03-02"),
    person("arabic", "ليلى", "حداد", "2013-04-05"),
    person("nameless", None, None, None),
    person("unborn", None, "Okafor", None),
    person("grown", "Wainwright", "Ashdown", "1998-09-09"),
)


def rows() -> list[Row]:
    """The people, where they live, and how they are known."""
    return [
        *PEOPLE,
        Team(team_id="T1", name="Assessment"),
        Professional(professional_id="W1", name="Sam Worker"),
        Address(
            address_id="A1",
            person_id="smith",
            postcode="AV126GX",
            address_json='{"HOUSE": "12", "STREET": "Larkspur Road", "UPRN": "100012345678"}',
            started_on=dt.date(2015, 1, 1),
        ),
        Address(address_id="A2", person_id="catherine", postcode="AV1 2BX", started_on=dt.date(2015, 1, 1)),
        LinkedIdentifier(
            linked_identifier_id="L1", person_id="catherine", type="Unique Pupil Number", value="A800000000017"
        ),
        CinEpisode(referral_id="R1", person_id="smith", referred_on=dt.date(2016, 1, 4), team_id="T1"),
        CinEpisode(
            referral_id="R2", person_id="catherine", referred_on=dt.date(2014, 1, 6), closed_on=dt.date(2015, 3, 2)
        ),
        CinEpisode(referral_id="R3", person_id="sean", referred_on=dt.date(2016, 1, 4), no_further_action=True),
        CinVisit(cin_visit_id="V1", person_id="smith", visited_on=dt.date(2016, 2, 1)),
        Involvement(
            involvement_id="I1",
            person_id="smith",
            professional_id="W1",
            role="ALLOCATED",
            team_id="T1",
            started_on=dt.date(2016, 1, 5),
        ),
    ]


@pytest.fixture
def stored(db: None) -> None:
    """The families in the store, and indexed."""
    load(from_rows(rows()), by="a test", why="to search", source=SOURCE)
    rebuild_search()


@pytest.fixture
def front_door(stored: None) -> Account:
    """Somebody at the front door."""
    return make(Persona.FRONT_DOOR)
